"""「自分のデータ」 and 「連絡が取れない方」 through HTTP: shown, handed out once, erased where that is free, noted."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from storage import audit, people, registrations
from storage.store import Unit
from storage.vault import Unreadable
from tests.whole.calendar import MONDAY, advance, applied, turn_to
from tests.whole.conftest import Town
from tests.whole.phone import Phone
from tests.whole.story import CONSENTED, INVITED, SENT, play


async def fetched(town: Town, phone: Phone) -> tuple[int, bytes]:
    """What the newest link of the data opens."""
    opened = (await phone.tap("ファイルで受け取る"))["open"]
    return await read(town, opened)


async def read(town: Town, address: str) -> tuple[int, bytes]:
    async with town.session.get(address.replace("https://demo.invalid", town.stage.address)) as got:
        return got.status, await got.read()


async def test_an_expert_reads_and_receives_what_is_kept(town: Town) -> None:
    await play(town, *SENT)
    await town.expert.type("自分のデータ")
    assert "支援機関の確認中" in await town.expert.words()
    assert "5年間保管します" in await town.expert.words()
    status, body = await fetched(town, town.expert)
    kept = json.loads(body)
    assert status == 200
    assert kept["registration"]["answers"]["name"] == "試験 太郎"
    assert [role["role"] for role in kept["roles"]] == ["expert"]
    assert kept["files"]


async def test_the_link_opens_once_and_not_after_half_an_hour(town: Town) -> None:
    await town.agency.type("自分のデータ")
    opened = (await town.agency.tap("ファイルで受け取る"))["open"]
    assert [(await read(town, opened))[0] for _ in range(2)] == [200, 410]
    await town.agency.type("自分のデータ")
    opened = (await town.agency.tap("ファイルで受け取る"))["open"]
    await advance(town, 0.6)
    assert (await read(town, opened))[0] == 410
    assert (await read(town, opened[:-2] + "xx"))[0] == 410


async def test_an_applicant_who_has_sent_nothing_is_erased_within_a_minute(town: Town) -> None:
    await turn_to(town, MONDAY, 22)  # an erasure waits for no morning
    await play(town, *INVITED, *CONSENTED)
    person = await town.store.do(lambda unit: people.meet(unit, town.stage.expert))
    await town.expert.type("自分のデータ")
    await town.expert.tap("すべて消去する")
    await town.expert.tap("消去する")
    assert "消去を受け付けました" in await town.expert.words()
    await advance(town, 0.02)
    with pytest.raises(Unreadable):
        await town.store.look(lambda unit: people.key_of(unit, person))
    await town.expert.type("申請状況")
    assert "登録には招待コードが必要です" in await town.expert.words()
    menu = (await town.expert.chat())["menu"]
    assert "招待コードを入力" in [area["action"].get("displayText") for area in menu["areas"]]


async def test_who_thinks_again_keeps_everything(town: Town) -> None:
    await play(town, *INVITED)
    await town.expert.type("自分のデータ")
    await town.expert.tap("すべて消去する")
    await town.expert.tap("やめる")
    await advance(town, 1)
    await town.expert.type("申請状況")
    assert "受付番号" in await town.expert.words()


async def test_who_has_sent_something_is_told_what_stays_and_erases_the_rest(town: Town) -> None:
    await play(town, *SENT)
    await town.expert.type("自分のデータ")
    await town.expert.tap("途中の入力を消去")
    await town.expert.tap("消去する")
    assert "年度の終わりから5年間保管します" in await town.expert.words()
    await town.expert.type("申請状況")
    assert "支援機関の確認中" in await town.expert.words()


async def test_an_old_button_erases_nothing_once_the_profile_was_sent(town: Town) -> None:
    await play(town, *SENT[: len(INVITED)])
    await town.expert.type("自分のデータ")
    erase = await town.expert.find("すべて消去する")
    await play(town, *SENT[len(INVITED) :])
    await town.expert.tap_it(*erase)
    assert "5年間保管します" in await town.expert.words()
    await advance(town, 1)
    await town.expert.type("申請状況")
    assert "支援機関の確認中" in await town.expert.words()


async def test_staff_find_who_blocked_the_account_and_see_the_number_only_when_they_ask(town: Town) -> None:
    [it] = await applied(town, 1)

    async def gone(unit: Unit) -> None:
        await registrations.save(unit, replace(it, profile={**it.profile, "phone": "+81312345678"}))
        await people.block(unit, it.person, True)

    await town.store.do(gone)
    await town.secretariat.type("その他")
    await town.secretariat.tap("連絡が取れない方")
    listed = await town.secretariat.words()
    assert "例示 次郎 様" in listed
    assert it.receipt in listed
    assert "5678" in listed
    assert "1234" not in listed
    await town.secretariat.tap("電話番号を表示")
    assert "03-1234-5678" in await town.secretariat.words()
    lines = await town.store.look(lambda unit: audit.of_subject(unit, it.id))
    assert lines[-1].action == "phone.shown"
    await town.store.do(lambda unit: people.block(unit, it.person, False))
    await town.secretariat.tap("電話番号を表示")
    assert "いまは表示できません" in await town.secretariat.words()
    await town.secretariat.type("連絡が取れない方")
    assert "連絡が取れない方はいません" in await town.secretariat.words()
