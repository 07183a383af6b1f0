"""Experts on their way to an appointment in a town, and waiting until papers and alarms are done."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2

from conversations.texts import text
from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from rules.letter import letter_number
from storage import agencies, appointments, jobs, people, registrations, timers
from storage.store import Unit
from tests.whole.conftest import Town
from tests.whole.phone import Phone


async def settled(town: Town) -> None:
    """Until nobody is at work and neither a paper nor an alarm is due."""

    async def owed(unit: Unit) -> bool:
        return bool(await jobs.due(unit) or await timers.due(unit, unit.now))

    await town.expert.idle()
    while await town.store.look(owed):
        await town.expert.idle()
    await town.expert.idle()


def number(town: Town, n: int) -> str:
    """文書番号 of the n-th letter of this fiscal year."""
    return letter_number("関東", this_year(town), n)


def this_year(town: Town) -> int:
    return fiscal_year(day(town.stage.clock.now()))


async def registered(town: Town, name: str, *, consented: bool = False) -> Phone:
    """The phone of somebody whose registration is complete and whose conditions are sent, or agreed to."""
    user = town.stage.line.add(name, "専門家", friend=True)
    words = text("conditions")

    async def work(unit: Unit) -> None:
        person = await people.meet(unit, user)
        [agency, *_] = await agencies.all(unit)
        await people.join(unit, person, "expert", agency=agency.id)
        it = await registrations.open(unit, person, agency.id, "", "関東")
        profile = {"name": name, "kana": "シケン タロウ"}
        await registrations.save(unit, replace(it, state="REGISTERED", profile=profile, secretariat_decided=unit.now))
        year = fiscal_year(day(unit.now))
        new = await appointments.open(unit, person, it.id, year, "関東", words.version, words.hash)
        if consented:
            await appointments.save(unit, replace(new, state="CONSENTED", consented=unit.now))

    await town.store.do(work)
    return town.phone(user)


async def opened(town: Town, phone: Phone, label: str) -> str:
    """The words of the paper behind a button, without white space."""
    async with town.session.get(await address(town, phone, label)) as got:
        assert got.status == 200, await got.text()
        assert got.content_type == "application/pdf"
        with pypdfium2.PdfDocument(await got.read()) as document:
            return "".join(document[0].get_textpage().get_text_bounded().split())


async def address(town: Town, phone: Phone, label: str) -> str:
    opens: str = (await phone.tap(label))["open"]
    return opens.replace("https://demo.invalid", town.stage.address)


async def picture_of(town: Town, phone: Phone) -> tuple[int, str]:
    """(status, content type) of the picture on the newest card that has one."""
    cards = [m["message"] for m in (await phone.chat())["messages"] if "/p/paper/" in str(m["message"])]
    parts = cards[-1]["contents"]["body"]["contents"]
    [image] = [part["contents"][0] for part in parts if part.get("contents", [{}])[0].get("type") == "image"]
    async with town.session.get(image["url"].replace("https://demo.invalid", town.stage.address)) as got:
        return got.status, got.content_type
