"""The phones of a storm: the same deeds as everywhere, done at the local LINE itself, waited for until everybody whom
they concern has heard of it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import aiohttp

from bot.local_line.answers import Problem
from bot.local_line.line import LocalLine
from bot.local_line.menus import shown
from bot.local_line.phone import Attachment
from bot.local_line.phone import Phone as Screen
from bot.local_line.screen import quick_items, screen
from bot.local_line.taps import tap
from bot.local_line.world import Message, Person
from flex_messages.words import APPROVE, OPEN, REJECT, RETURN
from tests.faults.storm.books import Books, Happened
from tests.faults.storm.service import Fleet
from tests.whole.phone import Phone, actions, words

Action = dict[str, Any]
LOOK = 0.1
DECIDING = frozenset({APPROVE, RETURN, REJECT})


async def not_turned_away(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """A page of a service that is about to stop is no page: whoever opened it tries again."""
    got = await handler(request)
    if got.status == 503:
        got.close()
        raise aiohttp.ClientError("the service is not ready")
    return got


class Weather(Protocol):
    """The storm, as hands feel it."""

    line: LocalLine
    books: Books
    service: Fleet
    session: aiohttp.ClientSession
    over: bool
    waiting: dict[str, tuple[float, str]]

    @property
    def address(self) -> str: ...


class Over(Exception):
    """The storm has ended: nobody begins anything any more."""


class Hand(Phone):
    """`waiting` of the storm tells for what somebody waits, and since when."""

    __slots__ = ("buttons", "says", "storm", "tapped")

    def __init__(self, storm: Weather, user: str) -> None:
        super().__init__(storm.session, "", user, storm.address)  # the local LINE needs no HTTP, pages do
        self.storm = storm
        self.buttons: dict[str, list[tuple[Action, str]]] = {}
        self.tapped: tuple[str | None, Action] | None = None
        self.says: dict[str, str] = {}  # what this person says and taps instead of the words of a deed

    @property
    def person(self) -> Person:
        return self.storm.line.world.person(self.user)

    async def follow(self) -> None:
        await self.do(lambda screen: screen.follow())

    async def type(self, text: str) -> None:
        await self.do(lambda screen: screen.say(self.says.get(text, text)))

    async def send(self, **what: Any) -> None:
        match what:
            case {"sticker": True}:
                await self.do(lambda screen: screen.sticker())
            case {"location": {"latitude": latitude, "longitude": longitude}}:
                await self.do(lambda screen: screen.place(latitude, longitude))
            case _:
                raise ValueError(f"no hand sends {what}")

    async def upload(self, *files: tuple[str, bytes, str]) -> None:
        await self.do(lambda screen: screen.attach([Attachment(name, data) for name, data, _ in files]))

    async def tap(self, label: str, picked: str = "") -> Any:
        """What has scrolled away with its question is written instead, unless it still stands in a message."""
        label = self.says.get(label, label)
        if self._chip(label) is None and self._offered(label) > self._standing(label):
            if label not in DECIDING:
                return await self.type(label)
            await super().tap(OPEN)  # what decides is never typed: the card is opened once more
        return await super().tap(label, picked)

    async def tap_at(self, name: str, label: str) -> Any:
        """The button on the newest card that tells of this name."""
        for message in reversed(self.person.chat):
            for card in cards(message.body) if message.sender == "bot" else ():
                found = next((action for action, said in actions(card) if label in (action.get("label"), said)), None)
                if found is not None and name in " ".join(words(card)):
                    return await self.tap_it(message.id, found)
        raise LookupError(f"nothing tells of {name}")

    def _offered(self, label: str) -> int:
        """Where a quick reply with this label stands, -1 for nowhere: LINE shows those of the last message only."""
        return next((n for n, message in self._said() if label in _quick(message)), -1)

    def _standing(self, label: str) -> int:
        """Where a button with this label stands in the chat, -1 for nowhere."""
        said = (n for n, each in self._said() if any(label in (a.get("label"), w) for a, w in self._buttons(each)))
        return next(said, -1)

    def _said(self) -> Iterator[tuple[int, Message]]:
        """What the bot said, with its place in the chat, the newest first."""
        chat = self.person.chat
        return ((n, chat[n]) for n in range(len(chat) - 1, -1, -1) if chat[n].sender == "bot")

    async def tap_it(self, message: str | None, action: Action, picked: str = "") -> Any:
        self.tapped = (message, action)
        return await self.do(lambda _: tap(self.storm.line, self.user, message, action, picked))

    async def do(self, act: Callable[[Screen], Any]) -> Any:
        """Does it, and waits until everything it caused has reached its people."""
        if self.storm.over:
            raise Over
        with self.storm.books.catching() as caught:
            done = act(self.storm.line.phone(self.user))
        await self.heard_back(caught)
        return done

    async def heard_back(self, events: list[Happened]) -> None:
        for it in events:
            self.storm.waiting[self.user] = (time.monotonic(), f"an answer to event {it.id}")
            await it.seen.wait()
        self.storm.waiting.pop(self.user, None)

    async def find(self, label: str) -> tuple[str | None, Action]:
        """Waits for the button: what a job has still to make is awaited too."""
        since = time.monotonic()
        while (found := self._find(label)) is None:
            self.storm.waiting[self.user] = (since, f"a button {label}")
            await asyncio.sleep(LOOK)
        self.storm.waiting.pop(self.user, None)
        return found

    def _chip(self, label: str) -> Action | None:
        chips: list[Action] = [item["action"] for item in quick_items(self.person) or ()]
        return next((action for action in chips if action.get("label") == label), None)

    def _find(self, label: str) -> tuple[str | None, Action] | None:
        if (chip := self._chip(label)) is not None:
            return None, chip
        for message in reversed(self.person.chat):
            if message.sender == "bot":
                for action, said in self._buttons(message):
                    if label in (action.get("label"), said):
                        return message.id, action
        menu = shown(self.storm.line, self.person)
        for area in menu.body.get("areas", ()) if menu else ():
            if label in (area["action"].get("label"), area["action"].get("displayText")):
                return None, area["action"]
        return None

    def _buttons(self, message: Message) -> list[tuple[Action, str]]:
        if message.id not in self.buttons:
            self.buttons[message.id] = list(actions(message.body))
        return self.buttons[message.id]

    async def chat(self) -> dict[str, Any]:
        return screen(self.storm.line, self.person)

    async def heard(self) -> list[str]:
        return [" ".join(words(message.body)) for message in self.person.chat if message.sender == "bot"]

    async def idle(self) -> None:
        """A deed has already waited for all it caused; who opens a page waits for the service to be back."""
        await asyncio.sleep(LOOK)
        while not self.storm.service.up:  # noqa: ASYNC110
            await asyncio.sleep(LOOK)

    async def _post(self, path: str, body: Any) -> Any:
        raise aiohttp.ClientError(f"a hand of a storm has no HTTP: {path}")


def _quick(message: Message) -> set[str]:
    return {item["action"].get("label", "") for item in (message.body.get("quickReply") or {}).get("items", ())}


def cards(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The bubbles of a message, side by side."""
    inside = body.get("contents") or {}
    return inside["contents"] if inside.get("type") == "carousel" else [inside]


def offered(hand: Hand) -> list[tuple[str, Action]]:
    """Every button that still stands in the chat, with its message: what somebody might tap who should not."""
    return [
        (message.id, action)
        for message in hand.person.chat
        if message.sender == "bot"
        for action, _ in hand._buttons(message)
        if action.get("type") == "postback"
    ]


__all__ = ["Action", "Hand", "Over", "Problem", "Weather", "offered"]
