"""Forms and notices → HTML of our own pages: no inline style, nothing from elsewhere, three scripts in all.

The style is one file for the edge to serve: STYLE at STYLE_PATH (named by its content, so it may be cached for good).
So are SIGN at SIGN_PATH, for a form with a signature to draw, and WRITE at WRITE_PATH, for one with a long text. One
that measures a place carries its script in itself, so that a poor connection has less to fetch; its hash stands in the
page's policy (measuring.SCRIPT_HASH). Only where LIFF is set up its door loads LINE's own script as well.
"""

from __future__ import annotations

import hashlib
from itertools import accumulate, groupby
from typing import Any

import jinja2
from markupsafe import Markup

from flex_messages import measuring
from flex_messages.actions import Link
from flex_messages.bubble import TEMPLATES, bar, chapter, count, parts
from flex_messages.cards import Act, Button, FieldPage, Open, Share
from flex_messages.forms import Form, Notice, Option
from flex_messages.look import ems
from flex_messages.words import SERVICE

STYLE = (TEMPLATES / "style.css").read_text(encoding="utf-8")
STYLE_PATH = f"/p/style-{hashlib.sha256(STYLE.encode()).hexdigest()[:10]}.css"
SIGN = (TEMPLATES / "sign.js").read_text(encoding="utf-8")
SIGN_PATH = f"/p/sign-{hashlib.sha256(SIGN.encode()).hexdigest()[:10]}.js"
WRITE = (TEMPLATES / "write.js").read_text(encoding="utf-8")
WRITE_PATH = f"/p/write-{hashlib.sha256(WRITE.encode()).hexdigest()[:10]}.js"


def form_page(form: Form, *, action: str = "", link: Link | None = None) -> str:
    """One question, posted as multipart to `action` ("" = the page's own address).

    Posted: the inputs (see forms.Input), the form's hidden fields, and `go` = the key of the way that was pressed, or
    "verb:about" of an Act in a review's card.
    """
    return _draw("form.html.jinja", link, form=form, action=action)


def liff_page(id: str, *, enters: bool) -> str:
    """Before a page that only one person may use: LINE's own script tells who holds the phone; see bot/liff.py."""
    return _draw("liff.html.jinja", None, id=id, enters=enters)


def notice_page(notice: Notice) -> str:
    """A page that asks nothing: it is done, the link has expired, nothing was found."""
    return _draw("notice.html.jinja", None, notice=notice)


def text_page(title: str, version: str, words: str) -> str:
    """A text that people agree to, to be read in peace."""
    return _draw("text.html.jinja", None, title=title, version=version, words=words)


def _draw(name: str, link: Link | None, **values: Any) -> str:
    def way(button: Button) -> dict[str, str]:
        return _way(button, link)

    return _PAGES.get_template(name).render(values | {"way": way})


def _way(button: Button, link: Link | None) -> dict[str, str]:
    """What a button in a row is on a page: an address, or what it posts. What only a phone can do is left out."""
    match button.tap:
        case Act(verb, about):
            return {"value": f"{verb}:{about}"}
        case Open() | FieldPage() as tap if link:
            return {"href": link(tap)}
    return {}


def by_group(options: tuple[Option, ...]) -> list[tuple[str, list[Option]]]:
    """Options under their headings, in their order."""
    return [(group, list(members)) for group, members in groupby(options, key=lambda option: option.group)]


def columns(options: tuple[Option, ...]) -> str:
    """How options stand: many in as many columns as fit, a few short ones in two, others one a line."""
    if len(options) > 12:
        return "dense"
    short = all(ems(option.label) <= 6 and not option.detail for option in options)
    return "short" if short and len(options) > 2 else ""


def starts(shares: tuple[Share, ...]) -> list[tuple[Share, int]]:
    """Each share with where its piece of the bar begins."""
    return list(zip(shares, accumulate((share.part for share in shares), initial=0), strict=False))


def one_line(text: str) -> str:
    return text.replace("\n", "")


def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(style_path=STYLE_PATH, sign_path=SIGN_PATH, write_path=WRITE_PATH, service=SERVICE)
    made.globals.update(measuring=measuring, measure=Markup(measuring.SCRIPT), liff=Markup(measuring.LIFF))
    made.filters.update(
        bar=bar, chapter=chapter, count=count, parts=parts, by_group=by_group, columns=columns,
        one_line=one_line, starts=starts,
    )  # fmt: skip
    return made


_PAGES = _environment()
