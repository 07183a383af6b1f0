"""Signatures as a page sends them: a PNG in a data address, bounded, looked at for ink, and drawn anew.

Drawing anew in greys leaves nothing of what a stranger's bytes may hold but the strokes.
"""

from __future__ import annotations

import base64
import binascii
import io

from PIL import Image, UnidentifiedImageError

HEAD = "data:image/png;base64,"
MOST_BYTES = 300_000
MOST_SIDE = 3_000
KEPT_SIDE = 1_200
INK = 128
"""Darker than this is a stroke; 255 is paper."""
LEAST_INK, LEAST_WIDTH, LEAST_HEIGHT = 120, 30, 8
"""Pixels of ink, and how far they must reach: a dot or a slip of the finger is no name."""


def signature(sent: str) -> bytes:
    """The PNG to keep; b"" when it is no picture, too large, or nobody wrote anything. Blocking: in a thread."""
    if not sent.startswith(HEAD) or len(sent) > len(HEAD) + MOST_BYTES * 4 // 3:
        return b""
    try:
        raw = base64.b64decode(sent.removeprefix(HEAD), validate=True)
        with Image.open(io.BytesIO(raw), formats=["PNG"]) as image:
            return _anew(image) if max(image.size) <= MOST_SIDE else b""
    except (binascii.Error, Image.DecompressionBombError, UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return b""


def _anew(image: Image.Image) -> bytes:
    seen = image.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    grey = paper.convert("L")
    if not _written(grey):
        return b""
    grey.thumbnail((KEPT_SIDE, KEPT_SIDE))
    out = io.BytesIO()
    grey.save(out, "PNG", optimize=True)
    return out.getvalue()


def _written(grey: Image.Image) -> bool:
    ink = grey.point(lambda light: 255 if light < INK else 0)
    box = ink.getbbox()
    if box is None:
        return False
    wide, high = box[2] - box[0], box[3] - box[1]
    return ink.histogram()[255] >= LEAST_INK and wide >= LEAST_WIDTH and high >= LEAST_HEIGHT
