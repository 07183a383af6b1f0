"""「連絡が取れない方」: who blocked the account, the phone number masked until somebody opens it, which is noted."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.approval.reading import BY_NAME, words_for
from conversations.approval.standing import concerns
from conversations.others.menu import STAFF, UNREACHABLE
from conversations.outgoing import Outgoing
from conversations.registration.person import full
from flex_messages.cards import Act, Button, Card, Row, Say, Show, Status
from flex_messages.words import MORE, state, to
from rules.refusal import Refusal
from storage import audit, people, registrations
from storage.registrations import Registration
from storage.store import Unit

PAGE = 9
PHONE = BY_NAME["電話番号"]
SHOW_PHONE = "電話番号を表示"
_NOBODY = Say("連絡が取れない方はいません。")


async def unreachable(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: the id after which the list goes on."""
    assert doing.member is not None
    member = doing.member
    whose = {"agency": member.agency} if member.role == "agency" else {"office": member.office}
    found = await registrations.unreachable(unit, **whose, after=doing.about, most=PAGE + 1)
    cards = [_card(it) for it in found[:PAGE] if it.person != doing.person.id]
    if not cards and len(found) <= PAGE:
        return [_NOBODY]
    if len(found) > PAGE:
        more = Button(MORE, Act("unreachable", found[PAGE - 1].id), "secondary")
        cards.append(Card(UNREACHABLE, "続きがあります", text="ほかの方を表示します。", buttons=(more,), size="kilo"))
    return [Show(tuple(cards))]


async def show_phone(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    assert doing.member is not None
    it = await registrations.one(unit, doing.about)
    if it is None or not concerns(doing.member, it) or not (await people.person(unit, it.person)).blocked:
        raise Refusal("この方の連絡先は、いまは表示できません。一覧をもう一度お開きください。")
    if not it.profile.get("phone"):
        return [Say("電話番号はまだ登録されていません。ほかの連絡先は、所属の機関でご確認ください。")]
    await audit.note(
        unit, actor=doing.person.id, action="phone.shown", subject=it.id, reason=UNREACHABLE, person=it.person
    )
    return [Show((_card(it, words_for(PHONE, it.profile, None, "phone_shown")),))]


def _card(it: Registration, phone: str = "") -> Card:
    known = it.profile.get("phone")
    hidden = words_for(PHONE, it.profile, None, "unreachable") or "登録がありません"
    button = Button(SHOW_PHONE, Act("show_phone", it.id), "primary")
    return Card(
        about=UNREACHABLE,
        title=to(full(it.profile, "name") or "お名前の登録がまだの方"),
        status=Status("連絡不可", "attention"),
        rows=(
            Row("受付番号", it.receipt),
            Row("状況", state("registration", it.state).word),
            Row("電話番号", phone or hidden),
        ),
        buttons=(button,) if known and not phone else (),
        size="kilo",
    )


ACTIONS = (
    Action("unreachable", STAFF, unreachable, opens=True),
    Action("show_phone", STAFF, show_phone),
)
