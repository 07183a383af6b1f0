"""The morning bundle: what waits for a member of staff is one masked push a day, however much it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from conversations.alarms import Alarm
from conversations.outgoing import Notice, Outgoing
from flex_messages.cards import Button, Card, Show, Status
from rules import quiet
from storage import notices, timers
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Bundled:
    """One kind of notice. words(n): one line without a name; still: whether it is true yet when the bundle goes out."""

    kind: str
    words: Callable[[int], str]
    button: Button
    still: Callable[[Unit, str, str], Awaitable[bool]]


async def note(unit: Unit, person: str, kind: str, about: str, morning: int = 0) -> None:
    """Puts it into the person's next bundle, or into that of a morning (milliseconds), at once if that has passed."""
    await notices.add(unit, person, kind, about)
    due = morning or quiet.next_bundle(unit.now)
    await timers.set_earlier(unit, f"bundle:{person}", due, "bundle", person)


def bundle(kinds: Iterable[Bundled]) -> Alarm:
    known = {each.kind: each for each in kinds}

    async def send(unit: Unit, person: str) -> Sequence[Outgoing]:
        waiting = await notices.take(unit, person)
        lines: list[tuple[str, Button]] = []
        for kind, abouts in waiting.items():
            if n := sum([await known[kind].still(unit, person, about) for about in abouts]):
                lines.append((known[kind].words(n), known[kind].button))
        return [Notice(person, Show((_card(lines),)))] if lines else []

    return Alarm("bundle", send)


def _card(lines: Sequence[tuple[str, Button]]) -> Card:
    first, *others = (words for words, _ in lines)
    return Card(
        about="お知らせ",
        title=first.replace("が", "が\n", 1),
        status=Status("要対応", "attention"),
        text="\n".join(others),
        buttons=tuple(dict.fromkeys(button for _, button in lines)),
        size="kilo",
        alt="。".join((first, *others)),
    )
