"""That the client may be supported and agrees, and chapter 相談内容: what it came with, and why others have to help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conversations.dialog import Facts, Field, Step
from conversations.dispatch.chapters import CLIENT, CONSULTATION
from conversations.dispatch.facts import RequestFacts
from conversations.invitation.recent_day import RecentDay
from conversations.kinds import Choice, LongText
from conversations.kinds.kind import Answers
from flex_messages.words import NO, YES
from rules.refusal import Refusal

YES_NO = {"yes": YES, "no": NO}
LONGEST_TEXT = 1_000
_NOT_ELIGIBLE = "専門家派遣は、中小企業者等に該当する方が対象です。該当しない方への派遣は申請できません。"
_NO_CONSENT = "派遣の申請には、事業者の同意が必要です。同意を得てから、続きをお願いします。"


def _yes(words: str) -> Callable[[Any, Answers, Facts], Any]:
    def check(value: Any, answers: Answers, facts: Facts) -> Any:
        if value != "yes":
            raise Refusal(words)
        return value

    return check


def _today(answers: Answers, facts: RequestFacts) -> str:
    return facts.today.isoformat()


FIELDS = (
    Field(
        "中小企業者等に該当",
        Step(
            "sme_eligible",
            "この事業者は、\n中小企業者等に\n該当しますか。",
            Choice(YES_NO),
            check=_yes(_NOT_ELIGIBLE),
            hint="小規模事業者、個人事業主、創業予定者も含まれます。",
        ),
        chapter=CLIENT,
    ),
    Field(
        "事業者の同意",
        Step(
            "client_consents",
            "派遣の申請について、\n事業者の同意を\n得ていますか。",
            Choice(YES_NO),
            check=_yes(_NO_CONSENT),
        ),
        chapter=CLIENT,
    ),
    Field(
        "相談受付日",
        Step(
            "consulted_on",
            "事業者の相談を受けた日は、\nいつですか。",
            RecentDay(most=_today, initial=_today),
            hint="「今日」「昨日」とお送りいただくこともできます。",
            example="今日",
        ),
        chapter=CONSULTATION,
    ),
    Field(
        "相談の概要",
        Step(
            "summary",
            "相談の概要を\nお送りください。",
            LongText(LONGEST_TEXT),
            hint="専門家の方にもお見せします。",
            example="新しい焼き菓子を、県外の小売店でも売りたいとの相談です。",
        ),
        chapter=CONSULTATION,
    ),
    Field(
        "自機関での解決が困難な理由",
        Step(
            "unsolved",
            "自機関での解決が困難な\n理由をお送りください。",
            LongText(LONGEST_TEXT),
            example="県外の小売業の商談に詳しい担当者がいないためです。",
        ),
        chapter=CONSULTATION,
    ),
)
