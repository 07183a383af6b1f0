"""The report as a document: a copy once it is sent, the document once it is inspected; who may open what."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from conversations.papers import Kept, Order
from conversations.report.papers import cannot_be_made, preview_kept, preview_order, report_order
from conversations.report.standing import may_see
from flex_messages.cards import Open
from flex_messages.documents import MissingGlyphs, render
from storage import dispatch_files, files, people
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.flex_messages.test_documents_reports import pages_of
from tests.journey_dialogs.appointing import papers, to
from tests.journey_dialogs.conftest import World, cards, labels, row
from tests.journey_dialogs.dispatching import dispatch
from tests.journey_dialogs.reporting import confirmed, ended, reported, send


async def ordered(world: World, it: Dispatch) -> Order:
    make = preview_order if it.state != "INSPECTED" else report_order
    found = await world.store.look(lambda unit: make(unit, it.id))
    assert found is not None
    return found


async def inspected(world: World, **columns: Any) -> Dispatch:
    it = await confirmed(world, **columns)
    await world.act("inspect_report", "clerk", it.id, it.version)
    return await dispatch(world, it.id)


async def test_a_copy_lies_behind_the_details_and_says_that_it_is_one(world: World) -> None:
    it = await reported(world)
    order = await ordered(world, it)
    assert (order.document, order.person, order.data["copy"], order.data["seals"]) == (
        "report", it.expert, "検収前の写し", [],
    )  # fmt: skip
    assert await papers(world) == [], "nobody is called for it"
    preview = await world.store.look(lambda unit: dispatch_files.newest(unit, it.id, "preview"))
    [card] = cards(await world.act("report_details", "agent", it.id))
    assert Open(f"paper:{preview}") in [button.tap for button in card.buttons]
    [listed] = cards(await world.act("reports_sent", "expert"))
    assert (labels(listed), listed.status and listed.status.word) == (["控えを開く"], "報告済み")


async def test_the_document_says_what_was_done_who_confirmed_and_who_inspected(world: World) -> None:
    it = await inspected(world, breaks=15)
    order = await ordered(world, it)
    said = "".join(pages_of(render(order.document, order.data).pdf))
    for piece in (
        "試験太郎", "支援先試験製作所", "所在地東京都千代田区丸の内1-1", "支援機関サンプル商工会議所ours",
        "令和８年１１月２４日（火）１０時００分から１２時００分まで休憩１５分", "開始近い終了位置があいまい",
        "支援内容販売先ごとの利益を整理した。", "１棚割り.jpg",
        "令和８年１１月２４日１０時００分から１２時００分まで、上記の支援を受けたことを確認しました。",
        "代表者見本花子", "agentさん令和８年１１月２４日", "clerkさん令和８年１１月２４日",
    ):  # fmt: skip
        assert piece in said, piece
    assert "次回の予定" not in said, "it was skipped"


async def test_the_expert_gets_the_document_and_the_others_find_it(world: World) -> None:
    it = await inspected(world)
    [card] = to(await papers(world), it.expert)
    report = await world.store.look(lambda unit: dispatch_files.newest(unit, it.id, "report"))
    assert card.alt == "報告書の検収が終わりました"
    assert [button.tap for button in card.buttons] == [Open(f"paper:{report}")]
    for who, deed in (("agent", "agentさんが確認"), ("clerk", "clerkさんが検収")):
        [done] = cards(await world.act("open_report", who, it.id))
        assert deed in done.text
        assert [button.tap for button in done.buttons] == [Open(f"paper:{report}")]
    [listed] = cards(await world.act("reports_sent", "expert"))
    assert (labels(listed), row(listed, "受付番号")) == (["報告書を開く"], it.number)
    assert await world.store.look(lambda unit: report_order(unit, it.id)) is None, "it is made once"


async def test_a_signature_is_drawn_into_it_and_belongs_to_the_visit(world: World) -> None:
    it = await inspected(world, said={"name": "見本 花子", "post": "head", "how": "signature", "signature": "sig"})
    assert (await ordered(world, it)).pictures == {"signature": "sig"}
    assert "署名" in [r.label for s in cards(await _details(world))[0].sections for r in s.rows]


async def _details(world: World) -> list[Any]:
    it = await reported(world, said={"name": "見本 花子", "how": "signature", "signature": "sig"})
    return await world.act("report_details", "agent", it.id)


async def test_what_no_font_draws_in_a_text_is_marked_and_named_and_in_a_name_stops_the_document(world: World) -> None:
    it = await ended(world)
    await send(world, it, result="よかった😀です。")
    order = await ordered(world, await dispatch(world, it.id))
    said = "".join(pages_of(render(order.document, order.data).pdf))
    assert "よかった〓です。" in said
    assert "〓は、印刷できる書体のない文字です（U+1F600）。" in said
    with pytest.raises(MissingGlyphs):
        render(order.document, {**order.data, "name": "試験 😀"})


async def test_a_document_that_cannot_be_made_is_told_to_the_office(world: World) -> None:
    it = await inspected(world)
    said = await world.store.do(lambda unit: cannot_be_made(unit, it.id, "😀"))
    [card] = to(said, world.who["clerk"])
    assert (row(card, "受付番号"), card.note and card.note.text) == (
        it.number, "次の文字を印刷できる書体がありません。「😀」（U+1F600）",
    )  # fmt: skip


async def test_a_new_copy_takes_the_place_of_the_old_one(world: World) -> None:
    it = await reported(world)
    first = await _copy(world, it, "one")
    second = await _copy(world, it, "two")
    assert (first, second) == ("one", "two")
    assert await world.store.look(lambda unit: files.one(unit, "one")) is None


async def _copy(world: World, it: Dispatch, name: str) -> str:
    async def work(unit: Unit) -> str:
        world.clock[0] += 1
        for id in (name, f"{name}.png"):
            await files.note(unit, id, it.expert, "application/pdf", 1, "", "report_preview")
        await preview_kept(unit, it.id, Kept(name, f"{name}.png"))
        return await dispatch_files.newest(unit, it.id, "preview")

    return await world.store.do(work)


async def test_files_of_a_visit_are_for_its_expert_its_agency_and_its_office(world: World) -> None:
    it = await reported(world)
    seen = {who: await world.store.look(partial(_may_see, world.who[who], it.id)) for who in world.who}
    assert {who for who, may in seen.items() if may} == {"expert", "agent", "colleague", "clerk", "second_clerk"}

    async def leave(unit: Unit) -> None:
        person = await people.person(unit, world.who["colleague"])
        await people.leave(unit, person.memberships[0].id)

    await world.store.do(leave)
    assert not await world.store.look(partial(_may_see, world.who["colleague"], it.id))


async def _may_see(reader: str, it: str, unit: Unit) -> bool:
    return await may_see(unit, reader, it)
