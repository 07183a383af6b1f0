"""A declaration's card with the buttons of whoever looks at it, and what is said once it is not their turn any more."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.declaring.cards import declaration_card, look_at, staff_name, status
from conversations.declaring.moving import theirs
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Open, Say, Show
from flex_messages.words import APPROVE, MEND, REJECT, RETURN, clock, day
from rules.japan_time import moment
from rules.refusal import Refusal
from storage import declarations
from storage.declarations import Declaration
from storage.store import Unit

UPDATED = Say("内容が更新されました。新しい内容をご確認ください。")
OPEN_PAPER = "申告書（PDF）を開く"
_NOT_YOURS = "この申告は、ほかの方のものです。「その他」からご自身の申告をご覧いただけます。"


async def open_declaration(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """For whoever it concerns in the role they are in now."""
    assert doing.member is not None
    if doing.member.role == "expert":
        return [await _own_card(unit, doing.person.id, doing.about)]
    return [await card_for(unit, doing.member.role, await theirs(unit, doing.member, doing.about))]


async def card_for(unit: Unit, role: str, it: Declaration) -> Show:
    return await (agency_card(unit, it) if role == "agency" else office_card(unit, it))


async def _own_card(unit: Unit, person: str, id: str) -> Show:
    it = await declarations.one(unit, id)
    if it is None or it.expert != person:
        raise Refusal(_NOT_YOURS)
    mend = Button(MEND, Act("begin_declaring", it.dispatch), "primary")
    buttons = (mend,) if it.state == "RETURNED" else _paper(it)
    return Show((declaration_card(await look_at(unit, it), "expert", *buttons),))


async def agency_card(unit: Unit, it: Declaration) -> Show:
    ask = (
        Button("確認リンクを作る", Act("declaration_link", it.id, it.version), "primary"),
        Button("電話で確認した", Act("declaration_phone", it.id, it.version), "secondary"),
    )
    approve = (Button(APPROVE, Act("approve_declaration", it.id, it.version), "primary"),)
    buttons = {"DECLARED": (*ask, *_no(it, second=False)), "CLIENT_CONFIRMED": (*approve, *_no(it))}.get(it.state, ())
    return Show((declaration_card(await look_at(unit, it), "agency", *buttons),))


async def office_card(unit: Unit, it: Declaration) -> Show:
    approve = Button(APPROVE, Act("approve_declaration", it.id, it.version), "primary")
    buttons = (approve, *_no(it)) if it.state == "AGENCY_APPROVED" else _paper(it)
    return Show((declaration_card(await look_at(unit, it), "secretariat", *buttons),))


def _paper(it: Declaration) -> tuple[Button, ...]:
    """The form, once it is made."""
    return (Button(OPEN_PAPER, Open(f"paper:{it.paper}"), "secondary"),) if it.paper else ()


def _no(it: Declaration, *, second: bool = True) -> tuple[Button, ...]:
    """second: whether sending it back is the second button of the card, not a link."""
    return (
        Button(RETURN, Act("return_declaration", it.id, it.version), "secondary" if second else "link"),
        Button(REJECT, Act("refuse_declaration", it.id, it.version), "stop"),
    )


async def ended(unit: Unit, it: Declaration) -> Say:
    """Who decided and when, or where it stands: for a second tap and for old cards."""
    if it.office_decided_by:
        who, at = await staff_name(unit, it.office_decided_by), it.office_decided
    elif it.agency_decided_by:
        who, at = await staff_name(unit, it.agency_decided_by), it.agency_decided
    else:
        return Say(f"この申告は、いまは「{status(it).word}」です。")
    when = f"{day(moment(at))} {clock(moment(at))}"
    return Say(f"この申告は、{when}に{who}が手続きしています。いまは「{status(it).word}」です。")


ACTIONS = (Action("open_declaration", ("expert", "agency", "secretariat"), open_declaration, opens=True),)
