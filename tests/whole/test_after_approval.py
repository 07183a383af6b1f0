"""After the approval, through HTTP: a change, a lost phone, new terms, a second invitation, and their wrong turns."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.local_line.events import postback_event
from conversations import texts
from conversations.texts import Text
from storage import audit, consents, people, registrations
from storage.consents import Consent
from storage.store import Unit
from tests.whole.behind import foreign_words
from tests.whole.browser import Browser
from tests.whole.changing import (
    AFTERWARDS,
    CHANGED,
    REINSTATED,
    RELINKED,
    SUSPENDED,
    moving_to_osaka,
    newcomer,
    settle_in,
)
from tests.whole.conftest import Town, living
from tests.whole.phone import Phone
from tests.whole.story import CODE, INVITED, expert, play

CHANGES = "登録内容の変更"


@pytest.fixture
async def settled(town: Town) -> Town:
    """A town whose expert is registered and has agreed to this year's conditions."""
    await settle_in(town.store, town.stage.expert)
    await town.expert.follow()
    return town


@pytest.fixture
async def browser(town: Town) -> AsyncIterator[Browser]:
    async with Browser(town.stage.address) as browser:
        yield browser


async def state_of(town: Town) -> tuple[str, str]:
    """(state, office) of the expert's registration."""

    async def work(unit: Unit) -> tuple[str, str]:
        found = [it async for it in registrations.every(unit)]
        return found[0].state, found[0].office

    return await town.store.look(work)


async def tiles(phone: Phone) -> list[str]:
    return [area["action"]["displayText"] for area in (await phone.chat())["menu"]["areas"]]


async def test_a_change_is_found_behind_others_and_asks_exactly_what_was_chosen(settled: Town) -> None:
    phone = settled.expert
    await phone.tap("その他")
    assert "申請状況" in await phone.words()
    await phone.tap(CHANGES)
    await phone.type("電話番号 略歴")
    await phone.tap("次へ")
    assert "電話番号をお送りください" in await phone.words()
    await phone.type("なし")
    assert "電話番号をお送りください" in await phone.words()
    await phone.type("03-1234-5678")
    assert "略歴をお送りください" in await phone.words()
    await phone.type("製造業で30年働きました。")
    await phone.type("以上")
    said = await phone.words()
    assert "変更の内容をご確認ください" in said
    assert "メールアドレス" not in said
    await phone.tap("送信する")
    assert "2項目を変更しました" in await phone.words()
    assert await settled.secretariat.words() == ""
    assert await foreign_words(settled) == []


async def test_an_unknown_field_is_answered_with_one_that_works(settled: Town) -> None:
    phone = settled.expert
    await phone.type(CHANGES)
    await phone.type("趣味")
    assert "「趣味」を選択肢から見つけられませんでした。" in await phone.words()
    await phone.type("同じく 略歴")
    assert "どの項目を変更しますか" in await phone.words()


async def test_a_new_prefecture_is_decided_by_the_old_office_and_then_it_is_the_new_ones(settled: Town) -> None:
    await play(settled, *moving_to_osaka(expert))
    assert await state_of(settled) == ("REGISTERED", "近畿")
    assert "郵便番号、番地・建物の変更が承認されました" in await settled.expert.last()
    await settled.secretariat.type("専門家の管理")
    await settled.secretariat.type("試験")
    assert "見つかりませんでした" in await settled.secretariat.words()
    pushed = " ".join(await settled.secretariat.heard())
    assert "大阪府" in pushed, "shown after a tap"


async def test_a_push_about_a_change_names_nobody(settled: Town) -> None:
    await play(settled, *moving_to_osaka(expert)[:-2])
    push = await settled.secretariat.last()
    assert "承認のお願いが1件あります" in push
    assert "試験" not in push
    assert "大阪" not in push


async def test_a_change_that_was_left_goes_on_or_begins_anew(settled: Town) -> None:
    phone = settled.expert
    await play(settled, *moving_to_osaka(expert)[:4])
    await phone.type("あとで続ける")
    await phone.type(CHANGES)
    assert "途中の変更があります" in await phone.words()
    await phone.tap("項目を選び直す")
    await phone.type("略歴")
    await phone.tap("次へ")
    assert "略歴をお送りください" in await phone.words()
    await phone.type("あとで続ける")
    await phone.type(CHANGES)
    await phone.tap("続きから")
    assert "略歴をお送りください" in await phone.words()


