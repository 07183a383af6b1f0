"""Small pictures for tests."""

from __future__ import annotations

import io

from PIL import Image


def jpeg(width: int = 40, height: int = 20, colour: str = "teal", place: bool = False) -> bytes:
    """place: with EXIF that says where it was taken and that it lies on its side."""
    out = io.BytesIO()
    exif = Image.Exif()
    if place:
        exif[0x0112] = 6  # turned by 90 degrees
        exif[0x8825] = {1: "N", 2: (35.0, 41.0, 22.0), 3: "E", 4: (139.0, 41.0, 30.0)}
    Image.new("RGB", (width, height), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(width: int = 1200, height: int = 800) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height), 1).save(out, "PNG")
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))
