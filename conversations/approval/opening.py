"""The buttons of the approval: 開く, くわしく見る and the three decisions, each checked again when it is tapped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from conversations.actions import Action, Doing
from conversations.approval import deciding, erasing
from conversations.approval.cards import decision, details
from conversations.approval.deciding import UPDATED
from conversations.approval.standing import check_decidable, decided, theirs
from conversations.approval.waiting import REVIEWERS, look_at
from conversations.cases import Updated
from conversations.outgoing import Begin, Outgoing
from conversations.registration.transfer import is_payable
from flex_messages.cards import Say
from rules.registration import reviewer_of
from storage import audit
from storage.registrations import Registration
from storage.store import Unit

Act = Callable[[Unit, Doing], Awaitable[Sequence[Outgoing]]]


def subject_of(it: Registration) -> str:
    """What a decision's dialog is about: the registration and the version that was shown."""
    return f"{it.id}:{it.version}"


async def open_registration(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await theirs(unit, doing.member, doing.about)
    assert doing.member is not None
    if reviewer_of(it.state) != doing.member.role:
        return [Say(await decided(unit, doing.member, it))]
    return [decision(await look_at(unit, it, doing.person.id))]


async def show_details(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await theirs(unit, doing.member, doing.about)
    assert doing.member is not None
    body = await check_decidable(unit, doing.member, it)
    if body == "secretariat" and is_payable(it.profile):
        await audit.note(unit, actor=doing.person.id, action="account.read", subject=it.id, person=it.person)
    return [details(await look_at(unit, it, doing.person.id))]


async def erase_id_document(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await theirs(unit, doing.member, doing.about)
    if not it.profile.get("id_picture"):
        return [Say("この画像は、すでに削除されています。")]
    after = await erasing.erase(unit, it, doing.person.id, "個人番号の写り込み")
    words = "本人確認書類の画像を削除しました。撮り直しが必要なときは、「差し戻す」でお願いできます。"
    if reviewer_of(after.state) != "secretariat":
        return [Say(words)]
    return [Say(words), decision(await look_at(unit, after, doing.person.id))]


def deciding_by(dialog: str) -> Act:
    """A decision that asks something first. The secretariat's approval asks nothing and takes effect at once."""

    async def act(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        try:
            case = await deciding.case(unit, doing.person.id, doing.about, doing.version)
        except Updated as updated:
            return [Say(UPDATED), decision(await look_at(unit, updated.it, doing.person.id))]
        if dialog == "approve" and case.body == "secretariat":
            return await deciding.approve(unit, case)
        return [Begin(dialog, subject_of(case.it))]

    return act


ACTIONS = (
    Action("open_registration", REVIEWERS, open_registration, opens=True),
    Action("registration_details", REVIEWERS, show_details, opens=True),
    Action("erase_id_document", ("secretariat",), erase_id_document),
    Action("approve", REVIEWERS, deciding_by("approve")),
    Action("return", REVIEWERS, deciding_by("return")),
    Action("reject", REVIEWERS, deciding_by("reject")),
)
