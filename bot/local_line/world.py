"""The state of the local LINE: people, their chats, rich menus. Plain records; what happens is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from bot.local_line.answers import Problem

WEEK_MS = 7 * 24 * 3_600_000
Friend = Literal["none", "friend", "blocked"]


@dataclass(slots=True)
class Content:
    """The file of a message. Until `ready` LINE is still preparing it."""

    data: bytes
    mime: str
    kind: Literal["image", "video", "audio", "file"]
    ready: int = 0
    preview: bytes = b""


@dataclass(slots=True)
class Message:
    id: str
    user: str
    sender: Literal["bot", "user"]
    at: int
    body: dict[str, Any]
    content: Content | None = None
    read: bool = False
    unsent: bool = False


@dataclass(slots=True)
class Person:
    """user: the id bots know; menu: the rich menu linked to this person; loading: until when the mark shows."""

    user: str
    name: str
    role: str
    friend: Friend = "none"
    chat: list[Message] = field(default_factory=list)
    menu: str = ""
    wrote: int | None = None
    loading: int = 0
    quick_used: str = ""

    def reachable(self, now: int) -> bool:
        """Whether a message arrives: friends, and people who wrote within seven days without being friends."""
        wrote = self.wrote is not None and now - self.wrote <= WEEK_MS
        return self.friend == "friend" or (self.friend == "none" and wrote)


@dataclass(slots=True)
class RichMenu:
    id: str
    body: dict[str, Any]
    picture: bytes = b""
    mime: str = ""


@dataclass(slots=True)
class World:
    people: dict[str, Person] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    menus: dict[str, RichMenu] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    default_menu: str = ""
    batches: dict[str, int] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)

    def person(self, user: str) -> Person:
        try:
            return self.people[user]
        except KeyError:
            raise Problem(404, "Not found") from None

    def menu(self, menu: str, missing: str = "Not found", status: int = 404) -> RichMenu:
        try:
            return self.menus[menu]
        except KeyError:
            raise Problem(status, missing) from None
