"""「スマホを変えた方の再登録」, begun by whoever has seen the person: how it is known that it is they."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.actions import Action, Doing
from conversations.approval.standing import check_concerned
from conversations.dialog import Dialog, Facts
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.masked import masked
from conversations.others.colleagues import both, head_of
from conversations.others.deputies import staff_of
from conversations.outgoing import Begin, Notice, Outgoing
from conversations.phones.cards import TITLE
from conversations.phones.reminding import watch
from conversations.reason import OWN_WORDS, reason
from conversations.registration.person import full
from conversations.sure import sure
from flex_messages.cards import Act, Button, Say
from flex_messages.words import state, to
from rules.offices import office_of
from rules.refusal import Refusal
from storage import agencies, audit, people, registrations, relinks
from storage.people import Membership
from storage.registrations import Registration
from storage.store import Unit

STAFF = ("agency", "secretariat")
START = "再登録を始める"
REASONS = {
    "対面で本人確認書類": "対面で会い、本人確認書類で確認しました。",
    "オンラインで本人確認": "オンラインで顔を見て、本人確認書類で確認しました。",
    "登録の電話に折り返し": "登録されている電話番号にかけ、本人と話して確認しました。",
}
OPEN_ALREADY = "この方の再登録は、すでに申請されています。「承認待ち」で事務局が確認します。"


async def start_button(unit: Unit, it: Registration) -> tuple[Button, ...]:
    """For the agency's card of an expert."""
    return (Button(START, Act("begin_phone", it.id), "primary"),)


@dataclass(frozen=True, slots=True)
class Moving:
    """Whose phone it is, by name; who starts it; the office that decides."""

    person: str
    name: str
    member: Membership
    office: str


async def facts_of(unit: Unit, person: str, subject: str) -> Moving:
    """subject: a registration of this agency, or "staff:" and the membership of a colleague, for a 責任者."""
    member = (await people.person(unit, person)).active
    if subject.startswith("staff:"):
        them = (await both(unit, person, subject.removeprefix("staff:"))).them
        office = member.office if member and member.office else await _office_of_agency(unit, them.agency or "")
        return _open(Moving(them.person, them.name, head_of(member), office), person)
    it = await registrations.one(unit, subject)
    if it is None or member is None or member.role != "agency":
        raise Refusal("再登録は、専門家を推薦した支援機関の担当の方が始められます。")
    check_concerned(member, it)
    return _open(Moving(it.person, full(it.profile, "name"), member, it.office), person)


def _open(moving: Moving, by: str) -> Moving:
    if moving.person == by:
        raise Refusal("ご自身の再登録は、ほかの担当の方にお願いしてください。")
    return moving


async def _office_of_agency(unit: Unit, id: str) -> str:
    agency = await agencies.one(unit, id)
    if agency is None:
        raise Refusal("所属の支援機関が見つかりませんでした。「お問い合わせ」へご連絡ください。")
    return office_of(agency.prefecture).area


async def begin(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    moving = await facts_of(unit, doing.person.id, doing.about)
    if (running := await relinks.open_one(unit, moving.person)) is not None:
        return [Say(f"{OPEN_ALREADY}（{state('relink', running.state).word}）")]
    return [Begin("phone", doing.about)]


async def start(unit: Unit, event: Event, subject: str, answers: Answers, facts: Moving) -> Sequence[Outgoing]:
    if await relinks.open_one(unit, facts.person) is not None:
        return [Say(OPEN_ALREADY)]
    new = await relinks.open(
        unit,
        facts.person,
        agency=facts.member.agency,
        office=facts.office,
        started_by=event.person,
        name=facts.name,
        reason=answers["reason"],
    )
    await watch(unit, new)
    await audit.note(
        unit,
        actor=event.person,
        action="phone.start",
        subject=new.id,
        after=new.state,
        reason=answers["reason"],
        person=new.person,
    )
    words = f"{to(facts.name)}の再登録を申請しました。事務局が承認すると、コードをお渡しできるようになります。"
    clerks = [p for p in await staff_of(unit, office=new.office, but=new.person) if p != event.person]
    asks = masked("承認のお願いが\n1件あります", Act("open_phone", new.id, new.version))
    return [Say(words), *(Notice(clerk, asks) for clerk in clerks)]


def _sure(answers: Answers, facts: Facts) -> str:
    return f"{to(facts.name)}の再登録を申請します。よろしいですか。"


PHONE = Dialog(
    name="phone",
    title=TITLE,
    roles=STAFF,
    facts=facts_of,
    fields=(
        reason(
            "ご本人であることを、どのように確認しましたか。",
            REASONS,
            OWN_WORDS + "記録に残ります。",
            label="本人の確認",
        ),
        sure(_sure, "申請する", "承認されてコードが使われると、いまのLINEからは何も操作できなくなります。"),
    ),
    finish=start,
)
ACTIONS = (Action("begin_phone", STAFF, begin, opens=True),)
