"""「チェックイン忘れ・訂正」: what is claimed, why, the pledge where it was an own mistake; then it goes to the agency.

A forgotten check-out is one time and four taps: 時刻を入れる, the reason, the pledge, 送信する.
"""

from __future__ import annotations

from collections.abc import Sequence

from conversations.declaring import notices, times
from conversations.declaring.cards import declaration_card, look_at
from conversations.declaring.facts import DeclareFacts, declare_facts
from conversations.declaring.moving import moved, weighed
from conversations.declaring.reminding import watch
from conversations.dialog import Dialog, Facts, Field, Returned, Step
from conversations.events import Event
from conversations.keeping import noted
from conversations.kinds import Choice, Review, Time
from conversations.kinds.kind import Answers
from conversations.others.menu import DECLARING
from conversations.outgoing import Begin, Outgoing
from conversations.reason import reason
from flex_messages.cards import Row, Say, Show
from flex_messages.words import clock, day
from rules.declaring import BOTH_TIMES, CAUSES, KINDS, PLEDGE, cause_of, pledges
from rules.japan_time import moment
from storage import declarations
from storage.declarations import Declaration
from storage.store import Unit

EXPERTS = ("expert",)
TITLE = DECLARING
PLEDGED = "誓約します"
AFTER = "支援機関に送ります。事業者の方の確認、支援機関と事務局の承認のあとに、記録が直ります。"
OVER = "この派遣については、いまは申告をお受けできません。"
TO_AGENCY = "申告の確認のお願いが\n1件あります"


def blames_outage(facts: DeclareFacts, kind: str) -> bool:
    """Whether an outage that an operator declared says why already."""
    return facts.outage is not None and kind != "wrong_time"


def outage_words(facts: DeclareFacts) -> str:
    assert facts.outage is not None
    starts, ends = (moment(at) for at in facts.outage)
    return f"{day(starts)} {clock(starts)}–{clock(ends)}の{CAUSES['outage'].words}"


def _asks_reason(answers: Answers, facts: DeclareFacts) -> bool:
    return not blames_outage(facts, facts.kind)


def _asks_pledge(answers: Answers, facts: DeclareFacts) -> bool:
    return _asks_reason(answers, facts) and pledges(cause_of(answers["reason"]))


def _ask_start(answers: Answers, facts: DeclareFacts) -> str:
    return f"{facts.label}\n支援は、何時に\n始まりましたか。"


def _ask_end(answers: Answers, facts: DeclareFacts) -> str:
    return f"{facts.label}\n支援は、何時に\n終わりましたか。"


def _initial_start(answers: Answers, facts: DeclareFacts) -> str:
    return f"{moment(facts.it.checked_in or facts.it.starts):%H:%M}"


def _initial_end(answers: Answers, facts: DeclareFacts) -> str:
    return f"{moment(facts.it.checked_out or facts.it.ends):%H:%M}"


def _span(answers: Answers, facts: DeclareFacts) -> str:
    """14:02–16:10"""
    claimed = times.of_answers(answers, facts)
    return f"{times.words(claimed['starts'])}–{times.words(claimed['ends'])}"


def _known(facts: DeclareFacts) -> tuple[Row, ...]:
    return (Row("派遣", facts.label), Row("申告の内容", KINDS[facts.kind]))


def _answers_of(facts: DeclareFacts) -> Returned | None:
    """A returned one starts from what was said: times and reason are asked again."""
    it = facts.open
    if it is None or it.state != "RETURNED":
        return None
    both = {"starts": f"{moment(it.claimed['starts']):%H:%M}"} if it.kind in BOTH_TIMES else {}
    given = {**both, "ends": f"{moment(it.claimed['ends']):%H:%M}", "reason": it.reason}
    return Returned({**given, **({"pledge": "yes"} if it.pledged else {})}, ("時刻", "理由"), it.answer)


async def send(unit: Unit, event: Event, subject: str, answers: Answers, facts: Facts) -> Sequence[Outgoing]:
    """Checked again: what was asked may have changed since, and then the dialog ends and says so."""
    kind = facts.kind
    if kind not in facts.kinds:
        return [Say(OVER)]
    it = await _kept(unit, event.person, _said(unit, kind, answers, facts), facts.open)
    if kind == "forgot_out" and facts.it.client_confirmed:
        it = await moved(unit, it, "confirm_by_client", "client", client_confirmed=facts.it.client_confirmed)
    card = declaration_card(await look_at(unit, it), "expert", title="申告を\n受け付けました")
    return [Show((card,)), *await notices.to_agency(unit, it, TO_AGENCY), *await weighed(unit, it)]


def _said(unit: Unit, kind: str, answers: Answers, facts: DeclareFacts) -> Declaration:
    it, outage = facts.it, blames_outage(facts, kind)
    cause = "outage" if outage else cause_of(answers["reason"])
    return Declaration(
        "",
        "",
        kind,  # type: ignore[arg-type]
        it.id,
        it.expert,
        it.agency,
        it.office,
        it.fiscal_year,
        claimed=times.of_answers(answers, facts),
        original={
            "starts": it.checked_in,
            "ends": it.checked_out,
            "client_starts": it.client_starts,
            "client_ends": it.client_ends,
        },
        cause=cause,
        reason=outage_words(facts) if outage else str(answers["reason"]),
        pledged=unit.now if not outage and pledges(cause) else 0,
    )


async def _kept(unit: Unit, person: str, said: Declaration, returned: Declaration | None) -> Declaration:
    """A new one, or the returned one said anew: what the client confirmed of other times counts no more."""
    if returned is None:
        made = await noted(unit, declarations.open(unit, said), "declaration.declare", person, "", person=said.expert)
        await watch(unit, made)
        return made
    same = returned.claimed == said.claimed
    words = {name: getattr(said, name) for name in ("claimed", "original", "cause", "reason", "pledged")}
    forget = {} if same else {"client": {}, "client_by": "", "client_confirmed": 0}
    undecided = {"agency_decided": 0, "agency_decided_by": "", "office_decided": 0, "office_decided_by": ""}
    decided = {**undecided, "answer": "", "objection": ""}
    after = await moved(unit, returned, "declare_again", person, **words, **forget, **decided)
    return await moved(unit, after, "confirm_by_client", "client") if after.client_confirmed else after


def _dialog(name: str, *times_asked: Step) -> Dialog:
    return Dialog(
        name=name,
        title=TITLE,
        roles=EXPERTS,
        facts=declare_facts,
        on_return=_answers_of,
        known=_known,
        fields=(
            Field("時刻", *times_asked, show=_span),
            reason(
                "理由を教えてください。",
                {cause.label: cause.words for cause in CAUSES.values()},
                when=_asks_reason,
            ),
            Field(
                "再発防止の誓約",
                Step(
                    "pledge",
                    f"「{PLEDGE}」\n誓約いただけますか。",
                    Choice({"yes": PLEDGED}, proof=True),
                    when=_asks_pledge,
                ),
            ),
            Field("確認", Step("review", "申告の内容をご確認ください", Review(after=AFTER))),
        ),
        finish=send,
    )


_START = Step("starts", _ask_start, Time(initial=_initial_start), check=times.check_start)
_END = Step("ends", _ask_end, Time(initial=_initial_end), check=times.check_end)
DECLARE = _dialog("declare", _END)
DECLARE_BOTH = _dialog("declare_both", _START, _END)
DIALOGS = (DECLARE, DECLARE_BOTH)


def begin(facts: DeclareFacts, kind: str) -> Begin:
    return Begin((DECLARE_BOTH if kind in BOTH_TIMES else DECLARE).name, f"{facts.it.id}:{kind}")
