"""「報告の確認」 and 「検収」: what waits for a member's decision, oldest first, in pages; the next one after each."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.dispatch.cards import seen
from conversations.outgoing import Outgoing
from conversations.report import bulk, owed
from conversations.report.cards import Look, decision, listed
from conversations.report.flags import words_of
from conversations.report.standing import LISTS, WAITS, may_be_theirs, whose_of
from flex_messages.cards import Act, Button, Say, Show
from rules.registration import Reviewer
from storage import dispatch_files, dispatches
from storage.dispatches import Dispatch
from storage.people import Membership
from storage.store import Unit

PAGE = 9
MORE_OF: dict[Reviewer, str] = {"agency": "reports_more", "secretariat": "inspection_more"}
SEARCH = Button("名前・受付番号で探す", Act("search_reports"))


async def waiting(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return await _page(unit, doing, None)


async def more(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    since, _, id = doing.about.partition(":")
    return await _page(unit, doing, (int(since), id))


async def next_waiting(unit: Unit, member: Membership) -> Show | None:
    """The oldest one that this member may decide on, ready to decide."""
    found = await of_member(unit, member, None, 1 + PAGE)
    it = next((it for it in found if may_be_theirs(it, member)), None)
    return decision(await look_at(unit, it, body_of(member))) if it else None


async def look_at(unit: Unit, it: Dispatch, body: Reviewer) -> Look:
    flags = await words_of(unit, it)
    return Look(await seen(unit, it), body, unit.now, flags, await dispatch_files.newest(unit, it.id, "preview"))


async def of_member(unit: Unit, member: Membership, after: tuple[int, str] | None, most: int) -> list[Dispatch]:
    return await dispatches.waiting(unit, WAITS[member.role], **whose_of(member), after=after, most=most)


def body_of(member: Membership) -> Reviewer:
    return "agency" if member.role == "agency" else "secretariat"


async def _page(unit: Unit, doing: Doing, after: tuple[int, str] | None) -> Sequence[Outgoing]:
    member = doing.member
    assert member is not None
    body = body_of(member)
    found = await of_member(unit, member, after, PAGE + 1)
    looks = [await look_at(unit, it, body) for it in found[:PAGE] if it.expert != member.person]
    heads = () if after else await owed.heads(unit, member)
    if not looks and len(found) <= PAGE:
        nothing = Say(
            f"「{LISTS[body]}」に、お待ちの報告書はありません。届いたら、このLINEでお知らせします。", (SEARCH,)
        )
        return [Show(heads, (SEARCH,)) if heads else nothing]
    last = found[PAGE - 1] if len(found) > PAGE else None
    goes_on = Act(MORE_OF[body], f"{last.since}:{last.id}") if last else None
    many = (bulk.BUTTON,) if body == "secretariat" and len(found) > 1 else ()
    return [listed(looks, LISTS[body], more=goes_on, heads=heads, quick=(*many, SEARCH))]


ACTIONS = (
    Action("reports", ("agency",), waiting, opens=True),
    Action("reports_more", ("agency",), more, opens=True),
    Action("inspection", ("secretariat",), waiting, opens=True),
    Action("inspection_more", ("secretariat",), more, opens=True),
)
