"""What LINE's API answers: an Answer, or a Problem that is raised where it is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any

import orjson
from aiohttp import web

from flex_messages.limits import Fault, refusal


@dataclass(frozen=True, slots=True)
class Answer:
    """body: an object is sent as JSON, bytes as they are (then `kind` is their content type)."""

    status: int = 200
    body: Mapping[str, Any] | bytes = field(default_factory=dict)
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else orjson.dumps(self.body)

    def response(self, request_id: str, now: int) -> web.Response:
        """now: in milliseconds UTC; LINE's clock need not be the world's."""
        date = formatdate(now / 1_000, usegmt=True)
        headers = {"x-line-request-id": request_id, "Content-Type": self.kind, "Date": date, **self.headers}
        return web.Response(status=self.status, body=self.raw, headers=headers)


class Problem(Exception):
    """An error as LINE words it. more: further properties of its body."""

    def __init__(self, status: int, message: str, **more: Any) -> None:
        super().__init__(message)
        self.answer = Answer(status, {"message": message} | more)
        self.remark = ""  # for our log only


class Accepted(Problem):
    """409: this retry key was accepted before, in the request that is named."""

    def __init__(self, request_id: str, sent: Sequence[Mapping[str, str]], remark: str) -> None:
        super().__init__(409, "The retry key is already accepted", **({"sentMessages": sent} if sent else {}))
        self.answer = Answer(409, self.answer.body, headers={"x-line-accepted-request-id": request_id})
        self.remark = remark


def invalid(name: str) -> Problem:
    """A property of the wrong type or form."""
    return Problem(400, f"The property, {name}, in the request body is invalid (line: -, column: -)")


def refuse(faults: Sequence[Fault]) -> None:
    """Everything that is wrong with the fields of a request, at once."""
    if faults:
        raise Problem(400, **refusal(faults))
