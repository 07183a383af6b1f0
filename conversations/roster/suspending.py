"""派遣停止 for a reason until a day on which the secretariat looks again, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from conversations.actions import Action, Doing
from conversations.alarms import Alarm
from conversations.approval.standing import concerns
from conversations.dialog import Dialog, Field, Step
from conversations.events import Event
from conversations.kinds import Day
from conversations.kinds.kind import Answers
from conversations.others.deputies import told
from conversations.outgoing import Outgoing
from conversations.reason import OWN_WORDS, reason
from conversations.reminders.bundle import Bundled, note
from conversations.roster.asking import GOES_ON, OnExpert, begins, named, on_expert, shown, stands
from conversations.roster.cards import SUSPEND
from conversations.roster.ending import reinstate, suspend
from conversations.roster.finding import CLERKS, card_of, theirs
from conversations.sure import sure
from flex_messages.cards import Act, Button, Say, Show
from flex_messages.words import full_day
from rules.registration import REGISTRATION
from storage import people, registrations
from storage.store import Unit

LONGEST = 366  # days
SUSPENSIONS = {
    "ご本人の希望": "ご本人から、しばらく派遣を見合わせたいとのお申し出がありました。",
    "事実の確認のため": "支援の記録について確認したいことがあるため、確認が終わるまで派遣を停止します。",
    "資格の期限切れ": "資格の有効期限が過ぎています。更新後の証明書をお送りください。",
}


async def _suspend(unit: Unit, event: Event, subject: str, answers: Answers, facts: OnExpert) -> Sequence[Outgoing]:
    if not REGISTRATION.may(facts.it.state, "suspend"):
        return [Say(stands(facts.it))]
    on = date.fromisoformat(answers["review_on"])
    notices = await suspend(unit, facts.it, facts.by, answers["reason"], on)
    words = f"派遣を停止しました。{full_day(on)}に見直しのお知らせが届きます。"
    return [Say(words), *await shown(unit, facts), *notices]


async def _reinstate(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await theirs(unit, doing.member, doing.about)
    assert doing.member is not None
    if not REGISTRATION.may(it.state, "reinstate") or it.version != doing.version:
        return [Say(stands(it)), Show((await card_of(unit, it, doing.member),))]
    notices = await reinstate(unit, it, doing.person.id)
    anew = await theirs(unit, doing.member, doing.about)
    words = "派遣を再開しました。ご本人にお知らせしました。"
    return [Say(words), Show((await card_of(unit, anew, doing.member),)), *notices]


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
        reason("派遣を停止する理由は何ですか。", SUSPENSIONS, OWN_WORDS + "専門家の方にそのまま表示されます。"),
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
        sure(named("派遣を停止します。"), SUSPEND, f"停止中は、新しい派遣のお願いをお送りしません。{GOES_ON}"),
    ),
    finish=_suspend,
)
ACTIONS = (
    Action("begin_suspending", CLERKS, begins("suspend", "suspend"), opens=True),
    Action("reinstate", CLERKS, _reinstate),
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
