"""The honorarium: worked out from the check-out on, held with the reason, handed to the bank once, paid or returned."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from bot.commands import money
from bot.settings import Unfit
from bot.transfer_files import content
from conversations.dispatch.following import step
from conversations.events import Typed
from conversations.money import ledger
from conversations.outgoing import Begin
from conversations.play import play, tap
from rules import zengin
from rules.refusal import Refusal
from storage import account_checks, audit, dispatches, files, payments, registrations, transfers
from storage.dispatches import Dispatch
from storage.payments import Payment
from storage.store import Unit
from storage.transfers import Transfer
from tests.journey_dialogs.appointing import appointment, papers, to
from tests.journey_dialogs.conftest import NOON, World, cards, labels, notices, row, words
from tests.journey_dialogs.dispatching import HOUR, MINUTE, client_of, dispatch, dispatched

IN, OUT = NOON + 2 * MINUTE, NOON + 171 * MINUTE  # 12:02–14:51, 2時間49分


async def visited(
    world: World, *, accepted: bool = True, checked_in: int = IN, checked_out: int = OUT, **more: Any
) -> Dispatch:
    """A visit that was just closed by the road, and what follows it."""
    of = more.pop("client", None) or await client_of(world)
    it = await dispatched(
        world, state="CONFIRMED_BY_CLIENT", client=of, checked_in=checked_in, client_starts=checked_in,
        client_ends=checked_out, client_confirmed=checked_out, starts=checked_in, **more,
    )  # fmt: skip
    if accepted:
        await accept(world)
    return await along(world, it, "check_out", checked_out=checked_out)


async def accept(world: World) -> None:
    year = await appointment(world)
    if not year.accepted:
        await world.finish("acceptance", "expert", year.id, {"signature": "試験 太郎", "accepted_on": "2026-11-24"})


async def along(world: World, it: Dispatch, *events: str, **changed: Any) -> Dispatch:
    """Moves it as the actions do, with whoever would."""
    for event in events:
        it = await world.store.do(partial(_moved, world, it.id, event, changed))
    return it


async def _moved(world: World, id: str, event: str, changed: dict[str, Any], unit: Unit) -> Dispatch:
    who = {"confirm_report": "agent", "inspect": "clerk"}.get(event, "expert")
    column = {"confirm_report": "agency_confirmed_by", "inspect": "inspected_by"}.get(event)
    found = await dispatches.one(unit, id)
    assert found is not None
    by = {column: world.who[who]} if column else {}
    return (await step(unit, found, event, world.who[who], **changed, **by))[0]


async def inspected(world: World, **more: Any) -> Dispatch:
    return await along(world, await visited(world, **more), "report", "confirm_report", "inspect")


async def payment(world: World, it: Dispatch) -> Payment:
    found = await world.store.look(lambda unit: payments.one(unit, it.id))
    assert found is not None
    return found


async def book_checked(world: World, it: Dispatch) -> None:
    """The bank book sent by the expert and compared by a clerk."""
    await world.store.do(lambda unit: _file(unit, world.who["expert"]))
    await world.finish("bank_book", "expert", "", {"book": {"file": "book1"}, "review": "send"})
    version = (await world.registration()).version
    await world.act("check_account", "clerk", it.id, version)


async def _file(unit: Unit, person: str) -> None:
    if await files.one(unit, "book1") is None:
        await files.note(unit, "book1", person, "image/jpeg", 1, "", "chat")


async def payable(world: World, **more: Any) -> Dispatch:
    it = await inspected(world, **more)
    await book_checked(world, it)
    assert (await payment(world, it)).state == "PAYABLE"
    return it


async def made(world: World, day: str = "2026-12-01", subject: str = "") -> Transfer:
    await world.finish("make_transfer", "clerk", subject, {"day": day, "sure": "yes"})
    found = await world.store.look(lambda unit: transfers.of_office(unit, "関東"))
    return max(found, key=lambda each: each.number)


async def test_a_sum_is_there_from_the_check_out_on_and_says_what_holds_it(world: World) -> None:
    it = await visited(world, accepted=False)
    kept = await payment(world, it)
    assert (kept.state, kept.minutes, kept.units, kept.gross, kept.amount) == ("HELD", 169, 5, 13200, 13200)
    assert kept.holds == ("no_acceptance", "no_report", "unverified_account")
    assert kept.snapshot["words"] == "12:02–14:51 → 2時間49分 → 2時間30分（19分切り捨て）→ 13,200円（源泉徴収前）"
    total, visit = cards(await world.act("honorarium", "expert"))
    assert total.total is not None
    assert (total.total.value, [share.label for share in total.shares]) == ("13,200円", ["支払保留"])
    assert visit.note is not None
    assert "就任承諾書が提出されていません。" in visit.note.text
    assert labels(visit)[0] == "就任承諾書を送る"


async def test_every_reason_goes_as_it_is_mended_and_then_it_is_payable(world: World) -> None:
    it = await visited(world, accepted=False)
    await accept(world)
    assert (await payment(world, it)).holds == ("no_report", "unverified_account")
    it = await along(world, it, "report")
    assert (await payment(world, it)).holds == ("not_confirmed", "unverified_account")
    it = await along(world, it, "confirm_report")
    assert (await payment(world, it)).holds == ("not_inspected", "unverified_account")
    it = await along(world, it, "inspect")
    assert (await payment(world, it)).holds == ("unverified_account",)
    [detail] = cards(await world.act("honorarium_detail", "expert", it.id))
    assert labels(detail) == ["通帳の写真を送る"]
    await book_checked(world, it)
    kept = await payment(world, it)
    assert (kept.state, kept.holds, kept.due) == ("PAYABLE", (), "2027-01-22")


async def test_the_office_finds_the_accounts_that_wait_for_it_among_all_that_is_held(world: World) -> None:
    """A bank book that was sent is in a list of its own until somebody compared it."""
    it, other = await inspected(world), await visited(world, accepted=False)
    [desk] = cards(await world.act("payments_desk", "clerk"))
    assert labels(desk) == ["支払保留を見る", "振込データの一覧"]
    await world.store.do(lambda unit: _file(unit, world.who["expert"]))
    await world.finish("bank_book", "expert", "", {"book": {"file": "book1"}, "review": "send"})
    [desk] = cards(await world.act("payments_desk", "clerk"))
    assert labels(desk) == ["口座の確認待ちを見る", "振込データの一覧", "支払保留を見る"]
    listed = cards(await world.act("payments_list", "clerk", "BOOKS"))
    assert [each.title for each in listed] == ["試験 太郎", "試験 太郎"]
    await book_checked(world, it)
    [desk] = cards(await world.act("payments_desk", "clerk"))
    assert "口座の確認待ちを見る" not in labels(desk)
    assert (await payment(world, other)).state == "HELD"


async def test_the_detail_shows_what_was_cut(world: World) -> None:
    it = await visited(world, breaks=15)
    [detail] = cards(await world.act("honorarium_detail", "expert", it.id))
    lines = {line.label: line.value for line in detail.figures}
    assert lines == {
        "支援の時刻": "12:02–14:51",
        "休憩": "−15分",
        "支援した時間": "2時間34分",
        "30分未満の切り捨て": "−4分",
        "謝金の対象": "2時間30分",
        "30分あたり": "2,640円 × 5",
    }
    assert detail.total is not None
    assert detail.total.value == "13,200円"


async def test_a_short_visit_and_an_online_one_are_worth_nothing_and_say_why(world: World) -> None:
    short = await visited(world, checked_out=IN + 29 * MINUTE)
    online = await visited(world, checked_in=IN + HOUR, checked_out=OUT + HOUR, online=True)
    for it, why in ((short, "30分に満たない"), (online, "オンライン")):
        kept = await payment(world, it)
        assert (kept.state, kept.amount, kept.barred) == ("BARRED", 0, ())
        [detail] = cards(await world.act("honorarium_detail", "expert", it.id))
        assert detail.note is not None
        assert why in detail.note.text


async def test_every_exclusion_is_said_and_the_expert_cannot_lift_it(world: World) -> None:
    request = {"theme": "sales", "paid_by_agency": True, "member_of_agency": True, "asked_first": "expert"}
    it = await inspected(world, request=request)
    kept = await payment(world, it)
    assert (kept.state, kept.amount, kept.gross, kept.barred) == ("BARRED", 0, 13200, ("E2", "E4"))
    [sheet] = cards(await world.act("open_payment", "clerk", it.id))
    assert "判断を記録する" not in labels(sheet)


async def test_two_visits_of_a_day_share_its_cap_in_order_of_time(world: World) -> None:
    first = await visited(world, checked_in=NOON, checked_out=NOON + 4 * HOUR)
    second = await visited(world, checked_in=NOON + 5 * HOUR, checked_out=NOON + 9 * HOUR)
    assert [(await payment(world, it)).amount for it in (first, second)] == [21120, 10560]
    [detail] = cards(await world.act("honorarium_detail", "expert", second.id))
    assert ("1日の上限 31,680円", "−10,560円") in [(line.label, line.value) for line in detail.figures]


async def test_what_may_be_paid_never_waits_for_an_earlier_visit_of_the_day(world: World) -> None:
    held = await visited(world, checked_in=NOON, checked_out=NOON + 4 * HOUR)
    paid = await payable(world, checked_in=NOON + 5 * HOUR, checked_out=NOON + 9 * HOUR)
    assert [(await payment(world, it)).amount for it in (held, paid)] == [10560, 21120]
    await made(world)
    await along(world, held, "report", "confirm_report", "inspect")
    assert [(await payment(world, it)).amount for it in (held, paid)] == [10560, 21120]
    assert (await payment(world, held)).state == "PAYABLE"


async def test_an_unclear_case_waits_for_a_recorded_decision(world: World) -> None:
    request = {"theme": "sales", "paid_by_agency": False, "member_of_agency": False, "asked_first": None}
    it = await inspected(world, request=request)
    await book_checked(world, it)
    assert (await payment(world, it)).holds == ("unclear",)
    [begun] = await world.act("begin_decision", "clerk", it.id)
    assert begun == Begin("decide_case", it.id)
    answers = {"case": "E4", "decision": "lift", "reason": "支援機関の記録を確認した。", "sure": "yes"}
    await world.finish("decide_case", "clerk", it.id, answers)
    assert (await payment(world, it)).state == "PAYABLE"
    lines = await world.store.look(lambda unit: audit.of_subject(unit, it.id))
    [decided] = [line for line in lines if line.action == "payment.decide_E4_lift"]
    assert (decided.actor, decided.reason) == (world.who["clerk"], "支援機関の記録を確認した。")
    await world.finish("decide_case", "clerk", it.id, {**answers, "decision": "bar"})
    assert (await payment(world, it)).barred == ("E4",)


async def test_nobody_pays_themselves_or_for_another_office(world: World) -> None:
    it = await payable(world)
    with pytest.raises(Refusal, match="ほかの事務局"):
        await world.act("open_payment", "far_clerk", it.id)
    assert "お支払いできる謝金がなくなりました" in words(await world.act("begin_transfer", "far_clerk"))
    with pytest.raises(Refusal, match="ほかの方"):
        await world.act("honorarium_detail", "expert", "unknown")


async def test_a_transfer_holds_what_is_payable_once_and_its_file_agrees(world: World) -> None:
    it = await payable(world)
    facts = await world.store.look(lambda unit: world.dialog("make_transfer").facts(unit, world.who["clerk"], ""))
    assert (facts.count, facts.total) == (1, 13200)
    transfer = await made(world)
    kept = await payment(world, it)
    assert (kept.state, kept.transfer, transfer.count, transfer.total) == ("EXPORTED", transfer.id, 1, 13200)
    data = await world.store.do(lambda unit: content(unit, transfer, "zengin", world.who["clerk"]))
    parsed = zengin.parse(data)
    assert (parsed.count, parsed.total, parsed.day) == (1, 13200, "1201")
    again = await world.finish("make_transfer", "clerk", "", {"day": "2026-12-02", "sure": "yes"})
    assert "なくなりました" in words(again)
    read = [line for line in await world.store.look(lambda unit: audit.of_subject(unit, it.id))
            if line.action == "account.read"]  # fmt: skip
    assert len(read) >= 2  # when it was made, and when its file was fetched


async def test_what_no_longer_stands_is_not_handed_over(world: World) -> None:
    it = await payable(world)
    registration = await world.registration()
    moved = replace(registration, profile={**registration.profile, "account_at": None})
    await world.store.do(lambda unit: registrations.save(unit, moved))
    assert "なくなりました" in words(
        await world.finish("make_transfer", "clerk", "", {"day": "2026-12-01", "sure": "yes"})
    )
    assert (await payment(world, it)).holds == ("no_account",)


async def test_before_the_day_of_the_transfer_it_is_paid_with_a_reason_only(world: World) -> None:
    it = await payable(world)
    transfer = await made(world)
    title = "settle_early"
    assert await world.act("settle_transfer", "clerk", transfer.id) == [Begin(title, transfer.id)]
    facts = await world.store.look(lambda unit: world.dialog(title).facts(unit, world.who["clerk"], transfer.id))
    asked = play(world.dialog(title), "個別に振り込んだ", facts=facts)
    assert "振込日（12月1日(火)）の前です" in asked.card.title
    assert asked.step == "early", "typed words give no reason"
    assert play(world.dialog(title), tap("やめる"), facts=facts).outcome.end == "stopped"
    await world.finish(title, "clerk", transfer.id, {"early": "single", "sure": "yes"})
    assert (await payment(world, it)).state == "PAID"
    [told] = to(await papers(world), world.who["expert"])
    assert row(told, "振込日").startswith("2026年11月"), "not the day that is still to come"
    log = await world.store.look(lambda unit: audit.of_subject(unit, transfer.id))
    assert [line.reason for line in log if line.action == "transfer.settle"] == ["個別に振り込んだ"]


async def test_settled_means_paid_and_the_account_is_known_from_then_on(world: World) -> None:
    it = await payable(world)
    transfer = await made(world)
    world.clock[0] += 7 * 24 * HOUR
    assert await world.act("settle_transfer", "clerk", transfer.id) == [Begin("settle_transfer", transfer.id)]
    await world.finish("settle_transfer", "clerk", transfer.id, {"sure": "yes"})
    kept = await payment(world, it)
    assert (kept.state, kept.paid) == ("PAID", world.clock[0])
    [told] = to(await papers(world), world.who["expert"])
    assert (row(told, "お振込み額"), labels(told)[0]) == ("13,200円", "支払明細を開く")
    total, _ = cards(await world.act("honorarium", "expert"))
    assert labels(total) == [f"支払明細 {transfer.number}"]
    assert "すでに" in words(await world.act("settle_transfer", "clerk", transfer.id))
    second = await inspected(world, checked_in=IN + 24 * HOUR, checked_out=OUT + 24 * HOUR)
    assert (await payment(world, second)).state == "PAYABLE"


async def test_what_the_bank_returned_goes_out_again_after_a_new_look_at_the_account(world: World) -> None:
    it = await payable(world)
    transfer = await made(world)
    answers = {"reason": "口座番号が、銀行の登録と違っていました。", "line": it.id, "found": None, "sure": "yes"}
    said = await world.finish("bank_return", "clerk", transfer.id, answers)
    [told] = to(said, world.who["expert"])
    assert (told.alt, [notice.to for notice in notices(said)]) == (
        "謝金についてのお知らせがあります", [world.who["expert"]],
    )  # fmt: skip
    kept = await payment(world, it)
    assert (kept.state, kept.transfer) == ("RETURNED_BY_BANK", "")
    version = (await world.registration()).version
    await world.act("check_account", "clerk", it.id, version)
    assert (await payment(world, it)).state == "PAYABLE"
    again = await made(world, "2026-12-02")
    assert again.id != transfer.id
    assert sum(line.outcome != "returned" for line in await _lines(world, it)) == 1


async def _lines(world: World, it: Dispatch) -> list[transfers.Line]:
    found = await world.store.look(lambda unit: transfers.of_office(unit, "関東"))
    every = [await world.store.look(lambda unit, id=one.id: transfers.lines(unit, id)) for one in found]  # type: ignore[misc]
    return [line for lines in every for line in lines if line.dispatch == it.id]


async def test_an_account_that_changed_is_looked_at_again(world: World) -> None:
    it = await inspected(world)
    await world.store.do(lambda unit: _file(unit, world.who["expert"]))
    await world.finish("bank_book", "expert", "", {"book": {"file": "book1"}, "review": "send"})
    [card] = cards(await world.act("look_at_account", "clerk", it.id))
    assert "1234567" in row(card, "口座")
    registration = await world.registration()
    pair = {"bank": "9900", "branch": "058", "type": "普通", "number": "7654321"}
    changed = replace(registration, profile={**registration.profile, "yucho_pair": pair})
    await world.store.do(lambda unit: registrations.save(unit, changed))
    with pytest.raises(Refusal, match="変更"):
        await world.act("check_account", "clerk", it.id, registration.version)
    print = ("9900", "058", "普通", "7654321", "ｼｹﾝ ﾀﾛｳ")
    assert not await world.store.look(lambda unit: account_checks.is_checked(unit, world.who["expert"], print))


async def test_a_day_that_the_bank_keeps_closed_is_refused_with_one_that_would_do(world: World) -> None:
    await payable(world)
    place = world.dialog("make_transfer").by_name["day"]
    facts = await world.store.look(lambda unit: world.dialog("make_transfer").facts(unit, world.who["clerk"], ""))
    with pytest.raises(Refusal, match="休業日"):
        place.kind.read(Typed("2026-12-05"), None, {}, facts)
    with pytest.raises(Refusal, match="間に合いません"):
        place.kind.read(Typed("2026-11-24"), None, {}, facts)
    assert place.kind.read(Typed("12月1日"), None, {}, facts) == "2026-12-01"


async def test_the_desk_counts_and_warns_of_what_is_late(world: World) -> None:
    await payable(world)
    [desk] = cards(await world.act("payments_desk", "clerk"))
    assert desk.total is not None
    assert (desk.total.value, desk.status) == ("13,200円", None)
    world.clock[0] += 70 * 24 * HOUR
    [desk] = cards(await world.act("payments_desk", "clerk"))
    assert desk.note is not None
    assert "1件" in desk.note.text
    [listed] = cards(await world.act("payments_list", "clerk", "PAYABLE"))
    assert listed.status is not None
    assert listed.status.word == "期限切れ"


async def test_what_the_bank_has_is_never_worked_out_anew(world: World) -> None:
    it = await payable(world)
    await made(world)
    before = await payment(world, it)
    shorter = replace(await dispatch(world, it.id), checked_out=IN + HOUR)
    await world.store.do(lambda unit: dispatches.save(unit, shorter))
    await world.store.do(lambda unit: ledger.reconsider_all(unit, world.who["expert"]))
    assert await payment(world, it) == before


async def test_the_rows_of_the_export_and_the_file_of_the_command(world: World) -> None:
    it = await payable(world)
    month = (NOON - 24 * HOUR, NOON + 24 * HOUR)
    [line] = await world.store.look(lambda unit: money.rows(unit, *month))
    assert line == {
        "visit_id": it.id,
        "expert_id": it.expert,
        "state": "PAYABLE",
        "minutes": 169,
        "units": 5,
        "gross_yen": 13200,
        "capped_yen": 13200,
        "withholding_yen": 0,
        "net_yen": 13200,
        "barred_by": [],
        "hold_reasons": [],
        "file": None,
    }
    asked = Namespace(transfer="", area="", day=None)
    made, data = await world.store.do(lambda unit: money.written(unit, asked))
    assert (made.number, made.day, zengin.parse(data).total) == ("F0001", "2026-11-25", 13200)
    [line] = await world.store.look(lambda unit: money.rows(unit, *month))
    assert (line["state"], line["file"]) == ("EXPORTED", "F0001")
    with pytest.raises(Unfit, match="nothing is payable"):
        await world.store.do(lambda unit: money.written(unit, asked))
    again = await world.store.do(lambda unit: money.written(unit, Namespace(transfer="F0001", area="", day=None)))
    assert (again[0].id, again[1]) == (made.id, data)
    assert await world.store.look(lambda unit: money.rows(unit, 0, NOON - 24 * HOUR)) == []
