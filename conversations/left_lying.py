"""When an input that was begun and left is brought to mind: once, in the morning, some days after the last answer."""

from __future__ import annotations

from datetime import timedelta

from conversations.dialog import Dialog
from rules import japan_time
from rules.ours import BUNDLE_HOUR, DRAFT_DAYS
from storage import timers
from storage.store import Unit

WORTH_A_PUSH = 3  # fields; shorter dialogs are done again sooner than called back to mind


def days_later(at: int, days: int) -> int:
    """In the morning, that many days after."""
    return japan_time.at(japan_time.day(at) + timedelta(days=days), BUNDLE_HOUR)


async def watch(unit: Unit, dialog: Dialog, person: str, subject: str, answered: int) -> None:
    """answered: when anything was last said to it."""
    if dialog.recalled and len(dialog.fields) >= WORTH_A_PUSH:
        about = f"{person} {dialog.name} {subject}"
        await timers.set(unit, f"draft:{about}", days_later(answered, DRAFT_DAYS), "draft", about)
