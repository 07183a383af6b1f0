"""Links that were made for somebody before they moved to a new phone open no more: the old one may still hold them."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.links import Links
from flex_messages import page
from flex_messages.forms import Notice
from storage import relinks
from storage.store import Store

PURPOSES = {"f": "field", "file": "file", "paper": "paper", "data": "data", "transfer": "transfer"}
"""The part of a path below /p/ -> the purpose of its links, for those that are made for one person."""
SHUT = Notice(
    "このページは開けません",
    "スマホを変える前のリンクです。新しいスマホのLINEから、もう一度お開きください。",
    "attention",
)


def only_to_where_they_are(store: Store, links: Links) -> Middleware:
    """A middleware for every page of ours that is opened by a person's own link."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        kind, _, token = request.path.removeprefix("/p/").partition("/")
        made = links.made(PURPOSES[kind], token) if kind in PURPOSES else None
        if made is not None:
            person, at = made
            if at <= await store.look(lambda unit: relinks.moved_at(unit, person)):
                return web.Response(text=page.notice_page(SHUT), status=410, content_type="text/html")
        return await handler(request)

    return check
