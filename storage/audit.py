"""The audit log: who did what to whom, as 64 hash chains, each deed written in its own transaction.

Each row's HMAC covers its content and the row before. What a chain cannot show by itself (its tail cut off, all of it
written anew) shows against anchors: the heads, kept outside the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage import keys, people
from storage.chain import COLUMNS, Head, Misfit, check_end, check_row, fingerprint, shard_of
from storage.store import Row, Unit
from storage.vault import Unreadable


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed.

    before, after: states and codes, never personal data; reason: what somebody wrote, None once its key is destroyed.
    """

    shard: int
    seq: int
    at: int
    actor: str
    action: str
    subject: str
    person: str
    before: str
    after: str
    reason: str | None
    hash: str


async def note(
    unit: Unit,
    *,
    actor: str,
    action: str,
    subject: str,
    before: str = "",
    after: str = "",
    reason: str = "",
    person: str = "",
) -> None:
    """One deed.

    person: id of whom it concerns (chooses the chain, and the reason is sealed under their key); "" = nobody's.
    """
    shard = shard_of(person or subject)
    head = await unit.row("audit.head", shard=shard)
    assert head is not None
    seq = head["seq"] + 1
    words = reason.encode()
    if words and person:
        words = unit.vault.seal(await people.key_of(unit, person), words, _where(shard, seq))
    row = {
        "shard": shard,
        "seq": seq,
        "at": unit.now,
        "actor": actor,
        "action": action,
        "subject": subject,
        "person": person,
        "before": before,
        "after": after,
        "reason": words,
    }
    key = unit.vault.secret(await keys.own(unit, "audit"))
    hash = fingerprint(key, row, head["hash"])
    await unit.run("audit.note", **row, hash=hash)
    await unit.run("audit.advance", shard=shard, seq=seq, hash=hash)


async def heads(unit: Unit) -> list[Head]:
    """The ends of all chains."""
    return [Head(row["shard"], row["seq"], row["hash"]) for row in await unit.rows("audit.heads")]


async def anchor(unit: Unit) -> dict[str, Any]:
    """The heads as JSON: {"at": ms, "heads": {"shard": [seq, hash]}}.

    Keep it where the database's owner cannot write.
    """
    return {"at": unit.now, "heads": {str(head.shard): [head.seq, head.hash] for head in await heads(unit) if head.seq}}


async def verify(unit: Unit, anchors: Mapping[str, Any] | None = None) -> Misfit | None:
    """Walks every chain; None when all fits. anchors: what `anchor` gave at any time before."""
    wrapped = await keys.find(unit, "audit")
    key = unit.vault.secret(wrapped) if wrapped is not None else b""
    anchored = {int(shard): Head(int(shard), *ends) for shard, ends in (anchors or {}).get("heads", {}).items()}
    for head in await heads(unit):
        misfit = await _walk(unit, key, head, anchored.get(head.shard))
        if misfit is not None:
            return misfit
    return None


async def _walk(unit: Unit, key: bytes, head: Head, anchored: Head | None) -> Misfit | None:
    last = Head(head.shard, 0, "")
    while rows := await unit.rows("audit.chain", shard=head.shard, after=last.seq):
        for row in rows:
            misfit = check_row(key, row, last, anchored)
            if misfit is not None:
                return misfit
            last = Head(head.shard, row["seq"], row["hash"])
    return check_end(last, head, anchored)


async def of_subject(unit: Unit, subject: str) -> list[Entry]:
    """All that was done about one thing, oldest first."""
    return [_entry(unit, row) for row in await unit.rows("audit.of_subject", subject=subject)]


async def since(
    unit: Unit, at: int, until: int, *, after: tuple[int, int, int] | None = None, most: int = 100
) -> list[Entry]:
    """Deeds with at ≤ time < until, oldest first. after: (at, shard, seq) of the last one seen."""
    last = after or (at, -1, -1)
    rows = await unit.rows("audit.since", at=last[0], shard=last[1], seq=last[2], until=until, most=most)
    return [_entry(unit, row) for row in rows]


def _where(shard: int, seq: int) -> str:
    return f"audit:reason:{shard}/{seq}"


def _entry(unit: Unit, row: Row) -> Entry:
    return Entry(**{column: row[column] for column in COLUMNS}, reason=_reason(unit, row), hash=row["hash"])


def _reason(unit: Unit, row: Row) -> str | None:
    sealed: bytes = row["reason"]
    if not sealed or not row["person"]:
        return sealed.decode()
    try:
        return unit.vault.open(row["key"] or b"", sealed, _where(row["shard"], row["seq"])).decode()
    except Unreadable:
        return None
