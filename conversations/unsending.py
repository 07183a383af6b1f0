"""What a person takes back goes out of the draft: the answer, or the piece of it, that came from the message."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.dialog import Dialog
from conversations.moving import to_first_open
from conversations.outcome import Outcome
from conversations.sheet import Sheet
from conversations.standing import Turn, step_of
from conversations.tidy import released

UNSENT = "取り消されたメッセージの内容を削除しました。"


def unsend(dialog: Dialog, sheet: Sheet, message: str, facts: Any = None) -> Outcome | None:
    """Without what came from a message that was taken back, its question open again; None when nothing did."""
    now = Turn(dialog, sheet, facts)
    if sheet.at in dialog.by_name and message in dialog.by_name[sheet.at].kind.messages(sheet.partial):
        left = dialog.by_name[sheet.at].kind.without(sheet.partial, message)
        kept = replace(sheet, partial=left, last=())
        return Outcome(kept, lead=UNSENT, asks=True, gone=released(dialog, sheet, kept))
    marks = [mark for mark, heard in sheet.heard.items() if message in heard["messages"]]
    for mark in marks:
        _take_back(now, mark, message)
    if not marks:
        return None
    now.sheet = replace(now.sheet, last=())
    to_first_open(now)
    return Outcome(now.sheet, lead=UNSENT, asks=True, gone=released(dialog, sheet, now.sheet))


def _take_back(now: Turn, mark: str, message: str) -> None:
    """The answer goes; of what was gathered, only what came from that message."""
    spot, heard = now.spot_of(mark), now.sheet.heard[mark]
    if spot is None:  # of a step that this release does not know: its answer lies aside
        now.sheet = now.sheet.unheard(mark).forgotten(step_of(mark))
        return
    now.drop(spot)
    left = spot.place.kind.without(heard["partial"], message)
    if left is not None:
        rest = {"messages": [one for one in heard["messages"] if one != message], "partial": left}
        now.sheet = replace(now.sheet, heard={**now.sheet.heard, mark: rest})
