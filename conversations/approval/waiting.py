"""「承認待ち」: what waits for a member's decision, oldest first, in pages, and the next one after each decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from conversations.actions import Action, Doing
from conversations.approval import overdue
from conversations.approval.cards import Look, decision, listed
from conversations.approval.standing import decided_before, name_of
from conversations.outgoing import Outgoing
from conversations.registration.facts import ProfileFacts, facts_of
from flex_messages.cards import Act, Button, Say, Show
from rules.japan_time import day
from rules.registration import REVIEWS, reviewer_of
from storage import registrations
from storage.people import Membership
from storage.registrations import Registration
from storage.store import Unit

PAGE = 9
REVIEWERS = ("agency", "secretariat")
SEARCH = Button("名前・受付番号で探す", Act("search_waiting"))
_NOTHING = Say("承認待ちはありません。新しいお願いが届いたら、このLINEでお知らせします。")


async def waiting(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return await _page(unit, doing, None)


async def waiting_more(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    submitted, _, id = doing.about.partition(":")
    return await _page(unit, doing, (int(submitted), id))


async def next_waiting(unit: Unit, member: Membership) -> Show | None:
    """The oldest one that this member may decide on, ready to decide."""
    found = await _waiting(unit, member, None, 1 + PAGE)
    it = next((it for it in found if _may_be_theirs(it, member)), None)
    return decision(await look_at(unit, it, member.person)) if it else None


async def look_at(unit: Unit, it: Registration, person: str) -> Look:
    """Opens it: colleagues see that somebody is looking."""
    colleague = await registrations.looking(unit, it.id, person)
    return Look(it, await facts_of(unit, it), await name_of(unit, colleague, it) if colleague else "")


def small_looks(unit: Unit, found: Sequence[Registration]) -> list[Look]:
    """For a list: what its cards show asks nothing of the store, so 300 cost what 3 do."""
    return [Look(it, ProfileFacts(it, "", day(unit.now))) for it in found]


async def _page(unit: Unit, doing: Doing, after: tuple[int, str] | None) -> Sequence[Outgoing]:
    assert doing.member is not None
    found = await _waiting(unit, doing.member, after, PAGE + 1)
    shown = [it for it in found[:PAGE] if it.person != doing.person.id]
    late = 0 if after else await overdue.count(unit, doing.member)
    if not shown and len(found) <= PAGE and not late:
        return [replace(_NOTHING, quick=(SEARCH,))]
    last = found[PAGE - 1] if len(found) > PAGE else None
    return [listed(small_looks(unit, shown), f"{last.submitted}:{last.id}" if last else "", late, (SEARCH,))]


async def _waiting(unit: Unit, member: Membership, after: tuple[int, str] | None, most: int) -> list[Registration]:
    whose: dict[str, Any] = {"agency": member.agency} if member.role == "agency" else {"office": member.office}
    return await registrations.waiting(unit, **whose, state=REVIEWS[member.role], after=after, most=most)


def _may_be_theirs(it: Registration, member: Membership) -> bool:
    body = reviewer_of(it.state)
    return body is not None and member.person not in (it.person, decided_before(it, body))


ACTIONS = (
    Action("waiting", REVIEWERS, waiting, opens=True),
    Action("waiting_more", REVIEWERS, waiting_more, opens=True),
)
