"""「不在設定」: until when, and which colleague stands in. It ends by itself on the morning after the last day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from conversations.actions import Action, Doing
from conversations.alarms import Alarm
from conversations.dialog import Dialog, Facts, Field, Step
from conversations.events import Event
from conversations.kinds import Choice, Day
from conversations.kinds.kind import Answers
from conversations.others.menu import AWAY, STAFF
from conversations.outgoing import Begin, Notice, Outgoing
from flex_messages.cards import Act, Button, Card, Row, Say, Show, Status
from flex_messages.words import day
from rules import japan_time
from rules.refusal import Refusal
from storage import absences, audit, people, timers
from storage.absences import Absence
from storage.people import Membership
from storage.store import Unit

LONGEST = 180  # days


@dataclass(frozen=True, slots=True)
class AwayFacts:
    """colleagues: person -> name, without oneself. member None: the person is no staff any more."""

    member: Membership | None
    colleagues: Mapping[str, str]
    today: date


async def colleagues_of(unit: Unit, member: Membership) -> list[Membership]:
    """The staff of the same agency or office, oneself included."""
    if member.role == "agency":
        return await people.staff(unit, agency=member.agency)
    return await people.staff(unit, office=member.office)


async def away(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    assert doing.member is not None
    running = await absences.of(unit, doing.member.id)
    if running is None:
        return [Begin("away")]
    colleagues = await colleagues_of(unit, doing.member)
    name = next((each.name for each in colleagues if each.person == running.deputy), "（退任されました）")
    until = day(japan_time.day(running.until - 1))
    return [
        Show(
            (
                Card(
                    about=AWAY,
                    title="不在の設定中です",
                    status=Status("設定中", "accent"),
                    rows=(Row("いつまで", until), Row("代わりの方", name)),
                    buttons=(
                        Button("不在を終わる", Act("end_away"), "primary"),
                        Button("設定し直す", Act("set_away"), "secondary"),
                    ),
                    size="kilo",
                ),
            )
        )
    ]


async def set_away(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Begin("away")]


async def end_away(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    assert doing.member is not None
    if not await absences.end(unit, doing.member.id):
        return [Say("不在の設定は、すでに終わっています。")]
    await timers.cancel(unit, f"away:{doing.member.id}")
    await audit.note(unit, actor=doing.person.id, action="absence.ended", subject=doing.member.id)
    return [Say("不在の設定を終わりました。お知らせは、またご本人にだけ届きます。")]


async def facts_of(unit: Unit, person: str, subject: str) -> AwayFacts:
    member = (await people.person(unit, person)).active
    if member is None or member.role not in STAFF:
        return AwayFacts(None, {}, japan_time.day(unit.now))
    others = [each for each in await colleagues_of(unit, member) if each.person != person]
    if not others:
        raise Refusal(f"代わりをお願いできる同じ所属の方がいないため、{AWAY}はまだお使いになれません。")
    return AwayFacts(member, _named(others), japan_time.day(unit.now))


async def record(unit: Unit, event: Event, subject: str, answers: Answers, facts: AwayFacts) -> Sequence[Outgoing]:
    member, deputy = facts.member, answers["deputy"]
    if member is None or deputy not in facts.colleagues:
        raise Refusal("この方には、いまはお願いできません。代わりの方をもう一度お選びください。")
    last = date.fromisoformat(answers["until"])
    until = japan_time.at(last + timedelta(days=1), 0)
    await absences.set(unit, Absence(member.id, until, deputy))
    await timers.set(unit, f"away:{member.id}", until, "away", f"{member.id} {member.person}")
    await audit.note(
        unit, actor=event.person, action="absence.set", subject=member.id, after=answers["until"], reason=deputy
    )
    name = facts.colleagues[deputy]
    return [
        Say(f"{day(last)}まで不在に設定しました。お知らせは{name} 様にも届きます。期間が過ぎると自動で終わります。"),
        Notice(deputy, Say(f"{member.name} 様が{day(last)}まで不在のため、お知らせがあなたにも届きます。")),
    ]


async def over(unit: Unit, about: str) -> Sequence[Outgoing]:
    membership, person = about.split(" ")
    if not await absences.end(unit, membership):
        return ()
    await audit.note(unit, actor="clock", action="absence.ended", subject=membership)
    return [Notice(person, Say("不在の期間が終わりました。お知らせは、またご本人にだけ届きます。"))]


def _named(members: Sequence[Membership]) -> dict[str, str]:
    """person -> a label of their own, also for two of one name."""
    found: dict[str, str] = {}
    for each in members:
        name = each.name or "お名前の登録がまだの方"
        label = f"{name}（{each.department}）" if each.department else name
        same = sum(label == other.split(" #")[0] for other in found.values())
        found[each.person] = f"{label} #{same + 1}" if same else label
    return found


def _deputies(answers: Answers, facts: Facts) -> Mapping[str, str]:
    colleagues: Mapping[str, str] = facts.colleagues
    return colleagues


DIALOG = Dialog(
    name="away",
    title=AWAY,
    roles=STAFF,
    fields=(
        Field(
            "いつまで",
            Step(
                "until",
                "いつまで不在ですか。",
                Day(
                    least=lambda answers, facts: facts.today.isoformat(),
                    most=lambda answers, facts: (facts.today + timedelta(days=LONGEST)).isoformat(),
                    initial=lambda answers, facts: facts.today.isoformat(),
                ),
                example="2026年11月30日",
                hint="この日の終わりまで、お知らせが代わりの方にも届きます。",
            ),
        ),
        Field("代わりの方", Step("deputy", "代わりの方はどなたですか。", Choice(_deputies))),
    ),
    facts=facts_of,
    finish=record,
)
ACTIONS = (
    Action("away", STAFF, away, opens=True),
    Action("set_away", STAFF, set_away, opens=True),
    Action("end_away", STAFF, end_away),
)
ALARM = Alarm("away", over)
