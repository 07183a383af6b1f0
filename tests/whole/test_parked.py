"""A letter that breaks whoever reads it: tried again, then put aside with its reason, apologised for and counted; what
is said after it is heard; taken up again it takes effect once.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any

import pytest

from bot.commands.keep import parked, replay
from bot.turnstile import MOST_TRIES
from conversations.engine import Engine
from storage.outbox import Parcel
from storage.store import Unit
from tests.whole.behind import owing
from tests.whole.conftest import Town

WORD, ANSWER = "お問い合わせ", "お住まいの地域はどちらですか"


async def figure(town: Town, name: str) -> float:
    async with town.session.get(f"{town.stage.address}/metrics") as got:
        found = re.search(rf"^{name}_total (\S+)$", await got.text(), re.M)
    assert found, f"no {name} among the figures"
    return float(found[1])


async def test_a_letter_that_always_breaks_is_put_aside_and_taken_up_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town.expert.follow()
    before, counted, tries = len(await town.expert.heard()), await figure(town, "parked_letters"), 0
    real = Engine.handle

    async def breaks(self: Engine, unit: Unit, event: Any, **more: Any) -> Sequence[Parcel]:
        nonlocal tries
        parcels = await real(self, unit, event, **more)
        if getattr(event.what, "text", "") == WORD:
            tries += 1
            raise ZeroDivisionError(WORD)
        return parcels

    with monkeypatch.context() as broken:
        broken.setattr(Engine, "handle", breaks)
        await town.expert.type(WORD)
        await town.expert.type("メニュー")
    apology, *others = (await town.expert.heard())[before:]
    assert tries == MOST_TRIES
    assert "こちらの不具合" in apology
    assert others, "what was said after it is heard"
    assert ANSWER not in "".join(others)
    assert await figure(town, "parked_letters") == counted + 1
    [(name, attempts, reason)] = await town.store.look(parked)
    assert attempts == MOST_TRIES
    assert re.fullmatch(r"ZeroDivisionError at \S+:\d+", reason), "never what a person wrote"

    heard = len(await town.expert.heard())
    assert await town.store.do(lambda unit: replay(unit, name))
    assert not await town.store.do(lambda unit: replay(unit, name))
    async with asyncio.timeout(30):
        while await owing(town):
            await town.expert.idle()
    [answer] = (await town.expert.heard())[heard:]
    assert ANSWER in answer
    assert await town.store.look(parked) == []
