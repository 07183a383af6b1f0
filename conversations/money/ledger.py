"""The ledger follows the visits: a row from the check-out on, worked out anew whenever something it rests on changes.

What the bank was given is never worked out anew; what is open of the same day takes what is left of the cap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from conversations.money import sums
from conversations.money.sums import Worth
from conversations.outgoing import Outgoing
from rules.dispatch import SUPPORTED
from rules.fiscal_year import first_day, fiscal_year, last_day
from rules.holds import pay_by
from rules.honorarium import Honorarium
from rules.japan_time import day
from rules.payment import OPEN, PAYMENT
from storage import audit, dispatches, payments
from storage.dispatches import Dispatch
from storage.payments import Payment
from storage.store import Unit

RULE = "rule"
"""Who acts in the log when the rule did."""
_INTO = {"HELD": "hold", "BARRED": "bar", "PAYABLE": "release"}


async def follow(unit: Unit, event: str, before: Dispatch, after: Dispatch) -> Sequence[Outgoing]:
    """As a follower of dispatches: nothing is said, the money is looked up."""
    if after.state in SUPPORTED:
        await reconsider(unit, after)
    return ()


async def reconsider(unit: Unit, it: Dispatch) -> None:
    """Works out this visit, and what else is open of its expert's day."""
    kept = await payments.one(unit, it.id) or await _opened(unit, it)
    one = await sums.worth(unit, it, decisions(kept))
    if kept.state in OPEN and kept.day != one.day.isoformat():  # the times were corrected past midnight
        kept = await _saved(unit, kept, replace(kept, day=one.day.isoformat()), "move_day")
    of_day = [
        (one if each.dispatch == it.id else await _worth(unit, each), each)
        for each in await payments.of_expert(unit, kept.expert, kept.day, kept.day)
    ]
    for id, sum in sums.sums(of_day).items():
        of, was = next((of, was) for of, was in of_day if was.dispatch == id)
        await _settled(unit, of, was, sum)
    if kept.state == "RETURNED_BY_BANK":
        await _reopened(unit, it, kept)


async def reconsider_all(unit: Unit, expert: str) -> None:
    """Something about the person changed: an acceptance, an account, a check of it."""
    year = fiscal_year(day(unit.now))
    first, last = first_day(year - 1).isoformat(), last_day(year).isoformat()
    for each in await payments.of_expert(unit, expert, first, last):
        if each.state in (*OPEN, "RETURNED_BY_BANK"):
            it = await dispatches.one(unit, each.dispatch)
            assert it is not None
            await reconsider(unit, it)


async def move_office(unit: Unit, expert: str, office: str) -> None:
    """The office of the expert's prefecture pays: what is not at the bank yet goes along."""
    year = fiscal_year(day(unit.now))
    for each in await payments.of_expert(unit, expert, first_day(year - 1).isoformat(), last_day(year).isoformat()):
        if each.state in (*OPEN, "RETURNED_BY_BANK") and each.office != office:
            await _saved(unit, each, replace(each, office=office), "move_office")


def decisions(kept: Payment) -> dict[str, str]:
    """Case -> "bar" or "lift", as they were recorded."""
    return {case: made["decision"] for case, made in kept.snapshot.get("decisions", {}).items()}


async def decide(unit: Unit, kept: Payment, case: str, decision: str, by: str, reason: str) -> Payment:
    """Records what somebody decided on a case, and works the visit out anew."""
    made = {**kept.snapshot.get("decisions", {}), case: {"decision": decision, "by": by, "at": unit.now}}
    after = replace(kept, snapshot={**kept.snapshot, "decisions": made})
    await _saved(unit, kept, after, f"decide_{case}_{decision}", by, reason)
    it = await dispatches.one(unit, kept.dispatch)
    assert it is not None
    await reconsider(unit, it)
    return await read(unit, kept.dispatch)


async def read(unit: Unit, dispatch: str) -> Payment:
    found = await payments.one(unit, dispatch)
    assert found is not None
    return found


async def moved(unit: Unit, it: Payment, event: str, by: str, **changed: Any) -> Payment:
    """The payment after the event; Closed when the road has no such step."""
    after = replace(it, state=PAYMENT.go(it.state, event), since=unit.now, **changed)
    return await _saved(unit, it, after, event, by)


async def _opened(unit: Unit, it: Dispatch) -> Payment:
    on = day(it.checked_in or it.starts)
    new = Payment(it.id, it.expert, it.registration, it.office, on.isoformat(), due=pay_by(on).isoformat())
    made = await payments.add(unit, new)
    await _note(unit, made, "open", RULE, "", made.state)
    return made


async def _worth(unit: Unit, kept: Payment) -> Worth:
    it = await dispatches.one(unit, kept.dispatch)
    assert it is not None
    return await sums.worth(unit, it, decisions(kept))


async def _settled(unit: Unit, of: Worth, was: Payment, sum: Honorarium) -> None:
    """Its figures and its state, if either is not what it was."""
    figures = replace(
        was,
        scheme=sum.scheme,
        minutes=sum.minutes,
        units=sum.units,
        gross=sum.uncapped,
        amount=sum.amount,
        withholding=sum.withheld,
        net=sum.net,
        barred=sum.barred_by,
        holds=tuple(hold.code for hold in of.held),
        snapshot=sums.snapshot(of, sum, was.snapshot.get("decisions", {})),
    )
    target = "BARRED" if sum.barred_by or not sum.amount else "HELD" if of.held else "PAYABLE"
    if (figures, target) == (was, was.state):
        return
    event = _INTO[target]
    if _sum(figures) != _sum(was) or not (target == was.state or PAYMENT.may(was.state, event)):
        was = await _recalculated(unit, was)
    if target == was.state:
        await _saved(unit, was, replace(figures, state=target, version=was.version), "note")
        return
    moved = replace(figures, state=PAYMENT.go(was.state, event), since=unit.now, version=was.version)
    await _saved(unit, was, moved, event)


def _sum(it: Payment) -> tuple[object, ...]:
    return it.scheme, it.minutes, it.gross, it.amount, it.withholding, it.barred


async def _recalculated(unit: Unit, was: Payment) -> Payment:
    if was.state == "CALCULATED":
        return was
    return await moved(unit, was, "recalculate", RULE)


async def _reopened(unit: Unit, it: Dispatch, kept: Payment) -> None:
    """What the bank returned goes out again once its account was checked anew."""
    if (await sums.standing(unit, it)).verified:
        await moved(unit, kept, "reopen", RULE)
        await reconsider(unit, it)


async def _saved(unit: Unit, before: Payment, after: Payment, event: str, by: str = RULE, reason: str = "") -> Payment:
    kept = await payments.save(unit, after)
    await _note(unit, kept, event, by, before.state, f"{kept.state} {kept.amount}", reason)
    return kept


async def _note(unit: Unit, it: Payment, event: str, by: str, before: str, after: str, reason: str = "") -> None:
    await audit.note(
        unit,
        actor=by,
        action=f"payment.{event}",
        subject=it.dispatch,
        before=before,
        after=after,
        reason=reason,
        person=it.expert,
    )
