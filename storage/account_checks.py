"""Accounts that somebody has checked: by the picture of a bank book, or by a first transfer that arrived.

An account is recognised by a keyed hash of all that identifies it, so that any change of it is another account.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import Literal

from storage import keys
from storage.store import Unit

How = Literal["book", "transfer"]


async def check(unit: Unit, person: str, account: Sequence[str], how: How, by: str) -> None:
    """This very account is the person's. account: bank, branch, type, number and holder."""
    print = await _print(unit, account)
    await unit.run("account_checks.add", person=person, account=print, how=how, by=by, now=unit.now)


async def is_checked(unit: Unit, person: str, account: Sequence[str]) -> bool:
    print = await _known(unit, account)
    return await unit.row("account_checks.one", person=person, account=print) is not None


async def withdraw(unit: Unit, person: str, account: Sequence[str]) -> None:
    """The bank returned a transfer to it."""
    await unit.run("account_checks.forget", person=person, account=await _known(unit, account))


async def send_book(unit: Unit, person: str, account: Sequence[str], file: str) -> None:
    """A picture of the bank book of this account; a newer one replaces it."""
    print = await _print(unit, account)
    await unit.run("account_checks.send_book", person=person, account=print, file=file, now=unit.now)


async def book(unit: Unit, person: str, account: Sequence[str]) -> str:
    """The file of the bank book of this very account, "" when none was sent."""
    row = await unit.row("account_checks.book", person=person, account=await _known(unit, account))
    return str(row["file"]) if row is not None else ""


async def _print(unit: Unit, account: Sequence[str]) -> str:
    return _keyed(unit.vault.secret(await keys.own(unit, "accounts")), account)


async def _known(unit: Unit, account: Sequence[str]) -> str:
    """`""` as long as nobody ever kept one: reading makes no key."""
    wrapped = await keys.find(unit, "accounts")
    return _keyed(unit.vault.secret(wrapped), account) if wrapped is not None else ""


def _keyed(key: bytes, account: Sequence[str]) -> str:
    return hmac.new(key, "|".join(account).encode(), hashlib.sha256).hexdigest()
