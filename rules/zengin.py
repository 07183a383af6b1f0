"""The file of a 総合振込 as banks read it: records of 120 bytes, header 1, data 2, trailer 8, end 9, kind 21.

Source: 全国銀行協会 (レコード・フォーマット, 総合振込). Numbers stand to the right with zeros, names to the left with
spaces, in JIS X 0201: capital letters, digits, half-width kana, few signs. What does not fit is refused in words; a
file that was written is read again (`parse`) before anybody gets it.
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

LENGTH = 120
_KIND = "21"
_TYPES = {"普通": "1", "当座": "2"}
_TYPE_OF: Mapping[str, Literal["普通", "当座"]] = {"1": "普通", "2": "当座"}
_NAME = re.compile("[ｱ-ﾝﾞﾟA-Z0-9 ().\\-/]+")
_ENDS = {"crlf": b"\r\n", "lf": b"\n", "none": b""}
_EOF = b"\x1a"

# name, length, N(umber) or C(haracters)
_LAYOUT: Mapping[str, tuple[tuple[str, int, str], ...]] = {
    "1": (
        ("record", 1, "N"),
        ("kind", 2, "N"),
        ("code_set", 1, "N"),
        ("payer_code", 10, "N"),
        ("payer_name", 40, "C"),
        ("day", 4, "N"),
        ("bank", 4, "N"),
        ("bank_name", 15, "C"),
        ("branch", 3, "N"),
        ("branch_name", 15, "C"),
        ("type", 1, "N"),
        ("number", 7, "N"),
        ("rest", 17, "C"),
    ),
    "2": (
        ("record", 1, "N"),
        ("bank", 4, "N"),
        ("bank_name", 15, "C"),
        ("branch", 3, "N"),
        ("branch_name", 15, "C"),
        ("clearing_house", 4, "N"),
        ("type", 1, "N"),
        ("number", 7, "N"),
        ("holder", 30, "C"),
        ("yen", 10, "N"),
        ("new", 1, "N"),
        ("reference", 10, "N"),
        ("reference_2", 10, "N"),
        ("way", 1, "N"),
        ("mark", 1, "C"),
        ("rest", 7, "C"),
    ),
    "8": (("record", 1, "N"), ("count", 6, "N"), ("total", 12, "N"), ("rest", 101, "C")),
    "9": (("record", 1, "N"), ("rest", 119, "C")),
}


class Broken(Exception):
    """A file that is not what it says it is: a fault, since only files written here are read."""


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
    """day: MMDD. Codes and references with all their digits; names as they are written."""

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
    header = _record(
        "1",
        {
            "kind": _KIND,
            "code_set": "0",
            "payer_code": payer.code,
            "payer_name": _name(payer.name, "振込依頼人名", options),
            "day": f"{day:%m%d}",
            **_account(payer.account, options),
        },
    )
    data = [_record("2", _data(line, options)) for line in lines]
    trailer = _record("8", {"count": str(len(lines)), "total": str(total)})
    end = _ENDS[options.line_end]
    return b"".join(record + end for record in (header, *data, trailer, _record("9", {}))) + _EOF * options.end_mark


def parse(data: bytes) -> Parsed:
    """What stands in a file. Raises Broken unless lengths, order, characters, number of records and total agree."""
    records = [_fields(record) for record in _cut(data)]
    order = "".join(record["record"] for record in records)
    if not re.fullmatch("12+89", order):
        raise Broken(f"order of records {order[:20]}")
    header, *middle, trailer, _ = records
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


def _data(line: Line, options: Options) -> dict[str, str]:
    if line.yen <= 0:
        raise Refusal(f"{line.holder}様への振込が{line.yen}円になっています。")
    return {
        **_account(line.account, options),
        "holder": _name(line.holder, "口座名義", options),
        "yen": str(line.yen),
        "reference": line.reference,
        "way": "7",  # 電信
        "mark": " ",
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


def _account_of(record: Mapping[str, str]) -> Account:
    if record["type"] not in _TYPE_OF:
        raise Broken(f"account of type {record['type']}")
    return Account(record["bank"], record["branch"], _TYPE_OF[record["type"]], record["number"])


def _is_day(month_and_day: str) -> bool:
    try:
        date(2024, int(month_and_day[:2]), int(month_and_day[2:]))
    except ValueError:
        return False
    return True


def _name(text: str, called: str, options: Options) -> str:
    if not _NAME.fullmatch(half_width(text)):
        raise Refusal(f"{called}「{text}」に、振込で使えない文字があります。カタカナ・英大文字・数字にしてください。")
    return _written(text, options)


def _listed(kana: str, options: Options) -> str:
    return _written(kana, options)[:15] if _NAME.fullmatch(half_width(kana)) else ""


def _written(text: str, options: Options) -> str:
    return half_width(text).replace("-", options.hyphen)


def _record(kind: str, values: Mapping[str, str]) -> bytes:
    """One record, its fields filled up. Raises Refusal for a value that is too long or no number."""
    return kind.encode() + b"".join(_filled(name, length, of, values) for name, length, of in _LAYOUT[kind][1:])


def _filled(name: str, length: int, of: str, values: Mapping[str, str]) -> bytes:
    value = values.get(name, "")
    if len(value) > length:
        raise Refusal(f"「{value}」は、振込の書式に入りません（{length}桁まで）。")
    if of == "N" and not re.fullmatch("[0-9]*", value):
        raise Refusal(f"「{value}」は、数字だけにしてください。")
    return value.zfill(length).encode() if of == "N" else _encoded(value).ljust(length)


def _encoded(text: str) -> bytes:
    """JIS X 0201: ASCII as it is, half-width kana from 0xA1 on. One byte for each character."""
    return bytes(ord(c) if ord(c) < 0x80 else ord(c) - 0xFF61 + 0xA1 for c in text)


def _decoded(data: bytes) -> str:
    if any(0x7F <= byte < 0xA1 or byte > 0xDF or byte < 0x20 for byte in data):
        raise Broken("characters outside JIS X 0201")
    return "".join(chr(byte if byte < 0x80 else byte - 0xA1 + 0xFF61) for byte in data)


def _cut(data: bytes) -> list[bytes]:
    """The records, whichever way they end; all of them end alike."""
    body = data.removesuffix(_EOF)
    for end in (b"\r\n", b"\n", b""):
        step = LENGTH + len(end)
        pieces = [body[at : at + step] for at in range(0, len(body), step)]
        if pieces and all(len(piece) == step and piece.endswith(end) for piece in pieces):
            return [piece[:LENGTH] for piece in pieces]
    raise Broken(f"{len(data)} bytes are no records of {LENGTH}")


def _fields(record: bytes) -> dict[str, str]:
    text = _decoded(record)
    layout = _LAYOUT.get(text[0])
    if layout is None:
        raise Broken(f"record of kind {text[0]}")
    found, at = {}, 0
    for name, length, of in layout:
        value = text[at : at + length]
        if of == "N" and not re.fullmatch("[0-9]+", value):
            raise Broken(f"{name} is no number")
        found[name] = value if of == "N" else value.rstrip(" ")
        at += length
    return found
