"""The rich menus of each role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: `icon` names its pictogram, `word` is what it says and, typed, does."""

    name: str
    word: str
    icon: str
    now: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A rich menu: three tiles (half height) or six."""

    name: str
    tiles: tuple[Tile, ...]


MENUS: dict[str, Menu] = {}
DEFAULT = "guest"


def menu_object(name: str) -> dict[str, Any]:
    """LINE's rich menu object. Its name ends with a hash of all that is seen: publishing creates only what changed."""
    raise NotImplementedError


def menu_picture(name: str) -> bytes:
    """PNG, at most 1 MB, the same bytes for the same menu."""
    raise NotImplementedError


def word_of(data: str) -> str | None:
    """The tile's word for the postback data "menu:<name>", None when the data is not a tile's."""
    raise NotImplementedError
