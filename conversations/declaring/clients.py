"""The client's word on a declaration: by a link that the agency hands over, never the expert; or told on the phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from conversations.actions import Action, Doing
from conversations.client.confirming import CLIENT, GONE, NOT_NOW, Confirmed, objecting
from conversations.client.given import NAME, POSTS, Given, How
from conversations.declaring import notices
from conversations.declaring.cards import ABOUT, status
from conversations.declaring.deciding import decidable
from conversations.declaring.moving import moved, saved
from conversations.declaring.showing import agency_card
from conversations.dialog import Dialog, Facts, Field, Step
from conversations.events import Event
from conversations.kinds import Choice, DayTime, Review
from conversations.kinds.clock import day_time_words
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from flex_messages.cards import Button, Card, Copy, Note, Picture, Row, Say, Show
from flex_messages.words import clock, day
from rules import times
from rules.declaring import DECLARATION
from rules.japan_time import moment
from rules.refusal import Refusal
from storage import codes, declarations, people
from storage.codes import Code
from storage.declarations import Declaration
from storage.store import Unit

AGENCY = ("agency",)
LASTS = 7 * 24 * 60 * 60_000
CONFIRMED = "事業者の確認が済んだ\n申告が1件あります"
OBJECTED = "事業者から、申告の内容が\n違うとの申し出がありました"
JUST_NOW = "いま電話しました"
CONFIRMED_ALREADY = Say("この申告は、事業者の方の確認が済んでいます。「申告の確認」から承認できます。")


def actions(public: str) -> tuple[Action, ...]:
    """public: the https address of the service."""

    async def declaration_link(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        it = await decidable(unit, doing.member, doing.about, doing.version)
        if not isinstance(it, Declaration):
            return it
        if not DECLARATION.may(it.state, "confirm_by_client"):
            return [CONFIRMED_ALREADY]
        fresh = await codes.make(unit, "declaration", it.id, it.dispatch, doing.person.id, LASTS)
        return [Show((link_card(it, f"{public}/p/v/{fresh.link}", fresh.code.expires),))]

    return (Action("declaration_link", AGENCY, declaration_link), Action("declaration_phone", AGENCY, begin_phone))


def link_card(it: Declaration, link: str, expires: int) -> Card:
    until = moment(expires)
    return Card(
        about=ABOUT,
        title="事業者の方の\n確認リンク",
        status=status(it),
        text="メールなどで、事業者の方に直接お送りください。専門家の方を通さないでください。",
        picture=Picture(f"qr:{link}", alt="確認リンクのQRコード", fit="fit"),
        rows=(
            Row("期限", f"{day(until)} {clock(until)}まで", small="7日間、1回だけ使えます"),
            Row("受付番号", it.number),
        ),
        note=Note("新しいリンクを作ると、前のリンクは使えなくなります。", tone="calm"),
        buttons=(Button("リンクをコピー", Copy(_words(link)), "primary"),),
        alt="確認リンクができました",
    )


def _words(link: str) -> str:
    return (
        "専門家による支援の時刻について、確認をお願いします。"
        f"次のリンクをスマートフォンで開いてください（7日以内、費用はかかりません）。\n{link}"
    )


async def confirm(unit: Unit, code: Code, nonce: str, given: Given) -> Confirmed:
    """On the client's page."""
    it = await _open(unit, code)
    await _used(unit, code, nonce)
    receipt = await codes.next_receipt(unit)
    said = {
        "name": given.name,
        "post": given.post,
        "how": given.how,
        "starts": given.starts,
        "ends": given.ends,
        "at": unit.now,
        "receipt": receipt,
    }
    after = await moved(unit, it, "confirm_by_client", CLIENT, client=said, client_confirmed=unit.now)
    return Confirmed(after.dispatch, receipt, await notices.to_agency(unit, after, CONFIRMED))


async def object_(unit: Unit, code: Code, nonce: str, words: str, how: How) -> Sequence[Outgoing]:
    """To agency and secretariat; the declaration waits for them to clear it up."""
    it = await _open(unit, code)
    await _used(unit, code, objecting(nonce))
    after = await saved(unit, it, replace(it, objection=words), "client_objects", CLIENT)
    return [*await notices.to_agency(unit, after, OBJECTED), *await notices.to_office(unit, after, OBJECTED)]


async def receipt_of(unit: Unit, id: str) -> str:
    it = await declarations.one(unit, id)
    return str(it.client.get("receipt", "")) if it else ""


async def _open(unit: Unit, code: Code) -> Declaration:
    it = await declarations.one(unit, code.about)
    if it is None or not DECLARATION.may(it.state, "confirm_by_client"):
        raise Refusal(NOT_NOW)
    return it


async def _used(unit: Unit, code: Code, nonce: str) -> None:
    if not await codes.use(unit, code.id, nonce):
        raise Refusal(GONE)


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
