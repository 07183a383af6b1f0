"""Why an honorarium is held (支払保留), what clears each reason, and until when it is to be paid.

Source: 「就任承諾書を送付いただいていない場合、謝金支払い処理が行えません」; the other reasons are ours.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from rules.business_days import add_business_days, is_bank_day, on_or_before
from rules.refusal import Refusal

Code = Literal[
    "no_acceptance",
    "open_declaration",
    "no_report",
    "not_confirmed",
    "not_inspected",
    "unclear",
    "no_account",
    "unverified_account",
    "returned_by_bank",
]
Who = Literal["expert", "agency", "secretariat"]

_DATA = tomllib.loads((Path(__file__).parent / "data" / "payment.toml").read_text(encoding="utf-8"))
PAY_WITHIN: int = _DATA["pay_within"]
LEAD: int = _DATA["lead"]
AHEAD: int = _DATA["ahead"]


@dataclass(frozen=True, slots=True)
class Hold:
    """words: what is missing, for the expert; button: the word of the menu or button that clears it; who: whose it is
    (the contact, where it is not the expert's own).
    """

    code: Code
    words: str
    button: str
    who: Who


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands around an honorarium. accepted: 就任承諾書; unclear: an exclusion waits for a decision; verified: the
    account was checked against a bank book, or money arrived there; returned: the bank sent the last transfer back and
    the account is still the same.
    """

    accepted: bool
    reported: bool
    agency_confirmed: bool
    inspected: bool
    declaration_open: bool = False
    unclear: bool = False
    has_account: bool = True
    verified: bool = True
    returned: bool = False


HOLDS: Mapping[Code, Hold] = {
    each.code: each
    for each in (
        Hold("no_acceptance", "就任承諾書が提出されていません。", "就任承諾書を送る", "expert"),
        Hold("open_declaration", "申告の確認が終わっていません。", "申告の確認", "secretariat"),
        Hold("no_report", "支援実施報告書が提出されていません。", "報告書", "expert"),
        Hold("not_confirmed", "支援機関が報告書を確認しています。", "報告の確認", "agency"),
        Hold("not_inspected", "事務局が検収しています。", "検収", "secretariat"),
        Hold("unclear", "謝金の対象になるかを事務局が確認しています。", "支払い", "secretariat"),
        Hold("no_account", "謝金の振込口座が登録されていません。", "登録内容の変更", "expert"),
        Hold("unverified_account", "事務局が振込口座を確認しています。", "支払い", "secretariat"),
        Hold("returned_by_bank", "銀行から振込が戻りました。口座をお確かめください。", "登録内容の変更", "expert"),
    )
}


def holds(it: Standing) -> tuple[Hold, ...]:
    """Every reason that can be cleared now. Report, confirmation and inspection follow each other: the first counts."""
    found: dict[Code, bool] = {
        "no_acceptance": not it.accepted,
        "open_declaration": it.declaration_open,
        "no_report": not it.reported,
        "not_confirmed": it.reported and not it.agency_confirmed,
        "not_inspected": it.reported and it.agency_confirmed and not it.inspected,
        "unclear": it.unclear,
        "no_account": not it.has_account,
        "unverified_account": it.has_account and not it.verified and not it.returned,
        "returned_by_bank": it.has_account and it.returned,
    }
    return tuple(HOLDS[code] for code, holds in found.items() if holds)


def pay_by(visit: date) -> date:
    """支払予定日: the last bank day within the term, counted from the day of the visit."""
    return on_or_before(visit + timedelta(days=PAY_WITHIN), is_bank_day)


def first_transfer_day(today: date) -> date:
    """The earliest day on which the bank can carry out a file made today."""
    return add_business_days(today, LEAD, is_bank_day)


def check_transfer_day(day: date, today: date) -> None:
    """Raises Refusal, with a day that would do, for one on which the bank carries out nothing."""
    first = first_transfer_day(today)
    if day < first:
        raise Refusal("その日の振込には間に合いません。", first.isoformat())
    if day > today + timedelta(days=AHEAD):
        raise Refusal(f"振込日は、{AHEAD}日先までの日にしてください。", first.isoformat())
    if not is_bank_day(day):
        raise Refusal("その日は銀行の休業日です。", on_or_before(day, is_bank_day).isoformat())


def transfer_days(today: date, most: int = 10) -> list[date]:
    """The next days on which a file made today can be carried out."""
    first, last = first_transfer_day(today), today + timedelta(days=AHEAD)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if is_bank_day(day)][:most]
