"""What strangers send as photos and certificates is recognised by decoding, bounded, and written anew without what it
carried along.
"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from bot import pictures
from bot.pictures import prepare

HERE = Path(__file__).parent / "data"


def drawn(form: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 1).save(out, form, **more)
    return out.getvalue()


def pdf(pages: int = 1, extra: bytes = b"") -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, pages)]
    parts += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>"] * pages
    body, offsets = b"%PDF-1.4\n", []
    for n, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%b endobj\n" % (n, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size %d/Root 1 0 R%b>>" % (len(parts) + 1, extra)
    return body + b"xref\n0 %d\n0000000000 65535 f \n%b%b\nstartxref\n%d\n%%%%EOF" % (
        len(parts) + 1,
        table,
        trailer,
        len(body),
    )


LOCKED = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<%b>/U<%b>/P -4>>" % (b"5a" * 32, b"a5" * 32)


def test_a_photo_is_written_anew_without_exif_place_and_trailing_bytes() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif.get_ifd(0x8825)[2] = (35.0, 40.0, 0.0)
    prepared = prepare(drawn("JPEG", exif=exif) + b"<script>trailing</script>")
    assert (prepared.kind, prepared.mime, prepared.problem) == ("image", "image/jpeg", "")
    assert b"trailing" not in prepared.data
    with Image.open(io.BytesIO(prepared.data)) as image:
        assert not image.getexif()
        assert image.size == (40, 60), "turned upright before its turn is forgotten"


@pytest.mark.parametrize("form", ["PNG", "WEBP", "JPEG"])
def test_pictures_of_the_usual_kinds_become_jpeg(form: str) -> None:
    assert prepare(drawn(form)).data.startswith(b"\xff\xd8\xff")


def test_a_heic_photo_of_an_iphone_becomes_jpeg() -> None:
    assert prepare((HERE / "photo.heic").read_bytes()).data.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1"])
def test_transparent_and_grey_pictures_are_taken(mode: str) -> None:
    assert not prepare(drawn("PNG", mode=mode)).problem


def test_a_transparent_ground_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(prepare(out.getvalue()).data)) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


def test_a_large_photo_is_made_smaller() -> None:
    with Image.open(io.BytesIO(prepare(drawn("JPEG", (5000, 3000))).data)) as image:
        assert max(image.size) == pictures.SIDE


def test_a_small_file_with_a_huge_picture_is_refused_before_it_is_decoded() -> None:
    bomb = drawn("PNG", (9000, 9000), "1")
    assert len(bomb) < 100_000
    assert prepare(bomb).problem == "too_many_pixels"


def test_a_file_of_thirty_megabytes_is_refused() -> None:
    assert prepare(bytes(30 * 1024 * 1024)).problem == "too_big"


def test_a_broken_photo_is_told_from_a_file_of_another_kind() -> None:
    whole = drawn("JPEG", (600, 400))
    assert prepare(whole[: len(whole) // 2]).problem == "broken"
    assert prepare(b"\xff\xd8\xff" + b"\x00" * 100).problem == "broken"
    assert prepare(b"PK\x03\x04 a document").problem == "unknown_kind"
    assert prepare(b"<svg onload='alert(1)'/>").problem == "unknown_kind"
    assert prepare(b"").problem == "unknown_kind"


def test_a_pdf_stays_as_it_is_and_its_pages_are_counted() -> None:
    prepared = prepare(pdf(3))
    assert (prepared.kind, prepared.mime, prepared.pages, prepared.data) == ("pdf", "application/pdf", 3, pdf(3))


def test_a_locked_pdf_and_a_broken_one_are_told_apart() -> None:
    assert prepare(pdf(1, LOCKED)).problem == "encrypted"
    assert prepare(b"%PDF-1.7 and nothing more").problem == "broken"


def test_the_first_page_of_a_pdf_can_be_shown_as_a_picture() -> None:
    with Image.open(io.BytesIO(pictures.first_page(pdf()))) as image:
        assert image.height > image.width


def test_only_one_thread_at_a_time_reads_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFium crashes the process otherwise, now and then."""
    opened: list[bool] = []

    class Watched(pypdfium2.PdfDocument):  # type: ignore[misc]
        def __init__(self, *what: object) -> None:
            opened.append(pictures.PDFIUM.locked())
            super().__init__(*what)

    monkeypatch.setattr(pypdfium2, "PdfDocument", Watched)
    prepare(pdf())
    pictures.first_page(pdf())
    prepare(b"%PDF-1.7 broken")
    assert opened == [True] * 3
    assert not pictures.PDFIUM.locked()


def test_a_picture_for_a_card_is_no_larger_than_line_draws_it() -> None:
    kept = prepare(drawn("JPEG", (3000, 2000))).data
    with Image.open(io.BytesIO(pictures.for_card(kept))) as image:
        assert max(image.size) == pictures.CARD_SIDE
    small = prepare(drawn("JPEG")).data
    assert pictures.for_card(small) == small
