"""Deeds of a visit: the expert arrives, is confirmed by the client and leaves; and visits that are due now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.dispatch.following import followed
from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from storage import agencies, clients, dispatches, people, places, registrations
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.registrations import Registration
from storage.store import Store, Unit
from tests.whole.browser import Browser, Shown
from tests.whole.changing import settle_in
from tests.whole.confirming import CONFIRMED_BY_CLIENT, client_confirms
from tests.whole.conftest import Town
from tests.whole.phone import Phone
from tests.whole.story import Deed, agency, expert
from tests.whole.story import Town as People

HOUR, MINUTE = 3_600_000, 60_000
DOOR = (35.6812, 139.7671)
METRE = 1 / 111_000  # degrees of latitude, about


async def due(
    store: Store, user: str, agent: str, *, starts_in: int = 0, client: str = "試験製作所", door: bool = True,
    online: bool = False,
) -> str:  # fmt: skip
    """A settled visit of two hours of this registered expert, asked for by this agent; the dispatch's id."""

    async def work(unit: Unit) -> str:
        [of, *_] = await agencies.all(unit)
        it = await registrations.of_person(unit, await people.meet(unit, user))
        assert it is not None
        by = await people.meet(unit, agent)
        return await settled_on(unit, it, of.id, by, unit.now + starts_in, client, door=door, online=online)

    return await store.do(work)


async def settled_on(
    unit: Unit, it: Registration, agency: str, by: str, starts: int, client: str, *, door: bool = True,
    online: bool = False,
) -> str:  # fmt: skip
    """A visit of two hours, settled; it: the expert's registration, by: who asked for it. The dispatch's id."""
    new = Client("", "sole", "", "東京都", agency, client, address="千代田区丸の内1-1", phone="+81312345678")
    made = await clients.add(unit, new, [client])
    if door:
        await places.add(unit, made.id, *DOOR, source="pin", by=by, label="本社")
    planned = Dispatch(
        "", "", agency, by, made.id, it.person, it.id, it.office, fiscal_year(day(starts)), starts, starts + 2 * HOUR,
        online=online, request={"theme": "sales", "asked_first": "client", "nth": 1},
    )  # fmt: skip
    opened = await dispatches.open(unit, replace(planned, state="OFFERED"))
    settled = await dispatches.save(unit, replace(opened, state="SCHEDULED", agreed=unit.now))
    await followed(unit, "schedule", replace(opened, state="AGREED"), settled)
    return settled.id


async def visit_due(town: Town, *, starts_in: int = 0) -> str:
    """The stage's expert, registered in a moment, has a visit now; the dispatch's id."""
    await settle_in(town.store, town.stage.expert)
    await town.expert.follow()
    return await due(town.store, town.stage.expert, town.stage.agency, starts_in=starts_in)


def at(metres: float = 0, *, who: str = "expert") -> Deed:
    """A pin on LINE's map, so far north of the door."""

    async def deed(town: People) -> None:
        place = {"latitude": DOOR[0] + metres * METRE, "longitude": DOOR[1]}
        await getattr(town, who).send(location=place)

    deed.__name__ = f"{who} at {metres}"
    return deed


ARRIVED: tuple[Deed, ...] = (expert("tap", "チェックイン"), at(3_000), at(120), expert("tap", "チェックインする"))
UNDONE: tuple[Deed, ...] = (*ARRIVED, expert("tap", "取り消す"))
CONFIRMED: tuple[Deed, ...] = (expert("tap", "事業者に確認してもらう"), client_confirms)
LEFT: tuple[Deed, ...] = (
    expert("tap", "チェックアウト"),
    expert("tap", "休憩なし"),
    at(100),
    expert("tap", "チェックアウトする"),
)
VISITED: tuple[Deed, ...] = (*ARRIVED, *CONFIRMED, *LEFT)
MOVED: tuple[Deed, ...] = (
    expert("tap", "チェックイン"),
    at(3_000),
    expert("tap", "場所が変わった"),
    expert("type", "駅の反対側に移転しました。"),
    expert("tap", "チェックインする"),
    agency("tap", "開く"),
    agency("tap", "承認する"),
)
ABSENT: tuple[Deed, ...] = (
    expert("tap", "チェックイン"),
    at(100),
    expert("tap", "チェックインする"),
    expert("tap", "不在でした"),
    at(100),
    expert("tap", "不在でした"),
    agency("tap", "開く"),
)

A_DAY: tuple[Deed, ...] = (
    *CONFIRMED_BY_CLIENT,
    *LEFT,
    expert("tap", "チェックイン"),
    expert("tap", "この訪問"),
    *MOVED[1:],
    expert("tap", "取り消す"),
    expert("tap", "チェックイン"),
    expert("tap", "この訪問"),
    *ARRIVED[1:],
    *ABSENT[3:],
    expert("tap", "チェックイン"),
    *ARRIVED[2:],
)
"""A visit that is under way is closed; of two that are due, one is taken back and ends with nobody there."""


async def page_of(phone: Phone, label: str) -> str:
    """The address behind a button that opens a page."""
    _, action = await phone.find(label)
    address: str = action["uri"]
    return address


async def measured(
    browser: Browser,
    address: str,
    shown: Shown,
    metres: float = 0,
    accuracy: float = 20,
    changed: Mapping[str, str] | None = None,
) -> Shown:
    """What the page's script posts once the phone has measured, so far north of the door; then what is `changed`."""
    place = {"latitude": str(DOOR[0] + metres * METRE), "longitude": str(DOOR[1])}
    said = {**place, "accuracy": str(accuracy), "age": "300"}
    return await browser.post(address, {**shown.hidden, **said, **(changed or {})})
