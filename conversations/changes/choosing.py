"""「登録内容の変更」: what shall change. While one change waits, what takes effect at once can still be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.actions import Action, Doing
from conversations.approval.reading import answered
from conversations.changes.dialog import CHANGE_DIALOG
from conversations.changes.fields import CHAPTERS, TITLE
from conversations.changes.moving import moved, own
from conversations.changes.standing import change_card
from conversations.dialog import Dialog, Facts, Field, Step
from conversations.events import Event
from conversations.kinds import Several
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from conversations.registration.facts import facts_of
from conversations.sheet import sheet_of
from conversations.tidy import released
from flex_messages.cards import Card, Row, Show
from rules.change import CHANGE, CLASSES
from rules.refusal import Refusal
from storage import changes, drafts, files, registrations
from storage.changes import Change
from storage.registrations import Registration
from storage.store import Unit

EXPERTS = ("expert",)
CHANGEABLE = ("REGISTERED", "SUSPENDED")
WHEN: dict[str, str] = {"A": "すぐに変わる", "B": "事務局が確認", "C": "支援機関と\n事務局が確認"}
"""Class -> what happens to a change of these fields."""
_NOT_YET = "登録内容の変更は、専門家登録が完了した方がご利用いただけます。「申請状況」から今の状況をご覧ください。"


async def registered(unit: Unit, person: str) -> Registration:
    """Refusal for whoever is not registered (any more)."""
    it = await registrations.of_person(unit, person)
    if it is None or it.state not in CHANGEABLE:
        raise Refusal(_NOT_YET)
    return it


async def change(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """What waits or was left comes first."""
    it = await registered(unit, doing.person.id)
    if (waiting := await changes.open_one(unit, it.id)) is not None:
        return [Show((change_card(waiting),))]
    if (begun := await _begun(unit, it)) is not None:
        return [Show((change_card(begun),))]
    return [Begin("choose_changes", it.id)]


async def choose(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Begin("choose_changes", (await registered(unit, doing.person.id)).id)]


async def go_on(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Begin("change", (await own(unit, doing.person.id, doing.about)).id)]


async def mend(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await own(unit, doing.person.id, doing.about)
    await registered(unit, doing.person.id)
    return [Begin("change", it.id)] if it.state == "RETURNED" else [Show((change_card(it),))]


async def take_back(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await own(unit, doing.person.id, doing.about)
    if not CHANGE.may(it.state, "withdraw"):
        return [Show((change_card(it),))]
    after = await moved(unit, it, "withdraw", doing.person.id)
    await drafts.drop(unit, doing.person.id, "change", it.id)
    return [Show((change_card(after),))]


async def _begun(unit: Unit, it: Registration) -> Change | None:
    """A change whose input was left."""
    for each in await changes.newest(unit, it.id):
        if each.state == "DRAFT" and await drafts.load(unit, it.person, "change", each.id) is not None:
            return each
    return None


@dataclass(frozen=True, slots=True)
class Choosable:
    """fields: what can change now, by name; waiting: whether a change waits already."""

    registration: Registration
    fields: Mapping[str, str]
    waiting: bool


async def choosable(unit: Unit, person: str, subject: str) -> Choosable:
    it = await registered(unit, person)
    waiting = await changes.open_one(unit, it.id) is not None
    asked = answered(it.profile, await facts_of(unit, it))
    may = {n: n for n in asked if n in CLASSES and (not waiting or CLASSES[n] == "A")}
    return Choosable(it, may, waiting)


def _options(answers: Answers, facts: Facts) -> Mapping[str, str]:
    fields: Mapping[str, str] = facts.fields
    return fields


def _which(answers: Answers, facts: Choosable) -> Card:
    text = "選ぶか、項目の名前をお送りください。いくつでも選べます。"
    if facts.waiting:
        text = f"確認中の変更があるため、すぐに変わる項目だけを選べます。{text}"
    by = {words: [name for name in facts.fields if CLASSES[name] == kind] for kind, words in WHEN.items()}
    rows = tuple(Row(words, "、".join(names)) for words, names in by.items() if names)
    return Card(TITLE, "どの項目を変更しますか", text=text, rows=rows)


async def chosen(unit: Unit, event: Event, subject: str, answers: Answers, facts: Choosable) -> Sequence[Outgoing]:
    """What was begun before and never sent gives way."""
    it = facts.registration
    for each in await changes.newest(unit, it.id):
        if each.state == "DRAFT":
            await _forget(unit, each)
    new = await changes.open(unit, it.person, it.id, it.agency, it.office, answers["fields"])
    return [Begin("change", new.id)]


async def _forget(unit: Unit, it: Change) -> None:
    draft = await drafts.load(unit, it.person, "change", it.id)
    if draft is not None:
        for file in released(CHANGE_DIALOG, sheet_of(draft.body), None):
            await files.drop(unit, file)
        await drafts.drop(unit, it.person, "change", it.id)
    await moved(unit, it, "withdraw", it.person)


CHOOSE_CHANGES = Dialog(
    name="choose_changes",
    title=TITLE,
    roles=EXPERTS,
    facts=choosable,
    fields=(Field("変更する項目", Step("fields", _which, Several(_options, groups=CHAPTERS))),),
    finish=chosen,
)
ACTIONS = (
    Action("change", EXPERTS, change, opens=True),
    Action("choose_changes", EXPERTS, choose, opens=True),
    Action("go_on_changing", EXPERTS, go_on, opens=True),
    Action("mend_change", EXPERTS, mend, opens=True),
    Action("take_back_change", EXPERTS, take_back),
)
