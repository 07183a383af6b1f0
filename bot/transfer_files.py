"""The files of a transfer under /p/transfer/: a link opens once, for a clerk of the office that made the transfer.

Accounts are decrypted here and when a transfer is made, nowhere else; every one that was read is in the audit log.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web

from bot.links import Links
from bot.pages import HEADERS
from bot.tables import as_csv, as_xlsx
from conversations.money import bank_file
from conversations.registration.person import full
from flex_messages import page
from flex_messages.forms import Notice
from storage import audit, dispatches, page_links, payments, people, registrations, transfers
from storage.store import Store, Unit
from storage.transfers import Line, Transfer
from storage.vault import Unreadable

TYPES = {
    "zengin": ("text/plain", "txt"),
    "csv": ("text/csv", "csv"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}
SHUT = Notice(
    "このファイルは開けません",
    "リンクの期限が切れたか、すでに開かれています。LINEに戻り、「支払い」の振込データの一覧からもう一度お受け取りください。",
    "attention",
)


class TransferFiles:
    def __init__(self, store: Store, links: Links) -> None:
        self._store, self._links = store, links

    def routes(self) -> Sequence[web.RouteDef]:
        return [web.get("/p/transfer/{token}", self.file)]

    async def file(self, request: web.Request) -> web.Response:
        found = self._links.read("transfer", request.match_info["token"])
        if found is None:
            return _shut()
        person, id, kind, nonce = found
        try:
            given = await self._store.do(lambda unit: _given(unit, person, id, kind, nonce))
        except (KeyError, Unreadable):  # erased since the link was made
            return _shut()
        if given is None:
            return _shut()
        it, data = given
        mime, ending = TYPES[kind]
        named = {"Content-Disposition": f'attachment; filename="transfer-{it.number}.{ending}"'}
        return web.Response(body=data, content_type=mime, headers={**HEADERS, **named})


async def _given(unit: Unit, person: str, id: str, kind: str, nonce: str) -> tuple[Transfer, bytes] | None:
    """The bytes, once; None for a second time, and for who is no clerk of that office (any more)."""
    it = await transfers.one(unit, id)
    reader = await people.person(unit, person)
    clerk = it is not None and any(m.role == "secretariat" and m.office == it.office for m in reader.memberships)
    if it is None or not clerk or not await page_links.open_once(unit, nonce):
        return None
    return it, await content(unit, it, kind, person)


async def content(unit: Unit, it: Transfer, kind: str, by: str) -> bytes:
    """The file, with its lines in the log as read by this person. Sum and bytes agree with what was handed over."""
    lines = await transfers.lines(unit, it.id)
    await transfers.note_opened(unit, it.id)
    for line in lines:
        paid = await payments.one(unit, line.dispatch)
        person = paid.expert if paid else ""
        await audit.note(unit, actor=by, action="account.read", subject=line.dispatch, person=person)
    if kind == "zengin":
        return bank_file.content(lines, it.day)
    table = [await _row(unit, it, line) for line in lines]
    return as_csv(table) if kind == "csv" else as_xlsx(table)


async def _row(unit: Unit, it: Transfer, line: Line) -> dict[str, str | int]:
    dispatch = await dispatches.one(unit, line.dispatch)
    registration = await registrations.one(unit, dispatch.registration) if dispatch else None
    return {
        "振込データ": it.number,
        "振込日": it.day,
        "受付番号": dispatch.number if dispatch else "",
        "氏名": full(registration.profile, "name") if registration else "",
        "金融機関": line.bank,
        "支店": line.branch,
        "種別": line.type,
        "口座番号": line.number,
        "口座名義": line.holder,
        "振込額": line.yen,
    }


def _shut() -> web.Response:
    return web.Response(text=page.notice_page(SHUT), status=410, content_type="text/html", headers=HEADERS)
