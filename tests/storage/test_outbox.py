"""The outbox: one parcel per (event, n), in order, under one retry key, blanked once it was taken."""

from __future__ import annotations

from storage import outbox, people
from storage.outbox import Mark, Parcel
from storage.store import Store, Unit
from tests.storage.conftest import Clock
from tests.storage.tampering import tampering

BODY = '{"messages":[{"type":"text","text":"お名前"}]}'.encode()


async def put(store: Store, event: str = "e1", n: int = 0, kind: outbox.Kind = "reply", user: str = "U1") -> Parcel:
    async def work(unit: Unit) -> Parcel:
        person = await people.meet(unit, user)
        return await outbox.add(
            unit,
            person=person,
            event=event,
            n=n,
            kind=kind,
            body=BODY,
            reply_token="token",
            received=5,
            question=n == 0,
        )

    return await store.do(work)


async def due(store: Store, person: str) -> list[Parcel]:
    return await store.look(lambda unit: outbox.due(unit, person))


async def test_what_is_due_is_what_was_put_in_in_the_same_order(store: Store, clock: Clock) -> None:
    first = await put(store)
    assert (first.body, first.reply_token, first.line_user, first.created) == (BODY, "token", "U1", clock.now)
    assert (first.question, first.received, first.attempts) == (True, 5, 0)
    second, other = await put(store, n=1), await put(store, "e2", user="U2")
    assert await due(store, first.person) == [first, second]
    assert sorted(await store.look(outbox.people_due)) == sorted([first.person, other.person])


async def test_what_waits_before_a_parcel_is_known_until_it_is_settled(store: Store, clock: Clock) -> None:
    first, second, _ = await put(store), await put(store, n=1), await put(store, "e2", user="U2")

    async def waits(before: int) -> bool:
        return await store.look(lambda unit: outbox.waits(unit, first.person, before))

    assert (await waits(first.id), await waits(second.id)) == (False, True)
    await store.do(lambda unit: outbox.settle(unit, [Mark(first.id, "sent", clock.now)]))
    assert not await waits(second.id)


async def test_the_same_part_of_an_event_is_put_in_once_and_keeps_its_retry_key(store: Store) -> None:
    first, again = await put(store), await put(store)
    assert again == first
    assert first.retry_key != (await put(store, n=1)).retry_key


async def test_a_settled_parcel_is_not_due_and_its_words_are_gone(store: Store, clock: Clock) -> None:
    sent, parked = await put(store), await put(store, n=1)
    marks = [Mark(sent.id, "sent", clock.now, line_id="r1"), Mark(parked.id, "parked", clock.now, "401")]
    await store.do(lambda unit: outbox.settle(unit, marks))
    assert await due(store, sent.person) == []

    async def read(unit: Unit) -> Parcel:
        return await outbox.add(unit, person=sent.person, event="e1", n=0, kind="reply", body=b"")

    kept = await store.do(read)
    assert (kept.body, kept.reply_token) == (b"", "")


async def test_a_parked_parcel_is_listed_and_can_be_sent_after_all_as_a_push(store: Store, clock: Clock) -> None:
    parcel = await put(store)
    await store.do(lambda unit: outbox.settle(unit, [Mark(parcel.id, "parked", clock.now, "401")]))
    [row] = await store.look(outbox.parked)
    assert (row["id"], row["note"]) == (parcel.id, "401")
    assert await store.do(lambda unit: outbox.reopen(unit, parcel.id))
    [again] = await due(store, parcel.person)
    assert (again.kind, again.body, again.retry_key) == ("push", BODY, parcel.retry_key)
    assert not await store.do(lambda unit: outbox.reopen(unit, parcel.id))


async def test_the_first_outcome_stays(store: Store, clock: Clock) -> None:
    parcel = await put(store)
    for outcome, at in (("sent", 7), ("parked", 8)):
        mark = Mark(parcel.id, outcome, at)  # type: ignore[arg-type]
        await store.do(lambda unit, mark=mark: outbox.settle(unit, [mark]))  # type: ignore[misc]
    assert await store.look(lambda unit: outbox.accepted_at(unit, parcel.id)) == 7


async def test_a_parcel_counts_as_accepted_only_once_line_took_it_or_it_is_long_past(store: Store) -> None:
    waiting, gone = await put(store), await put(store, n=1)
    assert await store.look(lambda unit: outbox.accepted_at(unit, waiting.id)) is None
    await store.do(lambda unit: outbox.settle(unit, [Mark(gone.id, "unreachable", 7)]))
    assert await store.look(lambda unit: outbox.accepted_at(unit, gone.id)) is None
    assert await store.do(lambda unit: outbox.prune(unit, 8)) == 1
    assert await store.look(lambda unit: outbox.accepted_at(unit, gone.id)) == 0


async def test_what_was_taken_by_a_clock_that_has_been_set_back_counts_as_taken(store: Store, clock: Clock) -> None:
    parcel = await put(store)
    await store.do(lambda unit: outbox.settle(unit, [Mark(parcel.id, "sent", clock.now + 1)]))
    assert await store.look(lambda unit: outbox.accepted_at(unit, parcel.id)) == 0


async def test_numbers_of_pruned_parcels_are_never_given_again(store: Store) -> None:
    last = await put(store)
    await store.do(lambda unit: outbox.settle(unit, [Mark(last.id, "sent", 7)]))
    await store.do(lambda unit: outbox.prune(unit, 8))
    assert (await put(store, "e2")).id > last.id


async def test_a_postponed_parcel_counts_its_attempts(store: Store) -> None:
    parcel = await put(store)
    await store.do(lambda unit: outbox.postpone(unit, parcel.id, 99))
    [again] = await due(store, parcel.person)
    assert (again.attempts, again.not_before) == (1, 99)


async def test_a_reply_whose_token_is_dead_becomes_a_push_with_the_same_key(store: Store) -> None:
    parcel = await put(store)
    await store.do(lambda unit: outbox.as_push(unit, parcel.id))
    [again] = await due(store, parcel.person)
    assert (again.kind, again.reply_token, again.retry_key) == ("push", "", parcel.retry_key)


async def test_the_words_of_one_parcel_put_into_another_cannot_be_read_and_hide_no_other(store: Store) -> None:
    parcel, _ = await put(store), await put(store, n=1)
    swap = "UPDATE outbox SET body = (SELECT body FROM outbox WHERE n = 1) WHERE n = 0"
    with tampering("test.swap", swap):
        await store.do(lambda unit: unit.run("test.swap"))
    first, second = await due(store, parcel.person)
    assert (first.body, second.body) == (b"", BODY)
