"""What is out of the ordinary about a visit, in words: what a clerk looks at before it is inspected."""

from __future__ import annotations

from rules import flags
from storage import declarations
from storage.dispatches import Dispatch
from storage.store import Unit

DECLARED = "申告の確認が終わっていません。"


async def words_of(unit: Unit, it: Dispatch) -> tuple[str, ...]:
    """Nothing of an ordinary visit: such may be inspected many at once."""
    declared = (DECLARED,) if await declarations.open_for(unit, it) is not None else ()
    return (*flags.words_of(it.flags), *declared)
