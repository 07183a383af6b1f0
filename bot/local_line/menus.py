"""Rich menus as people see them, and LINE's rules for their pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from bot.local_line.answers import Problem
from bot.local_line.world import Person, RichMenu

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

MOST_BYTES = 1_048_576
_KINDS = {"JPEG": "image/jpeg", "PNG": "image/png"}


def shown(line: LocalLine, person: Person) -> RichMenu | None:
    """The person's own menu, else the default; none for whoever is no friend.

    A change of either shows at once, as if the chat were opened again.
    """
    if person.friend != "friend":
        return None
    menus = line.world.menus
    return menus.get(person.menu) or menus.get(line.world.default_menu)


def check_picture(data: bytes, kind: str) -> None:
    """JPEG or PNG of at most 1 MB, 800–2,500 px wide, at least 250 px high and at most 1/1.45 of the width."""
    refused = Problem(400, "The image size is not allowed for richmenu")
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
            real = _KINDS.get(image.format or "")
    except (UnidentifiedImageError, OSError, ValueError):
        raise refused from None
    if real != kind:
        raise Problem(415, f"The content type, {kind}, is not supported")
    if len(data) > MOST_BYTES or not 800 <= width <= 2500 or height < 250 or width / height < 1.45:
        raise refused


def drop(line: LocalLine, menu: str) -> None:
    """Deletes a menu and every link to it. Its aliases stay and lead nowhere, as in LINE."""
    del line.world.menus[menu]
    if line.world.default_menu == menu:
        line.world.default_menu = ""
    for person in line.world.people.values():
        if person.menu == menu:
            person.menu = ""
    line.all_changed()


def link(line: LocalLine, person: Person, menu: str) -> None:
    """Links ("" unlinks) a menu to a person; without effect for whoever is no friend."""
    if person.friend == "friend":
        person.menu = menu
        line.changed(person)
