"""Identifiers in LINE's formats. The same seed, clock and order give the same ones; a later run never repeats them."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Callable
from itertools import count

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Ids:
    def __init__(self, seed: int, now: Callable[[], int]) -> None:
        self._seed = seed
        self._now = now
        self._count = count()

    def _bytes(self, kind: str, *more: object) -> bytes:
        return hashlib.blake2b(repr((self._seed, kind, *more)).encode(), digest_size=64).digest()

    def _fresh(self, kind: str) -> bytes:
        return self._bytes(kind, next(self._count), self._now())

    def user(self, number: int) -> str:
        return "U" + self._bytes("user", number).hex()[:32]

    def message(self) -> str:
        return f"{self._now()}{next(self._count) % 100_000:05d}"

    def hex(self, kind: str) -> str:
        return self._fresh(kind).hex()[:32]

    def request(self) -> str:
        return str(uuid.UUID(bytes=self._fresh("request")[:16], version=4))

    def text(self, kind: str) -> str:
        """A long opaque token, safe in addresses."""
        return base64.urlsafe_b64encode(self._fresh(kind)).decode().rstrip("=")

    def ulid(self) -> str:
        value = (self._now() << 80) | int.from_bytes(self._fresh("event")[:10], "big")
        return "".join(_CROCKFORD[(value >> shift) & 31] for shift in range(125, -5, -5))
