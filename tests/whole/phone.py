"""A phone in a test: sees what the local LINE shows and does what a person could do there, through HTTP alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import aiohttp


@dataclass(slots=True)
class Phone:
    """`user` is the LINE user id, `base` the local LINE's address, `service` that of the service."""

    session: aiohttp.ClientSession
    base: str
    user: str
    service: str

    async def follow(self) -> None:
        await self._post(f"/_line/chats/{self.user}/follow", {})
        await self.idle()

    async def type(self, text: str) -> None:
        await self._post(f"/_line/chats/{self.user}/send", {"text": text})
        await self.idle()

    async def send(self, **what: Any) -> None:
        """A location, sticker or video."""
        await self._post(f"/_line/chats/{self.user}/send", what)
        await self.idle()

    async def upload(self, *files: tuple[str, bytes, str]) -> None:
        """Files as (name, bytes, content type), several photos as one album."""
        form = aiohttp.FormData(quote_fields=False)
        for name, data, kind in files:
            form.add_field("file", io.BytesIO(data), filename=name, content_type=kind)
        async with self.session.post(f"{self.base}/_line/chats/{self.user}/send", data=form) as got:
            assert got.status < 300, await got.text()
        await self.idle()

    async def tap(self, label: str, picked: str = "") -> Any:
        """The newest button with this label: in the messages from below, among the quick replies, on the menu."""
        return await self.tap_it(*await self.find(label), picked)

    async def tap_it(self, message: str | None, action: dict[str, Any], picked: str = "") -> Any:
        said = {"message": message, "action": action} | ({"picked": picked} if picked else {})
        got = await self._post(f"/_line/chats/{self.user}/tap", said)
        await self.idle()
        return got

    async def find(self, label: str) -> tuple[str | None, dict[str, Any]]:
        chat = await self.chat()
        for message in reversed(chat["messages"]):
            if message["from"] == "bot":
                for action, words in actions(message["message"]):
                    if label in (action.get("label"), words):
                        return message["id"], action
        for item in chat["quick"] or ():
            if item["action"].get("label") == label:
                return None, item["action"]
        for area in (chat["menu"] or {}).get("areas", ()):
            if label in (area["action"].get("label"), area["action"].get("displayText")):
                return None, area["action"]
        raise AssertionError(f"no button {label!r} on this phone; it shows: {await self.words()}")

    async def chat(self) -> dict[str, Any]:
        async with self.session.get(f"{self.base}/_line/chats/{self.user}") as got:
            assert got.status == 200, await got.text()
            found: dict[str, Any] = await got.json()
            return found

    async def heard(self) -> list[str]:
        """The words of each message of the bot, oldest first."""
        return [" ".join(words(m["message"])) for m in (await self.chat())["messages"] if m["from"] == "bot"]

    async def words(self) -> str:
        """The words of everything the bot said since the person last did something."""
        found: list[str] = []
        for message in reversed((await self.chat())["messages"]):
            if message["from"] == "user":
                break
            found.insert(0, " ".join(words(message["message"])))
        return "\n".join(found)

    async def last(self) -> str:
        return (await self.heard())[-1]

    async def quick(self) -> list[str]:
        return [item["action"]["label"] for item in (await self.chat())["quick"] or ()]

    async def idle(self) -> None:
        """Until no webhook waits, LINE is not called and neither a lane nor the alarm clock of the service is at
        work.
        """
        while True:
            await self._post("/_line/idle", {"ms": 20})
            async with self.session.get(self.service + "/metrics") as got:
                said = await got.text()
                if "\nlanes 0.0" in said and "\nalarms 0.0" in said:
                    return

    async def _post(self, path: str, body: Any) -> Any:
        async with self.session.post(self.base + path, json=body) as got:
            assert got.status < 300, f"{got.status} {await got.text()}"
            return await got.json()


def words(part: Any) -> Iterator[str]:
    """Every word a person reads in a message, in order."""
    if isinstance(part, dict):
        if part.get("type") in ("text", "span") and isinstance(part.get("text"), str):
            yield part["text"].replace("\n", "")
        for name, value in part.items():
            if name not in ("quickReply", "action"):
                yield from words(value)
    elif isinstance(part, list):
        for each in part:
            yield from words(each)


def actions(part: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Every action in a message, with the words of the part that carries it."""
    if isinstance(part, dict):
        if isinstance(part.get("action"), dict):
            yield part["action"], " ".join(words(part))
        for name, value in part.items():
            if name != "quickReply":
                yield from actions(value)
    elif isinstance(part, list):
        for each in part:
            yield from actions(each)
