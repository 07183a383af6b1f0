"""However much was answered, the review stays within what LINE takes, and nothing of it is left out."""

from __future__ import annotations

import pytest

from conversations.asking import question
from conversations.dialog import Dialog, Field, Step
from conversations.kinds import LongText, Review, Text
from conversations.play import buttons
from conversations.sheet import Sheet
from conversations.splitting import GOES_ON
from flex_messages.draw import draw
from tests.conversations.dialogs import done


def long_dialog(count: int) -> Dialog:
    fields = (
        Field(f"とても長い項目の名前{n}", Step(f"s{n}", "？", LongText(1000)), chapter=f"{n // 10}章")
        for n in range(count)
    )
    end = Field(
        "確認", Step("sure", "内容をご確認ください", Review(after="確認します。")), chapter=f"{(count - 1) // 10}章"
    )
    chapters = tuple(f"{n}章" for n in range((count - 1) // 10 + 1))
    return Dialog(name="long", title="長い手続き", chapters=chapters, fields=(*fields, end), finish=done)


@pytest.mark.parametrize(
    ("count", "length"), [(1, 1), (10, 100), (25, 30), (25, 100), (25, 1000), (40, 200), (40, 1000)]
)
def test_a_review_of_any_length_can_be_drawn_and_mends_every_field(count: int, length: int) -> None:
    dialog = long_dialog(count)
    shown = question(dialog, Sheet(answers={f"s{n}": "字" * length for n in range(count)}, at="sure"), None)
    assert draw(shown, post=lambda tap, label: "t" * 25, link=lambda tap: "https://demo.invalid/p")
    labels = [button.label for button in buttons(shown)]
    assert labels.count("直す") == count
    assert labels.count("送信する") == 1
    assert [button.label for button in shown.cards[-1].buttons] == ["送信する"]
    assert shown.cards[-1].note is not None


def test_values_are_cut_only_where_nothing_else_helps() -> None:
    def values(count: int, length: int) -> str:
        dialog = long_dialog(count)
        shown = question(dialog, Sheet(answers={f"s{n}": "字" * length for n in range(count)}, at="sure"), None)
        return "".join(row.value for card in shown.cards for section in card.sections for row in section.rows)

    assert GOES_ON not in values(25, 100)
    assert GOES_ON in values(40, 1000)


def test_a_review_like_that_of_a_profile_is_one_card() -> None:
    dialog = long_dialog(24)
    answers = {f"s{n}": "字" * 20 for n in range(24)}
    assert len(question(dialog, Sheet(answers=answers, at="sure"), None).cards) == 1


@pytest.mark.parametrize(("count", "length"), [(1, 1000), (6, 1000), (24, 1000), (40, 10)])
def test_before_and_after_of_many_long_fields_can_be_drawn(count: int, length: int) -> None:
    dialog = long_dialog(count)
    before, after = ({f"s{n}": sign * length for n in range(count)} for sign in "前後")
    was = {"fields": [field.name for field in dialog.fields], "reason": "", "answers": before}
    shown = question(dialog, Sheet(answers=after, at="sure", returned=was), None)
    assert draw(shown, post=lambda tap, label: "t" * 25, link=lambda tap: "https://demo.invalid/p")
    assert [button.label for button in buttons(shown)].count("直す") == count
    assert sum(len(card.changes) for card in shown.cards) == (count if count <= 6 else 0)


def test_a_short_review_is_one_card() -> None:
    dialog = Dialog(
        name="short",
        title="短い手続き",
        fields=(Field("名前", Step("name", "？", Text(5))), Field("確認", Step("sure", "ご確認ください", Review()))),
        finish=done,
    )
    assert len(question(dialog, Sheet(answers={"name": "見本"}, at="sure"), None).cards) == 1
