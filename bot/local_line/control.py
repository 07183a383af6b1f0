"""The control API of the phones: what is on each screen, and everything people can do there."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import BodyPartReader, web

from bot.local_line.answers import Problem
from bot.local_line.login import login
from bot.local_line.phone import Attachment, Phone
from bot.local_line.places import places
from bot.local_line.qr import read
from bot.local_line.screen import screen
from bot.local_line.taps import tap

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

UPLOAD_BYTES = 256 * 1_048_576  # whatever limit the application around this one has
Handler = Callable[["LocalLine", web.Request], Awaitable[Any]]


def json(data: Any, status: int = 200) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(data), content_type="application/json")


def answering(line: LocalLine, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """What the handler returns is sent as JSON; a Problem becomes its status and words."""

    @functools.wraps(handler)
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            answer = await handler(line, request)
        except Problem as problem:
            return json(problem.answer.body, problem.answer.status)
        return answer if isinstance(answer, web.StreamResponse) else json(answer)

    return handle


async def body(request: web.Request) -> dict[str, Any]:
    try:
        found = orjson.loads(await request.read() or b"{}")
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise Problem(400, "a JSON object is expected")
    return found


async def settings(line: LocalLine, request: web.Request) -> Any:
    return {"account": line.settings.bot_name, "basic_id": line.settings.basic_id}


async def people(line: LocalLine, request: web.Request) -> Any:
    return [{"user": each.user, "name": each.name, "role": each.role} for each in line.world.people.values()]


async def known_places(line: LocalLine, request: web.Request) -> Any:
    return places(line)


async def qr(line: LocalLine, request: web.Request) -> Any:
    """What a phone reads in this picture: {text}, null where there is no QR code."""
    return {"text": await asyncio.to_thread(read, await request.read())}


async def chat(line: LocalLine, request: web.Request) -> Any:
    return screen(line, line.world.person(request.match_info["user"]))


async def send(line: LocalLine, request: web.Request) -> Any:
    phone = Phone(line, request.match_info["user"])
    if request.content_type == "multipart/form-data":
        sent = phone.attach(await _attached(request))
    else:
        sent = [_say(phone, await body(request))]
    return {"messages": [message.id for message in sent]}


async def _attached(request: web.Request) -> list[Attachment]:
    """The files of a multipart body, in order."""
    found = []
    async for part in await request.clone(client_max_size=UPLOAD_BYTES).multipart():
        if isinstance(part, BodyPartReader) and part.name == "file":
            found.append(Attachment(part.filename or "file", bytes(await part.read())))
    if not found:
        raise Problem(400, "no file came along")
    return found


def _say(phone: Phone, said: dict[str, Any]) -> Any:
    match said:
        case {"text": str(text)}:
            return phone.say(text)
        case {"location": {"latitude": float() | int() as latitude, "longitude": float() | int() as longitude, **more}}:
            return phone.place(latitude, longitude, str(more.get("title", "")), str(more.get("address", "")))
        case {"sticker": True}:
            return phone.sticker()
        case {"video": True}:
            return phone.film()
        case {"audio": True}:
            return phone.sound()
    raise Problem(400, "one of text, location, sticker, video, audio is expected")


async def tapped(line: LocalLine, request: web.Request) -> Any:
    what = await body(request)
    return tap(line, request.match_info["user"], what.get("message"), what.get("action", {}), what.get("picked") or "")


def _doing(act: Callable[[Phone], None]) -> Handler:
    async def handle(line: LocalLine, request: web.Request) -> Any:
        act(Phone(line, request.match_info["user"]))
        return {}

    return handle


async def unsend(line: LocalLine, request: web.Request) -> Any:
    message = line.world.messages.get(request.match_info["message"])
    if message is None:
        raise Problem(404, "Not found")
    Phone(line, message.user).unsend(message)
    return {}


async def logged_in(line: LocalLine, request: web.Request) -> Any:
    return login(line, request.match_info["user"], (await body(request)).get("nonce", ""))


async def file(line: LocalLine, request: web.Request) -> Any:
    message = line.world.messages.get(request.match_info["message"])
    if message is None or message.content is None:
        raise Problem(404, "Not found")
    return web.Response(body=message.content.data, content_type=message.content.mime)


async def menu_picture(line: LocalLine, request: web.Request) -> Any:
    menu = line.world.menu(request.match_info["menu"])
    return web.Response(body=menu.picture, content_type=menu.mime or "image/png")


def routes(line: LocalLine) -> list[web.RouteDef]:
    table: list[tuple[str, str, Handler]] = [
        ("GET", "settings", settings),
        ("GET", "people", people),
        ("GET", "places", known_places),
        ("POST", "qr", qr),
        ("GET", "chats/{user}", chat),
        ("POST", "chats/{user}/send", send),
        ("POST", "chats/{user}/tap", tapped),
        ("POST", "chats/{user}/follow", _doing(Phone.follow)),
        ("POST", "chats/{user}/block", _doing(Phone.block)),
        ("POST", "chats/{user}/unblock", _doing(Phone.follow)),
        ("POST", "chats/{user}/login", logged_in),
        ("POST", "messages/{message}/unsend", unsend),
        ("GET", "content/{message}", file),
        ("GET", "menus/{menu}", menu_picture),
    ]
    return [web.route(method, f"/_line/{path}", answering(line, handler)) for method, path, handler in table]
