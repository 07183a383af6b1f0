"""「自分のデータ」: what is kept, in words; as a file; what can be erased now, and what stays and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from conversations.actions import Action, Doing
from conversations.alarms import Alarm
from conversations.dialog import Dialog, Facts
from conversations.events import Event
from conversations.kinds.kind import Answers
from conversations.others.menu import OWN_DATA
from conversations.others.roles import NAMES, where
from conversations.outgoing import Begin, Outgoing, SwitchMenu
from conversations.report.own import every
from conversations.sure import sure
from flex_messages.cards import Act, Button, Card, Note, Open, Row, Say, Show
from flex_messages.words import full_day, state
from rules import japan_time
from rules.refusal import Refusal
from rules.registration import REGISTRATION
from storage import audit, drafts, files, people, registrations, timers
from storage.people import Person
from storage.registrations import Registration
from storage.store import Unit

ERASE = "消去する"
UNSENT = ("INVITED", "DRAFT")
A_MINUTE = 60_000
STAYS = (
    "送信済みの登録申請と承認の記録、派遣の位置と時刻・報告書・謝金の記録は、"
    "公費による支援の証拠として、年度の終わりから5年間保管します。"
    "担当の方のお名前は、承認の記録とともに残ります。"
)


async def own_data(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    person = doing.person
    it = await registrations.of_person(unit, person.id)
    free = erasable(person, it)
    stays = "まだ何も送信されていないため、すべて消去できます。" if free else STAYS
    card = Card(
        about=OWN_DATA,
        title="お預かりしているもの",
        rows=(*await _rows(unit, person, it),),
        note=Note(stays, "消去について", tone="calm"),
        buttons=(
            Button("ファイルで受け取る", Open("data:"), "primary"),
            Button("すべて消去する" if free else "途中の入力を消去", Act("erase" if free else "erase_drafts"), "stop"),
        ),
        alt="ご自身のデータのご案内",
    )
    return [Show((card,))]


def erasable(person: Person, it: Registration | None) -> bool:
    """Guests, and applicants who have sent nothing."""
    staff = any(each.role != "expert" for each in person.memberships)
    return not staff and (it is None or it.state in UNSENT)


async def _rows(unit: Unit, person: Person, it: Registration | None) -> list[Row]:
    rows = [Row("LINE", "利用者の識別番号（お名前や写真は受け取っていません）")]
    for each in person.memberships:
        name = f"、{each.name}" if each.name else ""
        rows.append(Row("役割", f"{NAMES[each.role]}（{await where(unit, each)}{name}）"))
    if it is not None:
        sent = full_day(japan_time.day(it.submitted)) if it.submitted else "未送信"
        rows += [Row("登録", state("registration", it.state).word), Row("受付番号", it.receipt), Row("送信日", sent)]
        rows.append(Row("回答", f"{sum(value is not None for value in it.profile.values())}項目"))
    if visits := [it async for it in every(unit, person.id)]:
        rows.append(Row("派遣", f"{len(visits)}件（位置、報告書、謝金の記録を含みます）"))
    rows.append(Row("ファイル", f"{len(await files.of_person(unit, person.id))}件"))
    rows.append(Row("途中の入力", f"{len(await all_drafts(unit, person.id))}件"))
    return rows


async def all_drafts(unit: Unit, person: str) -> list[drafts.Draft]:
    running = await drafts.current(unit, person)
    return [*([running] if running else []), *await drafts.parked(unit, person)]


@dataclass(frozen=True, slots=True)
class OwnFacts:
    person: Person
    registration: Registration | None


async def facts_of(unit: Unit, person: str, subject: str) -> OwnFacts:
    """Refusal when something was sent: then erasing everything is no longer free."""
    facts = OwnFacts(await people.person(unit, person), await registrations.of_person(unit, person))
    if subject == "all" and not erasable(facts.person, facts.registration):
        raise Refusal(STAYS)
    return facts


async def erase_all(unit: Unit, event: Event, subject: str, answers: Answers, facts: OwnFacts) -> Sequence[Outgoing]:
    """The answer still has to reach the person, so the key is destroyed a minute later."""
    await timers.set(unit, f"forget:{event.person}", unit.now + A_MINUTE, "forget", event.person)
    await audit.note(unit, actor=event.person, action="person.erasure_asked", subject=event.person)
    return [
        SwitchMenu("guest"),
        Say("消去を受け付けました。1分ほどで、お預かりしたデータをすべて消去します。ご利用ありがとうございました。"),
    ]


async def erase_drafts(unit: Unit, event: Event, subject: str, answers: Answers, facts: Any) -> Sequence[Outgoing]:
    gone = await all_drafts(unit, event.person)
    for draft in gone:
        await drafts.drop(unit, event.person, draft.dialog, draft.subject)
    await audit.note(unit, actor=event.person, action="drafts.erased", subject=event.person, after=str(len(gone)))
    return [Say(f"途中の入力を消去しました。{STAYS}")]


async def forget(unit: Unit, person: str) -> Sequence[Outgoing]:
    """Nothing if something was sent after all meanwhile."""
    it = await registrations.of_person(unit, person)
    if not erasable(await people.person(unit, person), it):
        return ()
    if it is not None:
        await registrations.save(unit, replace(it, state=REGISTRATION.go(it.state, "withdraw")))
    for file in await files.of_person(unit, person):
        await files.drop(unit, file.id)
    await people.forget(unit, person)
    await audit.note(unit, actor=person, action="person.forgotten", subject=person)
    return ()


def _ask(answers: Answers, facts: Facts) -> str:
    return "お預かりしたデータをすべて消去します。元には戻せません。よろしいですか。"


def _confirm(name: str, title: str, ask: Any, finish: Any) -> Dialog:
    return Dialog(name=name, title=title, fields=(sure(ask, ERASE),), facts=facts_of, finish=finish)


async def _begin_all(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Begin("erase_all", "all")]


async def _begin_drafts(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Begin("erase_drafts")]


DIALOGS = (
    _confirm("erase_all", "データの消去", _ask, erase_all),
    _confirm(
        "erase_drafts",
        "途中の入力の消去",
        "送信していない途中の入力を、すべて消去します。よろしいですか。",
        erase_drafts,
    ),
)
ALARM = Alarm("forget", forget, at_night=True)
ACTIONS = (
    Action("own_data", (), own_data, opens=True),
    Action("erase", (), _begin_all, opens=True),
    Action("erase_drafts", (), _begin_drafts, opens=True),
)
