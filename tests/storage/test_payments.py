"""The ledger and the transfers: figures that must agree, a visit on one transfer at most, also in a race."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from storage import account_checks, files, payments, transfers
from storage.dispatches import Dispatch
from storage.payments import Payment, Total
from storage.store import Stale, Store, Unit
from storage.transfers import Line
from tests.storage.conftest import Clock
from tests.storage.test_dispatches import client, offered

FROM, TO = "2026-04-01", "2027-03-31"


def owed(it: Dispatch, **columns: Any) -> Payment:
    of = Payment(
        it.id, it.expert, it.registration, it.office, "2026-11-24", "PAYABLE", scheme="r3", minutes=169, units=5,
        gross=13200, amount=13200, net=13200, due="2027-01-22", snapshot={"in": 1},
    )  # fmt: skip
    return replace(of, **columns)


async def payment(store: Store, user: str = "U1", **columns: Any) -> Payment:
    it = await offered(store, await client(store), user)
    return await store.do(lambda unit: payments.add(unit, owed(it, **columns)))


def line(of: Payment) -> Line:
    return Line(of.dispatch, of.net, "0001", "001", "普通", "1234567", "ｼｹﾝ ﾀﾛｳ")


async def handed_over(store: Store, of: Payment) -> str:
    """As the bank's file is made: the line and the state in one unit."""

    async def work(unit: Unit) -> str:
        made = await transfers.add(unit, of.office, "clerk", "2026-12-01", [line(of)], "digest")
        await payments.save(unit, replace(of, state="EXPORTED", transfer=made.id))
        return made.id

    return await store.do(work)


async def test_a_payment_is_read_back_as_written_and_a_lost_race_is_stale(store: Store, clock: Clock) -> None:
    it = await payment(store)
    assert (it.since, it.version) == (clock.now, 1)
    held = replace(it, state="HELD", holds=("no_report",))
    after = await store.do(lambda unit: payments.save(unit, held))
    assert after == replace(held, version=2)
    assert await store.look(lambda unit: payments.one(unit, it.dispatch)) == after
    assert await store.look(lambda unit: payments.of_expert(unit, it.expert, FROM, TO)) == [after]
    assert await store.look(lambda unit: payments.of_expert(unit, it.expert, "2026-11-25", TO)) == []
    with pytest.raises(Stale):
        await store.do(lambda unit: payments.save(unit, held))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 13201, "net": 13201},
        {"net": 13199},
        {"withholding": -1, "net": 13201},
        {"barred": ("E1",)},
        {"state": "EXPORTED"},
        {"transfer": "t1"},
    ],
)
async def test_figures_that_do_not_agree_are_refused_by_the_database(store: Store, wrong: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=r"(?i)figures_agree|barred_is_nothing|handed_over"):
        await payment(store, **wrong)


async def test_lists_and_totals_of_an_office(store: Store) -> None:
    made = [await payment(store, f"U{n}", due=f"2027-01-2{n}") for n in range(4)]
    await payment(store, "U9", state="BARRED", amount=0, net=0, barred=("E1",))
    first = await store.look(lambda unit: payments.at_office(unit, "関東", "PAYABLE", most=2))
    assert first == made[:2]
    after = (first[-1].due, first[-1].dispatch)
    assert await store.look(lambda unit: payments.at_office(unit, "関東", "PAYABLE", after=after)) == made[2:]
    totals = await store.look(lambda unit: payments.totals(unit, "関東", FROM, TO))
    assert totals == {"PAYABLE": Total(4, 4 * 13200), "BARRED": Total(1, 0)}
    assert await store.look(lambda unit: payments.late(unit, "関東", "PAYABLE", "2027-01-22")) == 2
    assert len(await store.look(_every)) == 5


async def _every(unit: Unit) -> list[Payment]:
    return [one async for one in payments.every(unit, FROM, TO, most=2)]


async def test_two_transfers_at_once_take_a_visit_once(store: Store) -> None:
    it = await payment(store)
    ends = await asyncio.gather(handed_over(store, it), handed_over(store, it), return_exceptions=True)
    assert sum(isinstance(end, str) for end in ends) == 1
    [made] = [end for end in ends if isinstance(end, str)]
    assert await store.look(lambda unit: transfers.lines(unit, made)) == [line(it)]
    [kept] = await store.look(lambda unit: transfers.of_office(unit, "関東"))
    assert (kept.id, kept.count, kept.total) == (made, 1, it.net)


async def test_what_the_bank_returned_goes_out_again(store: Store) -> None:
    it = await payment(store)
    first = await handed_over(store, it)
    assert await store.do(lambda unit: transfers.note_outcome(unit, first, it.dispatch, "returned"))
    assert not await store.do(lambda unit: transfers.note_outcome(unit, first, it.dispatch, "paid"))
    assert await store.do(lambda unit: transfers.settle(unit, first))
    assert not await store.do(lambda unit: transfers.settle(unit, first))
    back = await store.look(lambda unit: payments.one(unit, it.dispatch))
    assert back is not None
    again = await store.do(lambda unit: payments.save(unit, replace(back, state="PAYABLE", transfer="")))
    second = await handed_over(store, again)
    kept = await store.look(lambda unit: transfers.one(unit, second))
    assert kept is not None
    assert kept.number == "F0002"


async def test_an_account_is_checked_as_it_is_and_no_other(store: Store) -> None:
    it = await payment(store)
    account = ("0001", "001", "普通", "1234567", "ｼｹﾝ ﾀﾛｳ")
    other = (*account[:3], "7654321", account[4])
    assert not await store.look(lambda unit: account_checks.is_checked(unit, it.expert, account))
    await store.do(lambda unit: account_checks.check(unit, it.expert, account, "book", "clerk"))
    await store.do(lambda unit: account_checks.check(unit, it.expert, account, "transfer", "clerk"))
    assert await store.look(lambda unit: account_checks.is_checked(unit, it.expert, account))
    assert not await store.look(lambda unit: account_checks.is_checked(unit, it.expert, other))
    await store.do(lambda unit: account_checks.withdraw(unit, it.expert, account))
    assert not await store.look(lambda unit: account_checks.is_checked(unit, it.expert, account))


async def test_a_bank_book_belongs_to_one_account(store: Store) -> None:
    it = await payment(store)
    account, other = ("0001", "001", "普通", "1234567", "ｱ"), ("0001", "001", "普通", "1234568", "ｱ")
    assert await store.look(lambda unit: account_checks.book(unit, it.expert, account)) == ""
    for id in ("f1", "f2"):
        await store.do(lambda unit, id=id: files.note(unit, id, it.expert, "image/jpeg", 1, "", "chat"))  # type: ignore[misc]
        await store.do(lambda unit, id=id: account_checks.send_book(unit, it.expert, account, id))  # type: ignore[misc]
    assert await store.look(lambda unit: account_checks.book(unit, it.expert, account)) == "f2"
    assert await store.look(lambda unit: account_checks.book(unit, it.expert, other)) == ""
