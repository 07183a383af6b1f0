"""Options that are many or long become lists by themselves; the few and short are buttons of the card."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from conversations.asking import question
from conversations.dialog import Dialog, Field, Step
from conversations.kinds import Choice, Several
from conversations.play import buttons, play, tap
from conversations.sheet import Sheet
from flex_messages.draw import draw
from tests.conversations.dialogs import done


def asking(kind: Choice | Several) -> Dialog:
    return Dialog(name="d", title="選ぶ", fields=(Field("選ぶ", Step("one", "どれですか。", kind)),), finish=done)


def options(count: int, label: str = "選択肢") -> Mapping[str, str]:
    return {f"k{n}": f"{label}{n}" for n in range(1, count + 1)}


@pytest.mark.parametrize("count", [1, 13, 14, 47])
@pytest.mark.parametrize("kind", [Choice, Several])
def test_any_number_of_options_can_be_drawn_and_tapped(kind: type[Choice | Several], count: int) -> None:
    shown = question(asking(kind(options(count))), Sheet(at="one"), None)
    assert draw(shown, post=lambda tap, label: "t" * 25, link=lambda tap: "https://demo.invalid/p")
    assert len([b for b in buttons(shown) if b.label == "選ぶ" or b.label.startswith("選択肢")]) == count
    assert (len(shown.cards) > 1) == (count > 13)


def test_long_labels_become_rows_that_wrap() -> None:
    played = play(asking(Choice(options(3, "とても長くてボタンには入りきらない選択肢のことば"))))
    assert len(played.asked[-1][1].cards) == 2
    assert played.hear(tap("選ぶ", row="2")).sheet.answers == {"one": "k2"}


@pytest.mark.parametrize(("count", "label"), [(200, "選択肢"), (47, "長い選択肢" * 20), (2000, "選択肢")])
def test_what_no_list_has_room_for_is_named_by_typing(count: int, label: str) -> None:
    dialog = asking(Choice(options(count, label)))
    played = play(dialog)
    shown = played.asked[-1][1]
    assert draw(shown, post=lambda tap, label: "t" * 25, link=lambda tap: "https://demo.invalid/p")
    listed = len([button for button in buttons(shown) if button.label == "選ぶ"])
    assert played.card.text == f"ほかの{count - listed}件は、名前を入力してください。"
    assert played.hear(f"{label}{count}").sheet.answers == {"one": f"k{count}"}


def test_groups_are_cards_of_their_own() -> None:
    kind = Several(options(20), groups={"前半": tuple(options(10)), "後半": tuple(f"k{n}" for n in range(11, 21))})
    played = play(asking(kind))
    assert [card.title for card in played.asked[-1][1].cards[1:]] == ["前半", "後半"]
    played.hear(tap("選ぶ", row="選択肢12"))
    assert "次へ" in played.labels
    assert played.hear(tap("次へ")).end == "finished"
