"""「自分のデータ」 of an expert with visits: what is handed out, what is others', and what stays and why."""

from __future__ import annotations

import orjson

from conversations.others.export import everything
from storage import fixes
from storage.fixes import Attempt
from storage.store import Unit
from tests.journey_dialogs.conftest import World, cards, row
from tests.journey_dialogs.dispatching import HOUR
from tests.journey_dialogs.reporting import ANSWERS, confirmed, ended


async def test_an_expert_gets_visits_positions_reports_and_sums(world: World) -> None:
    said = {"name": "見本 花子", "how": "own_phone", "rating": "1", "comment": "ひみつ", "objection": "ちがう"}
    it = await confirmed(world, said=said, flags=("client_objected",))

    async def place(unit: Unit) -> None:
        attempt = Attempt(it.id, it.expert, "in", unit.now, "pin", 35.6812, 139.7671, "grey", "v1", counted=1)
        await fixes.keep(unit, attempt)

    await world.store.do(place)
    given = await world.store.look(lambda unit: everything(unit, it.expert))
    [visit] = given["dispatches"]
    assert (visit["receipt_number"], visit["client"], visit["state"]) == (it.number, "試験製作所", "AGENCY_CONFIRMED")
    assert visit["checked_in_at"] == "2026-11-24T10:00:00+09:00"
    assert visit["report"]["support"] == ANSWERS["support"]
    [position] = visit["positions"]
    assert (position["latitude"], position["verdict"], position["thresholds"]) == (35.6812, "grey", "v1")
    assert visit["honorarium"]["amount"] == 10_560
    whole = orjson.dumps(given).decode()
    for others in ("ひみつ", "ちがう", "objected", "rating"):
        assert others not in whole, others


async def test_more_visits_than_a_page_are_all_there_once(world: World) -> None:
    first = await ended(world)
    for n in range(120):
        await ended(world, starts=first.starts - (n // 3) * HOUR)
    given = await world.store.look(lambda unit: everything(unit, first.expert))
    numbers = [visit["receipt_number"] for visit in given["dispatches"]]
    assert len(numbers) == len(set(numbers)) == 121
    [card] = cards(await world.act("own_data", "expert"))
    assert row(card, "派遣").startswith("121件")
    assert card.note is not None
    assert "報告書" in card.note.text
    assert "年度の終わりから5年間保管します" in card.note.text
