"""Clients in a town: visits that are under way, the pages their clients open, and what is declared afterwards.

The deeds can be played again after any crash: a page that was sent and not answered is sent once more.
"""

from __future__ import annotations

import base64
import io
import re
import time
from dataclasses import replace
from typing import Protocol

import aiohttp
from PIL import Image, ImageDraw

from bot.commands.demo import Stage
from conversations.dispatch.following import followed
from conversations.texts import text
from rules.fiscal_year import fiscal_year
from rules.japan_time import day, moment
from storage import agencies, appointments, clients, dispatches, people, places, registrations
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.registrations import Registration
from storage.store import Store, Unit
from tests.whole.browser import Shown, seen
from tests.whole.phone import Phone, actions
from tests.whole.story import Deed, agency, expert, secretariat
from tests.whole.story import Town as People

HOUR, MINUTE = 3_600_000, 60_000
SEND = "/p/client"
ANSWERS = {"name": "見本 花子", "post": "head"}
COPIED = re.compile(r"https://\S+/p/v/\S+")


class Place(Protocol):
    """A town, or a rig: whatever has a stage and its store."""

    @property
    def stage(self) -> Stage: ...
    @property
    def store(self) -> Store: ...


async def under_way(
    town: Place, *, began: int = 90 * MINUTE, client: str = "試験製作所", state: str = "CHECKED_IN"
) -> str:
    """The stage's expert has been at a client's for so long; the dispatch's id."""
    return await town.store.do(lambda unit: _under_way(unit, town, began, client, state))


async def _under_way(unit: Unit, town: Place, began: int, name: str, state: str) -> str:
    [agency, *_] = await agencies.all(unit)
    agent, person = await people.meet(unit, town.stage.agency), await _expert(unit, town, agency.id)
    it = await registrations.of_person(unit, person)
    assert it is not None
    return await there_since(unit, it, agency.id, agent, unit.now - began, name, state)


async def there_since(
    unit: Unit, it: Registration, agency: str, agent: str, starts: int, client: str, state: str = "CHECKED_IN"
) -> str:
    """A visit that was checked into on the minute; it: the expert's registration. The dispatch's id."""
    new = Client("", "sole", "", "東京都", agency, client, address="千代田区丸の内1-1", phone="+81312345678")
    of = await clients.add(unit, new, [client])
    await places.add(unit, of.id, 35.6812, 139.7671, source="pin", by=agent, label="本社")
    planned = Dispatch(
        "", "", agency, agent, of.id, it.person, it.id, it.office, fiscal_year(day(starts)), starts, starts + 2 * HOUR,
        request={"theme": "sales", "asked_first": "client", "paid_by_agency": False, "member_of_agency": False},
    )  # fmt: skip
    opened = await dispatches.open(unit, planned)
    there = await dispatches.save(unit, replace(opened, state=state, checked_in=starts))
    await followed(unit, "check_in", replace(opened, state="SCHEDULED"), there)
    return there.id


async def _expert(unit: Unit, town: Place, agency: str) -> str:
    """Somebody whose registration is complete and who has agreed to the conditions; nothing twice."""
    person = await people.meet(unit, town.stage.expert)
    if await registrations.of_person(unit, person) is None:
        await people.join(unit, person, "expert", agency=agency)
        it = await registrations.open(unit, person, agency, "", "関東")
        profile = {"name": "試験 太郎", "kana": "シケン タロウ"}
        await registrations.save(unit, replace(it, state="REGISTERED", profile=profile, secretariat_decided=unit.now))
        words, year = text("conditions"), fiscal_year(day(unit.now))
        made = await appointments.open(unit, person, it.id, year, "関東", words.version, words.hash)
        await appointments.save(unit, replace(made, state="CONSENTED", consented=unit.now))
    return person


async def link(phone: Phone) -> str:
    """The client's link on the newest card that has one, at the service's own address."""
    for message in reversed((await phone.chat())["messages"]):
        for action, _ in actions(message["message"]):
            if found := COPIED.search(str(action.get("clipboardText", ""))):
                return found[0].replace("https://demo.invalid", phone.service)
    raise AssertionError(f"no link on this phone; it shows: {await phone.words()}")


async def opened(phone: Phone, address: str) -> Shown:
    """A page, once the service is there to answer."""
    while True:
        try:
            async with phone.session.get(address) as got:
                return await seen(got)
        except (aiohttp.ClientError, TimeoutError):
            await phone.idle()


async def sent(phone: Phone, shown: Shown, way: str, **given: str) -> Shown:
    """A page filled in and sent; once more when nobody answered."""
    form = {**shown.hidden, "starts": shown.inputs.get("starts", ""), "ends": shown.inputs.get("ends", "")}
    while True:
        try:
            fields = {**form, **given, "go": shown.ways[way]}
            body = aiohttp.FormData(fields, default_to_multipart=True)
            async with phone.session.post(phone.service + SEND, data=body) as got:
                return await seen(got)
        except (aiohttp.ClientError, TimeoutError):
            await phone.idle()


async def client_confirms(town: People) -> None:
    page = await opened(town.expert, await link(town.expert))
    assert page.status == 200, page.text
    done = await sent(town.expert, page, "確認する", **ANSWERS)
    assert "確認を受け付けました" in done.text, done.text
    await town.expert.idle()


async def client_confirms_the_declaration(town: People) -> None:
    page = await opened(town.agency, await link(town.agency))
    done = await sent(town.agency, page, "確認する", **ANSWERS)
    assert "確認を受け付けました" in done.text, done.text
    await town.agency.idle()


CONFIRMED_BY_CLIENT: tuple[Deed, ...] = (expert("type", "事業者に確認してもらう"), client_confirms)


async def type_an_end(town: People) -> None:
    """Ten minutes ago."""
    then = moment(int(time.time() * 1000) - 10 * MINUTE)
    await town.expert.type(f"{then:%H:%M}")


DECLARED: tuple[Deed, ...] = (
    expert("type", "チェックイン忘れ・訂正"),
    expert("tap", "チェックアウトを忘れた"),
    type_an_end,
    expert("tap", "うっかり忘れた"),
    expert("tap", "誓約します"),
    expert("tap", "送信する"),
)
DECLARATION_CONFIRMED: tuple[Deed, ...] = (
    agency("tap", "開く"),
    agency("tap", "確認リンクを作る"),
    client_confirms_the_declaration,
)
DECLARATION_APPROVED: tuple[Deed, ...] = (
    agency("tap", "開く"),
    agency("tap", "承認する"),
    secretariat("tap", "開く"),
    secretariat("tap", "承認する"),
)

CONFIRMED_AND_DECLARED: tuple[Deed, ...] = (
    DECLARED[0],
    expert("tap", "申告する"),
    *DECLARED[1:],
    *DECLARATION_CONFIRMED,
    *DECLARATION_APPROVED,
    *CONFIRMED_BY_CLIENT,
)
"""Of two visits that are under way the later one is declared, the earlier one confirmed by its client."""


def drawn(width: int = 360, height: int = 200) -> str:
    """A signature as the page's script sends it."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.line([(40, 120), (120, 40), (180, 150), (300, 60)], fill="#1f2933", width=3)
    return address_of(image)


def address_of(image: Image.Image) -> str:
    out = io.BytesIO()
    image.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
