"""What comes of a client's page: the visit is confirmed, or an objection goes to agency and secretariat; a rating.

Each runs in one unit. The code is used up by a compare-and-set and the dispatch is saved by another, so of a
confirmation and an undone check-in at the same moment one takes effect and the other is told so in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from conversations.client import objections
from conversations.client.given import Given, How
from conversations.client.marks import marked
from conversations.dispatch.following import step
from conversations.dispatch.moving import saved
from conversations.outgoing import Notice, Outgoing
from flex_messages.cards import Button, Card, Row, Show, Type
from flex_messages.words import MENU_WORDS, clock, state
from rules.dispatch import DISPATCH
from rules.japan_time import moment
from rules.refusal import Refusal
from storage import codes, dispatches
from storage.codes import Code
from storage.dispatches import Dispatch
from storage.store import Unit

Before = Literal["", "confirmed", "objected"]
CLIENT = "client"
"""Who acts in the log."""
ABOUT = "事業者の確認"
GONE = (
    "この確認は、もう受け付けていません。期限が切れたか、新しいコードに替わったか、すでに確認が済んでいます。"
    "専門家の方に、もう一度コードを出してもらってください。"
)
NOT_NOW = "この訪問は、いまは確認をお受けできる状態ではありません。専門家の方にお確かめください。"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """receipt: 確認番号. said: for others."""

    dispatch: str
    receipt: str
    said: Sequence[Outgoing] = ()


async def live(unit: Unit, id: str) -> Code:
    """The code of an opened page, if it can still be sent. Refusal otherwise."""
    code = await codes.live(unit, id)
    if code is None:
        raise Refusal(GONE)
    return code


async def confirm(unit: Unit, code: Code, nonce: str, given: Given) -> Confirmed:
    """nonce: of the page that was sent."""
    it = await dispatches.one(unit, code.dispatch)
    if it is None or not DISPATCH.may(it.state, "confirm_by_client"):
        raise Refusal(NOT_NOW)
    await _used(unit, code, nonce)
    receipt = await codes.next_receipt(unit)
    said = {**it.said, **what_was_said(given), "receipt": receipt}
    times = {"client_starts": given.starts, "client_ends": given.ends, "client_confirmed": unit.now}
    flags = await marked(unit, it, given.how, said)
    after, told = await step(unit, it, "confirm_by_client", CLIENT, said=said, flags=flags, **times)
    return Confirmed(after.id, receipt, [Notice(after.expert, Show((confirmed_card(after),))), *told])


def what_was_said(given: Given) -> dict[str, Any]:
    signed = {"signature": given.signature} if given.signature else {}
    return {"name": given.name, "post": given.post, "how": given.how, **signed}


def confirmed_card(it: Dispatch) -> Card:
    return Card(
        about=ABOUT,
        title="事業者の確認が\n終わりました",
        status=state("dispatch", it.state),
        text="お帰りの前に、チェックアウトをお願いします。",
        rows=(Row("支援の時刻", times_of(it)), Row("確認番号", str(it.said["receipt"]))),
        buttons=(Button(MENU_WORDS["check_out"], Type(MENU_WORDS["check_out"]), "primary"),),
        size="kilo",
        alt="事業者の確認が終わりました",
    )


def times_of(it: Dispatch) -> str:
    """14:02–16:51, as the client stated it."""
    return f"{clock(moment(it.client_starts))}–{clock(moment(it.client_ends))}"


async def object_(unit: Unit, code: Code, nonce: str, words: str, how: How) -> Sequence[Outgoing]:
    """The expert is not told; a new code can be made, and confirmed once it is cleared up."""
    it = await dispatches.one(unit, code.dispatch)
    if it is None or not DISPATCH.may(it.state, "confirm_by_client"):
        raise Refusal(NOT_NOW)
    await _used(unit, code, objecting(nonce))
    said = {**it.said, "objection": words, "objected": unit.now, "how": how}
    flags = await marked(unit, it, how, said)
    after = await saved(unit, it, replace(it, said=said, flags=flags), "client_objects", CLIENT)
    return await objections.told(unit, after)


async def rate(unit: Unit, id: str, rating: str, comment: str) -> None:
    """Once, after the confirmation. Refusal when it was given already."""
    it = await dispatches.one(unit, id)
    if it is None or "receipt" not in it.said:
        raise Refusal(GONE)
    if "rating" in it.said:
        raise Refusal("ご感想は、すでに受け取っています。ありがとうございました。")
    said = {**it.said, "rating": int(rating), "comment": comment}
    await saved(unit, it, replace(it, said=said), "client_rates", CLIENT)


async def sent_before(unit: Unit, id: str, nonce: str) -> Before:
    """What this very page has done already: a second tap, or a page sent again over a slow network."""
    match await codes.used_with(unit, id):
        case used if used == nonce:
            return "confirmed"
        case used if used == objecting(nonce):
            return "objected"
    return ""


def objecting(nonce: str) -> str:
    """The mark of a page that carried an objection."""
    return f"objection:{nonce}"


async def _used(unit: Unit, code: Code, nonce: str) -> None:
    if not await codes.use(unit, code.id, nonce):
        raise Refusal(GONE)
