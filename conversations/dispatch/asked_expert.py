"""Chapter 専門家: who is sent, how they stand to the agency (E2, E3), who asked for it (E4), and who comes along."""

from __future__ import annotations

from typing import Any

from conversations.dialog import Facts, Field, Step
from conversations.dispatch import candidates
from conversations.dispatch.asked_consultation import YES_NO
from conversations.dispatch.asked_visit import check_length
from conversations.dispatch.chapters import EXPERT
from conversations.dispatch.facts import RequestFacts, starts_of
from conversations.dispatch.finding import Expert
from conversations.kinds import Choice
from conversations.kinds.kind import Answers
from rules.refusal import Refusal

ASKED_FIRST = {"client": "事業者", "agency": "支援機関", "expert": "専門家"}
_GONE = "この専門家は見つかりませんでした。もう一度お探しください。"
_YOURSELF = "ご自身を派遣することはできません。別の専門家をお選びください。"


def check_expert(value: Any, answers: Answers, facts: RequestFacts) -> str:
    """Free then, and not the person who asks. Whether they can be sent at all is looked at when it is sent."""
    if facts.expert is None or facts.expert.it.id != value:
        raise Refusal(_GONE)
    if facts.expert.it.person == facts.agent:
        raise Refusal(_YOURSELF)
    candidates.check_appointed(facts.expert, starts_of(answers))
    check_length(answers["length"], {**answers, "expert": value}, facts)
    return str(value)


def _who(facts: RequestFacts) -> str:
    return f"{facts.expert.name}さん" if facts.expert else "専門家"


def _paid(answers: Answers, facts: RequestFacts) -> str:
    return f"{_who(facts)}は、{facts.agency.name}から給与や報酬を受け取っていますか。"


def _member(answers: Answers, facts: RequestFacts) -> str:
    return f"{_who(facts)}は、{facts.agency.name}の会員や役員、職員ですか。"


def _first(answers: Answers, facts: Facts) -> str:
    return "この派遣を\n最初に希望したのは、\nどなたですか。"


FIELDS = (
    Field(
        "派遣する専門家", Step("expert", "どの専門家を\nお願いしますか。", Expert(), check=check_expert), chapter=EXPERT
    ),
    Field("支援機関からの給与等", Step("paid_by_agency", _paid, Choice(YES_NO)), chapter=EXPERT),
    Field("支援機関の会員等", Step("member_of_agency", _member, Choice(YES_NO)), chapter=EXPERT),
    Field("最初に希望した方", Step("asked_first", _first, Choice(ASKED_FIRST)), chapter=EXPERT),
    Field(
        "支援機関の同行",
        Step("accompanied", "支援機関の担当の方も\n同行しますか。", Choice(YES_NO)),
        chapter=EXPERT,
    ),
)
