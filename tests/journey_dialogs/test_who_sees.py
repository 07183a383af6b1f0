"""Who sees what: the table holds what is drawn, for each role and situation, and the page of docs is the table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.commands.rows import experts
from conversations.approval.opening import subject_of
from conversations.approval.reading import BY_NAME
from conversations.diagrams import pictures
from conversations.house import house
from conversations.play import play
from conversations.registration.profile import ASKED, PROFILE
from conversations.reviewing import shown
from conversations.sheet import Given
from flex_messages.cards import Card
from rules.who_sees import NAMED, SITUATIONS, seen, sees
from storage import people
from tests.journey_dialogs.changing import asked, change, settled
from tests.journey_dialogs.conftest import ANSWERS, World, cards, row
from tests.journey_dialogs.filled import FACTS

DOCS = Path(__file__).parents[2] / "docs"
CONSENTS = ("個人情報の取扱い", "利用規約")
GIVEN = [one for one in ASKED if one.name not in CONSENTS and any(ANSWERS.get(step.name) for step in one.steps)]
HIDDEN_IN_ALL = ("1234567", "ｼｹﾝ ﾀﾛｳ")


def whole(name: str) -> str:
    return shown(BY_NAME[name], Given(ANSWERS), FACTS)


def drawn(card: Card) -> dict[str, str]:
    """Everything a card says of fields: rows, sections, changes."""
    rows = [*card.rows, *(r for section in card.sections for r in section.rows)]
    said = {r.label: r.value for r in rows} | {line.field: line.after or "" for line in card.changes}
    return {name: words for name, words in said.items() if name in BY_NAME}


def agrees(said: dict[str, str], situation: str) -> None:
    """Of every field that was answered: in full, masked or not at all, as the table says."""
    for one in GIVEN:
        match sees(one.name, situation):
            case "hidden":
                assert one.name not in said, one.name
            case "full":
                assert said[one.name] == whole(one.name), one.name
            case "masked":
                assert said[one.name], one.name
                assert said[one.name] != whole(one.name) or one.name == "本人確認書類", one.name
                assert not [secret for secret in HIDDEN_IN_ALL if secret in said[one.name]]


def test_the_page_of_docs_is_up_to_date() -> None:
    drawn = pictures(house(lambda: "", "").dialogs)["who-sees-what.md"]
    assert (DOCS / "who-sees-what.md").read_text("utf-8") == drawn


def test_every_field_of_the_table_is_one_of_the_profile() -> None:
    assert set(BY_NAME) >= NAMED


def test_every_situation_of_the_table_is_one_that_is_drawn() -> None:
    code = "\n".join(path.read_text("utf-8") for room in ("conversations", "bot") for path in Path(room).rglob("*.py"))
    for situation in SITUATIONS:
        body, _, where = situation.partition("_")
        spoken = f'"{situation}"' in code or (body in ("agency", "secretariat") and f'"{where}"' in code)
        assert spoken or situation == "own_page", situation


@pytest.mark.parametrize("body", ["agency", "secretariat"])
async def test_cards_and_details_of_an_approval_agree_with_the_table(world: World, body: str) -> None:
    it = await world.applied()
    who = "agent"
    if body == "secretariat":
        await world.finish("approve", "agent", subject_of(it), {"recommendation": "実績があります。"})
        who = "clerk"
    it = await world.registration()
    (card,) = cards(await world.act("open_registration", who, it.id))
    titled = drawn(card) | {"氏名": card.title.removesuffix(" 様"), "フリガナ": card.subtitle}
    agrees(titled, f"{body}_card")
    (full,) = cards(await world.act("registration_details", who, it.id, it.version))
    agrees(drawn(full), f"{body}_details")


async def test_files_open_only_where_a_field_is_seen_in_full(world: World) -> None:
    it = await world.applied()
    (full,) = cards(await world.act("registration_details", "agent", it.id, it.version))
    links = [r.value for section in full.sections if section.heading == "送られたファイル" for r in section.rows]
    assert set(links) == {"証明書", "プロフィール写真"}
    assert sees("本人確認書類", "agency_details") == "masked"


@pytest.mark.parametrize("body", ["agency", "secretariat"])
async def test_before_and_after_agree_with_the_table(world: World, body: str) -> None:
    await settled(world)
    pair = {"bank": "9900", "branch": "058", "type": "普通", "number": "7654321"}
    new: dict[str, Any] = {
        "name": "見本 太郎",
        "qualification_number": "第9号",
        "yucho_pair": pair,
        "birth": "1970-01-01",
    }
    await asked(world, "氏名", "登録番号", "生年月日", "謝金の振込口座", **new)
    it = await change(world)
    if body == "secretariat":
        await world.act("approve_change", "agent", it.id, it.version)
    it = await change(world)
    (card,) = cards(await world.act("open_change", "agent" if body == "agency" else "clerk", it.id))
    after = Given(ANSWERS | new)
    for line in card.changes:
        full = shown(BY_NAME[line.field], after, FACTS)
        assert (line.after == full) == (sees(line.field, f"{body}_changes") == "full"), line.field
    assert "7654321" not in str(card)


def test_the_chat_of_the_person_writes_out_what_the_table_says() -> None:
    for one in PROFILE.fields[:-1]:
        assert one.private == (sees(one.name, "own_chat") != "full"), one.name


def test_a_page_of_the_person_shows_everything() -> None:
    assert seen(BY_NAME, "own_page") == list(BY_NAME)
    assert {sees(name, "own_page") for name in BY_NAME} == {"full"}
    assert play(PROFILE, facts=FACTS).step == "personal_information"


async def test_the_list_says_no_more_than_the_table(world: World) -> None:
    await world.applied()
    (card,) = cards(await world.act("waiting", "agent"))
    agrees(drawn(card) | {"氏名": card.title.removesuffix(" 様")}, "staff_list")


async def test_whoever_cannot_be_reached_is_shown_masked_until_asked(world: World) -> None:
    await world.applied()
    await world.store.do(lambda unit: people.block(unit, world.who["expert"], True))
    (card,) = cards(await world.act("unreachable", "clerk"))
    agrees(drawn(card) | {"氏名": card.title.removesuffix(" 様")}, "unreachable")
    (open_,) = cards(await world.act("show_phone", "clerk", (await world.registration()).id))
    agrees(drawn(open_) | {"氏名": open_.title.removesuffix(" 様")}, "phone_shown")
    assert row(open_, "電話番号") == whole("電話番号")


async def test_the_export_lets_out_what_the_table_says(world: World) -> None:
    await world.applied()
    (line,) = await world.store.look(lambda unit: experts(unit, 0, 2**62))
    columns = {"氏名": "name", "フリガナ": "kana", "登録要件": "requirement", "郵便番号": "prefecture"}
    assert {name for name in BY_NAME if sees(name, "export") != "hidden"} == set(columns)
    assert (line["name"], line["kana"], line["requirement"]) == ("試験 太郎", "シケン タロウ", "ア")
    assert line["prefecture"] == "東京都", "of an address, the prefecture alone"
    said = str(line)
    assert not [word for word in ("神宮前", "+8190", "taro@", "1234567") if word in said]
