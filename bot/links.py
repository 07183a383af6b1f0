"""Signed links to our own pages. A link has one purpose, one person it was made for and an end; who may see what is read again when it opens."""

from __future__ import annotations

from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

MINUTES = {"field": 60, "file": 30, "qr": 14 * 24 * 60}


class Links:
    """`public` is the https address of the service, `secrets` the signing keys, the newest last (itsdangerous)."""

    def __init__(self, public: str, secrets: list[str]) -> None:
        self.public = public.rstrip("/")
        self._signers = {purpose: URLSafeTimedSerializer(secrets, salt=f"link:{purpose}") for purpose in MINUTES}

    def sign(self, purpose: str, *what: str) -> str:
        """The token of a link: opaque, unguessable, readable by `read` with the same purpose only."""
        token = self._signers[purpose].dumps(list(what))
        return token if isinstance(token, str) else token.decode()

    def read(self, purpose: str, token: str) -> list[str] | None:
        """What was signed; None when it was altered, made for another purpose or is too old."""
        try:
            found: Any = self._signers[purpose].loads(token, max_age=MINUTES[purpose] * 60)
        except BadData:
            return None
        return [str(part) for part in found]

    def address(self, path: str) -> str:
        """The absolute address of a path of ours; other addresses stay as they are."""
        return self.public + path if path.startswith("/") else path
