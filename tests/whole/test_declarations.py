"""Declarations through the chat and the client's link: few taps for the expert, different people for the rest."""

from __future__ import annotations

from rules.japan_time import moment
from storage import declarations, dispatches
from storage.declarations import Declaration
from storage.dispatches import Dispatch
from tests.whole.appointing import opened as paper
from tests.whole.appointing import settled
from tests.whole.calendar import advance
from tests.whole.confirming import (
    ANSWERS,
    CONFIRMED_BY_CLIENT,
    DECLARATION_APPROVED,
    DECLARATION_CONFIRMED,
    DECLARED,
    MINUTE,
    link,
    opened,
    sent,
    under_way,
)
from tests.whole.conftest import Town
from tests.whole.story import play


async def dispatch(town: Town, id: str) -> Dispatch:
    found = await town.store.look(lambda unit: dispatches.one(unit, id))
    assert found is not None
    return found


async def declaration(town: Town, id: str) -> Declaration:
    return (await town.store.look(lambda unit: declarations.of_dispatch(unit, id)))[-1]


async def test_a_forgotten_check_out_is_declared_confirmed_and_approved(town: Town) -> None:
    id = await under_way(town)
    await play(town, *DECLARED)
    assert "申告を受け付けました" in await town.expert.words()
    assert (await declaration(town, id)).state == "DECLARED"
    assert "試験" not in await town.agency.last()
    await play(town, *DECLARATION_CONFIRMED)
    await play(town, *DECLARATION_APPROVED)
    await settled(town)
    it, kept = await dispatch(town, id), await declaration(town, id)
    assert (it.state, kept.state) == ("CHECKED_OUT", "APPROVED")
    assert it.checked_out == kept.claimed["ends"]
    assert it.said["how"] == "link"
    words = await paper(town, town.expert, "申告書（PDF）を開く")
    for said in ("支援実施申告書兼再発防止誓約書", "試験製作所", "記録の操作を忘れました。", "見本花子（代表者）"):
        assert said in words


async def test_the_question_after_the_planned_end_leads_there_with_four_taps_and_a_time(town: Town) -> None:
    await town.expert.follow()
    id = await under_way(town, began=150 * MINUTE)
    await advance(town, 0.01)
    assert "支援は終わりましたか" in await town.expert.last()
    then = moment(town.stage.clock.now() - 20 * MINUTE)
    await town.expert.tap("時刻を入れる")
    await town.expert.tap("時刻を選ぶ", picked=f"{then:%H:%M}")
    for label in ("うっかり忘れた", "誓約します", "送信する"):
        await town.expert.tap(label)
    kept = await declaration(town, id)
    assert (kept.kind, f"{moment(kept.claimed['ends']):%H:%M}") == ("forgot_out", f"{then:%H:%M}")
    assert kept.pledged


async def test_after_the_client_had_confirmed_the_agency_can_approve_at_once(town: Town) -> None:
    id = await under_way(town)
    await play(town, *CONFIRMED_BY_CLIENT)
    await town.expert.type("チェックイン忘れ・訂正")
    then = moment(town.stage.clock.now() - MINUTE)
    await town.expert.type(f"{then:%H:%M}")
    await town.expert.tap("事業者の都合")
    await town.expert.tap("送信する")
    await play(town, *DECLARATION_APPROVED)
    it = await dispatch(town, id)
    assert (it.state, it.said["how"]) == ("CHECKED_OUT", "own_phone")


async def test_the_agency_hears_it_on_the_phone(town: Town) -> None:
    id = await under_way(town)
    await play(town, *DECLARED)
    await town.agency.tap("開く")
    await town.agency.tap("電話で確認した")
    await town.agency.type("見本　花子")
    await town.agency.tap("代表者")
    await town.agency.tap("いま電話しました")
    await town.agency.tap("送信する")
    assert "電話での確認を記録しました" in await town.agency.words()
    await town.agency.tap("承認する")
    await town.secretariat.tap("申告の確認")
    await town.secretariat.tap("開く")
    await town.secretariat.tap("承認する")
    kept = await declaration(town, id)
    assert (kept.state, kept.client["how"]) == ("APPROVED", "phone_call")


async def test_a_returned_one_comes_back_mended(town: Town) -> None:
    id = await under_way(town)
    await play(town, *DECLARED)
    await town.agency.tap("開く")
    await town.agency.tap("差し戻す")
    await town.agency.tap("時刻を確かめてほしい")
    await town.agency.tap("差し戻す")
    await town.expert.tap("開く")
    assert "時刻をもう一度お確かめください。" in await town.expert.last()
    await town.expert.tap("直す")
    then = moment(town.stage.clock.now() - 30 * MINUTE)
    await town.expert.type(f"{then:%H:%M}")
    await town.expert.tap("うっかり忘れた")
    assert "申告の内容をご確認ください" in await town.expert.last()
    await town.expert.tap("送信する")
    kept = await declaration(town, id)
    assert (kept.state, f"{moment(kept.claimed['ends']):%H:%M}") == ("DECLARED", f"{then:%H:%M}")


async def test_a_refused_one_is_told_with_its_reason(town: Town) -> None:
    id = await under_way(town)
    await play(town, *DECLARED)
    await town.agency.tap("開く")
    await town.agency.tap("不承認にする")
    await town.agency.type("その日は休業でした。")
    await town.agency.tap("不承認にする")
    await town.expert.tap("開く")
    assert "その日は休業でした。" in await town.expert.last()
    assert (await dispatch(town, id)).state == "CHECKED_IN"


async def test_the_link_of_a_declaration_lives_seven_days_and_tells_of_it(town: Town) -> None:
    id = await under_way(town)
    await play(town, *DECLARED, *DECLARATION_CONFIRMED[:2])
    address = await link(town.agency)
    await advance(town, 7 * 24 - 0.1)
    page = await opened(town.agency, address)
    assert "チェックアウトを忘れた" in page.text
    again = await sent(town.agency, page, "内容が違います")
    done = await sent(town.agency, again, "知らせる", wrong="もっと早く帰られました。")
    assert "お伝えしました" in done.text
    await town.agency.idle()
    await town.agency.tap("開く")
    assert "もっと早く帰られました。" in await town.agency.last()
    await town.agency.tap("確認リンクを作る")
    fresh = await link(town.agency)
    await advance(town, 7 * 24)
    assert (await opened(town.agency, fresh)).status == 410
    await town.agency.type("申告の確認")
    await town.agency.tap("開く")
    await town.agency.tap("確認リンクを作る")
    page = await opened(town.agency, await link(town.agency))
    assert "確認を受け付けました" in (await sent(town.agency, page, "確認する", **ANSWERS)).text
    assert (await declaration(town, id)).client_confirmed
