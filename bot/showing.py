"""Kept files under /p/file/: for the reader the link was made for, while they may see them, in the one browser that
opened it first.
"""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot import pictures
from bot.links import Links
from bot.pages import HEADERS
from bot.seals import Seals
from conversations.approval.standing import may_see
from conversations.report import standing as of_visit
from flex_messages import page
from flex_messages.forms import Notice
from storage import dispatch_files, files
from storage.files import Files, Gone, Kept
from storage.store import Store, Unit

SHUT = Notice(
    "このファイルは開けません",
    "リンクの期限が切れたか、すでに別の端末で開かれています。LINEに戻り、カードをもう一度開いてからお試しください。",
    "attention",
)


class Showing:
    """A card's small picture is fetched by LINE itself, so only a file's link is held to one browser."""

    def __init__(self, store: Store, shelf: Files, links: Links, seals: Seals) -> None:
        self._store, self._shelf, self._links, self._seals = store, shelf, links, seals

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/p/file/{token}", self.file)]

    async def file(self, request: web.Request) -> web.Response:
        found = self._links.read("file", request.match_info["token"])
        if found is None:
            return _shut()
        reader, id, purpose, nonce = found
        row = await self._store.look(lambda unit: _readable(unit, reader, id))
        if row is None or not (purpose == "card" or await self._seals.opens(request, nonce)):
            return _shut()
        try:
            data, mime = await self._shelf.read(id), row.kind
        except Gone:
            return _shut()
        if purpose == "card":
            data, mime = await asyncio.to_thread(_small, data, mime), "image/jpeg"
        response = web.Response(body=data, content_type=mime, headers=HEADERS)
        if purpose != "card":
            self._seals.put(response, nonce, "/p/file/")
        return response


async def _readable(unit: Unit, reader: str, id: str) -> Kept | None:
    """What belongs to a visit is for those of the visit; all else for those whom its owner's registration concerns."""
    row = await files.one(unit, id)
    if row is None:
        return None
    visit = await dispatch_files.one(unit, id)
    may = await of_visit.may_see(unit, reader, visit.dispatch) if visit else await may_see(unit, reader, row.person)
    return row if may else None


def _small(data: bytes, mime: str) -> bytes:
    return pictures.for_card(pictures.first_page(data) if mime == "application/pdf" else data)


def _shut() -> web.Response:
    return web.Response(text=page.notice_page(SHUT), status=410, content_type="text/html", headers=HEADERS)
