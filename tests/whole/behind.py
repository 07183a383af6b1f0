"""Behind the scenes of a town: where people stand, what is owed to them, how the story ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from conversations.dialog import Dialog
from conversations.house import house
from conversations.kinds.kind import Kind
from conversations.sheet import Sheet, sheet_of
from storage import drafts, drawn, files, inbox, outbox, people, registrations
from storage.drawn import Drawn
from storage.store import Unit
from tests.whole.conftest import Town
from tests.whole.phone import Phone
from tests.whole.story import CODE, STORY, Deed

DIALOGS: dict[str, Dialog] = {dialog.name: dialog for dialog in house(lambda: "@119local").dialogs}
_VARIES = re.compile(r"\d{4}|\d\d:\d\d")


async def standing(town: Town, phone: Phone) -> tuple[Sheet, Kind] | None:
    """The sheet a person fills in and the kind of the question that is asked; None while nothing is asked."""

    async def work(unit: Unit) -> drafts.Draft | None:
        return await drafts.current(unit, await people.meet(unit, phone.user))

    draft = await town.store.do(work)
    if draft is None:
        return None
    sheet = sheet_of(draft.body)
    return sheet, DIALOGS[draft.dialog].by_name[sheet.at].kind


async def up_to(town: Town, place: str, story: Sequence[Deed] = STORY) -> Sequence[Deed]:
    """Plays the story until the expert stands at this question; what is left of it."""
    for n, deed in enumerate(story):
        at = await standing(town, town.expert)
        if at is not None and at[0].at == place:
            return story[n:]
        await deed(town)
    raise AssertionError(f"the story never comes to {place}")


async def owing(town: Town) -> bool:
    """Whether anything waits: a letter, a parcel, or an event that LINE has no 200 for."""

    async def work(unit: Unit) -> bool:
        return bool(await inbox.people_waiting(unit) or await outbox.people_due(unit))

    attempts = town.stage.line.webhooks.attempts
    taken = {id for attempt in attempts if 200 <= attempt.status < 300 for id in attempt.events}
    return bool({id for each in attempts for id in each.events} - taken) or await town.store.look(work)


async def ending(town: Town) -> list[Any]:
    """Every registration as it stands: state, version, and the profile without times, each file by its content."""

    async def work(unit: Unit) -> list[Any]:
        found = [it async for it in registrations.every(unit)]
        kept = {file.id: file.sha256 for it in found for file in await files.of_person(unit, it.person)}
        return [(it.state, it.version, it.recommendation, it.reason, plain(it.profile, kept)) for it in found]

    return await town.store.look(work)


def plain(value: Any, kept: dict[str, str]) -> Any:
    match value:
        case {"file": file, **more}:
            return {"file": kept[file], **{key: each for key, each in more.items() if key != "name"}}
        case dict():
            return {key: plain(each, kept) for key, each in value.items() if key != "at"}
        case [{"file": _}, *_]:  # photos of an album come in any order
            return sorted((plain(each, kept) for each in value), key=lambda each: str(each["file"]))
        case list():
            return [plain(each, kept) for each in value]
    return value


async def transcripts(town: Town) -> list[list[str]]:
    """What each phone heard in its order; codes and times of day differ from run to run."""
    heard = [await phone.heard() for phone in town.phones]
    return [[_VARIES.sub("#", CODE.sub("CODE", message)) for message in each] for each in heard]


_ENGLISH = re.compile(r"[A-Za-z_]{2,}")
_KNOWN = re.compile(
    r"LINE|PDF|JPEG|PNG|HEIC|MB|QR|IT|M&A|[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}|[\w.+-]*@[\w.-]+|https://\S+"
)


async def foreign_words(town: Town) -> list[str]:
    """English words, ids and the like in anything that was ever said to anybody: there should be none."""
    said = [message for phone in town.phones for message in await phone.heard()]
    return sorted({word for message in said for word in _ENGLISH.findall(_KNOWN.sub("", message))})


async def drawn_as(town: Town, data: str) -> tuple[Drawn, dict[str, Any]] | None:
    """What the data of a button stands for: the drawn message, and the meaning of this button."""
    token, _, n = data.rpartition(".")
    found = await town.store.look(lambda unit: drawn.find(unit, token))
    return (found, found.taps[int(n)]) if found else None
