"""Whether a member may decide on a registration now; if not, what they hear: who decided, when, or whose it is."""

from __future__ import annotations

from flex_messages.words import clock, day
from rules.deciders import check_decider
from rules.japan_time import moment
from rules.refusal import Refusal
from rules.registration import Reviewer, reviewer_of
from storage import people, registrations
from storage.changes import Change
from storage.people import Membership
from storage.registrations import Registration
from storage.store import Unit

Waiting = Registration | Change
"""What an agency and the secretariat decide on, by the same rules."""

_FOREIGN = "この申請は、ほかの機関の担当です。「承認待ち」からご自身の機関の申請をご覧いただけます。"


async def theirs(unit: Unit, member: Membership | None, id: str) -> Registration:
    """The registration, if this member's agency or office has to do with it. Refusal otherwise, also for their own."""
    it = await registrations.one(unit, id)
    if it is None:
        raise Refusal(_FOREIGN)
    check_concerned(member, it)
    return it


def check_concerned(member: Membership | None, it: Waiting) -> Membership:
    """Refusal when it is another agency's or office's, or about themselves."""
    if member is None or not concerns(member, it):
        raise Refusal(_FOREIGN)
    check_decider(member.person, about=it.person)
    return member


async def check_decidable(unit: Unit, member: Membership, it: Waiting) -> Reviewer:
    """The body the member decides for. Refusal when it is not its turn, or when they decided for the other body."""
    body = reviewer_of(it.state)
    if body is None or body != member.role:
        raise Refusal(await decided(unit, member, it))
    check_decider(member.person, about=it.person, decided_before=decided_before(it, body))
    return body


def decided_before(it: Waiting, body: Reviewer) -> str:
    """Who decided for the other body, also by returning it; "" when nobody did."""
    if body == "secretariat":
        return it.agency_decided_by
    returned = it.before is not None and it.before["body"] == "secretariat"
    return str(it.before["by"]) if it.before and returned else ""


async def decided(unit: Unit, member: Membership, it: Waiting) -> str:
    """Who decided for the member's body, when and what, as one sentence."""
    if it.state == "WITHDRAWN":
        return "この申請は、ご本人が取り下げています。"
    if it.state == "RETURNED" and it.before is not None:
        return await _sentence(unit, it, it.before["by"], it.before["at"], "差し戻し")
    if member.role == "secretariat" and it.secretariat_decided:
        deed = "不承認" if it.state == "REJECTED" else "承認"
        return await _sentence(unit, it, it.secretariat_decided_by, it.secretariat_decided, deed)
    if it.agency_decided:
        deed = "不承認" if it.state == "REJECTED" and not it.secretariat_decided else "承認"
        return await _sentence(unit, it, it.agency_decided_by, it.agency_decided, deed)
    return "この申請は、いまは確認の順番ではありません。順番になりましたら、お知らせします。"


async def name_of(unit: Unit, person: str, it: Waiting) -> str:
    """The name a member of the agency or the office gave, as colleagues know it."""
    known = (await people.person(unit, person)).memberships
    return next((m.name for m in known if m.name and concerns(m, it)), "ほかの担当の方")


async def _sentence(unit: Unit, it: Waiting, by: str, at: int, deed: str) -> str:
    when = moment(at)
    return f"この申請は、{day(when)} {clock(when)}に{await name_of(unit, by, it)}が{deed}にしています。"


def concerns(member: Membership, it: Waiting) -> bool:
    """Whether the member's agency or office has to do with it."""
    if member.role == "agency":
        return member.agency == it.agency
    return member.role == "secretariat" and member.office == it.office


async def may_see(unit: Unit, reader: str, owner: str) -> bool:
    """Whether a person may see these files now: their own, or of whom their agency or office has to do with."""
    if reader == owner:
        return True
    it = await registrations.of_person(unit, owner)
    return it is not None and any(concerns(m, it) for m in (await people.person(unit, reader)).memberships)
