"""Fetches the file of a message, which LINE keeps only for a while. The letter waits in the inbox until its file is
ours or surely gone,
so a crash at any moment only means fetching again."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Any

import aiohttp
import orjson
import structlog

from bot import pictures
from bot.line import Line
from storage import files, inbox
from storage.files import Files
from storage.store import Store

PATIENCE_MS = 45_000
PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0)
log = structlog.get_logger("content")


class Content:
    """Fetches for everybody, at most `most` files at once."""

    def __init__(self, store: Store, shelf: Files, line: Line, clock: Callable[[], int], most: int = 4) -> None:
        self._store = store
        self._shelf = shelf
        self._line = line
        self._clock = clock
        self._places = asyncio.Semaphore(most)

    async def fetch(self, letter: inbox.Letter) -> None:
        """Keeps the file and notes it on the letter; one that cannot be had is noted with its problem and answered
        like any bad input.
        """
        async with self._places:
            message = orjson.loads(letter.raw)["message"]
            prepared = await self._prepared(message, letter.received)
            kept: dict[str, Any] = {
                "kind": prepared.kind,
                "file": "",
                "pages": prepared.pages,
                "problem": prepared.problem,
            }
            kept["name"] = str(message.get("fileName", ""))
            kept["bytes"] = len(prepared.data)
            if not prepared.problem:
                kept["file"] = await self._shelf.put(prepared.data, prepared.mime)
        digest = hashlib.sha256(prepared.data).hexdigest()

        async def note(unit: Any) -> None:
            wanted = await inbox.fetched(unit, letter.seq, orjson.dumps(kept).decode())
            if wanted and kept["file"]:  # otherwise it is an orphan and will be collected
                await files.note(unit, kept["file"], letter.person, prepared.mime, kept["bytes"], digest, "message")

        await self._store.do(note)

    async def _prepared(self, message: dict[str, Any], since: int) -> pictures.Prepared:
        kind = "image" if message["type"] == "image" else "other"
        if int(message.get("fileSize", 0)) > pictures.MOST_BYTES:
            return pictures.Prepared(kind, problem="too_big")  # type: ignore[arg-type]
        attempt = 0
        while True:
            raw = await self._stream(str(message["id"]))
            if isinstance(raw, bytes):
                return await asyncio.to_thread(pictures.prepare, raw)
            if raw in ("gone", "too_big"):
                return pictures.Prepared(kind, problem=raw)  # type: ignore[arg-type]
            if self._clock() - since > PATIENCE_MS:
                log.warning("content_given_up", attempts=attempt)
                return pictures.Prepared(kind, problem="gone")  # type: ignore[arg-type]
            await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
            attempt += 1

    async def _stream(self, message: str) -> bytes | str:
        """The bytes, or "again", "gone", "too_big". Counts while streaming: nobody fills our memory with an endless
        file.
        """
        try:
            async with self._line.content(message) as got:
                if got.status in (404, 410):
                    return "gone"
                if got.status != 200:
                    return "again"
                parts, size = [], 0
                async for part in got.content.iter_chunked(65_536):
                    size += len(part)
                    if size > pictures.MOST_BYTES:
                        return "too_big"
                    parts.append(part)
                return b"".join(parts)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return "again"
