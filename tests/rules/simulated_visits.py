"""Simulated visits with a label: honest ones with everything that goes wrong honestly, and ten kinds of fraud.

Everything derives from one seed. Positions are degrees, distances metres, times milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random

from rules.distance import THRESHOLDS, Fix, Point, metres, verdict
from rules.flags import Record, Stamp

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
NINE = 1_795_478_400_000  # a Tuesday, 9:00 in Japan
CITIES = (
    (43.0621, 141.3544), (40.8244, 140.7400), (38.2682, 140.8694), (37.9162, 139.0364), (36.5613, 136.6562),
    (35.6895, 139.6917), (35.4437, 139.6380), (34.9756, 138.3828), (35.1815, 136.9066), (35.0116, 135.7681),
    (34.6937, 135.5023), (34.3853, 132.4553), (34.0658, 134.5594), (33.8416, 132.7657), (33.5904, 130.4017),
    (32.7503, 129.8777), (31.5602, 130.5581), (28.3770, 129.4940), (26.2124, 127.6809), (24.3448, 124.1572),
)  # fmt: skip

Position = tuple[float, float]


@dataclass(slots=True)
class Case:
    """One visit as it reaches the service. places: the client's approved ones; true_minutes: what was really given."""

    kind: str
    it: Record
    others: list[Record]
    places: list[Point]
    home: Point | None = None
    true_minutes: int = 0
    refused: bool = field(default=False)


def shifted(where: Position, east: float, north: float) -> Position:
    return where[0] + north / 111_000, where[1] + east / (111_320 * math.cos(math.radians(where[0])))


