"""The client's word on a declaration, by a link that the agency hands over, never the expert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.actions import Action, Doing
from conversations.client.confirming import CLIENT, GONE, NOT_NOW, Confirmed, objecting
from conversations.client.given import Given, How
from conversations.declaring import notices
from conversations.declaring.cards import ABOUT, status
from conversations.declaring.deciding import decidable
from conversations.declaring.moving import moved, saved
from conversations.outgoing import Outgoing
from flex_messages.cards import Button, Card, Copy, Note, Picture, Row, Say, Show
from flex_messages.words import clock, day
from rules.declaring import DECLARATION
from rules.japan_time import moment
from rules.refusal import Refusal
from storage import codes, declarations
from storage.codes import Code
from storage.declarations import Declaration
from storage.store import Unit

AGENCY = ("agency",)
LASTS = 7 * 24 * 60 * 60_000
CONFIRMED = "事業者の確認が済んだ\n申告が1件あります"
OBJECTED = "事業者から、申告の内容が\n違うとの申し出がありました"
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

    return (Action("declaration_link", AGENCY, declaration_link),)


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
