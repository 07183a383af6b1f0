"""From the final approval to the 就任承諾書 as people live it: three phones, real HTTP, real papers."""

from __future__ import annotations

from bot.commands.rows import experts
from flex_messages.documents import wide
from storage import audit
from tests.whole.appointing import address, number, opened, picture_of, registered, settled, this_year
from tests.whole.conftest import Town
from tests.whole.story import STORY, play


async def test_an_expert_agrees_is_appointed_and_accepts(town: Town) -> None:
    await play(town, *STORY)
    expert, office = town.expert, town.secretariat
    assert "5,280円" in await expert.last()
    conditions = await expert.find("同意する")
    async with town.session.get(await address(town, expert, "全文を読む")) as page:
        assert "委嘱条件（見本）" in await page.text()
    await expert.tap("同意する")
    assert "派遣をお受けいただけます" in await expert.words()
    await expert.tap_it(*conditions)
    assert "同意いただいています" in await expert.words(), "a second tap"

    await office.tap("委嘱状の発行")
    issuing = await office.find("発行する")
    await office.tap("発行する")
    assert number(town, 1) in await office.words()
    await settled(town)
    await office.tap_it(*issuing)
    assert "例示 一郎が発行しています" in await office.words()

    assert "委嘱状をお届けします" in await expert.last()
    assert await picture_of(town, expert) == (200, "image/png")
    letter = await opened(town, expert, "委嘱状を開く")
    assert "試験太郎様" in letter
    assert wide(number(town, 1)) in letter
    accepting = await expert.find("就任承諾書を送る")
    await expert.tap("就任承諾書を送る")
    await expert.type("試験 次郎")
    assert "同じ文字で" in await expert.words()
    await expert.type("試験　太郎")
    await expert.type("今日")
    review = await expert.find("送信する")
    await expert.tap("送信する")
    assert "就任承諾書を受け付けました" in await expert.words()
    await expert.tap_it(*review)
    assert "すでに終わっています" in await expert.words()
    await expert.tap_it(*accepting)
    assert "お送りいただいています" in await expert.words(), "the card's button again"
    await settled(town)

    await expert.type("申請状況")
    assert "就任承諾書提出済み" in await expert.words()
    assert "就任承諾書" in await opened(town, expert, "就任承諾書を開く")
    assert "試験太郎" in await opened(town, expert, "就任承諾書を開く")
    [row] = await town.store.look(lambda unit: experts(unit, 0, 2**62))
    assert (row["appointment_state"], row["fiscal_year"]) == ("ACCEPTED", this_year(town))
    assert row["letter_number"] == number(town, 1)
    assert row["secretariat_decided_at"] <= row["consented_at"] <= row["accepted_at"]
    assert await town.store.look(audit.verify) is None


async def test_declining_asks_for_a_reason_and_once_more(town: Town) -> None:
    expert = await registered(town, "試験 太郎")
    await expert.type("申請状況")
    await expert.tap("委嘱条件を確認する")
    card = await expert.find("同意する")
    await expert.tap("同意しない")
    await expert.tap("時間が取れない")
    assert "よろしいですか" in await expert.words()
    await expert.tap("同意しない")
    assert "承りました" in await expert.words()
    await expert.tap_it(*card)
    assert "同意しないとお答え" in await expert.words()
    await town.secretariat.tap("委嘱状の発行")
    assert "お待ちの方はいません" in await town.secretariat.words()


async def test_thirty_letters_are_issued_at_once_and_reach_thirty_chats(town: Town) -> None:
    phones = [await registered(town, f"試験 第{n}郎", consented=True) for n in range(30)]
    office = town.secretariat
    await office.tap("委嘱状の発行")
    assert "30名" in await office.words()
    await office.tap("全員分を発行する")
    assert "30件の委嘱状を発行します" in await office.words()
    sure = await office.find("発行する")
    await office.tap("発行する")
    await office.tap_it(*sure)
    assert "すでに始めています" in await office.words(), "a double tap"
    await settled(town)
    letters = [await phone.heard() for phone in phones]
    assert [len([words for words in heard if "委嘱状をお届けします" in words]) for heard in letters] == [1] * 30
    numbers = {number(town, n) for n in range(1, 31)}
    assert {number for number in numbers for heard in letters if number in heard[-1]} == numbers
    assert "第29郎様" in await opened(town, phones[29], "委嘱状を開く")


async def test_a_paper_opens_for_nobody_it_was_not_signed_for(town: Town) -> None:
    phone = await registered(town, "試験 太郎", consented=True)
    await town.secretariat.tap("委嘱状の発行")
    await town.secretariat.tap("発行する")
    await settled(town)
    link = await address(town, phone, "委嘱状を開く")
    for wrong in (link[:-2], link + "x", link.replace("/p/paper/", "/p/file/")):
        async with town.session.get(wrong) as got:
            assert got.status in (404, 410)
    town.stage.clock.advance(15 * 86_400)
    async with town.session.get(link) as got:
        assert got.status == 410
        assert "申請状況" in await got.text()


async def test_a_menu_word_of_the_office_is_nothing_for_others(town: Town) -> None:
    phone = await registered(town, "試験 太郎", consented=True)
    await phone.type("委嘱状の発行")
    assert "発行する" not in await phone.words()
    await town.agency.type("委嘱状の発行")
    assert "発行する" not in await town.agency.words()
