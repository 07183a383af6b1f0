"""QR pictures are read as a phone's camera reads them; anything else is no QR code."""

from __future__ import annotations

import io

import pytest
import segno
from PIL import Image, ImageDraw

from bot.local_line.qr import read
from tests.local_line.conftest import Town
from tests.local_line.pictures import jpeg, png

LINK = "https://demo.invalid/p/v/" + "Ab3_-9" * 12


def drawn(text: str, error: str = "m", scale: int = 12, border: int = 4, version: int | None = None) -> bytes:
    out = io.BytesIO()
    segno.make_qr(text, error=error, version=version).save(out, kind="png", scale=scale, border=border)
    return out.getvalue()


@pytest.mark.parametrize("error", ["l", "m", "q", "h"])
@pytest.mark.parametrize("text", [LINK, "A", "0123456", "HTTPS://DEMO.INVALID/P/C/7", LINK * 4])
def test_what_was_drawn_is_read(text: str, error: str) -> None:
    assert read(drawn(text, error)) == text


@pytest.mark.parametrize("mask", range(8))
def test_every_mask_is_lifted(mask: int) -> None:
    out = io.BytesIO()
    segno.make_qr(LINK, mask=mask).save(out, kind="png", scale=3)
    assert read(out.getvalue()) == LINK


@pytest.mark.parametrize("version", [1, 2, 6, 7, 9, 10, 13, 14, 20, 26, 27, 32, 40])
def test_every_size_is_read(version: int) -> None:
    assert read(drawn("119 TOKYO", version=version, scale=2)) == "119 TOKYO"


def test_size_and_margin_of_the_picture_do_not_matter() -> None:
    assert {read(drawn(LINK, scale=scale, border=border)) for scale, border in ((1, 4), (5, 1), (12, 10))} == {LINK}


def rounded() -> bytes:
    """A dark disc: the corner of what is dark in it is light."""
    out = io.BytesIO()
    image = Image.new("L", (60, 60), 255)
    ImageDraw.Draw(image).ellipse((5, 5, 55, 55), fill=0)
    image.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"no picture", jpeg(), png(), png(40, 40), rounded()])
def test_other_pictures_are_no_qr_codes(data: bytes) -> None:
    assert read(data) is None


async def test_a_phone_shows_a_picture_and_hears_its_words(town: Town) -> None:
    for data, words in ((drawn(LINK), LINK), (jpeg(), None)):
        async with town.http.post("/_line/qr", data=data) as got:
            assert await got.json() == {"text": words}
