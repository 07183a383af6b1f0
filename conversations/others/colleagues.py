"""「担当者の管理」: a 責任者 sees the colleagues, hands over, removes. Authority is read again each time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.actions import Action, Doing
from conversations.dialog import Dialog, Facts
from conversations.events import Event
from conversations.guest.menus import menu_of
from conversations.kinds.kind import Answers
from conversations.others.away import colleagues_of
from conversations.others.menu import COLLEAGUES, STAFF
from conversations.outgoing import Begin, Notice, Outgoing, SwitchMenu
from conversations.sure import sure
from flex_messages.cards import Act, Button, Card, Row, Say, Show
from flex_messages.words import MORE, to
from rules.refusal import Refusal
from storage import absences, audit, people
from storage.people import Membership
from storage.store import Unit

PAGE = 9
HAND_OVER, REMOVE, INVITE, NEW_PHONE = "責任者を引き継ぐ", "外す", "担当者を招待", "スマホを変えた"
_NOT_HEAD = "担当者の管理は、責任者の方だけが行えます。"
_GONE = "この方は、すでに担当から外れています。"


async def colleagues(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: how many were shown already."""
    me = head_of(doing.member)
    members, start = await colleagues_of(unit, me), int(doing.about or 0)
    cards = [_card(each, me) for each in members[start : start + PAGE]]
    if len(members) > start + PAGE:
        more = Button(MORE, Act("colleagues", str(start + PAGE)), "secondary")
        cards.append(Card(COLLEAGUES, "続きがあります", text="登録の早い順です。", buttons=(more,), size="kilo"))
    invite = Button(INVITE, Act("invite_colleague"), "primary")
    cards.append(Card(COLLEAGUES, "新しい担当者", text="招待コードをお渡しします。", buttons=(invite,), size="kilo"))
    return [Show(tuple(cards))]


def head_of(member: Membership | None) -> Membership:
    if member is None or member.role not in STAFF or not member.head:
        raise Refusal(_NOT_HEAD)
    return member


def _card(each: Membership, me: Membership) -> Card:
    rows = (Row("部署", each.department or "—"), Row("役割", "責任者" if each.head else "担当"))
    buttons = (
        Button(HAND_OVER, Act("hand_over", each.id), "secondary"),
        Button(NEW_PHONE, Act("begin_phone", f"staff:{each.id}"), "secondary"),
        Button(REMOVE, Act("remove", each.id), "stop"),
    )
    name = to(each.name) if each.name else "お名前の登録がまだの方"
    return Card(COLLEAGUES, name, rows=rows, buttons=() if each.id == me.id else buttons, size="kilo")


def begins(dialog: str) -> Callable[[Unit, Doing], Awaitable[Sequence[Outgoing]]]:
    async def begin(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        me = head_of(doing.member)
        if all(each.id != doing.about for each in await colleagues_of(unit, me)):
            raise Refusal(_GONE)
        return [Begin(dialog, doing.about)]

    return begin


@dataclass(frozen=True, slots=True)
class Both:
    """Who acts and on whom, of the same agency or office, read again."""

    me: Membership
    them: Membership


async def both(unit: Unit, person: str, subject: str) -> Both:
    """Refusal when the one is no head any more or the other is gone."""
    me = head_of((await people.person(unit, person)).active)
    them = next((each for each in await colleagues_of(unit, me) if each.id == subject), None)
    if them is None:
        raise Refusal(_GONE)
    return Both(me, them)


async def hand_over(unit: Unit, event: Event, subject: str, answers: Answers, facts: Both) -> Sequence[Outgoing]:
    await people.lead(unit, facts.them.id, True)
    await people.lead(unit, facts.me.id, False)
    await _noted(unit, facts, "staff.handed_over")
    return [
        Say(f"{to(facts.them.name)}に責任者を引き継ぎました。"),
        Notice(facts.them.person, Say("責任者を引き継ぎました。「その他」から担当者の管理をご利用いただけます。")),
    ]


async def remove(unit: Unit, event: Event, subject: str, answers: Answers, facts: Both) -> Sequence[Outgoing]:
    """The menu goes at once; buttons and inputs that are still open find no authority behind them."""
    them = facts.them
    whose: dict[str, Any] = {"agency": them.agency} if them.role == "agency" else {"office": them.office}
    heads = await people.heads(unit, **whose)
    if facts.me.id not in heads:
        raise Refusal(_NOT_HEAD)
    if set(heads) <= {them.id}:
        raise Refusal("最後の責任者は外せません。先に、ほかの方へ責任者を引き継いでください。")
    await people.leave(unit, them.id)
    await absences.end(unit, them.id)
    await _noted(unit, facts, "staff.removed")
    left = await people.person(unit, them.person)
    if left.active is None and left.memberships:
        await people.switch(unit, left.id, left.memberships[0].id)
        left = await people.person(unit, them.person)
    return [
        Say(f"{to(them.name)}を担当から外しました。"),
        SwitchMenu(await menu_of(unit, left.active), them.person),
        Notice(them.person, Say("担当から外れました。ご不明な点は、所属の責任者の方へお尋ねください。")),
    ]


async def _noted(unit: Unit, facts: Both, action: str) -> None:
    at = facts.me.agency or facts.me.office or ""
    await audit.note(
        unit, actor=facts.me.person, action=action, subject=facts.them.id, after=at, person=facts.them.person
    )


def _confirm(name: str, title: str, ask: Callable[[str], str], finish: Any) -> Dialog:
    def words(answers: Answers, facts: Facts) -> str:
        return ask(to(facts.them.name or "お名前の登録がまだの方"))

    return Dialog(
        name=name,
        title=title,
        roles=STAFF,
        fields=(sure(words, title),),
        facts=both,
        finish=finish,
    )


DIALOGS = (
    _confirm("hand_over", HAND_OVER, lambda name: f"{name}に責任者を引き継ぎます。よろしいですか。", hand_over),
    _confirm("remove_colleague", REMOVE, lambda name: f"{name}を担当から外します。よろしいですか。", remove),
)
ACTIONS = (
    Action("colleagues", STAFF, colleagues, opens=True),
    Action("hand_over", STAFF, begins("hand_over"), opens=True),
    Action("remove", STAFF, begins("remove_colleague"), opens=True),
)
