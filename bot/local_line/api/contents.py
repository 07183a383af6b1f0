"""Files of messages (api-data.line.me)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.local_line.answers import Answer, Problem
from bot.local_line.call import Call
from bot.local_line.gate import Route
from bot.local_line.world import Content

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

NOT_YET = Answer(202, b"", "application/octet-stream")


def _content(line: LocalLine, call: Call) -> Content:
    message = line.world.messages.get(call.params["message"])
    if message and message.unsent:
        raise Problem(410, "The content is gone")
    if message is None or message.content is None:
        raise Problem(404, "not found")
    call.user = message.user
    return message.content


def content(line: LocalLine, call: Call) -> Answer:
    found = _content(line, call)
    return Answer(200, found.data, found.mime) if found.ready <= call.at else NOT_YET


def preview(line: LocalLine, call: Call) -> Answer:
    found = _content(line, call)
    if found.kind not in ("image", "video"):
        raise Problem(400, "The content can not be previewed")
    return Answer(200, found.preview, "image/jpeg") if found.ready <= call.at else NOT_YET


def transcoding(line: LocalLine, call: Call) -> Answer:
    found = _content(line, call)
    if found.kind not in ("video", "audio"):
        raise Problem(400, "Transcoding status doesn't support this type of content")
    return Answer(200, {"status": "succeeded" if found.ready <= call.at else "processing"})


_PATH = "/v2/bot/message/{message}/content"
ROUTES = (
    Route("GET", _PATH, content),
    Route("GET", f"{_PATH}/preview", preview),
    Route("GET", f"{_PATH}/transcoding", transcoding),
)
