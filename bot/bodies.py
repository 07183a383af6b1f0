"""Bodies of webhooks as objects: whatever one event holds, its neighbours are read."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import orjson

DEEPEST = 64  # levels; LINE's events have fewer than ten
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]', re.DOTALL)


def parsed(raw: bytes) -> dict[str, Any] | None:
    """The body as an object, None when it is none. What no database and no other program could hold (a number too
    large, half a character, thousands of brackets) is left out, and nothing else with it.
    """
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError:
        try:
            body = _slowly(raw)
        except ValueError:
            return None
    return body if isinstance(body, dict) else None


def _slowly(raw: bytes) -> Any:
    """Raises ValueError."""
    body = json.loads(shallow(raw), parse_int=_whole, parse_float=_finite, parse_constant=lambda _: None)
    return orjson.loads(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"))


def shallow(raw: bytes) -> bytes:
    """The same JSON with null for whatever is nested too deep. Its brackets are counted; nothing else is looked at."""
    kept, depth, start = bytearray(), 0, 0
    for token in _TOKEN.finditer(raw):
        if token[0] in b"[{":
            depth += 1
            if depth == DEEPEST:
                kept += raw[start : token.start()] + b"null"
        elif token[0] in b"]}":
            if depth == DEEPEST:
                start = token.end()
            depth -= 1
    return bytes(kept) if depth >= DEEPEST else bytes(kept + raw[start:])


def _whole(text: str) -> int | None:
    return int(text) if len(text) < 20 else None


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None
