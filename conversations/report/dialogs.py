"""What a decision on a report asks: fields and a reason to return it; and 「名前・受付番号で探す」."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.actions import Action, Doing
from conversations.cases import Updated
from conversations.dialog import Dialog, Facts, Field, Step
from conversations.events import Event
from conversations.kinds import Several, Text
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from conversations.reason import OWN_WORDS, reason
from conversations.report import deciding
from conversations.report.cards import decision, listed
from conversations.report.deciding import UPDATED
from conversations.report.reading import answered
from conversations.report.standing import LISTS, REVIEWERS, WAITS, concerns, whose_of
from conversations.report.waiting import SEARCH, body_of, look_at
from conversations.sure import sure
from flex_messages.cards import Say
from flex_messages.words import RETURN, state
from rules.refusal import Refusal
from rules.search_words import folded
from rules.text_width import fold
from storage import dispatches, people, reports
from storage.store import Unit

MOST = 10
REASONS = {
    "内容が足りない": "もう少しくわしくお書きください。",
    "記録と異なる": "支援の記録と内容が異なっています。ご確認ください。",
    "添付が足りない": "支援の内容が分かる資料を添付してください。",
}


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """fields: what can be returned, by name."""

    fields: Mapping[str, str]


async def return_facts(unit: Unit, person: str, subject: str) -> ReturnFacts:
    it = await dispatches.one(unit, subject.partition(":")[0])
    return ReturnFacts(answered(it) if it else {})


async def finish_return(unit: Unit, event: Event, subject: str, answers: Answers, facts: Facts) -> Sequence[Outgoing]:
    """Bound to the version that was shown when the dialog began. When there is nothing left to decide it says why."""
    id, _, version = subject.partition(":")
    try:
        case = await deciding.case(unit, event.person, id, int(version))
        return await deciding.return_(unit, case, answers["fields"], answers["reason"])
    except Updated as updated:
        return [UPDATED, decision(await look_at(unit, updated.it, updated.body))]
    except Refusal as no:
        return [Say(no.words)]


def _returnable(answers: Answers, facts: Facts) -> Mapping[str, str]:
    fields: Mapping[str, str] = facts.fields
    return fields


def _typed(answers: Answers, facts: Facts) -> bool:
    return answers["reason"] is not None and answers["reason"] not in REASONS.values()


RETURN_REPORT = Dialog(
    name="return_report",
    title=RETURN,
    roles=REVIEWERS,
    facts=return_facts,
    fields=(
        Field(
            "直していただく項目",
            Step(
                "fields",
                "どの項目を差し戻しますか。",
                Several(_returnable),
                hint="選ぶか、項目の名前をお送りください。いくつでも選べます。",
            ),
        ),
        reason(
            "差し戻す理由は何ですか。",
            REASONS,
            OWN_WORDS + "専門家の方にそのまま表示されます。",
        ),
        sure(
            lambda answers, facts: f"「{answers['reason']}」の理由で差し戻します。よろしいですか。",
            RETURN,
            "理由は専門家の方にそのまま表示されます。",
            when=_typed,
        ),
    ),
    finish=finish_return,
)


async def begin_search(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Begin("search_reports")]


async def find(unit: Unit, event: Event, subject: str, answers: Answers, facts: Any) -> Sequence[Outgoing]:
    """What waits for this member's decision under a name or a number; of another one of theirs, where it stands."""
    member = (await people.person(unit, event.person)).active
    if member is None or member.role not in REVIEWERS:
        return [Say("この一覧は、支援機関と事務局の担当の方がご覧いただけます。")]
    body = body_of(member)
    word, whose = folded(answers["words"]), whose_of(member)
    numbered = await dispatches.by_number(unit, word.upper())
    if numbered is not None and concerns(member, numbered) and numbered.state != WAITS[member.role]:
        where = state("dispatch", numbered.state).word
        return [Say(f"受付番号{numbered.number}は、「{LISTS[body]}」にはありません（{where}）。", (SEARCH,))]
    found = [numbered] if numbered else await reports.find(unit, word, WAITS[member.role], **whose, most=MOST)
    looks = [await look_at(unit, it, body) for it in found if concerns(member, it) and it.expert != event.person]
    if looks:
        return [listed(looks, LISTS[body], quick=(SEARCH,))]
    how = "支援先か専門家のお名前、または受付番号を、略さずにお送りください。"
    return [Say(f"「{answers['words']}」は見つかりませんでした。{how}", (SEARCH,))]


SEARCH_REPORTS = Dialog(
    name="search_reports",
    title=SEARCH.label,
    roles=REVIEWERS,
    fields=(
        Field(
            "お名前・受付番号",
            Step("words", "どの報告書をお探しですか。", Text(40, fold=fold), example="試験 太郎、サンプル製菓、H1001"),
        ),
    ),
    finish=find,
)
DIALOGS = (RETURN_REPORT, SEARCH_REPORTS)
ACTIONS = (Action("search_reports", REVIEWERS, begin_search, opens=True),)
