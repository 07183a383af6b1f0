"""Flags come from plain facts, each from its own and no other, and their words accuse nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.distance import Fix, Kind
from rules.flags import FLAGS, Record, Stamp, flags_of, is_round, too_fast, words_of
from rules.japan_time import JAPAN

TOKYO, OSAKA, NAHA = (35.6812363, 139.7671248), (34.7024851, 135.4959506), (26.2061123, 127.6465213)
DOOR = Fix(*TOKYO, None, "pin")
MINUTE = 60_000


def at(clock: str, day: int = 24) -> int:
    return int(datetime.fromisoformat(f"2026-11-{day:02}T{clock}").replace(tzinfo=JAPAN).timestamp() * 1000)


def stamp(clock: str, where: tuple[float, float] = TOKYO, *, north: float = 0.0001234, day: int = 24,
          accuracy: float | None = 20, verdict: Kind = "near") -> Stamp:  # fmt: skip
    """north: degrees away from where; a ten-thousandth is about eleven metres."""
    source: Any = "pin" if accuracy is None else "measured"
    return Stamp(at(clock, day), Fix(where[0] + north, where[1], accuracy, source), verdict)


def visit(into: Stamp | None, out: Stamp | None, **changed: Any) -> Record:
    starts, ends = into.at if into else 0, out.at if out else 0
    return replace(Record("client", at("16:00"), starts, ends, into, out, how="own_phone"), **changed)


PLAIN = visit(stamp("14:02"), stamp("16:51", north=0.0002345))
BEFORE = visit(stamp("09:00", north=0.0003456), stamp("11:00", north=0.0004567), client="other")


def test_an_ordinary_visit_has_no_flag() -> None:
    assert flags_of(PLAIN, [BEFORE], places=[DOOR]) == ()
    assert flags_of(Record("client", at("16:00"))) == ()


@pytest.mark.parametrize(
    ("it", "others", "code"),
    [
        (PLAIN, [visit(stamp("11:00", OSAKA), stamp("13:30", OSAKA))], "impossible_travel"),
        (PLAIN, [visit(stamp("09:00", north=0.0001234), stamp("11:00", north=0.0009))], "identical_position"),
        (visit(stamp("14:02", north=0), stamp("16:51")), [], "identical_position"),
        (visit(stamp("14:02", north=0, accuracy=None, verdict="grey"), None), [], "pin_on_place"),
        (visit(stamp("14:02", (35.6813, 139.7671), north=0), None), [], "round_position"),
        (visit(stamp("14:02", verdict="grey", accuracy=None), None, how="signature"), [], "unclear_position"),
        (visit(stamp("14:02", verdict="grey", accuracy=900), None, how="phone_call"), [], "unclear_position"),
        (visit(stamp("14:02"), stamp("16:51", north=0.0111)), [], "in_out_apart"),
        (replace(PLAIN, how="signature"), [replace(BEFORE, how="signature")] * 2, "always_signed"),
        (PLAIN, [visit(stamp("16:50", north=0.0003), stamp("18:00", north=0.0004))], "overlap"),
        (PLAIN, [visit(stamp("13:50", north=0.0003), stamp("14:02:01", north=0.0004))], "overlap"),
        (replace(PLAIN, client_starts=at("14:13")), [], "times_differ"),
        (replace(PLAIN, client_ends=at("16:40")), [], "times_differ"),
        (replace(PLAIN, planned_ends=at("13:00")), [], "late_check_in"),
        (visit(stamp("22:10"), stamp("00:10", north=0.0002345, day=25), planned_ends=at("23:50")), [], "past_midnight"),
        (replace(PLAIN, asked_first="client", expert_says_asked_first="agency"), [], "requester_differs"),
    ],
)
def test_each_flag_comes_from_its_own_facts_and_no_other(it: Record, others: list[Record], code: str) -> None:
    assert flags_of(it, others, places=[DOOR]) == (code,)


@pytest.mark.parametrize(
    ("it", "others"),
    [
        (replace(PLAIN, client_starts=at("14:12"), client_ends=at("16:41")), []),
        (replace(PLAIN, planned_ends=at("13:02")), []),
        (replace(PLAIN, asked_first="client", expert_says_asked_first="client"), []),
        (replace(PLAIN, asked_first="client"), []),
        (replace(PLAIN, how="signature"), [replace(BEFORE, how="signature"), replace(BEFORE, how="own_phone")]),
        (replace(PLAIN, how="signature"), [replace(BEFORE, how="signature")]),
        (PLAIN, [visit(stamp("12:00", north=0.0003), stamp("14:02", north=0.0004))]),
        (visit(stamp("14:02", verdict="grey", accuracy=None), stamp("16:51"), how="signature"), []),
        (visit(stamp("14:02", verdict="grey", accuracy=None), None, how="link"), []),
        (visit(stamp("14:02", verdict="grey", accuracy=None), None, how=""), []),
        (visit(stamp("14:02"), stamp("16:51", north=0.0111, accuracy=250)), []),
        (visit(stamp("14:02"), stamp("16:51", north=0.0311, accuracy=400)), []),
        (visit(stamp("14:02"), stamp("16:51", north=0.0002345)), [visit(stamp("08:00", NAHA), stamp("10:00", NAHA))]),
        (
            visit(stamp("14:02", accuracy=None, verdict="grey"), None),
            [visit(stamp("09:00", accuracy=None), None, ends=at("10:00"))],
        ),
    ],
)
def test_what_is_ordinary_is_not_flagged(it: Record, others: list[Record]) -> None:
    assert flags_of(it, others, places=[DOOR]) == ()


def test_a_pin_that_was_used_at_another_client_is_flagged_and_one_at_the_same_is_not() -> None:
    pinned = visit(stamp("14:02", accuracy=None, verdict="grey"), None)
    same = visit(stamp("09:00", accuracy=None), None, ends=at("10:00"))
    assert flags_of(pinned, [same]) == ()
    assert flags_of(pinned, [replace(same, client="other")]) == ("identical_position",)


@pytest.mark.parametrize(
    ("minutes", "to", "flagged"),
    [
        (81, OSAKA, False),  # 403 km at 300 km/h
        (79, OSAKA, True),
        (178, NAHA, False),  # 1,554 km: an hour on the ground, then by air
        (174, NAHA, True),
        (0, TOKYO, False),
        (24 * 60 + 1, NAHA, False),
    ],
)
def test_travel_is_too_fast_when_neither_train_nor_aeroplane_does_it(
    minutes: int, to: tuple[float, float], flagged: bool
) -> None:
    start = stamp("06:00")
    end = Stamp(start.at + minutes * MINUTE, Fix(*to, 20, "measured"), "near")
    assert too_fast(start, end) is too_fast(end, start) is flagged


@given(st.integers(0, 600), st.integers(0, 600))
def test_more_time_never_makes_travel_too_fast(one: int, other: int) -> None:
    start = stamp("06:00")
    shorter, longer = (
        Stamp(start.at + minutes * MINUTE, Fix(*OSAKA, 20, "measured"), "near") for minutes in sorted((one, other))
    )
    assert too_fast(start, shorter) or not too_fast(start, longer)


@pytest.mark.parametrize(
    ("latitude", "longitude", "found"),
    [(35.0, 139.0, True), (35.6812, 139.7671, True), (35.68124, 139.7671, False), (35.6812363, 139.7671248, False)],
)
def test_numbers_with_few_decimals_are_round(latitude: float, longitude: float, found: bool) -> None:
    assert is_round(Fix(latitude, longitude, None, "pin")) is found


def test_words_ask_to_look_and_accuse_nobody() -> None:
    for words in FLAGS.values():
        assert words.endswith("。")
        assert not any(bad in words for bad in ("不正", "虚偽", "偽", "疑", "詐", "違反", "なりすまし", "嘘"))


def test_words_are_in_the_order_of_the_table_and_hide_no_code() -> None:
    assert words_of(["times_differ", "impossible_travel", "times_differ"]) == (
        FLAGS["impossible_travel"],
        FLAGS["times_differ"],
    )
    assert words_of(["new_code"]) == ("new_code",)
