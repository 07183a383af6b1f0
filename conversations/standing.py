"""Where one stands in a dialog and what is open there: what the guards of the machine look at."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conversations.dialog import Dialog, Place, Step
from conversations.sheet import Given, Sheet

HUB, END, STOPPED = "?", "end", "stopped"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and, inside a loop, the row. Its mark names it: career.post#1 is the post in the second row."""

    place: Place
    row: int = -1

    @property
    def mark(self) -> str:
        return self.place.name if self.row < 0 else f"{self.place.name}#{self.row}"

    @property
    def loop(self) -> str:
        return self.place.loop.name if self.place.loop else ""

    @property
    def skippable(self) -> bool:
        """A whole loop is skipped at its first step, before anything was said."""
        return bool(self.place.step.optional) or bool(self.place.loop and self.place.loop.optional and self.row == 0)


@dataclass(slots=True, eq=False)
class Turn:
    """The throw-away traveller of the machine."""

    dialog: Dialog
    sheet: Sheet
    facts: Any = None
    state: str = HUB
    _seen: tuple[Any, Given] = (None, Given())

    @property
    def here(self) -> Spot:
        return self.spot(self.dialog.by_name[self.state])

    @property
    def mark(self) -> str:
        """Names the question one stands at; a decision also by what it shows, so that an older one cannot be sent."""
        here = self.here
        return f"{here.mark}@{digest(self.sheet.answers)}" if here.place.kind.decides else here.mark

    def spot(self, place: Place) -> Spot:
        """The place in the row one is in."""
        return Spot(place, self.sheet.row(place.loop.name) if place.loop else -1)

    def spots(self) -> Iterator[Spot]:
        """Every place in every row there is."""
        for place in self.dialog.places:
            yield from self.spots_of(place)

    def spots_of(self, place: Place) -> Iterator[Spot]:
        """The place in every row there is."""
        if place.loop is None or place.closes:
            yield self.spot(place)
        else:
            yield from (Spot(place, row) for row in range(len(self.sheet.records(place.loop.name))))

    def spot_of(self, mark: str) -> Spot | None:
        name, _, row = mark.partition("#")
        place = self.dialog.by_name.get(name)
        return Spot(place, int(row or -1)) if place and bool(row) == bool(place.loop) else None

    def view(self, spot: Spot) -> Given:
        """The answers as the steps of this place see them: those of its row in front."""
        if spot.loop:
            return _given({**self.sheet.answers, **self.sheet.record(spot.loop, spot.row)})
        if self._seen[0] is not self.sheet.answers:  # a sheet never changes its answers, it is replaced
            self._seen = (self.sheet.answers, _given(self.sheet.answers))
        self._seen[1].missed = False
        return self._seen[1]

    def asked(self, spot: Spot) -> bool:
        """Whether it is asked at all, given the answers so far."""
        if not self.loop_asked(spot.place):
            return False
        if spot.place.closes:
            return bool(self.sheet.records(spot.loop))
        return self._holds(spot.place.step, self.view(spot))

    def loop_asked(self, place: Place) -> bool:
        return place.loop is None or self._holds(place.loop, Given(self.sheet.answers))

    def _holds(self, step: Step, view: Given) -> bool:
        """The step's condition. One about an answer that is not there (yet, or any more) is not met."""
        try:
            return step.when is None or bool(step.when(view, self.facts))
        except (AttributeError, KeyError, TypeError):
            if view.missed:
                return False
            raise

    def given(self, spot: Spot) -> bool:
        """Whether it has its answer, or was skipped."""
        if spot.place.closes or self.skipped(spot.loop):
            return spot.loop in self.sheet.closed
        return spot.place.step.name in (self.sheet.record(spot.loop, spot.row) if spot.loop else self.sheet.answers)

    def skipped(self, loop: str) -> bool:
        return loop in self.sheet.answers and self.sheet.answers[loop] is None

    def opens(self, spot: Spot) -> bool:
        return self.asked(spot) and (not self.given(spot) or spot.mark in self.sheet.redo)

    def within(self, place: Place) -> bool:
        """Whether one comes back to it: of a returned draft to what was returned, and to what changed along with it."""
        only = self.sheet.returned.get("fields") if self.sheet.returned else None
        if not only or place.field.name in only:
            return True
        name = place.loop.name if place.loop else place.step.name
        return bool(self.sheet.returned["answers"].get(name) != self.sheet.answers.get(name))

    def value(self, spot: Spot) -> Any:
        """The answer that stands there, or None."""
        if spot.place.closes:
            return None
        return (self.sheet.record(spot.loop, spot.row) if spot.loop else self.sheet.answers).get(spot.place.step.name)

    def put(self, spot: Spot, value: Any) -> None:
        name, sheet = spot.place.step.name, self.sheet
        if spot.loop:
            record = {**sheet.record(spot.loop, spot.row), name: value}
            self.sheet = (sheet.reopened(spot.loop) if self.skipped(spot.loop) else sheet).with_record(
                spot.loop, spot.row, record
            )
        else:
            self.sheet = sheet.with_answer(name, value)

    def drop(self, spot: Spot) -> None:
        name, sheet = spot.place.step.name, self.sheet
        if spot.loop:
            record = {key: value for key, value in sheet.record(spot.loop, spot.row).items() if key != name}
            self.sheet = sheet.with_record(spot.loop, spot.row, record).unheard(spot.mark)
        else:
            self.sheet = sheet.without_answer(name).unheard(spot.mark)


def _given(answers: Mapping[str, Any]) -> Given:
    return Given({key: value for key, value in answers.items() if value is not None})


def digest(answers: Any) -> str:
    return f"{zlib.crc32(json.dumps(answers, sort_keys=True, ensure_ascii=False).encode()):08x}"


def place_name(mark: str) -> str:
    """The place that a mark names."""
    return mark.partition("#")[0].partition("@")[0]


def step_of(mark: str) -> str:
    """The step that a mark belongs to: of career.post#1 it is career."""
    return place_name(mark).partition(".")[0]
