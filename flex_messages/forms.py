"""What our own pages ask, as values: a form (one field of a dialog), its inputs, and notices. page.py draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flex_messages import words
from flex_messages.around import Around
from flex_messages.cards import Card, Note, Progress, Row, Status

InputKind = Literal[
    "text",
    "longtext",
    "lines",
    "choice",
    "several",
    "day",
    "time",
    "daytime",
    "month",
    "period",
    "file",
    "consent",
    "review",
    "location",
    "signature",
]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `group` puts options of one name under one heading (関東 over its prefectures)."""

    key: str
    label: str
    detail: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a form; what it posts goes under `name`.

    text, longtext, lines (a few, kept by nobody while they are written), time ("HH:MM"): the text
    day: "YYYY-MM-DD" · daytime: "YYYY-MM-DDTHH:MM"
    month: "YYYY-MM" or as typed
    choice: one key of `options` · several: the same name once for each chosen key · consent: "yes" or nothing
    period: `name`.from, `name`.to (months) and `name`.now = "yes" for 現在まで
    file: multipart, `multiple` for more than one
    location: "latitude", "longitude", "accuracy" (metres) and "age" (milliseconds), measured after a tap on `label`
    review: nothing; its `card` is shown.
    signature: a PNG as a data address ("data:image/png;base64,…"), drawn with a finger; "" when nothing was drawn
    value: what stands there already (period: "2015-04/2018-03", "2015-04/" up to now) · chosen: keys chosen already
    terms: of a consent, its words, or the path where they can be read in full
    heading, under: words above the input where a group of them begins, and a grey line below those
    most: characters of a text, files or choices at most (0: no limit) · earliest, latest: of a day or month
    """

    kind: InputKind
    name: str = "answer"
    label: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    value: str = ""
    chosen: tuple[str, ...] = ()
    most: int = 0
    accept: str = ""
    multiple: bool = False
    mode: Literal["", "numeric", "decimal", "tel", "email", "url"] = ""
    autocomplete: str = ""
    earliest: str = ""
    latest: str = ""
    terms: str = ""
    card: Card | None = None
    required: bool = True
    heading: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A button of a form: it posts `go` = key."""

    key: str
    label: str


NEXT = Way("next", words.NEXT)
BACK = Way("back", words.BACK)
LATER = Way("later", words.LATER)
SKIP = Way("skip", words.SKIP)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of what is filled in, beside the question on a wide screen: its name and how far it is."""

    name: str
    state: Literal["done", "now", "open", "optional"] = "open"


@dataclass(frozen=True, slots=True)
class Form:
    """One page with one question.

    error: the words of a refusal. told: what became of what was just sent.
    facts: ruled rows above the inputs. ways[0] is the filled button.
    status: beside the title. around: a drawing above the rows. filled: whether ways[0] is filled; the button that
    measures a place is filled otherwise.
    saved: the time ("14:05") at which the draft was last kept. small: a grey line above the buttons.
    fields: hidden values that are posted along. large: larger type, for who reads it once and on any phone.
    parts, known: the whole that the question belongs to, and what of it stands already; beside it where there is room.
    """

    title: str
    question: str
    inputs: tuple[Input, ...]
    hint: str = ""
    example: str = ""
    error: str = ""
    told: str = ""
    facts: tuple[Row, ...] = ()
    status: Status | None = None
    around: Around | None = None
    filled: bool = True
    note: Note | None = None
    progress: Progress | None = None
    ways: tuple[Way, ...] = (NEXT, BACK, LATER)
    small: str = ""
    saved: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    large: bool = False
    parts: tuple[Part, ...] = ()
    known: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A page that asks nothing: the link has expired, it is done, not found."""

    title: str
    text: str
    tone: Literal["calm", "ok", "attention", "stop"] = "calm"
    link: str = ""
    link_label: str = ""
