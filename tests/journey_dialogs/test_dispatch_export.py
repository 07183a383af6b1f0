"""`export visits`: the names other systems rely on, null for what is not there yet, and no cell that is a formula."""

from __future__ import annotations

import csv
import io

from bot.commands.visits import rows
from bot.tables import as_csv
from rules.japan_time import DAY
from tests.journey_dialogs.conftest import NOON, World
from tests.journey_dialogs.dispatching import HOUR, MINUTE, client_of, dispatched

PLACE = {"verdict": "near", "distance_m": 40.0, "accuracy_m": 15.0, "source": "measured"}


async def test_a_visit_that_was_only_offered_has_no_more_than_its_plan(world: World) -> None:
    it = await dispatched(world, state="OFFERED", starts=NOON)
    [row] = await world.store.look(lambda unit: rows(unit, 0, 2**62))
    assert row == {
        "id": it.id,
        "expert_id": world.who["expert"],
        "agency_id": world.agency["ours"],
        "client": "試験製作所",
        "planned_start": "2026-11-24T12:00:00.000+09:00",
        "planned_end": "2026-11-24T14:00:00.000+09:00",
        "state": "OFFERED",
        "check_in": None,
        "check_out": None,
        "client_confirmed": None,
        "breaks_min": 0,
        "paid_minutes": None,
        "flags": [],
        "declarations": [],
    }


async def test_a_visit_that_was_made_says_when_where_and_who_confirmed(world: World) -> None:
    await dispatched(
        world,
        state="CHECKED_OUT",
        starts=NOON,
        checked_in=NOON + MINUTE,
        checked_out=NOON + 2 * HOUR,
        client_confirmed=NOON + 2 * HOUR - MINUTE,
        client_starts=NOON + 2 * MINUTE,
        client_ends=NOON + 2 * HOUR,
        breaks=15,
        flags=("late_check_in",),
        visit={"in": PLACE},
        said={"name": "見本 花子"},
    )
    [row] = await world.store.look(lambda unit: rows(unit, 0, 2**62))
    assert row["check_in"] == {
        "at": "2026-11-24T12:01:00.000+09:00",
        "verdict": "near",
        "distance_m": 40.0,
        "accuracy_m": 15.0,
        "evidence": "measured",
    }
    assert row["check_out"]["verdict"] is None
    assert row["client_confirmed"] == {
        "at": "2026-11-24T13:59:00.000+09:00",
        "start": "2026-11-24T12:02:00.000+09:00",
        "end": "2026-11-24T14:00:00.000+09:00",
        "name": "見本 花子",
    }
    assert (row["breaks_min"], row["flags"]) == (15, ["late_check_in"])


async def test_a_month_has_the_visits_planned_to_start_in_it(world: World) -> None:
    client = await client_of(world)
    for n in (0, 1, 40):
        await dispatched(world, starts=NOON + n * DAY, client=client)
    found = await world.store.look(lambda unit: rows(unit, NOON + DAY, NOON + 40 * DAY))
    assert [row["planned_start"][:10] for row in found] == ["2026-11-25"]


async def test_a_name_never_becomes_a_formula(world: World) -> None:
    await dispatched(world, client=await client_of(world, "=HYPERLINK(1)"))
    table = as_csv(await world.store.look(lambda unit: rows(unit, 0, 2**62))).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table))
    assert row["client"] == "'=HYPERLINK(1)"
