"""Reads a QR picture as it is shown on a screen: upright, whole and sharp, so that nothing has to be corrected."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image, UnidentifiedImageError
from segno import consts

Modules = list[list[bool]]  # rows of dark (True) and light modules, without the quiet zone

_ALIGNED: Any = consts.ALIGNMENT_POS  # where the middles of alignment patterns are, from version 2
_BLOCKS: Any = consts.ECC  # how the words of a version and level are cut into blocks
MOST_PIXELS = 4_000_000
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, column: row % 2 == 0,
    lambda row, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)
# (row, column) of the first copy of the format, its highest bit first
_FORMAT = [*((8, n) for n in (0, 1, 2, 3, 4, 5, 7, 8)), *((n, 8) for n in (7, 5, 4, 3, 2, 1, 0))]
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_COUNTS = {1: (10, 12, 14), 2: (9, 11, 13), 4: (8, 16, 16)}  # bits of the length, by mode and size of the symbol


def read(data: bytes) -> str | None:
    """The text of the QR code in this picture, None where there is none."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            grid = _grid(image.convert("L")) if image.width * image.height <= MOST_PIXELS else None
            return _text(grid) if grid else None
    except (UnidentifiedImageError, OSError, ValueError, LookupError):
        return None


def _grid(image: Image.Image) -> Modules | None:
    """The finder pattern in the upper left corner is seven modules wide: that gives the size of one."""
    dark = image.point(lambda light: 255 if light < 128 else 0)
    box = dark.getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    run = next((x for x in range(left, right) if not dark.getpixel((x, top))), right) - left
    if not run:
        return None
    size = round((right - left) * 7 / run)
    if abs((right - left) - (bottom - top)) > run / 7 or size not in range(21, 178, 4):
        return None
    step = (right - left) / size
    at = [int(step * (n + 0.5)) for n in range(size)]
    return [[bool(dark.getpixel((left + x, top + y))) for x in at] for y in at]


def _text(grid: Modules) -> str:
    version = (len(grid) - 17) // 4
    level, mask = divmod(consts.FORMAT_INFO.index(_number(grid[row][column] for row, column in _FORMAT)), 8)
    bits = [
        grid[row][column] ^ _MASKS[mask](row, column) for row, column in _way(len(grid)) if _free(version, row, column)
    ]
    words = [_number(bits[n : n + 8]) for n in range(0, len(bits) - 7, 8)]
    return _read(_joined(words, version, level), version)


def _number(bits: Iterator[bool] | list[bool]) -> int:
    value = 0
    for bit in bits:
        value = value << 1 | bit
    return value


def _way(size: int) -> Iterator[tuple[int, int]]:
    """Two columns at a time from the right, upwards and downwards in turn; the timing column is left out."""
    upwards = True
    for right in [*range(size - 1, 6, -2), *range(5, 0, -2)]:
        for row in reversed(range(size)) if upwards else range(size):
            yield from ((row, right), (row, right - 1))
        upwards = not upwards


def _free(version: int, row: int, column: int) -> bool:
    """Whether a module carries data: not a finder pattern, timing, format, version or alignment pattern."""
    size = 17 + 4 * version
    corner = (row < 9 and (column < 9 or column > size - 9)) or (row > size - 9 and column < 9)
    label = version > 6 and ((row < 6 and column > size - 12) or (column < 6 and row > size - 12))
    return not (corner or label or 6 in (row, column) or _aligns(version, row, column))


def _aligns(version: int, row: int, column: int) -> bool:
    at: tuple[int, ...] = _ALIGNED[version - 2] if version > 1 else ()
    found = [(y, x) for y in at for x in at if abs(row - y) < 3 and abs(column - x) < 3]
    return any(pair not in ((at[0], at[0]), (at[0], at[-1]), (at[-1], at[0])) for pair in found)


def _joined(words: list[int], version: int, level: int) -> bytes:
    """The data of all blocks one after the other: they come interleaved, before the words for correction."""
    sizes = [kind.num_data for kind in _BLOCKS[version][level] for _ in range(kind.num_blocks)]
    blocks: list[list[int]] = [[] for _ in sizes]
    coming = iter(words)
    for n in range(max(sizes)):
        for block, size in zip(blocks, sizes, strict=True):
            if n < size:
                block.append(next(coming))
    return bytes(word for block in blocks for word in block)


def _read(data: bytes, version: int) -> str:
    """The segments of the text: digits, capital letters, bytes."""
    bits = "".join(f"{byte:08b}" for byte in data)
    at, found = 0, b""

    def take(length: int) -> int:
        nonlocal at
        at += length
        return int(bits[at - length : at] or "0", 2)

    while mode := take(4):
        count = take(_COUNTS[mode][(version > 9) + (version > 26)])
        if mode == 4:
            found += bytes(take(8) for _ in range(count))
        elif mode == 2:
            pairs = [divmod(take(11), 45) for _ in range(count // 2)]
            found += "".join(_LETTERS[n] for pair in pairs for n in pair).encode()
            found += _LETTERS[take(6)].encode() if count % 2 else b""
        else:
            found += b"".join(b"%0*d" % (size, take((0, 4, 7, 10)[size])) for size in _threes(count))
    return found.decode()


def _threes(count: int) -> list[int]:
    return [3] * (count // 3) + ([count % 3] if count % 3 else [])
