"""Which characters our fonts can draw, read from their cmap tables: typst would print a box and say nothing."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent.parent / "fonts"
_SEGMENTED = 12  # the format of the table that holds every plane
_UNSEEN = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x200B, 0x2060)))  # fonts draw nothing


def missing(text: str, fonts: Iterable[str]) -> str:
    """The characters that none of these files has a glyph for, each once, in order."""
    drawn = frozenset[int]().union(*(coverage(font) for font in fonts))
    seen = (c for c in text if c not in _UNSEEN and unicodedata.category(c) != "Cc")
    return "".join(dict.fromkeys(c for c in seen if ord(c) not in drawn))


@cache
def coverage(font: str) -> frozenset[int]:
    """The code points a font file of ours has glyphs for."""
    data = (FONTS / font).read_bytes()
    start = _cmap(data)
    (count,) = struct.unpack_from(">H", data, start + 2)
    tables = [start + struct.unpack_from(">HHI", data, start + 4 + 8 * n)[2] for n in range(count)]
    table = next(at for at in tables if struct.unpack_from(">H", data, at)[0] == _SEGMENTED)
    (groups,) = struct.unpack_from(">I", data, table + 12)
    spans = (struct.unpack_from(">III", data, table + 16 + 12 * n) for n in range(groups))
    return frozenset(point for first, last, _ in spans for point in range(first, last + 1))


def _cmap(data: bytes) -> int:
    """Where the table begins in the file."""
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * n) for n in range(count))
    return next(int(offset) for tag, _, offset, _ in entries if tag == b"cmap")
