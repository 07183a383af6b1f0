"""What is read from the store for a client's page: the code behind digits, a page that came back, what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.client import confirming
from conversations.client.confirming import Before, Confirmed
from conversations.client.given import How
from conversations.client.statement import Statement, statement
from conversations.declaring import clients as declaring
from storage import codes, dispatches
from storage.codes import Code
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that was sent back: its code while that is live, and what this very page has done already."""

    code: Code | None
    this: Statement | None
    how: How
    nonce: str
    token: str
    before: Before


async def by_digits(unit: Unit, number: str, digits: str) -> Code | None:
    """A number that no visit has counts as a wrong try like any other."""
    it = await dispatches.by_number(unit, number)
    return await codes.typed(unit, it.id if it else "", digits)


async def opened(unit: Unit, id: str, how: How, nonce: str, token: str) -> Opened:
    code = await codes.live(unit, id)
    this = await statement(unit, code) if code else None
    return Opened(code, this, how, nonce, token, await confirming.sent_before(unit, id, nonce))


async def again(unit: Unit, id: str, page: Opened) -> Opened:
    """The same page, read once more after it was refused."""
    return await opened(unit, id, page.how, page.nonce, page.token)


async def receipt_of(unit: Unit, id: str) -> Confirmed | None:
    """What came of a code that was used up."""
    about = await codes.one(unit, id)
    it = await dispatches.one(unit, about.dispatch) if about else None
    if about is None or it is None:
        return None
    number = it.said.get("receipt", "") if about.kind == "visit" else await declaring.receipt_of(unit, about.about)
    return Confirmed(it.id, number) if number else None


async def now_of(unit: Unit) -> int:
    return unit.now
