"""Mistakes in a dialog's list are errors at import."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.declaration import BadDialog
from conversations.dialog import Dialog, Field, Step
from conversations.kinds import Choice, LongText, Many, Number, Record, Review, Several, Text
from tests.conversations.dialogs import done

NAME = Step("name", "お名前は。", Text(10))


def dialog(*fields: Field, **more: Any) -> Dialog:
    return Dialog(name="d", title="試し", fields=fields, finish=done, **more)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ((Field("氏名", NAME), Field("別名", NAME)), "two steps are called 'name'"),
        ((Field("氏名", NAME), Field("氏名", Step("b", "?", Text(1)))), "two fields are called '氏名'"),
        ((Field("氏名", Step("name", "?", Text(1), when=lambda a, f: True)),), "may not be asked"),
        ((Field("確認", Step("r", "?", Review())), Field("氏名", NAME)), "is not last"),
        ((Field("氏名", NAME, chapter="ない章"),), "the dialog has none"),
        ((Field("氏名"),), "has no steps"),
        ((), "without steps"),
        ((Field("氏名", Step("na.me", "?", Text(1))),), "one word"),
        ((Field("氏名", Step("name", " ", Text(1))),), "nothing is asked"),
        ((Field("氏名", Step("name", "?", Text(1), optional="あ" * 21)),), "longer than 20"),
        ((Field("氏名", Step("name", "?", Text(1, least=2))),), "least and most"),
        ((Field("氏名", Step("name", "?", LongText(1, least=2))),), "least and most"),
        ((Field("氏名", Step("name", "?", Number(2, 1))),), "least and most"),
        ((Field("選択", Step("c", "?", Choice({}))),), "no options"),
        ((Field("選択", Step("c", "?", Choice({"a": "同じ", "b": "同じ"}))),), "one label"),
        ((Field("選択", Step("c", "?", Choice({"a": " "}))),), "without a label"),
        ((Field("選択", Step("c", "?", Choice({"a": "甲"}, stopping=("z",)))),), "stops at the unknown option 'z'"),
        ((Field("選択", Step("c", "?", Several({"a": "甲"}, shortcuts={"あ" * 21: ("a",)}))),), "label of"),
        ((Field("表", Step("t", "?", Many(Record()))),), "a record without steps"),
        (
            (Field("表", Step("t", "?", Many(Record(Step("x", "?", Text(1), when=lambda a, f: True))))),),
            "may not be asked",
        ),
        ((Field("表", Step("t", "?", Many(Record(Step("x", "?", Many(Record(NAME))))))),), "records within records"),
        ((Field("表", Step("t", "?", Many(Record(Step("more", "?", Text(1)))))),), "two places are called 't.more'"),
        ((Field("表", Step("t", "?", Many(Text(1), 3, 2))),), "least and most"),
    ],
)
def test_a_mistake_is_named_at_declaration(fields: tuple[Field, ...], complaint: str) -> None:
    with pytest.raises(BadDialog, match=complaint):
        dialog(*fields)


def test_fields_stand_in_known_chapters_in_their_order() -> None:
    first, second = Field("氏名", NAME, chapter="甲"), Field("数", Step("n", "?", Number()), chapter="乙")
    assert dialog(first, second, chapters=("甲", "乙")).chapters == ("甲", "乙")
    with pytest.raises(BadDialog, match="unknown chapter"):
        dialog(first, second, chapters=("甲",))
    with pytest.raises(BadDialog, match="order of the chapters"):
        dialog(second, first, chapters=("甲", "乙"))
