"""What agency and secretariat decide on a declaration, and who may: different people, and never the expert."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from conversations.actions import Action, Doing
from conversations.declaring import notices
from conversations.declaring.moving import moved, theirs, weighed
from conversations.declaring.settling import settle
from conversations.declaring.showing import UPDATED, card_for, ended
from conversations.declaring.waiting import following
from conversations.dialog import Dialog, Facts
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from conversations.reason import OWN_WORDS, reason
from conversations.sure import sure
from flex_messages.cards import Say
from flex_messages.words import REJECT, RETURN
from rules.deciders import check_decider
from rules.declaring import DECLARATION, neighbours
from rules.refusal import Refusal
from storage import absences, people
from storage.declarations import Declaration
from storage.people import Membership
from storage.store import Unit

DECIDERS = ("agency", "secretariat")
TO_OFFICE = "申告の確認のお願いが\n1件あります"
TURN = {"agency": ("DECLARED", "CLIENT_CONFIRMED"), "secretariat": ("AGENCY_APPROVED",)}
"""The states in which a declaration is with each body."""
RETURNS = {
    "時刻を確かめてほしい": "時刻をもう一度お確かめください。",
    "理由をくわしく": "理由をもう少しくわしくお書きください。",
}
REFUSALS = {
    "事業者の話と異なる": "事業者の方のお話と異なっていました。",
    "支援を確認できない": "支援が行われたことを確認できませんでした。",
}


async def decidable(unit: Unit, member: Membership | None, id: str, version: int) -> Declaration | Sequence[Outgoing]:
    """The declaration, if it is this member's to decide as it was shown; otherwise what they hear."""
    it = await theirs(unit, member, id)
    assert member is not None
    if it.state not in TURN[member.role]:
        return [await ended(unit, it)]
    before = it.agency_decided_by if member.role == "secretariat" else ""
    check_decider(member.person, about=it.expert, decided_before=before)
    return it if it.version == version else [UPDATED, await card_for(unit, member.role, it)]


async def approve(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await decidable(unit, doing.member, doing.about, doing.version)
    assert doing.member is not None
    if not isinstance(it, Declaration):
        return it
    if doing.member.role == "secretariat":
        return await _approved_at_last(unit, it, doing)
    if not DECLARATION.may(it.state, "approve_at_agency"):
        return [Say("事業者の方の確認がまだ済んでいません。確認のあとに承認できます。")]
    by = doing.person.id
    office = await deciding_office(unit, it, by)
    after = await moved(unit, it, "approve_at_agency", by, agency_decided=unit.now, agency_decided_by=by, office=office)
    done = Say("承認しました。次は事務局が確認します。")
    return [done, *await following(unit, doing), *await notices.to_office(unit, after, TO_OFFICE)]


async def _approved_at_last(unit: Unit, it: Declaration, doing: Doing) -> Sequence[Outgoing]:
    """What was claimed becomes what counts, in the same transaction."""
    by = doing.person.id
    after = await moved(unit, it, "approve", by, office_decided=unit.now, office_decided_by=by)
    told = await settle(unit, after, by)
    news = notices.to_expert(after, "申告が\n承認されました")
    return [Say("承認しました。派遣の記録を直しました。"), *await following(unit, doing), news, *told]


async def deciding_office(unit: Unit, it: Declaration, agency_by: str) -> str:
    """The visit's own office, or the nearest one with somebody on duty who has no part in it yet."""
    for office in neighbours(it.office):
        members = await people.staff(unit, office=office)
        free = [m for m in members if m.person not in (it.expert, agency_by)]
        if any([await absences.of(unit, m.id) is None for m in free]):
            return office
    return it.office


def beginning(dialog: str) -> Callable[[Unit, Doing], Awaitable[Sequence[Outgoing]]]:
    async def act(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        it = await decidable(unit, doing.member, doing.about, doing.version)
        return [Begin(dialog, f"{it.id}:{it.version}")] if isinstance(it, Declaration) else it

    return act


def _finish(event: str, done: str, title: str) -> Callable[..., Awaitable[Sequence[Outgoing]]]:
    async def finish(unit: Unit, heard: Event, subject: str, answers: Answers, facts: Facts) -> Sequence[Outgoing]:
        """When there is nothing left to decide, asking again would not help: the dialog ends and says why."""
        id, _, version = subject.partition(":")
        member = (await people.person(unit, heard.person)).active
        try:
            it = await decidable(unit, member, id, int(version))
        except Refusal as no:
            return [Say(no.words)]
        if not isinstance(it, Declaration):
            return it
        assert member is not None
        body = "agency" if member.role == "agency" else "office"
        mark = {f"{body}_decided": unit.now, f"{body}_decided_by": heard.person, "answer": answers["reason"]}
        after = await moved(unit, it, event, heard.person, **mark)
        return [Say(done), notices.to_expert(after, title), *await weighed(unit, after)]

    return finish


def _dialog(name: str, event: str, label: str, chips: Mapping[str, str], ask: str, done: str, title: str) -> Dialog:
    return Dialog(
        name=name,
        title=f"申告を{label}",
        roles=DECIDERS,
        fields=(
            reason(
                "理由は何ですか。",
                chips,
                OWN_WORDS + "専門家の方にそのまま表示されます。",
            ),
            sure(lambda answers, facts: f"「{answers['reason']}」の理由で{ask}。よろしいですか。", label),
        ),
        finish=_finish(event, done, title),
    )


RETURN_DECLARATION = _dialog(
    "return_declaration", "return", RETURN, RETURNS, "差し戻します",
    "差し戻しました。専門家の方にお知らせしました。", "申告について\n確認のお願いがあります",
)  # fmt: skip
REFUSE_DECLARATION = _dialog(
    "refuse_declaration", "refuse", REJECT, REFUSALS, "不承認にします",
    "不承認にしました。専門家の方にお知らせしました。", "申告についての\nお知らせがあります",
)  # fmt: skip
DIALOGS = (RETURN_DECLARATION, REFUSE_DECLARATION)
ACTIONS = (
    Action("approve_declaration", DECIDERS, approve),
    Action("return_declaration", DECIDERS, beginning("return_declaration")),
    Action("refuse_declaration", DECIDERS, beginning("refuse_declaration")),
)
