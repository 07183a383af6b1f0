"""How LINE counts characters: UTF-16 code units for most texts, grapheme clusters for labels and a few more.

The grapheme count follows UAX #29 as far as texts of people go: CR LF, combining and spacing marks, variation
selectors, emoji with skin tones, ZWJ sequences, flags, keycaps, tag sequences and Hangul syllables. Indic conjuncts
(GB9c) are not joined.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
_HANGUL = "[\u1100-\u115f]*(?:[\u1160-\u11a7\uac00-\ud7a3][\u1160-\u11a7]*[\u11a8-\u11ff]*)|[\u1100-\u115f]+"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_MARKS = "[\u200c\u200d\ufe0e\ufe0f\uff9e\uff9f\u3099\u309a\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"


def units(text: str) -> int:
    """UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Grapheme clusters: what a person would call characters."""
    return len(_cluster().findall(text))


def within(text: str, most: int, *, by_grapheme: bool) -> bool:
    """At most `most`? Counts only when the length in code points leaves a doubt."""
    n = len(text)
    if by_grapheme:
        return n <= most or graphemes(text) <= most
    return n * 2 <= most or (n <= most and units(text) <= most)


@cache
def _cluster() -> re.Pattern[str]:
    """One cluster; built at first need (0.15 s), since most texts are short enough not to be counted."""
    extend = f"(?:{_MARKS}|{_marks()})"
    head = rf"{_PICTURE}(?:{extend}*\u200d{_PICTURE})*|{_FLAG}|{_HANGUL}|[^\x00-\x1f\x7f-\x9f\u2028\u2029]"
    return re.compile(rf"\r\n|(?:{head}){extend}*|[\s\S]")


def _marks() -> str:
    """All marks (Mn, Mc, Me) as one character class."""
    points = [n for n in range(0x300, 0xE01F0) if category(chr(n)) in {"Mn", "Mc", "Me"}]
    spans: list[list[int]] = []
    for n in points:
        if spans and spans[-1][1] == n - 1:
            spans[-1][1] = n
        else:
            spans.append([n, n])
    return "[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in spans) + "]"
