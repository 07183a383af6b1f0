"""Kept papers under /p/paper/: opened by a signed link, while the file is there and its reader may still see it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from aiohttp import web

from bot.links import Links
from bot.pages import HEADERS
from conversations.report.standing import may_see
from flex_messages import page
from flex_messages.forms import Notice
from storage import dispatch_files, files, people
from storage.files import Files, Gone, Kept
from storage.store import Store, Unit

NAMES = {
    "letter": "委嘱状",
    "acceptance": "就任承諾書",
    "declaration": "支援実施申告書",
    "payslip": "支払明細",
    "report": "支援実施報告書",
    "report_preview": "支援実施報告書（検収前の写し）",
}
ENDINGS = {"application/pdf": "pdf", "image/png": "png"}
EXPIRED = Notice(
    "この文書は開けません",
    "リンクの期限が切れています。LINEに戻り、「申請状況」や「報告書」と送信すると、もう一度お開きいただけます。",
    "attention",
)


class Papers:
    """For PDFs and their pictures alike."""

    def __init__(self, store: Store, shelf: Files, links: Links) -> None:
        self._store, self._shelf, self._links = store, shelf, links

    def routes(self) -> Sequence[web.RouteDef]:
        return [web.get("/p/paper/{token}", self.paper)]

    async def paper(self, request: web.Request) -> web.Response:
        found = self._links.read("paper", request.match_info["token"])
        if found is None:
            return _expired()
        person, id = found
        row = await self._store.look(lambda unit: _readable(unit, person, id))
        if row is None:
            return _expired()
        try:
            data = await self._shelf.read(id)
        except Gone:
            return _expired()
        name = quote(f"{NAMES[row.purpose]}.{ENDINGS[row.kind]}")
        headers = {**HEADERS, "Content-Disposition": f"inline; filename*=UTF-8''{name}"}
        return web.Response(body=data, content_type=row.kind, headers=headers)


async def _readable(unit: Unit, person: str, id: str) -> Kept | None:
    """The paper, if it is this person's own or they are staff of the secretariat now; of a visit, by those of the
    visit.
    """
    row = await files.one(unit, id)
    if row is None or row.purpose not in NAMES:
        return None
    if (visit := await dispatch_files.one(unit, id)) is not None:
        return row if await may_see(unit, person, visit.dispatch) else None
    reader = await people.person(unit, person)
    clerk = any(m.role == "secretariat" for m in reader.memberships)
    return row if clerk or row.person == person else None


def _expired() -> web.Response:
    return web.Response(text=page.notice_page(EXPIRED), status=410, content_type="text/html", headers=HEADERS)
