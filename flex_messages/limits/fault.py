"""One violation of LINE's rules, as LINE reports it in the `details` of a 400."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """property: "messages[0].text", or a JSON pointer relative to the Flex container ("/footer/contents/0/action/label")."""

    property: str
    message: str
    container: str = ""
