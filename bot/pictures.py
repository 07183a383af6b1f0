"""Photos and certificates as they come from strangers: recognised by decoding, bounded in bytes and pixels, and
written anew.

Writing anew drops EXIF with its GPS position, trailing bytes and everything else that is not picture. PDFs are only
looked at: they stay as they are.
"""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import Literal

import pi_heif
import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = {
    "JPEG": 64_000_000
}  # a JPEG is scaled down while it is decoded; every other kind is held whole in memory
OTHERWISE = 25_000_000
SIDE = 2_000
CARD_SIDE = 1_024  # LINE draws no larger picture in a Flex message

Problem = Literal["", "too_big", "too_many_pixels", "broken", "encrypted", "unknown_kind", "gone"]

PDFIUM = threading.Lock()  # two threads in it at once end the process, even with different papers

pi_heif.register_heif_opener()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file ready to be kept, or the problem that forbids it (`data` is empty then). mime: "image/jpeg" or
    "application/pdf".
    """

    kind: Literal["image", "pdf", "other"]
    data: bytes = b""
    mime: str = ""
    pages: int = 1
    problem: Problem = ""


def prepare(raw: bytes) -> Prepared:
    """Decides by content alone what `raw` is and makes it fit to be kept. Blocking and heavy: call it in a thread."""
    if len(raw) > MOST_BYTES:
        return Prepared("other", problem="too_big")
    if raw[:1024].lstrip().startswith(b"%PDF"):
        return _pdf(raw)
    return _image(raw)


def _pdf(raw: bytes) -> Prepared:
    try:
        with PDFIUM, pypdfium2.PdfDocument(raw) as document:
            pages = len(document)
    except pypdfium2.PdfiumError as wrong:
        return Prepared("pdf", problem="encrypted" if "password" in str(wrong).lower() else "broken")
    return Prepared("pdf", raw, "application/pdf", pages) if pages else Prepared("pdf", problem="broken")


def _image(raw: bytes) -> Prepared:
    try:
        with Image.open(io.BytesIO(raw), formats=["JPEG", "PNG", "WEBP", "HEIF"]) as image:
            if image.width * image.height > MOST_PIXELS.get(image.format or "", OTHERWISE):
                return Prepared("image", problem="too_many_pixels")
            return Prepared("image", _anew(image, SIDE), "image/jpeg")
    except Image.DecompressionBombError:
        return Prepared("image", problem="too_many_pixels")
    except UnidentifiedImageError:
        return Prepared("other", problem="broken" if _looks_like_a_picture(raw) else "unknown_kind")
    except (OSError, ValueError, SyntaxError, EOFError):
        return Prepared("image", problem="broken")


def _looks_like_a_picture(raw: bytes) -> bool:
    return raw.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF")) or raw[4:8] == b"ftyp"


def _anew(image: Image.Image, side: int) -> bytes:
    image.draft("RGB", (side, side))
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        seen = upright.convert("RGBA")
        upright = Image.new("RGB", seen.size, "white")
        upright.paste(seen, mask=seen.getchannel("A"))
    clean = upright.convert("RGB")
    clean.thumbnail((side, side))
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()


def for_card(kept: bytes) -> bytes:
    """A kept picture small enough for a Flex message."""
    with Image.open(io.BytesIO(kept), formats=["JPEG"]) as image:
        return kept if max(image.size) <= CARD_SIDE else _anew(image, CARD_SIDE)


def first_page(pdf: bytes, side: int = 1_400) -> bytes:
    """The first page of a kept PDF as JPEG, so that a phone shows it without an app."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        image = page.render(scale=side / max(page.get_size())).to_pil().copy()
    return _anew(image, side)
