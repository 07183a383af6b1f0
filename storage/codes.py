"""Codes and links by which a client confirms without LINE: kept as hashes, one live at a time, used once.

A code has six digits, so guessing is what has to be stopped: five tries a code, a limit for each visit, and one for
everybody together. All of them count in the store, whichever process answers.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from storage import keys
from storage.people import fresh_id
from storage.store import Row, Unit

Kind = Literal["visit", "declaration"]

KEY = "codes"
TRIES = 5
"""Wrong ones a code bears."""
TRIES_A_VISIT = 15
TRIES_OF_ALL = 200
WINDOW = 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Code:
    """about: the dispatch or the declaration that is to be confirmed. made_by: a person; times in milliseconds."""

    id: str
    kind: Kind
    about: str
    dispatch: str
    made_by: str
    made: int
    expires: int


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is shown once and never again: six digits, the tokens of the client's link and of the page to hand over."""

    code: Code
    digits: str
    link: str
    hand: str


async def make(unit: Unit, kind: Kind, about: str, dispatch: str, by: str, lasts: int) -> Fresh:
    """A new one; the one before it ends. lasts: milliseconds. A declaration's is a link alone."""
    await end(unit, about)
    await keys.own(unit, KEY)
    visit = kind == "visit"
    digits = f"{secrets.randbelow(1_000_000):06}" if visit else ""
    link, hand = secrets.token_urlsafe(16), secrets.token_urlsafe(16) if visit else ""
    new = Code(fresh_id(), kind, about, dispatch, by, unit.now, unit.now + lasts)
    await unit.run(
        "codes.add",
        id=new.id,
        kind=kind,
        about=about,
        dispatch=dispatch,
        code=await _hash(unit, f"{about}:{digits}") if visit else "",
        link=await _hash(unit, link),
        hand=await _hash(unit, hand) if visit else "",
        made_by=by,
        expires=new.expires,
        now=unit.now,
    )
    return Fresh(new, digits, link, hand)


async def end(unit: Unit, about: str) -> bool:
    """Nobody confirms with the live one any more. False when there was none."""
    return bool(await unit.run("codes.end_live", about=about, now=unit.now))


async def by_link(unit: Unit, token: str) -> Code | None:
    """The live code of a link. None for an unknown, a used, a replaced and an expired one alike."""
    row = await unit.row("codes.by_link", link=await _hash(unit, token), now=unit.now)
    return _code(row) if row is not None else None


async def by_hand(unit: Unit, token: str) -> Code | None:
    """The same for the page that the expert hands over."""
    row = await unit.row("codes.by_hand", hand=await _hash(unit, token), now=unit.now)
    return _code(row) if row is not None else None


async def typed(unit: Unit, about: str, digits: str) -> Code | None:
    """The live code of this visit ("" when there is no such visit), if these are its digits. A wrong try counts, so
    the unit must not be rolled back for it; None says nothing of what was wrong.
    """
    if not await _too_many(unit, about):
        row = await unit.row("codes.try", about=about, now=unit.now, most=TRIES)
        if row is not None and hmac.compare_digest(row["code"], await _hash(unit, f"{about}:{digits}")):
            await unit.run("codes.untry", id=row["id"])
            return _code(row)
    await unit.run("codes.note_guess", now=unit.now)
    return None


async def _too_many(unit: Unit, about: str) -> bool:
    since = unit.now - WINDOW
    of_all = await unit.row("codes.guesses", since=since)
    of_visit = await unit.row("codes.tries", about=about, since=since)
    assert of_all is not None
    assert of_visit is not None
    return bool(of_all["guesses"] >= TRIES_OF_ALL or of_visit["tries"] >= TRIES_A_VISIT)


async def use(unit: Unit, id: str, nonce: str) -> bool:
    """Uses it up, once. nonce: of the page it was sent with, so that the same page sent twice is known again."""
    return bool(await unit.run("codes.use", id=id, used_with=nonce, now=unit.now))


async def used_with(unit: Unit, id: str) -> str:
    """The nonce of the page that used it up; "" when none did."""
    row = await unit.row("codes.one", id=id)
    return str(row["used_with"]) if row is not None else ""


async def one(unit: Unit, id: str) -> Code | None:
    """Whether it is live or not."""
    row = await unit.row("codes.one", id=id)
    return _code(row) if row is not None else None


async def live(unit: Unit, id: str) -> Code | None:
    """A code that was opened in time and is neither used nor replaced, whatever the clock says now."""
    row = await unit.row("codes.one", id=id)
    return _code(row) if row is not None and not row["ended"] else None


async def next_receipt(unit: Unit) -> str:
    """確認番号 for the client, to read out on the phone."""
    row = await unit.row("codes.next_receipt")
    assert row is not None
    return f"K{row['value']}"


async def prune(unit: Unit, before: int) -> int:
    """Forgets codes that expired before that time, and wrong tries as old."""
    await unit.run("codes.prune_guesses", before=before)
    return await unit.run("codes.prune", before=before)


async def _hash(unit: Unit, text: str) -> str:
    """Keyed: a stolen table must not be tried through, and six digits would be at once. "" before the first code."""
    wrapped = await keys.find(unit, KEY)
    return hmac.new(unit.vault.secret(wrapped), text.encode(), sha256).hexdigest() if wrapped is not None else ""


def _code(row: Row) -> Code:
    return Code(row["id"], row["kind"], row["about"], row["dispatch"], row["made_by"], row["made"], row["expires"])
