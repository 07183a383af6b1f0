"""「電話で確認した」: what a client told the agency on the phone about a declaration: who, when, and who heard it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.actions import Action, Doing
from conversations.client.given import NAME, POSTS
from conversations.declaring.clients import AGENCY, CONFIRMED_ALREADY
from conversations.declaring.deciding import decidable
from conversations.declaring.moving import moved
from conversations.declaring.showing import agency_card
from conversations.dialog import Dialog, Facts, Field, Step
from conversations.events import Event
from conversations.kinds import Choice, DayTime, Review
from conversations.kinds.clock import day_time_words
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from flex_messages.cards import Say
from rules import times
from rules.declaring import DECLARATION
from rules.refusal import Refusal
from storage import codes, declarations, people
from storage.declarations import Declaration
from storage.store import Unit

JUST_NOW = "いま電話しました"


async def begin_phone(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await decidable(unit, doing.member, doing.about, doing.version)
    if not isinstance(it, Declaration):
        return it
    if not DECLARATION.may(it.state, "confirm_by_client"):
        return [CONFIRMED_ALREADY]
    return [Begin("client_on_phone", f"{it.id}:{it.version}")]


async def phone_facts(unit: Unit, person: str, subject: str) -> dict[str, Any]:
    """now, and when the declaration was made: nobody can have been asked before."""
    it = await declarations.one(unit, subject.partition(":")[0])
    return {"now": times.wall_clock(unit.now), "made": times.wall_clock(it.made if it else unit.now)}


async def told_on_phone(unit: Unit, event: Event, subject: str, answers: Answers, facts: Facts) -> Sequence[Outgoing]:
    """The dialog ends with words when somebody was faster."""
    id, _, version = subject.partition(":")
    try:
        it = await decidable(unit, (await people.person(unit, event.person)).active, id, int(version))
    except Refusal as no:
        return [Say(no.words)]
    if not isinstance(it, Declaration):
        return it
    if not DECLARATION.may(it.state, "confirm_by_client"):
        return [CONFIRMED_ALREADY]
    at = times.at(answers["called"]) if answers["called"] else unit.now
    said = {
        "name": answers["name"],
        "post": answers["post"],
        "how": "phone_call",
        "starts": it.claimed["starts"],
        "ends": it.claimed["ends"],
        "at": at,
        "receipt": await codes.next_receipt(unit),
    }
    await codes.end(unit, it.id)
    mark = {"client": said, "client_by": event.person, "client_confirmed": unit.now}
    after = await moved(unit, it, "confirm_by_client", event.person, **mark)
    return [Say("電話での確認を記録しました。続けて、内容をご確認ください。"), await agency_card(unit, after)]


def _now(answers: Answers, facts: Facts) -> str:
    return str(facts["now"])


def _since_made(value: str, answers: Answers, facts: Facts) -> str:
    """Checked here: LINE's picker takes no bounds that leave a single minute."""
    if value < facts["made"]:
        raise Refusal("申告より前の日時になっています。", day_time_words(facts["now"]))
    return value


def _today(answers: Answers, facts: Facts) -> str:
    return str(facts["now"][:10])


CLIENT_ON_PHONE = Dialog(
    name="client_on_phone",
    title="電話での確認",
    roles=AGENCY,
    facts=phone_facts,
    fields=(
        Field("相手の氏名", Step("name", "お話しされた事業者の方の氏名を教えてください。", NAME, example="見本 花子")),
        Field("お立場", Step("post", "その方のお立場はどちらですか。", Choice(POSTS))),
        Field(
            "電話した日時",
            Step(
                "called",
                "いつ電話しましたか。",
                DayTime(today=_today, most=_now, initial=_now),
                check=_since_made,
                optional=JUST_NOW,
            ),
        ),
        Field(
            "確認",
            Step(
                "review",
                "電話での確認の内容をご確認ください",
                Review(after="申告された時刻に間違いがないと、事業者の方がお答えになったことを記録します。"),
            ),
        ),
    ),
    finish=told_on_phone,
)
ACTIONS = (Action("declaration_phone", AGENCY, begin_phone),)
