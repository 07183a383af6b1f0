"""render(name, data): the template <name>.typ of this folder with its data. Words of people come out as words, whatever
they look like; a character without a glyph is an error, never a box.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson
import typst

from flex_messages.documents.glyphs import FONTS, missing

HERE = Path(__file__).parent
MINCHO = ("BIZUDMincho-Regular.ttf", "NotoSerifCJKjp-Names.otf")
STANDARD: Final = "a-2u"  # PDF/A-2: what an archive keeps, every character as text
DOTS = 87  # an inch: 719 × 1017 pixels, the largest picture LINE shows in a card is 1,024

_warm = threading.local()


class MissingGlyphs(ValueError):
    """No font of ours has these characters: the paper cannot be made."""

    def __init__(self, characters: str) -> None:
        super().__init__("no glyph for " + " ".join(f"U+{ord(c):04X}" for c in characters))
        self.characters = characters


@dataclass(frozen=True, slots=True)
class Rendered:
    """One paper: the PDF, and its first page as PNG."""

    pdf: bytes
    png: bytes


def render(name: str, data: Mapping[str, Any]) -> Rendered:
    """Raises MissingGlyphs. Blocking, 20 ms or less once warm: call it in a thread."""
    if gone := missing("".join(_words(data)), MINCHO):
        raise MissingGlyphs(gone)
    source, inputs = str(HERE / f"{name}.typ"), {"data": orjson.dumps(data).decode()}
    compiler = _compiler()
    pdf = compiler.compile(source, format="pdf", sys_inputs=inputs, pdf_standards=STANDARD)
    png = compiler.compile(source, format="png", sys_inputs=inputs, ppi=DOTS)
    assert isinstance(pdf, bytes)
    return Rendered(pdf, png if isinstance(png, bytes) else png[0] if png else b"")


def _compiler() -> typst.Compiler:
    """One for each thread: a new one reads all fonts again."""
    if not hasattr(_warm, "compiler"):
        _warm.compiler = typst.Compiler(root=str(HERE), font_paths=_fonts())
    compiler: typst.Compiler = _warm.compiler
    return compiler


@cache
def _fonts() -> typst.Fonts:
    """Ours alone, so that a paper looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _words(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for each in value.values():
                yield from _words(each)
        case list() | tuple():
            for each in value:
                yield from _words(each)
