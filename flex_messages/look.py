"""The one look: colours by tone and a rough measure of text, shared by cards, pages and menus."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from unicodedata import east_asian_width

from flex_messages.cards import Tone

INK: Final = "#1F2933"
LINE: Final = "#E4E7EB"
ACCENT: Final = "#0B6B6B"
WHITE: Final = "#FFFFFF"
GROUND: Final = "#DDE5E9"  # of the chat and between the tiles of a menu

FORE: Final[dict[Tone, str]] = {
    "calm": "#4A5660",
    "ok": "#0A7D45",
    "attention": "#9A5B00",
    "stop": "#B3261E",
    "accent": ACCENT,
}
TINT: Final[dict[Tone, str]] = {
    "calm": "#EEF1F4",
    "ok": "#E8F5EE",
    "attention": "#FFF4E0",
    "stop": "#FDECEA",
    "accent": "#E7F1F1",
}
BAR: Final[dict[Tone, str]] = FORE | {"ok": "#7FB5AF", "attention": "#E0A44A", "calm": "#C3CDD3"}


@lru_cache(maxsize=4096)
def ems(text: str) -> float:
    """How wide a line of text is, in font sizes: a Japanese character is 1, a Latin letter about half."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.56 for char in text)
