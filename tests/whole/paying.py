"""From an inspected visit to the expert's account, as deeds; and visits that stand in the store as if they had been
made, for what comes after them.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from conversations.dispatch.following import followed
from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from storage import agencies, appointments, clients, dispatches, people, registrations
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.whole.changing import settle_in
from tests.whole.confirming import Place
from tests.whole.conftest import Town
from tests.whole.phone import Phone, actions
from tests.whole.story import Deed, expert, files, secretariat
from tests.whole.story import Town as People

MINUTE = 60_000

BOOK_SENT: tuple[Deed, ...] = (
    expert("tap", "謝金"),
    expert("tap", "通帳の写真を送る"),
    files("olive"),
    expert("tap", "送信する"),
)
BOOK_CHECKED: tuple[Deed, ...] = (
    secretariat("tap", "支払い"),
    secretariat("tap", "口座の確認待ちを見る"),
    secretariat("tap", "くわしく見る"),
    secretariat("tap", "口座を確認する"),
    secretariat("tap", "口座を確認しました"),
)


async def on_the_first_day_in_time(town: People) -> None:
    """The first of the days that are offered."""
    chat = await town.secretariat.chat()
    label = next(
        words
        for message in reversed(chat["messages"])
        if message["from"] == "bot"
        for action, words in actions(message["message"])
        if words.endswith(")") and "月" in words and action["type"] == "postback"
    )
    await town.secretariat.tap(label)


HANDED_OVER: tuple[Deed, ...] = (
    secretariat("tap", "支払い"),
    secretariat("tap", "振込データを作る"),
    on_the_first_day_in_time,
    secretariat("tap", "振込データを作る"),
)


async def saying_why_so_early(town: People) -> None:
    """Asked before the day of the transfer only."""
    if "もう振り込まれているのは、なぜですか" in await town.secretariat.words():
        await town.secretariat.tap("個別に振り込んだ")


SETTLED: tuple[Deed, ...] = (
    secretariat("tap", "支払い"),
    secretariat("tap", "振込データの一覧"),
    secretariat("tap", "振込済みにする"),
    saying_why_so_early,
    secretariat("tap", "振込済みにする"),
)
PAID: tuple[Deed, ...] = (*BOOK_SENT, *BOOK_CHECKED, *HANDED_OVER, *SETTLED)


async def inspected(town: Place, minutes: int = 169, days_ago: int = 1, client: str = "試験製作所") -> str:
    """A visit of so many minutes that both bodies have looked at; the dispatch's id."""
    return await town.store.do(lambda unit: _inspected(unit, town, minutes, days_ago, client))


async def _inspected(unit: Unit, town: Place, minutes: int, days_ago: int, client: str) -> str:
    person = await people.meet(unit, town.stage.expert)
    it = await registrations.of_person(unit, person)
    assert it is not None
    [agency, *_] = await agencies.all(unit)
    of = await clients.add(unit, Client("", "sole", "", "東京都", agency.id, client, address="千代田区1-1"), [client])
    agent, clerk = [await people.meet(unit, user) for user in (town.stage.agency, town.stage.secretariat)]
    starts = unit.now - days_ago * 24 * 60 * MINUTE
    ends = starts + minutes * MINUTE
    request = {"theme": "sales", "asked_first": "client", "paid_by_agency": False, "member_of_agency": False}
    new = Dispatch(
        "", "", agency.id, agent, of.id, person, it.id, it.office, fiscal_year(day(starts)), starts, ends,
        request=request,
    )  # fmt: skip
    opened = await dispatches.open(unit, new)
    done = replace(
        opened, state="INSPECTED", since=unit.now, checked_in=starts, checked_out=ends, client_starts=starts,
        client_ends=ends, client_confirmed=ends, reported=unit.now, agency_confirmed=unit.now,
        agency_confirmed_by=agent, inspected=unit.now, inspected_by=clerk,
    )  # fmt: skip
    kept = await dispatches.save(unit, done)
    await followed(unit, "inspect", opened, kept)
    return kept.id


async def to_be_paid(town: Place) -> None:
    """The stage's expert, registered and appointed in a moment, with a visit that only the account still holds."""
    it = await settle_in(town.store, town.stage.expert)
    await town.store.do(lambda unit: _accepted(unit, it.person))
    await inspected(town)


async def _accepted(unit: Unit, person: str) -> None:
    [year] = await appointments.of_person(unit, person)
    await appointments.save(unit, replace(year, state="ACCEPTED", issued=unit.now, accepted=unit.now, since=unit.now))


async def link(phone: Phone, label: str) -> str:
    """The address behind the newest button with that label."""
    _, action = await phone.find(label)
    return unquote(str(action["uri"])).replace("https://demo.invalid", phone.service)


async def fetched(town: Town, address: str) -> tuple[int, bytes]:
    async with town.session.get(address) as got:
        return got.status, await got.read()
