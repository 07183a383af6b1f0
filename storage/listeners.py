"""Who in this process wants to be woken, by channel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable


class Listeners:
    """A listener must not raise and not wait; an Event's `set` is one."""

    def __init__(self) -> None:
        self._heard: defaultdict[str, list[Callable[[], None]]] = defaultdict(list)

    def add(self, channel: str, heard: Callable[[], None]) -> None:
        self._heard[channel].append(heard)

    def tell(self, channel: str) -> None:
        for heard in self._heard[channel]:
            heard()

    def channels(self) -> list[str]:
        return list(self._heard)
