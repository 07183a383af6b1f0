"""What the secretariat is asked before it suspends or strikes somebody off, and an expert before they leave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from conversations.actions import Action, Doing
from conversations.alarms import Alarm
from conversations.appointment.conditions import CONDITIONS_AGAIN, conditions_again
from conversations.appointment.moving import of_our_office
from conversations.approval.chips import Chips
from conversations.approval.standing import concerns
from conversations.dialog import Dialog, Facts, Field, Step
from conversations.events import Event
from conversations.kinds import Choice, Day
from conversations.kinds.kind import Answers
from conversations.others.deputies import told
from conversations.others.menu import LEAVE
from conversations.outgoing import Begin, Outgoing
from conversations.registration.person import full
from conversations.reminders.bundle import Bundled, note
from conversations.roster.cards import STRIKE, SUSPEND
from conversations.roster.ending import reinstate, suspend, to_come, withdraw
from conversations.roster.finding import CLERKS, card_of, theirs
from flex_messages.cards import Act, Button, Card, Row, Say, Show
from flex_messages.words import QUIT, full_day, span, state, to
from rules import japan_time
from rules.refusal import Refusal
from rules.registration import REGISTRATION
from rules.text_width import fold
from storage import people, registrations
from storage.people import Membership
from storage.registrations import Registration
from storage.store import Unit

EXPERTS = ("expert",)
LONGEST = 366  # days
SUSPENSIONS = {
    "ご本人の希望": "ご本人から、しばらく派遣を見合わせたいとのお申し出がありました。",
    "事実の確認のため": "支援の記録について確認したいことがあるため、確認が終わるまで派遣を停止します。",
    "資格の期限切れ": "資格の有効期限が過ぎています。更新後の証明書をお送りください。",
}
STRIKES = {
    "ご本人の希望": "ご本人から、登録を終わりたいとのお申し出がありました。",
    "要件を満たさない": "登録要件に当てはまらなくなりました。",
    "事実と異なる記録": "登録または支援の記録に、事実と異なる内容がありました。",
}
LEAVING = {
    "時間が取れない": "本業などの都合で、支援の時間が取れません。",
    "ほかの仕事に就く": "ほかの仕事に就くため、続けられません。",
    "特に理由はない": "都合により、登録を終わります。",
}
GOES_ON = "終わった支援の報告書と謝金のお支払いは、これまでどおり続きます。"


@dataclass(frozen=True, slots=True)
class OnExpert:
    """Who acts, on whose registration, and today in Japan."""

    by: str
    it: Registration
    member: Membership | None
    today: date


async def on_expert(unit: Unit, person: str, subject: str) -> OnExpert:
    """For the secretariat. Refusal when it is not theirs to decide."""
    member = (await people.person(unit, person)).active
    return OnExpert(person, await theirs(unit, member, subject), member, japan_time.day(unit.now))


async def on_oneself(unit: Unit, person: str, subject: str) -> OnExpert:
    it = await registrations.of_person(unit, person)
    if it is None or not REGISTRATION.may(it.state, "withdraw"):
        raise Refusal("抹消できる登録がありません。「申請状況」から今の状況をご覧ください。")
    return OnExpert(person, it, None, japan_time.day(unit.now))


def begins(dialog: str, event: str) -> Callable[[Unit, Doing], Awaitable[Sequence[Outgoing]]]:
    async def act(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        it = await theirs(unit, doing.member, doing.about)
        assert doing.member is not None
        if not REGISTRATION.may(it.state, event):
            return [Say(_stands(it)), Show((await card_of(unit, it, doing.member),))]
        return [Begin(dialog, it.id)]

    return act


async def _suspend(unit: Unit, event: Event, subject: str, answers: Answers, facts: OnExpert) -> Sequence[Outgoing]:
    if not REGISTRATION.may(facts.it.state, "suspend"):
        return [Say(_stands(facts.it))]
    on = date.fromisoformat(answers["review_on"])
    told = await suspend(unit, facts.it, facts.by, answers["reason"], on)
    words = f"派遣を停止しました。{full_day(on)}に見直しのお知らせが届きます。"
    return [Say(words), *await _card(unit, facts), *told]


async def _strike(unit: Unit, event: Event, subject: str, answers: Answers, facts: OnExpert) -> Sequence[Outgoing]:
    if not REGISTRATION.may(facts.it.state, "withdraw"):
        return [Say(_stands(facts.it))]
    told = await withdraw(unit, facts.it, facts.by, answers["reason"])
    return [Say("登録を抹消しました。ご本人にお知らせしました。"), *await _card(unit, facts), *told]


async def _leave(unit: Unit, event: Event, subject: str, answers: Answers, facts: OnExpert) -> Sequence[Outgoing]:
    told = await withdraw(unit, facts.it, facts.by, answers["reason"])
    words = f"登録を抹消しました。これまでのご協力、ありがとうございました。{GOES_ON}"
    again = "もう一度登録を希望されるときは、支援機関へご相談ください。"
    return [Say(words + again), *told]


async def _reinstate(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await theirs(unit, doing.member, doing.about)
    assert doing.member is not None
    if not REGISTRATION.may(it.state, "reinstate") or it.version != doing.version:
        return [Say(_stands(it)), Show((await card_of(unit, it, doing.member),))]
    told = await reinstate(unit, it, doing.person.id)
    anew = await theirs(unit, doing.member, doing.about)
    words = "派遣を再開しました。ご本人にお知らせしました。"
    return [Say(words), Show((await card_of(unit, anew, doing.member),)), *told]


async def _card(unit: Unit, facts: OnExpert) -> list[Outgoing]:
    assert facts.member is not None
    it = await theirs(unit, facts.member, facts.it.id)
    return [Show((await card_of(unit, it, facts.member),))]


def _stands(it: Registration) -> str:
    return f"この方の登録は、いま「{state('registration', it.state).word}」です。"


async def _offer_again(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """委嘱条件 for somebody who had declined them."""
    it = await of_our_office(unit, doing.member, doing.about)
    notice = await conditions_again(unit, it, doing.person.id)
    return [Say("委嘱条件をもう一度お送りしました。"), notice] if notice else [Say(CONDITIONS_AGAIN)]


async def _halted_visits(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: the registration of somebody who is suspended or has left."""
    assert doing.member is not None
    it = await registrations.one(unit, doing.about)
    found = await to_come(unit, it.person, doing.member.agency or "-") if it else []
    if it is None or not found:
        return [Say("この専門家の予定は、いまはありません。")]
    rows = tuple(
        Row(f"派遣 {visit.number}", span(japan_time.moment(visit.starts), japan_time.moment(visit.ends), lines=True))
        for visit in found[:20]
    )
    text = "お約束済みの派遣は、そのまま行えます。変更や取消は「派遣一覧」から行えます。"
    if it.state == "WITHDRAWN":
        text = "登録が抹消されたため、この派遣は行えません。「派遣一覧」から取り消してください。"
    return [
        Show((Card("派遣の予定", to(full(it.profile, "name")), state("registration", it.state), text=text, rows=rows),))
    ]


