"""Names of banks and branches folded so that one name is one text however it is typed: width, kana, small letters, ー.

The list of the banks' network writes kana in large letters with － for ー, shortens 信用金庫, and drops 銀行 and 支店.
"""

from __future__ import annotations

import re
import unicodedata

from rules.text_width import fold

KANA_TO_LARGE = {
    **{point: point + 0x60 for point in (*range(ord("ぁ"), ord("ゖ") + 1), ord("ゝ"), ord("ゞ"))},
    **dict(zip(map(ord, "ぁぃぅぇぉっゃゅょゎゕゖ"), "アイウエオツヤユヨワカケ", strict=True)),
    **dict(zip(map(ord, "ァィゥェォッャュョヮヵヶ"), "アイウエオツヤユヨワカケ", strict=True)),
}
"""Hiragana to katakana and small kana to large ones, for str.translate."""

_SAME = str.maketrans("ヂヅヲヰヱ國會廣濱濵澤嶋條龍邊邉○◯零", "ジズオイエ国会広浜浜沢島条竜辺辺〇〇〇")
_LEFT_OUT = re.compile("[-\\s.,、。・'’\u00ad\u2010-\u2015\u2043\u2212\u2500\u2501ー()]")
_OF = re.compile("(?<=[\u4e00-\u9fff々])ガ(?=[\u4e00-\u9fff])")  # 自由が丘, 自由ヶ丘
_KINDS = tuple(
    (re.compile(f"(?<=.)(?:{long})$"), short)
    for long, short in (
        ("信用金庫|シンヨウキンコ|シンキン", "信金"),
        ("信用組合|信用協同組合|シンヨウクミアイ|シンクミ", "信組"),
        ("農業協同組合|ノウギヨウキヨウドウクミアイ|ノウキヨウ", "農協"),
        ("漁業協同組合|ギヨギヨウキヨウドウクミアイ|ギヨキヨウ", "漁協"),
        ("信用農業協同組合連合会|シンレン", "信連"),
        ("労働金庫|ロウドウキンコ|ロウキン", "労金"),
        ("銀行|ギンコウ|バンク", ""),
    )
)
_KIND = re.compile("(?<=.)(?:信金|信組|農協|漁協|信連|労金)$")
_JA = re.compile("^JA(.+?)(?:農協)?$")
_BRANCH = re.compile("(?<=.)(?:支店|シテン)$|(?<=[〇一二三四五六七八九0-9])店$")


def plain(name: str) -> str:
    """Without widths, spaces, ー and signs; kana as large katakana; Latin in capitals; old forms of kanji as new."""
    upper = "".join(each for each in fold(name).upper() if not unicodedata.combining(each))
    large = _LEFT_OUT.sub("", upper.translate(KANA_TO_LARGE)).translate(_SAME)
    return _OF.sub("ケ", large)


def bank_name(name: str) -> str:
    """The folded name, its kind in short: 昭和信用金庫 → 昭和信金, JAあまみ → アマミ農協, みずほ銀行 → ミズホ."""
    folded = plain(name)
    for kind, short in _KINDS:
        folded = kind.sub(short, folded)
    return _JA.sub(r"\1農協", folded)


def bare_bank_name(name: str) -> str:
    """The same without its kind: 昭和信金 → 昭和, JAあまみ → アマミ."""
    return _KIND.sub("", bank_name(name))


def branch_name(name: str) -> str:
    """新宿支店 → 新宿, 〇五八店 → 〇五八."""
    return _BRANCH.sub("", plain(name))
