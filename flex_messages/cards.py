"""What people see, as values: cards, buttons and messages. One Flex template and one HTML template draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flex_messages.around import Around
from flex_messages.taps import Act as Act
from flex_messages.taps import Button as Button
from flex_messages.taps import Copy as Copy
from flex_messages.taps import Device as Device
from flex_messages.taps import FieldPage as FieldPage
from flex_messages.taps import Open as Open
from flex_messages.taps import Pick as Pick
from flex_messages.taps import Style as Style
from flex_messages.taps import Tap as Tap
from flex_messages.taps import Type as Type

Tone = Literal["calm", "ok", "attention", "stop", "accent"]


@dataclass(frozen=True, slots=True)
class Status:
    word: str
    tone: Tone = "calm"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a card. With `tap` the whole row can be tapped and shows `tap.label` (直す) at its right end.

    small: a grey line under the value (誤差 約15m). strong: the value in bold; big: larger as well, one a card.
    """

    label: str
    value: str
    tone: Tone | None = None
    tap: Button | None = None
    small: str = ""
    weight: Literal["plain", "strong", "big"] = "plain"


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading: a chapter of a review."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after, with the reason it was returned for. `after` None: not answered yet."""

    field: str
    before: str
    after: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A box inside a card: what must be looked at, or what an answer may look like."""

    text: str
    title: str = ""
    tone: Tone = "attention"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: a piece of a bar as long as `part`, and a line of its legend (振込済み 9件 … 118,800円)."""

    label: str
    count: str
    value: str
    part: int
    tone: Tone = "accent"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one stands: chapter `chapter` (from 1) of the `chapters` names, question `at` of `of` within it."""

    chapters: tuple[str, ...]
    chapter: int
    at: int
    of: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the service. `path` is below the public address ("/p/file/…"); ratio is width:height."""

    path: str
    alt: str
    ratio: str = "1:1"
    fit: Literal["cover", "fit"] = "cover"


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `about` is the top line (what this is).

    Order on the card: about + status, progress, title, subtitle, text, picture, rows, sections, changes, figures,
    total, shares, example, note, buttons.
    refused: what could not be read; it and the example then come before the title.
    figures and total: a till receipt, labels left and numbers right; the total is the one large number.
    around: a drawing for pages; the chat has its words in the rows.
    alt: words for a locked screen. Default: `about` and the status word, or the title where the card holds no facts,
    so that no name shows.
    """

    about: str
    title: str
    status: Status | None = None
    subtitle: str = ""
    text: str = ""
    rows: tuple[Row, ...] = ()
    sections: tuple[Section, ...] = ()
    changes: tuple[Change, ...] = ()
    example: str = ""
    note: Note | None = None
    picture: Picture | None = None
    progress: Progress | None = None
    buttons: tuple[Button, ...] = ()
    size: Literal["mega", "kilo"] = "mega"
    alt: str = ""
    refused: str = ""
    figures: tuple[Row, ...] = ()
    total: Row | None = None
    around: Around | None = None
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Say:
    """A plain text message with quick replies (at most 13)."""

    text: str
    quick: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Show:
    """One card, or up to 12 cards of one size side by side, with quick replies."""

    cards: tuple[Card, ...]
    quick: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Send:
    """A picture message, both addresses below the public one (JPEG or PNG)."""

    path: str
    preview: str
    quick: tuple[Button, ...] = ()


Message = Say | Show | Send
