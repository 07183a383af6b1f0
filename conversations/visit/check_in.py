"""「チェックイン」: which visit, where one is, and the tap that records it. It can be taken back for three minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conversations.actions import Action, Doing
from conversations.client.asking import ask_button
from conversations.dialog import Dialog
from conversations.dispatch.cards import ONLINE, Seen, planned, seen
from conversations.dispatch.following import step
from conversations.dispatch.moving import own
from conversations.events import Event
from conversations.outgoing import Begin, Outgoing, SwitchMenu
from conversations.visit.cards import IN, VERDICTS
from conversations.visit.door import Facts, facts, keeping, of_today
from conversations.visit.marks import BEFORE_THE_VISIT
from conversations.visit.menu import menu_now
from conversations.visit.places import place_fields
from conversations.visit.recording import record, when
from conversations.visit.which import choices, close_first, nothing, why_not
from flex_messages.cards import Act, Button, Card, Message, Row, Say, Show
from flex_messages.words import ABSENT, CHECK_IN, UNDO, clock, distance, state
from rules.japan_time import moment
from rules.visit_window import due, may_undo, under_way
from storage.dispatches import Dispatch
from storage.store import Unit

EXPERTS = ("expert",)
NAME = "check_in"


async def open_check_in(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """The tile and the word: they only open it."""
    visits = await of_today(unit, doing.person.id)
    ready = due(visits, unit.now)
    if (here := under_way(visits)) is not None:
        return [await close_first(unit, here)]
    if len(ready) == 1:
        return [await _start(unit, ready[0])]
    return [await choices(unit, ready) if ready else nothing(visits, unit.now)]


async def begin_check_in(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: the dispatch that was chosen."""
    it = await own(unit, doing.person.id, doing.about)
    no = await why_not(unit, it, unit.now)
    return [no or await _start(unit, it)]


async def _start(unit: Unit, it: Dispatch) -> Begin | Message:
    """Online there is no place to ask for: the tap alone records it."""
    return Show((_online_card(await seen(unit, it)),)) if it.online else Begin(NAME, it.id)


def _online_card(this: Seen) -> Card:
    return Card(
        about=IN.title,
        title=this.client.name,
        status=state("dispatch", this.it.state),
        text="オンラインの支援です。始めるときに押してください。3分間は取り消せます。",
        rows=(Row("予定", planned(this.it)), Row("場所", ONLINE)),
        buttons=(Button(CHECK_IN, Act("check_in_online", this.it.id, this.it.version), "primary"),),
        alt=IN.title,
    )


async def check_in_online(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await own(unit, doing.person.id, doing.about)
    if not it.online:
        return await begin_check_in(unit, doing)
    return await _record(unit, doing.event, {"here": None}, await facts(unit, it.expert, it.id))


async def _finish(
    unit: Unit, event: Event, subject: str, answers: Mapping[str, Any], facts: Facts
) -> Sequence[Outgoing]:
    return await _record(unit, event, answers, facts)


async def _record(unit: Unit, event: Event, answers: Mapping[str, Any], facts: Facts) -> Sequence[Outgoing]:
    at = when(unit, event)
    if (no := await why_not(unit, facts.it, at)) is not None:
        return [no]
    after, told = await record(unit, event, facts.it, "in", answers, facts, checked_in=at)
    return [SwitchMenu(await menu_now(unit, after.expert)), Show((arrived_card(await seen(unit, after)),)), *told]


def arrived_card(this: Seen) -> Card:
    it = this.it
    ask = ask_button(it)
    return Card(
        about=IN.title,
        title=this.client.name,
        status=state("dispatch", it.state),
        text=f"{clock(moment(it.checked_in))}にチェックインを記録しました。支援が終わったら、事業者の確認を受けてから、チェックアウトしてください。",
        rows=(
            Row("開始", clock(moment(it.checked_in)), weight="strong"),
            Row("予定", planned(it)),
            *place_rows(it, "in"),
        ),
        buttons=(
            *((ask,) if ask else ()),
            Button(UNDO, Act("undo_check_in", it.id, it.version)),
            *((Button(ABSENT, Act("begin_no_show", it.id)),) if not it.online else ()),
        ),
        alt=IN.title,
    )


def place_rows(it: Dispatch, which: str) -> tuple[Row, ...]:
    """The place as it was recorded: the verdict in words and how far it was."""
    said = it.visit.get(which)
    if not said:
        return ()
    verdict, metres = VERDICTS[said["verdict"]], said["distance_m"]
    return (Row("位置", verdict.word, verdict.tone, small="" if metres is None else distance(metres)),)


async def undo_check_in(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await own(unit, doing.person.id, doing.about)
    if it.state != "CHECKED_IN":
        return [Say(f"この訪問は、いま「{state('dispatch', it.state).word}」です。取り消すチェックインはありません。")]
    if not may_undo(it.checked_in, when(unit, doing.event)):
        return [Say("チェックインから3分を過ぎたため、取り消せません。時刻や場所が違うときは、申告をお願いします。")]
    undone = [*it.visit.get("undone", ()), {"at": it.checked_in, **it.visit.get("in", {})}]
    visit = {**{name: each for name, each in it.visit.items() if name != "in"}, "undone": undone}
    flags = tuple(code for code in it.flags if code in BEFORE_THE_VISIT)
    _, told = await step(unit, it, "undo_check_in", it.expert, checked_in=0, visit=visit, flags=flags)
    words = "チェックインを取り消しました。取り消したことは、記録に残ります。"
    again = Button(IN.title, Act("begin_check_in", it.id))
    return [SwitchMenu(await menu_now(unit, it.expert)), Say(words, quick=(again,)), *told]


CHECK_IN_DIALOG = Dialog(
    name=NAME,
    title=IN.title,
    roles=EXPERTS,
    facts=facts,
    fields=place_fields(IN, CHECK_IN),
    keep=keeping("in"),
    finish=_finish,
    recalled=False,
)

ACTIONS = (
    Action("check_in", EXPERTS, open_check_in, opens=True),
    Action("begin_check_in", EXPERTS, begin_check_in, opens=True),
    Action("check_in_online", EXPERTS, check_in_online),
    Action("undo_check_in", EXPERTS, undo_check_in),
)
