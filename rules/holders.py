"""Account holders (口座名義) in the half-width characters of 全銀: no small kana, no ヲ, - for ー, voiced marks apart.

One character is one byte of the transfer file (JIS X 0201); 30 fit.
"""

from __future__ import annotations

import re
import unicodedata

from rules.bank_names import KANA_TO_LARGE
from rules.refusal import Refusal
from rules.text_width import fold, spaced

HOLDER_EXAMPLE = "シケン タロウ"
MOST_BYTES = 30

_ALLOWED = re.compile("[ｱ-ﾝﾞﾟA-Z0-9().\\-/ ]+")
_SIGNS = str.maketrans(
    {"ヲ": "オ", "ヰ": "イ", "ヱ": "エ", "・": ".", "．": ".", "［": "(", "］": ")", "〔": "(", "〕": ")"}
)
_DASH = re.compile("[\u00ad\u2010-\u2015\u2043\u2212\u2500\u2501ー〜~]")
_AGAIN = re.compile("(.)(\u3099?)([ヽヾ])")
_ACCENTS = re.compile("(?<=[A-Z])[\u0300-\u036f]+")
_MARKS = {"\u3099": "ﾞ", "\u309a": "ﾟ", "゛": "ﾞ", "゜": "ﾟ"}
_HALF = {unicodedata.normalize("NFKC", half): half for half in map(chr, range(0xFF71, 0xFF9E))}


def half_width(text: str) -> str:
    """Folded as far as it goes; what 全銀 has no character for stays as it is. Twice is the same as once."""
    large = fold(text).upper().translate(KANA_TO_LARGE).translate(_SIGNS)
    apart = _ACCENTS.sub("", unicodedata.normalize("NFD", _DASH.sub("-", large)))
    return spaced("".join(_MARKS.get(c) or _HALF.get(c, c) for c in _repeated(apart)))


def read_holder(text: str) -> str:
    """The name as the transfer file writes it. Raises Refusal for kanji and other characters, and for more than 30."""
    holder = half_width(text)
    if not _ALLOWED.fullmatch(holder):
        raise Refusal("口座名義は、通帳にあるカタカナでお送りください。", HOLDER_EXAMPLE)
    if len(holder) > MOST_BYTES:
        raise Refusal(
            f"口座名義は、濁点も数えて{MOST_BYTES}文字までです。通帳にある文字までをお送りください。", HOLDER_EXAMPLE
        )
    return holder


def differs(holder: str, kana: str) -> bool:
    """Whether the holder is not the person's フリガナ (姓 名): a flag to be looked at (旧姓, 屋号), never a refusal.

    Spaces and points do not count. A holder of full length may be the beginning of a longer name.
    """
    written, expected = _squashed(holder), _squashed(kana)
    if len(holder) == MOST_BYTES and expected.startswith(written):
        return False
    return written != expected


def _repeated(apart: str) -> str:
    """サヽキ → ササキ, ミスヾ → ミスズ: the bank's characters have no repetition marks."""
    while found := _AGAIN.search(apart):
        voiced = "\u3099" if found[3] == "ヾ" else ""
        apart = f"{apart[: found.start()]}{found[1]}{found[2]}{found[1]}{voiced}{apart[found.end() :]}"
    return apart


def _squashed(name: str) -> str:
    return re.sub("[ .]", "", half_width(name))
