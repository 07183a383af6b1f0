"""The whole journey through the engine, from adding the account to the register: what people type, tap and send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest

from conversations.engine import Engine
from conversations.events import Event, Followed, Sent, Tapped, Typed, What
from flex_messages.draw import draw
from flex_messages.menus import MENUS
from rules.codes import hash_code
from rules.japan_time import DAY
from storage import audit, invitations, outbox
from storage.outbox import Mark
from storage.store import Unit
from tests.journey_dialogs.conftest import World


@dataclass(slots=True)
class Chats:
    """Everybody's chat. What the service sends arrives at once, and `heard` keeps it, newest last."""

    world: World
    engine: Engine
    heard: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    menus: dict[str, str] = field(default_factory=dict)
    events: int = 0

    async def does(self, who: str, *deeds: What | str) -> None:
        for deed in deeds:
            self.world.clock[0] += 1000
            self.events += 1
            what = self._tap(who, deed) if isinstance(deed, str) else deed
            event = Event(f"e{self.events}", self.world.who[who], self.world.clock[0], what)
            await self.world.store.do(lambda unit, event=event: self.engine.handle(unit, event))  # type: ignore[misc]
            await self.world.store.do(self._deliver)

    async def says(self, who: str, *texts: str) -> None:
        await self.does(who, *(Typed(text, f"m{self.events}-{n}") for n, text in enumerate(texts)))

    def _tap(self, who: str, label: str) -> Tapped:
        """The newest button with this label."""
        for message in reversed(self.heard[who]):
            for node in _nodes(message):
                if node.get("type") == "postback" and label in (node.get("label"), node.get("displayText")):
                    return Tapped(node["data"])
        raise AssertionError(f"no {label!r} for {who}; last: {self.last(who)}")

    def last(self, who: str, most: int = 1) -> str:
        """The words of the last messages."""
        return "\n".join(
            node["text"] for message in self.heard[who][-most:] for node in _nodes(message) if "text" in node
        )

    async def _deliver(self, unit: Unit) -> None:
        names = {id: who for who, id in self.world.who.items()}
        marks = []
        for person in await outbox.people_due(unit):
            for parcel in await outbox.due(unit, person):
                marks.append(Mark(parcel.id, "sent", unit.now))
                body = orjson.loads(parcel.body)
                if parcel.kind == "menu":
                    self.menus[names[person]] = body
                else:
                    self.heard.setdefault(names[person], []).extend(body)
        await outbox.settle(unit, marks)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(inner)


async def _nothing(unit: Unit, file: str) -> None:
    """Files are not kept here."""


def chats_of(world: World) -> Chats:
    engine = Engine(
        world.house.dialogs,
        world.house.actions,
        world.house.words,
        draw=draw,
        link=lambda tap, person, dialog, subject: "https://example.jp/p",
        discard=_nothing,
    )
    return Chats(world, engine)


def image(id: str) -> Sent:
    return Sent("image", id, message=f"m-{id}")


