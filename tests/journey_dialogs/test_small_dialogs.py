"""The short dialogs as conversations: staff, invitation, and the three decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from conversations.approval.dialogs import (
    APPROVE_REGISTRATION,
    RECOMMENDATIONS,
    REJECT_REGISTRATION,
    REJECTIONS,
    RETURN_REGISTRATION,
    RETURNS,
    DecisionFacts,
)
from conversations.guest.staff import STAFF
from conversations.invitation.invite import InviteFacts, invite
from conversations.play import Conversation, photo, play, tap

INVITE = invite(lambda: "@119test")
FACTS = DecisionFacts({name: name for name in ("登録要件", "登録番号", "氏名")})
LABELS = [*RECOMMENDATIONS, *RETURNS, *REJECTIONS]


def inviting(*events: Any) -> Conversation:
    return play(INVITE, *events, facts=InviteFacts(None, date(2026, 11, 24)))


def test_staff_give_name_and_department() -> None:
    said = play(STAFF, "見本　花子", "経営支援課")
    assert said.finished
    assert said.answers == {"name": "見本 花子", "department": "経営支援課"}


def test_a_department_may_be_skipped() -> None:
    said = play(STAFF, "見本 花子", tap("スキップ"))
    assert said.finished
    assert said.answers["department"] is None


@pytest.mark.parametrize("event", ["😀", "花子1", photo()])
def test_a_name_of_staff_that_cannot_be_taken_is_asked_again(event: Any) -> None:
    said = play(STAFF, event)
    assert said.step == "name"
    assert said.trouble is not None


@pytest.mark.parametrize("day", [tap("カレンダーから選ぶ", "2026-11-20"), "令和8年11月20日", "2026/11/20"])
def test_an_invitation_asks_day_and_way_of_the_interview(day: Any) -> None:
    said = inviting(day, tap("オンライン"))
    assert said.finished
    assert said.answers == {"interview_on": "2026-11-20", "interview_how": "online"}


def test_the_way_of_the_interview_may_be_typed() -> None:
    assert inviting("2026/11/20", "電話").answers["interview_how"] == "phone"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("11月20日", "2026-11-20"),
        ("１１／２０", "2026-11-20"),
        ("11月24日", "2026-11-24"),
        ("12月1日", "2025-12-01"),
        ("昨日", "2026-11-23"),
        ("今日", "2026-11-24"),
    ],
)
def test_a_day_without_its_year_is_the_last_such_day(typed: str, day: str) -> None:
    assert inviting(typed).answers["interview_on"] == day


@pytest.mark.parametrize("typed", ["2026年11月25日", "先週", "2026年2月30日", "2月30日"])
def test_an_interview_in_the_future_or_on_no_day_is_asked_again(typed: str) -> None:
    said = inviting(typed)
    assert said.step == "interview_on"
    assert said.trouble is not None


@pytest.mark.parametrize("event", ["面談しました", photo()])
def test_another_way_of_interview_is_asked_again(event: Any) -> None:
    said = inviting("2026/11/20", event)
    assert said.step == "interview_how"
    assert said.trouble is not None


@pytest.mark.parametrize("label", RECOMMENDATIONS)
def test_a_chip_recommends_with_its_whole_sentence(label: str) -> None:
    said = play(APPROVE_REGISTRATION, tap(label), facts=FACTS)
    assert said.finished
    assert said.answers["recommendation"] == RECOMMENDATIONS[label]


def test_a_recommendation_may_be_ones_own_line() -> None:
    said = play(APPROVE_REGISTRATION, "20年来のお付き合いです。", facts=FACTS)
    assert said.answers["recommendation"] == "20年来のお付き合いです。"


@pytest.mark.parametrize("event", ["👍", photo(), "あ" * 201])
def test_a_recommendation_without_words_is_asked_again(event: Any) -> None:
    said = play(APPROVE_REGISTRATION, event, facts=FACTS)
    assert not said.finished
    assert said.trouble is not None


def test_a_return_asks_which_fields_and_why() -> None:
    said = play(RETURN_REGISTRATION, tap("登録番号"), tap("氏名"), tap("次へ"), tap("証明書と異なる"), facts=FACTS)
    assert said.finished
    assert said.answers == {"fields": ["登録番号", "氏名"], "reason": RETURNS["証明書と異なる"]}


def test_fields_to_return_may_be_typed_and_taken_away_again() -> None:
    said = play(RETURN_REGISTRATION, "登録番号 氏名", tap("✓ 氏名"), tap("次へ"), "番号を直してください", facts=FACTS)
    assert said.answers == {"fields": ["登録番号"], "reason": "番号を直してください"}


def test_names_that_are_marked_already_are_answered_when_they_are_typed_again() -> None:
    said = play(RETURN_REGISTRATION, "登録番号 氏名", facts=FACTS)
    asked = len(said.asked)
    said.hear("氏名、登録番号")
    assert len(said.asked) == asked + 1
    said.hear(tap("次へ"))
    assert said.answers["fields"] == ["登録番号", "氏名"]


@pytest.mark.parametrize("event", ["次へ", "住所", photo()])
def test_a_return_without_a_field_is_asked_again(event: Any) -> None:
    said = play(RETURN_REGISTRATION, event, facts=FACTS)
    assert said.step == "fields"
    assert said.trouble is not None


def test_a_rejection_is_looked_at_twice() -> None:
    said = play(REJECT_REGISTRATION, tap("確認が取れない"), facts=FACTS)
    assert said.step == "sure"
    assert REJECTIONS["確認が取れない"] in said.card.title
    said.hear(tap("不承認にする"))
    assert said.finished


def test_a_rejection_is_not_made_by_typing_and_may_be_left() -> None:
    said = play(REJECT_REGISTRATION, tap("確認が取れない"), "不承認にする", facts=FACTS)
    assert not said.finished
    said.hear(tap("やめる"))
    assert said.outcome.end == "stopped"


@pytest.mark.parametrize("label", LABELS)
def test_chips_fit_on_a_button(label: str) -> None:
    assert len(label) <= 20
