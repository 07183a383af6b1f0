"""Files that belong to a visit: what was attached to its report, the signature, the report as a document.

The files themselves lie on the shelf (files.py); here stands which visit they belong to, and so who may open them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storage.store import Unit

Kind = Literal["attachment", "signature", "report", "picture", "preview"]


@dataclass(frozen=True, slots=True)
class Belonging:
    """picture: of the report, for the chat; preview: of a report that is not inspected yet."""

    file: str
    dispatch: str
    kind: Kind


async def add(unit: Unit, dispatch: str, file: str, kind: Kind) -> None:
    """The same a second time changes nothing."""
    await unit.run("dispatch_files.add", file=file, dispatch=dispatch, kind=kind, now=unit.now)


async def one(unit: Unit, file: str) -> Belonging | None:
    row = await unit.row("dispatch_files.one", file=file)
    return Belonging(row["file"], row["dispatch"], row["kind"]) if row is not None else None


async def newest(unit: Unit, dispatch: str, kind: Kind) -> str:
    """Its file id, "" when there is none."""
    row = await unit.row("dispatch_files.newest", dispatch=dispatch, kind=kind)
    return row["file"] if row is not None else ""
