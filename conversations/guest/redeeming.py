"""An invitation code was typed: unknown, used and expired ones get the same answer; a good one gives its role."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.guest.welcome import in_the_way, welcome
from conversations.outgoing import Outgoing
from conversations.phones.arriving import arrive
from flex_messages.cards import Say
from flex_messages.words import clock
from rules.codes import hash_code, read_code
from rules.japan_time import moment
from storage import audit, invitations, relinks
from storage.store import Unit

MALFORMED = Say(
    "招待コードとして読み取れませんでした。コードは12文字で、数字の0と1、英字のOとIは使いません。\n"
    "例：ABCD-EFGH-JKLM\nもう一度お送りください。"
)
WRONG = Say(
    "この招待コードは確認できませんでした。文字をご確認のうえ、もう一度お送りください。\n"
    "お使いになれないときは、コードをお渡しした支援機関へご連絡ください。"
)


IN_USE = Say(
    "このLINEは、すでにほかの役割で使われているため、再登録には使えません。コードは、まだ使われていません。\n"
    "新しいスマホのLINEから、もう一度お送りください。"
)


async def redeem(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    code = read_code(doing.text)
    if code is None:
        return [MALFORMED]
    person = doing.person.id
    if until := await invitations.locked_until(unit, person):
        return [_locked(until)]
    hashed = hash_code(code)
    if (phone := await relinks.by_code(unit, hashed)) is not None:
        return [IN_USE] if doing.person.memberships else await arrive(unit, phone, doing.person)
    meant = await invitations.unused(unit, hashed)
    if meant is not None and (words := await in_the_way(unit, doing.person, meant)):
        return [Say(words)]
    invitation = await invitations.redeem(unit, hashed, person)
    if invitation is None:
        until = await invitations.note_try(unit, person)
        await audit.note(unit, actor=person, action="invitation.wrong", subject=person)
        return [_locked(until) if until else WRONG]
    await audit.note(unit, actor=person, action="invitation.redeemed", subject=person, after=invitation.role)
    return await welcome(unit, doing.person, invitation)


def _locked(until: int) -> Say:
    return Say(
        f"招待コードを続けて確認できなかったため、{clock(moment(until))}までお待ちください。"
        "そのあと、もう一度お送りいただけます。"
    )


ACTIONS = (Action("redeem", (), redeem, opens=True),)
