"""A browser without JavaScript: keeps its cookies, sees the form of a page, fills it in and presses a button."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from typing import Any, Self

import aiohttp


@dataclass(slots=True)
class Shown:
    """A page: its status, headers, text, hidden fields, the names of its other inputs, and its buttons (words → go)."""

    status: int
    headers: Any
    html: str
    text: str
    hidden: dict[str, str]
    inputs: dict[str, str]
    ways: dict[str, str]


class Browser:
    """`public` addresses are found at `service`."""

    def __init__(self, service: str, public: str = "https://demo.invalid") -> None:
        self._service, self._public = service, public
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    def here(self, address: str) -> str:
        return address.replace(self._public, self._service)

    async def open(self, address: str) -> Shown:
        async with self._session.get(self.here(address)) as got:
            return await seen(got)

    async def bytes(self, address: str) -> tuple[int, bytes]:
        async with self._session.get(self.here(address)) as got:
            return got.status, await got.read()

    async def post(self, address: str, form: dict[str, str]) -> Shown:
        """A form as a script sends it, without a button."""
        body = aiohttp.FormData(form, default_to_multipart=True)
        async with self._session.post(self.here(address), data=body) as got:
            return await seen(got)

    async def press(self, address: str, shown: Shown, way: str, **given: Any) -> Shown:
        """Fills in what is `given` (texts, or files as (name, bytes, type)) and presses the button with these words."""
        form = aiohttp.FormData(quote_fields=False)
        for name, value in shown.hidden.items():
            form.add_field(name, value)
        for name, values in given.items():
            for value in values if isinstance(values, list) else [values]:
                match value:
                    case (filename, data, kind):
                        form.add_field(name, io.BytesIO(data), filename=filename, content_type=kind)
                    case text:
                        form.add_field(name, text)
        form.add_field("go", shown.ways[way])
        async with self._session.post(self.here(address), data=form) as got:
            return await seen(got)


async def seen(got: aiohttp.ClientResponse) -> Shown:
    html = await got.text()
    reading = _Reading()
    reading.feed(html)
    return Shown(got.status, got.headers, html, " ".join(reading.text), reading.hidden, reading.inputs, reading.ways)


@dataclass
class _Reading(HTMLParser):
    text: list[str] = field(default_factory=list)
    hidden: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    ways: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._go = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("type") == "hidden":
            self.hidden[given["name"]] = given.get("value", "")
        elif tag in ("input", "textarea", "select"):
            self.inputs[given.get("name", "")] = given.get("value", "")
            self._area = given.get("name", "") if tag == "textarea" else ""
        elif tag == "button" and given.get("name") == "go":
            self._go = given["value"]

    def handle_data(self, data: str) -> None:
        words = data.strip()
        if self._go and words:
            self.ways[words], self._go = self._go, ""
        elif self._area and words:
            self.inputs[self._area], self._area = words, ""
        elif words:
            self.text.append(words)
