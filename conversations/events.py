"""What a person did, as values.

The edge makes them from LINE's webhooks and from our pages; the engine knows no other input.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Typed:
    """A text message, as it came (never normalised), or a text field of a page."""

    text: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button of ours.

    `token` is what stood in it; `picked` what the date and time picker gave ("2026-11-24", "14:00", …).
    """

    token: str
    picked: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Options of the current question by their keys: what was marked on a page, or a tap whose token has been looked
    up.
    """

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that came as image or file message or from a page, already fetched, decoded and kept.

    file: id of the kept file, "" if it could not be kept; problem says why then.
    group, index, of: LINE's imageSet for photos sent at once ("" and 1, 1 for a single one).
    """

    kind: Literal["image", "pdf", "other"]
    file: str
    name: str = ""
    bytes: int = 0
    pages: int = 1
    message: str = ""
    group: str = ""
    index: int = 1
    of: int = 1
    problem: Literal["", "too_big", "too_many_pixels", "broken", "encrypted", "unknown_kind", "gone"] = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A location message: a pin. It carries neither accuracy nor time of the fix (LINE's format)."""

    latitude: float
    longitude: float
    title: str = ""
    address: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A fix that the phone took on one of our pages: degrees, the radius in metres within which it says it is, and how
    many milliseconds ago it was taken, by the phone's own reckoning. Not a number where it was none.
    """

    latitude: float
    longitude: float
    accuracy: float
    age: int = 0


@dataclass(frozen=True, slots=True)
class Other:
    """A message of a kind no question asks for: sticker, video, audio, or one LINE invents later."""

    kind: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """The account was added or unblocked."""

    unblocked: bool = False


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """The account was blocked: nobody can be answered."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """The person took a message back."""

    message: str


What = Typed | Tapped | Chosen | Sent | Placed | Measured | Other | Followed | Unfollowed | Unsent


@dataclass(frozen=True, slots=True)
class Event:
    """One thing a person did.

    id: LINE's webhookEventId or a page's own; at: milliseconds UTC, when it happened by LINE's clock.
    """

    id: str
    person: str
    at: int
    what: What
