"""The door of the measuring page where LIFF is set up: LINE says who holds the phone, and only that person gets in.

LINE's word is an ID token, verified on the server (POST /oauth2/v2.1/verify). While LINE itself gives no answer the
signed link alone opens the page: a visit does not wait for the end of an outage.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from aiohttp import web

from bot.line import Line
from conversations.visit.room import DIALOGS
from flex_messages import page
from flex_messages.forms import Notice
from flex_messages.measuring import LIFF_HASH

TOKEN = "id_token"
MEASURED = frozenset(dialog.name for dialog in DIALOGS)
"""Dialogs whose pages measure a place."""
NOT_YOU = Notice(
    "ご本人の確認ができませんでした",
    "このページは、訪問される専門家ご本人のLINEで開いてください。LINEに戻り、カードのボタンからもう一度お試しください。",
    "attention",
)
SDK = f"script-src '{LIFF_HASH}' https://static.line-scdn.net; connect-src https://*.line.me https://*.line-scdn.net"


class Liff:
    """id: of the LIFF app, whose endpoint is PUBLIC_URL/p/f; channel: of LINE Login. Without both there is no door."""

    def __init__(self, id: str, channel: str, line: Line) -> None:
        self._id, self._channel, self._line = id, channel, line

    def guards(self, dialog: str) -> bool:
        return bool(self._id and self._channel) and dialog in MEASURED

    def door(self, headers: Mapping[str, str], *, enters: bool = True) -> web.Response:
        """Asks LINE in the browser who this is. enters: posts the answer; otherwise LINE's SDK leads on by itself."""
        if not self._id:
            raise web.HTTPNotFound
        name = "Content-Security-Policy"
        text = page.liff_page(self._id, enters=enters)
        return web.Response(text=text, content_type="text/html", headers={**headers, name: f"{headers[name]}; {SDK}"})

    async def admits(self, token: str, line_user: str) -> bool:
        """Whether LINE says that this is the person; True as well while LINE says nothing at all."""
        said = {TOKEN: token or "-", "client_id": self._channel}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = await self._line.post("/oauth2/v2.1/verify", urlencode(said).encode(), form)
        if answer.status == 0 or answer.status >= 500:
            return True
        return answer.status == 200 and answer.body.get("sub") == line_user and answer.body.get("aud") == self._channel


def addresses(id: str, channel: str) -> dict[str, str]:
    """Dialog -> where its pages open: inside LINE, where LIFF is set up."""
    return dict.fromkeys(MEASURED, f"https://liff.line.me/{id}") if id and channel else {}
