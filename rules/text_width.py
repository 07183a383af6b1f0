"""Width folding that leaves every character what it is: ｱ → ア, Ａ → A, １ → 1, and nothing else.

NFKC would do more than that: it replaces the old forms of 塚 神 福 隆 (and many others) in people's names by other
characters, and so does NFC. Only pairs of a letter and its mark are put together here (ﾊ + ﾟ → パ).
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
_LETTER_AND_MARK = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f][\u0300-\u036f\u3099\u309a]+")
_COMPATIBLE_MARKS = str.maketrans({"゛": "\u3099", "゜": "\u309a"})
_KANA_BEFORE_MARK = re.compile("(?<=[\u3041-\u30ff])[゛゜]")


def fold(text: str) -> str:
    """Half-width kana become full width; full-width letters, digits and signs half width; marks join their letter."""
    text = "".join(_folded(c) for c in text.translate(_INVISIBLE))
    text = _KANA_BEFORE_MARK.sub(lambda m: m.group().translate(_COMPATIBLE_MARKS), text)
    return _LETTER_AND_MARK.sub(lambda m: unicodedata.normalize("NFC", m.group()), text)


def spaced(text: str) -> str:
    """Runs of any white space become one space, none at the ends."""
    return " ".join(text.split())


def _folded(c: str) -> str:
    kind, _, points = unicodedata.decomposition(c).partition(" ")
    if kind in ("<wide>", "<narrow>"):
        return "".join(chr(int(point, 16)) for point in points.split())
    return c
