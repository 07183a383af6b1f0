"""「承認待ち」: what waits for a member's decision, oldest first, in pages, and the next one after each decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from conversations.actions import Action, Doing
from conversations.approval import overdue
from conversations.approval.cards import Look, decision, listed, small
from conversations.approval.standing import decided_before, name_of
from conversations.changes import cards as changing
from conversations.changes.cards import ChangeLook
from conversations.others import unsent
from conversations.others.away import colleagues_of
from conversations.outgoing import Outgoing
from conversations.phones import cards as phones
from conversations.phones.cards import PhoneLook
from conversations.registration.facts import ProfileFacts, facts_of
from flex_messages.cards import Act, Button, Card, Say, Show
from rules.japan_time import day
from rules.registration import REVIEWS, reviewer_of
from storage import changes, people, registrations, relinks
from storage.changes import Change
from storage.people import Membership
from storage.registrations import LOOKING, Registration
from storage.relinks import Relink
from storage.store import Unit

Awaited = Registration | Change | Relink

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
    return await decision_of(unit, it, member.person) if it else None


async def decision_of(unit: Unit, it: Awaited, person: str) -> Show:
    """Opens it, whatever it is."""
    match it:
        case Registration():
            return decision(await look_at(unit, it, person))
        case Change():
            return changing.decision(await look_at_change(unit, it, person))
        case Relink():
            return phones.decision(await look_at_phone(unit, it, person))


async def look_at(unit: Unit, it: Registration, person: str) -> Look:
    """Opens it: colleagues see that somebody is looking."""
    colleague = await registrations.looking(unit, it.id, person)
    return Look(it, await facts_of(unit, it), await name_of(unit, colleague, it) if colleague else "")


async def look_at_change(unit: Unit, it: Change, person: str) -> ChangeLook:
    of = await registrations.one(unit, it.registration)
    assert of is not None
    colleague = _looker(it, person, unit.now)
    if not colleague:
        await changes.look(unit, it.id, person)
    return ChangeLook(it, of, await facts_of(unit, of), await name_of(unit, colleague, it) if colleague else "")


async def look_at_phone(unit: Unit, it: Relink, person: str) -> PhoneLook:
    colleague = _looker(it, person, unit.now)
    if not colleague:
        await relinks.look(unit, it.id, person)
    starter = await people.person(unit, it.started_by)
    names = [m.name for m in (await people.person(unit, colleague)).memberships if m.name] if colleague else []
    return PhoneLook(it, next((m.name for m in starter.memberships if m.name), ""), names[0] if names else "")


def _looker(it: Awaited, person: str, now: int) -> str:
    """The colleague who opened it in the last minutes, "" when nobody else did."""
    return it.looker if it.looker not in ("", person) and it.looked > now - LOOKING else ""


async def small_cards(unit: Unit, found: Sequence[Awaited], member: Membership) -> list[Card]:
    """For a list. Of registrations it asks nothing more of the store, so 300 cost what 3 do."""
    today = day(unit.now)
    names = {m.person: m.name for m in await colleagues_of(unit, member)}
    cards = []
    for it in found:
        colleague = _looker(it, member.person, unit.now)
        looking = names.get(colleague, "ほかの担当の方") if colleague else ""
        match it:
            case Registration():
                cards.append(small(Look(it, ProfileFacts(it, "", today), looking)))
            case Change():
                of = await registrations.one(unit, it.registration)
                assert of is not None
                cards.append(changing.small(ChangeLook(it, of, ProfileFacts(of, "", today), looking)))
            case Relink():
                cards.append(phones.small(PhoneLook(it, "", looking)))
    return cards


async def _page(unit: Unit, doing: Doing, after: tuple[int, str] | None) -> Sequence[Outgoing]:
    assert doing.member is not None
    found = await _waiting(unit, doing.member, after, PAGE + 1)
    shown = [it for it in found[:PAGE] if it.person != doing.person.id]
    late = 0 if after else await overdue.count(unit, doing.member)
    held_back = 0 if after else await unsent.count(unit, doing)
    first = [unsent.card(held_back)] if held_back else []
    if not shown and len(found) <= PAGE and not late:
        return [_NOTHING, listed(first, "", 0, (SEARCH,))] if first else [replace(_NOTHING, quick=(SEARCH,))]
    last = found[PAGE - 1] if len(found) > PAGE else None
    cards = await small_cards(unit, shown, doing.member)
    return [listed([*first, *cards], f"{last.submitted}:{last.id}" if last else "", late, (SEARCH,))]


async def _waiting(unit: Unit, member: Membership, after: tuple[int, str] | None, most: int) -> list[Awaited]:
    """Registrations, changes and phones, in one order: the oldest first."""
    whose: dict[str, Any] = {"agency": member.agency} if member.role == "agency" else {"office": member.office}
    page: dict[str, Any] = {"after": after, "most": most}
    found: list[Awaited] = [
        *await registrations.waiting(unit, **whose, state=REVIEWS[member.role], **page),
        *await changes.waiting(unit, **whose, **page),
    ]
    if member.role == "secretariat":
        found += await relinks.waiting(unit, member.office or "", **page)
    return sorted(found, key=lambda it: (it.submitted, it.id))[:most]


def _may_be_theirs(it: Awaited, member: Membership) -> bool:
    if isinstance(it, Relink):
        return member.person not in (it.person, it.started_by)
    body = reviewer_of(it.state)
    return body is not None and member.person not in (it.person, decided_before(it, body))


ACTIONS = (
    Action("waiting", REVIEWERS, waiting, opens=True),
    Action("waiting_more", REVIEWERS, waiting_more, opens=True),
)
