"""What the terms of a dispatch mean for the pay, in words: what bars it, the day's cap, support online."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flex_messages.words import money
from rules.exclusions import Exclusion, Relation, exclusion
from rules.japan_time import day
from rules.schemes import Hourly, scheme_on
from storage.agencies import Agency
from storage.dispatches import Dispatch
from storage.registrations import Registration

BARRED = "次の場合にあたるため、謝金の対象外になります。"
TRAVEL = "旅費も支給されません。"
ONLINE = "オンラインの支援は、謝金の対象外です。"
UNCLEAR = "謝金の対象かどうかは、事務局が確認します。"


def relation(request: Mapping[str, Any], agency: Agency, it: Registration) -> Relation:
    """Between the expert and the agency, as far as it was said. request: as a dispatch keeps it."""
    subsidy = it.profile.get("subsidy")
    return Relation(
        agency.type,
        None if subsidy is None else subsidy == "yes",
        request.get("paid_by_agency"),
        request.get("member_of_agency"),
        request.get("asked_first"),
        request.get("expert_says_asked_first"),
    )


def bars(request: Mapping[str, Any], agency: Agency, it: Registration) -> Exclusion:
    return exclusion(relation(request, agency, it))


def warnings(found: Exclusion, online: bool, on: int) -> list[str]:
    """Sentences for both sides, none when the visit is paid. on: the planned start in milliseconds."""
    unpaid = online and not scheme_on(day(on)).online_paid
    barred = [BARRED, *(f"・{words}" for words in found.words), TRAVEL] if found.barred_by else []
    unclear = [UNCLEAR] if found.unclear and not found.barred_by else []
    return [*([ONLINE] if unpaid else []), *barred, *unclear]


def terms(it: Dispatch, others_that_day: int) -> str:
    """謝金 in one sentence: the price and the cap, and that the other visits of the day share it."""
    pay = scheme_on(day(it.starts)).pay
    if not isinstance(pay, Hourly):
        return f"1回{money(pay.yen)}（源泉徴収前）"
    shared = "（同じ日のほかの派遣と合わせて）" if others_that_day and pay.cap_per == "day" else ""
    per = "1日" if pay.cap_per == "day" else "1回"
    return f"1時間{money(pay.yen)}、{per}{money(pay.cap)}まで{shared}"
