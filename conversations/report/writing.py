"""「報告書」: written field by field, over weeks if need be, in the chat and on the page; then sent to the agency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.actions import Action, Doing
from conversations.dialog import Dialog, Facts, Field, Returned, Step
from conversations.dispatch.cards import NUMBER
from conversations.dispatch.following import step
from conversations.dispatch.moving import own
from conversations.events import Event
from conversations.kinds import Review
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from conversations.report.facts import EXPERTS, NAME, ReportFacts, held, known, report_facts
from conversations.report.fields import ASKED
from conversations.report.notices import ask_agency
from flex_messages.cards import Card, Row, Say, Show
from flex_messages.words import MENU_WORDS, state
from rules.dispatch import DISPATCH
from rules.japan_time import moment
from rules.ours import REVIEW_DAYS
from storage import dispatch_files, jobs
from storage.dispatches import Dispatch
from storage.store import Unit


async def send(unit: Unit, event: Event, subject: str, answers: Answers, facts: ReportFacts) -> Sequence[Outgoing]:
    it = facts.it
    if not DISPATCH.may(it.state, "report"):
        return [Say(already(it))]
    said: dict[str, Any] = {name: value for name, value in answers.items() if name != "review"}
    after, told = await step(unit, it, "report", event.person, report=said, reported=unit.now)
    for file in said["attachments"] or ():
        await dispatch_files.add(unit, it.id, file["file"], "attachment")
    await jobs.add(unit, "report_preview", it.id)
    return [Show((_sent(facts, after),)), *await ask_agency(unit, after), *told]


def _sent(facts: ReportFacts, after: Dispatch) -> Card:
    agency = facts.this.agency
    return Card(
        about=MENU_WORDS["report"],
        title="報告書を送信しました",
        status=state("dispatch", after.state),
        rows=(Row("支援先", facts.this.client.name), Row("日時", held(after)), Row(NUMBER, after.number)),
        text=f"{agency}が内容を確認し、そのあと事務局が検収します。直していただきたい点があれば、お知らせします。",
        alt="報告書を送信しました",
    )


def already(it: Dispatch) -> str:
    """Why there is nothing to write: sent, or the visit has not ended yet."""
    if it.state in ("REPORTED", "AGENCY_CONFIRMED", "INSPECTED"):
        when = moment(it.reported)
        return (
            f"この報告書は、{when.month}月{when.day}日に送信いただいています（{state('dispatch', it.state).word}）。"
            "「報告書」から、これからの分をご覧いただけます。"
        )
    return "報告書は、支援が終わってチェックアウトしたあとにお書きいただけます。"


def returned(facts: ReportFacts) -> Returned | None:
    """What was sent before stands already; only the returned fields are asked again."""
    it = facts.it
    return Returned(it.report, it.returned, it.reason) if it.returned else None


async def write(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: the dispatch. Goes on with its draft, at the first empty field."""
    it = await own(unit, doing.person.id, doing.about)
    return [Begin(NAME, it.id)] if DISPATCH.may(it.state, "report") else [Say(already(it))]


def _afterwards(answers: Answers, facts: Facts) -> str:
    return f"{facts.this.agency}が内容を確認します。{REVIEW_DAYS}営業日ほどお待ちください。"


REPORT = Dialog(
    name=NAME,
    title=MENU_WORDS["report"],
    roles=EXPERTS,
    fields=(*ASKED, Field("確認", Step("review", "内容をご確認ください", Review(after=_afterwards)))),
    facts=report_facts,
    known=known,
    recalled=False,
    on_return=returned,
    finish=send,
)
ACTIONS = (Action("write_report", EXPERTS, write, opens=True),)
