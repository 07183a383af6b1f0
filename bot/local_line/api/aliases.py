"""Aliases of rich menus, which menus switch between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.local_line.answers import Answer, Problem, refuse
from bot.local_line.call import Call
from bot.local_line.gate import Route
from flex_messages.limits import Fault

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

MOST = 1000
_ALIAS = re.compile(r"[a-z0-9_-]{1,32}")


def _menu(line: LocalLine, call: Call) -> str:
    menu = call.body["richMenuId"]
    if not menu.startswith("richmenu-"):
        raise Problem(400, "invalid richMenuId")
    return line.world.menu(menu, "richmenu not found", 400).id


def _alias(line: LocalLine, call: Call) -> str:
    if call.params["alias"] not in line.world.aliases:
        raise Problem(404, "richmenu alias not found")
    return call.params["alias"]


def create(line: LocalLine, call: Call) -> Answer:
    call.typed(richMenuAliasId=str, richMenuId=str)
    refuse(call.missing("richMenuAliasId", "richMenuId"))
    alias = call.body["richMenuAliasId"]
    if not _ALIAS.fullmatch(alias):
        refuse([Fault("richMenuAliasId", "invalid richMenuAliasId")])
    menu = _menu(line, call)
    if alias in line.world.aliases:
        raise Problem(400, "conflict richmenu alias id")
    if len(line.world.aliases) >= MOST:
        raise Problem(400, f"The number of rich menu aliases exceeds the limit of {MOST}")
    line.world.aliases[alias] = menu
    call.words = alias
    return Answer(200)


def one(line: LocalLine, call: Call) -> Answer:
    alias = _alias(line, call)
    return Answer(200, {"richMenuAliasId": alias, "richMenuId": line.world.aliases[alias]})


def change(line: LocalLine, call: Call) -> Answer:
    call.typed(richMenuId=str)
    refuse(call.missing("richMenuId"))
    line.world.aliases[_alias(line, call)] = _menu(line, call)
    return Answer(200)


def delete(line: LocalLine, call: Call) -> Answer:
    del line.world.aliases[_alias(line, call)]
    return Answer(200)


def all_of_them(line: LocalLine, call: Call) -> Answer:
    pairs = line.world.aliases.items()
    return Answer(200, {"aliases": [{"richMenuAliasId": alias, "richMenuId": menu} for alias, menu in pairs]})


_PATH = "/v2/bot/richmenu/alias"
ROUTES = (
    Route("POST", _PATH, create, "json"),
    Route("GET", f"{_PATH}/list", all_of_them),
    Route("GET", f"{_PATH}/{{alias}}", one),
    Route("POST", f"{_PATH}/{{alias}}", change, "json"),
    Route("DELETE", f"{_PATH}/{{alias}}", delete),
)
