"""Guests through HTTP: agencies by prefecture, and codes that nobody guesses."""

from __future__ import annotations

import pytest

from rules.codes import hash_code
from rules.offices import OFFICES
from storage import agencies, invitations
from storage.store import Unit
from tests.whole.calendar import MONDAY, advance, turn_to
from tests.whole.conftest import Town
from tests.whole.story import CODE, INVITED, play

WRONG = "この招待コードは確認できませんでした"
LOCKED = "までお待ちください"


def a_code(n: int) -> str:
    return f"ABCD-EFGH-JKL{'ABCDEFGHJKLM'[n]}"


async def guess(town: Town, n: int) -> str:
    await town.expert.type(f"招待コード {a_code(n)}")
    return await town.expert.words()


async def test_five_wrong_codes_lock_for_an_hour_by_the_clock_also_for_a_good_one(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await play(town, *INVITED[:3])
    good = CODE.search(await town.agency.words())
    assert good
    await town.expert.follow()
    answers = [await guess(town, n) for n in range(4)]
    assert all(WRONG in answer for answer in answers)
    assert "11:00までお待ちください" in await guess(town, 4)
    await town.expert.type(good[0])
    assert LOCKED in await town.expert.words()
    await advance(town, 0.98)
    await town.expert.type(good[0])
    assert LOCKED in await town.expert.words()
    await advance(town, 0.03)
    await town.expert.type(good[0])
    assert "ご用意いただくもの" in await town.expert.words()


async def test_slow_guesses_do_not_lock(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await town.expert.follow()
    for n in range(8):
        assert WRONG in await guess(town, n)
        await advance(town, 4 / 60)


async def test_unknown_used_and_expired_codes_are_answered_alike(town: Town) -> None:
    await turn_to(town, MONDAY, 10)

    async def issue(unit: Unit) -> None:
        [agency] = await agencies.all(unit)
        for n, expires in ((1, unit.now + 86_400_000), (2, unit.now)):
            code = hash_code(a_code(n).replace("-", ""))
            await invitations.add(unit, code, role="expert", agency=agency.id, expires=expires)

    await town.store.do(issue)
    await town.agency.type(a_code(1))
    await town.expert.follow()
    unknown, used, expired = [await guess(town, n) for n in (0, 1, 2)]
    assert WRONG in unknown
    assert unknown == used == expired


async def test_the_agencies_of_a_prefecture_are_found_with_their_kind(town: Town) -> None:
    async def settle(unit: Unit) -> None:
        for n in range(11):
            await agencies.add(unit, f"見本商工会{n:02}", "SHOKOKAI", "大阪府", can_dispatch=False)

    await town.store.do(settle)
    await town.expert.follow()
    for tap in ("制度のご案内", "支援機関を探す", "近畿", "大阪府"):
        await town.expert.tap(tap)
    first = await town.expert.words()
    assert "11機関" in first
    assert "商工会 見本商工会00" in first
    assert "見本商工会10" not in first
    await town.expert.tap("もっと見る")
    assert "見本商工会10" in await town.expert.words()
    await town.expert.tap("招待コードを入力")
    for tap in ("支援機関を探す", "関東", "東京都"):
        await town.expert.tap(tap)
    assert "商工会議所 サンプル商工会議所" in await town.expert.words()


@pytest.mark.parametrize("area", OFFICES)
async def test_every_prefecture_of_the_country_is_there(town: Town, area: str) -> None:
    await town.expert.follow()
    prefectures = OFFICES[area].prefectures
    for prefecture in prefectures:
        await town.expert.tap("制度のご案内")
        await town.expert.tap("支援機関を探す")
        await town.expert.tap(area)
        if len(prefectures) > 1:
            await town.expert.tap(prefecture)
        assert prefecture in await town.expert.words()
