"""Whether a member may decide on a report now; if not, what they hear: who decided, when, or whose turn it is."""

from __future__ import annotations

from conversations.dispatch.moving import of_our_agency, of_our_office
from flex_messages.words import MENU_WORDS, clock, day, state
from rules.deciders import check_decider
from rules.japan_time import moment
from rules.refusal import Refusal
from rules.registration import Reviewer
from storage import auditors, dispatches, people
from storage.dispatches import Dispatch
from storage.people import Membership
from storage.store import Unit

REVIEWERS = ("agency", "secretariat")
WAITS: dict[str, str] = {"agency": "REPORTED", "secretariat": "AGENCY_CONFIRMED"}
LISTS = {"agency": MENU_WORDS["reports"], "secretariat": MENU_WORDS["inspection"]}


async def theirs(unit: Unit, member: Membership | None, id: str) -> Dispatch:
    """The visit, if it is this member's agency's or office's. Refusal otherwise, also to the expert of it."""
    if member is not None and member.role == "secretariat":
        return await of_our_office(unit, member, id)
    return await of_our_agency(unit, member, id)


def reviewer_of(it: Dispatch) -> Reviewer | None:
    match it.state:
        case "REPORTED":
            return "agency"
        case "AGENCY_CONFIRMED":
            return "secretariat"
    return None


async def check_decidable(unit: Unit, member: Membership, it: Dispatch) -> Reviewer:
    """The body the member decides for. Refusal when it is not its turn, or when they decided for the other body."""
    body = reviewer_of(it)
    if body is None or body != member.role:
        raise Refusal(await decided(unit, member, it))
    check_decider(member.person, about=it.expert, decided_before=decided_before(it, body), what="派遣")
    return body


def decided_before(it: Dispatch, body: Reviewer) -> str:
    """Who decided for the other body, also by returning it; "" when nobody did."""
    if body == "secretariat":
        return it.agency_confirmed_by
    returned = it.before is not None and it.before["body"] == "secretariat"
    return str(it.before["by"]) if it.before and returned else ""


def may_be_theirs(it: Dispatch, member: Membership) -> bool:
    body = reviewer_of(it)
    return body == member.role and member.person not in (it.expert, decided_before(it, body))


async def decided(unit: Unit, member: Membership, it: Dispatch) -> str:
    """Who decided for the member's body, when and what, as one sentence."""
    if it.state == "CHECKED_OUT" and it.before is not None:
        return await _sentence(unit, it, it.before["by"], it.before["at"], "差し戻しています")
    if member.role == "secretariat" and it.inspected:
        return await _sentence(unit, it, it.inspected_by, it.inspected, "検収しています")
    if it.agency_confirmed:
        return await _sentence(unit, it, it.agency_confirmed_by, it.agency_confirmed, "確認しています")
    return f"この報告書は、いまは確認の順番ではありません（{state('dispatch', it.state).word}）。"


async def _sentence(unit: Unit, it: Dispatch, by: str, at: int, deed: str) -> str:
    when = moment(at)
    return f"この報告書は、{day(when)} {clock(when)}に{await name_of(unit, by, it)}が{deed}。"


async def name_of(unit: Unit, person: str, it: Dispatch) -> str:
    """The name a member of the agency or the office gave, as colleagues know it."""
    known = (await people.person(unit, person)).memberships
    return next((m.name for m in known if m.name and concerns(m, it)), "ほかの担当の方")


def concerns(member: Membership, it: Dispatch) -> bool:
    """Whether the member's agency or office has to do with it."""
    if member.role == "agency":
        return member.agency == it.agency
    return member.role == "secretariat" and member.office == it.office


def whose_of(member: Membership) -> dict[str, str]:
    """What a member's lists go by: {"agency": id} or {"office": area}."""
    if member.role == "agency":
        return {"agency": member.agency or ""}
    return {"office": member.office or ""}


async def may_see(unit: Unit, reader: str, dispatch: str) -> bool:
    """Whether a person may see the files of a visit now: its expert, its agency, its office, an auditor."""
    it = await dispatches.one(unit, dispatch)
    if it is None:
        return False
    known = (await people.person(unit, reader)).memberships
    return reader == it.expert or any([concerns(m, it) or await auditors.reads(unit, m) for m in known])
