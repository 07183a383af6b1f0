"""The rich menus: LINE accepts them, every tile says its public word, the pictures are right and always the same."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from flex_messages import menus
from flex_messages.limits import menu_faults
from flex_messages.menus import picture
from flex_messages.menus.tiles import box
from flex_messages.words import MENU_WORDS

WORDS = {
    "guest": "招待コードを入力 制度のご案内 お問い合わせ",
    "applicant": "プロフィール登録 申請状況 お問い合わせ",
    "expert": "チェックイン チェックアウト 派遣予定 報告書 謝金 その他",
    "agency": "承認待ち 専門家を招待 派遣を申請 派遣一覧 報告の確認 その他",
    "secretariat": "承認待ち 委嘱状の発行 申告の確認 検収 支払い その他",
    "auditor": "監査 お問い合わせ その他",
}


@pytest.mark.parametrize(("name", "words"), WORDS.items())
def test_each_role_finds_its_words_in_their_order(name: str, words: str) -> None:
    assert [tile.word for tile in menus.MENUS[name].tiles] == words.split()


@pytest.mark.parametrize("name", menus.MENUS)
def test_line_accepts_the_menu(name: str) -> None:
    assert menu_faults(menus.menu_object(name)) == []


@pytest.mark.parametrize("name", menus.MENUS)
def test_a_tile_carries_a_public_word_and_never_a_decision(name: str) -> None:
    for area in menus.menu_object(name)["areas"]:
        action = area["action"]
        assert action["type"] == "postback"
        assert menus.word_of(action["data"]) == action["displayText"] == action["label"]


@pytest.mark.parametrize("data", ["menu:nothing", "token.1", "", "menu", "profile"])
def test_other_data_is_no_word(data: str) -> None:
    assert menus.word_of(data) is None


@pytest.mark.parametrize("name", menus.MENUS)
def test_the_areas_cover_the_whole_picture_once(name: str) -> None:
    menu = menus.menu_object(name)
    areas = [area["bounds"] for area in menu["areas"]]
    assert sum(one["width"] * one["height"] for one in areas) == menu["size"]["width"] * menu["size"]["height"]
    for n, one in enumerate(areas):
        x, y, width, height = box(menus.MENUS[name], n)
        assert one["x"] <= x
        assert x + width <= one["x"] + one["width"]
        assert one["y"] <= y
        assert y + height <= one["y"] + one["height"]


@pytest.mark.parametrize("name", menus.MENUS)
def test_the_picture_has_the_size_of_the_menu_and_is_small_enough(name: str) -> None:
    png = menus.menu_picture(name)
    image = Image.open(io.BytesIO(png))
    size = menus.menu_object(name)["size"]
    assert (image.format, image.size) == ("PNG", (size["width"], size["height"]))
    assert len(png) <= 1024 * 1024


def test_the_same_menu_gives_the_same_bytes() -> None:
    first = menus.menu_picture("guest")
    picture.menu_picture.cache_clear()
    assert menus.menu_picture("guest") == first


def test_only_the_tile_of_the_moment_is_filled() -> None:
    for name, filled in (("expert", []), ("expert_today", [0]), ("expert_there", [1])):
        image = Image.open(io.BytesIO(menus.menu_picture(name))).convert("RGB")
        corners = [box(menus.MENUS[name], n) for n in range(6)]
        accents = [
            n for n, (x, y, *_) in enumerate(corners) if image.getpixel((int(x) + 60, int(y) + 60)) == (11, 107, 107)
        ]
        assert accents == filled


def test_every_tile_has_a_pictogram_and_every_word_fits_its_tile() -> None:
    from PIL import ImageFont

    font = str(picture.FONTS / "BIZUDPGothic-Bold.ttf")
    for menu in menus.MENUS.values():
        letters = ImageFont.truetype(font, picture._letters(menu))
        for n, tile in enumerate(menu.tiles):
            assert tile.icon in picture.ICONS
            assert letters.getlength(tile.word) <= box(menu, n)[2] - 2 * picture.MARGIN


def test_a_menu_that_looks_different_has_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = menus.menu_object("guest")["name"]
    assert before == menus.menu_object("guest")["name"]
    monkeypatch.setitem(picture.ICONS, "code", {"stroke": ["M0 0H48"]})
    for cached in (picture.svg, menus._hash):
        cached.cache_clear()
    after = menus.menu_object("guest")["name"]
    for cached in (picture.svg, menus._hash):
        cached.cache_clear()
    assert before.rsplit("-", 1)[0] == after.rsplit("-", 1)[0] == "guest"
    assert before != after


def test_every_word_of_the_table_stands_on_a_tile() -> None:
    assert {tile.name for menu in menus.MENUS.values() for tile in menu.tiles} == MENU_WORDS.keys()


def test_fonts_ship_with_their_licence_and_weigh_little() -> None:
    fonts = Path(picture.FONTS)
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in fonts.iterdir()) <= 15_000_000


@pytest.mark.parametrize(
    ("file", "names"), [("NotoSerifCJKjp-Names.otf", "𠮷"), ("BIZUDMincho-Regular.ttf", "髙﨑神福塚隆𣘺")]
)
def test_rare_characters_of_names_have_a_glyph(file: str, names: str) -> None:
    from PIL import ImageFont

    font = ImageFont.truetype(str(picture.FONTS / file), 40)
    nothing = font.getmask("\U0010fffd").getbbox(), bytes(font.getmask("\U0010fffd"))
    for name in names:
        assert (font.getmask(name).getbbox(), bytes(font.getmask(name))) != nothing
