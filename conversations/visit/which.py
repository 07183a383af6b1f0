"""Which visit is meant: today's, within its hours; why another cannot be checked into, and when the next one can."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.client.asking import ask_button
from conversations.dispatch.cards import planned, seen, small
from conversations.visit.cards import DECLARE
from conversations.visit.door import of_today
from flex_messages.cards import Act, Button, Card, Message, Row, Say, Show, Type
from flex_messages.words import MENU_WORDS, clock, day, state
from rules.dispatch import UNDER_WAY
from rules.japan_time import moment
from rules.visit_window import next_one, opens, phase, under_way
from storage.dispatches import Dispatch
from storage.store import Unit

ABOUT, ABOUT_OUT = MENU_WORDS["check_in"], MENU_WORDS["check_out"]
PLAN = Button(MENU_WORDS["plan"], Type(MENU_WORDS["plan"]))
MOST = 12  # cards that LINE shows side by side


async def why_not(unit: Unit, it: Dispatch, now: int) -> Message | None:
    """What is said instead of a check-in; None when it may be checked into now."""
    if it.state in UNDER_WAY:
        return Say(
            f"{clock(moment(it.checked_in))}にチェックインしています。お帰りの前に、チェックアウトをお願いします。"
        )
    if it.state != "SCHEDULED":
        return Say(f"この訪問は「{state('dispatch', it.state).word}」のため、チェックインできません。", quick=(PLAN,))
    match phase(it, now):
        case "early":
            return Say(f"この訪問のチェックインは、{_from(it)}からできます。", quick=(PLAN,))
        case "over":
            return _over(it)
    other = under_way(await of_today(unit, it.expert))
    return None if other is None else await close_first(unit, other)


async def close_first(unit: Unit, it: Dispatch) -> Message:
    """Two visits a day: the first is closed or declared before the second begins."""
    this = await seen(unit, it)
    ask = ask_button(it)
    out = Button(ABOUT_OUT, Type(ABOUT_OUT), "primary" if ask is None else "secondary")
    declare = Button(DECLARE, Act("begin_declaring", f"{it.id}:forgot_out"))
    card = Card(
        about=ABOUT,
        title=this.client.name,
        status=state("dispatch", it.state),
        text="この訪問の支援中です。次のチェックインの前に、チェックアウトか申告をお願いします。",
        rows=(Row("予定", planned(it)), Row("開始", clock(moment(it.checked_in)))),
        buttons=(*((ask,) if ask else ()), out, declare),
        alt=ABOUT,
    )
    return Show((card,))


async def choices(unit: Unit, visits: Sequence[Dispatch]) -> Show:
    """Several of today: one is chosen."""
    cards = [
        small(
            await seen(unit, it), "expert", ABOUT, unit.now, Button("この訪問", Act("begin_check_in", it.id), "primary")
        )
        for it in visits[:MOST]
    ]
    return Show(tuple(cards))


def nothing(visits: Sequence[Dispatch], now: int) -> Message:
    """No visit can be checked into: when the next one can, and what was missed."""
    missed = [it for it in visits if it.state == "SCHEDULED" and phase(it, now) == "over"]
    ahead = next_one(visits, now)
    if ahead is not None:
        start, end = moment(ahead.starts), moment(ahead.ends)
        words = (
            f"いまチェックインできる訪問はありません。\n次の訪問は{day(start)} {clock(start)}–{clock(end)}です。"
            f"{_from(ahead)}からチェックインできます。"
        )
        return Say(words, quick=(PLAN,))
    if missed:
        return _over(missed[-1])
    return Say("チェックインできる訪問はありません。日程が決まると「派遣予定」に表示されます。", quick=(PLAN,))


def _from(it: Dispatch) -> str:
    at = moment(opens(it))
    return f"{day(at)} {clock(at)}"


def _over(it: Dispatch) -> Say:
    when = day(moment(it.starts))
    words = f"{when}の訪問は、チェックインの時間を過ぎています。支援をされた場合は、申告をお願いします。"
    return Say(words, quick=(Button(DECLARE, Act("begin_declaring", f"{it.id}:forgot_in")),))
