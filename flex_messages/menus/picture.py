"""The picture of a rich menu: one SVG, set by typst in our own font, made a small PNG. Same menu, same bytes."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import orjson
import typst
from PIL import Image, ImageFont

from flex_messages.look import ACCENT, GROUND, INK, WHITE
from flex_messages.menus.tiles import MENUS, Menu, Tile, box, size

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts"
ICONS: dict[str, dict[str, Any]] = orjson.loads((HERE / "icons.json").read_bytes())
ICON, LINE, RADIUS, MARGIN = 280, 15, 56, 40
LARGEST = {3: 96, 6: 108}
COLOURS = 64
PAGE = """
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


@cache
def menu_picture(name: str) -> bytes:
    """PNG, at most 1 MB (LINE's limit), the same bytes for the same menu. About half a second at the first call."""
    width, height = size(MENUS[name])
    drawn = typst.compile(
        PAGE.format(width=width, height=height).encode(),
        format="png",
        ppi=72,
        font_paths=_fonts(),
        sys_inputs={"svg": svg(name)},
    )
    few = Image.open(io.BytesIO(drawn)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _fonts() -> typst.Fonts:
    """Ours alone, so that the picture does not depend on the machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@cache
def svg(name: str) -> str:
    """The menu as SVG text."""
    menu = MENUS[name]
    width, height = size(menu)
    letters = _letters(menu)
    tiles = [_tile(menu, n, tile, letters) for n, tile in enumerate(menu.tiles)]
    return _template().render(width=width, height=height, ground=GROUND, radius=RADIUS, letters=letters, tiles=tiles)


def _letters(menu: Menu) -> int:
    """One size for all words of a menu: what its longest word allows."""
    font = ImageFont.truetype(str(FONTS / "BIZUDPGothic-Bold.ttf"), 100)
    room = box(menu, 0)[2] - 2 * MARGIN
    longest = max(font.getlength(tile.word) for tile in menu.tiles)
    return min(LARGEST[len(menu.tiles)], int(room * 100 / longest))


def _tile(menu: Menu, n: int, tile: Tile, letters: int) -> dict[str, Any]:
    """Where everything of a tile stands: pictogram, word, and the line that says why it is filled."""
    x, y, width, height = box(menu, n)
    top = y + (height - (ICON + 56 + letters * 1.2) - (48 if len(menu.tiles) == 6 else 16)) / 2
    middle = x + width / 2
    return {
        "x": x,
        "y": y,
        "width": width,
        "height": height,
        "middle": middle,
        "fill": ACCENT if tile.now else WHITE,
        "ink": WHITE if tile.now else INK,
        "line": WHITE if tile.now else ACCENT,
        "icon": ICONS[tile.icon],
        "icon_x": middle - ICON / 2,
        "icon_y": top,
        "scale": ICON / 48,
        "stroke": LINE * 48 / ICON,
        "word": tile.word,
        "word_y": top + ICON + 56 + letters * 0.97,
        "now": tile.now,
        "now_y": y + height - 68,
    }


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(HERE)
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return made.get_template("menu.svg.jinja")
