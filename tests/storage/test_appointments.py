"""Appointments and jobs: numbers without a gap, lists in order, one a year; work that stays until it is finished."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from storage import agencies, appointments, jobs, people, registrations
from storage.appointments import Appointment
from storage.store import Stale, Store, Unit
from tests.storage.conftest import Clock


async def registration(store: Store, user: str, office: str = "関東", state: str = "REGISTERED") -> tuple[str, str]:
    """(person, registration) of somebody at that office."""

    async def work(unit: Unit) -> tuple[str, str]:
        person = await people.meet(unit, user)
        agency = await agencies.add(unit, f"サンプル{user}", "CCI", "東京都")
        it = await registrations.open(unit, person, agency.id, "", office)
        await registrations.save(unit, replace(it, state=state))
        return person, it.id

    return await store.do(work)


async def opened(store: Store, user: str, year: int = 2026, office: str = "関東") -> Appointment:
    person, of = await registration(store, user, office)
    return await store.do(lambda unit: appointments.open(unit, person, of, year, office, "1", "hash"))


async def saved(store: Store, it: Appointment) -> Appointment:
    return await store.do(lambda unit: appointments.save(unit, it))


async def test_what_was_written_is_read_back_and_a_lost_race_is_stale(store: Store, clock: Clock) -> None:
    it = await opened(store, "U1")
    assert (it.sent, it.since, it.version) == (clock.now, clock.now, 1)
    changed = replace(it, state="ACCEPTED", signature="試験 太郎", reason="理由", number="第1号", accepted=5)
    after = await saved(store, changed)
    assert after == replace(changed, version=2)
    assert await store.look(lambda unit: appointments.one(unit, it.id)) == after
    with pytest.raises(Stale):
        await saved(store, changed)
    assert await store.look(lambda unit: appointments.one(unit, "unknown")) is None


async def test_a_registration_has_one_appointment_a_year_and_the_latest_comes_first(store: Store) -> None:
    it = await opened(store, "U1")
    person, of = it.person, it.registration
    await store.do(lambda unit: appointments.open(unit, person, of, 2027, "関東", "2", "hash"))
    found = await store.look(lambda unit: appointments.of_person(unit, person))
    assert [one.fiscal_year for one in found] == [2027, 2026]
    assert await store.look(lambda unit: appointments.of_year(unit, person, 2026)) == it
    assert await store.look(lambda unit: appointments.of_year(unit, person, 2025)) is None
    with pytest.raises(Exception, match=r"(?i)unique"):
        await store.do(lambda unit: appointments.open(unit, person, of, 2026, "関東", "3", "hash"))


async def test_an_office_lists_a_state_the_longest_in_it_first_page_by_page(store: Store, clock: Clock) -> None:
    for n in range(5):
        clock.now += 1
        await opened(store, f"U{n}")
    await opened(store, "far", office="近畿")
    first = await store.look(lambda unit: appointments.of_office(unit, "関東", "CONDITIONS_SENT", most=3))
    after = (first[-1].since, first[-1].id)
    rest = await store.look(lambda unit: appointments.of_office(unit, "関東", "CONDITIONS_SENT", after=after))
    times = [it.since for it in (*first, *rest)]
    assert (len(first), len(rest)) == (3, 2)
    assert times == sorted(times)

    async def up_to(until: int) -> int:
        return await store.look(lambda unit: appointments.count(unit, "関東", "CONDITIONS_SENT", until))

    assert [await up_to(until) for until in times] == [1, 2, 3, 4, 5]


async def test_numbers_have_no_gap_and_belong_to_an_office_and_a_year(store: Store) -> None:
    async def number(office: str, year: int) -> int:
        return await store.do(lambda unit: appointments.next_number(unit, office, year))

    assert sorted(await asyncio.gather(*(number("関東", 2026) for _ in range(10)))) == list(range(1, 11))
    assert [await number("近畿", 2026), await number("関東", 2027), await number("関東", 2026)] == [1, 1, 11]


async def test_no_two_letters_of_an_office_and_year_bear_one_number(store: Store) -> None:
    one, other, far = await opened(store, "U1"), await opened(store, "U2"), await opened(store, "U3", office="近畿")
    await saved(store, replace(one, number="第1号"))
    await saved(store, replace(far, number="第1号"))
    with pytest.raises(Exception, match=r"(?i)unique"):
        await saved(store, replace(other, number="第1号"))


async def test_who_is_registered_without_conditions_of_a_year_is_found(store: Store) -> None:
    await opened(store, "has", 2027)
    await opened(store, "old", 2026)
    await registration(store, "draft", state="DRAFT")
    await registration(store, "far", office="近畿")
    gone, _ = await registration(store, "gone")
    await store.do(lambda unit: people.forget(unit, gone))
    _, fresh = await registration(store, "fresh")
    found = await store.look(lambda unit: appointments.without(unit, "関東", 2027, 10))
    assert len(found) == 2
    assert fresh in found
    assert await store.look(lambda unit: appointments.count_without(unit, "関東", 2027)) == 2


async def test_of_an_erased_person_the_road_goes_on_without_words(store: Store) -> None:
    it = await saved(store, replace(await opened(store, "U1"), signature="試験 太郎"))
    await store.do(lambda unit: people.forget(unit, it.person))
    left = await store.look(lambda unit: appointments.one(unit, it.id))
    assert left == replace(it, signature="")
    ended = await saved(store, replace(it, state="EXPIRED"))
    assert await store.look(lambda unit: appointments.one(unit, it.id)) == replace(ended, signature="")


async def test_a_job_stays_until_it_is_finished_and_is_one_for_its_object(store: Store, clock: Clock) -> None:
    for about in ("a", "b"):
        await store.do(lambda unit, about=about: jobs.add(unit, "letter", about))  # type: ignore[misc]
    first, _ = await store.look(jobs.due)
    await store.do(lambda unit: jobs.add(unit, "letter", "a"))
    assert not await store.do(lambda unit: jobs.finish(unit, first.id)), "that was the order before"
    one, other = await store.look(jobs.due)
    assert [(job.kind, job.about, job.attempts) for job in (one, other)] == [("letter", "b", 0), ("letter", "a", 0)]
    assert await store.do(lambda unit: jobs.finish(unit, one.id))
    assert not await store.do(lambda unit: jobs.finish(unit, one.id))
    assert await store.look(jobs.due) == [other]


async def test_a_job_that_failed_waits_and_one_given_up_is_taken_up_when_asked_again(
    store: Store, clock: Clock
) -> None:
    await store.do(lambda unit: jobs.add(unit, "letter", "a"))
    [job] = await store.look(jobs.due)
    await store.do(lambda unit: jobs.postpone(unit, job.id, clock.now + 10, "broke"))
    assert await store.look(jobs.due) == []
    clock.now += 10
    assert [job.attempts for job in await store.look(jobs.due)] == [1]
    await store.do(lambda unit: jobs.park(unit, job.id, "no glyph"))
    assert await store.look(jobs.due) == []
    assert [(job.about, reason) for job, reason in await store.look(jobs.parked)] == [("a", "no glyph")]
    await store.do(lambda unit: jobs.add(unit, "letter", "a"))
    assert [job.about for job in await store.look(jobs.due)] == ["a"]
    assert await store.look(jobs.parked) == []
