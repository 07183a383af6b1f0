"""What the housekeeping sees on its round: how many people are guessing at invitation codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from bot.housekeeping import KEPT_PARCELS, KEPT_PARKED, Housekeeping
from storage import invitations, outbox, people
from storage.files import Files
from storage.outbox import Mark
from storage.store import Store, Unit
from tests.postgres import postgres_server as postgres_server
from tests.postgres import postgres_url as postgres_url
from tests.storage.conftest import Clock
from tests.storage.conftest import clock as clock
from tests.storage.conftest import store as store
from tests.storage.conftest import url as url
from tests.storage.conftest import vault as vault


async def test_many_people_who_guess_at_once_show_in_the_figures(store: Store, clock: Clock, tmp_path: Path) -> None:
    housekeeping = Housekeeping(store, Files(f"file://{tmp_path}/files"), lambda: clock.now)
    for n in range(7):
        person = await store.do(lambda unit, n=n: people.meet(unit, f"U{n}"))  # type: ignore[misc]
        await store.do(lambda unit, person=person: invitations.note_try(unit, person))  # type: ignore[misc]
    await housekeeping.tidy()
    assert REGISTRY.get_sample_value("wrong_codes") == 7
    clock.now += invitations.WINDOW + 1
    await housekeeping.tidy()
    assert REGISTRY.get_sample_value("wrong_codes") == 0


async def test_what_line_would_not_take_shows_in_the_figures_and_outlives_what_was_sent(
    store: Store, clock: Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    housekeeping = Housekeeping(store, Files(f"file://{tmp_path}/files"), lambda: clock.now)

    async def work(unit: Unit) -> None:
        person = await people.meet(unit, "U1")
        for n, mark in enumerate(("sent", "parked", "parked")):
            parcel = await outbox.add(unit, person=person, event="e", n=n, kind="push", body=b"[]")
            await outbox.settle(unit, [Mark(parcel.id, mark, unit.now, note="quota")])  # type: ignore[arg-type]

    await store.do(work)
    clock.now += KEPT_PARCELS + 1
    await housekeeping.tidy()
    assert [row["n"] for row in await store.look(outbox.parked)] == [1, 2]
    assert await store.look(lambda unit: outbox.accepted_at(unit, 1)) == 0, "what was sent is gone"
    assert REGISTRY.get_sample_value("parcels_aside", {"why": "quota"}) == 2
    clock.now += KEPT_PARKED
    capsys.readouterr()
    await housekeeping.tidy()
    assert await store.look(outbox.parked) == []
    assert REGISTRY.get_sample_value("parcels_aside", {"why": "quota"}) == 0
    assert "parked_parcels_deleted" in capsys.readouterr().out
