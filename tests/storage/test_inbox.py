"""The inbox takes everything once, in order, and forgets what it no longer needs."""

from __future__ import annotations

import asyncio
import random

import pytest

from storage import inbox, people
from storage.inbox import Arrival, Letter
from storage.store import Store, Unit
from tests.storage.conftest import Clock
from tests.storage.tampering import tampering


def arrival(event: str, at: int = 1, user: str = "U1", message: str | None = None, media: bool = False) -> Arrival:
    return Arrival(event, message, user, at, f"raw of {event}".encode(), media)


async def take(store: Store, *arrivals: Arrival) -> list[str]:
    return await store.do(lambda unit: inbox.take_in(unit, arrivals))


async def following(store: Store, person: str) -> Letter | None:
    return await store.look(lambda unit: inbox.next_letter(unit, person))


async def worked_off(store: Store, person: str) -> list[str]:
    """Finishes all that is ready; the events in their order."""
    events = []
    while letter := await following(store, person):
        events.append(letter.event)
        await store.do(lambda unit, seq=letter.seq: inbox.finish(unit, seq))  # type: ignore[misc]
    return events


async def test_an_event_is_kept_whole_until_it_is_finished(store: Store, clock: Clock) -> None:
    [person] = await take(store, arrival("e1", at=7))
    letter = await following(store, person)
    assert letter is not None
    assert letter == Letter(letter.seq, "e1", person, 7, clock.now, b"raw of e1", 0, None, False)
    assert await worked_off(store, person) == ["e1"]


async def test_the_same_event_is_taken_once_even_after_it_was_finished(store: Store) -> None:
    [person] = await take(store, arrival("e1"))
    assert await take(store, arrival("e1")) == []
    assert await worked_off(store, person) == ["e1"]
    assert await take(store, arrival("e1"), arrival("e2")) == [person]
    assert await worked_off(store, person) == ["e2"]


async def test_the_same_message_under_another_event_id_is_taken_once(store: Store) -> None:
    [person] = await take(store, arrival("e1", message="m1"))
    assert await take(store, arrival("e2", message="m1")) == []
    assert await worked_off(store, person) == ["e1"]


async def test_an_event_that_comes_twice_at_the_same_time_is_taken_once(store: Store) -> None:
    taken = await asyncio.gather(*(take(store, arrival("e1", message="m1")) for _ in range(10)))
    assert sum(len(each) for each in taken) == 1


async def test_two_webhooks_with_the_same_people_in_opposite_order_both_arrive(store: Store) -> None:
    for n in range(10):
        await asyncio.gather(
            take(store, arrival(f"a{n}", user="U1"), arrival(f"b{n}", user="U2")),
            take(store, arrival(f"c{n}", user="U2"), arrival(f"d{n}", user="U1")),
        )
    persons = await store.look(inbox.people_waiting)
    assert sum([len(await worked_off(store, person)) for person in persons]) == 40


