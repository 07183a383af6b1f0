"""Forms of a client in and out: what was posted, as far as it is small; what is shown, with the script it may need."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from bot.pages import HEADERS
from flex_messages import page
from flex_messages.cards import FieldPage, Open
from flex_messages.forms import Form, Notice
from rules.refusal import Refusal

MOST_BYTES = 600_000
SEND = "/p/client"
SCRIPTED = {
    **HEADERS,
    "Content-Security-Policy": HEADERS["Content-Security-Policy"] + "; script-src 'self'",
}


async def posted(request: web.Request) -> dict[str, str] | None:
    """The text fields of a form; None when it is larger than any honest one."""
    try:
        form = await request.clone(client_max_size=MOST_BYTES).post()
    except web.HTTPRequestEntityTooLarge:
        return None
    return {name: value for name, value in form.items() if isinstance(value, str)}


def words_of(no: Refusal) -> str:
    return f"{no.words}{f'例：{no.example}' if no.example else ''}"


def _plain(tap: Open | FieldPage) -> str:
    assert isinstance(tap, Open)
    return tap.url


def shown(asked: Form | Notice, status: int = 200) -> web.Response:
    if isinstance(asked, Notice):
        return _html(page.notice_page(asked), status, HEADERS)
    drawn = any(each.kind == "signature" for each in asked.inputs)
    action = SEND if any(name == "page" for name, _ in asked.fields) else ""
    html = page.form_page(asked, action=action, link=_plain)
    return _html(html, status, SCRIPTED if drawn else HEADERS)


def _html(text: str, status: int, headers: Mapping[str, str]) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", headers=headers)
