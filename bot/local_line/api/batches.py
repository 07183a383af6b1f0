"""Batches of rich menu links: accepted, done at once, asked for by the id of the request."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.local_line import menus
from bot.local_line.answers import Answer, Problem, invalid, refuse
from bot.local_line.call import Call
from bot.local_line.gate import Route
from flex_messages.limits import Fault

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

MOST = 1000
_NEEDS = {"link": ("from", "to"), "unlink": ("from",), "unlinkAll": ()}
_KEY = re.compile(r"[a-zA-Z0-9_-]{1,100}")


def _operations(call: Call) -> list[dict[str, Any]]:
    call.typed(operations=list, resumeRequestKey=str)
    operations: list[dict[str, Any]] = call.body.get("operations") or []
    if not 1 <= len(operations) <= MOST:
        refuse([Fault("operations", f"Size must be between 1 and {MOST}")])
    if not _KEY.fullmatch(call.body.get("resumeRequestKey") or "none"):
        refuse([Fault("resumeRequestKey", "invalid resumeRequestKey")])
    for index, operation in enumerate(operations):
        kind = operation.get("type") if isinstance(operation, dict) else None
        if kind not in _NEEDS:
            raise invalid(f"operations[{index}].type")
        missing = [name for name in _NEEDS[kind] if not operation.get(name)]
        refuse([Fault(f"operations[{index}].{name}", "May not be empty") for name in missing])
    return operations


def start(line: LocalLine, call: Call) -> Answer:
    operations = _operations(call)
    for menu in [each[end] for each in operations for end in ("from", "to") if each.get(end)]:
        line.world.menu(menu, "richmenu not found", 400)
    for operation in operations:
        for person in list(line.world.people.values()):
            if person.menu and (operation["type"] == "unlinkAll" or person.menu == operation["from"]):
                menus.link(line, person, operation.get("to", ""))
    line.world.batches[call.id] = call.at
    return Answer(202)


def validate(line: LocalLine, call: Call) -> Answer:
    _operations(call)
    return Answer(200)


def progress(line: LocalLine, call: Call) -> Answer:
    at = line.world.batches.get(call.query.get("requestId", ""))
    if at is None:
        raise Problem(404, "Not found")
    when = datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Answer(200, {"phase": "succeeded", "acceptedTime": when, "completedTime": when})


ROUTES = (
    Route("POST", "/v2/bot/richmenu/batch", start, "json"),
    Route("POST", "/v2/bot/richmenu/validate/batch", validate, "json"),
    Route("GET", "/v2/bot/richmenu/progress/batch", progress),
)
