"""The audit log: who did what to whom, as 64 hash chains (by the person concerned), written in the transaction of the deed.

Each row's HMAC covers its content and the row before. What a chain cannot show by itself (its tail cut off, all of it written anew)
shows against anchors: the heads, kept outside the database.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson

from storage import people
from storage.store import Row, Unit
from storage.vault import Unreadable

SHARDS = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed. before, after: states and codes, never personal data; reason: what somebody wrote, None once its key is destroyed."""

    shard: int
    seq: int
    at: int
    actor: str
    action: str
    subject: str
    before: str
    after: str
    reason: str | None
    hash: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first row that does not fit, and in which way."""

    shard: int
    seq: int
    why: str


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
    """One deed. person: whom it concerns, if that is not the subject; the reason is sealed under their key."""
    raise NotImplementedError


async def anchor(unit: Unit) -> dict[str, Any]:
    """The heads of all chains, to be kept where the database's administrator cannot write."""
    raise NotImplementedError


async def verify(unit: Unit, anchors: Mapping[str, Any] | None = None) -> Misfit | None:
    """Walks every chain; None when all fits."""
    raise NotImplementedError
