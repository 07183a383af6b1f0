"""The local LINE itself: its parts put together, and the aiohttp application that serves them."""

from __future__ import annotations

from aiohttp import web

from bot.local_line.clock import Clock
from bot.local_line.settings import Settings, Switches


class LocalLine:
    """One channel, its platform and its people. Share `clock` with the service so that both live in the same time."""

    def __init__(self, settings: Settings | None = None, clock: Clock | None = None) -> None:
        self.settings = settings or Settings()
        self.clock = clock or Clock()
        self.switches = Switches()

    def add(self, name: str, role: str, *, friend: bool = False) -> str:
        """A person with a phone; returns the user id (the same for the same seed and order)."""
        raise NotImplementedError

    def create_app(self) -> web.Application:
        return web.Application()
