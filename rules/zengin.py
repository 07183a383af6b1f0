"""The file of a 総合振込 (kind 21) as banks read it, and its reader.

Names hold capital letters, digits, half-width kana and few signs. What does not fit is refused in words; a file that
was written is read again (`parse`) before anybody gets it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rules.accounts import Account
from rules.banks import bank, branch
from rules.holders import half_width
from rules.refusal import Refusal
from rules.zengin_records import ENDS, EOF, Broken, record, records

_KIND = "21"
_BY_WIRE = "7"  # 電信
_TYPES = {"普通": "1", "当座": "2"}
_TYPE_OF: Mapping[str, Literal["普通", "当座"]] = {"1": "普通", "2": "当座"}
_NAME = re.compile("[ｱ-ﾝﾞﾟA-Z0-9 ().\\-/]+")
_LONGEST_LISTED = 15


@dataclass(frozen=True, slots=True)
class Payer:
    """code: 委託者コード, given by the bank, up to ten digits; name in kana."""

    code: str
    name: str
    account: Account


@dataclass(frozen=True, slots=True)
class Line:
    """One transfer. holder in kana; reference: up to ten digits of our own (顧客コード)."""

    account: Account
    holder: str
    yen: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What banks want differently: the end of each record, an end mark (0x1A) after the last, how ー is written."""

    line_end: Literal["crlf", "lf", "none"] = "crlf"
    end_mark: bool = False
    hyphen: Literal["-", "ｰ"] = "-"


@dataclass(frozen=True, slots=True)
class Parsed:
    """day: MMDD. Codes with all their digits, references without zeros in front; names as they are written."""

    payer: Payer
    day: str
    lines: tuple[Line, ...]
    count: int
    total: int


def write(payer: Payer, day: date, lines: Sequence[Line], options: Options = Options()) -> bytes:
    """The whole file. Raises Refusal, with the name or number it is about, for what does not fit."""
    if not lines:
        raise Refusal("振込が1件もありません。")
    total = sum(line.yen for line in lines)
    written = (
        record("1", _header(payer, day, options)),
        *(record("2", _data(line, options)) for line in lines),
        record("8", {"count": str(len(lines)), "total": str(total)}),
        record("9", {}),
    )
    return b"".join(each + ENDS[options.line_end] for each in written) + EOF * options.end_mark


def parse(data: bytes) -> Parsed:
    """What stands in a file. Raises Broken unless lengths, order, characters, number of records and total agree."""
    found = records(data)
    order = "".join(each["record"] for each in found)
    if not re.fullmatch("12+89", order):
        raise Broken(f"order of records {order[:20]}")
    header, *middle, trailer, _ = found
    if header["kind"] != _KIND or header["code_set"] != "0" or not _is_day(header["day"]):
        raise Broken("no 総合振込 in JIS on a day")
    if not all(each["holder"] and int(each["yen"]) for each in middle):
        raise Broken("a transfer to nobody, or of nothing")
    lines = tuple(
        Line(_account_of(each), each["holder"], int(each["yen"]), each["reference"].lstrip("0")) for each in middle
    )
    count, total = int(trailer["count"]), int(trailer["total"])
    if count != len(lines) or total != sum(line.yen for line in lines):
        raise Broken(f"{len(lines)} lines and {sum(line.yen for line in lines)} yen, but it says {count} and {total}")
    payer = Payer(header["payer_code"], header["payer_name"], _account_of(header))
    return Parsed(payer, header["day"], lines, count, total)


def _header(payer: Payer, day: date, options: Options) -> dict[str, str]:
    return {
        "kind": _KIND,
        "code_set": "0",
        "payer_code": payer.code,
        "payer_name": _name(payer.name, "振込依頼人名", options),
        "day": f"{day:%m%d}",
        **_account(payer.account, options),
    }


def _data(line: Line, options: Options) -> dict[str, str]:
    if line.yen <= 0:
        raise Refusal(f"{line.holder}様への振込が{line.yen}円になっています。")
    return {
        **_account(line.account, options),
        "holder": _name(line.holder, "口座名義", options),
        "yen": str(line.yen),
        "reference": line.reference,
        "way": _BY_WIRE,
    }


def _account(it: Account, options: Options) -> dict[str, str]:
    """With the names of the network's list; codes alone where it knows none. Names are cut: the codes decide."""
    of_bank, of_branch = bank(it.bank), branch(it.bank, it.branch)
    return {
        "bank": it.bank,
        "bank_name": _listed(of_bank.kana if of_bank else "", options),
        "branch": it.branch,
        "branch_name": _listed(of_branch.kana if of_branch else "", options),
        "type": _TYPES[it.type],
        "number": it.number,
    }


def _account_of(each: Mapping[str, str]) -> Account:
    if each["type"] not in _TYPE_OF:
        raise Broken(f"account of type {each['type']}")
    return Account(each["bank"], each["branch"], _TYPE_OF[each["type"]], each["number"])


def _name(text: str, called: str, options: Options) -> str:
    if not _NAME.fullmatch(half_width(text)):
        raise Refusal(f"{called}「{text}」に、振込で使えない文字があります。カタカナ・英大文字・数字にしてください。")
    return _written(text, options)


def _listed(kana: str, options: Options) -> str:
    return _written(kana, options)[:_LONGEST_LISTED] if _NAME.fullmatch(half_width(kana)) else ""


def _written(text: str, options: Options) -> str:
    return half_width(text).replace("-", options.hyphen)


def _is_day(month_and_day: str) -> bool:
    try:
        date(2024, int(month_and_day[:2]), int(month_and_day[2:]))
    except ValueError:
        return False
    return True
