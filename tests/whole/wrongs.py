"""Everything people send that the question did not ask for, by the kind of the question."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Iterator
from functools import cache
from typing import Any

from PIL import Image

from conversations.kinds.consent import Consent
from conversations.kinds.files import File
from conversations.kinds.kind import Kind
from conversations.kinds.many import Many
from conversations.kinds.review import Review
from conversations.kinds.text import LongText, Text
from tests.bot.test_pictures import LOCKED, pdf
from tests.whole.phone import Phone
from tests.whole.story import photo

Wrong = Callable[[Phone], Awaitable[Any]]

NOTHING = "\u200b\u2060"
"""A message that looks empty: LINE refuses white space, but lets these through."""


def typed(text: str) -> Wrong:
    return lambda phone: phone.type(text)


def sent(**what: Any) -> Wrong:
    return lambda phone: phone.send(**what)


def uploaded(name: str, data: Callable[[], bytes], kind: str) -> Wrong:
    return lambda phone: phone.upload((name, data(), kind))


@cache
def huge() -> bytes:
    """30 MB that a phone sends as a picture."""
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(out, "JPEG")
    return out.getvalue() + bytes(30 * 1024 * 1024)


@cache
def torn() -> bytes:
    """A photo that broke off in the middle."""
    return Image.effect_noise((400, 400), 90).convert("RGB").tobytes("jpeg", "RGB")[:9_000]


@cache
def many_pixels() -> bytes:
    out = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")
    return out.getvalue()


@cache
def locked() -> bytes:
    return pdf(extra=LOCKED)


EVERYWHERE: dict[str, Wrong] = {
    "a sticker": sent(sticker=True),
    "a film": sent(video=True),
    "a sound": sent(audio=True),
    "nothing": typed(NOTHING),
    "emoji": typed("😀🎉👨‍👩‍👧"),
}
A_PLACE: dict[str, Wrong] = {"a place": sent(location={"latitude": 35.68, "longitude": 139.76, "title": "東京駅"})}
NO_FILES: dict[str, Wrong] = {
    "a photo": uploaded("a.jpg", photo, "image/jpeg"),
    "a document": uploaded("a.pdf", pdf, "application/pdf"),
    "30 MB": uploaded("a.jpg", huge, "image/jpeg"),
}
FILES: dict[str, Wrong] = {
    "a text": typed("写真はあとで送ります"),
    "30 MB": uploaded("a.jpg", huge, "image/jpeg"),
    "a torn photo": uploaded("a.jpg", torn, "image/jpeg"),
    "very many pixels": uploaded("a.png", many_pixels, "image/png"),
    "a locked document": uploaded("a.pdf", locked, "application/pdf"),
    "a document of nothing": uploaded("a.pdf", lambda: b"%PDF-1.4\n", "application/pdf"),
    "a program": uploaded("a.exe", lambda: b"MZ" + bytes(500), "application/octet-stream"),
}
TOO_LONG: dict[str, Wrong] = {"far too long": typed("あ" * 5_000)}
A_WRONG_WORD: dict[str, Wrong] = {"another word": typed("山田さんにまかせます")}


def wrongs(kind: Kind) -> Iterator[tuple[str, Wrong]]:
    """What no question of this kind takes, with its name."""
    file = kind if isinstance(kind, File) else kind.what if isinstance(kind, Many) else None
    yield from EVERYWHERE.items()
    if type(kind).__name__ != "Location":
        yield from A_PLACE.items()
    yield from (FILES if isinstance(file, File) else NO_FILES).items()
    if isinstance(file, File) and "pdf" not in file.sorts:
        yield "a document", NO_FILES["a document"]
    if isinstance(kind, Text):
        yield from TOO_LONG.items()
    if not isinstance(kind, Text | LongText) and not isinstance(file, File):
        yield from A_WRONG_WORD.items()
    if isinstance(kind, Consent | Review):
        yield from {word: typed(word) for word in ("同意する", "送信する", "はい", "1")}.items()
