"""Flags (確認事項): what is out of the ordinary about a visit, from plain facts, in words for those who inspect it.

A flag never refuses, bars or accuses: it asks a person to look. Each has an innocent explanation more often than not.
The limits are ours, in data/flags.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rules.distance import Fix, Kind, Point, metres
from rules.paid_time import DIFFER, client_differs
from rules.visit_window import CLOSES_AFTER, past_midnight

FLAGS: Final[Mapping[str, str]] = {
    "impossible_travel": "前後の訪問との移動時間が、通常より短くなっています。移動の方法をご確認ください。",
    "identical_position": "位置が、ほかの訪問や登録地点とまったく同じです。測り方をご確認ください。",
    "pin_on_place": "送られた位置が、登録地点とちょうど同じ点です。地図の施設を選ばれたものかもしれません。",
    "round_position": "位置の数値の桁数が少なくなっています。地図で選ばれたものかもしれません。",
    "unclear_position": "位置があいまいなままです。事業者の確認の記録とあわせてご覧ください。",
    "in_out_apart": "チェックインとチェックアウトの位置が離れています。支援の場所をご確認ください。",
    "always_signed": "事業者の確認が、続けて専門家の携帯電話での署名になっています。",
    "client_objected": "事業者から「内容が違います」との連絡がありました。",
    "declared": "支援の時刻などが、あとから申告され、承認されています。",
    "overlap": "支援の時刻が、ほかの訪問と重なっています。時刻をご確認ください。",
    "times_differ": f"専門家の記録と事業者の確認した時刻に、{DIFFER}分を超える差があります。",
    "late_check_in": f"チェックインが、予定の終了から{CLOSES_AFTER // 60_000}分を過ぎています。",
    "past_midnight": "支援が、日付をまたいでいます。",
    "requester_differs": "派遣を求めた人について、支援機関と専門家の回答が異なります。",
    "similar_client": "名称・電話番号・住所のよく似た事業者が、ほかにも登録されています。",
}
"""Code -> words."""

OWN_PHONE = ("own_phone", "link")
"""Ways of confirming on the client's own phone: they clear an unclear position."""

_DATA = tomllib.loads((Path(__file__).parent / "data" / "flags.toml").read_text(encoding="utf-8"))
_TRAVEL, _POSITION = _DATA["travel"], _DATA["position"]
_HOUR = 3_600_000

IN_A_ROW: int = _DATA["signature"]["in_a_row"]
COPIED_DAYS: int = _POSITION["copied_days"]
PLACES: int = _POSITION["decimals"]
ROUND: int = _POSITION["round"]
APART: float = _POSITION["apart_km"] * 1000
ACCURATE: float = _POSITION["accurate_metres"]
LEAST: float = _TRAVEL["least_km"] * 1000
WITHIN: int = _TRAVEL["within_hours"] * _HOUR


