"""What the secretariat sees of its agencies' waiting lists: registrations nobody has decided on for too long."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.approval.standing import Waiting
from conversations.outgoing import Outgoing
from conversations.registration.person import full
from conversations.registration.standing import answer_by
from conversations.reminders.review import late_before, since
from flex_messages.cards import Act, Button, Card, Row, Say, Show, Status
from flex_messages.words import MORE, day, to
from rules import japan_time
from rules.business_days import business_days_between
from storage import agencies, changes, registrations
from storage.people import Membership
from storage.registrations import Registration
from storage.store import Unit

PAGE = 9


async def count(unit: Unit, member: Membership) -> int:
    if member.role != "secretariat" or member.office is None:
        return 0
    before = late_before(unit.now)
    late = await registrations.count_overdue(unit, member.office, before)
    return late + await changes.count_overdue(unit, member.office, before)


async def overdue(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: where もっと見る goes on."""
    assert doing.member is not None
    assert doing.member.office is not None
    submitted, _, id = doing.about.partition(":")
    after = (int(submitted), id) if submitted else None
    asked = (unit, doing.member.office, late_before(unit.now), after, PAGE + 1)
    late: list[Waiting] = [*await registrations.overdue(*asked), *await changes.overdue(*asked)]
    found = sorted(late, key=lambda it: (it.submitted, it.id))[: PAGE + 1]
    if not found:
        return [Say("支援機関で期限を過ぎている申請はありません。")]
    names = {id: (await agencies.one(unit, id)) for id in {it.agency for it in found}}
    cards = [
        _card(it, await _of(unit, it), known.name if (known := names[it.agency]) else "", unit.now)
        for it in found[:PAGE]
    ]
    if len(found) > PAGE:
        last = found[PAGE - 1]
        more = Button(MORE, Act("overdue", f"{last.submitted}:{last.id}"), "secondary")
        cards.append(Card("承認待ち", "続きがあります", text="古い順に表示しています。", buttons=(more,), size="kilo"))
    return [Show(tuple(cards))]


async def _of(unit: Unit, it: Waiting) -> Registration:
    """The registration it is about."""
    of = it if isinstance(it, Registration) else await registrations.one(unit, it.registration)
    assert of is not None
    return of


def _card(it: Waiting, of: Registration, agency: str, now: int) -> Card:
    waited = business_days_between(japan_time.day(since(it)), japan_time.day(now))
    return Card(
        about="承認待ち" if isinstance(it, Registration) else "変更の承認",
        title=to(full(of.profile, "name")),
        status=Status("期限切れ", "stop"),
        text="支援機関の確認を待っています。",
        rows=(
            Row("支援機関", agency),
            Row("お待ち", f"{waited}営業日"),
            Row("期限", f"{day(answer_by(it))}まで"),
            Row("受付番号", of.receipt),
        ),
        size="kilo",
    )


ACTIONS = (Action("overdue", ("secretariat",), overdue, opens=True),)
