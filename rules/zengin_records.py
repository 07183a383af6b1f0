"""Records of a 総合振込 file: 120 bytes each, header 1, data 2, trailer 8, end 9.

Source: 全国銀行協会 (レコード・フォーマット, 総合振込). Numbers stand to the right with zeros, texts to the left with
spaces, in JIS X 0201: one byte a character, half-width kana from 0xA1 on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rules.refusal import Refusal

LENGTH = 120
EOF = b"\x1a"
ENDS = {"crlf": b"\r\n", "lf": b"\n", "none": b""}

# name, length, N(umber) or C(haracters)
LAYOUT: Mapping[str, tuple[tuple[str, int, str], ...]] = {
    "1": (
        ("record", 1, "N"),
        ("kind", 2, "N"),
        ("code_set", 1, "N"),
        ("payer_code", 10, "N"),
        ("payer_name", 40, "C"),
        ("day", 4, "N"),
        ("bank", 4, "N"),
        ("bank_name", 15, "C"),
        ("branch", 3, "N"),
        ("branch_name", 15, "C"),
        ("type", 1, "N"),
        ("number", 7, "N"),
        ("rest", 17, "C"),
    ),
    "2": (
        ("record", 1, "N"),
        ("bank", 4, "N"),
        ("bank_name", 15, "C"),
        ("branch", 3, "N"),
        ("branch_name", 15, "C"),
        ("clearing_house", 4, "N"),
        ("type", 1, "N"),
        ("number", 7, "N"),
        ("holder", 30, "C"),
        ("yen", 10, "N"),
        ("new", 1, "N"),
        ("reference", 10, "N"),
        ("reference_2", 10, "N"),
        ("way", 1, "N"),
        ("mark", 1, "C"),
        ("rest", 7, "C"),
    ),
    "8": (("record", 1, "N"), ("count", 6, "N"), ("total", 12, "N"), ("rest", 101, "C")),
    "9": (("record", 1, "N"), ("rest", 119, "C")),
}


class Broken(Exception):
    """A file that is not what it says it is: a fault, since only files written here are read."""


def record(kind: str, values: Mapping[str, str]) -> bytes:
    """One record, its fields filled up. Raises Refusal for a value that is too long or no number."""
    return kind.encode() + b"".join(_filled(values.get(name, ""), length, of) for name, length, of in LAYOUT[kind][1:])


def records(data: bytes) -> list[dict[str, str]]:
    """The fields of all records of a file, whichever way they end; all of them end alike. Raises Broken."""
    body = data.removesuffix(EOF)
    for end in ENDS.values():
        step = LENGTH + len(end)
        pieces = [body[at : at + step] for at in range(0, len(body), step)]
        if pieces and all(len(piece) == step and piece.endswith(end) for piece in pieces):
            return [_fields(_decoded(piece[:LENGTH])) for piece in pieces]
    raise Broken(f"{len(data)} bytes are no records of {LENGTH}")


def _filled(value: str, length: int, of: str) -> bytes:
    if len(value) > length:
        raise Refusal(f"「{value}」は、振込の書式に入りません（{length}桁まで）。")
    if of == "C":
        return _encoded(value).ljust(length)
    if not re.fullmatch("[0-9]*", value):
        raise Refusal(f"「{value}」は、数字だけにしてください。")
    return value.zfill(length).encode()


def _fields(text: str) -> dict[str, str]:
    layout = LAYOUT.get(text[0])
    if layout is None:
        raise Broken(f"record of kind {text[0]}")
    found, at = {}, 0
    for name, length, of in layout:
        value = text[at : at + length]
        if of == "N" and not re.fullmatch("[0-9]+", value):
            raise Broken(f"{name} is no number")
        found[name] = value if of == "N" else value.rstrip(" ")
        at += length
    return found


def _encoded(text: str) -> bytes:
    return bytes(ord(c) if ord(c) < 0x80 else ord(c) - 0xFF61 + 0xA1 for c in text)


def _decoded(data: bytes) -> str:
    if any(byte < 0x20 or 0x7F <= byte < 0xA1 or byte > 0xDF for byte in data):
        raise Broken("characters outside JIS X 0201")
    return "".join(chr(byte if byte < 0x80 else byte - 0xA1 + 0xFF61) for byte in data)
