"""「その他」 for staff, through HTTP: colleagues come, stand in, take over and go; one role at a time."""

from __future__ import annotations

import pytest

from storage import audit
from tests.whole.calendar import MONDAY, applied, december, turn_to
from tests.whole.conftest import Town
from tests.whole.phone import Phone
from tests.whole.story import CODE, INVITED, SENT, play


async def invited(town: Town, by: Phone, name: str = "手本 次郎") -> Phone:
    """A colleague who came with a code of `by` and said name and department."""
    await open_colleagues(by)
    await by.tap("担当者を招待")
    found = CODE.search(await by.words())
    assert found, await by.words()
    phone = town.phone(town.stage.line.add(name, "担当"))
    await phone.follow()
    await phone.type(f"招待コード {found[0]}")
    await phone.type(name)
    await phone.type("相談課")
    return phone


async def open_colleagues(phone: Phone) -> None:
    await phone.tap("その他")
    await phone.tap("担当者の管理")


async def tiles(phone: Phone) -> list[str]:
    menu = (await phone.chat())["menu"]
    return [area["action"].get("displayText") for area in menu["areas"]]


async def links(phone: Phone) -> str:
    await phone.type("その他")
    return await phone.words()


async def deeds(town: Town) -> set[str]:
    """What the log says was done."""
    return {line.action for line in await town.store.look(lambda unit: audit.since(unit, 0, unit.now + 1))}


async def test_each_role_finds_its_own_links_behind_others(town: Town) -> None:
    agency, secretariat, expert = [await links(phone) for phone in (town.agency, town.secretariat, town.expert)]
    for word in ("自分のデータ", "規約", "お問い合わせ"):
        assert word in agency
        assert word in secretariat
        assert word in expert
    for words, expected in ((agency, (True,) * 3), (secretariat, (True,) * 3), (expert, (False,) * 3)):
        assert tuple(word in words for word in ("不在設定", "担当者の管理", "連絡が取れない方")) == expected
        assert "役割の切替" not in words


async def test_a_colleague_comes_with_a_code_and_is_no_head(town: Town) -> None:
    colleague = await invited(town, town.agency)
    assert await tiles(colleague) == await tiles(town.agency)
    assert "担当者の管理" not in await links(colleague)
    await colleague.type("担当者の管理")
    assert "責任者の方だけ" in await colleague.words()
    await open_colleagues(town.agency)
    assert "手本 次郎 様" in await town.agency.words()
    assert "相談課" in await town.agency.words()


async def test_an_office_invites_its_own_people(town: Town) -> None:
    colleague = await invited(town, town.secretariat)
    assert "委嘱状の発行" in await tiles(colleague)


async def test_who_is_removed_loses_the_menu_every_open_button_and_the_dialog_in_hand(town: Town) -> None:
    colleague = await invited(town, town.agency)
    await play(town, *SENT)
    await colleague.tap("開く")
    approve = await colleague.find("承認する")
    await colleague.tap("専門家を招待")
    await open_colleagues(town.agency)
    await town.agency.tap("外す")
    assert "手本 次郎 様を担当から外します" in await town.agency.words()
    await town.agency.tap("外す")
    assert "担当から外しました" in await town.agency.words()
    assert "招待コードを入力" in await tiles(colleague)
    assert "担当から外れました" in await colleague.last()
    await colleague.tap_it(*approve)
    assert "いまの役割では行えません" in await colleague.words()
    await colleague.type("11月10日")
    assert "面談の方法" not in await colleague.words()
    await colleague.type("承認待ち")
    assert "試験" not in await colleague.words()
    await town.agency.type("承認待ち")
    assert "試験 太郎 様" in await town.agency.words(), "nothing was decided"


async def test_the_head_hands_over_and_is_no_head_any_more(town: Town) -> None:
    colleague = await invited(town, town.agency)
    await open_colleagues(town.agency)
    removing = await town.agency.find("外す")
    await town.agency.tap("責任者を引き継ぐ")
    await town.agency.tap("責任者を引き継ぐ")
    assert "責任者を引き継ぎました" in await town.agency.words()
    assert "担当者の管理" not in await links(town.agency)
    await town.agency.tap_it(*removing)
    assert "責任者の方だけ" in await town.agency.words()
    await open_colleagues(colleague)
    assert "見本 花子 様" in await colleague.words()


