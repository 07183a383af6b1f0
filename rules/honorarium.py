"""The honorarium (謝金) of a visit: from paid minutes to yen, and the sum in words.

Source: 専門家派遣の謝金について (1時間あたり5,280円, 31,680円を上限, 30分未満は切り捨て). Each visit is cut to half
hours first; then the day is capped in order of time (ours, the reading that never overpays). What is paid stays paid:
another visit takes what is left of its day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rules.exclusions import WORDS, Code, Exclusion
from rules.paid_time import PaidTime, length_words, span_words
from rules.schemes import Flat, Hourly, Scheme, Withholding


@dataclass(frozen=True, slots=True)
class Honorarium:
    """minutes paid = units × step + dropped; uncapped: yen before the cap; left: yen of the day's cap that were left
    for it (None where there is no such cap); amount: gross yen; net = amount − withheld.

    barred_by, unclear: rules/exclusions.py. online: nothing is paid because it was not face to face. flags: codes of
    rules/flags.py. scheme: its id.
    """

    scheme: str
    time: PaidTime
    units: int
    dropped: int
    uncapped: int
    left: int | None
    amount: int
    withheld: int
    barred_by: tuple[Code, ...] = ()
    unclear: tuple[Code, ...] = ()
    online: bool = False
    flags: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        return self.time.minutes

    @property
    def net(self) -> int:
        return self.amount - self.withheld

    @property
    def claims(self) -> int:
        """Yen it takes from the day's cap, as far as they are left: OfDay.uncapped."""
        return 0 if self.barred_by or self.online else self.uncapped


@dataclass(frozen=True, slots=True)
class OfDay:
    """A visit among those of its expert on one day. uncapped: yen before the cap, 0 when barred or unpaid; fixed: yen
    that were given to the bank (payment.FIXED), None while the sum is open.
    """

    id: str
    starts: int
    uncapped: int
    fixed: int | None = None


def uncapped(minutes: int, scheme: Scheme) -> int:
    """Yen for these paid minutes, before any cap."""
    pay = scheme.pay
    if isinstance(pay, Flat):
        return pay.yen if minutes > 0 else 0
    return minutes // pay.step * pay.unit


def left_of_day(visits: Iterable[OfDay], scheme: Scheme) -> dict[str, int]:
    """What is left of the day's cap for each open visit, after what is fixed and after the earlier open ones.

    A cap per visit leaves all of it to each; a scheme without a cap has no entries. When a visit becomes payable, give
    only those that are payable or fixed besides it: one that is approved later takes what is left then.
    """
    pay, all_of_day = scheme.pay, list(visits)
    if isinstance(pay, Flat):
        return {}
    left = max(pay.cap - sum(each.fixed or 0 for each in all_of_day), 0)
    found: dict[str, int] = {}
    for each in sorted((each for each in all_of_day if each.fixed is None), key=lambda each: (each.starts, each.id)):
        found[each.id] = left if pay.cap_per == "day" else pay.cap
        left -= min(each.uncapped, left)
    return found


def calculate(
    time: PaidTime,
    scheme: Scheme,
    withholding: Withholding,
    *,
    exclusion: Exclusion | None = None,
    online: bool = False,
    left: int | None = None,
) -> Honorarium:
    """The honorarium of a visit. left: of the day's cap (left_of_day); None = nothing else was paid on that day.

    While a case is unclear, the sum says what would be paid: it is held, not barred.
    """
    barred = exclusion.barred_by if exclusion else ()
    unclear = exclusion.unclear if exclusion else ()
    pay, before = scheme.pay, uncapped(time.minutes, scheme)
    step = pay.step if isinstance(pay, Hourly) else max(time.minutes, 1)
    cap = None if isinstance(pay, Flat) else pay.cap if left is None else min(max(left, 0), pay.cap)
    unpaid = online and not scheme.online_paid
    amount = 0 if barred or unpaid else before if cap is None else min(before, cap)
    return Honorarium(
        scheme.id,
        time,
        time.minutes // step,
        time.minutes % step,
        before,
        cap,
        amount,
        withholding.of(amount),
        barred,
        unclear,
        unpaid,
        ("times_differ",) if time.differs else (),
    )


def explain(it: Honorarium, scheme: Scheme) -> str:
    """14:02–16:51 → 2時間49分 → 2時間30分（19分切り捨て）→ 13,200円（源泉徴収前）, with breaks, the client's narrower
    times, the cap and what bars it said.
    """
    steps = [_span(it.time), length_words(it.minutes)]
    if isinstance(scheme.pay, Hourly) and it.dropped:
        steps.append(f"{length_words(it.units * scheme.pay.step)}（{it.dropped}分切り捨て）")
    if it.left is not None and it.amount < it.claims:
        steps.append(f"{it.uncapped:,}円（{_cap_words(it.left, scheme)}）")
    return " → ".join((*steps, _sum(it))).replace("） → ", "）→ ")


def _span(time: PaidTime) -> str:
    if not time.starts:
        return "支援なし"
    breaks = f"、休憩{time.breaks}分" if time.breaks else ""
    client = "（事業者の確認した時刻による）" if time.by_client else ""
    return f"{span_words(time.starts, time.ends)}{breaks}{client}"


def _cap_words(left: int, scheme: Scheme) -> str:
    pay = scheme.pay
    cap = pay.cap if isinstance(pay, Hourly) else left
    return f"上限{cap:,}円" if left == cap else f"この日の上限{cap:,}円の残り{left:,}円"


def _sum(it: Honorarium) -> str:
    if it.barred_by:
        return f"0円（謝金対象外：{'、'.join(WORDS[code] for code in it.barred_by)}）"
    if it.online:
        return "0円（オンラインの支援は謝金の対象外）"
    if not it.withheld:
        return f"{it.amount:,}円（源泉徴収前）"
    return f"{it.amount:,}円（うち源泉徴収{it.withheld:,}円、差引{it.net:,}円）"
