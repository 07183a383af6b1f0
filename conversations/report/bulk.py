"""「まとめて検収」: only visits without flags and without an open declaration, in slices by the alarm clock.

A slice is one unit. It sets the alarm for the next one itself, so it goes on after a crash where it stood.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from conversations.actions import Action, Doing
from conversations.alarms import Alarm
from conversations.outgoing import Notice, Outgoing
from conversations.report.flags import words_of
from conversations.report.inspecting import inspected
from conversations.report.standing import may_be_theirs
from flex_messages.cards import Act, Button, Card, Say, Show
from flex_messages.words import INSPECT, MENU_WORDS
from storage import dispatches, people, timers
from storage.dispatches import Dispatch
from storage.people import Membership
from storage.store import Unit

SLICE = 25
"""So many in one unit: other people's letters never wait long."""
CLERKS = ("secretariat",)
STATE = "AGENCY_CONFIRMED"
BUTTON = Button("まとめて検収", Act("inspect_all"))
NOTHING = Say("まとめて検収できる報告書はありません。確認が必要なものは、1件ずつ開いてご確認ください。")
BEGUN = Say("すでに始めています。「検収」で、残りの件数をご覧いただけます。")


async def inspect_all(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """How many there are, and once more before it begins. Those that come later wait for the next time."""
    assert doing.member is not None
    plain = rest = 0
    async for it in _waiting(unit, doing.member, unit.now):
        if await _is_plain(unit, it, doing.member):
            plain += 1
        else:
            rest += 1
    if not plain:
        return [NOTHING]
    left = f"確認が必要な{rest}件は、1件ずつご確認ください。" if rest else ""
    card = Card(
        about=MENU_WORDS["inspection"],
        title=f"{plain}件をまとめて\n検収します",
        text=f"確認が必要な点がなく、申告のない報告書だけが対象です。{left}",
        buttons=(Button(INSPECT, Act("inspect_all_sure", str(unit.now)), "primary"),),
    )
    return [Show((card,))]


async def inspect_all_sure(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    assert doing.member is not None
    if not doing.first:
        return [BEGUN]
    await timers.set(unit, f"inspect_all/{doing.person.id}", unit.now, "inspect_all", _about(doing.member, doing.about))
    return [Say("検収を始めました。終わりましたら、このLINEでお知らせします。")]


async def inspect_slice(unit: Unit, about: str) -> Sequence[Outgoing]:
    """Some of them, the longest waiting first; then the alarm is set for the rest."""
    by, office, until, since, id, n = about.split("|")
    known = (await people.person(unit, by)).memberships
    member = next((m for m in known if m.role == "secretariat" and m.office == office), None)
    if member is None:
        return ()
    found = await dispatches.waiting(unit, STATE, office=office, after=(int(since), id), most=SLICE)
    said: list[Outgoing] = []
    done = int(n)
    for it in found:
        if it.since <= int(until) and await _is_plain(unit, it, member):
            said += await inspected(unit, it, by)
            done += 1
    if len(found) == SLICE and found[-1].since <= int(until):
        rest = "|".join((by, office, until, str(found[-1].since), found[-1].id, str(done)))
        await timers.set(unit, f"inspect_all/{by}", unit.now, "inspect_all", rest)
        return said
    return [*said, Notice(by, Say(f"まとめて検収が終わりました（{done}件）。"))]


def _about(member: Membership, until: str) -> str:
    return "|".join((member.person, member.office or "", until, "-1", "", "0"))


async def _waiting(unit: Unit, member: Membership, until: int) -> AsyncIterator[Dispatch]:
    after: tuple[int, str] | None = None
    while found := await dispatches.waiting(unit, STATE, office=member.office or "", after=after, most=100):
        for it in found:
            if it.since > until:
                return
            yield it
        after = (found[-1].since, found[-1].id)


async def _is_plain(unit: Unit, it: Dispatch, member: Membership) -> bool:
    return may_be_theirs(it, member) and not await words_of(unit, it)


ACTIONS = (
    Action("inspect_all", CLERKS, inspect_all),
    Action("inspect_all_sure", CLERKS, inspect_all_sure),
)
ALARMS = (Alarm("inspect_all", inspect_slice, at_night=True),)
