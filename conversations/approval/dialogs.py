"""What a decision asks: 推薦理由 to approve, fields and a reason to return, a reason and a second look to reject."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from conversations.approval import deciding
from conversations.approval.cards import decision
from conversations.approval.chips import Chips
from conversations.approval.deciding import UPDATED
from conversations.approval.reading import BY_CHAPTER, answered
from conversations.approval.waiting import REVIEWERS, look_at
from conversations.cases import Case, Updated
from conversations.dialog import Dialog, Facts, Field, Step
from conversations.events import Event
from conversations.kinds import Choice, Several
from conversations.kinds.kind import Answers
from conversations.outgoing import Outgoing
from conversations.reason import OWN_WORDS, reason
from conversations.registration.facts import facts_of
from conversations.registration.identity import check_for
from conversations.sure import sure
from flex_messages.cards import Say
from flex_messages.words import APPROVE, QUIT, REJECT, RETURN
from rules.refusal import Refusal
from rules.text_width import fold
from storage import registrations
from storage.registrations import Registration
from storage.store import Unit

RECOMMENDATIONS = {
    "知識・技能が十分": "中小企業者等の経営課題の解決に必要な専門的、実践的な知識、技術、技能等を有すると認めます。",
    "支援の実績がある": "面談で、中小企業者等への支援の実績を確認しました。",
    "地域に必要な分野": "地域の事業者から相談の多い分野の専門家です。",
}
RETURNS = {
    "証明書が読めない": "証明書の文字が読み取れませんでした。撮り直してお送りください。",
    "証明書と異なる": "証明書の内容と異なっています。ご確認ください。",
    "内容が足りない": "もう少しくわしくお書きください。",
}
REJECTIONS = {
    "要件に当てはまらない": "登録要件に当てはまることを確認できませんでした。",
    "確認が取れない": "ご提出の内容を確認できませんでした。",
    "ご本人の希望": "ご本人から、登録を見送りたいとのお申し出がありました。",
}


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """fields: what can be returned, by name. interview: the agency has to have seen who it is, for no picture shows
    it.
    """

    fields: Mapping[str, str]
    interview: bool = False


async def decision_facts(unit: Unit, person: str, subject: str) -> DecisionFacts:
    it = await registrations.one(unit, subject.partition(":")[0])
    if it is None:
        return DecisionFacts({})
    return DecisionFacts(answered(it.profile, await facts_of(unit, it)), check_for(it.profile) == "interview")


Deed = Callable[[Unit, Case[Registration], Answers], Awaitable[Sequence[Outgoing]]]


def _finish(deed: Deed) -> Callable[[Unit, Event, str, Answers, Facts], Awaitable[Sequence[Outgoing]]]:
    """The decision, bound to the version that was shown when the dialog began.

    When there is nothing left to decide, asking again would not help: the dialog ends and says why.
    """

    async def finish(unit: Unit, event: Event, subject: str, answers: Answers, facts: Facts) -> Sequence[Outgoing]:
        id, _, version = subject.partition(":")
        try:
            return await deed(unit, await deciding.case(unit, event.person, id, int(version)), answers)
        except Updated as updated:
            return [Say(UPDATED), decision(await look_at(unit, updated.it, event.person))]
        except Refusal as no:
            return [Say(no.words)]

    return finish


def _returnable(answers: Answers, facts: Facts) -> Mapping[str, str]:
    fields: Mapping[str, str] = facts.fields
    return fields


async def _approve(unit: Unit, case: Case[Registration], answers: Answers) -> Sequence[Outgoing]:
    return await deciding.approve(unit, case, answers["recommendation"], seen=answers["seen"] is not None)


async def _return(unit: Unit, case: Case[Registration], answers: Answers) -> Sequence[Outgoing]:
    return await deciding.return_(unit, case, answers["fields"], answers["reason"])


async def _reject(unit: Unit, case: Case[Registration], answers: Answers) -> Sequence[Outgoing]:
    return await deciding.reject(unit, case, answers["reason"])


def _dialog(name: str, title: str, deed: Deed, *fields: Field) -> Dialog:
    return Dialog(name=name, title=title, roles=REVIEWERS, fields=fields, facts=decision_facts, finish=_finish(deed))


def _sure(step: str, chips: Mapping[str, str], ask: str, label: str, hint: str, *, always: bool) -> Field:
    """Words that were typed decide nothing: one more tap does. `always`: also after a ready-made line."""

    def typed(answers: Answers, facts: Facts) -> bool:
        return answers[step] is not None and answers[step] not in chips.values()

    return sure(lambda answers, facts: f"「{answers[step]}」の理由で{ask}", label, hint, when=None if always else typed)


APPROVE_REGISTRATION = _dialog(
    "approve",
    APPROVE,
    _approve,
    Field(
        "推薦理由",
        Step(
            "recommendation",
            "推薦の理由は何ですか。",
            Chips(200, fold=fold, chips=RECOMMENDATIONS),
            hint=OWN_WORDS + "ボタンで選ぶと、そのまま承認に進みます。",
        ),
    ),
    Field(
        "本人確認",
        Step(
            "seen",
            "面談のときに、ご本人の確認書類をご覧になりましたか。",
            Choice({"seen": "面談で確認済み", "quit": QUIT}, stopping=("quit",), proof=True),
            when=lambda answers, facts: bool(facts.interview),
        ),
    ),
    _sure(
        "recommendation", RECOMMENDATIONS, "承認します。よろしいですか。", APPROVE,
        "推薦の理由として事務局に伝わります。", always=False,
    ),
)  # fmt: skip
RETURNING = (
    Field(
        "直していただく項目",
        Step(
            "fields",
            "どの項目を差し戻しますか。",
            Several(_returnable, groups=BY_CHAPTER),
            hint="選ぶか、項目の名前をお送りください。いくつでも選べます。",
        ),
    ),
    reason("差し戻す理由は何ですか。", RETURNS, OWN_WORDS + "専門家の方にそのまま表示されます。"),
    _sure(
        "reason", RETURNS, "差し戻します。よろしいですか。", RETURN,
        "理由は専門家の方にそのまま表示されます。", always=False,
    ),
)  # fmt: skip
"""What every return asks: fields (`facts.fields`, by name) and the reason."""
REJECTING = (
    reason("不承認にする理由は何ですか。", REJECTIONS, OWN_WORDS + "専門家の方にそのまま表示されます。"),
    _sure(
        "reason", REJECTIONS, "不承認にします。よろしいですか。", REJECT,
        "不承認にすると、この申請は終わります。", always=True,
    ),
)  # fmt: skip
RETURN_REGISTRATION = _dialog("return", RETURN, _return, *RETURNING)
REJECT_REGISTRATION = _dialog("reject", REJECT, _reject, *REJECTING)

DIALOGS = (APPROVE_REGISTRATION, RETURN_REGISTRATION, REJECT_REGISTRATION)
