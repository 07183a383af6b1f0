"""The town's clock, moved through the local LINE, and applicants who are already waiting when a story begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from conversations.events import Event, Followed
from conversations.registration.facts import profile_facts
from conversations.registration.sending import send
from conversations.sheet import Given
from rules import japan_time
from rules.offices import office_of
from storage import agencies, people, registrations
from storage.registrations import Registration
from storage.store import Unit
from tests.journey_dialogs.conftest import ANSWERS
from tests.whole.conftest import Town

MONDAY = date(2026, 12, 7)


def december(day: int) -> date:
    return date(2026, 12, day)


async def turn_to(town: Town, day: date, hour: int, minute: int = 0) -> None:
    """To that moment in Japan, and until everything it rings is done."""
    ms = japan_time.at(day, hour) + minute * 60_000
    await _post(town, {"set": ms})


async def advance(town: Town, hours: float) -> None:
    await _post(town, {"advance": hours * 3600})


async def _post(town: Town, what: dict[str, float]) -> None:
    async with town.session.post(f"{town.stage.address}/_line/clock", json=what) as got:
        assert got.status < 300, await got.text()
    await town.expert.idle()


async def applied(town: Town, n: int, name: str = "例示 次郎", kana: str = "レイジ ジロウ") -> list[Registration]:
    """`n` more experts whose profiles have been sent to the town's agency."""
    return [await town.store.do(lambda unit, k=k: _applied(unit, f"U-{name}-{k}", name, kana)) for k in range(n)]  # type: ignore[misc]


async def _applied(unit: Unit, user: str, name: str, kana: str) -> Registration:
    [agency] = await agencies.all(unit)
    person = await people.meet(unit, user)
    await people.join(unit, person, "expert", agency=agency.id)
    it = await registrations.open(unit, person, agency.id, "", office_of(agency.prefecture).area)
    it = await registrations.save(unit, replace(it, state="DRAFT"))
    facts = await profile_facts(unit, person, it.id)
    answers = Given({**ANSWERS, "name": name, "kana": kana})
    await send(unit, Event(f"e-{it.id}", person, unit.now, Followed()), it.id, answers, facts)
    sent = await registrations.one(unit, it.id)
    assert sent is not None
    return sent
