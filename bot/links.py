"""Signed links to our own pages. A link has one purpose, one person it was made for and an end; who may see what is
read again when it opens.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from flex_messages.cards import FieldPage, Open

MINUTES = {
    "client": 30,
    "receipt": 24 * 60,
    "field": 60,
    "fix": 10,
    "file": 30,
    "qr": 14 * 24 * 60,
    "data": 30,
    "paper": 14 * 24 * 60,
    "transfer": 30,
}
HELD = {"field": 12 * 60}
"""How long the browser that opened a page in time may go on with it, as long as it never rests for an hour."""


class Links:
    """`public`: the https address of the service. `secrets`: signing keys, the newest last. `clock`: milliseconds
    UTC. `elsewhere`: dialog -> another address under which its pages open (LIFF).
    """

    def __init__(
        self, public: str, secrets: list[str], clock: Callable[[], int], elsewhere: Mapping[str, str] | None = None
    ) -> None:
        class Signer(TimestampSigner):
            def get_timestamp(self) -> int:
                return clock() // 1000

        self.public = public.rstrip("/")
        self._elsewhere = elsewhere or {}
        self._clock = clock
        self._signers = {
            purpose: URLSafeTimedSerializer(secrets, salt=f"link:{purpose}", signer=Signer) for purpose in MINUTES
        }

    def sign(self, purpose: str, *what: str) -> str:
        """The token of a link: opaque, unguessable, readable by `read` with the same purpose only."""
        token = self._signers[purpose].dumps({"what": list(what), "made": self._clock()})
        return token if isinstance(token, str) else token.decode()

    def read(self, purpose: str, token: str, *, held: bool = False) -> list[str] | None:
        """What was signed; None when it was altered, made for another purpose or is too old. held: by the browser that
        opened it, which the caller has to know.
        """
        found = self._loaded(purpose, token, HELD[purpose] if held else MINUTES[purpose])
        return [str(part) for part in found["what"]] if found else None

    def made(self, purpose: str, token: str) -> tuple[str, int] | None:
        """The first of what was signed, which is the person for all that is signed for one, and when (ms)."""
        found = self._loaded(purpose, token, HELD.get(purpose, MINUTES[purpose]))
        return (str(found["what"][0]), int(found["made"])) if found else None

    def _loaded(self, purpose: str, token: str, minutes: int) -> dict[str, Any] | None:
        try:
            found = self._signers[purpose].loads(token, max_age=minutes * 60)
        except BadData:
            return None
        return found if isinstance(found, dict) else None

    def of(self, tap: Open | FieldPage, person: str, dialog: str, subject: str) -> str:
        """The absolute address of a tap. "file:ID", "card:ID" (small), "paper:ID" and "qr:TEXT" are signed for
        `person`; a FieldPage, "data:" and "transfer:ID:KIND" open once.
        """
        if isinstance(tap, FieldPage):
            base = self._elsewhere.get(dialog, f"{self.public}/p/f")
            return f"{base}/{self.sign('field', person, dialog, subject, uuid.uuid4().hex)}"
        kind, _, what = tap.url.partition(":")
        match kind:
            case "file" | "card":
                return f"{self.public}/p/file/{self.sign('file', person, what, kind, uuid.uuid4().hex)}"
            case "paper":
                return f"{self.public}/p/paper/{self.sign('paper', person, what)}"
            case "transfer":
                id, _, file = what.partition(":")
                return f"{self.public}/p/transfer/{self.sign('transfer', person, id, file, uuid.uuid4().hex)}"
            case "data":
                return f"{self.public}/p/data/{self.sign('data', person, uuid.uuid4().hex)}"
            case "qr":
                return f"{self.public}/p/qr/{self.sign('qr', what)}"
        return self.public + tap.url if tap.url.startswith("/") else tap.url
