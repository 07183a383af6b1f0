"""A file of a form, treated like one of the chat: judged, made safe, kept."""

from __future__ import annotations

import asyncio
import hashlib

from aiohttp import web

from bot import pictures
from conversations.events import Sent
from storage import files
from storage.files import Files
from storage.store import Store


async def kept(store: Store, shelf: Files, upload: web.FileField, person: str) -> Sent:
    raw = await asyncio.to_thread(upload.file.read, pictures.MOST_BYTES + 1)
    prepared = await asyncio.to_thread(pictures.prepare, raw)
    if prepared.problem:
        return Sent(prepared.kind, "", upload.filename, problem=prepared.problem)
    id = await shelf.put(prepared.data, prepared.mime)
    digest = hashlib.sha256(prepared.data).hexdigest()
    await store.do(lambda unit: files.note(unit, id, person, prepared.mime, len(prepared.data), digest, "page"))
    return Sent(prepared.kind, id, upload.filename, len(prepared.data), prepared.pages)
