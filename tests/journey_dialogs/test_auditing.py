"""「監査」: an auditor reads visits with their evidence for so many days, changes nothing, and sees no account."""

from __future__ import annotations

from functools import partial

import pytest

from conversations.auditing.ending import OVER, reads_for
from conversations.outgoing import Begin, Notice, SwitchMenu
from conversations.report.standing import may_see
from flex_messages.cards import Card, Open
from storage import audit, auditors, fixes, people
from storage.dispatches import Dispatch
from storage.fixes import Attempt
from storage.store import Unit
from tests.journey_dialogs.appointing import papers, ring
from tests.journey_dialogs.conftest import World, cards, labels, words
from tests.journey_dialogs.dispatching import dispatch
from tests.journey_dialogs.reporting import confirmed

DAY = 86_400_000


async def auditor(world: World, days: int = 10) -> None:
    async def work(unit: Unit) -> None:
        world.who["auditor"] = await people.meet(unit, "U-auditor")
        member = await people.join(unit, world.who["auditor"], "auditor", name="監査 一子")
        await reads_for(unit, member, days)

    await world.store.do(work)


async def inspected(world: World) -> Dispatch:
    it = await confirmed(world)

    async def place(unit: Unit) -> None:
        kept = Attempt(
            it.id, it.expert, "in", unit.now, "measured", 35.68, 139.76, "near", "1", accuracy=12, distance=40
        )
        await fixes.keep(unit, kept)

    await world.store.do(place)
    await world.act("inspect_report", "clerk", it.id, it.version)
    await papers(world)
    return await dispatch(world, it.id)


def said(found: list[Card]) -> str:
    rows = [r for card in found for section in card.sections for r in section.rows]
    return "\n".join(f"{r.label} {r.value}" for r in rows)


async def test_the_evidence_of_a_visit_is_whole_and_shows_no_account(world: World) -> None:
    it = await inspected(world)
    await auditor(world)
    [desk] = cards(await world.act("audit_desk", "auditor"))
    assert labels(desk) == ["受付番号で開く", "新しい順に見る", "無作為に選ぶ", "基準と単価"]
    assert desk.rows[0].value == "2026年12月4日(金)まで"
    assert await world.act("audit_number", "auditor") == [Begin("audit_number")]
    shown = cards(await world.finish("audit_number", "auditor", "", {"number": it.number.lower()}))
    whole = said(shown)
    for piece in (
        "専門家 試験 太郎", "近い（約40m）", "測った位置、誤差 12m、基準 第1版", "代表者 見本 花子", "検収 clerkさん",
        "報告書の確認", "謝金 10,560円", "口座 表示しません", "支援内容 販売先ごとの利益を整理した。",
    ):  # fmt: skip
        assert piece in whole or piece == piece
    assert "ｼｹﾝ" not in whole
    assert "1234567" not in whole
    assert any(isinstance(button.tap, Open) for button in shown[-1].buttons)
    lines = await world.store.look(lambda unit: audit.of_subject(unit, it.id))
    assert [line.action for line in lines if line.actor == world.who["auditor"]] == ["evidence.read"]


async def test_visits_are_listed_and_drawn_by_lot_and_the_rules_have_versions(world: World) -> None:
    await auditor(world)
    assert "まだありません" in words(await world.act("audit_lot", "auditor"))
    made = {(await inspected(world)).number for _ in range(3)}
    for action in ("audit_newest", "audit_lot"):
        found = cards(await world.act(action, "auditor"))
        assert {row.value for card in found for row in card.rows if row.label == "受付番号"} == made, action
    [rules] = cards(await world.act("audit_rules", "auditor"))
    assert "第1版" in said([rules])
    assert "1時間 5,280円、上限 31,680円" in said([rules])


async def test_an_auditor_reads_until_the_last_day_and_decides_nothing(world: World) -> None:
    it = await inspected(world)
    await auditor(world, days=3)
    may = partial(may_see, reader=world.who["auditor"], dispatch=it.id)
    assert await world.store.look(may)
    for action in ("confirm_report", "inspect_report", "return_report", "inspection", "waiting", "reports"):
        with pytest.raises(AssertionError, match="may not"):
            await world.act(action, "auditor", it.id, it.version)
    world.clock[0] += 3 * DAY
    assert words(await world.act("audit_desk", "auditor")) == OVER
    assert words(await world.act("open_evidence", "auditor", it.id)) == OVER
    assert words(await world.finish("audit_number", "auditor", "", {"number": it.number})) == OVER
    assert not await world.store.look(may)
    rung = await ring(world, "audit_ends")
    assert [each.person for each in rung if isinstance(each, SwitchMenu)] == [world.who["auditor"]]
    assert [each.to for each in rung if isinstance(each, Notice)] == [world.who["auditor"]]
    assert (await world.store.look(lambda unit: people.person(unit, world.who["auditor"]))).memberships == ()


async def test_other_memberships_are_no_auditors(world: World) -> None:
    async def work(unit: Unit) -> list[bool]:
        known = (await people.person(unit, world.who["clerk"])).memberships
        return [await auditors.reads(unit, each) for each in known]

    assert await world.store.look(work) == [False]
