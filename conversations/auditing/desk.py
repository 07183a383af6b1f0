"""「監査」: visits by number, the newest, or drawn by lot; each with its evidence; the rules with their versions.

An auditor only reads, for so many days, and every look at a visit is written down.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from conversations.actions import Action, Doing, Word
from conversations.auditing.ending import ALARMS as ALARMS
from conversations.auditing.ending import OVER
from conversations.auditing.evidence import evidence
from conversations.dialog import Dialog, Field, Step
from conversations.dispatch.cards import NUMBER, seen
from conversations.events import Event
from conversations.kinds import Text
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from conversations.report.facts import held
from flex_messages.cards import Act, Button, Card, Row, Say, Section, Show
from flex_messages.words import AUDITING, MORE, OPEN, full_day, money, state
from rules.distance import THRESHOLDS
from rules.japan_time import day
from rules.schemes import SCHEMES, Flat
from rules.search_words import folded
from rules.text_width import fold
from storage import audit, auditors, dispatches, people
from storage.dispatches import Dispatch
from storage.store import Unit

AUDITORS = ("auditor",)
PAGE, LOT = 9, 5
BY_NUMBER, NEWEST, BY_LOT, RULES = "受付番号で開く", "新しい順に見る", "無作為に選ぶ", "基準と単価"
NOTHING = Say("派遣の記録は、まだありません。")
Look = Callable[[Unit, Doing], Awaitable[Sequence[Outgoing]]]


def _reading(look: Look) -> Look:
    """Only while the time lasts."""

    async def act(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        assert doing.member is not None
        return await look(unit, doing) if await auditors.reads(unit, doing.member) else [Say(OVER)]

    return act


async def desk(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    assert doing.member is not None
    until = full_day(day(await auditors.until(unit, doing.member)))
    ways = ((BY_NUMBER, "audit_number"), (NEWEST, "audit_newest"), (BY_LOT, "audit_lot"), (RULES, "audit_rules"))
    card = Card(
        about=AUDITING,
        title="派遣の記録を\nご覧いただけます",
        text="閲覧だけができます。開いた記録は、操作の記録に残ります。口座の情報は表示しません。",
        rows=(Row("期間", f"{until}まで"),),
        buttons=tuple(Button(label, Act(action), "secondary") for label, action in ways),
        alt="監査のご案内",
    )
    return [Show((card,))]


async def newest(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: where もっと見る goes on."""
    created, _, id = doing.about.partition(":")
    found = await auditors.newest(unit, (int(created), id) if created else None, PAGE + 1)
    cards = [await _small(unit, it) for it in found[:PAGE]]
    if len(found) > PAGE:
        last = found[PAGE - 1]
        more = Button(MORE, Act("audit_newest", f"{last.created}:{last.id}"), "secondary")
        cards.append(Card(AUDITING, "続きがあります", text="新しい順に表示しています。", buttons=(more,), size="kilo"))
    return [Show(tuple(cards))] if cards else [NOTHING]


async def lot(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    found = await auditors.sample(unit, LOT)
    return [Show(tuple([await _small(unit, it) for it in found]))] if found else [NOTHING]


async def open_evidence(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await dispatches.one(unit, doing.about)
    return await opened(unit, doing.person.id, it) if it else [NOTHING]


async def opened(unit: Unit, reader: str, it: Dispatch) -> Sequence[Outgoing]:
    await audit.note(unit, actor=reader, action="evidence.read", subject=it.id, person=it.expert)
    return [await evidence(unit, it)]


async def rules(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """What verdicts and sums go by, with the versions that are kept with each of them."""
    near = tuple(
        Row(f"第{each.version}版", f"{full_day(each.since)}から\n近い {each.near}mまで、離れている {each.far}mから")
        for each in THRESHOLDS
    )
    pay = tuple(
        Row(
            each.id,
            f"{each.name}\n{full_day(each.since)}から（{'適用中' if each.in_force else '適用なし'}）\n"
            + (f"1回 {money(each.pay.yen)}" if isinstance(each.pay, Flat) else _hourly(each.pay.yen, each.pay.cap)),
        )
        for each in SCHEMES.values()
    )
    return [Show((Card(AUDITING, RULES, sections=(Section("位置の基準", near), Section("謝金の単価", pay))),))]


def _hourly(yen: int, cap: int) -> str:
    return f"1時間 {money(yen)}、上限 {money(cap)}"


async def begin_number(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Begin("audit_number")]


async def find(unit: Unit, event: Event, subject: str, answers: Answers, facts: Any) -> Sequence[Outgoing]:
    member = (await people.person(unit, event.person)).active
    if member is None or not await auditors.reads(unit, member):
        return [Say(OVER)]
    it = await dispatches.by_number(unit, folded(answers["number"]).upper())
    if it is None:
        return [Say(f"「{answers['number']}」は見つかりませんでした。受付番号をご確認ください。例：H1001")]
    return await opened(unit, event.person, it)


async def _small(unit: Unit, it: Dispatch) -> Card:
    this = await seen(unit, it)
    return Card(
        about=AUDITING,
        title=this.client.name,
        status=state("dispatch", it.state),
        rows=(Row("専門家", this.expert), Row("日時", held(it)), Row(NUMBER, it.number)),
        buttons=(Button(OPEN, Act("open_evidence", it.id), "primary"),),
        size="kilo",
        alt="派遣の記録の一覧",
    )


DIALOGS = (
    Dialog(
        name="audit_number",
        title=BY_NUMBER,
        roles=AUDITORS,
        fields=(
            Field("受付番号", Step("number", "どの派遣をご覧になりますか。", Text(20, fold=fold), example="H1001")),
        ),
        finish=find,
    ),
)
ACTIONS = tuple(
    Action(name, AUDITORS, _reading(look), opens=True)
    for name, look in (
        ("audit_desk", desk),
        ("audit_newest", newest),
        ("audit_lot", lot),
        ("audit_rules", rules),
        ("audit_number", begin_number),
        ("open_evidence", open_evidence),
    )
)
WORDS = (Word(AUDITING, "audit_desk", AUDITORS),)
