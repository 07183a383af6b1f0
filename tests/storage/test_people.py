"""People, their memberships, their keys, and how they are forgotten."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from storage import agencies, drafts, drawn, inbox, keys, outbox, people
from storage.drafts import Draft
from storage.inbox import Arrival
from storage.people import Person
from storage.store import Store, Unit
from storage.vault import Unreadable, Vault
from tests.storage.conftest import Closing


async def met(store: Store, line_user: str = "U1") -> str:
    return await store.do(lambda unit: people.meet(unit, line_user))


async def known(store: Store, id: str) -> Person:
    return await store.look(lambda unit: people.person(unit, id))


async def test_meeting_somebody_again_is_meeting_the_same_person(store: Store) -> None:
    ids = await asyncio.gather(*(met(store) for _ in range(12)))
    assert len(set(ids)) == 1
    assert await met(store, "U2") != ids[0]
    assert await known(store, ids[0]) == Person(ids[0], "U1", False, None, ())


async def test_nobody_is_known_by_an_id_that_was_never_given(store: Store) -> None:
    with pytest.raises(KeyError, match="nobody"):
        await known(store, "nobody")
    with pytest.raises(KeyError, match="nobody"):
        await store.look(lambda unit: people.key_of(unit, "nobody"))


async def test_who_blocks_the_account_is_marked_until_they_come_back(store: Store) -> None:
    id = await met(store)
    for blocked in (True, False):

        async def mark(unit: Unit, blocked: bool = blocked) -> None:
            await people.block(unit, id, blocked)

        await store.do(mark)
        assert (await known(store, id)).blocked is blocked


async def test_a_new_membership_becomes_the_active_one_and_one_can_switch_back(store: Store) -> None:
    async def join(unit: Unit) -> tuple[str, str, str]:
        id = await people.meet(unit, "U1")
        agency = await agencies.add(unit, "よろず", "YOROZU", "東京都")
        staff = await people.join(unit, id, "agency", agency=agency.id, name="山田", department="支援課", head=True)
        expert = await people.join(unit, id, "expert", agency=agency.id)
        return id, staff.id, expert.id

    id, staff, expert = await store.do(join)
    person = await known(store, id)
    assert person.active is not None
    assert person.active.id == expert
    assert {each.id for each in person.memberships} == {staff, expert}
    await store.do(lambda unit: people.switch(unit, id, staff))
    active = (await known(store, id)).active
    assert active is not None
    assert (active.role, active.name, active.head) == ("agency", "山田", True)


async def test_nobody_switches_to_a_membership_that_is_not_theirs_or_has_ended(store: Store) -> None:
    async def join(unit: Unit) -> tuple[str, str, str]:
        one, two = await people.meet(unit, "U1"), await people.meet(unit, "U2")
        mine = await people.join(unit, one, "secretariat", office="関東")
        await people.leave(unit, mine.id)
        theirs = await people.join(unit, two, "secretariat", office="関東")
        return one, mine.id, theirs.id

    one, ended, theirs = await store.do(join)
    for membership in (ended, theirs):
        with pytest.raises(KeyError):
            await store.do(lambda unit, membership=membership: people.switch(unit, one, membership))  # type: ignore[misc]
    assert (await known(store, one)).active is None


async def test_staff_are_those_in_force_of_one_agency_or_one_office(store: Store) -> None:
    async def join(unit: Unit) -> str:
        agency = await agencies.add(unit, "よろず", "YOROZU", "東京都")
        for user, name in (("U1", "一"), ("U2", "二"), ("U3", "三")):
            person = await people.meet(unit, user)
            member = await people.join(unit, person, "agency", agency=agency.id, name=name)
            await people.join(unit, person, "expert", agency=agency.id)
            if name == "二":
                await people.leave(unit, member.id)
        await people.join(unit, person, "secretariat", office="関東", name="三")
        return agency.id

    agency = await store.do(join)
    assert {each.name for each in await store.look(lambda unit: people.staff(unit, agency=agency))} == {"一", "三"}
    assert [each.name for each in await store.look(lambda unit: people.staff(unit, office="関東"))] == ["三"]
    assert await store.look(lambda unit: people.staff(unit, office="近畿")) == []


async def test_forgetting_a_person_makes_everything_sealed_unreadable_and_leaves_nothing_open(store: Store) -> None:
    async def live(unit: Unit) -> str:
        await inbox.take_in(unit, [Arrival("e1", "m1", "U1", 1, b"{}", False)])
        id = await people.meet(unit, "U1")
        await drafts.keep(unit, Draft(id, "profile", "", 1, {"name": "山田"}))
        await drawn.keep(unit, "t", id, taps=["yes"])
        await outbox.add(unit, person=id, event="e0", n=0, kind="push", body=b"[]")
        await people.join(unit, id, "expert", name="山田")
        return id

    id = await store.do(live)
    await store.do(lambda unit: people.forget(unit, id))

    async def left(unit: Unit) -> None:
        assert await inbox.next_letter(unit, id) is None
        assert await outbox.due(unit, id) == []
        assert await drafts.current(unit, id) is None
        assert await drawn.find(unit, "t") is None
        assert (await people.person(unit, id)).memberships == ()
        with pytest.raises(Unreadable):
            await people.key_of(unit, id)

    await store.look(left)
    assert await met(store) != id


async def test_after_rotating_the_keys_the_old_one_is_not_needed_any_more(
    store: Store, url: str, closing: Closing[Any]
) -> None:
    from storage.store import open_store

    async def sealed(unit: Unit) -> None:
        await keys.own(unit, "audit")
        for n in range(5):
            await inbox.take_in(unit, [Arrival(f"e{n}", None, f"U{n}", n, b"raw", False)])

    await store.do(sealed)
    rotating = closing(await open_store(url, Vault([("k2", b"2" * 32), ("k1", bytes(range(32)))]), lambda: 1))
    assert await rotating.do(keys.rewrap_own) == 1
    after, rounds, changed = "", 0, 0
    while (after or not rounds) and rounds < 9:

        async def some(unit: Unit, after: str = after) -> tuple[int, str]:
            return await keys.rewrap(unit, "people", after, most=2)

        count, after = await rotating.do(some)
        changed, rounds = changed + count, rounds + 1
    assert changed == 5
    await rotating.close()
    assert rounds == 3
    later = closing(await open_store(url, Vault([("k2", b"2" * 32)]), lambda: 1))

    async def read(unit: Unit) -> list[bytes]:
        unit.vault.secret(await keys.own(unit, "audit"))
        letters = [await inbox.next_letter(unit, person) for person in sorted(await inbox.people_waiting(unit))]
        return [letter.raw for letter in letters if letter is not None]

    assert await later.look(read) == [b"raw"] * 5
    await later.close()
