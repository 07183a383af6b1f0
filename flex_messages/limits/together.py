"""Rules that look at several properties at once: placeholders, pickers, templates, the shape of a rich menu."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from flex_messages.limits.count import within
from flex_messages.limits.data import LIMITS
from flex_messages.limits.fault import Finding

Look = Callable[[dict[str, Any]], Sequence[Finding]]


def text(value: dict[str, Any]) -> Sequence[Finding]:
    """Each LINE emoji stands where the text has a $ (position in UTF-16 code units)."""
    if not (emojis := value.get("emojis")):
        return ()
    raw = value["text"].encode("utf-16-le", "surrogatepass")
    dollar = "$".encode("utf-16-le")
    return [
        (("emojis", n, "index"), "invalid property")
        for n, emoji in enumerate(emojis)
        if raw[emoji["index"] * 2 :][:2] != dollar
    ]


def text_v2(value: dict[str, Any]) -> Sequence[Finding]:
    """Every {key} has its substitution, and braces that are meant as such are doubled."""
    given = value.get("substitution") or {}
    bare = value["text"].replace("{{", "").replace("}}", "")
    keys = re.findall(r"\{([^{}]*)\}", bare)
    odd = [key for key in keys if not re.fullmatch(_KEY, key)]
    found: list[Finding] = [(("text",), _pattern(key)) for key in odd]
    found += [(("substitution", key), "must be specified") for key in keys if key not in odd and key not in given]
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", bare)):
        found.append((("text",), "invalid property"))
    return [*found, *_substitutions(given)]


def _substitutions(given: dict[str, Any]) -> list[Finding]:
    most = LIMITS["placeholders"]
    sizes = {kind: sum(item["type"] == kind for item in given.values()) for kind in ("mention", "emoji")}
    over = [most[kind] for kind, n in sizes.items() if n > most[kind]]
    over += [most["objects"]] if len(given) > most["objects"] else []
    return [(("substitution",), f"Size must be between 0 and {n}") for n in over]


_KEY = LIMITS["placeholders"]["key"]


def _pattern(key: str) -> str:
    return f"The key '{key}' enclosed in '{{}}' does not match the pattern '{_KEY}'."


def beside_picture(name: str) -> Look:
    """A template's text is shorter when a title or a picture stands beside it."""
    most = LIMITS["text_beside_picture"][name]

    def look(value: dict[str, Any]) -> Sequence[Finding]:
        if not (value.get("title") or value.get("thumbnailImageUrl")) or within(value["text"], most, by_grapheme=True):
            return ()
        return [(("text",), f"Length must be between 0 and {most}")]

    return look


def columns(value: dict[str, Any]) -> Sequence[Finding]:
    """All columns of a carousel have the same number of actions, and a title or a picture in all of them or in none."""
    first = _shape(value["columns"][0])
    return [
        (("columns", n, name), "invalid property")
        for n, column in enumerate(value["columns"])
        for name, mine, theirs in zip(("actions", "title", "thumbnailImageUrl"), _shape(column), first, strict=True)
        if mine != theirs
    ]


def _shape(column: dict[str, Any]) -> tuple[int, bool, bool]:
    return len(column["actions"]), bool(column.get("title")), bool(column.get("thumbnailImageUrl"))


def menu(value: dict[str, Any]) -> Sequence[Finding]:
    least = LIMITS["menu_least_ratio"]
    if value["size"]["width"] / value["size"]["height"] >= least:
        return ()
    return [(("size",), f"The aspect ratio (width / height) must be {least} or more")]


def postback(value: dict[str, Any]) -> Sequence[Finding]:
    if value.get("displayText") is not None and value.get("text") is not None:
        return [(("text",), "invalid property")]
    if value.get("fillInText") is not None and value.get("inputOption") != "openKeyboard":
        return [(("fillInText",), "invalid property")]
    return ()


def picker(value: dict[str, Any]) -> Sequence[Finding]:
    """initial, min and max in the format of the mode, within LINE's years, max after min."""
    form, earliest, latest = LIMITS["picker"][value["mode"]]
    times = {name: value[name] for name in ("initial", "min", "max") if value.get(name) is not None}
    read = {name: _read(words, form, earliest, latest) for name, words in times.items()}
    found: list[Finding] = [((name,), "invalid property") for name, at in read.items() if at is None]
    least, most = read.get("min"), read.get("max")
    if least and most and most <= least:
        found.append((("max",), "invalid property"))
    return found


def _read(words: str, form: str, earliest: str, latest: str) -> datetime | None:
    plain = words.replace("t", "T")
    try:
        at = datetime.strptime(plain, form)
    except ValueError:
        return None
    return at if len(plain) == len(earliest) and earliest <= plain <= latest else None


RECORDS: dict[str, Look] = {
    "text": text,
    "textV2": text_v2,
    "buttons": beside_picture("buttons"),
    "column": beside_picture("column"),
    "carousel": columns,
    "richmenu": menu,
}
ACTIONS: dict[str, Look] = {"postback": postback, "datetimepicker": picker}
