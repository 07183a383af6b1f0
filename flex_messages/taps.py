"""What a tap does, as values. cards.py hands these names on; actions.py makes LINE's action objects of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["primary", "secondary", "link", "stop"]


@dataclass(frozen=True, slots=True)
class Act:
    """A tap that comes back to us, drawn as a postback whose data is an opaque token: `verb` and `about` never leave.

    verb: the name of an Action, or "answer" for an option of the question (`about` is then the option's key).
    version: of the object that was shown, so that a decision is bound to what the person saw.
    """

    verb: str
    about: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Open:
    """A tap that opens an address. `url` may be a path such as "/p/…": the edge puts its public address in front."""

    url: str


@dataclass(frozen=True, slots=True)
class FieldPage:
    """A tap that opens the current question of this dialog on our own page, by a signed one-time link."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A tap that copies `text` (1–1,000 characters) to the clipboard."""

    text: str


@dataclass(frozen=True, slots=True)
class Pick:
    """LINE's date and time picker. Values are "YYYY-MM-DD", "HH:MM" or "YYYY-MM-DDTHH:MM" as `mode` says."""

    mode: Literal["date", "time", "datetime"]
    initial: str = ""
    least: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class Type:
    """A tap that says `text` as if the person had typed it: for menu words and navigation, never for decisions."""

    text: str


@dataclass(frozen=True, slots=True)
class Device:
    """Opens the camera, the album or the map of the phone. LINE allows these only among quick replies."""

    what: Literal["camera", "cameraRoll", "location"]


Tap = Act | Open | FieldPage | Copy | Pick | Type | Device


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    tap: Tap
    style: Style = "link"
