"""Papers are documents that a job makes after the commit: what has to be written, and what follows once it is kept.

`order` and the two that follow run in units; setting the paper and keeping the files happens between them, outside.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from conversations.outgoing import Outgoing
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Order:
    """document: a template of flex_messages.documents; person: whose paper it is; data: what it says.

    pictures: name in the data -> id of a kept file, whose bytes are put there.
    """

    document: str
    person: str
    data: Mapping[str, Any]
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """Ids of the kept files."""

    pdf: str
    png: str


@dataclass(frozen=True, slots=True)
class Paper:
    """kind: of the job that asks for it, its `about` is handed to all three.

    order: None when there is nothing to do any more. kept: writes the ids down. failed: told which characters no font
    of ours can draw; the job is put aside. Both give Notices.
    """

    kind: str
    order: Callable[[Unit, str], Awaitable[Order | None]]
    kept: Callable[[Unit, str, Kept], Awaitable[Sequence[Outgoing]]]
    failed: Callable[[Unit, str, str], Awaitable[Sequence[Outgoing]]]
