"""「担当者を招待」: a code for a colleague of the same agency or office, who will be a 担当, not a 責任者."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from conversations.actions import Action, Doing
from conversations.invitation.handing_out import typing_link
from conversations.others.colleagues import INVITE, head_of
from conversations.others.menu import STAFF
from conversations.outgoing import Outgoing
from flex_messages.cards import Button, Card, Copy, Picture, Row, Show
from flex_messages.words import clock, day
from rules.codes import hash_code, make_code, show_code, typed_line
from rules.japan_time import DAY, moment
from rules.ours import INVITATION_DAYS
from storage import audit, invitations
from storage.store import Unit


def actions(account: Callable[[], str]) -> tuple[Action, ...]:
    """account: as `house` takes it."""

    async def invite(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        me, code = head_of(doing.member), make_code(secrets.token_bytes(8))
        expires = unit.now + INVITATION_DAYS * DAY
        await invitations.add(
            unit,
            hash_code(code),
            role=me.role,
            agency=me.agency,
            office=me.office,
            issued_by=me.person,
            expires=expires,
        )
        await audit.note(unit, actor=me.person, action="invitation.issued", subject=me.person, after=me.role)
        return [Show((_card(account(), code, expires),))]

    return (Action("invite_colleague", STAFF, invite),)


def _card(account: str, code: str, expires: int) -> Card:
    link = typing_link(account, typed_line(code)) if account else ""
    until = f"{day(moment(expires))} {clock(moment(expires))}"
    return Card(
        about=INVITE,
        title=show_code(code),
        text="この招待コードを、同じ所属の新しい担当の方にお渡しください。",
        picture=Picture(f"qr:{link}", alt="招待のQRコード", fit="fit") if link else None,
        rows=(Row("期限", until.replace(" ", "\n") + "まで"), Row("使える回数", "1回")),
        buttons=(Button("コードをコピー", Copy(show_code(code)), "primary"),),
        alt="招待コードができました",
    )
