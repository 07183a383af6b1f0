"""Hands that tap twice, and people who write on before the next question has reached them."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from tests.whole.phone import Phone


class Shaky(Phone):
    """Every tap is two taps at the same moment."""

    __slots__ = ()

    async def tap_it(self, message: str | None, action: dict[str, Any], picked: str = "") -> Any:
        path = f"/_line/chats/{self.user}/tap"
        said = {"message": message, "action": action, "picked": picked}
        twice = (self.session.post(self.base + path, json=said) for _ in range(2))
        first, second = await asyncio.gather(*twice)
        assert first.status == 200
        assert second.status in (200, 409), "a quick reply is gone after the first tap"
        await self.idle()
        return await first.json()


class Hasty(Phone):
    """Everything they do is followed by words at once, while the reply to it is on its slow way.

    gathering: whose question takes several messages; there, words that follow belong to it.
    """

    __slots__ = ()
    gathering: ClassVar[set[str]] = set()

    async def tap_it(self, message: str | None, action: dict[str, Any], picked: str = "") -> Any:
        await self._slow()
        said = {"message": message, "action": action, "picked": picked}
        done = await self._post(f"/_line/chats/{self.user}/tap", said)
        await self._hurry()
        return done

    async def type(self, text: str) -> None:
        if self.user in self.gathering:
            await super().type(text)
            return
        await self._slow()
        await self._post(f"/_line/chats/{self.user}/send", {"text": text})
        await self._hurry()

    async def _slow(self) -> None:
        fault = {"match": "POST /v2/bot/message/reply", "kind": "slow", "times": 1, "seconds": 0.1}
        await self._post("/_line/faults", [fault])

    async def _hurry(self) -> None:
        await self._post(f"/_line/chats/{self.user}/send", {"text": "すぐにお願いします"})
        await self.idle()
        await self._post("/_line/faults", [])