async def test_from_the_greeting_to_the_register(world: World) -> None:
    chats = chats_of(world)
    await chats.does("guest", Followed())
    assert "招待コード" in chats.last("guest")

    await chats.says("agent", "専門家を招待", "2026年11月20日", "対面")
    code = next(n["text"] for n in _nodes(chats.heard["agent"][-1]) if len(n.get("text", "")) == 14)
    await chats.says("guest", f"招待コード {code}")
    assert chats.menus["guest"] == "applicant"
    await chats.does("guest", "はじめる", "同意する", "同意する", "ア 公的資格", "中小企業診断士")
    await chats.says("guest", "第41234号", "スキップ")
    await chats.does("guest", image("c1"))
    await chats.says("guest", "入力を終える")
    await chats.does("guest", "いいえ", "表明・確約します")
    await chats.says("guest", "試験太郎")
    await chats.does("guest", "試験／太郎")
    await chats.says("guest", "しけん　たろう", "S43.3.5", "530-0001", "大阪府大阪市北区梅田", "1-2-3")
    await chats.says("guest", "090-1234-5678", "taro@example.jp", "スキップ", "大阪 京都", "創業")
    await chats.says("guest", "製造業で20年働きました。", "以上", "スキップ")
    await chats.does("guest", image("p1"), "旅券", image("i1"))
    await chats.says("guest", "あとで入力")
    await chats.does("guest", "送信する")
    assert "送信しました" in chats.last("guest")

    assert "承認のお願いが" in chats.last("colleague")
    assert "試験" not in chats.last("colleague")
    await chats.does("agent", "開く", "差し戻す")
    await chats.says("agent", "登録番号", "次へ")
    await chats.does("agent", "証明書と異なる")
    await chats.does("guest", "開く", "直す")
    await chats.says("guest", "第412345号")
    await chats.does("guest", "送信する")

    await chats.does("agent", "開く")
    assert "直した後" in chats.last("agent")
    await chats.does("agent", "承認する", "支援の実績がある")
    assert "次は事務局が確認します" in chats.last("guest")
    await chats.does("colleague", "開く")
    assert "agentさんが承認" in chats.last("colleague")

    await chats.does("far_clerk", "開く", "承認する")
    assert "まだ入力されていないため" in chats.last("far_clerk")
    await chats.says("guest", "申請状況")
    await chats.does("guest", "口座を入力", "ゆうちょ（店番・番号）")
    await chats.says("guest", "〇五八", "12345", "はい", "しけん　たろう")
    await chats.does("guest", "送信する")
    await chats.says("far_clerk", "承認待ち")
    await chats.does("far_clerk", "開く", "くわしく見る", "承認する")
    assert "専門家登録が完了しました" in chats.last("guest")
    assert chats.menus["guest"] == "expert"
    assert (await world.registration("guest")).state == "REGISTERED"
    assert await world.store.look(lambda unit: audit.verify(unit)) is None


async def test_a_second_tap_on_a_decision_changes_nothing(world: World) -> None:
    chats = chats_of(world)
    await world.applied()
    await chats.says("agent", "承認待ち")
    await chats.does("agent", "開く", "承認する", "知識・技能が十分")
    await chats.does("clerk", "開く", "承認する")
    before = await world.registration()
    await chats.does("clerk", "承認する")
    assert "clerkさんが承認" in chats.last("clerk")
    assert await world.registration() == before


async def test_a_decision_cannot_be_typed(world: World) -> None:
    chats = chats_of(world)
    await world.applied()
    await chats.says("agent", "承認待ち")
    await chats.does("agent", "開く")
    await chats.says("agent", "承認する")
    assert (await world.registration()).state == "AGENCY_REVIEW"


async def test_staff_are_welcomed_by_two_questions_and_every_tile_answers(world: World) -> None:
    chats = chats_of(world)
    code = "ABCDEFGHJKLM"
    expires = world.clock[0] + DAY
    await world.store.do(
        lambda unit: invitations.add(unit, hash_code(code), role="agency", agency=world.agency["ours"], expires=expires)
    )
    await chats.says("guest", "abcd-efgh-jklm", "見本 花子", "経営支援課")
    assert chats.menus["guest"] == "agency"
    assert "見本 花子 様" in chats.last("guest")
    await chats.says("guest", "派遣一覧")
    assert "これからの派遣はありません" in chats.last("guest")


async def test_the_menu_leaves_a_profile_half_done_and_it_goes_on_later(world: World) -> None:
    chats = chats_of(world)
    await world.invited()
    await chats.says("expert", "プロフィール登録")
    await chats.does("expert", "はじめる", "同意する")
    await chats.says("expert", "申請状況")
    assert "入力の途中" in chats.last("expert", 2)
    await chats.says("expert", "あとで続ける", "プロフィール登録")
    assert "利用規約" in chats.last("expert")


@pytest.mark.parametrize("name", MENUS)
def test_every_tile_of_a_menu_opens_something_for_who_has_it(world: World, name: str) -> None:
    role = {"applicant": "expert"}.get(name, name.partition("_")[0])
    open_to_role = {word.word for word in world.house.words if not word.roles or role in word.roles}
    assert {tile.word for tile in MENUS[name].tiles} <= open_to_role
