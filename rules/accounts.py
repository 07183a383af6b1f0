"""Bank accounts as money is sent to them: bank, branch, 普通 or 当座, and a number of exactly seven digits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from rules.refusal import Refusal

AccountType = Literal["普通", "当座"]
TYPES: tuple[AccountType, ...] = ("普通", "当座")
NUMBER_EXAMPLE = "1234567、12345"
DIGITS = 7

_BETWEEN = re.compile("[-\\s\u00ad\u2010-\u2015\u2043\u2212\u2500\u2501ー]")
_LABEL = re.compile("^(?:口座番号|番号|No\\.?)\\s*:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Account:
    """bank of four digits, branch of three, number of seven."""

    bank: str
    branch: str
    type: AccountType
    number: str


def read_number(text: str) -> str:
    """Seven digits; shorter numbers get zeros in front, as banks do. Raises Refusal with an example."""
    digits = typed_digits(text)
    if not re.fullmatch("[0-9]+", digits):
        raise Refusal("口座番号は数字でお送りください。", NUMBER_EXAMPLE)
    if len(digits) > DIGITS:
        raise Refusal(
            f"口座番号は{DIGITS}桁までです。ゆうちょ銀行の記号・番号は、そのままでは使えません。", NUMBER_EXAMPLE
        )
    if not int(digits):
        raise Refusal("口座番号が0だけになっています。通帳をお確かめください。", NUMBER_EXAMPLE)
    return digits.zfill(DIGITS)


def padding_words(text: str) -> str:
    """What will be kept when it is not what was typed, as one sentence; "" when nothing was added."""
    number = read_number(text)
    zeros = DIGITS - len(typed_digits(text))
    return f"先頭に0を{zeros}つ補い、{number}として登録します。" if zeros > 0 else ""


def typed_digits(text: str) -> str:
    """Half width, without hyphens, spaces and 「口座番号」 in front."""
    return _BETWEEN.sub("", _LABEL.sub("", unicodedata.normalize("NFKC", text).strip()))


def masked(number: str) -> str:
    """What its owner recognises it by: •••••67."""
    return "•" * (len(number) - 2) + number[-2:]
