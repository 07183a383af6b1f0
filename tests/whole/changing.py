"""Deeds after the approval: a change with a new office, a suspension and its end, a new phone; and where they begin."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Protocol

from bot.commands.demo import Stage
from conversations.registration import consents, found
from conversations.texts import text
from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from storage import agencies, appointments, people, registrations
from storage.registrations import Registration
from storage.store import Store, Unit
from tests.journey_dialogs.conftest import ANSWERS
from tests.whole.phone import Phone
from tests.whole.story import CODE, Deed, agency, secretariat

NEW_PHONE = "試験 太郎（新しいスマホ）"


class Place(Protocol):
    """Whoever has a stage and its phones."""

    @property
    def stage(self) -> Stage: ...
    @property
    def agency(self) -> Phone: ...
    def phone(self, user: str) -> Phone: ...


async def settle_in(store: Store, user: str, **answers: Any) -> Registration:
    """A LINE user who is a registered expert of the first agency."""

    async def work(unit: Unit) -> Registration:
        [agency, *_] = await agencies.all(unit)
        return await registered_at(unit, user, agency.id, "関東", **answers)

    return await store.do(work)


async def registered_at(unit: Unit, user: str, agency: str, office: str, **answers: Any) -> Registration:
    """Registered with a whole profile, this year's conditions agreed to."""
    profile = {name: value for name, value in (ANSWERS | answers).items() if name != "review"}
    person = await people.meet(unit, user)
    await people.join(unit, person, "expert", agency=agency)
    it = await registrations.open(unit, person, agency, "", office)
    done: dict[str, Any] = {"submitted": unit.now, "agency_decided": unit.now, "secretariat_decided": unit.now}
    it = await registrations.save(unit, replace(it, state="REGISTERED", profile=profile, **done))
    await found.index(unit, it)
    await consents.keep(unit, person, profile)
    words, year = text("conditions"), fiscal_year(day(unit.now))
    new = await appointments.open(unit, person, it.id, year, office, words.version, words.hash)
    await appointments.save(unit, replace(new, state="CONSENTED", consented=unit.now, since=unit.now))
    return it


def newcomer(town: Place) -> Phone:
    """The expert's new phone; it is bought the first time."""
    known = [person.user for person in town.stage.line.world.people.values() if person.name == NEW_PHONE]
    return town.phone(known[0] if known else town.stage.line.add(NEW_PHONE, "専門家"))


def new_phone(how: str, *what: str) -> Deed:
    async def deed(town: Any) -> object:
        return await getattr(newcomer(town), how)(*what)

    deed.__name__ = f"new phone {how} {' '.join(what)}"
    return deed


async def type_the_code(town: Any) -> None:
    codes = CODE.findall("\n".join(await town.agency.heard()))
    assert codes, await town.agency.words()
    await newcomer(town).type(codes[-1])


def moving_to_osaka(by: Callable[..., Deed]) -> tuple[Deed, ...]:
    """by: whose phone the expert has in hand."""
    return (
        by("type", "登録内容の変更"),
        by("type", "郵便番号"),
        by("tap", "次へ"),
        by("type", "530-0001"),
        by("tap", "大阪府大阪市北区梅田"),
        by("type", "2-2-2 試験ビル"),
        by("tap", "送信する"),
        secretariat("tap", "開く"),
        secretariat("tap", "承認する"),
    )


SUSPENDED: tuple[Deed, ...] = (
    secretariat("type", "専門家の管理"),
    secretariat("type", "シケン"),
    secretariat("tap", "派遣を停止する"),
    secretariat("tap", "資格の期限切れ"),
    secretariat("type", "2026-12-28"),
    secretariat("tap", "派遣を停止する"),
)
REINSTATED: tuple[Deed, ...] = (secretariat("tap", "派遣を再開する"),)
RELINKED: tuple[Deed, ...] = (
    agency("type", "スマホを変えた方の再登録"),
    agency("type", "試験"),
    agency("tap", "再登録を始める"),
    agency("tap", "対面で本人確認書類"),
    agency("tap", "申請する"),
    secretariat("tap", "開く"),
    secretariat("tap", "承認する"),
    agency("tap", "開く"),
    agency("tap", "コードを表示"),
    new_phone("follow"),
    type_the_code,
    new_phone("tap", "申請状況"),
)
CHANGED: tuple[Deed, ...] = moving_to_osaka(new_phone)
AFTERWARDS: tuple[Deed, ...] = (*SUSPENDED, *REINSTATED, *RELINKED, *CHANGED)
Seeding = Callable[[Store], Awaitable[object]]
