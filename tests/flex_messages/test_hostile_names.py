"""No name can break out of a card or a page, whatever it is made of: the shape of what is drawn stays the same."""

from __future__ import annotations

import html.parser
from dataclasses import fields, is_dataclass, replace
from typing import Any

import orjson
import pytest

from flex_messages import page
from flex_messages.cards import Act, Button, Change, Copy, Open, Pick, Progress, Say, Show, Type
from flex_messages.draw import draw
from flex_messages.forms import Form, Input
from tests.flex_messages.examples import CARDS
from tests.flex_messages.forms import FORMS

NAMES = {
    "quotes": '"},{"type":"text","text":"',
    "backslashes": '\\"\\\\u0022\\',
    "new lines": "試験\r\n太郎\u2028\u2029\t\x00",
    "bidi marks": "\u202e試験\u2066太郎\u2069\u200f",
    "emoji": "😀" * 300,
    "braces": "{} {{ card }} {% raw %} {# #} ${x} %s %(x)s",
    "markup": "</script><img src=x onerror=alert(1)><!--",
    "entities": "&lt;b&gt; &amp;quot; &#34;",
    "half a pair": "試験\ud83d太郎",
    "line separators in an attribute": "' onfocus='alert(1)' x=\"",
}
FIXED = (Act, Open, Copy, Pick, Type)  # what a tap carries never reaches the template
WORDS = {"about", "title", "subtitle", "text", "value", "small", "before", "after", "reason", "field", "label"}
WORDS |= {"heading", "refused", "example", "word", "count", "chapters", "alt", "question", "hint", "error", "detail"}


def renamed(value: Any, name: str) -> Any:
    """The value with every text that people see replaced, except where it was empty."""
    if isinstance(value, FIXED):
        return value
    if isinstance(value, tuple):
        return tuple(renamed(item, name) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    kept = {"value"} if isinstance(value, Input) else set()
    changes = {
        field.name: _one(field.name, getattr(value, field.name), name, labelled=isinstance(value, Button))
        for field in fields(value)
        if field.name not in kept
    }
    return replace(value, **changes)


def _one(field: str, old: Any, name: str, *, labelled: bool) -> Any:
    if labelled and field == "label":
        return name[:3] or old
    if isinstance(old, str):
        return name if old and field in WORDS else old
    if field == "chapters":
        return tuple(name for _ in old)
    return renamed(old, name)


def shape(node: Any) -> Any:
    """The tree with every text a person may see blanked."""
    if isinstance(node, list):
        return [shape(child) for child in node]
    if isinstance(node, dict):
        hidden = {"text", "label", "displayText", "altText", "width", "flex"}
        return {key: "…" if key in hidden else shape(child) for key, child in node.items()}
    return node


def drawn(card: Any) -> Any:
    message = draw(Show((card,)), post=lambda *_: "token.0", link=lambda _: "https://demo.invalid/p")
    return shape(message)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("kind", [kind for kind in CARDS if not CARDS[kind].changes])
def test_the_shape_of_a_card_does_not_depend_on_the_names_in_it(kind: str, name: str) -> None:
    calm = replace(CARDS[kind], buttons=(), picture=None, sections=CARDS[kind].sections[:1])
    assert drawn(renamed(calm, name)) == drawn(renamed(calm, "試験太郎"))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_hostile_name_arrives_as_it_was_written(name: str) -> None:
    message = draw(Show((replace(CARDS["doorbell"], title=name),)), post=lambda *_: "t", link=lambda _: "https://e.jp")
    expected = name.replace("\ud83d", "\ufffd")
    assert message["contents"]["body"]["contents"][1]["text"] == expected


def test_a_change_shows_a_hostile_value_whole() -> None:
    for name in NAMES.values():
        card = replace(CARDS["returned"], changes=(Change("氏名", name, name + "改"),), buttons=())
        spans = draw(Show((card,)), post=lambda *_: "t", link=lambda _: "")["contents"]["body"]["contents"][-1]
        shown = spans["contents"][1]["contents"][1]["contents"]
        assert "".join(span["text"] for span in shown) == (name + "改").replace("\ud83d", "\ufffd")


class Outline(html.parser.HTMLParser):
    """The tags and attribute names of a page, without its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))


def outline(text: str) -> list[tuple[str, tuple[str, ...]]]:
    found = Outline()
    found.feed(text)
    return found.tags


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("kind", FORMS)
def test_the_tags_of_a_form_do_not_depend_on_the_names_in_it(kind: str, name: str) -> None:
    assert outline(page.form_page(renamed(FORMS[kind], name))) == outline(page.form_page(renamed(FORMS[kind], "試験")))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_the_tags_of_a_card_on_a_page_do_not_depend_on_the_names_in_it(name: str) -> None:
    def tags(words: str) -> Any:
        form = Form("登録", "確認", (Input("review", card=renamed(CARDS["approval"], words)),))
        return outline(page.form_page(form, link=lambda _: "https://demo.invalid/" + words))

    assert tags(name) == tags("試験")


def test_names_in_a_plain_text_are_not_touched() -> None:
    for name in NAMES.values():
        shown = draw(Say(name, (Button(name[:9], Act("a")),)), post=lambda *_: "t", link=lambda _: "")
        assert shown["text"] == name.replace("\ud83d", "\ufffd")
        assert orjson.dumps(shown)


def test_what_was_typed_comes_back_into_its_input() -> None:
    form = Form("登録", "氏名", (Input("text", value='"><b>'),), progress=Progress((), 1, 1, 1))
    assert 'value="&#34;&gt;&lt;b&gt;"' in page.form_page(form)
