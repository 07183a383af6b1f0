"""The buttons of a change for those who decide: 開く, くわしく見る, the three decisions; and what these ask first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from conversations.actions import Action, Doing
from conversations.approval.deciding import UPDATED
from conversations.approval.dialogs import REJECTING, RETURNING
from conversations.approval.standing import check_decidable, decided
from conversations.approval.waiting import REVIEWERS, decision_of, look_at_change
from conversations.cases import Case, Updated
from conversations.changes import deciding
from conversations.changes.cards import details
from conversations.changes.deciding import theirs
from conversations.dialog import Dialog, Facts, Field
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from conversations.registration.chapters import ACCOUNT
from flex_messages.cards import Say
from flex_messages.words import REJECT, RETURN
from rules.refusal import Refusal
from rules.registration import reviewer_of
from storage import audit, changes
from storage.changes import Change
from storage.store import Unit

Act = Callable[[Unit, Doing], Awaitable[Sequence[Outgoing]]]
Deed = Callable[[Unit, Case[Change], Answers], Awaitable[Sequence[Outgoing]]]


async def open_change(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await theirs(unit, doing.member, doing.about)
    assert doing.member is not None
    if reviewer_of(it.state) != doing.member.role:
        return [Say(await decided(unit, doing.member, it))]
    return [await decision_of(unit, it, doing.person.id)]


async def show_details(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await theirs(unit, doing.member, doing.about)
    assert doing.member is not None
    body = await check_decidable(unit, doing.member, it)
    if body == "secretariat" and ACCOUNT in it.fields:
        await audit.note(unit, actor=doing.person.id, action="account.read", subject=it.id, person=it.person)
    return [details(await look_at_change(unit, it, doing.person.id))]


def deciding_by(dialog: str) -> Act:
    """A decision that asks something first; an approval asks nothing and takes effect at once."""

    async def act(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        try:
            case = await deciding.case(unit, doing.person.id, doing.about, doing.version)
        except Updated as updated:
            return [Say(UPDATED), await decision_of(unit, updated.it, doing.person.id)]
        if not dialog:
            return await deciding.approve(unit, case)
        return [Begin(dialog, f"{case.it.id}:{case.it.version}")]

    return act


@dataclass(frozen=True, slots=True)
class ChangedFields:
    """fields: what can be returned, by name."""

    fields: Mapping[str, str]


async def decision_facts(unit: Unit, person: str, subject: str) -> ChangedFields:
    it = await changes.one(unit, subject.partition(":")[0])
    return ChangedFields({name: name for name in it.fields} if it else {})


def _finish(deed: Deed) -> Callable[[Unit, Event, str, Answers, Facts], Awaitable[Sequence[Outgoing]]]:
    """Bound to the version that was shown when the dialog began; with nothing left to decide it ends and says why."""

    async def finish(unit: Unit, event: Event, subject: str, answers: Answers, facts: Facts) -> Sequence[Outgoing]:
        id, _, version = subject.partition(":")
        try:
            return await deed(unit, await deciding.case(unit, event.person, id, int(version)), answers)
        except Updated as updated:
            return [Say(UPDATED), await decision_of(unit, updated.it, event.person)]
        except Refusal as no:
            return [Say(no.words)]

    return finish


async def _return(unit: Unit, case: Case[Change], answers: Answers) -> Sequence[Outgoing]:
    return await deciding.return_(unit, case, answers["fields"], answers["reason"])


async def _reject(unit: Unit, case: Case[Change], answers: Answers) -> Sequence[Outgoing]:
    return await deciding.reject(unit, case, answers["reason"])


def _dialog(name: str, title: str, deed: Deed, fields: tuple[Field, ...]) -> Dialog:
    return Dialog(name=name, title=title, roles=REVIEWERS, fields=fields, facts=decision_facts, finish=_finish(deed))


DIALOGS = (
    _dialog("return_change", RETURN, _return, RETURNING),
    _dialog("reject_change", REJECT, _reject, REJECTING),
)
ACTIONS = (
    Action("open_change", REVIEWERS, open_change, opens=True),
    Action("change_details", REVIEWERS, show_details, opens=True),
    Action("approve_change", REVIEWERS, deciding_by("")),
    Action("return_change", REVIEWERS, deciding_by("return_change")),
    Action("reject_change", REVIEWERS, deciding_by("reject_change")),
)
