"""What is late, for those who look after it: reports past their day, and agencies that have not looked at theirs."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.dispatch.cards import NUMBER, seen
from conversations.outgoing import Outgoing
from conversations.reminders.review import late_before
from conversations.report.cards import OVERDUE, head
from conversations.report.facts import held
from conversations.report.standing import LISTS, REVIEWERS, whose_of
from flex_messages.cards import Act, Button, Card, Row, Say, Show
from flex_messages.words import MORE, day, to
from rules import japan_time
from rules.report import due_day, overdue_before
from storage import dispatches, reports
from storage.dispatches import Dispatch
from storage.people import Membership
from storage.store import Unit

PAGE = 9


async def heads(unit: Unit, member: Membership) -> tuple[Card, ...]:
    """In front of a member's list: how many are late, each with the button that lists them."""
    about = LISTS[member.role]
    found = []
    if n := await reports.count(unit, "CHECKED_OUT", **whose_of(member), before=overdue_before(unit.now)):
        found.append(
            head(about, f"報告書の提出が\n{n}件遅れています", "専門家へご確認をお願いします。", "reports_owed")
        )
    if member.role == "secretariat" and (
        n := await reports.count(unit, "REPORTED", **whose_of(member), before=late_before(unit.now))
    ):
        words = "支援機関へご確認をお願いします。"
        found.append(head(about, f"支援機関の確認が\n{n}件遅れています", words, "reports_unconfirmed"))
    return tuple(found)


async def owed(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """Reports that are not there yet. about: where もっと見る goes on."""
    return await _list(unit, doing, "CHECKED_OUT", overdue_before(unit.now), "reports_owed")


async def unconfirmed(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """Reports that agencies have had for too long."""
    return await _list(unit, doing, "REPORTED", late_before(unit.now), "reports_unconfirmed")


async def _list(unit: Unit, doing: Doing, state: str, before: int, action: str) -> Sequence[Outgoing]:
    member = doing.member
    assert member is not None
    since, _, id = doing.about.partition(":")
    after = (int(since), id) if since else None
    found = await dispatches.waiting(unit, state, **whose_of(member), after=after, most=PAGE + 1)
    late = [it for it in found if it.since < before]
    if not late:
        return [Say("期限を過ぎている報告書はありません。")]
    cards = [await _card(unit, it, member) for it in late[:PAGE]]
    if len(late) > PAGE:
        last = late[PAGE - 1]
        more = Button(MORE, Act(action, f"{last.since}:{last.id}"), "secondary")
        about = LISTS[member.role]
        cards.append(Card(about, "続きがあります", text="古い順に表示しています。", buttons=(more,), size="kilo"))
    return [Show(tuple(cards))]


async def _card(unit: Unit, it: Dispatch, member: Membership) -> Card:
    this = await seen(unit, it)
    waits = it.state == "CHECKED_OUT"
    until = Row("期限", f"{day(due_day(it.since))}まで") if waits else Row("報告日", day(japan_time.day(it.reported)))
    return Card(
        about=LISTS[member.role],
        title=to(this.expert),
        status=OVERDUE,
        text="報告書を待っています。" if waits else "支援機関の確認を待っています。",
        rows=(
            Row("支援先", this.client.name),
            *((Row("支援機関", this.agency),) if member.role == "secretariat" else ()),
            Row("日時", held(it)),
            until,
            Row(NUMBER, it.number),
        ),
        size="kilo",
    )


ACTIONS = (
    Action("reports_owed", REVIEWERS, owed, opens=True),
    Action("reports_unconfirmed", ("secretariat",), unconfirmed, opens=True),
)
