"""Names of people (氏名) and their reading (フリガナ): what is taken, what is tidied, where family and given name part.

Rare and old characters (𠮷 髙 﨑 塚, variation sequences) are kept as written; only widths and spaces are tidied.
"""

from __future__ import annotations

import re
import unicodedata

from rules.refusal import Refusal
from rules.text_width import fold, spaced

NAME_EXAMPLE = "試験 太郎"
KANA_EXAMPLE = "シケン タロウ"
TRADE_KANA_EXAMPLE = "サンプルセイカ"
LONGEST = 40  # characters of a family name, and of a given name

_SIGNS = frozenset(" ・-‐'’.=〇")
_SELECTORS = re.compile("[\ufe00-\ufe0e\U000e0100-\U000e01ef]")
_KANA = re.compile("[ァ-ヺヽヾー・ ]+")
_TRADE_KANA = re.compile("[ァ-ヺヽヾー・ 0-9A-Za-z&.,'-]+")
_NO_KANA = "フリガナは、カタカナかひらがなでお送りください。"
_TO_KATAKANA = {point: point + 0x60 for point in (*range(ord("ぁ"), ord("ゖ") + 1), ord("ゝ"), ord("ゞ"))}
_DASH_IN_KANA = re.compile("(?<=[ァ-ヺー])[-‐‑–—―−─~〜]")


def read_name(text: str) -> str:
    """A tidied name, with one space where the person put any. Raises Refusal for emoji, control characters and such."""
    name = spaced(fold(text))
    if not name or not all(map(_in_names, name)):
        raise Refusal("お名前に使えない文字がありました。絵文字や記号を除いてお送りください。", NAME_EXAMPLE)
    return _measured(name, NAME_EXAMPLE)


def read_kana(text: str) -> str:
    """The reading in full-width katakana; hiragana and half-width kana are converted. Refusal for anything else."""
    kana = _katakana(text)
    if not _KANA.fullmatch(kana):
        raise Refusal(_NO_KANA, KANA_EXAMPLE)
    return _measured(kana, KANA_EXAMPLE)


def read_trade_kana(text: str) -> str:
    """The reading of a business, in which digits and letters may stand (119ショウカイ). Refusal for anything else."""
    kana = _katakana(text)
    if not _TRADE_KANA.fullmatch(kana):
        raise Refusal(_NO_KANA, TRADE_KANA_EXAMPLE)
    return kana


def _katakana(text: str) -> str:
    return _DASH_IN_KANA.sub("ー", spaced(fold(text)).translate(_TO_KATAKANA))


def length(text: str) -> int:
    """Characters as people count them: a variation selector belongs to the character before it."""
    return len(_SELECTORS.sub("", text))


def parts(name: str) -> tuple[str, str] | None:
    """(姓, 名) when it is plain where they part: at the only space, or between the only two characters."""
    match name.split(" "):
        case [family, given]:
            return family, given
        case [_]:
            cuts = splits(name)
            return cuts[0] if len(cuts) == 1 else None
    return None


def splits(name: str) -> list[tuple[str, str]]:
    """Every way to part a name into 姓 and 名: at its spaces, or between any two characters when it has none."""
    words = name.split(" ")
    if len(words) > 1:
        cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    else:
        starts = [n for n in range(1, len(name)) if not _SELECTORS.match(name[n])]
        cuts = [(name[:n], name[n:]) for n in starts]
    return [cut for cut in cuts if max(map(length, cut)) <= LONGEST]


def likely_splits(name: str, most: int) -> list[tuple[str, str]]:
    """The `most` likeliest of them: family names of two characters first, then of three, then of one."""
    order = (2, 3, 1)
    cuts = sorted(splits(name), key=lambda cut: order.index(n) if (n := length(cut[0])) in order else n)
    return cuts[:most]


def _measured(name: str, example: str) -> str:
    if not splits(name):
        if length(name) < 2:
            raise Refusal("姓と名の両方をお送りください。", example)
        raise Refusal(f"姓と名は、それぞれ{LONGEST}文字までです。", example)
    return name


def _in_names(c: str) -> bool:
    later_kanji = "\U00020000" <= c <= "\U0003fffd"  # newer than this Python's character tables
    return later_kanji or c in _SIGNS or unicodedata.category(c)[0] == "L" or bool(_SELECTORS.match(c))
