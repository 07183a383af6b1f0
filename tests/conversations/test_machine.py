"""The machine is one flat table per dialog, shared by everybody, small, silent and without ways nobody drew."""

from __future__ import annotations

import logging
from collections import Counter

import pytest
from transitions import Machine

from conversations.diagrams import mermaid
from conversations.dialog import Dialog, Field, Step
from conversations.kinds import Review, Text
from conversations.kinds.kind import Answers
from conversations.machine import edges, fire, machine, seek
from conversations.play import play, tap
from conversations.sheet import Sheet
from conversations.standing import END, HUB, STOPPED, Turn
from tests.conversations import filled
from tests.conversations.dialogs import LOOPS, PROFILE, SMALL, Facts, done


def sometimes(answers: Answers, facts: None) -> bool:
    return bool(answers["s0"] == "x")


def question(n: int) -> Field:
    return Field(f"問{n}", Step(f"s{n}", "？", Text(9), when=sometimes if n % 10 == 5 else None))


FORTY = Dialog(
    name="forty",
    title="四十問",
    fields=(*map(question, range(39)), Field("確認", Step("sure", "？", Review()))),
    finish=done,
)


def test_the_table_grows_with_the_dialog_and_not_with_its_square() -> None:
    counted = Counter(edge.trigger for edge in edges(FORTY))
    assert counted["answer"] == 44
    assert counted["seek"] + counted["find"] == 2 * 40 + 1


@pytest.mark.parametrize("dialog", [PROFILE, SMALL, LOOPS, FORTY], ids=lambda dialog: dialog.name)
def test_it_is_flat_synchronous_and_holds_nobody(dialog: Dialog) -> None:
    table = machine(dialog)
    assert type(table) is Machine
    assert table is machine(dialog)
    assert (table.models, table.has_queue, table.auto_transitions) == ([], False, False)
    assert set(table.states) == {*dialog.by_name, HUB, END, STOPPED}
    assert all(edge.source != "*" for edge in edges(dialog))


def test_two_people_share_it_without_meeting() -> None:
    one, two = Turn(FORTY, Sheet(answers={"s0": "x"})), Turn(FORTY, Sheet())
    seek(one)
    seek(two)
    assert (one.state, two.state) == ("s1", "s0")
    assert machine(FORTY).models == []


def test_what_nobody_drew_is_not_taken() -> None:
    turn = Turn(FORTY, Sheet(), None, "s0")
    assert not fire(turn, "back")
    assert not fire(turn, "skip")
    assert not fire(turn, "unheard-of")
    assert turn.state == "s0"


def test_refusing_leaves_one_where_one_stands_and_cancelling_stops() -> None:
    turn = Turn(FORTY, Sheet(), None, "s3")
    assert fire(turn, "refuse")
    assert turn.state == "s3"
    assert fire(turn, "cancel")
    assert turn.state == STOPPED


def test_it_never_logs_what_people_type(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        play(PROFILE, *filled.TO_REVIEW, tap("送信する"), facts=Facts())
    assert caplog.records == []


def test_the_diagram_is_drawn_from_the_same_table() -> None:
    drawn = mermaid(SMALL)
    assert drawn.startswith("stateDiagram-v2\n")
    assert 'state "人数・count" as s0' in drawn
    assert "s0 --> s1" in drawn
    assert "s2 --> [*]" in drawn
    assert "s3 --> s1: 場合により" in mermaid(LOOPS)
