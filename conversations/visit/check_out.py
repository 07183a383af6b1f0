"""「チェックアウト」: after the client's confirmation, where one is, and breaks; then the sum at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conversations.actions import Action, Doing
from conversations.client.asking import ask_button
from conversations.dialog import Dialog, Field, Step
from conversations.dispatch.cards import Seen, planned, seen
from conversations.dispatch.moving import own
from conversations.events import Event
from conversations.kinds import Choice, Number
from conversations.money.cards import BEFORE_TAX, Look, figures, reasons
from conversations.money.looking import look_at
from conversations.outgoing import Begin, Outgoing, SwitchMenu
from conversations.report.due import WRITE
from conversations.visit.cards import DECLARE, OUT
from conversations.visit.check_in import place_rows
from conversations.visit.door import Facts, facts, keeping, of_today
from conversations.visit.menu import menu_now
from conversations.visit.places import place_fields
from conversations.visit.recording import record, when
from flex_messages.cards import Act, Button, Card, Message, Note, Row, Say, Show, Type
from flex_messages.words import CHECK_OUT, MENU_WORDS, clock, day, minutes, money, state
from rules.dispatch import DISPATCH
from rules.japan_time import moment
from rules.refusal import Refusal
from rules.report import due_day
from rules.visit_window import MINUTE, check_out_until, under_way
from storage import payments
from storage.dispatches import Dispatch
from storage.store import Unit

EXPERTS = ("expert",)
NAME = "check_out"
MOST_BREAKS = 600


async def open_check_out(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """The tile, the word, and 今終わりました of the reminder (about: its dispatch)."""
    if doing.about:
        return [await _start(unit, await own(unit, doing.person.id, doing.about))]
    here = under_way(await of_today(unit, doing.person.id))
    if here is None:
        words = "いま支援中の訪問はありません。訪問先に着いたら「チェックイン」をお願いします。"
        check_in = Button(MENU_WORDS["check_in"], Type(MENU_WORDS["check_in"]))
        return [Say(words, quick=(check_in,))]
    return [await _start(unit, here)]


async def _start(unit: Unit, it: Dispatch) -> Begin | Message:
    if it.state == "CHECKED_IN":
        return Show((_missing_card(await seen(unit, it)),))
    return _why_not(it, unit.now) or Begin(NAME, it.id)


def _why_not(it: Dispatch, now: int) -> Message | None:
    if not DISPATCH.may(it.state, "check_out"):
        return Say(f"この訪問は、いま「{state('dispatch', it.state).word}」です。チェックアウトの必要はありません。")
    if now < check_out_until(it.starts):
        return None
    words = "チェックアウトできる時間（翌朝6時）を過ぎています。終わった時刻を、申告でお知らせください。"
    return Say(words, quick=(Button(DECLARE, Act("begin_declaring", f"{it.id}:forgot_out")),))


def _missing_card(this: Seen) -> Card:
    it = this.it
    ask = ask_button(it)
    declare = Button(DECLARE, Act("begin_declaring", it.id))
    return Card(
        about=OUT.title,
        title=this.client.name,
        status=state("dispatch", it.state),
        text="チェックアウトの前に、事業者の方の確認が必要です。支援の始まりと終わりの時刻を、確認していただきます。",
        rows=(Row("開始", clock(moment(it.checked_in))), Row("予定", planned(it))),
        buttons=(*((ask,) if ask else ()), declare),
        alt=OUT.title,
    )


def _short_enough(value: Any, answers: Mapping[str, Any], facts: Facts) -> Any:
    """Breaks fit into the time there was."""
    there = (facts.now - facts.it.checked_in) // MINUTE
    if value > there:
        raise Refusal(f"チェックインから{minutes(there)}です。休憩の時間をお確かめください。", "15分")
    return value


BREAKS = Field(
    "休憩",
    Step("paused", "休憩はありましたか。", Choice({"no": "休憩なし", "yes": "休憩あり"})),
    Step(
        "breaks",
        "休憩は、合わせて何分でしたか。",
        Number(1, MOST_BREAKS, "分"),
        check=_short_enough,
        when=lambda answers, facts: answers["paused"] == "yes",
        example="15分",
    ),
)


async def _finish(
    unit: Unit, event: Event, subject: str, answers: Mapping[str, Any], facts: Facts
) -> Sequence[Outgoing]:
    at = when(unit, event)
    if (no := _why_not(facts.it, at)) is not None:
        return [no]
    breaks = answers.get("breaks") or 0
    after, told = await record(unit, event, facts.it, "out", answers, facts, checked_out=at, breaks=breaks)
    menu = SwitchMenu(await menu_now(unit, after.expert))
    payment = await payments.one(unit, after.id)
    look = await look_at(unit, payment) if payment is not None else None
    return [menu, Show((left_card(await seen(unit, after), look),)), *told]


def left_card(this: Seen, look: Look | None) -> Card:
    """The times as recorded, and at once what they come to, step by step."""
    it = this.it
    yen = look.it.amount if look else 0
    why = tuple(reasons(look)) if look and look.it.state == "BARRED" else ()
    return Card(
        about=OUT.title,
        title=this.client.name,
        status=state("dispatch", it.state),
        text=f"チェックアウトを記録しました。お疲れさまでした。報告書を{day(due_day(it.since))}までにお願いします。",
        rows=(
            Row("開始", clock(moment(it.checked_in))),
            Row("終了", clock(moment(it.checked_out)), weight="strong"),
            *place_rows(it, "out"),
        ),
        figures=figures(look.it) if look else (),
        total=Row("謝金", money(yen), small=BEFORE_TAX if yen else "") if look else None,
        note=Note("\n".join(why), "謝金の対象外となる理由", "calm") if why else None,
        buttons=(Button(WRITE, Act("write_report", it.id), "primary"),),
        alt=OUT.title,
    )


CHECK_OUT_DIALOG = Dialog(
    name=NAME,
    title=OUT.title,
    roles=EXPERTS,
    facts=facts,
    fields=(BREAKS, *place_fields(OUT, CHECK_OUT, unless_online=True)),
    keep=keeping("out"),
    finish=_finish,
    recalled=False,
)

ACTIONS = (Action("check_out", EXPERTS, open_check_out, opens=True),)
