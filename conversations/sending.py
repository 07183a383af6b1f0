"""The desk: everything one event sends is collected here, drawn, checked, and put into the outbox in the event's own
transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from conversations.events import Event
from conversations.outgoing import Notice, SwitchMenu
from flex_messages.cards import Act, FieldPage, Message, Open, Pick
from storage import drawn, outbox
from storage.outbox import Parcel
from storage.people import Person
from storage.store import Unit

A_CALL = 5  # messages LINE takes at once

Draw = Callable[..., dict[str, Any]]
"""flex_messages.draw.draw: within LINE's rules, or it raises and the turn is rolled back"""
Link = Callable[[Open | FieldPage, str, str, str], str]
"""(tap, person, dialog, subject) -> an absolute https address; for a FieldPage a signed one-time one."""


@dataclass(frozen=True, slots=True)
class Press:
    draw: Draw
    link: Link


@dataclass(frozen=True, slots=True)
class Origin:
    """The question that a message asks."""

    dialog: str = ""
    subject: str = ""
    mark: str = ""
    asks: bool = False


NOWHERE = Origin()


@dataclass(slots=True, eq=False)
class Desk:
    """question: the parcel with the question that was asked last, once everything is posted."""

    press: Press
    unit: Unit
    person: Person
    event: Event
    reply_token: str = ""
    received: int = 0
    said: list[tuple[Message, Origin]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    menus: list[SwitchMenu] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)
    question: int | None = None

    def say(self, *messages: Message, origin: Origin = NOWHERE) -> None:
        """origin belongs to the last of the messages; those before it lead up to it."""
        self.said.extend((message, NOWHERE) for message in messages[:-1])
        self.said.extend((message, origin) for message in messages[-1:])

    async def post(self) -> None:
        """Menus first, so that the menu that the words speak of is there; then what the person hears, then notices to
        others.
        """
        for menu in self.menus:
            await self._add(menu.person or self.person.id, "menu", orjson.dumps(menu.name))
        for start in range(0, len(self.said), A_CALL):
            await self._call(self.said[start : start + A_CALL])
        for notice in self.notices:
            drawn = await self._draw(notice.message, notice.to, NOWHERE)
            await self._add(notice.to, "push", orjson.dumps([drawn]))

    async def _call(self, said: Sequence[tuple[Message, Origin]]) -> None:
        body = orjson.dumps([await self._draw(message, self.person.id, origin) for message, origin in said])
        asks = any(origin.asks for _, origin in said)
        token, self.reply_token = self.reply_token, ""
        parcel = await self._add(self.person.id, "reply" if token else "push", body, token, asks)
        if asks:
            self.question = parcel.id

    async def _add(self, person: str, kind: outbox.Kind, body: bytes, token: str = "", asks: bool = False) -> Parcel:
        parcel = await outbox.add(
            self.unit,
            person=person,
            event=self.event.id,
            n=len(self.parcels),
            kind=kind,
            body=body,
            reply_token=token,
            received=self.received,
            question=asks,
        )
        self.parcels.append(parcel)
        return parcel

    async def _draw(self, message: Message, person: str, origin: Origin) -> dict[str, Any]:
        """The message object. Its buttons carry `token.n`; what they mean stays here."""
        token, taps = secrets.token_urlsafe(16), list[Any]()

        def post(tap: Act | Pick, label: str) -> str:
            taps.append(packed(tap))
            return f"{token}.{len(taps) - 1}"

        def link(tap: Open | FieldPage) -> str:
            return self.press.link(tap, person, origin.dialog, origin.subject)

        body = self.press.draw(message, post=post, link=link)
        if taps:
            where = {"dialog": origin.dialog, "subject": origin.subject, "step": origin.mark}
            await drawn.keep(self.unit, token, person, **where, taps=taps)
        return body


def packed(tap: Act | Pick) -> dict[str, Any]:
    match tap:
        case Act(verb, about, version):
            return {"verb": verb, "about": about, "version": version}
        case Pick(mode):
            return {"pick": mode}


def unpacked(tap: dict[str, Any]) -> Act | Pick:
    return Pick(tap["pick"]) if "pick" in tap else Act(tap["verb"], tap["about"], tap["version"])
