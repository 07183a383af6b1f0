"""「報告の確認」 and 「検収」: lists, decisions bound to what was shown, returns, many at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conversations.outgoing import Begin, Outgoing
from flex_messages.cards import Show
from rules.refusal import Refusal
from storage import audit, declarations, dispatches, jobs, people
from storage.declarations import Declaration
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.journey_dialogs.appointing import act_of, clerk_again, ring, to
from tests.journey_dialogs.conftest import World, cards, labels, row, words
from tests.journey_dialogs.dispatching import dispatch
from tests.journey_dialogs.reporting import ANSWERS, confirmed, ended, reported, send

MINUTE, DAY = 60_000, 86_400_000


async def trail(world: World, it: Dispatch) -> list[str]:
    lines = await world.store.look(lambda unit: audit.of_subject(unit, it.id))
    return [line.action.removeprefix("dispatch.") for line in lines if line.action.startswith("dispatch.")]


def quick(said: list[Outgoing]) -> list[str]:
    return [button.label for message in said if isinstance(message, Show) for button in message.quick]


async def test_the_agency_sees_the_visit_then_the_report_in_full_and_confirms(world: World) -> None:
    it = await reported(world)
    [small] = cards(await world.act("reports", "agent"))
    assert (small.title, row(small, "専門家"), row(small, "受付番号")) == ("試験製作所", "試験 太郎", it.number)
    opened = await world.act("open_report", "agent", it.id, it.version)
    [card] = cards(opened)
    assert labels(card) == ["確認する", "差し戻す", "くわしく見る"]
    assert quick(opened) == labels(card)
    assert row(card, "日時") == "11月24日(火)\n10:00–12:00"
    assert (row(card, "開始の位置"), row(card, "終了の位置")) == ("近い", "位置があいまい")
    assert row(card, "事業者") == "10:00–12:00\n代表者 見本 花子\nご自身の端末で確認"
    [full] = cards(await world.act("report_details", "agent", it.id, it.version))
    assert row(full, "支援内容") == ANSWERS["support"]
    assert row(full, "1件目") == "棚割り.jpg"
    said = await world.act("confirm_report", "agent", it.id, it.version)
    assert words(said) == "確認しました。次は事務局が検収します。お待ちの報告書は以上です。"
    after = await dispatch(world, it.id)
    assert (after.state, after.agency_confirmed, after.agency_confirmed_by) == (
        "AGENCY_CONFIRMED", world.clock[0], world.who["agent"],
    )  # fmt: skip
    assert (await trail(world, it))[-1] == "confirm_report"


async def test_a_second_tap_says_who_decided_and_when(world: World) -> None:
    it = await confirmed(world)
    with pytest.raises(Refusal, match=r"11月24日\(火\) 12:00にagentさんが確認しています"):
        await world.act("confirm_report", "colleague", it.id, it.version - 1)
    assert "agentさんが確認しています" in words(await world.act("open_report", "agent", it.id))
    await world.act("inspect_report", "clerk", it.id, it.version)
    with pytest.raises(Refusal, match="clerkさんが検収しています"):
        await world.act("inspect_report", "second_clerk", it.id, it.version)
    assert (await dispatch(world, it.id)).inspected_by == world.who["clerk"]


async def test_a_decision_on_what_was_changed_meanwhile_shows_the_new_card(world: World) -> None:
    it = await reported(world)
    await world.store.do(lambda unit: dispatches.save(unit, replace(it, flags=("far",))))
    said = await world.act("confirm_report", "agent", it.id, it.version)
    assert "内容が更新されました" in words(said)
    assert act_of(cards(said)[0], "確認する").version == it.version + 1
    assert (await dispatch(world, it.id)).state == "REPORTED"


async def test_others_see_and_decide_nothing(world: World) -> None:
    it = await reported(world)
    for who, action in (("stranger", "open_report"), ("stranger", "confirm_report"), ("far_clerk", "open_report")):
        with pytest.raises(Refusal):
            await world.act(action, who, it.id, it.version)
    with pytest.raises(Refusal, match="いまは確認の順番ではありません"):
        await world.act("inspect_report", "clerk", it.id, it.version)
    assert "お待ちの報告書はありません" in words(await world.act("reports", "stranger"))


async def test_one_person_never_confirms_and_inspects(world: World) -> None:
    it = await confirmed(world)

    async def work(unit: Unit) -> None:
        await people.join(unit, world.who["agent"], "secretariat", office="関東", name="兼務")

    await world.store.do(work)
    await clerk_again(world, "agent")
    with pytest.raises(Refusal, match="別の方"):
        await world.act("inspect_report", "agent", it.id, it.version)
    await world.act("inspect_report", "clerk", it.id, it.version)


async def test_the_next_report_follows_a_decision_and_one_s_own_are_passed_over(world: World) -> None:
    first, second = await reported(world), await reported(world)
    said = await world.act("confirm_report", "agent", first.id, first.version)
    assert "次の報告書をご覧ください" in words(said)
    assert act_of(cards(said)[0], "確認する").about == second.id


async def test_returning_asks_fields_and_reason_and_the_answer_shows_before_and_after(world: World) -> None:
    it = await reported(world)
    subject = f"{it.id}:{it.version}"
    assert await world.act("return_report", "agent", it.id, it.version) == [Begin("return_report", subject)]
    said = await world.finish("return_report", "agent", subject, {"fields": ["成果", "添付"], "reason": "くわしく。"})
    [notice] = to(said, world.who["expert"])
    assert "くわしく" not in str(notice)
    back = await dispatch(world, it.id)
    assert (back.state, back.returned, back.reason) == ("CHECKED_OUT", ("成果", "添付"), "くわしく。")
    with pytest.raises(Refusal, match="agentさんが差し戻しています"):
        await world.act("confirm_report", "colleague", it.id, it.version)
    [due] = cards(await world.act("reports_due", "expert"))
    assert (row(due, "項目"), labels(due), due.status and due.status.word) == (
        "成果、添付", ["報告書を直す"], "差し戻し",
    )  # fmt: skip
    await send(world, back, result="卸先の割合が8割だった。", attachments=None)
    again = await dispatch(world, it.id)
    [card] = cards(await world.act("open_report", "agent", it.id))
    assert [(c.field, c.after, c.reason) for c in card.changes] == [
        ("成果", "卸先の割合が8割だった。", "くわしく。"),
        ("添付", "なし", "くわしく。"),
    ]
    await world.act("confirm_report", "agent", again.id, again.version)
    [fresh] = cards(await world.act("open_report", "clerk", it.id))
    assert fresh.changes == (), "the agency had returned it, so it is settled"


async def test_what_the_secretariat_returns_passes_the_agency_again_and_is_compared_by_both(world: World) -> None:
    it = await confirmed(world)
    subject = f"{it.id}:{it.version}"
    await world.finish("return_report", "clerk", subject, {"fields": ["成果"], "reason": "くわしく。"})
    back = await dispatch(world, it.id)
    assert (back.agency_confirmed, back.agency_confirmed_by) == (0, "")
    await send(world, back, result="卸先の割合が8割だった。")
    again = await dispatch(world, it.id)
    assert len(cards(await world.act("open_report", "agent", it.id))[0].changes) == 1
    await world.act("confirm_report", "agent", again.id, again.version)
    last = await dispatch(world, it.id)
    assert len(cards(await world.act("open_report", "clerk", it.id))[0].changes) == 1
    await world.act("inspect_report", "clerk", last.id, last.version)
    done = await dispatch(world, it.id)
    assert (done.state, done.before, done.returned, done.reason) == ("INSPECTED", None, (), "")
    assert [job.kind for job in await world.store.look(jobs.due)].count("report") == 1


async def test_a_decision_that_came_too_late_ends_its_dialog_in_words(world: World) -> None:
    it = await reported(world)
    subject = f"{it.id}:{it.version}"
    await world.act("confirm_report", "colleague", it.id, it.version)
    said = await world.finish("return_report", "agent", subject, {"fields": ["成果"], "reason": "くわしく。"})
    assert "colleagueさんが確認しています" in words(said)


async def test_a_report_is_found_by_number_and_by_the_names_in_it(world: World) -> None:
    it = await reported(world)
    for typed in (it.number, it.number.lower(), "試験製作所", "試験 太郎", "シケン タロウ"):
        [card] = cards(await world.finish("search_reports", "agent", "", {"words": typed}))
        assert row(card, "受付番号") == it.number, typed
    assert "見つかりません" in words(await world.finish("search_reports", "stranger", "", {"words": it.number}))
    assert "検収」にはありません（報告済み）" in words(
        await world.finish("search_reports", "clerk", "", {"words": it.number})
    )


async def test_flags_and_open_declarations_are_said_in_words_and_never_inspected_in_bulk(world: World) -> None:
    plain = [await confirmed(world) for _ in range(3)]
    declared = await confirmed(world)

    async def declare(unit: Unit) -> None:
        await declarations.open(
            unit,
            Declaration("", "", "wrong_time", declared.id, declared.expert, declared.agency, declared.office, 2026),
        )

    await world.store.do(declare)
    said = await world.act("inspection", "clerk")
    assert quick(said)[0] == "まとめて検収"
    [flagged] = [card for card in cards(said) if any(each.label == "確認" for each in card.rows)]
    assert "申告の確認が終わっていません" in row(flagged, "確認")
    assert row(flagged, "受付番号") == declared.number
    [card] = cards(await world.act("inspect_all", "clerk"))
    assert card.title == "3件をまとめて\n検収します"
    sure = act_of(card, "検収する")
    world.clock[0] += MINUTE
    late = await confirmed(world)
    assert "始めました" in words(await world.act("inspect_all_sure", "clerk", sure.about))
    rung = await ring(world, "inspect_all")
    assert "まとめて検収が終わりました（3件）" in str(rung)
    states = [(await dispatch(world, it.id)).state for it in (*plain, declared, late)]
    assert states == ["INSPECTED"] * 3 + ["AGENCY_CONFIRMED"] * 2
    assert "まとめて検収できる報告書はありません" not in words(await world.act("inspect_all", "clerk"))


async def test_bulk_passes_over_what_the_clerk_confirmed_for_an_agency(world: World) -> None:
    it = await confirmed(world)

    async def work(unit: Unit) -> None:
        await people.join(unit, world.who["agent"], "secretariat", office="関東", name="兼務")

    await world.store.do(work)
    await clerk_again(world, "agent")
    assert "まとめて検収できる報告書はありません" in words(await world.act("inspect_all", "agent"))
    await world.act("inspect_all_sure", "agent", str(world.clock[0]))
    await ring(world, "inspect_all")
    assert (await dispatch(world, it.id)).state == "AGENCY_CONFIRMED"


async def test_a_report_of_any_length_can_be_shown_and_confirmed(world: World) -> None:
    it = await ended(world)
    long: dict[str, Any] = dict.fromkeys(("consultation", "support", "result", "issues"), "あ\n" * 1000)
    files = [{**ANSWERS["attachments"][0], "file": f"f{n}", "name": "な" * 200} for n in range(10)]
    await send(world, it, **long, attachments=files)
    shown = cards(await world.act("report_details", "agent", it.id))
    assert labels(shown[-1])[:2] == ["確認する", "差し戻す"]
    assert all(not card.buttons for card in shown[:-1])
