"""LINE's HTTP API as far as the hot path needs it: one shared session, JSON bytes in, a small answer out, never an
exception for a status.

Rich menus, quota and the rest of the API go through line-bot-sdk (bot/menus.py); building a Flex reply through its
models
would cost fifty times the dict.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import orjson

CONNECT = 3.0  # of them until there is a connection, a free one or a new one
SECONDS = 5.0  # of a call: LINE answers within tens of milliseconds; a silent call holds one person's lane
WHOLE_FILE = 120.0  # of a download, as long as something comes every few seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """What LINE answered. status 0: no answer came, so nobody knows whether the request was carried out.

    unsent: it was not, for there was no connection to send it on. date: when, by LINE's clock, in milliseconds but to
    the second; 0 where it does not say.
    """

    status: int
    body: dict[str, Any]
    request_id: str = ""
    retry_after: float = 0.0
    unsent: bool = False
    date: int = 0

    def no_later(self, at: int) -> int:
        """A moment before this answer by our clock, which may be ahead, as one by LINE's, which stamps the events."""
        return at if not self.date or at < self.date + 1_000 else self.date

    @property
    def words(self) -> str:
        return str(self.body.get("message", ""))


class Silent(Exception):
    """LINE did not say what was asked; it may the next time."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"LINE answered {answer.status}")
        self.answer = answer


class Line:
    """One channel of LINE. `api` and `data` are base addresses without a trailing slash."""

    def __init__(self, api: str, data: str, token: str) -> None:
        self.api = api.rstrip("/")
        self.data = data.rstrip("/")
        self.token = token
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self._session = aiohttp.ClientSession(
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=aiohttp.ClientTimeout(total=SECONDS, connect=CONNECT),
            connector=aiohttp.TCPConnector(limit=256),
            trust_env=False,
        )

    async def stop(self) -> None:
        if self._session is not None:
            await self._session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        assert self._session is not None, "Line.start() comes first"
        return self._session

    async def reply(self, token: str, messages: bytes) -> Answer:
        """POST /v2/bot/message/reply. `messages`: a JSON array of 1–5 message objects. The retry key is not allowed
        here.
        """
        return await self.post(
            "/v2/bot/message/reply", b'{"replyToken":%b,"messages":%b}' % (orjson.dumps(token), messages)
        )

    async def push(self, to: str, messages: bytes, retry_key: str) -> Answer:
        """POST /v2/bot/message/push. The same key within 24 hours is carried out once (409 after that)."""
        body = b'{"to":%b,"messages":%b}' % (orjson.dumps(to), messages)
        return await self.post("/v2/bot/message/push", body, {"X-Line-Retry-Key": retry_key})

    async def link_menu(self, user: str, menu: str) -> Answer:
        return await self.post(f"/v2/bot/user/{user}/richmenu/{menu}", b"")

    async def loading(self, user: str, seconds: int = 20) -> Answer:
        """Shows the loading mark in the chat until the next message, at most `seconds` (5–60 in steps of 5)."""
        return await self.post("/v2/bot/chat/loading/start", orjson.dumps({"chatId": user, "loadingSeconds": seconds}))

    async def leave(self, kind: str, group: str) -> Answer:
        """Leaves a group or room: this account speaks with single persons only."""
        return await self.post(f"/v2/bot/{kind}/{group}/leave", b"")

    async def post(self, path: str, body: bytes, headers: dict[str, str] | None = None) -> Answer:
        sent = {"Content-Type": "application/json", **(headers or {})} if body else headers
        return await self._ask("POST", self.api + path, data=body or None, headers=sent)

    async def ask(self, path: str) -> Answer:
        """GET of a JSON answer."""
        return await self._ask("GET", self.api + path)

    async def _ask(self, method: str, url: str, **more: Any) -> Answer:
        try:
            async with self.session.request(method, url, **more) as got:
                raw = await got.read()
                return Answer(
                    got.status,
                    _object(raw),
                    got.headers.get("x-line-request-id", ""),
                    _seconds(got.headers.get("Retry-After", "")),
                    date=_moment(got.headers.get("Date", "")),
                )
        except (aiohttp.ClientError, TimeoutError, OSError) as lost:
            unsent = isinstance(lost, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
            return Answer(0, {"message": type(lost).__name__}, unsent=unsent)

    @asynccontextmanager
    async def content(self, message: str) -> AsyncIterator[aiohttp.ClientResponse]:
        """The file of a message, to be streamed. 202: LINE still prepares it; 404 and 410: gone."""
        patience = aiohttp.ClientTimeout(total=WHOLE_FILE, connect=SECONDS, sock_read=SECONDS)
        async with self.session.get(f"{self.data}/v2/bot/message/{message}/content", timeout=patience) as got:
            yield got


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _moment(text: str) -> int:
    try:
        return int(parsedate_to_datetime(text).timestamp()) * 1_000
    except (ValueError, OverflowError):
        return 0


def _seconds(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() else 0.0
