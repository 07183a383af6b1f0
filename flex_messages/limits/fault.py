"""One violation of LINE's rules, and the body of the 400 in which LINE tells of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
Finding = tuple[Path, str]  # where, and LINE's words
WRONG_TYPE = "wrong type"  # stands for LINE's sentence about a property that could not be parsed


@dataclass(frozen=True, slots=True)
class Fault:
    """property: "messages[0].text"; inside a Flex message a JSON pointer into its container ("/footer/contents/0").

    within: the message ("messages[0]") a pointer belongs to, else "".
    """

    property: str
    message: str
    within: str = ""


def dotted(path: Path) -> str:
    """("messages", 0, "text") → "messages[0].text" """
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)[1:]


def pointer(path: Path) -> str:
    """("footer", "contents", 0) → "/footer/contents/0" """
    return "/" + "/".join(map(str, path))


def fault(finding: Finding, within: str = "") -> Fault:
    """The finding as LINE words it: by a dotted path, or by a pointer when it lies within a Flex container."""
    path, words = finding
    place = pointer(path) if within else dotted(path)
    if words == WRONG_TYPE:
        words = "invalid property" if within else unparsable(place)
    return Fault(place, words, within)


def unparsable(place: str) -> str:
    return f"The property, {place}, in the request body is invalid (line: -, column: -)"


def refusal(faults: Sequence[Fault]) -> dict[str, Any]:
    """The body of LINE's 400 for these faults (at least one).

    LINE looks in three rounds and answers with the first that found something: types, fields, the Flex containers.
    """
    for found in faults:
        if found.message == unparsable(found.property):
            return {"message": found.message}
    fields = [found for found in faults if not found.within] or _of_one_message(faults)
    head = (
        f"A message ({fields[0].within})\u00a0in the request body is invalid"
        if fields[0].within
        else f"The request body has {len(fields)} error(s)"
    )
    return {"message": head, "details": [{"message": found.message, "property": found.property} for found in fields]}


def _of_one_message(faults: Sequence[Fault]) -> list[Fault]:
    return [found for found in faults if found.within == faults[0].within]
