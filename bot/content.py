"""Fetches the file of a message, which LINE keeps only for a while. The letter waits in the inbox until its file is
ours or surely gone, so a crash at any moment only means fetching again.

What its sender says next waits with it: 「次へ」 after a photo, heard before it, would leave the photo out, and to put
it into answers that have gone on would take a way back into every dialog. So a file that is late is not given up: only
LINE's own word or half an hour of asking ends the wait, and its sender is told once that it is still coming.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import aiohttp
import orjson
import structlog

from bot import pictures
from bot.backoff import backoff
from bot.jobs import Tells
from bot.line import Line
from bot.pictures import Prepared
from conversations.kinds.files import COMING
from conversations.outgoing import Notice
from storage import files, inbox
from storage.files import Files
from storage.inbox import Letter
from storage.outbox import Parcel
from storage.store import Store, Unit

PATIENCE_MS = 45_000  # then its sender hears that it is still coming
MOST_PAUSE = 60.0
MOST_TRIES = 40  # about half an hour of asking, however long we were away ourselves
log = structlog.get_logger("content")


class Content:
    """Fetches for everybody, at most `most` files at once. `owed(persons)`: something for these is in the outbox."""

    def __init__(
        self,
        store: Store,
        shelf: Files,
        line: Line,
        engine: Tells,
        owed: Callable[[Iterable[str]], None],
        most: int = 4,
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._line = line
        self._engine = engine
        self._owed = owed
        self._places = asyncio.Semaphore(most)

    async def fetch(self, letter: Letter) -> float:
        """One try to keep the file and note it on the letter; one that cannot be had is noted with its problem and
        answered like any bad input. 0 when that is done, otherwise the seconds until it is worth another try.
        """
        message = orjson.loads(letter.raw)["message"]
        async with self._places:
            prepared = await self._prepared(message)
            file = await self._put(prepared) if prepared is not None and not prepared.problem else ""
        if prepared is None or not (file or prepared.problem):
            if letter.tries + 1 < MOST_TRIES:
                return await self._put_off(letter)
            log.warning("content_given_up")
            prepared = _without(message, "gone")
        await self._note(letter, message, prepared, file)
        return 0.0

    async def _prepared(self, message: dict[str, Any]) -> Prepared | None:
        """None when LINE may have it the next time."""
        if int(message.get("fileSize", 0)) > pictures.MOST_BYTES:
            return _without(message, "too_big")
        raw = await self._stream(str(message["id"]))
        if isinstance(raw, bytes):
            return await asyncio.to_thread(pictures.prepare, raw)
        return _without(message, raw) if raw else None

    async def _stream(self, message: str) -> bytes | pictures.Problem:
        """The bytes, or "gone", "too_big"; "" when nobody knows. Counts while streaming: nobody fills our memory with
        an endless file.
        """
        try:
            async with self._line.content(message) as got:
                if got.status in (404, 410):
                    return "gone"
                if got.status != 200:
                    return ""
                parts, size = [], 0
                async for part in got.content.iter_chunked(65_536):
                    size += len(part)
                    if size > pictures.MOST_BYTES:
                        return "too_big"
                    parts.append(part)
                return b"".join(parts)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return ""

    async def _put(self, prepared: Prepared) -> str:
        """The id under which it is kept; "" where there is no room, or no way to it, at the moment."""
        try:
            return await self._shelf.put(prepared.data, prepared.mime)
        except Exception as full:
            log.error("file_not_kept", kind=type(full).__name__)
            return ""

    async def _put_off(self, letter: Letter) -> float:
        pause = backoff(letter.tries, MOST_PAUSE)
        log.warning("content_later", tries=letter.tries + 1)

        async def work(unit: Unit) -> Sequence[Parcel]:
            waits = await inbox.put_off(unit, letter.seq, unit.now + int(pause * 1_000))
            if not waits or unit.now - letter.received < PATIENCE_MS:
                return ()
            return await self._engine.tell(unit, f"coming:{letter.event}", [Notice(letter.person, COMING)])

        self._owed({parcel.person for parcel in await self._store.do(work)})
        return pause

    async def _note(self, letter: Letter, message: dict[str, Any], prepared: Prepared, file: str) -> None:
        kept = {
            "kind": prepared.kind,
            "file": file,
            "pages": prepared.pages,
            "problem": prepared.problem,
            "name": str(message.get("fileName", "")),
            "bytes": len(prepared.data),
        }
        digest = hashlib.sha256(prepared.data).hexdigest()

        async def work(unit: Unit) -> None:
            wanted = await inbox.fetched(unit, letter.seq, orjson.dumps(kept).decode())
            if wanted and file:  # otherwise it is an orphan and will be collected
                await files.note(unit, file, letter.person, prepared.mime, len(prepared.data), digest, "message")

        await self._store.do(work)


def _without(message: dict[str, Any], problem: pictures.Problem) -> Prepared:
    return Prepared("image" if message["type"] == "image" else "other", problem=problem)