class World:
    """Draws clients, phones and people from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def around(self, where: Position, least: float, most: float) -> Position:
        angle, far = self.random.uniform(0, 2 * math.pi), self.random.uniform(least, most)
        return shifted(where, far * math.cos(angle), far * math.sin(angle))

    def blurred(self, where: Position, sigma: float) -> Position:
        return shifted(where, self.random.gauss(0, sigma), self.random.gauss(0, sigma))

    def client(self) -> Position:
        return self.around(self.random.choice(CITIES), 0, 15_000)

    def measured(self, where: Position, accuracy: float | None = None) -> Fix:
        """In the open, indoors, or in a tunnel; the error is inside the accuracy in two of three cases."""
        kinds = ((5, 20), (5, 20), (5, 20), (20, 120), (20, 120), (300, 2500))
        drawn = accuracy or self.random.uniform(*self.random.choice(kinds))
        return Fix(*self.blurred(where, drawn / 1.5), drawn, "measured")

    def pin(self, where: Position) -> Fix:
        return Fix(*self.blurred(where, 40), None, "pin")

    def place(self, where: Position) -> Fix:
        """As the agency pinned it: a little off."""
        return Fix(*self.blurred(where, 25), None, "pin")

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def how(self) -> str:
        return self.random.choices(("own_phone", "link", "signature"), (88, 2, 10))[0]

    def stamp(self, at: int, fix: Fix, places: list[Point]) -> Stamp:
        return Stamp(at, fix, verdict(fix, places, THRESHOLDS[0]).kind)

    def visit(self, where: Position, places: list[Point], day: int = 0, hour: int = 4, *, pins: bool = False) -> Record:
        """Two to four hours from nine o'clock + `hour`, as an honest expert records it and an honest client says it."""
        planned = NINE + day * DAY + hour * HOUR
        planned_ends = planned + self.random.choice((120, 150, 180, 240)) * MINUTE
        starts = planned + round(self.random.gauss(0, 7) * MINUTE)
        ends = max(planned_ends + round(self.random.gauss(-10, 15) * MINUTE), starts + 30 * MINUTE)
        fix = self.pin if pins else self.measured
        step = 5 if self.chance(0.9) else 15
        return Record(
            str(where),
            planned_ends,
            starts,
            ends,
            self.stamp(starts, fix(where), places),
            self.stamp(ends, fix(where), places),
            round(starts / (step * MINUTE)) * step * MINUTE,
            round(ends / (step * MINUTE)) * step * MINUTE,
            self.how(),
            "client",
            "client",
        )

    def history(self) -> list[Record]:
        """Three visits of the weeks before."""
        days = sorted(self.random.randint(-60, -2) for _ in range(3))
        return [self.visit(where, [self.place(where)], day) for day in days for where in (self.client(),)]

    def case(self, kind: str, **changed: object) -> Case:
        where = self.client()
        places: list[Point] = [self.place(where)]
        it = self.visit(where, places)
        home = Fix(*self.around(where, 3_000, 40_000), None, "pin")
        return replace(
            Case(kind, it, self.history(), places, home, (it.ends - it.starts) // MINUTE),
            **changed,  # type: ignore[arg-type]
        )


def honest(world: World) -> Case:
    where = world.client()
    places: list[Point] = [] if world.chance(0.08) else [world.place(where)]
    if places and world.chance(0.02):  # the agency's pin is wrong
        places = [Fix(*world.around(where, 1_000, 3_000), None, "pin")]
    pins = world.chance(0.2)
    it, others = world.visit(where, places, pins=pins), world.history()
    if any(each.verdict == "far" for each in it.stamps):  # told so, and measures once more
        it = replace(it, into=world.stamp(it.starts, world.measured(where), places))
        it = replace(it, out=world.stamp(it.ends, world.measured(where), places))
    if pins and places and it.into and world.chance(0.1):  # the facility on the map, as the agency picked it
        point = Fix(places[0].latitude, places[0].longitude, None, "pin")
        it = replace(it, into=world.stamp(it.into.at, point, places))
    if world.chance(0.3):  # a visit before, and the way from there: by car, train, ferry or air
        other = world.client() if world.chance(0.3) else world.around(where, 500, 60_000)
        km = metres(Fix(*other, None, "pin"), Fix(*where, None, "pin")) / 1000
        hours = max(km / 45 if km < 80 else min(km / 180 + 0.5, km / 650 + 2.5), 0.25)
        before = world.visit(other, [world.place(other)], hour=0)
        earlier = round(before.ends - it.starts + hours * HOUR)
        others.append(_moved(before, -max(earlier, 0)))
    if world.chance(0.01):  # forgot, and checked in when leaving
        it = replace(it, starts=it.planned_ends + 70 * MINUTE, ends=it.planned_ends + 75 * MINUTE)
    if world.chance(0.02):  # the client does not remember well
        it = replace(it, client_ends=it.client_ends + 20 * MINUTE)
    return Case("honest", it, others, places, Fix(*world.around(where, 300, 40_000), None, "pin"))


def _moved(it: Record, by: int) -> Record:
    """The same visit, earlier or later."""
    into, out = it.into, it.out
    assert into is not None
    assert out is not None
    return replace(
        it, planned_ends=it.planned_ends + by, starts=it.starts + by, ends=it.ends + by,
        client_starts=it.client_starts + by, client_ends=it.client_ends + by,
        into=replace(into, at=into.at + by), out=replace(out, at=out.at + by),
    )  # fmt: skip


def _at(world: World, case: Case, into: Fix, out: Fix | None = None, **changed: object) -> Case:
    """The same visit recorded somewhere else."""
    it = case.it
    stamps = {"into": world.stamp(it.starts, into, case.places), "out": world.stamp(it.ends, out or into, case.places)}
    return replace(case, it=replace(it, **stamps, **changed), true_minutes=0)  # type: ignore[arg-type]


def own_office(world: World) -> Case:
    """Works at home, and the phone says so."""
    case = world.case("own_office")
    assert case.home is not None
    home = (case.home.latitude, case.home.longitude)
    return _at(world, case, world.measured(home, 20), world.measured(home, 20))


def pin_from_afar(world: World) -> Case:
    """Drops a pin on the client from anywhere, and signs for them."""
    case = world.case("pin_from_afar")
    door = (case.places[0].latitude, case.places[0].longitude)
    return _at(world, case, world.pin(door), world.pin(door), how="signature")


def copied(world: World) -> Case:
    """A false position, taken over from an earlier visit or from the registered place."""
    case = world.case("copied")
    source = case.places[0] if world.chance(0.5) else case.others[-1].stamps[0].fix
    return _at(world, case, Fix(source.latitude, source.longitude, 12, "measured"))


def padded(world: World) -> Case:
    """Checks out long after the support ended; the client says when it did."""
    case = world.case("padded")
    more = world.random.randint(18, 90) * MINUTE
    it = replace(case.it, ends=case.it.ends + more, how="own_phone")
    return replace(case, it=it, true_minutes=(case.it.client_ends - case.it.starts) // MINUTE)


def two_at_once(world: World) -> Case:
    """Two clients in one town at the same time."""
    case = world.case("two_at_once")
    into = case.it.stamps[0].fix
    other = world.around((into.latitude, into.longitude), 200, 1_500)
    same_time = world.visit(other, [world.place(other)])
    return replace(case, others=[*case.others, same_time])


def elsewhere(world: World) -> Case:
    """Was in another town until shortly before."""
    case = world.case("elsewhere")
    door = case.places[0]
    other = next(c for c in world.random.sample(CITIES, len(CITIES)) if metres(Fix(*c, None, "pin"), door) > 150_000)
    before = world.visit(other, [world.place(other)], hour=0)
    gap = world.random.randint(1, 25) * MINUTE
    return replace(case, others=[*case.others, _moved(before, case.it.starts - gap - before.ends)])


def coarse(world: World) -> Case:
    """From home, with a phone that says it hardly knows where it is; signs for the client."""
    case = world.case("coarse")
    assert case.home is not None
    away = metres(case.home, case.places[0])
    fix = Fix(case.home.latitude, case.home.longitude, away + world.random.uniform(0, 5_000), "measured")
    return _at(world, case, fix, how="signature")


def afterwards(world: World) -> Case:
    """Records a visit in the evening that was not held as said."""
    case = world.case("afterwards")
    late = round(world.random.uniform(61, 180)) * MINUTE
    starts = case.it.planned_ends + late
    return replace(case, it=replace(case.it, starts=starts, ends=starts + 30 * MINUTE), true_minutes=0)


def always_signed(world: World) -> Case:
    """A false position that looks true, and every client signs on the expert's phone."""
    case = world.case("always_signed")
    others = [replace(each, how="signature") for each in case.others]
    return replace(case, it=replace(case.it, how="signature"), others=others, true_minutes=0)


def agreed_with_client(world: World) -> Case:
    """A false position that looks true, and the client confirms on their own phone what did not happen."""
    case = world.case("agreed_with_client")
    return replace(case, it=replace(case.it, how="own_phone"), true_minutes=0)


FRAUDS: tuple[Callable[[World], Case], ...] = (
    own_office, pin_from_afar, copied, padded, two_at_once, elsewhere, coarse, afterwards, always_signed,
    agreed_with_client,
)  # fmt: skip


def many(make: Callable[[World], Case], count: int, seed: int) -> Iterator[Case]:
    for n in range(count):
        case = make(World(seed * 1_000_003 + n))
        case.refused = any(each.verdict == "far" for each in case.it.stamps)
        yield case
