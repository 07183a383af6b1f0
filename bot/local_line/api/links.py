"""Which rich menu whom: the default, one person's, many people's at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.local_line import menus
from bot.local_line.answers import Answer, Problem, refuse
from bot.local_line.call import Call, is_user
from bot.local_line.gate import Route
from bot.local_line.world import RichMenu

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine


def _pictured(menu: RichMenu) -> str:
    if not menu.picture:
        raise Problem(400, "must upload richmenu image before applying it to user")
    return menu.id


def choose_default(line: LocalLine, call: Call) -> Answer:
    line.world.default_menu = _pictured(line.world.menu(call.params["menu"]))
    line.all_changed()
    return Answer(200)


def default(line: LocalLine, call: Call) -> Answer:
    if not line.world.default_menu:
        raise Problem(404, "no default richmenu")
    return Answer(200, {"richMenuId": line.world.default_menu})


def cancel_default(line: LocalLine, call: Call) -> Answer:
    line.world.default_menu = ""
    line.all_changed()
    return Answer(200)


def _user(call: Call) -> str:
    if not is_user(call.params["user"]):
        raise Problem(400, "The value for the 'userId' parameter is invalid")
    call.user = call.params["user"]
    return call.user


def _link(line: LocalLine, user: str, menu: str) -> None:
    """Unknown people and people who are no friends: accepted, without effect."""
    if person := line.world.people.get(user):
        menus.link(line, person, menu)


def link(line: LocalLine, call: Call) -> Answer:
    user, menu = _user(call), line.world.menu(call.params["menu"])
    _link(line, user, _pictured(menu))
    call.words = str(menu.body.get("name", ""))
    return Answer(200)


def linked(line: LocalLine, call: Call) -> Answer:
    person = line.world.people.get(_user(call))
    if person is None or not person.menu:
        raise Problem(404, "the user has no richmenu")
    return Answer(200, {"richMenuId": person.menu})


def unlink(line: LocalLine, call: Call) -> Answer:
    _link(line, _user(call), "")
    return Answer(200)


def link_many(line: LocalLine, call: Call) -> Answer:
    call.typed(richMenuId=str, userIds=list)
    refuse(call.missing("richMenuId", "userIds"))
    users = call.users("userIds")
    if not call.body["richMenuId"].startswith("richmenu-"):
        raise Problem(400, "invalid richMenuId")
    menu = _pictured(line.world.menu(call.body["richMenuId"], "richmenu not found"))
    for user in users:
        _link(line, user, menu)
    return Answer(202)


def unlink_many(line: LocalLine, call: Call) -> Answer:
    call.typed(userIds=list)
    refuse(call.missing("userIds"))
    for user in call.users("userIds"):
        _link(line, user, "")
    return Answer(202)


_DEFAULT, _USER, _BULK = "/v2/bot/user/all/richmenu", "/v2/bot/user/{user}/richmenu", "/v2/bot/richmenu/bulk"
ROUTES = (
    Route("POST", f"{_DEFAULT}/{{menu}}", choose_default),
    Route("GET", _DEFAULT, default),
    Route("DELETE", _DEFAULT, cancel_default),
    Route("POST", f"{_USER}/{{menu}}", link),
    Route("GET", _USER, linked),
    Route("DELETE", _USER, unlink),
    Route("POST", f"{_BULK}/link", link_many, "json"),
    Route("POST", f"{_BULK}/unlink", unlink_many, "json"),
)
