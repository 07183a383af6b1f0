"""Rich menus: their objects and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.local_line import menus
from bot.local_line.answers import Answer, Problem, refuse
from bot.local_line.call import Call
from bot.local_line.gate import Route
from bot.local_line.world import RichMenu
from flex_messages.limits import menu_faults

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

MOST = 1000


def create(line: LocalLine, call: Call) -> Answer:
    refuse(menu_faults(call.body))
    if len(line.world.menus) >= MOST:
        raise Problem(400, f"The number of rich menus exceeds the limit of {MOST}")
    menu = RichMenu("richmenu-" + line.ids.hex("menu"), call.body)
    line.world.menus[menu.id] = menu
    call.words = str(call.body.get("name", ""))
    return Answer(200, {"richMenuId": menu.id})


def validate(line: LocalLine, call: Call) -> Answer:
    refuse(menu_faults(call.body))
    return Answer(200)


def _object(menu: RichMenu) -> dict[str, Any]:
    return {"richMenuId": menu.id} | menu.body


def one(line: LocalLine, call: Call) -> Answer:
    return Answer(200, _object(line.world.menu(call.params["menu"])))


def all_of_them(line: LocalLine, call: Call) -> Answer:
    return Answer(200, {"richmenus": [_object(menu) for menu in line.world.menus.values()]})


def delete(line: LocalLine, call: Call) -> Answer:
    menus.drop(line, line.world.menu(call.params["menu"]).id)
    return Answer(200)


def upload(line: LocalLine, call: Call) -> Answer:
    """Once for each menu."""
    menu = line.world.menu(call.params["menu"])
    if menu.picture:
        raise Problem(400, "An image has already been uploaded to the richmenu")
    menus.check_picture(call.data, call.kind)
    menu.picture, menu.mime = call.data, call.kind
    return Answer(200)


def picture(line: LocalLine, call: Call) -> Answer:
    menu = line.world.menu(call.params["menu"])
    if not menu.picture:
        raise Problem(404, "Not found")
    return Answer(200, menu.picture, menu.mime)


_PATH = "/v2/bot/richmenu"
ROUTES = (
    Route("POST", _PATH, create, "json"),
    Route("POST", f"{_PATH}/validate", validate, "json"),
    Route("GET", f"{_PATH}/list", all_of_them),
    Route("GET", f"{_PATH}/{{menu}}", one),
    Route("DELETE", f"{_PATH}/{{menu}}", delete),
    Route("POST", f"{_PATH}/{{menu}}/content", upload, "image"),
    Route("GET", f"{_PATH}/{{menu}}/content", picture),
)
