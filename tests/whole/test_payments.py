"""Money through the chat: held, mended, handed to the bank once, fetched once, paid with a statement."""

from __future__ import annotations

import asyncio
import io
import zipfile

import pytest

from conversations.money.handing import hand_over
from rules import zengin
from storage import payments, transfers
from storage.store import Unit
from tests.whole.appointing import settled
from tests.whole.conftest import Town
from tests.whole.paying import BOOK_CHECKED, BOOK_SENT, HANDED_OVER, PAID, SETTLED, fetched, inspected, link
from tests.whole.phone import actions
from tests.whole.story import APPOINTED, STORY, play


@pytest.fixture
async def appointed(town: Town) -> Town:
    """An expert with a letter, whose acceptance is there."""
    for deed in (*STORY, *APPOINTED):
        await deed(town)
        await settled(town)
    return town


async def test_the_expert_reads_the_sum_and_mends_what_holds_it(appointed: Town) -> None:
    await inspected(appointed)
    await appointed.expert.tap("謝金")
    words = await appointed.expert.words()
    for said in ("13,200円", "支払保留", "通帳の写真をお待ちしています", "試験製作所"):
        assert said in words
    await appointed.expert.tap("くわしく見る")
    words = await appointed.expert.words()
    for said in ("2時間49分", "−19分", "2時間30分", "2,640円 × 5"):
        assert said in words
    await play(appointed, *BOOK_SENT, *BOOK_CHECKED)
    assert "支払対象" in await appointed.secretariat.words()
    await appointed.expert.tap("謝金")
    assert "支払対象" in await appointed.expert.words()


async def test_a_file_for_the_bank_opens_once_and_says_what_the_ledger_says(appointed: Town) -> None:
    await inspected(appointed)
    await inspected(appointed, minutes=60, days_ago=2, client="見本商店")
    await play(appointed, *BOOK_SENT, *BOOK_CHECKED, *HANDED_OVER)
    address = await link(appointed.secretariat, "全銀ファイル")
    status, data = await fetched(appointed, address)
    assert status == 200
    parsed = zengin.parse(data)
    assert (parsed.count, parsed.total) == (2, 13200 + 5280)
    assert {line.account.number for line in parsed.lines} == {"1234567"}
    assert (await fetched(appointed, address))[0] == 410
    status, table = await fetched(appointed, await link(appointed.secretariat, "CSVファイル"))
    assert status == 200
    assert table.startswith(b"\xef\xbb\xbf")
    assert "試験 太郎" in table.decode("utf-8-sig")
    status, book = await fetched(appointed, await link(appointed.secretariat, "Excelファイル"))
    assert status == 200
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(book)).namelist()
    await appointed.secretariat.tap("支払い")
    assert "お支払いできる謝金は" in await appointed.secretariat.words()


async def test_paid_brings_a_statement_to_the_chat(appointed: Town) -> None:
    await inspected(appointed)
    await play(appointed, *PAID)
    await settled(appointed)
    assert "謝金をお振り込みしました" in await appointed.expert.words()
    status, paper = await fetched(appointed, await link(appointed.expert, "支払明細を開く"))
    assert (status, paper[:5]) == (200, b"%PDF-")
    await appointed.expert.tap("謝金")
    assert "振込済み" in await appointed.expert.words()


async def test_what_the_bank_returns_is_mended_and_paid_again(appointed: Town) -> None:
    await inspected(appointed)
    await play(appointed, *BOOK_SENT, *BOOK_CHECKED, *HANDED_OVER)
    clerk, expert = appointed.secretariat, appointed.expert
    await clerk.tap("支払い")
    await clerk.tap("振込データの一覧")
    await clerk.tap("振込不能を記録する")
    await clerk.tap("口座番号が違う")
    await clerk.tap(next(words for words in await _choices(appointed) if "試験 太郎" in words))
    await clerk.tap("振込不能を記録する")
    assert "お振込みが" in await expert.words()
    await expert.tap("開く")
    assert "振込不能" in await expert.words()
    await play(appointed, *BOOK_SENT)
    await clerk.tap("支払い")
    await clerk.tap("振込不能を見る")
    await clerk.tap("くわしく見る")
    await clerk.tap("口座を確認する")
    await clerk.tap("口座を確認しました")
    await play(appointed, *HANDED_OVER, *SETTLED)
    await settled(appointed)
    assert "謝金をお振り込みしました" in await expert.words()
    kept, lines = await appointed.store.look(_books)
    assert kept == sum(lines) == 13200


async def _choices(town: Town) -> list[str]:
    chat = await town.secretariat.chat()
    return [words for message in chat["messages"][-3:] for _, words in actions(message["message"])]


async def _books(unit: Unit) -> tuple[int, list[int]]:
    """What the ledger says was paid, and what stands on transfers that the bank did not return."""
    paid = [it.net async for it in payments.every(unit, "2000-01-01", "2100-01-01") if it.state in ("EXPORTED", "PAID")]
    yen: list[int] = []
    for office in ("関東",):
        for one in await transfers.of_office(unit, office, most=100):
            yen += [line.yen for line in await transfers.lines(unit, one.id) if line.outcome != "returned"]
    return sum(paid), yen


async def test_two_clerks_at_once_hand_each_visit_over_once(appointed: Town) -> None:
    await inspected(appointed)
    await play(appointed, *BOOK_SENT, *BOOK_CHECKED)
    await asyncio.gather(*(inspected(appointed, minutes=60, days_ago=n, client=f"見本{n}") for n in range(2, 12)))
    made = await asyncio.gather(
        *(appointed.store.do(lambda unit: hand_over(unit, "関東", "operator", "2026-12-01")) for _ in range(5))
    )
    assert sum(transfer.count for transfer, _ in made if transfer is not None) == 11
    kept, lines = await appointed.store.look(_books)
    assert kept == sum(lines) == 13200 + 10 * 5280