async def due(unit: Unit, about: str) -> Sequence[Outgoing]:
    """The day on which a suspension is looked at again."""
    id, review_on = about.split(" ")
    it = await registrations.one(unit, id)
    if it is None or (it.state, it.review_on) != ("SUSPENDED", review_on):
        return ()
    for person in await told(unit, it, body="secretariat"):
        await note(unit, person, "suspension", about, unit.now)
    return ()


async def _still(unit: Unit, person: str, about: str) -> bool:
    id, review_on = about.split(" ")
    it = await registrations.one(unit, id)
    known = (await people.person(unit, person)).memberships
    here = it is not None and (it.state, it.review_on) == ("SUSPENDED", review_on)
    return here and it is not None and any(concerns(m, it) for m in known)


def _why(ask: str, chips: dict[str, str], hint: str) -> Field:
    step = Step(
        "reason",
        ask,
        Chips(200, fold=fold, chips=chips),
        hint=f"ボタンから選ぶか、ご自身の言葉でお送りください。{hint}",
    )
    return Field("理由", step)


def _sure(ask: Callable[[Answers, Facts], str], label: str, hint: str) -> Field:
    sure = Choice({"yes": label, "quit": QUIT}, stopping=("quit",), proof=True)
    return Field("確認", Step("sure", ask, sure, hint=hint))


def _named(words: str) -> Callable[[Answers, Facts], str]:
    return lambda answers, facts: f"{to(full(facts.it.profile, 'name'))}の{words}よろしいですか。"


def _tomorrow(answers: Answers, facts: OnExpert) -> str:
    return (facts.today + timedelta(days=1)).isoformat()


def _latest(answers: Answers, facts: OnExpert) -> str:
    return (facts.today + timedelta(days=LONGEST)).isoformat()


SUSPENDING = Dialog(
    name="suspend",
    title=SUSPEND,
    roles=CLERKS,
    facts=on_expert,
    fields=(
        _why("派遣を停止する理由は何ですか。", SUSPENSIONS, "専門家の方にそのまま表示されます。"),
        Field(
            "見直しの日",
            Step(
                "review_on",
                "いつ見直しますか。",
                Day(least=_tomorrow, most=_latest, initial=_tomorrow),
                hint="この日の朝に、事務局へお知らせします。",
                example="2027年1月31日",
            ),
        ),
        _sure(_named("派遣を停止します。"), SUSPEND, f"停止中は、新しい派遣のお願いをお送りしません。{GOES_ON}"),
    ),
    finish=_suspend,
)
STRIKING = Dialog(
    name="strike",
    title=STRIKE,
    roles=CLERKS,
    facts=on_expert,
    fields=(
        _why("登録を抹消する理由は何ですか。", STRIKES, "専門家の方にそのまま表示されます。"),
        _sure(_named("登録を抹消します。"), STRIKE, f"抹消すると、元には戻せません。{GOES_ON}"),
    ),
    finish=_strike,
)
LEAVING_DIALOG = Dialog(
    name="leave",
    title=LEAVE,
    roles=EXPERTS,
    facts=on_oneself,
    fields=(
        _why("差し支えなければ、理由を教えてください。", LEAVING, ""),
        _sure(
            lambda answers, facts: "専門家の登録を抹消します。よろしいですか。",
            STRIKE,
            f"抹消すると、派遣のお願いは届かなくなり、元には戻せません。{GOES_ON}",
        ),
    ),
    finish=_leave,
)


async def _begin_leaving(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    facts = await on_oneself(unit, doing.person.id, "")
    return [Begin("leave", facts.it.id)]


DIALOGS = (SUSPENDING, STRIKING, LEAVING_DIALOG)
ACTIONS = (
    Action("begin_suspending", CLERKS, begins("suspend", "suspend"), opens=True),
    Action("begin_striking", CLERKS, begins("strike", "withdraw"), opens=True),
    Action("reinstate", CLERKS, _reinstate),
    Action("offer_again", CLERKS, _offer_again),
    Action("leave", EXPERTS, _begin_leaving, opens=True),
    Action("halted_visits", ("agency",), _halted_visits, opens=True),
)
ALARMS = (Alarm("suspension", due, at_night=True),)
BUNDLED = (
    Bundled(
        "suspension",
        lambda n: f"派遣停止の見直しが{n}件あります",
        Button("派遣停止中の方を見る", Act("suspended"), "primary"),
        _still,
    ),
)
