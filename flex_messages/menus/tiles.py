"""Which tiles each menu has, and where they lie in its picture (2500 px wide, three tiles a row)."""

from __future__ import annotations

from dataclasses import dataclass

from flex_messages.words import MENU_WORDS

WIDTH, OUTER, GAP = 2500, 48, 40
HEIGHTS = {3: 843, 6: 1686}


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: `name` is what it opens (a key of MENU_WORDS), `now` the line under the word of the moment's tile."""

    name: str
    icon: str
    now: str = ""

    @property
    def word(self) -> str:
        return MENU_WORDS[self.name]


@dataclass(frozen=True, slots=True)
class Menu:
    """A rich menu of three tiles (half height) or six."""

    name: str
    tiles: tuple[Tile, ...]


def _menu(name: str, *tiles: str, **now: str) -> Menu:
    return Menu(name, tuple(Tile(tile, _ICONS.get(tile, tile), now.get(tile, "")) for tile in tiles))


_ICONS = {"about": "guide", "audit": "inspection"}
_EXPERT = ("check_in", "check_out", "plan", "report", "honorarium", "others")

DEFAULT = "guest"
MENUS: dict[str, Menu] = {
    menu.name: menu
    for menu in (
        _menu("guest", "code", "about", "contact"),
        _menu("applicant", "profile", "application", "contact"),
        _menu("expert", *_EXPERT),
        _menu("expert_today", *_EXPERT, check_in="本日の訪問"),
        _menu("expert_there", *_EXPERT, check_out="支援中"),
        _menu("agency", "waiting", "invite", "request", "dispatches", "reports", "others"),
        _menu("secretariat", "waiting", "letters", "declarations", "inspection", "payments", "others"),
        _menu("auditor", "audit", "contact", "others"),
    )
}


def size(menu: Menu) -> tuple[int, int]:
    return WIDTH, HEIGHTS[len(menu.tiles)]


def box(menu: Menu, n: int) -> tuple[float, float, float, float]:
    """x, y, width and height of the n-th tile as drawn."""
    rows = len(menu.tiles) // 3
    width = (WIDTH - 2 * OUTER - 2 * GAP) / 3
    height = (HEIGHTS[len(menu.tiles)] - 2 * OUTER - (rows - 1) * GAP) / rows
    return OUTER + n % 3 * (width + GAP), OUTER + n // 3 * (height + GAP), width, height
