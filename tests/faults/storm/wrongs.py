"""What people do who are in the wrong place, of ill will, or clumsy. None of it may have an effect, all of it gets an
answer.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from random import Random

from bot.local_line.events import event, message_event, postback_event
from bot.local_line.phone import Phone as Screen
from bot.local_line.world import Message
from tests.faults.storm.hands import Hand, offered

CANARY = "ZQXJ取り消した言葉ZQXJ"


async def sticker(hand: Hand, others: list[Hand], random: Random) -> None:
    """No question asks for one."""
    await hand.send(sticker=True)


async def somebody_elses(hand: Hand, others: list[Hand], random: Random) -> None:
    """A button that stands in another person's chat."""
    stolen = [action for other in others if other.user != hand.user for _, action in offered(other)[-8:]]
    if stolen:
        data = random.choice(stolen)["data"]
        await hand.do(lambda screen: _emit(screen, hand, data))


async def made_up(hand: Hand, others: list[Hand], random: Random) -> None:
    """A button that nobody ever drew."""
    data = random.choice(("action=approve&id=1", "x" * 300, "AAAAAAAAAAAAAAAAAAAAAA.0", "-1", "承認する"))
    await hand.do(lambda screen: _emit(screen, hand, data))


async def once_more(hand: Hand, others: list[Hand], random: Random) -> None:
    """The same button a second time."""
    if hand.tapped is not None and hand.tapped[1].get("type") == "postback":
        data = hand.tapped[1]["data"]
        await hand.do(lambda screen: _emit(screen, hand, data))


async def taken_back_before_it_came(hand: Hand, others: list[Hand], random: Random) -> None:
    """The unsending overtakes its message: LINE's order is not the order of events."""
    line, books = hand.storm.line, hand.storm.books
    message = Message(line.ids.message(), hand.user, "user", line.clock.now(), {"type": "text", "text": CANARY})

    def unsend(screen: Screen) -> None:
        taken_back = {"messageId": message.id}
        line.webhooks.emit(event(line, hand.person, "unsend", reply=False, unsend=taken_back))

    await hand.do(unsend)
    came = message_event(line, hand.person, message, message.body)
    line.webhooks.emit(came)
    books.dropped(books.events[came["webhookEventId"]])


def _emit(screen: Screen, hand: Hand, data: str) -> None:
    line = hand.storm.line
    line.webhooks.emit(postback_event(line, hand.person, data))


WRONGS: tuple[Callable[[Hand, list[Hand], Random], Awaitable[None]], ...] = (
    sticker,
    somebody_elses,
    made_up,
    once_more,
    taken_back_before_it_came,
)
