"""Clients (事業者): the small firms that are visited, nationwide unique by 法人番号 where they have one.

What is written about them is sealed under a key of the client's own; they are found by keyed words, as people are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import orjson

from storage import keys
from storage.people import fresh_id
from storage.search import keyed
from storage.store import Row, Unit

Kind = Literal["company", "sole", "founder"]


@dataclass(frozen=True, slots=True)
class Client:
    """kind: 法人, 個人事業主 or 創業予定者. number: 法人番号, "" for who has none. agency: who registered it first.

    Sealed: name, kana, address (all of it after the prefecture), phone, contact (who is met there). created: ms.
    """

    id: str
    kind: Kind
    number: str
    prefecture: str
    agency: str
    name: str
    kana: str = ""
    address: str = ""
    phone: str = ""
    contact: str = ""
    version: int = 1
    created: int = 0


_SEALED = ("name", "kana", "address", "phone", "contact")


async def add(unit: Unit, client: Client, words: Iterable[str]) -> Client:
    """A new one (its id is given here), found under these words. The database refuses a second of one 法人番号."""
    new = replace(client, id=fresh_id(), created=unit.now)
    key = unit.vault.new_key()
    await unit.run(
        "clients.add",
        id=new.id,
        number=new.number,
        kind=new.kind,
        prefecture=new.prefecture,
        agency=new.agency,
        version=new.version,
        key=key,
        sealed=_sealed(unit, key, new),
        now=unit.now,
    )
    await index(unit, new.id, words)
    return new


async def one(unit: Unit, id: str) -> Client | None:
    row = await unit.row("clients.one", id=id)
    return _client(unit, row) if row is not None else None


async def lock(unit: Unit, id: str) -> None:
    """One unit at a time plans visits of this client, across processes. On SQLite every unit is alone anyway."""
    await unit.row("clients.lock", id=id)


async def by_number(unit: Unit, number: str) -> Client | None:
    """By 法人番号 (13 digits)."""
    row = await unit.row("clients.by_number", number=number)
    return _client(unit, row) if row is not None else None


async def find(unit: Unit, word: str, most: int = 10) -> list[Client]:
    """Those found under a word (folded), the newest first."""
    wrapped = await keys.find(unit, "search")
    if wrapped is None:
        return []
    rows = await unit.rows("clients.found", word=keyed(unit.vault.secret(wrapped), word), most=most)
    return [_client(unit, row) for row in rows]


async def known(unit: Unit, word: str, agency: str, most: int = 10) -> list[Client]:
    """As `find`, of those that an agency registered, or has requested a dispatch for."""
    wrapped = await keys.find(unit, "search")
    if wrapped is None:
        return []
    key = unit.vault.secret(wrapped)
    rows = await unit.rows("clients.known", word=keyed(key, word), agency=agency, most=most)
    return [_client(unit, row) for row in rows]


async def index(unit: Unit, client: str, words: Iterable[str]) -> None:
    """The words (folded) under which it is found from now on, and no others."""
    key = unit.vault.secret(await keys.own(unit, "search"))
    await unit.run("clients.forget_words", client=client)
    for word in sorted(set(words)):
        await unit.run("clients.add_word", word=keyed(key, word), client=client)


def _sealed(unit: Unit, key: bytes, it: Client) -> bytes:
    words = {name: getattr(it, name) for name in _SEALED}
    return unit.vault.seal(key, orjson.dumps(words), _where(it.id, it.version))


def _where(id: str, version: int) -> str:
    return f"clients:sealed:{id}/{version}"


def _client(unit: Unit, row: Row) -> Client:
    """Of an erased client only what is no personal data is left."""
    words: dict[str, str] = dict.fromkeys(_SEALED, "")
    if row["key"] is not None:
        words = orjson.loads(unit.vault.open(row["key"], row["sealed"], _where(row["id"], row["version"])))
    return Client(
        row["id"],
        row["kind"],
        row["number"],
        row["prefecture"],
        row["agency"],
        version=row["version"],
        created=row["created"],
        **words,
    )
