"""A further question is one line in the dialog and one line of test."""

from __future__ import annotations

from dataclasses import replace

from conversations.dialog import Field, Step
from conversations.kinds import Text
from conversations.play import play, tap
from tests.conversations.dialogs import SMALL

PARKING = Field("駐車場", Step("parking", "駐車場はどちらですか。", Text(40), optional=True))

WITH_PARKING = replace(SMALL, fields=(*SMALL.fields[:2], PARKING, SMALL.fields[2]))


def test_a_step_is_one_line_and_so_is_its_test() -> None:
    assert play(WITH_PARKING, "3", "スキップ", "裏の第2駐車場").answers["parking"] == "裏の第2駐車場"


def test_the_questions_around_it_know_it_at_once() -> None:
    played = play(WITH_PARKING, "3", "スキップ", "スキップ", tap("戻る"))
    assert played.step == "parking"
    assert played.hear("玄関前").sheet.at == "sure"
