"""A small world on SQLite: agencies and offices, their staff, an applicant; actions and dialogs run in its units."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from conversations.actions import Doing
from conversations.dialog import Dialog
from conversations.events import Event, Followed, Typed, What
from conversations.house import House, house
from conversations.outgoing import Notice, Outgoing
from conversations.sheet import Given
from conversations.texts import text
from flex_messages.cards import Card, Say, Show
from flex_messages.draw import draw
from storage import agencies, audit, people, registrations
from storage.registrations import Registration
from storage.store import Store, Unit, open_store
from storage.vault import Vault

NOON = 1_795_489_200_000  # 2026-11-24 12:00 in Japan


def agreed(name: str) -> dict[str, Any]:
    """A consent to a text as it is now."""
    return {"version": text(name).version, "hash": text(name).hash, "at": NOON}


ANSWERS: dict[str, Any] = {
    "personal_information": agreed("personal_information"),
    "terms_of_use": agreed("terms_of_use"),
    "requirement": "ア",
    "qualification": "中小企業診断士",
    "qualification_number": "第41234号",
    "qualification_until": "2029-03-31",
    "certificates": [{"file": "f1", "kind": "image", "name": "", "bytes": 1, "pages": 1}],
    "name": "試験 太郎",
    "kana": "シケン タロウ",
    "subsidy": "no",
    "pledge": {"version": "1", "hash": "c", "at": NOON},
    "birth": "1968-03-05",
    "postal": "1500001",
    "place": "東京都／渋谷区／神宮前",
    "street": {"street": "1-2-3 見本ビル405", "of": "東京都／渋谷区／神宮前"},
    "phone": "+819012345678",
    "mail": "taro@example.jp",
    "affiliation": None,
    "areas": ["東京都", "神奈川県"],
    "fields": ["innovation", "founding"],
    "biography": "製造業で20年働きました。",
    "resume": None,
    "photo": {"file": "f2", "kind": "image", "name": "", "bytes": 1, "pages": 1},
    "id_kind": "licence",
    "id_picture": {"file": "f3", "kind": "image", "name": "", "bytes": 1, "pages": 1},
    "account_at": "pair",
    "yucho_pair": {"bank": "9900", "branch": "058", "type": "普通", "number": "1234567"},
    "holder": "ｼｹﾝ ﾀﾛｳ",
    "review": "send",
}


@dataclass(slots=True)
class World:
    """Who is who, by their ids; `at` is the time by the world's clock."""

    store: Store
    clock: list[int]
    house: House
    who: dict[str, str] = field(default_factory=dict)
    agency: dict[str, str] = field(default_factory=dict)

    async def act(self, action: str, who: str, about: str = "", version: int = 0, text: str = "") -> list[Outgoing]:
        """Runs an action as the engine would, with authority read again."""
        deed = next(a for a in self.house.actions if a.name == action)
        what: What = Typed(text) if text else Followed()

        async def work(unit: Unit) -> Sequence[Outgoing]:
            person = await people.person(unit, self.who[who])
            assert deed.allows(person.active), f"{who} may not {action}"
            event = Event("e", person.id, unit.now, what)
            return await deed.act(unit, Doing(event, person, person.active, about, version, text=text))

        return drawable(await self.store.do(work))

    async def finish(self, dialog: str, who: str, subject: str, answers: Mapping[str, Any]) -> list[Outgoing]:
        """The last answer of a dialog."""
        of = self.dialog(dialog)

        async def work(unit: Unit) -> Sequence[Outgoing]:
            facts = await of.facts(unit, self.who[who], subject)
            event = Event("e", self.who[who], unit.now, Followed())
            return await of.finish(unit, event, subject, Given(answers), facts)

        return drawable(await self.store.do(work))

    def dialog(self, name: str) -> Dialog:
        return next(d for d in self.house.dialogs if d.name == name)

    async def registration(self, who: str = "expert") -> Registration:
        found = await self.store.look(lambda unit: registrations.of_person(unit, self.who[who]))
        assert found is not None
        return found

    async def trail(self, who: str = "expert") -> list[tuple[str, str, str]]:
        """(action, before, after) of the audit lines about this person's registration."""
        it = await self.registration(who)
        lines = await self.store.look(lambda unit: audit.of_subject(unit, it.id))
        return [(line.action, line.before, line.after) for line in lines]

    async def applied(self, who: str = "expert", **answers: Any) -> Registration:
        """An applicant who has sent the profile."""
        await self.invited(who)
        await self.act("begin_profile", who)
        it = await self.registration(who)
        await self.finish("profile", who, it.id, {**ANSWERS, **answers})
        return await self.registration(who)

    async def invited(self, who: str = "expert") -> Registration:
        async def work(unit: Unit) -> None:
            self.who.setdefault(who, await people.meet(unit, f"U-{who}"))
            await people.join(unit, self.who[who], "expert", agency=self.agency["ours"])
            await registrations.open(
                unit, self.who[who], self.agency["ours"], self.who["agent"], "関東", "2026-11-10", "face_to_face"
            )

        await self.store.do(work)
        return await self.registration(who)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    clock = [NOON]
    store = await open_store(f"sqlite:///{tmp_path}/world.db", Vault([("k", bytes(32))]), lambda: clock[0])
    made = World(store, clock, house(lambda: "@119test"))
    await store.do(lambda unit: settle(unit, made))
    yield made
    await store.close()


async def settle(unit: Unit, world: World) -> None:
    for name, prefecture in (("ours", "東京都"), ("theirs", "大阪府")):
        world.agency[name] = (await agencies.add(unit, f"サンプル商工会議所{name}", "CCI", prefecture)).id
    for who in ("guest", "expert", "agent", "colleague", "stranger", "clerk", "second_clerk", "far_clerk"):
        world.who[who] = await people.meet(unit, f"U-{who}")
    for who, agency in (("agent", "ours"), ("colleague", "ours"), ("stranger", "theirs")):
        await people.join(unit, world.who[who], "agency", agency=world.agency[agency], name=f"{who}さん")
    for who, office in (("clerk", "関東"), ("second_clerk", "関東"), ("far_clerk", "近畿")):
        await people.join(unit, world.who[who], "secretariat", office=office, name=f"{who}さん")


def drawable(said: Sequence[Outgoing]) -> list[Outgoing]:
    """The same, if LINE would take every message of it."""
    for message in said:
        match message:
            case Notice(message=inner):
                draw(inner, post=lambda tap, label: "t.0", link=lambda tap: "https://example.jp/p")
            case Say() | Show():
                draw(message, post=lambda tap, label: "t.0", link=lambda tap: "https://example.jp/p")
            case _:
                pass
    return list(said)


def cards(said: Sequence[Outgoing]) -> list[Card]:
    """The cards shown to whoever acted."""
    return [card for message in said if isinstance(message, Show) for card in message.cards]


def words(said: Sequence[Outgoing]) -> str:
    """The plain texts said to whoever acted."""
    return "\n".join(message.text for message in said if isinstance(message, Say))


def notices(said: Sequence[Outgoing]) -> list[Notice]:
    return [message for message in said if isinstance(message, Notice)]


def labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


def row(card: Card, label: str) -> str:
    return next(r.value for r in (*card.rows, *(r for s in card.sections for r in s.rows)) if r.label == label)
