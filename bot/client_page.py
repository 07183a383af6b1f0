"""The client's pages under /p/: anybody's phone, no LINE, no login, and no script but for drawing a signature.

A link or six digits open the form; what was opened in time may be sent within half an hour, once. A page carries a
signed token with the code and a nonce of its own, so that the same page sent twice answers with the same receipt.
"""

from __future__ import annotations

import asyncio
import hashlib
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from aiohttp import web

from bot import client_opening as opening
from bot.client_forms import SEND, posted, shown, words_of
from bot.client_opening import Opened
from bot.links import Links
from bot.pages import HEADERS
from bot.signatures import signature
from conversations.client import confirming, given, pages
from conversations.client.confirming import Confirmed
from conversations.client.given import Given, How
from conversations.client.statement import Statement, statement
from conversations.declaring import clients as declaring
from conversations.engine import Engine
from conversations.events import Chosen, Sent, Typed
from conversations.outgoing import Outgoing
from flex_messages import page
from flex_messages.forms import Notice
from rules.refusal import Refusal
from storage import codes, files
from storage.codes import Code
from storage.files import Files
from storage.store import Store, Unit

RECEIPT = "/p/k/"


class ClientPage:
    """`owed(persons)`: something for these people is in the outbox."""

    def __init__(
        self, store: Store, engine: Engine, links: Links, shelf: Files, owed: Callable[[Iterable[str]], None]
    ) -> None:
        self._store, self._engine, self._links, self._shelf, self._owed = store, engine, links, shelf, owed

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/p/c", self.entry),
            web.get("/p/c/{number}", self.entry),
            web.post("/p/c", self.typed),
            web.post("/p/c/{number}", self.typed),
            web.get("/p/v/{token}", self.by_link),
            web.get("/p/s/{token}", self.by_hand),
            web.post(SEND, self.sent),
            web.get(RECEIPT + "{token}", self.receipt),
            web.post(RECEIPT + "{token}", self.rated),
            web.get(page.SIGN_PATH, self.script),
        ]

    async def entry(self, request: web.Request) -> web.Response:
        return shown(pages.entry(request.match_info.get("number", "")[:10]))

    async def typed(self, request: web.Request) -> web.Response:
        form = await posted(request)
        if form is None:
            return shown(pages.TOO_LARGE, 413)
        number = form.get("number", "")[:20]
        try:
            found = pages.read_entry(form)
        except Refusal as no:
            return shown(pages.entry(number, words_of(no)))
        code = await self._store.do(lambda unit: opening.by_digits(unit, *found))
        return await self._form(code, "own_phone") if code else shown(pages.entry(number, pages.WRONG))

    async def by_link(self, request: web.Request) -> web.Response:
        code = await self._store.look(lambda unit: codes.by_link(unit, request.match_info["token"]))
        return await self._form(code, "link" if code and code.kind == "declaration" else "own_phone")

    async def by_hand(self, request: web.Request) -> web.Response:
        code = await self._store.look(lambda unit: codes.by_hand(unit, request.match_info["token"]))
        return await self._form(code, "signature")

    async def _form(self, code: Code | None, how: How) -> web.Response:
        if code is None:
            return shown(pages.SHUT, 410)
        this = await self._store.look(lambda unit: statement(unit, code))
        token = self._links.sign("client", code.id, how, uuid.uuid4().hex)
        return shown(pages.confirm(this, how, {}, token))

    async def sent(self, request: web.Request) -> web.Response:
        form = await posted(request)
        if form is None:
            return shown(pages.TOO_LARGE, 413)
        token = form.get("page", "")
        found = self._links.read("client", token)
        if found is None:
            return shown(pages.LATE, 410)
        id, how, nonce = found
        opened = await self._store.look(lambda unit: opening.opened(unit, id, cast(How, how), nonce, token))
        if opened.code is None or opened.this is None:
            return await self._over(id, opened)
        match form.get("go"):
            case "differs":
                return shown(pages.objection(opened.this, form, token))
            case "object":
                return await self._object(opened, opened.code, opened.this, form)
            case "confirm":
                return await self._confirm(opened, opened.code, opened.this, form)
            case _:
                return shown(pages.confirm(opened.this, opened.how, form, token))

    async def _over(self, id: str, opened: Opened) -> web.Response:
        """Used up or replaced: who sends the same page again gets the same answer, all others hear that it is over."""
        if opened.before == "objected":
            return shown(pages.OBJECTED)
        receipt = await self._store.look(lambda unit: opening.receipt_of(unit, id)) if opened.before else None
        return self._to_receipt(receipt, opened.how) if receipt else shown(pages.LATE, 410)

    async def _confirm(self, opened: Opened, code: Code, this: Statement, form: Mapping[str, str]) -> web.Response:
        drawn = await asyncio.to_thread(signature, form.get("signature", "")) if opened.how == "signature" else b""
        try:
            now = await self._store.look(opening.now_of)
            said = given.read(form, Sent("image", "drawn") if drawn else None, opened.how, this, now)
        except Refusal as no:
            return shown(pages.confirm(this, opened.how, form, opened.token, words_of(no)))
        if drawn:
            said = replace(said, signature=await self._shelf.put(drawn, "image/png"))
        try:
            done, told = await self._store.do(lambda unit: self._kept(unit, code, opened.nonce, said, drawn, this))
        except Refusal as no:
            again = await self._store.look(
                lambda unit: opening.opened(unit, code.id, opened.how, opened.nonce, opened.token)
            )
            if again.before:
                return await self._over(code.id, again)
            return shown(Notice("確認を受け付けられませんでした", no.words, "attention"), 409)
        self._owed(told)
        return self._to_receipt(done, opened.how)

    async def _kept(
        self, unit: Unit, code: Code, nonce: str, said: Given, drawn: bytes, this: Statement
    ) -> tuple[Confirmed, set[str]]:
        """Signature, confirmation and notices in one commit."""
        live = await confirming.live(unit, code.id)
        if drawn:
            digest = hashlib.sha256(drawn).hexdigest()
            await files.note(unit, said.signature, this.it.expert, "image/png", len(drawn), digest, "signature")
        confirm = confirming.confirm if live.kind == "visit" else declaring.confirm
        done = await confirm(unit, live, nonce, said)
        return done, await self._told(unit, code, done.said)

    async def _object(self, opened: Opened, code: Code, this: Statement, form: Mapping[str, str]) -> web.Response:
        try:
            words = given.OBJECTION.read(Typed(form.get("wrong", "")), None, {}, None)
        except Refusal as no:
            return shown(pages.objection(this, form, opened.token, words_of(no)))

        async def work(unit: Unit) -> set[str]:
            live = await confirming.live(unit, code.id)
            object_ = confirming.object_ if live.kind == "visit" else declaring.object_
            return await self._told(unit, code, await object_(unit, live, opened.nonce, words, opened.how))

        try:
            self._owed(await self._store.do(work))
        except Refusal as no:
            return shown(Notice("受け付けられませんでした", no.words, "attention"), 409)
        return shown(pages.OBJECTED)

    async def _told(self, unit: Unit, code: Code, said: Sequence[Outgoing]) -> set[str]:
        """Whom the outbox owes something then."""
        return {parcel.person for parcel in await self._engine.tell(unit, f"client:{code.id}", said)}

    def _to_receipt(self, done: Confirmed, how: How) -> web.Response:
        token = self._links.sign("receipt", done.dispatch, how, done.receipt)
        return web.Response(status=303, headers={**HEADERS, "Location": RECEIPT + token})

    async def receipt(self, request: web.Request) -> web.Response:
        found = self._links.read("receipt", request.match_info["token"])
        if found is None:
            return shown(pages.SHUT, 410)
        _, how, number = found
        return shown(pages.receipt(number, cast(How, how)))

    async def rated(self, request: web.Request) -> web.Response:
        found, form = self._links.read("receipt", request.match_info["token"]), await posted(request)
        if found is None or form is None or found[1] != "own_phone":
            return shown(pages.SHUT, 410)
        id, how, number = found
        try:
            rating = given.RATING.read(Chosen((form.get("rating", ""),)), None, {}, None)
            said = form.get("comment", "")
            comment = given.COMMENT.read(Typed(said), None, {}, None) if said.strip() else ""
            await self._store.do(lambda unit: confirming.rate(unit, id, rating, comment))
        except Refusal as no:
            return shown(pages.receipt(number, cast(How, how), words_of(no)))
        return shown(pages.RATED)

    async def script(self, _: web.Request) -> web.Response:
        headers = {"Cache-Control": "max-age=3600", "X-Content-Type-Options": "nosniff"}
        return web.Response(text=page.SIGN, content_type="text/javascript", headers=headers)
