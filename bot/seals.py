"""A seal in the browser that opened a link first: the same browser may come back, no other may open it."""

from __future__ import annotations

from aiohttp import web

from bot.links import Links
from storage import page_links
from storage.store import Store


class Seals:
    """`secure`: whether cookies are for https alone. A nonce names one link."""

    def __init__(self, store: Store, links: Links, *, secure: bool) -> None:
        self._store, self._links, self._secure = store, links, secure

    def held(self, request: web.Request, nonce: str) -> bool:
        """Whether this browser is the one that opened the link first."""
        return self._links.read("field", request.cookies.get(_name(nonce), "")) == [nonce]

    async def opens(self, request: web.Request, nonce: str) -> bool:
        """Whether it is that one, or the first to come."""
        return self.held(request, nonce) or await self._store.do(lambda unit: page_links.open_once(unit, nonce))

    def put(self, response: web.Response, nonce: str, path: str) -> None:
        seal = self._links.sign("field", nonce)
        response.set_cookie(
            _name(nonce), seal, max_age=3600, path=path, httponly=True, samesite="Lax", secure=self._secure
        )


def _name(nonce: str) -> str:
    return f"f{nonce[:12]}"
