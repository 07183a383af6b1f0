"""送信する of a change: what takes effect at once does; the rest is one change that waits for whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from conversations.approval.notices import ask_reviewers
from conversations.changes.applying import apply
from conversations.changes.fields import ChangeFacts, changed, steps_of
from conversations.changes.moving import moved
from conversations.changes.standing import change_card
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.outgoing import Outgoing
from conversations.reminders import review
from flex_messages.cards import Say, Show
from rules.change import CHANGE, CLASSES, submission
from storage import changes
from storage.changes import Change
from storage.registrations import Registration
from storage.store import Unit

NOTHING = Say("変わった項目がなかったため、変更は送信していません。いまの登録内容のままです。")
ALREADY = Say("この変更は、すでに送信されています。「登録内容の変更」から今の状況をご覧いただけます。")
ANOTHER = Say("確認中の変更があるため、この変更は送信できません。確認が終わってから、もう一度お試しください。")
NOT_NOW = Say("いまは登録内容を変更できません。「申請状況」から今の状況をご覧ください。")


async def send(unit: Unit, event: Event, subject: str, answers: Answers, facts: ChangeFacts) -> Sequence[Outgoing]:
    change, it = facts.change, facts.registration
    if it.state not in ("REGISTERED", "SUSPENDED"):
        return [NOT_NOW]
    if not CHANGE.may(change.state, "submit_to_secretariat"):
        return [ALREADY]
    names = changed(it.profile, answers)
    now = [name for name in names if CLASSES[name] == "A" and name in change.fields]
    waits = [name for name in names if name not in now]
    if waits and await _other(unit, change):
        return [ANOTHER]
    if not names:
        await moved(unit, change, "withdraw", it.person)
        return [NOTHING]
    said: list[Outgoing] = []
    if now:
        part = await changes.open(unit, it.person, it.id, it.agency, it.office, now) if waits else change
        done = await _applied(unit, it, replace(part, **_saying(it, now, answers)))
        said.append(Show((change_card(done, _done(now)),)))
    if waits:
        said += await _waits(unit, replace(change, **_saying(it, waits, answers)))
    return said


async def _other(unit: Unit, change: Change) -> bool:
    other = await changes.open_one(unit, change.registration)
    return other is not None and other.id != change.id


def _saying(it: Registration, fields: list[str], answers: Answers) -> dict[str, Any]:
    """Everything a change says: the fields, and their steps before and after."""
    names, given = steps_of(fields), dict(answers)
    return {
        "fields": fields,
        "answers": {name: given[name] for name in names if name in given},
        "was": {name: it.profile[name] for name in names if name in it.profile},
    }


async def _applied(unit: Unit, it: Registration, change: Change) -> Change:
    after = await moved(unit, change, "apply", it.person, submitted=unit.now)
    await apply(unit, it, after, it.person)
    return after


async def _waits(unit: Unit, change: Change) -> list[Outgoing]:
    by = change.before["body"] if change.before else None
    step = submission(change.fields, by, change.returned)
    after = await moved(unit, change, step, change.person, submitted=unit.now)
    await review.watch(unit, after)
    return [Show((change_card(after, "変更を送信しました"),)), *await ask_reviewers(unit, after)]


def _done(fields: list[str]) -> str:
    return f"{fields[0]}を変更しました" if len(fields) == 1 else f"{len(fields)}項目を変更しました"
