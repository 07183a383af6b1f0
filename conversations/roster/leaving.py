"""登録抹消: by the secretariat for a reason, or as an expert's own wish. Both look twice; neither can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.dialog import Dialog
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.others.menu import LEAVE
from conversations.outgoing import Begin, Outgoing
from conversations.reason import OWN_WORDS, reason
from conversations.roster.asking import GOES_ON, OnExpert, begins, named, on_expert, shown, stands
from conversations.roster.cards import STRIKE
from conversations.roster.ending import withdraw
from conversations.roster.finding import CLERKS
from conversations.sure import sure
from flex_messages.cards import Say
from rules import japan_time
from rules.refusal import Refusal
from rules.registration import REGISTRATION
from storage import registrations
from storage.store import Unit

EXPERTS = ("expert",)
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


async def on_oneself(unit: Unit, person: str, subject: str) -> OnExpert:
    it = await registrations.of_person(unit, person)
    if it is None or not REGISTRATION.may(it.state, "withdraw"):
        raise Refusal("抹消できる登録がありません。「申請状況」から今の状況をご覧ください。")
    return OnExpert(person, it, None, japan_time.day(unit.now))


async def _strike(unit: Unit, event: Event, subject: str, answers: Answers, facts: OnExpert) -> Sequence[Outgoing]:
    if not REGISTRATION.may(facts.it.state, "withdraw"):
        return [Say(stands(facts.it))]
    told = await withdraw(unit, facts.it, facts.by, answers["reason"])
    return [Say("登録を抹消しました。ご本人にお知らせしました。"), *await shown(unit, facts), *told]


async def _leave(unit: Unit, event: Event, subject: str, answers: Answers, facts: OnExpert) -> Sequence[Outgoing]:
    told = await withdraw(unit, facts.it, facts.by, answers["reason"])
    words = f"登録を抹消しました。これまでのご協力、ありがとうございました。{GOES_ON}"
    again = "もう一度登録を希望されるときは、支援機関へご相談ください。"
    return [Say(words + again), *told]


STRIKING = Dialog(
    name="strike",
    title=STRIKE,
    roles=CLERKS,
    facts=on_expert,
    fields=(
        reason("登録を抹消する理由は何ですか。", STRIKES, OWN_WORDS + "専門家の方にそのまま表示されます。"),
        sure(named("登録を抹消します。"), STRIKE, f"抹消すると、元には戻せません。{GOES_ON}"),
    ),
    finish=_strike,
)
LEAVING_DIALOG = Dialog(
    name="leave",
    title=LEAVE,
    roles=EXPERTS,
    facts=on_oneself,
    fields=(
        reason("差し支えなければ、理由を教えてください。", LEAVING),
        sure(
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


ACTIONS = (
    Action("begin_striking", CLERKS, begins("strike", "withdraw"), opens=True),
    Action("leave", EXPERTS, _begin_leaving, opens=True),
)
