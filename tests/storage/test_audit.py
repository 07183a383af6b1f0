"""Nobody changes what was done: every way of tampering with the log is named at its first row."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from storage import audit, keys, people
from storage.chain import COLUMNS, Misfit, fingerprint, shard_of
from storage.store import Scalar, Store, Unit
from storage.vault import Vault
from tests.storage.conftest import KEYS, Clock
from tests.storage.tampering import tampering

ABOUT = "registration-1"
SHARD = shard_of(ABOUT)


async def deed(unit: Unit, n: int = 0) -> None:
    await audit.note(unit, actor="p1", action="approve", subject=ABOUT, before="DRAFT", after=f"S{n}", reason="よし")


async def deeds(store: Store, n: int = 5) -> None:
    for each in range(n):
        await store.do(lambda unit, each=each: deed(unit, each))  # type: ignore[misc]


async def misfit(store: Store, anchors: dict[str, Any] | None = None) -> Misfit | None:
    return await store.look(lambda unit: audit.verify(unit, anchors))


async def tamper(store: Store, text: str, **values: Scalar) -> None:
    with tampering("test.tamper", text):
        assert await store.do(lambda unit: unit.run("test.tamper", **values))


async def test_an_untouched_log_fits_and_so_does_an_empty_one(store: Store) -> None:
    assert await misfit(store) is None
    await deeds(store)
    assert await misfit(store) is None


async def test_deeds_are_read_back_as_they_were_noted(store: Store, clock: Clock) -> None:
    await deeds(store, 2)
    first, second = await store.look(lambda unit: audit.of_subject(unit, ABOUT))
    assert (first.shard, first.seq, first.at, first.actor) == (SHARD, 1, clock.now, "p1")
    assert (second.before, second.after, second.reason) == ("DRAFT", "S1", "よし")


async def test_the_log_pages_through_a_span_of_time(store: Store, clock: Clock) -> None:
    for n in range(7):
        clock.now += 1
        subject = f"s{n}"
        await store.do(lambda unit, s=subject: audit.note(unit, actor="p", action="a", subject=s))  # type: ignore[misc]
    begin, seen, after = clock.now - 6, [], None
    while page := await store.look(
        lambda unit: audit.since(unit, begin + 1, begin + 6, after=after, most=2)  # noqa: B023
    ):
        seen += [entry.subject for entry in page]
        after = (page[-1].at, page[-1].shard, page[-1].seq)
    assert seen == ["s1", "s2", "s3", "s4", "s5"]


async def test_many_writers_at_once_do_not_fork_a_chain(store: Store) -> None:
    await asyncio.gather(*(store.do(deed) for _ in range(40)))
    heads = {head.shard: head.seq for head in await store.look(audit.heads)}
    assert heads[SHARD] == 40
    assert await misfit(store) is None


async def test_a_unit_with_deeds_about_two_people_and_one_the_other_way_round_both_succeed(store: Store) -> None:
    def both(*subjects: str) -> Any:
        async def work(unit: Unit) -> None:
            for subject in subjects:
                await audit.note(unit, actor="p", action="a", subject=subject)

        return work

    await asyncio.gather(*(store.do(both(*order)) for _ in range(4) for order in (("a", "b"), ("b", "a"))))
    assert sum(head.seq for head in await store.look(audit.heads)) == 16
    assert await misfit(store) is None


async def test_a_deed_that_was_rolled_back_leaves_no_gap(store: Store) -> None:
    async def fail(unit: Unit) -> None:
        await deed(unit)
        raise LookupError

    await deeds(store, 1)
    with pytest.raises(LookupError):
        await store.do(fail)
    await deeds(store, 1)
    assert await misfit(store) is None


@pytest.mark.parametrize("column", ["at", "actor", "action", "subject", "person", "before", "after", "reason", "hash"])
async def test_a_changed_cell_is_found(store: Store, column: str) -> None:
    await deeds(store)
    value: Scalar = 1 if column == "at" else b"x" if column == "reason" else "x"
    await tamper(store, f"UPDATE audit SET {column} = :value WHERE seq = 3", value=value)
    found = await misfit(store)
    assert (found and found.shard, found and found.seq) == (SHARD, 3)


async def test_a_row_taken_out_of_the_middle_is_found(store: Store) -> None:
    await deeds(store)
    await tamper(store, "DELETE FROM audit WHERE seq = 3")
    assert await misfit(store) == Misfit(SHARD, 3, "the row is missing")


async def test_a_row_taken_out_and_the_rest_moved_up_is_found(store: Store) -> None:
    await deeds(store)
    await tamper(store, "DELETE FROM audit WHERE seq = 3")
    await tamper(store, "UPDATE audit SET seq = 3 WHERE seq = 4")
    found = await misfit(store)
    assert found is not None
    assert found.seq == 3


async def test_a_tail_cut_off_is_found_by_the_head(store: Store) -> None:
    await deeds(store)
    await tamper(store, "DELETE FROM audit WHERE seq > 3")
    assert await misfit(store) == Misfit(SHARD, 4, "the chain ends before, its head says 5")


async def cut_with_its_head(store: Store, keep: int) -> None:
    await tamper(store, "DELETE FROM audit WHERE seq > :keep", keep=keep)
    last = "COALESCE((SELECT hash FROM audit WHERE seq = :keep), '')"
    await tamper(
        store, f"UPDATE audit_heads SET seq = :keep, hash = {last} WHERE shard = :shard", keep=keep, shard=SHARD
    )


@pytest.mark.parametrize("keep", [3, 0])
async def test_a_tail_cut_off_together_with_its_head_is_found_by_an_anchor(store: Store, keep: int) -> None:
    await deeds(store)
    anchors = await store.look(audit.anchor)
    await cut_with_its_head(store, keep)
    assert await misfit(store) is None
    assert await misfit(store, anchors) == Misfit(SHARD, keep + 1, "the chain ends before, an anchor says 5")


async def test_a_history_written_anew_by_somebody_with_the_keys_is_found_by_an_anchor(store: Store) -> None:
    await deeds(store)
    anchors = await store.look(audit.anchor)
    await cut_with_its_head(store, 3)
    await deeds(store, 4)
    assert await misfit(store) is None
    assert await misfit(store, anchors) == Misfit(SHARD, 5, "the chain was written anew: an anchor has another hash")


async def rewritten(store: Store, seq: int, key: bytes) -> str:
    """Puts another state into a row, with a hash made with that key; the hash."""
    with tampering("test.read", "SELECT * FROM audit WHERE seq >= :seq ORDER BY seq"):
        previous, row, *_ = await store.look(lambda unit: unit.rows("test.read", seq=seq - 1))
    forged = fingerprint(key, {name: row[name] for name in (*COLUMNS, "reason")} | {"after": "PAID"}, previous["hash"])
    await tamper(store, "UPDATE audit SET after = 'PAID', hash = :hash WHERE seq = :seq", hash=forged, seq=seq)
    return forged


async def test_an_edit_with_a_fresh_hash_made_without_the_key_is_found(store: Store) -> None:
    await deeds(store)
    forged = await rewritten(store, 5, b"guess")
    await tamper(store, "UPDATE audit_heads SET hash = :hash WHERE shard = :shard", hash=forged, shard=SHARD)
    assert await misfit(store) == Misfit(SHARD, 5, "the row was changed, or the one before it")


async def test_an_edit_in_the_middle_by_somebody_with_the_keys_is_found_at_the_next_row(store: Store) -> None:
    await deeds(store)
    key = await store.look(lambda unit: keys.find(unit, "audit"))
    assert key is not None
    await rewritten(store, 3, Vault(KEYS).secret(key))
    assert await misfit(store) == Misfit(SHARD, 4, "the row was changed, or the one before it")


async def test_an_anchor_of_before_still_fits_when_the_log_has_grown(store: Store) -> None:
    await deeds(store)
    anchors = await store.look(audit.anchor)
    await deeds(store)
    assert await misfit(store, anchors) is None


async def test_what_somebody_wrote_is_sealed_and_goes_with_the_person_while_the_chain_still_fits(store: Store) -> None:
    async def work(unit: Unit) -> str:
        person = await people.meet(unit, "U1")
        await audit.note(unit, actor="p1", action="return", subject=ABOUT, reason="住所が違う", person=person)
        return person

    person = await store.do(work)
    [entry] = await store.look(lambda unit: audit.of_subject(unit, ABOUT))
    assert (entry.reason, entry.shard) == ("住所が違う", shard_of(person))
    await store.do(lambda unit: people.forget(unit, person))
    [entry] = await store.look(lambda unit: audit.of_subject(unit, ABOUT))
    assert entry.reason is None
    assert await misfit(store) is None
