"""The rich menus: which tiles each role sees, LINE's object for a menu, and its picture.

Tiles are shared by everybody of a role, so they carry a public word that only opens something, never a token.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

import orjson

from flex_messages.menus.picture import menu_picture, svg
from flex_messages.menus.tiles import DEFAULT, MENUS, Menu, Tile, size
from flex_messages.words import MENU_WORDS

__all__ = ["DEFAULT", "MENUS", "MENU_VERSION", "Menu", "Tile", "menu_object", "menu_picture", "word_of"]

MENU_VERSION = 1  # raise it when the drawing changes in a way its SVG does not show (a font, the way it is made a PNG)
CHAT_BAR = "メニュー"


def menu_object(name: str) -> dict[str, Any]:
    """LINE's rich menu object. Its name ends with a hash of all that is seen: publishing creates only what changed."""
    menu = MENUS[name]
    width, height = size(menu)
    areas = [{"bounds": _bounds(menu, n), "action": _action(tile)} for n, tile in enumerate(menu.tiles)]
    shown = {"size": {"width": width, "height": height}, "selected": True, "chatBarText": CHAT_BAR, "areas": areas}
    return {"name": f"{name}-{_hash(name, orjson.dumps(shown))}"} | shown


@cache
def _hash(name: str, shown: bytes) -> str:
    return hashlib.sha256(b"%d" % MENU_VERSION + shown + svg(name).encode()).hexdigest()[:12]


def _bounds(menu: Menu, n: int) -> dict[str, int]:
    """The tile with half of the gap around it, so that no tap falls between two tiles."""
    width, height = size(menu)
    columns = 3
    x, y = n % columns, n // columns
    left, right = width * x // columns, width * (x + 1) // columns
    rows = len(menu.tiles) // columns
    top, bottom = height * y // rows, height * (y + 1) // rows
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def _action(tile: Tile) -> dict[str, str]:
    word = MENU_WORDS[tile.name]
    return {"type": "postback", "label": word, "data": f"menu:{tile.name}", "displayText": word}


def word_of(data: str) -> str | None:
    """The tile's word for the postback data "menu:<name>", None when the data is not a tile's."""
    head, _, name = data.partition(":")
    return MENU_WORDS.get(name) if head == "menu" else None