async def test_letters_come_by_their_time_and_then_by_arrival_whatever_order_they_came_in(store: Store) -> None:
    arrivals = [arrival(f"e{n:02}", at=n // 2) for n in range(20)]
    shuffled = random.Random(119).sample(arrivals, len(arrivals))
    person = ""
    for each in shuffled:
        [person] = await take(store, each)
    assert await worked_off(store, person) == [e.event for e in sorted(shuffled, key=lambda each: each.at)]


async def test_persons_come_back_in_the_order_of_their_events(store: Store) -> None:
    persons = await take(store, arrival("e1", user="U9"), arrival("e2", user="U1"), arrival("e3", user="U9"))
    known = await store.look(lambda unit: people.person(unit, persons[0]))
    assert (len(persons), known.line_user) == (2, "U9")
    assert sorted(await store.look(inbox.people_waiting)) == sorted(persons)


async def test_a_letter_with_media_comes_in_its_turn_unfetched_and_then_with_its_content(store: Store) -> None:
    [person] = await take(store, arrival("photo", at=1, media=True), arrival("text", at=2))
    waiting = await following(store, person)
    assert waiting is not None
    assert (waiting.event, waiting.raw, waiting.unfetched) == ("photo", b"raw of photo", True)
    await store.do(lambda unit: inbox.fetched(unit, waiting.seq, '{"file":"名前"}'))
    ready = await following(store, person)
    assert ready is not None
    assert (ready.event, ready.media, ready.unfetched) == ("photo", '{"file":"名前"}', False)
    await store.do(lambda unit: inbox.finish(unit, ready.seq))
    assert await store.look(lambda unit: inbox.more(unit, person))


async def test_a_letter_that_keeps_failing_is_parked_and_can_be_replayed(store: Store) -> None:
    [person] = await take(store, arrival("bad", at=1), arrival("good", at=2))
    letter = await following(store, person)
    assert letter is not None
    ends = [await store.do(lambda unit: inbox.fail(unit, letter.seq, "KeyError", most=3)) for _ in range(3)]
    assert ends == [False, False, True]
    assert await worked_off(store, person) == ["good"]
    [row] = await store.look(inbox.parked)
    assert (row["event"], row["attempts"], row["reason"]) == ("bad", 3, "KeyError")
    assert await store.do(lambda unit: inbox.replay(unit, "bad"))
    assert not await store.do(lambda unit: inbox.replay(unit, "bad"))
    assert await worked_off(store, person) == ["bad"]


@pytest.mark.parametrize("order", ["message first", "unsent first"])
async def test_an_unsent_message_is_blanked_where_it_waits_and_dropped_if_it_comes_later(
    store: Store, order: str
) -> None:
    [person] = await take(store, arrival("e0"))
    if order == "message first":
        await take(store, arrival("e1", message="m1"))
    await store.do(lambda unit: inbox.unsend(unit, "m1"))
    assert await take(store, arrival("e1", message="m1"), arrival("again", message="m1")) == []
    assert await worked_off(store, person) == ["e0"]


async def test_letters_lie_in_the_database_sealed_and_bound_to_their_row(store: Store) -> None:
    [person] = await take(store, arrival("e1"), arrival("e2"))
    key = await store.look(lambda unit: people.key_of(unit, person))

    async def swap(unit: Unit) -> None:
        raw = unit.vault.seal(key, b"raw of e2", "inbox:raw:e2")
        await unit.run("test.swap_raw", event="e1", raw=raw)

    with tampering("test.swap_raw", "UPDATE inbox SET raw = :raw WHERE event = :event"):
        await store.do(swap)
    unreadable = await following(store, person)
    assert unreadable is not None
    assert (unreadable.event, unreadable.raw) == ("e1", b"")


async def test_pruning_forgets_only_what_was_done_before(store: Store, clock: Clock) -> None:
    person, _ = await take(store, arrival("old"), arrival("open", user="U2"))
    await worked_off(store, person)
    clock.now += 1000
    await take(store, arrival("new"))
    await worked_off(store, person)
    assert await store.do(lambda unit: inbox.prune(unit, clock.now)) == 1
    assert await take(store, arrival("new"), arrival("open", user="U2")) == []
    assert await take(store, arrival("old")) == [person]


@pytest.mark.parametrize("end", ["finished", "unsent"])
async def test_of_a_letter_that_is_finished_or_unsent_only_the_ids_stay(store: Store, end: str) -> None:
    [person] = await take(store, arrival("e1", message="m1", media=True))
    letter = await following(store, person)
    assert letter is not None
    await store.do(lambda unit: inbox.fetched(unit, letter.seq, "{}"))
    if end == "finished":
        await store.do(lambda unit: inbox.finish(unit, letter.seq))
    else:
        await store.do(lambda unit: inbox.unsend(unit, "m1"))
    with tampering("test.left", "SELECT raw, media, event FROM inbox"):
        [row] = await store.look(lambda unit: unit.rows("test.left"))
    assert (row["raw"], row["media"], row["event"]) == (None, None, "e1")
