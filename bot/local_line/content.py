"""Files people send: pictures arrive changed as LINE changes them, videos take a while, files stay as they are."""

from __future__ import annotations

import io
import warnings

from pi_heif import register_heif_opener
from PIL import Image, ImageOps, UnidentifiedImageError

register_heif_opener()
PHOTOS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "HEIF")
PREVIEW = (240, 240)
MOST_PIXELS = 50_000_000


def picture(data: bytes, transform: bool) -> tuple[bytes, str] | None:
    """The picture as a bot can fetch it, and its type; None if it is none. Changed: a JPEG, upright, without EXIF.

    A picture of very many pixels stays as it is: it is for the bot to defend itself.
    """
    try:
        with _opened(data) as image:
            kind = image.format or ""
            if kind in ("JPEG", "PNG") and (_huge(image) or not transform):
                return data, f"image/{kind.lower()}"
            return _jpeg(ImageOps.exif_transpose(image)), "image/jpeg"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(data), formats=PHOTOS)


def _huge(image: Image.Image) -> bool:
    return image.width * image.height > MOST_PIXELS


def preview(data: bytes) -> bytes:
    try:
        with _opened(data) as image:
            if _huge(image):
                return still()
            image.draft("RGB", PREVIEW)
            image.thumbnail(PREVIEW)
            return _jpeg(ImageOps.exif_transpose(image))
    except (OSError, ValueError, SyntaxError):  # a picture that breaks off in the middle
        return still()


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