async def test_doubts_change_nothing(town: Town) -> None:
    colleague = await invited(town, town.agency)
    for deed in ("外す", "責任者を引き継ぐ"):
        await open_colleagues(town.agency)
        await town.agency.tap(deed)
        await town.agency.tap("やめる")
    assert "担当者の管理" in await links(town.agency)
    assert "承認待ち" in await tiles(colleague)


async def test_nobody_to_stand_in_is_said_at_once(town: Town) -> None:
    await town.agency.type("不在設定")
    assert "代わりをお願いできる同じ所属の方がいない" in await town.agency.words()


async def test_an_absence_names_a_deputy_and_ends_by_itself(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    colleague = await invited(town, town.agency)
    await town.agency.type("不在設定")
    await town.agency.type("2026年12月9日")
    await town.agency.tap("手本 次郎（相談課）")
    assert "12月9日(水)まで不在に設定しました" in await town.agency.words()
    assert "あなたにも届きます" in await colleague.last()
    await town.agency.type("不在設定")
    assert "手本 次郎" in await town.agency.words()
    await turn_to(town, december(10), 7, 59)
    assert "不在の期間が終わりました" not in await town.agency.last()
    await turn_to(town, december(10), 8)
    assert "不在の期間が終わりました" in await town.agency.last()
    await town.agency.type("不在設定")
    assert "いつまで不在ですか" in await town.agency.words()


async def test_an_absence_ends_sooner_when_its_owner_says_so(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await invited(town, town.agency)
    await town.agency.type("不在設定")
    await town.agency.type("2026年12月9日")
    await town.agency.tap("手本 次郎（相談課）")
    await town.agency.type("不在設定")
    await town.agency.tap("不在を終わる")
    assert "不在の設定を終わりました" in await town.agency.words()
    heard = len(await town.agency.heard())
    await turn_to(town, december(10), 9)
    assert len(await town.agency.heard()) == heard


@pytest.fixture
async def both(town: Town) -> Phone:
    """The agency's person, who has been invited as an expert as well."""
    await play(town, *INVITED[:3])
    found = CODE.search(await town.agency.words())
    assert found
    await town.agency.type(found[0])
    return town.agency


async def test_one_role_at_a_time_and_the_menu_goes_with_it(town: Town, both: Phone) -> None:
    assert "プロフィール登録" in await tiles(both)
    await both.type("役割の切替")
    assert "サンプル商工会議所" in await both.words()
    await both.tap("切り替える")
    assert "「支援機関の担当（サンプル商工会議所）」に切り替えました" in await both.words()
    assert "承認待ち" in await tiles(both)


async def test_nothing_of_the_other_role_is_answered_or_offered(town: Town, both: Phone) -> None:
    await applied(town, 1)
    await both.type("役割の切替")
    await both.tap("切り替える")
    await both.type("承認待ち")
    await both.tap("開く")
    approve = await both.find("承認する")
    await both.tap("専門家を招待")
    await both.type("役割の切替")
    await both.tap("切り替える")
    await both.type("11月10日")
    assert "面談の方法" not in await both.words()
    assert "専門家を招待" not in await both.words()
    await both.tap_it(*approve)
    assert "いまの役割では行えません" in await both.words()
    await both.type("承認待ち")
    assert "例示" not in await both.words()


async def test_every_change_is_in_the_log(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await invited(town, town.agency)
    await town.agency.type("不在設定")
    await town.agency.type("2026年12月9日")
    await town.agency.tap("手本 次郎（相談課）")
    await town.agency.type("不在設定")
    await town.agency.tap("不在を終わる")
    await open_colleagues(town.agency)
    await town.agency.tap("責任者を引き継ぐ")
    await town.agency.tap("責任者を引き継ぐ")
    assert await deeds(town) >= {
        "invitation.issued",
        "invitation.redeemed",
        "staff.described",
        "staff.handed_over",
        "absence.set",
        "absence.ended",
    }
