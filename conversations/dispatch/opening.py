"""What opens a request or a dispatch: 前回と同じ内容で申請, くわしく見る, and the office's list of offers."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.dispatch.cards import Seen, seen, small
from conversations.dispatch.details import details
from conversations.dispatch.moving import of_our_agency, of_our_office, own
from conversations.dispatch.pages import PAGE, cursor, cursor_of, with_more
from conversations.dispatch.terms import offer_card
from conversations.others.menu import OFFERS
from conversations.outgoing import Begin, Outgoing
from flex_messages.cards import Act, Button, Card, Say, Show
from flex_messages.words import DETAILS, MENU_WORDS
from storage import dispatches, drafts
from storage.dispatches import Dispatch
from storage.store import Unit

AGENCIES = ("agency",)
REQUEST = MENU_WORDS["request"]
THIS_AGAIN = "この内容で申請"
_NO_REQUEST = Say("これまでの申請はまだありません。はじめての申請は「派遣を申請」から始められます。")
_NO_OFFER = Say("打診中の派遣はありません。")


async def open_dispatch(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """Each side sees its own; an offer is opened as an offer by its expert."""
    assert doing.member is not None
    match doing.member.role:
        case "expert":
            it = await own(unit, doing.person.id, doing.about)
        case "agency":
            it = await of_our_agency(unit, doing.member, doing.about)
        case _:
            it = await of_our_office(unit, doing.member, doing.about)
    if doing.member.role == "expert" and it.state == "OFFERED":
        return [await offer_card(unit, it)]
    return [await details(unit, it, doing.member.role)]


async def request_again(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await of_our_agency(unit, doing.member, doing.about)
    await _drop_untouched(unit, doing.person.id)
    return [Begin("request", f"again:{it.id}")]


async def request_another(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await of_our_agency(unit, doing.member, doing.about)
    await _drop_untouched(unit, doing.person.id)
    return [Begin("request", f"other:{it.id}")]


async def _drop_untouched(unit: Unit, person: str) -> None:
    """A request in which nothing was answered yet is not worth offering again."""
    draft = await drafts.load(unit, person, "request", "")
    if draft is not None and not draft.body.get("answers"):
        await drafts.drop(unit, person, "request", "")


async def recent_requests(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """The latest visits of the agency, each to be asked for again."""
    assert doing.member is not None
    found = await dispatches.past_of_agency(unit, doing.member.agency or "", (2**62, ""), PAGE)
    found = [it for it in found if it.expert != doing.person.id]
    if not found:
        return [_NO_REQUEST]
    return [Show(tuple([_again(await seen(unit, it), unit.now) for it in found]))]


def _again(this: Seen, now: int) -> Card:
    return small(this, "agency", REQUEST, now, Button(THIS_AGAIN, Act("request_again", this.it.id), "primary"))


async def offers(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """事務局の受付 is automatic: what is checked is refused or flagged, and every offer can be seen here."""
    assert doing.member is not None
    after = cursor_of(doing.about)
    found = await dispatches.waiting(unit, "OFFERED", office=doing.member.office or "", after=after, most=PAGE + 1)
    if not found:
        return [_NO_OFFER]
    cards = [_offer(await seen(unit, it), unit.now) for it in found[:PAGE]]
    more = Act("offers", _since(found[PAGE - 1])) if len(found) > PAGE else None
    return [Show(with_more(cards, OFFERS, "ほかの派遣を表示します。", more))]


def _since(it: Dispatch) -> str:
    return cursor(it, it.since)


def _offer(this: Seen, now: int) -> Card:
    opening = Button(DETAILS, Act("open_dispatch", this.it.id, this.it.version), "secondary")
    return small(this, "secretariat", OFFERS, now, opening)


ACTIONS = (
    Action("open_dispatch", ("expert", "agency", "secretariat"), open_dispatch, opens=True),
    Action("request_again", AGENCIES, request_again, opens=True),
    Action("request_another", AGENCIES, request_another, opens=True),
    Action("recent_requests", AGENCIES, recent_requests, opens=True),
    Action("offers", ("secretariat",), offers, opens=True),
)
