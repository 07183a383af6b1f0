"""「不在でした」: the expert was there, the client was not. 0 yen, not counted; the agency hears of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conversations.actions import Action, Doing
from conversations.dialog import Dialog
from conversations.dispatch.cards import NUMBER, Seen, planned, seen
from conversations.dispatch.moving import of_our_agency, own
from conversations.events import Event
from conversations.masked import masked
from conversations.others.deputies import staff_of
from conversations.outgoing import Begin, Notice, Outgoing, SwitchMenu
from conversations.visit.cards import ABSENT as WORDS
from conversations.visit.check_in import place_rows
from conversations.visit.door import Facts, facts, keeping
from conversations.visit.menu import menu_now
from conversations.visit.places import place_fields
from conversations.visit.recording import record, when
from flex_messages.cards import Act, Card, Message, Row, Say, Show, Status
from flex_messages.words import ABSENT, clock, state
from rules.dispatch import DISPATCH
from rules.japan_time import moment
from rules.visit_window import phase
from storage.dispatches import Dispatch
from storage.store import Unit

EXPERTS, AGENCY = ("expert",), ("agency",)
NAME = "no_show"
ASKS = "派遣についてのお知らせが1件あります"


async def begin_no_show(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await own(unit, doing.person.id, doing.about)
    return [_why_not(it, unit.now) or Begin(NAME, it.id)]


def _why_not(it: Dispatch, now: int) -> Message | None:
    if not DISPATCH.may(it.state, "no_show"):
        return Say(f"この訪問は、いま「{state('dispatch', it.state).word}」です。不在の記録はできません。")
    if it.online or (it.state == "SCHEDULED" and phase(it, now) not in ("open", "late")):
        return Say("不在の記録は、訪問の当日に、訪問先で行えます。")
    return None


async def _finish(
    unit: Unit, event: Event, subject: str, answers: Mapping[str, Any], facts: Facts
) -> Sequence[Outgoing]:
    at = when(unit, event)
    if (no := _why_not(facts.it, at)) is not None:
        return [no]
    after, told = await record(unit, event, facts.it, "absent", answers, facts)
    words = f"{clock(moment(at))}に、不在を記録しました。この訪問は「実施なし」となり、支援機関にお知らせしました。"
    return [SwitchMenu(await menu_now(unit, after.expert)), Say(words), *told, *await _tell_agency(unit, after)]


async def _tell_agency(unit: Unit, it: Dispatch) -> list[Notice]:
    title = ASKS.replace("お知らせが", "\nお知らせが")
    tells = masked(title, Act("read_no_show", it.id), status=Status("要確認", "attention"))
    return [Notice(person, tells) for person in await staff_of(unit, agency=it.agency, but=it.expert)]


async def read_no_show(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await of_our_agency(unit, doing.member, doing.about)
    return [Show((absent_card(await seen(unit, it)),))]


def absent_card(this: Seen) -> Card:
    it = this.it
    return Card(
        about=WORDS.title,
        title=this.client.name,
        status=state("dispatch", it.state),
        text="専門家が訪問しましたが、事業者が不在でした。謝金は0円、派遣の回数にも数えません。事業者にご確認ください。",
        rows=(
            Row("予定", planned(it)),
            Row("専門家", this.expert),
            *place_rows(it, "absent"),
            *((Row("事情", it.visit["absent"]["reason"]),) if it.visit.get("absent", {}).get("reason") else ()),
            Row(NUMBER, it.number),
        ),
        alt=WORDS.title,
    )


NO_SHOW_DIALOG = Dialog(
    name=NAME,
    title=WORDS.title,
    roles=EXPERTS,
    facts=facts,
    fields=place_fields(WORDS, ABSENT),
    keep=keeping("absent"),
    finish=_finish,
    recalled=False,
)

ACTIONS = (
    Action("begin_no_show", EXPERTS, begin_no_show, opens=True),
    Action("read_no_show", AGENCY, read_no_show, opens=True),
)
