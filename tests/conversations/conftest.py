"""An engine on a store of its own, and phones that read what LINE would have been sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pytest

from conversations.actions import Action, Doing, Word
from conversations.engine import Engine
from conversations.events import Event, Tapped, Typed, What
from conversations.outgoing import Begin, Notice, Outgoing, SwitchMenu
from conversations.sheet import Sheet, sheet_of
from flex_messages.cards import Act, Button, Card, FieldPage, Open, Say, Show
from flex_messages.draw import draw
from rules.refusal import Offer, Refusal
from storage import agencies, drafts, outbox, people
from storage.outbox import Mark, Parcel
from storage.store import Store, Unit, open_store
from storage.vault import Vault
from tests.conversations.dialogs import LOOPS, PROFILE, SMALL

NOON = 1_795_489_200_000  # 2026-11-24 12:00 in Japan


async def approve(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    if doing.about == "gone":
        raise Refusal("この申請は取り下げられました。", offer=(Offer("一覧を見る", "list"),))
    return [
        Say(f"{doing.about} 版{doing.version} {'初' if doing.first else '再'}"),
        Notice(doing.person.id, Say("お知らせ")),
    ]


async def listed(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    buttons = tuple(
        Button(label, Act("approve", about, 3)) for label, about in (("承認する", "a1"), ("二件目", "gone"))
    )
    return [SwitchMenu("agency"), Show((Card("承認待ち", "1件あります", buttons=buttons),))]


async def chatter(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Say(f"{n}つ目") for n in range(1, 8)]


async def broken(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Say("あ" * 6000)]


async def start_small(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Begin("small", doing.text)]


ACTIONS = (
    Action("approve", ("agency",), approve),
    Action("list", ("agency",), listed, opens=True),
    Action("chatter", (), chatter, opens=True),
    Action("broken", (), broken, opens=True),
    Action("start_small", (), start_small, opens=True),
)
WORDS = (
    Word("承認待ち", "list", ("agency",)),
    Word("プロフィール登録", Begin("profile")),
    Word("小さな手続き", Begin("small")),
    Word("表", Begin("loops")),
    Word("おしゃべり", "chatter"),
    Word("こわれた", "broken"),
)


def address(tap: Open | FieldPage, person: str, dialog: str, subject: str) -> str:
    return "https://demo.invalid" + (tap.url if isinstance(tap, Open) else f"/p/f/{dialog}")


@dataclass(slots=True)
class World:
    store: Store
    clock: list[int]
    engine: Engine
    discarded: list[str] = field(default_factory=list)
    counted: int = 0

    def phone(self, name: str) -> Phone:
        return Phone(self, name)


@dataclass(slots=True)
class Phone:
    """One person. `heard` are the LINE messages of the last event, parcel by parcel."""

    world: World
    name: str
    id: str = ""
    parcels: list[Parcel] = field(default_factory=list)
    screen: list[dict[str, Any]] = field(default_factory=list)

    async def join(self, role: Any = "") -> Phone:
        async def work(unit: Unit) -> None:
            self.id = await people.meet(unit, f"U-{self.name}")
            if role:
                await people.join(unit, self.id, role, agency="a")

        await self.world.store.do(work)
        return self

    async def does(
        self, what: What, *, at: int | None = None, accepted: bool = True, id: str = ""
    ) -> list[dict[str, Any]]:
        """One event; LINE accepts what comes of it unless told otherwise."""
        world = self.world
        world.counted += 1
        world.clock[0] += 1_000
        event = Event(id or f"e{world.counted}", self.id, world.clock[0] if at is None else at, what)
        handled = await world.store.do(
            lambda unit: world.engine.handle(unit, event, reply_token="token", received=world.clock[0])
        )
        self.parcels = list(handled)
        if accepted:
            await self.accept()
        mine = [parcel for parcel in self.parcels if parcel.person == self.id and parcel.kind != "menu"]
        heard = [message for parcel in mine for message in orjson.loads(parcel.body)]
        self.screen.extend(heard)
        return heard

    async def accept(self) -> None:
        at = self.world.clock[0]
        await self.world.store.do(lambda unit: outbox.settle(unit, [Mark(p.id, "sent", at) for p in self.parcels]))

    async def types(self, text: str, **how: Any) -> list[dict[str, Any]]:
        return await self.does(Typed(text, f"m{self.world.counted}"), **how)

    async def taps(self, label: str, **how: Any) -> list[dict[str, Any]]:
        return await self.does(Tapped(self.token(label)), **how)

    def token(self, label: str) -> str:
        """What stands in the newest button with this label."""
        for message in reversed(self.screen):
            for action in actions(message):
                if action.get("label") == label and action["type"] == "postback":
                    return str(action["data"])
        raise AssertionError(f"no button {label!r} on the screen")

    async def sheet(self, dialog: str, subject: str = "") -> Sheet | None:
        draft = await self.world.store.look(lambda unit: drafts.load(unit, self.id, dialog, subject))
        return sheet_of(draft.body) if draft else None

    async def current(self) -> str:
        draft = await self.world.store.look(lambda unit: drafts.current(unit, self.id))
        return draft.dialog if draft else ""


def actions(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if isinstance(node.get("action"), dict):
            yield node["action"]
        for value in node.values():
            yield from actions(value)
    elif isinstance(node, list):
        for value in node:
            yield from actions(value)


def words(messages: Any) -> str:
    """Every text of these messages, one a line."""
    if isinstance(messages, list):
        return "\n".join(filter(None, map(words, messages)))
    if isinstance(messages, dict):
        own = messages.get("text", "") if messages.get("type") in ("text", "span") else ""
        return "\n".join(filter(None, (own, *(words(v) for v in messages.values() if isinstance(v, list | dict)))))
    return ""


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    clock, discarded = [NOON], list[str]()

    async def discard(unit: Unit, file: str) -> None:
        discarded.append(file)

    store = await open_store(f"sqlite:///{tmp_path}/world.db", Vault([("k", bytes(32))]), lambda: clock[0])
    await store.do(lambda unit: agencies.add(unit, "見本支援センター", "YOROZU", "東京都", id="a"))
    engine = Engine((PROFILE, SMALL, LOOPS), ACTIONS, WORDS, draw=draw, link=address, discard=discard)
    yield World(store, clock, engine, discarded)
    await store.close()
