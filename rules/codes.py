"""Invitation codes: XXXX-XXXX-XXXX out of 32 symbols that are hard to confuse (ours). Only their hash is stored."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 12
PREFIX = "招待コード"

_HYPHEN_OR_SPACE = "[-\\s_.・\u00ad\u2010-\u2015\u2043\u2212\u2500\u2501\u30fc\uff0d\uff70]"
_SYMBOL = "[A-Za-z0-9\uff21-\uff3a\uff41-\uff5a\uff10-\uff19]"
_BETWEEN = re.compile(f"{_HYPHEN_OR_SPACE}+")
_PREFIX = re.compile(f"^{PREFIX}\\s*[:はを]?\\s*")

_LEAD = f"\\s*(?:{PREFIX}\\s*[:\uff1aはを]?\\s*)?"

TYPED_CODE = re.compile(f"{_LEAD}(?:{_SYMBOL}{_HYPHEN_OR_SPACE}*){{{LENGTH}}}")
"""A whole message that is a code: twelve letters and digits however grouped, with or without 招待コード in front."""


def make_code(entropy: bytes) -> str:
    """Twelve symbols out of at least eight random bytes."""
    if len(entropy) < 8:
        raise ValueError("an invitation code needs 60 random bits")
    number = int.from_bytes(entropy[:8], "big")
    return "".join(ALPHABET[number >> 5 * n & 31] for n in range(LENGTH))


def show_code(code: str) -> str:
    """ABCDEFGHJKLM → ABCD-EFGH-JKLM."""
    return "-".join(code[n : n + 4] for n in range(0, LENGTH, 4))


def typed_line(code: str) -> str:
    """What the link and the QR picture type for the person: 招待コード XXXX-XXXX-XXXX."""
    return f"{PREFIX} {show_code(code)}"


def read_code(text: str) -> str | None:
    """The bare code in what was typed, in any case, width and hyphens, with or without 招待コード in front."""
    plain = _PREFIX.sub("", unicodedata.normalize("NFKC", text).strip())
    code = _BETWEEN.sub("", plain).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def meant_as_code(text: str) -> bool:
    """Whether somebody seems to be typing a code that cannot be read: the answer can then say what one looks like."""
    plain = unicodedata.normalize("NFKC", text).strip()
    bare = _BETWEEN.sub("", _PREFIX.sub("", plain))
    return bool(_PREFIX.match(plain)) or (bare.isascii() and bare.isalnum() and 8 <= len(bare) <= 16)


def hash_code(code: str, key: bytes = b"") -> str:
    """What is stored instead of the code, in hex; with a key only its owner can try codes against a stolen table."""
    said = b"invitation code\0" + code.encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest() if key else hashlib.sha256(said).hexdigest()
