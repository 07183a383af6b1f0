"""Values → HTML of our own pages."""

from __future__ import annotations

from flex_messages.cards import Card
from flex_messages.draw import Link, Post
from flex_messages.forms import Form, Notice

STYLE_PATH = "/p/style.css"
STYLE = ""


def form_page(form: Form, *, action: str = "") -> str:
    """One question: a form posted (multipart) to `action`, the empty string being the page's own address."""
    raise NotImplementedError


def card_page(card: Card, *, post: Post, link: Link, action: str = "") -> str:
    """A card as a page. Its Acts post `token` = post(tap, label)."""
    raise NotImplementedError


def notice_page(notice: Notice) -> str:
    """A page that asks nothing."""
    raise NotImplementedError
