"""Payments with what their cards say of others."""

from __future__ import annotations

from conversations.dispatch.cards import seen
from conversations.money.cards import Look
from conversations.money.sums import print_of
from storage import account_checks, dispatches, registrations
from storage.payments import Payment
from storage.store import Unit


async def look_at(unit: Unit, it: Payment) -> Look:
    dispatch = await dispatches.one(unit, it.dispatch)
    assert dispatch is not None
    return Look(it, await seen(unit, dispatch), await has_book(unit, it))


async def has_book(unit: Unit, it: Payment) -> bool:
    """Whether the account that is registered now has a picture of its bank book."""
    print = print_of(await registrations.one(unit, it.registration))
    return print is not None and bool(await account_checks.book(unit, it.expert, print))
