"""Our own pages under /p/: one question of a dialog, QR codes, texts. They work without LINE, and but
for measuring a place without JavaScript.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable, Iterable

import orjson
import segno
from aiohttp import web
from multidict import MultiDict

from bot import measuring
from bot.liff import NOT_YOU, TOKEN, Liff
from bot.links import Links
from bot.seals import Seals
from bot.uploads import kept
from conversations import texts
from conversations.engine import Engine
from conversations.events import Event, What
from conversations.others import export
from conversations.turn import MOVED
from flex_messages import page
from flex_messages.forms import Form, Notice
from rules.conditions import version_words
from storage import outbox, page_links, people
from storage.files import Files
from storage.store import Store, Unit
from storage.vault import Unreadable

EXPIRED = Notice(
    "このページは開けません",
    "リンクの期限が切れたか、すでに別の端末で開かれています。LINEに戻り、カードのボタンからもう一度お開きください。",
    "attention",
)
ONCE = Notice(
    "このページは開けません",
    "リンクの期限が切れたか、すでに開かれています。LINEに戻り、「自分のデータ」からもう一度お受け取りください。",
    "attention",
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors *",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Pages:
    """`woken` tells the lanes whom a page's answer wrote to."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        links: Links,
        shelf: Files,
        clock: Callable[[], int],
        woken: Callable[[Iterable[str]], None],
        seals: Seals,
        liff: Liff,
    ) -> None:
        self._store = store
        self._engine = engine
        self._links = links
        self._shelf = shelf
        self._clock = clock
        self._woken = woken
        self._seals = seals
        self._liff = liff

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/p/f", self.way_in),
            web.get("/p/f/{token}", self.question),
            web.post("/p/f/{token}", self.answered),
            web.get("/p/qr/{token}", self.qr),
            web.get("/p/data/{token}", self.data),
            web.get("/p/texts/{name}", self.text),
            web.get(page.STYLE_PATH, self.style),
            web.get(page.WRITE_PATH, self.script),
        ]

    async def question(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        found = self._links.read("field", token, held=True)
        if found is None:
            return _html(page.notice_page(EXPIRED), 410)
        _, dialog, _, nonce = found
        fresh = self._links.read("field", token) is not None
        if fresh and self._liff.guards(dialog) and not self._seals.held(request, nonce):
            return self._liff.door(HEADERS)
        if not (self._seals.held(request, nonce) or (fresh and await self._seals.opens(request, nonce))):
            return _html(page.notice_page(EXPIRED), 410)
        return await self._opened(found)

    async def _opened(self, found: list[str]) -> web.Response:
        person, dialog, subject, nonce = found
        shown = await self._store.look(lambda unit: self._engine.question(unit, person, dialog, subject))
        return self._sealed(shown, person, nonce)

    async def way_in(self, _: web.Request) -> web.Response:
        """Where LIFF begins: LINE's script leads on to the page that was meant."""
        return self._liff.door(HEADERS, enters=False)

    async def _entered(self, request: web.Request, found: list[str]) -> web.Response:
        """Through the door: LINE's word on who this is, and the page if it is its person."""
        token = str((await request.post()).get(TOKEN, ""))
        user = (await self._store.look(lambda unit: people.person(unit, found[0]))).line_user
        if not await self._liff.admits(token, user):
            return _html(page.notice_page(NOT_YOU), 403)
        fresh = self._links.read("field", request.match_info["token"]) is not None
        if not (fresh and await self._seals.opens(request, found[3])):
            return _html(page.notice_page(EXPIRED), 410)
        return await self._opened(found)

    async def answered(self, request: web.Request) -> web.Response:
        found = self._links.read("field", request.match_info["token"], held=True)
        held = found is not None and self._seals.held(request, found[3])
        if found is not None and not held and self._liff.guards(found[1]):
            return await self._entered(request, found)
        if found is None or not held:
            return _html(page.notice_page(EXPIRED), 410)
        person, dialog, subject, nonce = found
        form = await request.post()
        texts: MultiDict[str] = MultiDict((name, value) for name, value in form.items() if isinstance(value, str))
        uploads = [value for value in form.values() if isinstance(value, web.FileField)]
        sent = [await kept(self._store, self._shelf, upload, person) for upload in uploads if upload.filename]
        step, go = texts.get("step", ""), texts.get("go", "next")

        async def work(unit: Unit) -> Form | Notice:
            await people.lock(unit, person)
            if not await measuring.taken(unit, self._links, person, texts):
                return measuring.repeated(await self._engine.question(unit, person, dialog, subject))
            what: list[What] = list(sent) or [self._engine.posted(dialog, step, texts)]
            shown: Form | Notice = EXPIRED
            for said in what:
                event = Event(f"p{uuid.uuid4().hex}", person, self._clock(), said)
                shown = await self._engine.answer(unit, event, dialog, subject, step=step, go=go)
            return shown

        shown = await self._store.do(work)
        self._woken(await self._store.look(outbox.people_due))
        return self._sealed(shown, person, nonce)

    def _sealed(self, shown: Form | Notice, person: str, nonce: str) -> web.Response:
        """For the browser that opened it alone."""
        response = self._shown(shown, person)
        self._seals.put(response, nonce, "/p/f/")
        return response

    def _shown(self, shown: Form | Notice, person: str) -> web.Response:
        if isinstance(shown, Notice):
            return _html(page.notice_page(shown))
        text = page.form_page(measuring.armed(shown, self._links, person))
        status = 409 if shown.told == MOVED else 200  # what was typed is the answer to another question
        return web.Response(text=text, status=status, content_type="text/html", headers=_policy(shown))

    async def qr(self, request: web.Request) -> web.Response:
        found = self._links.read("qr", request.match_info["token"])
        if found is None:
            return _html(page.notice_page(EXPIRED), 410)
        out = io.BytesIO()
        segno.make(found[0], error="m").save(out, kind="png", scale=12, border=4)
        return web.Response(body=out.getvalue(), content_type="image/png", headers=HEADERS)

    async def data(self, request: web.Request) -> web.Response:
        """Everything kept about a person, once, as a file of their own."""
        found = self._links.read("data", request.match_info["token"])
        if found is None or not await self._store.do(lambda unit: page_links.open_once(unit, found[1])):
            return _html(page.notice_page(ONCE), 410)
        try:
            kept = await self._store.do(lambda unit: export.given(unit, found[0]))
        except (KeyError, Unreadable):  # erased since the link was made
            return _html(page.notice_page(ONCE), 410)
        body = orjson.dumps(kept, option=orjson.OPT_INDENT_2)
        named = {"Content-Disposition": 'attachment; filename="my-data.json"'}
        return web.Response(body=body, content_type="application/json", headers={**HEADERS, **named})

    async def text(self, request: web.Request) -> web.Response:
        """A text that people agree to, for everybody."""
        name = request.match_info["name"]
        if name not in texts.PUBLIC:
            raise web.HTTPNotFound
        words = texts.text(name)
        return _html(page.text_page(words.title, version_words(words.version), words.words))

    async def style(self, _: web.Request) -> web.Response:
        return web.Response(text=page.STYLE, content_type="text/css", headers={"Cache-Control": "max-age=3600"})

    async def script(self, _: web.Request) -> web.Response:
        """What keeps a long text while it is written."""
        return web.Response(text=page.WRITE, content_type="text/javascript", headers={"Cache-Control": "max-age=3600"})


def _policy(shown: Form) -> dict[str, str]:
    """A page for a long text may run its one script, which speaks to us alone; one that measures, its own."""
    if not any(each.kind == "longtext" for each in shown.inputs):
        return measuring.policy(shown, HEADERS)
    name = "Content-Security-Policy"
    return {**HEADERS, name: f"{HEADERS[name]}; script-src 'self'; connect-src 'self'"}


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)
