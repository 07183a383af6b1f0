"""The vault: every person has a data key, wrapped by the keys of DATA_KEYS; what is private is sealed under it, bound
to its place.

AES-256-GCM throughout. Destroying a person's wrapped key makes all that was sealed under it unreadable, in every
backup too.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
WRAPPING = b"data key"


class Unreadable(Exception):
    """The key is destroyed or unknown, or the bytes or their place are not what was sealed."""


class Vault:
    """Seals and opens.

    keys: (id, 32 bytes) as in DATA_KEYS; the first wraps new data keys, the others only open old ones.
    """

    def __init__(self, keys: Sequence[tuple[str, bytes]]) -> None:
        if not keys or any(len(key) != 32 or not 0 < len(name) < 256 for name, key in keys):
            raise ValueError("DATA_KEYS needs at least one id:key, each key 32 bytes")
        self._current = keys[0][0]
        self._keys = {name: AESGCM(key) for name, key in keys}
        self._cipher = lru_cache(maxsize=4096)(self._unwrapped)

    def new_key(self) -> bytes:
        """A fresh data key, wrapped: id length, id, nonce, ciphertext."""
        return self._wrap(os.urandom(32))

    def rewrap(self, wrapped: bytes) -> bytes:
        """The same data key under the current key of DATA_KEYS; unchanged when it already is."""
        name, _ = _split(wrapped)
        return wrapped if name == self._current else self._wrap(self.secret(wrapped))

    def seal(self, wrapped: bytes, content: str | bytes, where: str) -> bytes:
        """where: "table:column:row"; the same is needed to open it."""
        plain = content.encode() if isinstance(content, str) else content
        nonce = os.urandom(NONCE)
        return nonce + self._cipher(wrapped).encrypt(nonce, plain, where.encode())

    def open(self, wrapped: bytes, sealed: bytes, where: str) -> bytes:
        try:
            return self._cipher(wrapped).decrypt(sealed[:NONCE], sealed[NONCE:], where.encode())
        except (InvalidTag, ValueError):
            raise Unreadable(where) from None

    def secret(self, wrapped: bytes) -> bytes:
        """The unwrapped key itself, for what is not sealing (the audit's HMAC)."""
        name, rest = _split(wrapped)
        if name not in self._keys:
            raise Unreadable(f"no key {name!r} in DATA_KEYS")
        try:
            return self._keys[name].decrypt(rest[:NONCE], rest[NONCE:], WRAPPING + name.encode())
        except (InvalidTag, ValueError):
            raise Unreadable("data key") from None

    def forget(self) -> None:
        """Drops the unwrapped keys held in memory."""
        self._cipher.cache_clear()

    def _wrap(self, key: bytes) -> bytes:
        name, nonce = self._current.encode(), os.urandom(NONCE)
        return bytes([len(name)]) + name + nonce + self._keys[self._current].encrypt(nonce, key, WRAPPING + name)

    def _unwrapped(self, wrapped: bytes) -> AESGCM:
        return AESGCM(self.secret(wrapped))


def _split(wrapped: bytes) -> tuple[str, bytes]:
    if not wrapped:
        raise Unreadable("the key was destroyed")
    end = 1 + wrapped[0]
    return wrapped[1:end].decode("utf-8", "replace"), wrapped[end:]
