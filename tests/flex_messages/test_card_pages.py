"""Reviews and notices as pages, and the style they share."""

from __future__ import annotations

import re

import pytest

from flex_messages import page
from flex_messages.forms import BACK, NEXT, Form, Input, Notice
from tests.flex_messages.examples import CARDS
from tests.flex_messages.examples_registration import REVIEW
from tests.flex_messages.forms import NOTICES
from tests.flex_messages.gallery import pages
from tests.flex_messages.tree import Tree

PAGES = pages()


def test_mending_a_field_of_a_review_says_which() -> None:
    form = Form("登録", "確認", (Input("review", card=REVIEW),), ways=(NEXT, BACK))
    buttons = Tree(page.form_page(form)).all("button")
    assert (buttons[0]["name"], buttons[0]["value"]) == ("go", "mend:資格")


@pytest.mark.parametrize("name", CARDS)
def test_a_card_says_on_a_page_what_it_says_in_the_chat(name: str) -> None:
    card = CARDS[name]
    text = page.form_page(Form("見本", "確認", (Input("review", card=card),)))
    rows = [*card.rows, *(row for section in card.sections for row in section.rows), *card.figures]
    words = [row.value for row in rows] + [share.value for share in card.shares]
    words += [card.total.value if card.total else "", card.note.text if card.note else ""]
    assert [word for word in words if word not in text] == []


def test_a_notice_asks_nothing_and_may_show_the_way_back() -> None:
    tree = Tree(page.notice_page(NOTICES["done"]))
    assert not tree.all("form")
    assert [link["href"] for link in tree.all("a")] == ["https://line.me/R/"]
    assert not Tree(page.notice_page(Notice("なし", "なし"))).all("a")


def test_the_style_is_named_by_its_content_and_brings_nothing_from_elsewhere() -> None:
    assert re.fullmatch(r"/p/style-[0-9a-f]{10}\.css", page.STYLE_PATH)
    assert "url(" not in page.STYLE
    assert "@import" not in page.STYLE


def test_every_class_of_a_page_is_in_the_style() -> None:
    used = {name for text in PAGES.values() for _, a in Tree(text).tags for name in a.get("class", "").split()}
    unstyled = {"plain", "choice", "several", "text", "longtext", "day", "month", "consent", "review", "cover", "fit"}
    assert {name for name in used - unstyled if f".{name}" not in page.STYLE} == set()
