"""The page with the phones: "/" and its files under /_line/static/."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).parent / "static"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


async def _index(request: web.Request) -> web.StreamResponse:
    return _file("index.html")


async def _static(request: web.Request) -> web.StreamResponse:
    return _file(request.match_info["path"])


def _file(name: str) -> web.StreamResponse:
    """Types are ours: on a machine without a table of types, a script would arrive as octets and not run."""
    path = (STATIC / name).resolve()
    if not path.is_relative_to(STATIC) or not path.is_file():
        raise web.HTTPNotFound
    headers = {"Cache-Control": "no-cache"}
    if known := _TYPES.get(path.suffix):
        headers["Content-Type"] = known
    return web.FileResponse(path, headers=headers)


def routes() -> list[web.RouteDef]:
    return [web.get("/", _index), web.get("/_line/static/{path:.+}", _static)]
