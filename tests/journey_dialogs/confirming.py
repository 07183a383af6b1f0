"""A client's part in the small world: the code that was shown, the page that is sent, what was confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.client import confirming, given
from conversations.client.confirming import Confirmed
from conversations.client.given import How
from conversations.client.statement import statement
from conversations.declaring import clients as declaring
from conversations.events import Sent
from conversations.outgoing import Outgoing
from flex_messages.cards import Card, Copy, Open
from rules.refusal import Refusal
from storage import codes
from storage.codes import Code
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.journey_dialogs.conftest import World, cards, drawable, row

FORM = {"starts": "12:00", "ends": "13:30", "name": "見本　花子", "post": "head"}


async def asked(world: World, it: Dispatch) -> Card:
    """The card with the code that the expert shows."""
    [card] = cards(await world.act("ask_client", "expert", it.id))
    return card


def link_of(card: Card) -> str:
    """The token of the client's link."""
    copied = next(button.tap for button in card.buttons if isinstance(button.tap, Copy))
    return copied.text.rpartition("/")[2]


def hand_of(card: Card) -> str:
    opened = next(button.tap for button in card.buttons if isinstance(button.tap, Open))
    return opened.url.rpartition("/")[2]


def digits_of(card: Card) -> str:
    return row(card, "確認コード").replace(" ", "")


async def code_of(world: World, card: Card) -> Code | None:
    return await world.store.look(lambda unit: codes.by_link(unit, link_of(card)))


async def confirmed(
    world: World, code: Code | None, how: How = "own_phone", nonce: str = "n", **form: str
) -> Confirmed:
    """The client sends the page. Refusal as the page would say it."""

    async def work(unit: Unit) -> Confirmed:
        if code is None:
            raise Refusal(confirming.GONE)
        this = await statement(unit, code)
        signed = Sent("image", "f-sign") if how == "signature" else None
        said = given.read({**FORM, **form}, signed, how, this, unit.now)
        live = await confirming.live(unit, code.id)
        confirm = confirming.confirm if code.kind == "visit" else declaring.confirm
        return await confirm(unit, live, nonce, said)

    done = await world.store.do(work)
    drawable(done.said)
    return done


async def objected(world: World, code: Code, words: str = "16時までではなく15時まででした。") -> Sequence[Outgoing]:
    object_ = confirming.object_ if code.kind == "visit" else declaring.object_
    return drawable(await world.store.do(lambda unit: object_(unit, code, "n", words, "own_phone")))
