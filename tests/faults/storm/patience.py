"""LINE's webhooks in a storm: most of what failed waits for the service to be back, as LINE's own redelivery takes
minutes. Trying a dead port hundreds of times a second would only measure the harness.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.local_line.events import Event
from bot.local_line.webhooks import Webhooks

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

TRIES = 0.1  # the share that is tried all the same
LOOK = 0.05


class Patient(Webhooks):
    """`up`: whether a service is there. `where`: the address of the one that a request goes to."""

    def __init__(self, line: LocalLine, up: Callable[[], bool], where: Callable[[], str]) -> None:
        self._where = where
        super().__init__(line)
        self._up = up

    @property
    def url(self) -> str:
        return self._where()

    @url.setter
    def url(self, _: str) -> None:
        """LINE's console is not used in a storm."""

    def _start(self, events: list[Event], tries: int = 0) -> None:
        if self._up() or self._line.lot(TRIES):
            super()._start(events, tries)
        else:
            self._later(LOOK, lambda: self._start(events, tries))