@dataclass(frozen=True, slots=True)
class Stamp:
    """A position that counted: at (ms), where, and its verdict."""

    at: int
    fix: Fix
    verdict: Kind


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a visit so far. Times in milliseconds, 0 = not yet.

    planned_ends: as planned; into, out: the positions of check-in and check-out; starts, ends: when support began and
    ended, as the expert recorded it; how: the way the client confirmed ("" = not yet; Dispatch.said["how"]).
    """

    client: str
    planned_ends: int
    starts: int = 0
    ends: int = 0
    into: Stamp | None = None
    out: Stamp | None = None
    client_starts: int = 0
    client_ends: int = 0
    how: str = ""
    asked_first: str = ""
    expert_says_asked_first: str = ""

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        return tuple(each for each in (self.into, self.out) if each is not None)


def words_of(codes: Iterable[str]) -> tuple[str, ...]:
    """In the order of the table, none twice. A code that is not in it is shown as it is, rather than hidden."""
    asked = set(codes)
    known = [words for code, words in FLAGS.items() if code in asked]
    return (*known, *sorted(asked - FLAGS.keys()))


def flags_of(it: Record, others: Sequence[Record] = (), *, places: Sequence[Point] = ()) -> tuple[str, ...]:
    """Every flag that the facts so far call for, in the order of the table. To be asked at each step of a visit.

    others: the same expert's other visits, oldest first; places: the client's approved ones.
    """
    found = {
        "impossible_travel": any(
            too_fast(mine, other) for mine in it.stamps for each in others for other in each.stamps
        ),
        "identical_position": any(_is_copied(mine, it, others, places) for mine in it.stamps),
        "pin_on_place": any(
            mine.fix.source == "pin" and same_position(mine.fix, place) for mine in it.stamps for place in places
        ),
        "round_position": any(is_round(mine.fix) for mine in it.stamps),
        "unclear_position": is_unclear(it),
        "in_out_apart": in_out_apart(it),
        "always_signed": always_signed([*(each.how for each in others if each.how), it.how]),
        "overlap": any(overlap(it, each) for each in others),
        "times_differ": client_differs(it.starts, it.client_starts) or client_differs(it.ends, it.client_ends),
        "late_check_in": it.starts > it.planned_ends + CLOSES_AFTER,
        "past_midnight": bool(it.starts and it.ends) and past_midnight(it.starts, it.ends),
        "requester_differs": bool(it.asked_first and it.expert_says_asked_first)
        and it.asked_first != it.expert_says_asked_first,
    }
    return tuple(code for code in FLAGS if found.get(code))


def too_fast(a: Stamp, b: Stamp) -> bool:
    """Whether nobody gets from one position to the other in the time between, by the fastest train or by air."""
    between = abs(a.at - b.at)
    if between > WITHIN:
        return False
    km = _gap(a.fix, b.fix) / 1000
    by_land, by_air = km / _TRAVEL["land_kmh"], km / _TRAVEL["air_kmh"] + _TRAVEL["air_minutes"] / 60
    return km * 1000 > LEAST and between < min(by_land, by_air) * _HOUR


def same_position(a: Point, b: Point) -> bool:
    """Whether two positions agree in all the decimals that count."""
    return round(a.latitude, PLACES) == round(b.latitude, PLACES) and round(a.longitude, PLACES) == round(
        b.longitude, PLACES
    )


def is_round(fix: Point) -> bool:
    """Whether both numbers have few decimals, as no phone measures them."""
    return all(round(value, ROUND) == value for value in (fix.latitude, fix.longitude))


def is_unclear(it: Record) -> bool:
    """Whether a position stayed grey: the client confirmed, but not on their own phone, and no position is near."""
    if not it.how or it.how in OWN_PHONE:
        return False
    verdicts = {each.verdict for each in it.stamps}
    return "grey" in verdicts and "near" not in verdicts


def in_out_apart(it: Record) -> bool:
    """Whether support began and ended at different places; not said when a phone hardly knew where it was."""
    if it.into is None or it.out is None or any((each.fix.accuracy_m or 0) > ACCURATE for each in it.stamps):
        return False
    return _gap(it.into.fix, it.out.fix) > APART


def always_signed(ways: Sequence[str]) -> bool:
    """Whether the last confirmations, this one at the end, were all signed on the expert's phone."""
    last = ways[-IN_A_ROW:]
    return len(last) == IN_A_ROW and set(last) == {"signature"}


def overlap(a: Record, b: Record) -> bool:
    """Whether the recorded times of two visits have a moment in common. One that is not closed has no end yet."""
    return bool(a.starts and b.starts) and a.starts < (b.ends or b.starts + 1) and b.starts < (a.ends or a.starts + 1)


def _is_copied(mine: Stamp, it: Record, others: Sequence[Record], places: Sequence[Point]) -> bool:
    """A measured position is never the same twice; a pin may be the same at the same client's, where it was picked."""
    measured = mine.fix.source == "measured"
    seen = [other.fix for each in others if measured or each.client != it.client for other in each.stamps]
    return any(same_position(mine.fix, point) for point in (*seen, *(places if measured else ())))


def _gap(a: Fix, b: Fix) -> float:
    """Metres that lie between two positions at least, whatever their accuracy."""
    return max(metres(a, b) - (a.accuracy_m or 0) - (b.accuracy_m or 0), 0)
