"""Our own pages: no script but for a long text, no inline style; inputs are labelled and post what they should."""

from __future__ import annotations

import pytest

from flex_messages import page
from flex_messages.forms import Form, Input, Option
from tests.flex_messages.forms import FORMS
from tests.flex_messages.gallery import pages
from tests.flex_messages.tree import Tree

PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_nothing_but_its_style_and_a_long_text_its_script(name: str) -> None:
    tree = Tree(PAGES[name])
    names = {attribute for _, attributes in tree.tags for attribute in attributes}
    assert not {tag for tag, _ in tree.tags} & {"style", "iframe", "object"}
    assert [script["src"] for script in tree.all("script")] == [page.WRITE_PATH] * bool(tree.all("textarea"))
    assert not [attribute for attribute in names if attribute == "style" or attribute.startswith("on")]
    assert [link["href"] for link in tree.all("link")] == [page.STYLE_PATH]


@pytest.mark.parametrize("name", PAGES)
def test_every_tag_is_closed_and_no_id_stands_twice(name: str) -> None:
    tree = Tree(PAGES[name])
    ids = [attributes["id"] for _, attributes in tree.tags if "id" in attributes]
    assert tree.open == []
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_what_describes_an_input_is_on_the_page(name: str) -> None:
    tree = Tree(PAGES[name])
    ids = {attributes["id"] for _, attributes in tree.tags if "id" in attributes}
    pointers = {"aria-describedby", "aria-labelledby", "for"}
    meant = {word for _, a in tree.tags for key in pointers & a.keys() for word in a[key].split()}
    assert meant <= ids


@pytest.mark.parametrize("name", FORMS)
def test_every_input_has_words_that_say_what_it_is(name: str) -> None:
    tree = Tree(page.form_page(FORMS[name]))
    labelled = {label["for"] for label in tree.all("label") if "for" in label}
    for tag in ("input", "textarea"):
        for one in tree.all(tag):
            quiet = one.get("type") in {"hidden", "radio", "checkbox"}
            assert quiet or one["id"] in labelled or one["aria-labelledby"] == "question"


def test_a_page_has_one_heading_and_the_language_of_its_readers() -> None:
    for text in PAGES.values():
        tree = Tree(text)
        assert len(tree.all("h1")) == 1
        assert tree.all("html") == [{"lang": "ja"}]
        assert "width=device-width" in tree.all("meta")[1]["content"]


def test_the_ways_post_where_one_wants_to_go_and_only_the_first_insists_on_an_answer() -> None:
    buttons = Tree(page.form_page(FORMS["text"])).all("button")
    assert [(button["name"], button["value"]) for button in buttons] == [
        ("go", "next"),
        ("go", "back"),
        ("go", "later"),
    ]
    assert ["formnovalidate" in button for button in buttons] == [False, True, True]


def test_hidden_fields_are_posted_along() -> None:
    form = Form("登録", "氏名", (Input("text"),), fields=(("step", "name"), ("draft", "7")))
    hidden = [one for one in Tree(page.form_page(form)).all("input") if one["type"] == "hidden"]
    assert [(one["name"], one["value"]) for one in hidden] == [("step", "name"), ("draft", "7")]


@pytest.mark.parametrize(
    ("input", "type"),
    [
        (Input("text"), "text"),
        (Input("text", mode="tel"), "tel"),
        (Input("text", mode="email"), "email"),
        (Input("day"), "date"),
        (Input("time"), "time"),
        (Input("daytime"), "datetime-local"),
        (Input("month"), "month"),
        (Input("file"), "file"),
        (Input("consent"), "checkbox"),
    ],
)
def test_each_kind_of_answer_has_its_own_input(input: Input, type: str) -> None:
    [one] = Tree(page.form_page(Form("登録", "質問", (input,)))).all("input")
    assert (one["type"], one["name"]) == (type, "answer")
    assert "required" in one


def test_a_choice_marks_what_was_chosen() -> None:
    options = (Option("a", "ア"), Option("b", "イ"))
    for kind, type in (("choice", "radio"), ("several", "checkbox")):
        form = Form("登録", "質問", (Input(kind, options=options, chosen=("b",)),))  # type: ignore[arg-type]
        inputs = Tree(page.form_page(form)).all("input")
        assert [(one["type"], one["value"], "checked" in one) for one in inputs] == [
            (type, "a", False),
            (type, "b", True),
        ]


def test_a_period_is_posted_as_two_months_and_up_to_now() -> None:
    inputs = Tree(page.form_page(FORMS["period"])).all("input")
    assert [(one["name"], one["value"]) for one in inputs] == [
        ("answer.from", "2015-04"),
        ("answer.to", ""),
        ("answer.now", "yes"),
    ]
    assert "checked" in inputs[2]


def test_a_file_input_says_what_it_takes_and_that_several_may_come() -> None:
    [one] = Tree(page.form_page(FORMS["file"])).all("input")
    assert (one["accept"], "multiple" in one) == ("image/*,application/pdf", True)
    assert Tree(page.form_page(FORMS["file"])).all("form")[0]["enctype"] == "multipart/form-data"


def test_a_text_is_never_cut_by_the_browser() -> None:
    assert "maxlength" not in page.form_page(FORMS["longtext"])
    assert "400文字まで" in page.form_page(FORMS["longtext"])


def test_a_refusal_is_read_out_and_the_answer_is_still_there() -> None:
    text = page.form_page(FORMS["error"])
    tree = Tree(text)
    assert [attributes["role"] for _, attributes in tree.tags if "role" in attributes] == ["alert"]
    [one] = [one for one in tree.all("input") if one["name"] == "answer"]
    assert (one["aria-invalid"], one["value"]) == ("true", "taro@example")
    assert "error" in one["aria-describedby"].split()
    assert "<title>もう一度：" in text


def test_terms_are_shown_or_linked() -> None:
    shown = page.form_page(FORMS["consent"])
    linked = page.form_page(Form("登録", "同意", (Input("consent", terms="/p/terms/1"),)))
    assert "利用目的" in shown
    assert Tree(linked).all("a")[0]["href"] == "/p/terms/1"
