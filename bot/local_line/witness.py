"""Somebody who looks on: told of everything that happens, comes, is tried and is accepted, at that very moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from bot.local_line.call import Call, Row
from bot.local_line.post import Attempt


class Witness(Protocol):
    def happened(self, events: Sequence[dict[str, Any]]) -> None:
        """Events of one moment, before any of them is sent."""

    def copied(self, event: str, of: str) -> None:
        """The event id under which the message of another event comes once more."""

    def attempted(self, attempt: Attempt) -> None:
        """A webhook request has ended. Of kind "forged …" when its signature was wrong."""

    def accepted(self, call: Call) -> None:
        """A reply or push is accepted: its messages go into the chats right after this."""

    def called(self, call: Call, row: Row) -> None:
        """A call of the API has ended, for its caller or for good."""
