"""What the housekeeping sees on its round: how many people are guessing at invitation codes."""

from __future__ import annotations

from pathlib import Path

from prometheus_client import REGISTRY

from bot.housekeeping import Housekeeping
from storage import invitations, people
from storage.files import Files
from storage.store import Store
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
