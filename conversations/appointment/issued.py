"""Letters that were issued: looked at by their office, made again when the paper could not be, revoked for a reason."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.appointment.letters import ABOUT, CLERKS, NOBODY, PAGE, office_of
from conversations.appointment.moving import moved, name_of, of_our_office
from conversations.appointment.offering_again import OFFER_AGAIN
from conversations.appointment.road import paper_buttons
from conversations.dialog import Dialog, Facts
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.masked import masked
from conversations.outgoing import Begin, Notice, Outgoing
from conversations.reason import reason
from conversations.sure import sure
from flex_messages.cards import Act, Button, Card, Row, Say, Show
from flex_messages.words import MORE, UNDO, day, state, to
from rules.appointment import APPOINTMENT
from rules.fiscal_year import year_words
from rules.japan_time import day as day_of
from storage import appointments, jobs, people
from storage.appointments import Appointment
from storage.store import Unit

REVOKE = "委嘱を取り消す"
MAKE_AGAIN = "文書を作り直す"
REASONS = {
    "ご本人の希望": "ご本人から、委嘱を終わりたいとのお申し出がありました。",
    "登録の抹消": "専門家登録が抹消されました。",
    "事実と異なる記録": "登録または支援の記録に、事実と異なる内容がありました。",
}


async def letters_issued(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: the state, and after which (since:id) the page goes on."""
    which, _, rest = doing.about.partition(":")
    since, _, id = rest.partition(":")
    after = (int(since), id) if rest else None
    found = await appointments.of_office(unit, office_of(doing), which, after=after, most=PAGE + 1)
    cards = [await _card(unit, it) for it in found[:PAGE]]
    if len(found) > PAGE:
        last = found[PAGE - 1]
        more = Button(MORE, Act("letters_issued", f"{which}:{last.since}:{last.id}"), "secondary")
        cards.append(Card(ABOUT, "続きがあります", buttons=(more,), size="kilo"))
    return [Show(tuple(cards))] if cards else [NOBODY]


async def _declined(unit: Unit, it: Appointment) -> Card:
    return Card(
        about=ABOUT,
        title=to(await name_of(unit, it)),
        status=state("appointment", it.state),
        rows=(
            Row("年度", year_words(it.fiscal_year)),
            Row("回答日", day(day_of(it.ended))),
            *((Row("理由", it.reason),) if it.reason else ()),
        ),
        buttons=(Button(OFFER_AGAIN, Act("offer_again", it.id, it.version), "secondary"),),
        size="kilo",
        alt="同意しなかった方の一覧",
    )


async def _card(unit: Unit, it: Appointment) -> Card:
    if it.state == "DECLINED":
        return await _declined(unit, it)
    lost = () if it.letter else (Button(MAKE_AGAIN, Act("make_letter_again", it.id), "secondary"),)
    return Card(
        about=ABOUT,
        title=to(await name_of(unit, it)),
        status=state("appointment", it.state),
        rows=(
            Row("文書番号", it.number),
            Row("年度", year_words(it.fiscal_year)),
            Row("発行日", day(day_of(it.issued))),
            *((Row("承諾日", day(day_of(it.accepted))),) if it.accepted else ()),
        ),
        buttons=(*paper_buttons(it), *lost, Button(REVOKE, Act("begin_revoking", it.id, it.version), "stop")),
        size="kilo",
        alt="発行した委嘱状の一覧",
    )


async def make_letter_again(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await of_our_office(unit, doing.member, doing.about)
    if it.letter or not it.issued:
        return [Say("文書はできています。「委嘱状の発行」の一覧からお開きいただけます。")]
    await jobs.add(unit, "letter", it.id)
    return [Say("文書をもう一度作ります。できしだい、ご本人のLINEにお届けします。")]


async def begin_revoking(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await of_our_office(unit, doing.member, doing.about)
    if not APPOINTMENT.may(it.state, "revoke"):
        return [Say(_ended(it))]
    return [Begin("revoke_appointment", it.id)]


async def _revoke(unit: Unit, event: Event, subject: str, answers: Answers, facts: Facts) -> Sequence[Outgoing]:
    it = await of_our_office(unit, facts, subject)
    if not APPOINTMENT.may(it.state, "revoke"):
        return [Say(_ended(it))]
    after = await moved(unit, it, "revoke", event.person, ended=unit.now, reason=answers["reason"])
    return [Say("委嘱を取り消しました。ご本人にお知らせしました。"), _tell(after)]


def _tell(it: Appointment) -> Notice:
    return Notice(it.person, masked("委嘱についての\nお知らせがあります", Act("standing")))


def _ended(it: Appointment) -> str:
    return f"この委嘱は、{day(day_of(it.ended))}に終わっています（{state('appointment', it.state).word}）。"


async def _clerk(unit: Unit, person: str, subject: str) -> Facts:
    """The membership the clerk acts in now."""
    return (await people.person(unit, person)).active


REVOKE_APPOINTMENT = Dialog(
    name="revoke_appointment",
    title=REVOKE,
    roles=CLERKS,
    facts=_clerk,
    fields=(
        reason(
            "取り消す理由は何ですか。",
            REASONS,
            "専門家の方にそのまま表示されます。",
        ),
        sure(
            "委嘱を取り消します。よろしいですか。",
            UNDO,
            "今日からの派遣はできなくなります。終わった支援の報告と謝金は、このまま続きます。",
        ),
    ),
    finish=_revoke,
)
ACTIONS = (
    Action("letters_issued", CLERKS, letters_issued, opens=True),
    Action("make_letter_again", CLERKS, make_letter_again),
    Action("begin_revoking", CLERKS, begin_revoking),
)
