"""Files people send: pictures arrive changed as LINE changes them, videos take a while, files stay as they are."""

from __future__ import annotations

import io

from pi_heif import register_heif_opener
from PIL import Image, ImageOps, UnidentifiedImageError

register_heif_opener()
PREVIEW = (240, 240)


def picture(data: bytes, transform: bool) -> tuple[bytes, str] | None:
    """The picture as a bot can fetch it, and its type; None if it is none. Changed: a JPEG, upright, without EXIF."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            kind = image.format or ""
            image.load()
            if kind in ("JPEG", "PNG") and not transform:
                return data, f"image/{kind.lower()}"
            return _jpeg(ImageOps.exif_transpose(image)), "image/jpeg"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def preview(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        small = ImageOps.exif_transpose(image)
        small.thumbnail(PREVIEW)
        return _jpeg(small)


def still() -> bytes:
    """What stands for the first picture of a film."""
    return _jpeg(Image.new("RGB", PREVIEW, "#222222"))


def _jpeg(image: Image.Image) -> bytes:
    """A new file from the pixels alone: nothing of the old one's metadata is carried over."""
    flat = Image.new("RGB", image.size, "white")
    colours = image.convert("RGBA")
    flat.paste(colours, mask=colours.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=88)
    return out.getvalue()
