"""法人番号: thirteen digits, the first of which checks the other twelve (財務省令「法人番号の指定等に関する省令」2条).

What was typed is never repeated in a refusal: twelve digits may be somebody's own number, which is never asked for.
"""

from __future__ import annotations

import re
import unicodedata

from rules.refusal import Refusal

EXAMPLE = "7000012050002"
DIGITS = 13

_BETWEEN = re.compile("[-\\s\u00ad\u2010-\u2015\u2043\u2212\u2500\u2501ー]")
_LABEL = re.compile("^(?:(?:法人|登録)番号|No\\.?)?\\s*:?\\s*T?", re.IGNORECASE)


def read_corporate_number(text: str) -> str:
    """Thirteen digits with the right check digit; hyphens, spaces, width and the T of an invoice's number are folded.
    Raises Refusal.
    """
    digits = _BETWEEN.sub("", _LABEL.sub("", unicodedata.normalize("NFKC", text).strip()))
    if not re.fullmatch("[0-9]+", digits):
        raise Refusal(f"法人番号は、数字{DIGITS}桁でお送りください。", EXAMPLE)
    if len(digits) == DIGITS - 1:
        raise Refusal(
            f"{DIGITS - 1}桁になっています。法人番号は、会社法人等番号の先頭に1桁が付いた{DIGITS}桁です。", EXAMPLE
        )
    if len(digits) != DIGITS:
        raise Refusal(f"{len(digits)}桁になっています。法人番号は、数字{DIGITS}桁です。", EXAMPLE)
    if int(digits[0]) != check_digit(digits[1:]):
        raise Refusal("この番号の法人番号はありません。1文字ずつお確かめください。", EXAMPLE)
    return digits


def check_digit(digits: str) -> int:
    """9 − (Σ Pₙ·Qₙ mod 9) of the twelve digits: Pₙ the n-th from the right, Qₙ = 1 for odd n and 2 for even."""
    total = sum(int(digit) * (1 if n % 2 else 2) for n, digit in enumerate(reversed(digits), 1))
    return 9 - total % 9


def grouped(number: str) -> str:
    """As people compare it: 7-0000-1205-0002."""
    return "-".join((number[0], number[1:5], number[5:9], number[9:]))
