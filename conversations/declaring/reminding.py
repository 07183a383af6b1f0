"""A declaration that waits too long: whose turn it is is reminded, then the secretariat sees that the agency is late.

Money hangs on it, so nobody forgets it: the notices go with the morning bundle, without a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from conversations.alarms import Alarm
from conversations.client.people import agency_people, office_people
from conversations.declaring.whose import concerns
from conversations.outgoing import Outgoing
from conversations.reminders.bundle import Bundled, note
from conversations.reminders.review import CLOCK
from flex_messages.cards import Act, Button
from flex_messages.words import MENU_WORDS
from rules import japan_time
from rules.business_days import add_business_days
from rules.ours import BUNDLE_HOUR, OVERDUE_DAYS, REVIEW_DAYS
from storage import audit, declarations, people, timers
from storage.declarations import Declaration
from storage.store import Unit

WHAT = "declaration_waits"
AT_AGENCY, AT_OFFICE = ("DECLARED", "CLIENT_CONFIRMED"), ("AGENCY_APPROVED",)
_DAYS = {"remind": REVIEW_DAYS, "overdue": OVERDUE_DAYS}


async def watch(unit: Unit, it: Declaration) -> None:
    """It has come into its state now."""
    if it.state in (*AT_AGENCY, *AT_OFFICE):
        await _set(unit, it, "remind")
    else:
        await timers.cancel(unit, _key(it))


async def _set(unit: Unit, it: Declaration, stage: str) -> None:
    """At midnight of the day: what it notes goes out with that morning's bundle."""
    await timers.set(unit, _key(it), _due(it, stage, 0), WHAT, f"{_about(it)} {stage}")


async def waited(unit: Unit, about: str) -> Sequence[Outgoing]:
    id, state, since, stage = about.split(" ")
    it = await declarations.one(unit, id)
    if it is None or _about(it) != f"{id} {state} {since}":
        return ()
    ours = stage == "remind" and state in AT_AGENCY
    told = agency_people(unit, it.agency, but=it.expert) if ours else office_people(unit, it.office, but=it.expert)
    for person in await told:
        await note(unit, person, f"declaration_{stage}", _about(it), _due(it, stage, BUNDLE_HOUR))
    await audit.note(
        unit, actor=CLOCK, action=f"declaration.{stage}", subject=id, before=state, after=state, person=it.expert
    )
    if ours:
        await _set(unit, it, "overdue")
    return ()


async def _still(unit: Unit, person: str, about: str) -> bool:
    """Nothing has happened meanwhile, and the person still belongs to whom it is with."""
    it = await declarations.one(unit, about.split(" ")[0])
    known = (await people.person(unit, person)).memberships
    return it is not None and _about(it) == about and any(concerns(member, it) for member in known)


def _about(it: Declaration) -> str:
    return f"{it.id} {it.state} {it.since}"


def _key(it: Declaration) -> str:
    return f"{WHAT}:{it.id}"


def _due(it: Declaration, stage: str, hour: int) -> int:
    return japan_time.at(add_business_days(japan_time.day(it.since), _DAYS[stage]), hour)


_LIST = Button(MENU_WORDS["declarations"], Act("declarations"), "primary")
ALARMS = (Alarm(WHAT, waited, at_night=True),)
BUNDLED = (
    Bundled("declaration_remind", lambda n: f"確認待ちの申告が{n}件あります", _LIST, _still),
    Bundled("declaration_overdue", lambda n: f"支援機関で止まっている申告が{n}件あります", _LIST, _still),
)
