"""Half an hour after the planned end without a check-out the bot asks: 今終わりました, 時刻を入れる, まだ支援中."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.alarms import Alarm
from conversations.dispatch.moving import own
from conversations.outgoing import Notice, Outgoing
from flex_messages.cards import Act, Button, Card, Say, Show, Status
from rules.dispatch import UNDER_WAY
from rules.visit_window import ASK_AFTER, asks_at, check_out_until
from storage import dispatches, timers
from storage.dispatches import Dispatch
from storage.store import Unit

EXPERTS = ("expert",)
WHAT = "still_there"
ENDED, TIME, STILL = "今終わりました", "時刻を入れる", "まだ支援中"


async def watch(unit: Unit, event: str, before: Dispatch, after: Dispatch) -> Sequence[Outgoing]:
    """Follows a visit: asked once it began, not any more once it is closed."""
    if event == "check_in":
        await _ask_at(unit, after, max(asks_at(after), after.checked_in + ASK_AFTER))
    elif before.state in UNDER_WAY and after.state not in UNDER_WAY:
        await timers.cancel(unit, _key(after.id))
    return ()


async def ask(unit: Unit, about: str) -> Sequence[Outgoing]:
    it = await dispatches.one(unit, about)
    return [Notice(it.expert, Show((still_card(it),)))] if it is not None and it.state in UNDER_WAY else ()


def still_card(it: Dispatch) -> Card:
    """Masked: it stands on a locked screen at night, too."""
    return Card(
        about="支援の状況",
        title="支援は\n終わりましたか",
        status=Status("要対応", "attention"),
        text="予定の終了から30分が過ぎましたが、チェックアウトがまだのようです。",
        buttons=(
            Button(ENDED, Act("check_out", it.id), "primary"),
            Button(TIME, Act("begin_declaring", f"{it.id}:forgot_out"), "secondary"),
            Button(STILL, Act("still_there", it.id)),
        ),
        size="kilo",
        alt="支援は終わりましたか",
    )


async def still_there(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """Asked again in half an hour, as long as it can be checked out of."""
    it = await own(unit, doing.person.id, doing.about)
    if it.state not in UNDER_WAY:
        return [Say("この訪問は、すでに終わっています。")]
    again = unit.now + ASK_AFTER
    if again >= check_out_until(it.starts):
        return [Say("チェックアウトは、翌朝6時までにお願いします。")]
    await _ask_at(unit, it, again)
    return [Say("承知しました。30分たってもチェックアウトがないときは、もう一度おたずねします。")]


async def _ask_at(unit: Unit, it: Dispatch, at: int) -> None:
    await timers.set(unit, _key(it.id), at, WHAT, it.id)


def _key(dispatch: str) -> str:
    return f"{WHAT}/{dispatch}"


ACTIONS = (Action("still_there", EXPERTS, still_there),)
ALARMS = (Alarm(WHAT, ask, at_night=True),)
