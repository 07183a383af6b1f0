"""The honorarium: the known sums, half hours, the cap of the day, the client's narrower times, and the sum in words."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.exclusions import Exclusion
from rules.honorarium import Honorarium, OfDay, calculate, explain, left_of_day, uncapped
from rules.japan_time import JAPAN
from rules.paid_time import PaidTime, client_differs, length_words, paid_time, span_words
from rules.schemes import SCHEMES, WITHHOLDINGS, Hourly, Scheme, Withholding

R3, R4 = SCHEMES["R3"], SCHEMES["R4"]
PER_VISIT = replace(R3, pay=Hourly(5280, 30, 31680, "visit"))
NOTHING = WITHHOLDINGS[0]
WITHHELD = Withholding(date(2021, 4, 1), 1021)
CAP = 31680
ORACLE = list(
    csv.DictReader((Path(__file__).parent / "data" / "honorarium.csv").read_text(encoding="utf-8").splitlines())
)
MINUTES = st.integers(0, 16 * 60)


def at(clock: str, day: int = 24) -> int:
    return int(datetime.fromisoformat(f"2026-11-{day:02}T{clock}").replace(tzinfo=JAPAN).timestamp() * 1000)


def lasting(minutes: int) -> PaidTime:
    return paid_time(at("06:00"), at("06:00") + minutes * 60_000)


def paid(minutes: int, scheme: Scheme = R3, left: int | None = None) -> Honorarium:
    return calculate(lasting(minutes), scheme, NOTHING, left=left)


@pytest.mark.parametrize("case", ORACLE, ids=[case["minutes"] for case in ORACLE])
def test_the_known_sums(case: dict[str, str]) -> None:
    assert paid(int(case["minutes"])).amount == int(case["amount_yen"])


@given(MINUTES)
def test_a_sum_is_half_hours_and_never_more_than_the_cap(minutes: int) -> None:
    it = paid(minutes)
    assert it.units * 30 + it.dropped == minutes
    assert 0 <= it.dropped < 30
    assert it.amount == min(it.units * 2640, CAP)
    assert it.net == it.amount
    assert it.scheme == "R3"


@given(MINUTES, MINUTES, st.sampled_from([R3, R4, PER_VISIT]))
def test_a_longer_visit_is_never_paid_less(one: int, other: int, scheme: Scheme) -> None:
    shorter, longer = sorted((one, other))
    assert 0 <= paid(shorter, scheme).amount <= paid(longer, scheme).amount


@given(MINUTES, st.integers(0, CAP))
def test_what_is_left_of_the_day_is_the_most_that_is_paid(minutes: int, left: int) -> None:
    assert paid(minutes, left=left).amount == min(uncapped(minutes, R3), left)


VISITS = st.lists(st.tuples(MINUTES, st.integers(0, 20), st.sampled_from([None, 2640, 13200])), max_size=6)


@given(VISITS)
def test_the_sums_of_a_day_never_exceed_its_cap(drawn: list[tuple[int, int, int | None]]) -> None:
    """Unless more than that was paid already, in which case nothing is added."""
    visits = [OfDay(str(n), hour, uncapped(minutes, R3), fixed) for n, (minutes, hour, fixed) in enumerate(drawn)]
    left = left_of_day(visits, R3)
    fixed = sum(each.fixed or 0 for each in visits)
    amounts = {each.id: min(each.uncapped, left[each.id]) for each in visits if each.fixed is None}
    assert fixed + sum(amounts.values()) <= max(CAP, fixed)
    assert fixed + sum(amounts.values()) == min(
        max(CAP, fixed), fixed + sum(each.uncapped for each in visits if each.fixed is None)
    )


def test_each_visit_is_cut_to_half_hours_before_the_day_is_capped_in_order_of_time() -> None:
    """Two visits of 45 minutes are two half hours, not one and a half hours."""
    assert uncapped(45, R3) * 2 == 5280 < uncapped(90, R3)
    morning, noon, evening = OfDay("c", 9, 15840), OfDay("b", 12, 13200), OfDay("a", 18, 7920)
    assert left_of_day([evening, morning, noon], R3) == {"c": 31680, "b": 15840, "a": 2640}


def test_what_is_paid_stays_paid_and_a_visit_approved_later_takes_what_is_left() -> None:
    paid_first, earlier = OfDay("evening", 18, 26400, fixed=26400), OfDay("morning", 9, 10560)
    assert left_of_day([earlier, paid_first], R3) == {"morning": 5280}
    assert left_of_day([earlier, replace(paid_first, fixed=40000)], R3) == {"morning": 0}


def test_a_cap_per_visit_leaves_all_of_it_to_each_and_one_sum_a_visit_has_no_cap() -> None:
    visits = [OfDay("a", 9, 31680), OfDay("b", 15, 31680, fixed=31680), OfDay("c", 18, 26400)]
    assert left_of_day(visits, PER_VISIT) == {"a": 31680, "c": 31680}
    assert left_of_day(visits, R4) == {}


def test_a_barred_visit_leaves_the_cap_to_the_others() -> None:
    barred = calculate(lasting(360), R3, NOTHING, exclusion=Exclusion(("E1", "E4")))
    assert (barred.amount, barred.net, barred.claims, barred.uncapped) == (0, 0, 0, CAP)
    assert left_of_day([OfDay("a", 9, barred.claims), OfDay("b", 15, 10560)], R3)["b"] == CAP


def test_support_online_is_paid_only_where_the_scheme_says_so() -> None:
    assert calculate(lasting(120), R3, NOTHING, online=True).amount == 0
    assert calculate(lasting(120), replace(R3, online_paid=True), NOTHING, online=True).amount == 10560


def test_an_unclear_case_shows_the_sum_that_waits() -> None:
    it = calculate(lasting(120), R3, NOTHING, exclusion=Exclusion((), ("E3",), ("E3",)))
    assert (it.amount, it.unclear) == (10560, ("E3",))


def test_one_sum_a_visit_is_paid_for_any_support_and_for_no_absence() -> None:
    assert [paid(minutes, R4).amount for minutes in (0, 1, 180, 600)] == [0, 26400, 26400, 26400]


@given(MINUTES)
def test_what_is_withheld_and_what_is_left_add_up(minutes: int) -> None:
    it = calculate(lasting(minutes), R3, WITHHELD)
    assert it.withheld + it.net == it.amount
    assert it.withheld == it.amount * 1021 // 10_000


@pytest.mark.parametrize(
    ("times", "client", "breaks", "minutes", "by_client", "differs"),
    [
        (("14:02:59", "16:51:01"), ("", ""), 0, 169, False, False),
        (("14:02", "16:51"), ("14:10", "16:40"), 0, 150, True, True),
        (("14:02", "16:51"), ("14:00", "16:55"), 0, 169, False, False),
        (("14:02", "16:51"), ("13:52", "17:01"), 0, 169, False, False),
        (("14:02", "16:51"), ("13:51", "16:51"), 0, 169, False, True),
        (("14:02", "16:51"), ("", "16:30"), 10, 138, True, True),
        (("14:02", "16:51"), ("14:02", "16:51"), 200, 0, False, False),
        (("14:02", "16:51"), ("17:00", "18:00"), 0, 0, True, True),
        (("14:02", "16:51"), ("12:00", "13:00"), 0, 0, True, True),
        (("16:51", "14:02"), ("", ""), 0, 0, True, False),
        (("", "16:51"), ("14:00", "16:00"), 0, 0, False, False),
        (("14:02", ""), ("14:00", "16:00"), 0, 0, False, False),
        (("14:02", "16:51"), ("", ""), -60, 169, False, False),
    ],
)
def test_paid_is_what_both_recorded_minus_breaks(
    times: tuple[str, str],
    client: tuple[str, str],
    breaks: int,
    minutes: int,
    by_client: bool,
    differs: bool,
) -> None:
    into, out, starts, ends = (at(clock) if clock else 0 for clock in (*times, *client))
    it = paid_time(into, out, client_starts=starts, client_ends=ends, breaks=breaks)
    assert (it.minutes, it.by_client, it.differs) == (minutes, by_client, differs)
    assert it.starts <= it.ends


STAMPS = st.integers(at("00:00"), at("23:59"))


@given(STAMPS, STAMPS, STAMPS, STAMPS, st.integers(-10, 600))
def test_paid_time_is_never_negative_and_never_more_than_either_recorded(
    into: int, out: int, starts: int, ends: int, breaks: int
) -> None:
    it = paid_time(into, out, client_starts=starts, client_ends=ends, breaks=breaks)
    assert 0 <= it.minutes <= max(out // 60_000 - into // 60_000, 0)
    assert it.minutes <= max(ends // 60_000 - starts // 60_000, 0)
    assert it.minutes <= paid_time(into, out, client_starts=starts, client_ends=ends).minutes
    assert it.differs == (client_differs(into, starts) or client_differs(out, ends))
    assert calculate(it, R3, NOTHING).flags == (("times_differ",) if it.differs else ())


def test_past_midnight_belongs_to_the_start_day() -> None:
    it = paid_time(at("22:10"), at("00:40", 25))
    assert (it.day, it.minutes) == (date(2026, 11, 24), 150)
    assert span_words(it.starts, it.ends) == "22:10–翌0:40"


@pytest.mark.parametrize(
    ("it", "scheme", "words"),
    [
        (paid(169), R3, "6:00–8:49 → 2時間49分 → 2時間30分（19分切り捨て）→ 13,200円（源泉徴収前）"),
        (paid(150), R3, "6:00–8:30 → 2時間30分 → 13,200円（源泉徴収前）"),
        (paid(29), R3, "6:00–6:29 → 29分 → 0分（29分切り捨て）→ 0円（源泉徴収前）"),
        (paid(480), R3, "6:00–14:00 → 8時間 → 42,240円（上限31,680円）→ 31,680円（源泉徴収前）"),
        (
            paid(120, left=5280),
            R3,
            "6:00–8:00 → 2時間 → 10,560円（この日の上限31,680円の残り5,280円）→ 5,280円（源泉徴収前）",
        ),
        (paid(169, R4), R4, "6:00–8:49 → 2時間49分 → 26,400円（源泉徴収前）"),
        (
            calculate(lasting(169), R3, WITHHELD),
            R3,
            "6:00–8:49 → 2時間49分 → 2時間30分（19分切り捨て）→ 13,200円（うち源泉徴収1,347円、差引11,853円）",
        ),
        (
            calculate(lasting(480), R3, NOTHING, exclusion=Exclusion(("E1", "E4"))),
            R3,
            "6:00–14:00 → 8時間 → 0円"
            "（謝金対象外：国又は地方自治体から人件費の補助を受けている、専門家からの要請による派遣である）",
        ),
        (
            calculate(lasting(120), R3, NOTHING, online=True),
            R3,
            "6:00–8:00 → 2時間 → 0円（オンラインの支援は謝金の対象外）",
        ),
        (calculate(paid_time(0, 0), R3, NOTHING), R3, "支援なし → 0分 → 0円（源泉徴収前）"),
        (
            calculate(
                paid_time(at("14:02"), at("16:51"), client_starts=at("14:05"), client_ends=at("16:50"), breaks=10),
                R3,
                NOTHING,
            ),
            R3,
            "14:05–16:50、休憩10分（事業者の確認した時刻による）"
            "→ 2時間35分 → 2時間30分（5分切り捨て）→ 13,200円（源泉徴収前）",
        ),
    ],
)
def test_the_sum_in_words(it: Honorarium, scheme: Scheme, words: str) -> None:
    assert explain(it, scheme) == words


def test_the_example_of_the_programme() -> None:
    it = calculate(paid_time(at("14:02:30"), at("16:51:10")), R3, NOTHING)
    assert explain(it, R3) == "14:02–16:51 → 2時間49分 → 2時間30分（19分切り捨て）→ 13,200円（源泉徴収前）"


@given(MINUTES, st.integers(0, CAP), st.integers(0, 120), st.sampled_from([R3, PER_VISIT, R4]), st.booleans())
def test_the_figures_in_the_words_are_those_of_the_sum(
    minutes: int, left: int, breaks: int, scheme: Scheme, withholds: bool
) -> None:
    time = paid_time(at("06:00"), at("06:00") + minutes * 60_000, breaks=breaks)
    it = calculate(time, scheme, WITHHELD if withholds else NOTHING, left=left)
    words = explain(it, scheme)
    steps = words.split("→")
    assert steps[1].strip() == length_words(it.minutes)
    assert [int(found.replace(",", "")) for found in re.findall(r"^ *([\d,]+)円", steps[-1])] == [it.amount]
    assert (f"{it.dropped}分切り捨て" in words) == (it.dropped > 0 and scheme is not R4)
    assert ("上限" in words) == (it.amount < it.uncapped)
    assert (f"差引{it.net:,}円" in words) == (it.withheld > 0)


@pytest.mark.parametrize(("minutes", "words"), [(0, "0分"), (45, "45分"), (60, "1時間"), (169, "2時間49分")])
def test_lengths_in_words(minutes: int, words: str) -> None:
    assert length_words(minutes) == words