async def test_who_is_suspended_keeps_the_menu_and_reads_why(settled: Town) -> None:
    before = await tiles(settled.expert)
    await play(settled, *SUSPENDED)
    await settled.expert.tap("開く")
    said = await settled.expert.words()
    assert "派遣停止中" in said
    assert "資格の有効期限が過ぎています" in said
    assert "12月28日(月)" in said
    assert await tiles(settled.expert) == before
    await play(settled, *REINSTATED)
    assert (await state_of(settled))[0] == "REGISTERED"


async def test_who_leaves_has_the_menu_of_applicants_and_may_come_again(settled: Town) -> None:
    phone = settled.expert
    await phone.type("登録の抹消")
    await phone.tap("時間が取れない")
    await phone.tap("やめる")
    assert (await state_of(settled))[0] == "REGISTERED"
    await phone.type("登録の抹消")
    await phone.type("家の都合です")
    await phone.type("はい")
    assert (await state_of(settled))[0] == "REGISTERED", "typed words decide nothing"
    await phone.tap("登録を抹消する")
    assert (await state_of(settled))[0] == "WITHDRAWN"
    assert await tiles(phone) == ["プロフィール登録", "申請状況", "お問い合わせ"]


# A lost phone


async def test_the_new_phone_has_everything_and_the_old_one_nothing(settled: Town, browser: Browser) -> None:
    old = settled.expert
    await old.type(CHANGES)
    await old.type("郵便番号")
    await old.tap("次へ")
    link: str = (await old.tap("ページで入力"))["open"]
    assert (await browser.open(link)).status == 200
    button = await old.find("変更しない")
    await play(settled, *RELINKED)
    assert "委嘱条件に同意済み" in await newcomer(settled).words()
    await newcomer(settled).type(CHANGES)
    assert "途中の変更があります" in await newcomer(settled).words(), "drafts came along"

    shut = await browser.open(link)
    assert (shut.status, "スマホを変える前のリンク" in shut.text) == (410, True)
    before = await newcomer(settled).heard()
    await old.tap_it(*button)
    assert "このボタンは、もう使えません" in await old.words()
    await old.type("申請状況")
    assert "招待コードが必要です" in await old.words()
    assert await tiles(old) == ["招待コードを入力", "制度のご案内", "お問い合わせ"]
    assert "チェックイン" in await tiles(newcomer(settled))
    assert await newcomer(settled).heard() == before
    await newcomer(settled).tap("項目を選び直す")
    await play(settled, *CHANGED[1:])
    assert await state_of(settled) == ("REGISTERED", "近畿")


@pytest.mark.postgres
async def test_all_of_it_goes_the_same_way_on_postgres(tmp_path: Path, postgres_url: str) -> None:
    async with living(tmp_path, postgres_url) as town:
        await settle_in(town.store, town.stage.expert)
        await town.expert.follow()
        await play(town, *AFTERWARDS)
        assert await state_of(town) == ("REGISTERED", "近畿")
        await town.expert.type("申請状況")
        assert "招待コードが必要です" in await town.expert.words()


async def test_a_new_link_opens_on_the_new_phone(settled: Town, browser: Browser) -> None:
    await play(settled, *RELINKED)
    phone = newcomer(settled)
    await phone.type(CHANGES)
    await phone.type("郵便番号")
    await phone.tap("次へ")
    assert (await browser.open((await phone.tap("ページで入力"))["open"])).status == 200


async def test_a_button_of_the_person_sent_from_another_account_moves_nobody(settled: Town) -> None:
    await play(settled, *RELINKED[:-3])
    message, action = await settled.agency.find("コードを表示")
    line = settled.stage.line
    line.webhooks.emit(postback_event(line, line.world.person(settled.stage.expert), action["data"]))
    await settled.expert.idle()
    assert message
    assert "ほかの方にお送りしたもの" in await settled.expert.last()
    async with settled.session.get(f"{settled.stage.address}/health/ready") as got:
        assert got.status == 200
    lines = await settled.store.look(lambda unit: audit.since(unit, 0, unit.now + 1))
    assert [each.action for each in lines if each.action.startswith("phone.")].count("phone.code") == 1


