"""Where somebody stands, seen from the place of a visit, as a small drawing to scale: no map, no service asked."""

from __future__ import annotations

import math
from dataclasses import dataclass

WIDTH, HEIGHT, MIDDLE_X, MIDDLE_Y, RADIUS = 350, 286, 175, 132, 110


@dataclass(frozen=True, slots=True)
class Around:
    """east, north: metres from the place to the person; accuracy: radius in metres, None when it is not known.

    ring: metres within which one is near. distance, direction: in words (約220m, 北東), of the way to the place.
    error_words: a sentence about the accuracy.
    """

    east: float
    north: float
    accuracy: float | None
    ring: int
    distance: str
    direction: str
    error_words: str

    @property
    def scale(self) -> float:
        """Pixels a metre: the ring or the way to the person, whichever is longer, fills the drawing."""
        return RADIUS / max(self.ring, math.hypot(self.east, self.north))

    @property
    def apart(self) -> bool:
        """Whether the way is longer than the accuracy: only then it has a direction."""
        return math.hypot(self.east, self.north) > (self.accuracy or 0)

    @property
    def circle(self) -> float:
        """The ring in pixels; never too small to be seen."""
        return round(max(4.0, self.ring * self.scale), 1)

    @property
    def person(self) -> tuple[float, float]:
        return round(MIDDLE_X + self.east * self.scale, 1), round(MIDDLE_Y - self.north * self.scale, 1)

    @property
    def error(self) -> float:
        """The circle of the error in pixels; one that is larger than the drawing fills it."""
        return round(min(float(WIDTH), max(12.0, (self.accuracy or 0) * self.scale)), 1)

    @property
    def arrow(self) -> tuple[float, float, float, float] | None:
        """From beside the person to before the place; None when they stand too close together."""
        x, y = self.person
        dx, dy = MIDDLE_X - x, MIDDLE_Y - y
        length = math.hypot(dx, dy)
        if length < 44:
            return None
        start, end = 16 / length, (length - 14) / length
        return tuple(round(each, 1) for each in (x + dx * start, y + dy * start, x + dx * end, y + dy * end))  # type: ignore[return-value]

    @property
    def label(self) -> tuple[float, float, str]:
        """Where 現在地 is written: beside the person, where there is more room; below one who is in the middle."""
        x, y = self.person
        if self.arrow is None:
            return x, min(HEIGHT - 40.0, y + 34), "middle"
        if x < MIDDLE_X + 40:
            return x + 18, y + 5, "start"
        return x - 18, y + 5, "end"

    @property
    def words(self) -> str:
        """The same for those who do not see drawings."""
        return f"訪問先は{self.direction}へ{self.distance}です"
