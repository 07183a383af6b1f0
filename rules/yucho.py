"""ゆうちょ銀行: the 記号・番号 of a pass book, or its 店番, as an account that other banks can send money to.

Rule of the bank: 記号 1xx?0 is a savings account of branch xx8 whose number loses its last digit 1; 記号 0xx?0 is a
giro account (当座) of branch xx9 whose number stays. A single digit between 記号 and 番号 (再発行) does not matter.
"""

from __future__ import annotations

import re
import unicodedata

from rules.accounts import DIGITS, Account
from rules.banks import YUCHO, branch
from rules.refusal import Refusal

PAIR_EXAMPLE = "10530-12345671"
GIRO_EXAMPLE = "00530-123456"
BRANCH_EXAMPLE = "058、〇五八、ゼロゴハチ"

_DASH = re.compile("[\u00ad\u2010-\u2015\u2043\u2212\u2500\u2501ー~〜のノ]")
_PAIR = re.compile("(?:記号)?[: -]*([0-9]{5})[-、, ]*(?:[- ]([0-9])[- ]+)?(?:番号)?[: -]*([0-9]{1,8})")
_DIGITS = re.compile(
    "(0|〇|零|ゼロ|レイ)|(1|一|イチ)|(2|二|ニ)|(3|三|サン)|(4|四|ヨン|シ(?!チ))|"
    "(5|五|ゴ)|(6|六|ロク)|(7|七|ナナ|シチ)|(8|八|ハチ)|(9|九|キ[ユュ]ウ|ク)"
)
_HIRAGANA = {point: point + 0x60 for point in range(ord("ぁ"), ord("ゖ") + 1)}


def read_pair(text: str) -> Account:
    """記号 and 番号 written in one: 10530-12345671, 10530-2-12345671, 記号10530 番号12345671. Raises Refusal."""
    found = _PAIR.fullmatch(_DASH.sub("-", unicodedata.normalize("NFKC", text)).strip())
    if found is None:
        raise Refusal("記号（5桁）と番号（8桁まで）を続けてお送りください。", PAIR_EXAMPLE)
    return from_pair(found[1], found[3])


def from_pair(symbol: str, number: str) -> Account:
    """記号 and 番号 given apart, in any width. Raises Refusal."""
    symbol, number = _plain(symbol), _plain(number)
    if not re.fullmatch("[01][0-9]{3}0", symbol):
        raise Refusal("記号は、1か0で始まり0で終わる5桁の数字です。通帳の記号をお確かめください。", PAIR_EXAMPLE)
    if not re.fullmatch("[0-9]{1,8}", number) or not int(number):
        raise Refusal("番号は8桁までの数字です。通帳の番号をお確かめください。", PAIR_EXAMPLE)
    return _savings(symbol, number) if symbol[0] == "1" else _giro(symbol, number)


def of_branch(code: str, number: str) -> Account:
    """Both as they are kept: three digits and seven. Branches xx9 hold giro accounts."""
    return Account(YUCHO, code, "当座" if code[2] == "9" else "普通", number)


def read_branch(text: str) -> str:
    """058, 〇五八, ゼロゴハチ → 058. Raises Refusal for what is no branch of the bank."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).translate(_HIRAGANA)
    plain = re.sub("[○◯]", "〇", plain.removeprefix("店番").lstrip(":")).removesuffix("支店").removesuffix("店")
    if _DIGITS.sub("", plain) == "":
        code = "".join(str((found.lastindex or 0) - 1) for found in _DIGITS.finditer(plain))
        if len(code) == 3 and branch(YUCHO, code):
            return code
    raise Refusal("ゆうちょ銀行の店番として読み取れませんでした。通帳の「店番」の3桁をお送りください。", BRANCH_EXAMPLE)


def _savings(symbol: str, number: str) -> Account:
    if len(number) < 2 or number[-1] != "1":
        raise Refusal("1で始まる記号の番号は、最後が1の8桁までの数字です。通帳をお確かめください。", PAIR_EXAMPLE)
    return Account(YUCHO, _known(symbol[1:3] + "8"), "普通", number[:-1].zfill(DIGITS))


def _giro(symbol: str, number: str) -> Account:
    if len(number) > DIGITS:
        raise Refusal("0で始まる記号の番号は7桁までの数字です。通帳をお確かめください。", GIRO_EXAMPLE)
    return Account(YUCHO, _known(symbol[1:3] + "9"), "当座", number.zfill(DIGITS))


def _known(code: str) -> str:
    if branch(YUCHO, code) is None:
        raise Refusal(
            f"この記号に当たる店番（{code}）がゆうちょ銀行にありません。記号をお確かめください。", PAIR_EXAMPLE
        )
    return code


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
