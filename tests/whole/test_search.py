"""「承認待ち」 searched through HTTP, and as quick with three hundred waiting as with three."""

from __future__ import annotations

import pytest

from tests.whole.calendar import applied
from tests.whole.conftest import Town

SEARCH = "名前・受付番号で探す"


async def find(town: Town, words: str) -> str:
    await town.agency.type("承認待ち")
    await town.agency.tap(SEARCH)
    await town.agency.type(words)
    return await town.agency.words()


@pytest.mark.parametrize("words", ["髙﨑 花", "髙﨑", "花 様", "タカサキ ハナ", "たかさき", "ﾊﾅ", "タカサキハナ"])
async def test_a_person_is_found_by_name_and_reading_however_it_is_written(town: Town, words: str) -> None:
    await applied(town, 2)
    await applied(town, 1, "髙﨑 花", "タカサキ ハナ")
    found = await find(town, words)
    assert "髙﨑 花 様" in found
    assert "例示 次郎" not in found


async def test_a_receipt_number_finds_one_and_its_card_opens(town: Town) -> None:
    *_, last = await applied(town, 3)
    wide = last.receipt.translate({ord("0") + n: chr(ord("０") + n) for n in range(10)})
    assert f"受付番号 {last.receipt}" in await find(town, wide)
    await town.agency.tap("開く")
    assert "登録の承認" in await town.agency.words()


async def test_nobody_found_says_what_to_try(town: Town) -> None:
    await applied(town, 1)
    assert "見つかりませんでした" in await find(town, "例")


async def test_others_do_not_find_what_is_not_theirs(town: Town) -> None:
    await applied(town, 1)
    await town.secretariat.type("承認待ち")
    await town.secretariat.tap(SEARCH)
    await town.secretariat.type("例示")
    assert "承認待ちにはありません（支援機関の確認中）" in await town.secretariat.words()
    await town.expert.follow()
    await town.expert.type("承認待ち")
    assert "例示" not in await town.expert.words()


async def test_many_of_one_name_ask_for_the_number(town: Town) -> None:
    await applied(town, 12)
    assert "受付番号でお探しください" in await find(town, "例示")