# New terms


@pytest.fixture
def renewed(monkeypatch: pytest.MonkeyPatch) -> Text:
    """A new version of 利用規約, as an owner would put it there."""
    real = texts.text
    new = replace(real("terms_of_use"), version="2027-01-15", hash="f" * 64)
    monkeypatch.setattr(texts, "text", lambda name: new if name == "terms_of_use" else real(name))
    return new


async def kept(town: Town) -> list[Consent]:
    async def work(unit: Unit) -> list[Consent]:
        return await consents.of_person(unit, await people.meet(unit, town.stage.expert))

    return await town.store.do(work)


async def test_new_terms_ask_once_and_what_was_wanted_goes_on(settled: Town, renewed: Text) -> None:
    phone = settled.expert
    await phone.type(CHANGES)
    said = await phone.words()
    assert "利用規約" in said
    assert "2027年1月15日版" in said
    assert "どの項目" not in said
    await phone.tap("同意する")
    assert "どの項目を変更しますか" in await phone.words()
    await phone.type("申請状況")
    assert "委嘱条件に同意済み" in await phone.words()
    found = [(each.text, each.version, each.hash) for each in await kept(settled)]
    assert found[-1] == ("terms_of_use", "2027-01-15", renewed.hash)
    assert len(found) == 3, "what was agreed to before stays in the record"


async def test_an_input_that_runs_is_not_disturbed_by_new_terms(settled: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    phone, real = settled.expert, texts.text
    await play(settled, *moving_to_osaka(expert)[:4])
    monkeypatch.setattr(texts, "text", lambda name: replace(real(name), version="2027-01-15", hash="e" * 64))
    await phone.tap("大阪府大阪市北区梅田")
    assert "番地と建物" in await phone.words()
    await phone.tap("その他")
    await phone.tap(CHANGES)
    assert "規約などが新しくなりました" in await phone.words()
    await phone.tap("同意する")
    assert "途中の変更があります" in await phone.words()
    await phone.tap("続きから")
    assert "番地と建物" in await phone.words()


async def test_declining_says_what_happens_and_what_is_owed_goes_on(settled: Town, renewed: Text) -> None:
    phone = settled.expert
    await phone.type(CHANGES)
    await phone.tap("同意しない")
    said = await phone.words()
    assert "新しい派遣のお引き受け" in said
    assert "これまでどおり続きます" in said
    for word in ("報告書", "謝金", "お問い合わせ", "規約", "自分のデータ"):
        await phone.type(word)
        assert "利用規約（見本）が新しくなりました" not in (await phone.words()).replace(" ", ""), word
    await phone.type(CHANGES)
    assert "新しくなりました" in (await phone.words()).replace(" ", "")
    assert len(await kept(settled)) == 2


async def test_staff_are_not_asked(settled: Town, renewed: Text) -> None:
    await settled.agency.tap("承認待ち")
    assert "承認待ちはありません" in await settled.agency.words()


# Leftovers of the registration


async def test_a_second_invitation_is_not_used_up_by_who_registers_already(settled: Town) -> None:

    await play(settled, *INVITED[:3])
    code = CODE.findall(await settled.agency.words())[-1]
    await settled.expert.type(code)
    said = await settled.expert.words()
    assert "すでに始まっています（登録済み）" in said
    assert "まだ使われていません" in said
    other = settled.phone(settled.stage.line.add("例示 次郎", "専門家"))
    await other.follow()
    await other.type(code)
    assert "ご用意いただくもの" in await other.words()


async def test_whom_an_agency_cannot_reach_is_listed_with_a_masked_number(settled: Town) -> None:
    async with settled.session.post(
        f"{settled.stage.address}/_line/chats/{settled.stage.expert}/block", json={}
    ) as got:
        assert got.status < 300
    await settled.expert.idle()
    await settled.agency.type("連絡が取れない方")
    said = await settled.agency.words()
    assert "試験 太郎 様" in said
    assert "090-••••-5678" in said
    await settled.agency.tap("電話番号を表示")
    assert "090-1234-5678" in await settled.agency.words()
    lines = await settled.store.look(lambda unit: audit.since(unit, 0, unit.now + 1))
    assert "phone.shown" in {each.action for each in lines}
