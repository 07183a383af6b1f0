"""Changes, moves to a new phone and consents on both databases: sealed, one at a time, and never saved twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storage import agencies, changes, consents, drawn, outbox, people, registrations, relinks
from storage.changes import Change
from storage.consents import Consent
from storage.relinks import Relink
from storage.store import Stale, Store, Unit

ANSWERS = {"name": "見本 太郎", "affiliation": None}


async def opened(unit: Unit, user: str = "U1", *fields: str) -> Change:
    if await agencies.one(unit, "a1") is None:
        await agencies.add(unit, "よろず", "YOROZU", "東京都", id="a1")
    person = await people.meet(unit, user)
    it = await registrations.of_person(unit, person) or await registrations.open(unit, person, "a1", "", "関東")
    return await changes.open(unit, person, it.id, "a1", "関東", list(fields or ("氏名",)))


async def waits(store: Store, user: str = "U1", state: str = "SECRETARIAT_REVIEW", submitted: int = 5) -> Change:
    new = await store.do(lambda unit: opened(unit, user))
    sent = replace(new, state=state, answers=ANSWERS, was={"name": "試験 太郎"}, submitted=submitted)
    return await store.do(lambda unit: changes.save(unit, sent))


async def test_what_was_written_is_read_again(store: Store) -> None:
    it = await waits(store)
    kept = await store.look(lambda unit: changes.one(unit, it.id))
    assert kept == it
    assert await store.look(lambda unit: changes.one(unit, "nobody")) is None
    assert await store.look(lambda unit: changes.open_one(unit, it.registration)) == it
    assert await store.look(lambda unit: changes.newest(unit, it.registration)) == [it]


async def test_a_change_that_was_saved_meanwhile_is_stale(store: Store) -> None:
    it = await waits(store)
    await store.do(lambda unit: changes.save(unit, replace(it, state="RETURNED")))
    with pytest.raises(Stale):
        await store.do(lambda unit: changes.save(unit, replace(it, state="APPROVED")))


@pytest.mark.parametrize(("first", "second"), [("AGENCY_REVIEW", "SECRETARIAT_REVIEW"), ("RETURNED", "AGENCY_REVIEW")])
async def test_the_database_holds_one_open_change_of_a_registration(store: Store, first: str, second: str) -> None:
    await waits(store, state=first)
    with pytest.raises(Exception, match=r"(?i)unique"):
        await waits(store, state=second)
    await waits(store, state="APPROVED")


async def test_the_database_holds_who_decides(store: Store) -> None:
    it = await waits(store)
    for wrong in ({"agency_decided_by": it.person}, {"agency_decided_by": "p", "secretariat_decided_by": "p"}):
        with pytest.raises(Exception, match=r"(?i)check|constraint"):
            await store.do(lambda unit, wrong=wrong: changes.save(unit, replace(it, **wrong)))  # type: ignore[misc]


async def test_lists_are_of_one_body_oldest_first_in_pages(store: Store) -> None:
    late, early = [await waits(store, user, "AGENCY_REVIEW", at) for user, at in (("U1", 20), ("U2", 10))]
    office = await waits(store, "U3")

    async def listed(unit: Unit) -> list[list[str]]:
        first = await changes.waiting(unit, agency="a1", most=1)
        rest = await changes.waiting(unit, agency="a1", after=(first[0].submitted, first[0].id))
        at_office, elsewhere = await changes.waiting(unit, office="関東"), await changes.waiting(unit, office="近畿")
        overdue = await changes.overdue(unit, "関東", 15)
        return [[it.id for it in found] for found in (first, rest, at_office, elsewhere, overdue)]

    assert await store.look(listed) == [[early.id], [late.id], [office.id], [], [early.id]]
    assert await store.look(lambda unit: changes.count_overdue(unit, "関東", 15)) == 1


async def test_of_an_erased_person_nothing_waits(store: Store) -> None:
    it = await waits(store)
    await store.do(lambda unit: people.forget(unit, it.person))
    assert await store.look(lambda unit: changes.waiting(unit, office="関東")) == []
    assert await store.look(lambda unit: changes.newest(unit, it.registration)) == []


async def test_a_look_is_seen_until_somebody_saves(store: Store) -> None:
    it = await waits(store)
    await store.do(lambda unit: changes.look(unit, it.id, "somebody"))
    seen = await store.look(lambda unit: changes.one(unit, it.id))
    assert seen is not None
    assert seen.looker == "somebody"
    after = await store.do(lambda unit: changes.save(unit, it))
    kept = await store.look(lambda unit: changes.one(unit, after.id))
    assert kept is not None
    assert kept.looker == ""


async def phone(unit: Unit, user: str = "U1") -> Relink:
    person = await people.meet(unit, user)
    return await relinks.open(
        unit, person, agency=None, office="関東", started_by="agent", name="試験 太郎", reason="対面で会いました。"
    )


async def test_a_code_is_found_while_it_is_approved_and_in_time(store: Store) -> None:
    it = await store.do(phone)
    assert await store.look(lambda unit: relinks.by_code(unit, "")) is None
    later = 2**50
    it = await store.do(lambda unit: relinks.save(unit, replace(it, code_hash="h", expires=later)))
    assert await store.look(lambda unit: relinks.by_code(unit, "h")) is None, "not approved yet"
    it = await store.do(lambda unit: relinks.save(unit, replace(it, state="APPROVED", decided_by="clerk")))
    assert await store.look(lambda unit: relinks.by_code(unit, "h")) == it
    it = await store.do(lambda unit: relinks.save(unit, replace(it, expires=1)))
    assert await store.look(lambda unit: relinks.by_code(unit, "h")) is None, "too late"
    with pytest.raises(Stale):
        await store.do(lambda unit: relinks.save(unit, replace(it, version=1)))


async def test_one_move_at_a_time_and_by_two_others(store: Store) -> None:
    it = await store.do(phone)
    with pytest.raises(Exception, match=r"(?i)unique"):
        await store.do(phone)
    for wrong in (it.person, "agent"):
        with pytest.raises(Exception, match=r"(?i)check|constraint"):
            await store.do(lambda unit, wrong=wrong: relinks.save(unit, replace(it, decided_by=wrong)))  # type: ignore[misc]
    assert await store.look(lambda unit: relinks.waiting(unit, "関東")) == [it]
    assert await store.look(lambda unit: relinks.waiting(unit, "近畿")) == []


async def test_two_people_change_places_and_what_was_open_of_the_old_phone_is_gone(store: Store) -> None:
    async def move(unit: Unit) -> tuple[str, str]:
        one, other = await people.meet(unit, "U-old"), await people.meet(unit, "U-new")
        await drawn.keep(unit, "token", one, taps=[])
        await outbox.add(unit, person=one, event="e", n=0, kind="push", body=b"[]")
        await relinks.move(unit, await people.person(unit, one), await people.person(unit, other))
        return one, other

    one, other = await store.do(move)
    assert await store.do(lambda unit: people.meet(unit, "U-new")) == one
    assert await store.do(lambda unit: people.meet(unit, "U-old")) == other
    assert await store.look(lambda unit: drawn.find(unit, "token")) is None
    assert await store.look(outbox.people_due) == []
    assert await store.look(lambda unit: relinks.moved_at(unit, one)) > 0
    assert await store.look(lambda unit: relinks.moved_at(unit, "nobody")) == 0


async def test_every_consent_is_kept_and_the_newest_holds(store: Store) -> None:
    person = await store.do(lambda unit: people.meet(unit, "U1"))
    first, second = Consent("terms_of_use", "1", "a", 10), Consent("terms_of_use", "2", "b", 20)
    for each in (second, first, first):
        await store.do(lambda unit, each=each: consents.note(unit, person, each))  # type: ignore[misc]
    assert await store.look(lambda unit: consents.of_person(unit, person)) == [first, second]
    assert await store.look(lambda unit: consents.newest(unit, person)) == {"terms_of_use": second}


async def test_nothing_that_people_wrote_stands_in_the_file(sqlite: Store, tmp_path: Path) -> None:
    await waits(sqlite)
    await sqlite.do(lambda unit: phone(unit, "U2"))
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("x.db*"))
    for word in ("見本 太郎", "試験 太郎", "対面で会いました。"):
        assert word.encode() not in kept
