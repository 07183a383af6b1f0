"""The buttons of a report's readers: 開く, くわしく見る and the decisions, each checked again when it is tapped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from conversations.actions import Action, Doing
from conversations.cases import Case, Updated
from conversations.dispatch.cards import seen
from conversations.outgoing import Begin, Outgoing
from conversations.report import deciding
from conversations.report.cards import decision, details, done
from conversations.report.deciding import UPDATED
from conversations.report.standing import LISTS, REVIEWERS, check_decidable, decided, reviewer_of, theirs
from conversations.report.waiting import look_at
from flex_messages.cards import Message, Say, Show
from storage import dispatch_files
from storage.dispatches import Dispatch
from storage.people import Membership
from storage.store import Unit

Deed = Callable[[Unit, Case[Dispatch]], Awaitable[Sequence[Outgoing]]]


async def open_report(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await theirs(unit, doing.member, doing.about)
    assert doing.member is not None
    body = reviewer_of(it)
    if body is None or body != doing.member.role:
        return [await _settled(unit, doing.member, it)]
    return [decision(await look_at(unit, it, body))]


async def _settled(unit: Unit, member: Membership, it: Dispatch) -> Message:
    """Who decided and when, with the document where there is one."""
    words = await decided(unit, member, it)
    report = await dispatch_files.newest(unit, it.id, "report")
    return Show((done(await seen(unit, it), LISTS[member.role], words, report),)) if report else Say(words)


async def show_details(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await theirs(unit, doing.member, doing.about)
    assert doing.member is not None
    body = await check_decidable(unit, doing.member, it)
    return [details(await look_at(unit, it, body))]


def decides(deed: Deed) -> Callable[[Unit, Doing], Awaitable[Sequence[Outgoing]]]:
    """A decision, bound to the version that was shown."""

    async def act(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        try:
            case = await deciding.case(unit, doing.person.id, doing.about, doing.version)
        except Updated as updated:
            return [UPDATED, decision(await look_at(unit, updated.it, updated.body))]
        return await deed(unit, case)

    return act


async def _begin_return(unit: Unit, case: Case[Dispatch]) -> Sequence[Outgoing]:
    return [Begin("return_report", f"{case.it.id}:{case.it.version}")]


ACTIONS = (
    Action("open_report", REVIEWERS, open_report, opens=True),
    Action("report_details", REVIEWERS, show_details, opens=True),
    Action("confirm_report", ("agency",), decides(deciding.confirm)),
    Action("inspect_report", ("secretariat",), decides(deciding.inspect)),
    Action("return_report", REVIEWERS, decides(_begin_return)),
)
