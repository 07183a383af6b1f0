"""One expert's year on one page: invited, approved, appointed, dispatched, there, confirmed, reported, paid."""

from __future__ import annotations

from rules import zengin
from storage import appointments, audit, dispatches, payments, people, registrations, transfers
from storage.store import Unit
from tests.whole.appointing import settled
from tests.whole.calendar import advance, december, turn_to
from tests.whole.conftest import Town
from tests.whole.dispatching import DISPATCHED
from tests.whole.paying import BOOK_CHECKED, BOOK_SENT, HANDED_OVER, SETTLED, fetched, link
from tests.whole.reporting import REPORT
from tests.whole.script import compare
from tests.whole.story import APPOINTED, STORY, play
from tests.whole.visiting import ARRIVED, CONFIRMED, LEFT, at


async def states(unit: Unit, user: str) -> tuple[str, str, str, str]:
    """Of the one expert: registration, appointment, dispatch and payment."""
    person = await people.meet(unit, user)
    registration = await registrations.of_person(unit, person)
    [year] = await appointments.of_person(unit, person)
    [visit] = [it async for it in dispatches.every(unit)]
    payment = await payments.one(unit, visit.id)
    assert registration is not None
    assert payment is not None
    return registration.state, year.state, visit.state, payment.state


async def test_a_whole_year_from_the_invitation_to_the_account(town: Town) -> None:
    await turn_to(town, december(7), 10)
    for deed in (*STORY, *APPOINTED):
        await deed(town)
        await settled(town)
    await play(town, *DISPATCHED)
    await turn_to(town, december(8), 10, 2)
    await play(town, ARRIVED[0], at(0), ARRIVED[-1])
    await advance(town, 2.85)
    await play(town, *CONFIRMED, *LEFT)
    assert "13,200円" in await town.expert.words()
    await turn_to(town, december(9), 9)
    for deed in REPORT:
        await deed(town)
        await settled(town)
    await play(town, *BOOK_SENT, *BOOK_CHECKED, *HANDED_OVER)
    status, data = await fetched(town, await link(town.secretariat, "全銀ファイル"))
    assert status == 200
    assert zengin.parse(data).total == 13_200
    await turn_to(town, december(11), 10)
    await play(town, *SETTLED)
    await settled(town)
    status, paper = await fetched(town, await link(town.expert, "支払明細を開く"))
    assert (status, paper[:5]) == (200, b"%PDF-")
    found = await town.store.look(lambda unit: states(unit, town.stage.expert))
    assert found == ("REGISTERED", "ACCEPTED", "INSPECTED", "PAID")
    await town.expert.tap("謝金")
    said = await town.expert.words()
    assert "振込済み" in said
    assert "13,200円" in said
    assert await town.store.look(audit.verify) is None
    [transfer] = await town.store.look(lambda unit: transfers.of_office(unit, "関東"))
    assert await town.store.look(_ledger) == [transfer.total]
    await compare(town)


async def _ledger(unit: Unit) -> list[int]:
    return [it.net async for it in payments.every(unit, "2026-04-01", "2027-03-31") if it.state == "PAID"]
