"""The arithmetic of a hash chain, without a database: what a row's hash covers, how tampering shows."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256

import orjson

from storage.store import Row

SHARDS = 64
COLUMNS = ("shard", "seq", "at", "actor", "action", "subject", "person", "before", "after")


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one chain: how many rows it has, the hash of the last."""

    shard: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first row that does not fit, and in which way."""

    shard: int
    seq: int
    why: str


def shard_of(name: str) -> int:
    return sha256(name.encode()).digest()[0] % SHARDS


def fingerprint(key: bytes, row: Row, previous: str) -> str:
    """The row's hash: over its content, the digest of its (sealed) reason, and the hash before it."""
    content = [*(row[column] for column in COLUMNS), sha256(row["reason"]).hexdigest(), previous]
    return hmac.digest(key, orjson.dumps(content), "sha256").hex()


def check_row(key: bytes, row: Row, last: Head, anchored: Head | None) -> Misfit | None:
    """Does this row follow the last one?"""
    seq = last.seq + 1
    if row["seq"] != seq:
        return Misfit(last.shard, seq, "the row is missing")
    if not hmac.compare_digest(fingerprint(key, row, last.hash), row["hash"]):
        return Misfit(last.shard, seq, "the row was changed, or the one before it")
    if anchored is not None and anchored.seq == seq and anchored.hash != row["hash"]:
        return Misfit(last.shard, seq, "the chain was written anew: an anchor has another hash")
    return None


def check_end(last: Head, head: Head, anchored: Head | None) -> Misfit | None:
    """Is the last row really the last that was written?"""
    if head != last:
        return Misfit(last.shard, last.seq + 1, f"the chain ends before, its head says {head.seq}")
    if anchored is not None and anchored.seq > last.seq:
        return Misfit(last.shard, last.seq + 1, f"the chain ends before, an anchor says {anchored.seq}")
    return None
