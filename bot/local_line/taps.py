"""A tap on something in the chat: it must really be on the screen, and does what LINE does for that kind of action."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.local_line import menus
from bot.local_line.answers import Problem
from bot.local_line.events import postback_event
from bot.local_line.phone import Phone
from bot.local_line.screen import quick_replies
from bot.local_line.world import Person

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

Action = dict[str, Any]
_LASTING = frozenset({"camera", "cameraRoll", "location", "datetimepicker"})
_FORMS = {"date": "%Y-%m-%d", "time": "%H:%M", "datetime": "%Y-%m-%dT%H:%M"}
_ENDS = {  # what LINE assumes where an action names no end
    "date": ("1900-01-01", "2100-12-31"),
    "time": ("00:00", "23:59"),
    "datetime": ("1900-01-01T00:00", "2100-12-31T23:59"),
}


def tap(line: LocalLine, user: str, message: str | None, action: Action, picked: str = "") -> dict[str, Any]:
    """Returns what the phone does next: {} after an event, {open: …} for addresses and devices, {copied: text}."""
    phone = Phone(line, user)
    person = phone.person
    if person.friend == "blocked" or action not in list(_on_screen(line, person, message)):
        raise Problem(409, "this is not on the screen")
    quick = message is None and action in (quick_replies(person) or [])
    done = _act(line, phone, action, picked)
    if quick and not ("open" in done and action["type"] in _LASTING):
        person.quick_used = person.chat[-1].id
        line.changed(person)
    return done


def _on_screen(line: LocalLine, person: Person, message: str | None) -> Iterator[Action]:
    if message is not None:
        shown = line.world.messages.get(message)
        if shown and shown.user == person.user and shown.sender == "bot":
            yield from _actions({key: value for key, value in shown.body.items() if key != "quickReply"})
        return
    yield from quick_replies(person) or []
    if menu := menus.shown(line, person):
        yield from (area["action"] for area in menu.body.get("areas", []))


def _actions(value: Any) -> Iterator[Action]:
    """Every action object inside a message."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("action", "defaultAction") and isinstance(inner, dict):
                yield inner
            elif key == "actions" and isinstance(inner, list):
                yield from inner
            else:
                yield from _actions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _actions(inner)


def _act(line: LocalLine, phone: Phone, action: Action, picked: str) -> dict[str, Any]:
    match action.get("type"):
        case "message":
            phone.say(action["text"])
        case "postback":
            return _postback(line, phone, action)
        case "datetimepicker":
            return _picker(line, phone.person, action, picked)
        case "richmenuswitch":
            _switch(line, phone.person, action)
        case "uri":
            return {"open": action.get("uri") or action.get("linkUri")}
        case "clipboard":
            return {"copied": action["clipboardText"]}
        case device:
            return {"open": device}
    return {}


def _postback(line: LocalLine, phone: Phone, action: Action) -> dict[str, Any]:
    """displayText is shown and makes no event; the older `text` is a real message as well."""
    line.webhooks.emit(postback_event(line, phone.person, action["data"]))
    if text := action.get("displayText"):
        phone.show(text)
    elif text := action.get("text"):
        phone.say(text)
    return {key: action[key] for key in ("inputOption", "fillInText") if key in action}


def _picker(line: LocalLine, person: Person, action: Action, picked: str) -> dict[str, Any]:
    """Without a pick the picker opens, and nothing has happened yet."""
    mode = action["mode"]
    if not picked:
        return {"open": "datetimepicker"}
    least, most = ((action.get(end) or usual).upper() for end, usual in zip(("min", "max"), _ENDS[mode], strict=True))
    try:
        normal = datetime.strptime(picked, _FORMS[mode]).strftime(_FORMS[mode]) == picked
    except ValueError:
        normal = False
    if not normal or not least <= picked <= most:
        raise Problem(409, f"the picker does not offer {picked}")
    line.webhooks.emit(postback_event(line, person, action["data"], {mode: picked}))
    return {}


def _switch(line: LocalLine, person: Person, action: Action) -> None:
    """Links the menu behind the alias to this person, and says so in a postback."""
    alias = action["richMenuAliasId"]
    menu = line.world.aliases.get(alias)
    status = "RICHMENU_ALIAS_ID_NOTFOUND" if menu is None else "RICHMENU_NOTFOUND"
    if menu is not None and menu in line.world.menus:
        menus.link(line, person, menu)
        status = "SUCCESS"
    params = {"newRichMenuAliasId": alias, "status": status}
    line.webhooks.emit(postback_event(line, person, action["data"], params))
