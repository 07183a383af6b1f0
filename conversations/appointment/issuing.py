"""発行: a consented expert is appointed, with number and period. The paper itself is made by a job after the commit."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.appointment.letters import CLERKS, following
from conversations.appointment.moving import clerk_of, moved, of_our_office, when
from conversations.outgoing import Outgoing
from flex_messages.cards import Say
from rules.appointment import APPOINTMENT
from rules.japan_time import day
from rules.letter import letter_number, period_of
from storage import appointments, jobs
from storage.appointments import Appointment
from storage.store import Unit


async def issue(unit: Unit, it: Appointment, by: str) -> Appointment:
    """The next number of its office and year, from today on; the paper follows."""
    number = letter_number(it.office, it.fiscal_year, await appointments.next_number(unit, it.office, it.fiscal_year))
    first, last = period_of(it.fiscal_year, day(it.consented), day(unit.now))
    after = await moved(
        unit,
        it,
        "appoint",
        by,
        number=number,
        issued=unit.now,
        issued_by=by,
        period_from=first.isoformat(),
        period_to=last.isoformat(),
    )
    await jobs.add(unit, "letter", after.id)
    return after


async def issue_letter(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await of_our_office(unit, doing.member, doing.about)
    if not APPOINTMENT.may(it.state, "appoint"):
        return [Say(await _issued_already(unit, it))]
    after = await issue(unit, it, doing.person.id)
    said = f"委嘱状（{after.number}）を発行しました。文書ができしだい、ご本人のLINEにお届けします。"
    return [Say(said), *await following(unit, doing)]


async def _issued_already(unit: Unit, it: Appointment) -> str:
    if it.issued:
        return f"この委嘱状は、{when(it.issued)}に{await clerk_of(unit, it.issued_by)}が発行しています（{it.number}）。"
    return "この方の委嘱は、いまは発行の順番ではありません。「委嘱状の発行」から一覧をご覧ください。"


ACTIONS = (Action("issue_letter", CLERKS, issue_letter),)
