"""Guests: greeted, informed, and told where to ask."""

from __future__ import annotations

import pytest

from conversations.house import WORDS
from conversations.outgoing import SwitchMenu
from conversations.texts import text
from flex_messages.cards import Act, Copy
from rules.offices import OFFICES
from tests.journey_dialogs.conftest import World, cards, labels, words


async def test_whoever_adds_the_account_is_asked_for_the_invitation(world: World) -> None:
    menu, *said = await world.act("followed", "guest")
    (card,) = cards(said)
    assert menu == SwitchMenu("guest")
    assert "招待コード" in card.text
    assert labels(card) == ["招待コードを入力", "制度のご案内", "お問い合わせ"]


@pytest.mark.parametrize(("who", "menu"), [("agent", "agency"), ("clerk", "secretariat")])
async def test_staff_who_come_back_keep_their_menu(world: World, who: str, menu: str) -> None:
    said = await world.act("followed", who)
    assert said[0] == SwitchMenu(menu)
    assert "メニュー" in words(said)


async def test_applicants_who_come_back_keep_theirs(world: World) -> None:
    await world.invited()
    assert (await world.act("followed", "expert"))[0] == SwitchMenu("applicant")


async def test_the_programme_is_told_in_dated_words(world: World) -> None:
    (card,) = cards(await world.act("about", "guest"))
    assert card.subtitle == "2026年11月24日(火)現在"
    for fact in ("10年以上", "5,280円", "31,680円", "30分未満", "就任承諾書"):
        assert fact in card.text


@pytest.mark.parametrize("area", OFFICES)
async def test_each_area_shows_its_address_with_a_button_that_copies_it(world: World, area: str) -> None:
    (choice,) = cards(await world.act("contact", "guest"))
    button = next(b for b in choice.buttons if b.label == area)
    assert button.tap == Act("contact_area", area)
    (card,) = cards(await world.act("contact_area", "guest", area))
    assert [b.tap for b in card.buttons] == [Copy(OFFICES[area].mail)]
    assert card.rows[0].value == OFFICES[area].mail


@pytest.mark.parametrize(("who", "word"), [("guest", "招待コード"), ("agent", "メニュー")])
async def test_words_that_nothing_understood_get_help(world: World, who: str, word: str) -> None:
    assert word in words(await world.act("otherwise", who, text="こんにちは"))


def test_menu_words_are_not_read_as_codes_and_codes_are() -> None:
    assert [w.opens for w in WORDS if w.matches("招待コードを入力")] == ["code"]
    assert [w.opens for w in WORDS if w.matches("招待コード ABCD-EFGH-JKLM")] == ["redeem"]
    assert [w.opens for w in WORDS if w.matches("ａｂｃｄｅｆｇｈｊｋｌｍ")] == ["redeem"]
    assert [w.opens for w in WORDS if w.matches("こんにちは")] == []


@pytest.mark.parametrize("name", ["personal_information", "terms_of_use", "about_the_programme"])
def test_texts_carry_a_version_and_a_hash_of_all_their_bytes(name: str) -> None:
    it = text(name)
    assert it.title
    assert it.version == "2026-11-24"
    assert len(it.hash) == 64
    assert it.words
    assert not it.words.startswith("版")


@pytest.mark.parametrize("name", ["personal_information", "terms_of_use"])
def test_texts_to_be_replaced_say_that_they_are_samples(name: str) -> None:
    assert "見本" in text(name).title
