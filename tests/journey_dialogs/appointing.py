"""Steps along the road of an appointment in the small world, for the tests of what comes before and after them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from conversations.alarms import Alarm
from conversations.approval.opening import subject_of
from conversations.outgoing import Notice, Outgoing
from conversations.papers import Kept, Paper
from flex_messages.cards import Act, Card
from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from storage import appointments, audit, files, jobs, people, timers
from storage.appointments import Appointment
from storage.store import Unit
from tests.journey_dialogs.conftest import World, drawable

WHY = "面談で、中小企業者等への支援の実績を確認しました。"


async def registered(world: World, who: str = "expert", name: str = "試験 太郎") -> list[Outgoing]:
    """Approved twice; what the final approval said to everybody."""
    it = await world.applied(who, name=name)
    await world.finish("approve", "agent", subject_of(it), {"recommendation": WHY})
    it = await world.registration(who)
    return await world.act("approve", "clerk", it.id, it.version)


async def appointment(world: World, who: str = "expert", year: int = 0) -> Appointment:
    """Of this fiscal year, or of another."""
    of = year or fiscal_year(day(world.clock[0]))
    found = await world.store.look(lambda unit: appointments.of_year(unit, world.who[who], of))
    assert found is not None
    return found


async def consented(world: World, who: str = "expert", name: str = "試験 太郎") -> Appointment:
    await registered(world, who, name)
    it = await appointment(world, who)
    await world.act("consent_to_conditions", who, it.id, it.version)
    return await appointment(world, who)


async def appointed(world: World, who: str = "expert", name: str = "試験 太郎") -> Appointment:
    """The letter issued and its paper kept."""
    it = await consented(world, who, name)
    await world.act("issue_letter", "clerk", it.id, it.version)
    await papers(world)
    return await appointment(world, who)


async def clerk_again(world: World, who: str) -> None:
    """Somebody with two roles acts for the secretariat once more."""

    async def work(unit: Unit) -> None:
        person = await people.person(unit, world.who[who])
        await people.switch(unit, person.id, next(m.id for m in person.memberships if m.role == "secretariat"))

    await world.store.do(work)


async def papers(world: World) -> list[Outgoing]:
    """Every paper that is owed, as a job would have made it; what was said then."""
    kinds = {paper.kind: paper for paper in world.house.papers}
    said: list[Outgoing] = []
    for job in await world.store.look(jobs.due):
        said += drawable(await world.store.do(partial(_paper, kinds[job.kind], job)))
    return said


async def _paper(paper: Paper, job: jobs.Job, unit: Unit) -> Sequence[Outgoing]:
    order = await paper.order(unit, job.about)
    await jobs.finish(unit, job.id)
    if order is None:
        return ()
    kept = Kept(f"{job.kind}-pdf-{job.about}", f"{job.kind}-png-{job.about}")
    await files.note(unit, kept.pdf, order.person, "application/pdf", 1, "", job.kind)
    return await paper.kept(unit, job.about, kept)


async def ring(world: World, *what: str) -> list[Outgoing]:
    """Rings what is due of these alarms, and what they set, until nothing is."""
    kinds = {alarm.what: alarm for alarm in world.house.alarms}
    said: list[Outgoing] = []
    while due := [t for t in await world.store.look(lambda unit: timers.due(unit, unit.now)) if t.what in what]:
        for timer in due:
            said += drawable(await world.store.do(partial(_ring, kinds[timer.what], timer)))
    return said


async def _ring(alarm: Alarm, timer: timers.Timer, unit: Unit) -> Sequence[Outgoing]:
    assert await timers.take(unit, timer)
    return await alarm.act(unit, timer.about)


async def trail(world: World, it: Appointment) -> list[tuple[str, str, str]]:
    """(action, before, after) of its audit lines."""
    lines = await world.store.look(lambda unit: audit.of_subject(unit, it.id))
    return [(line.action.removeprefix("appointment."), line.before, line.after) for line in lines]


def to(said: Sequence[Outgoing], person: str) -> list[Card]:
    """The cards this person was sent."""
    mine = [one.message for one in said if isinstance(one, Notice) and one.to == person]
    return [card for message in mine for card in getattr(message, "cards", ())]


def act_of(card: Card, label: str) -> Act:
    tap = next(button.tap for button in card.buttons if button.label == label)
    assert isinstance(tap, Act)
    return tap
