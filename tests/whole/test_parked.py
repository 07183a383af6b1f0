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
from storage import inbox
from storage.outbox import Parcel
from storage.store import Unit
from tests.storage.tampering import tampering
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


async def test_a_letter_that_cannot_be_read_is_put_aside_and_hides_nothing_behind_it(town: Town) -> None:
    await town.expert.follow()
    before = len(await town.expert.heard())

    async def damaged(unit: Unit) -> None:
        old = inbox.Arrival("e-spoilt", None, town.stage.expert, unit.now - 1000, b"{}", False)
        await inbox.take_in(unit, [old])
        await unit.run("test.spoil", raw=b"?" * 40)

    with tampering("test.spoil", "UPDATE inbox SET raw = :raw WHERE event = 'e-spoilt'"):
        await town.store.do(damaged)
    await town.expert.type(WORD)
    apology, answer = (await town.expert.heard())[before:]
    assert "こちらの不具合" in apology
    assert ANSWER in answer
    assert [name for name, *_ in await town.store.look(parked)] == ["e-spoilt"]


async def test_where_not_even_the_apology_can_be_written_the_lane_goes_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town.expert.follow()
    before = len(await town.expert.heard())
    real = Engine.handle

    async def breaks(self: Engine, unit: Unit, event: Any, **more: Any) -> Sequence[Parcel]:
        if getattr(event.what, "text", "") == "もしもし":
            raise ZeroDivisionError
        return await real(self, unit, event, **more)

    async def speechless(*_: Any, **more: Any) -> Sequence[Parcel]:
        raise LookupError

    monkeypatch.setattr(Engine, "handle", breaks)
    monkeypatch.setattr(Engine, "apologise", speechless)
    await town.expert.type("もしもし")
    await town.expert.type(WORD)
    [answer] = (await town.expert.heard())[before:]
    assert ANSWER in answer
    assert len(await town.store.look(parked)) == 1
