"""One call of LINE's API as the routes see it, and the checks of its body that many routes share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.local_line.answers import invalid, refuse
from flex_messages.limits import Fault, faults

RETRY_KEY = "X-Line-Retry-Key"
_USER = re.compile(r"U[0-9a-f]{32}")


@dataclass(slots=True)
class Call:
    """id: of this request; route: its template; body: the JSON object or the form; user, words: for the log."""

    id: str
    at: int
    method: str
    path: str
    route: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    data: bytes = b""
    body: dict[str, Any] = field(default_factory=dict)
    user: str = ""
    words: str = ""
    remark: str = ""

    @property
    def retry_key(self) -> str | None:
        return self.headers.get(RETRY_KEY)

    @property
    def kind(self) -> str:
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def typed(self, **kinds: type) -> None:
        """Every property that is there has its type; anything else in the body is ignored."""
        for name, kind in kinds.items():
            value = self.body.get(name)
            if value is not None and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
                raise invalid(name)

    def missing(self, *names: str) -> list[Fault]:
        return [Fault(name, "May not be empty") for name in names if not self.body.get(name)]

    def messages(self) -> list[Fault]:
        """What is wrong with the messages."""
        self.typed(messages=list)
        return self.missing("messages") if self.body.get("messages") is None else faults(self.body["messages"])

    def users(self, name: str, most: int = 500) -> list[str]:
        """A list of user ids; a group's or a malformed one is refused by its index."""
        users = self.body.get(name) or []
        if not isinstance(users, list):
            raise invalid(name)
        if not 1 <= len(users) <= most:
            refuse([Fault(name, f"Size must be between 1 and {most}")])
        for index, user in enumerate(users):
            if not is_user(user):
                raise invalid(f"{name}[{index}]")
        return users


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the log. status: what the caller saw (0: nothing); decided: what LINE decided (0: it never did)."""

    id: str
    at: int
    method: str
    path: str
    status: int
    decided: int
    user: str
    words: str
    fault: str


def is_user(value: object) -> bool:
    return isinstance(value, str) and _USER.fullmatch(value) is not None


def summary(messages: Sequence[Mapping[str, Any]]) -> str:
    """A few words of what is sent, for the log in the browser."""
    return " / ".join(str(each.get("text") or each.get("altText") or each.get("type", ""))[:40] for each in messages)
