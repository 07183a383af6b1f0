"""An auditor through HTTP: invited for some days, reads a visit with its papers, and is shown out by the clock."""

from __future__ import annotations

from functools import partial

from bot.commands.operate import invite
from storage import audit
from tests.whole.appointing import opened, settled
from tests.whole.calendar import advance
from tests.whole.conftest import Town
from tests.whole.phone import Phone
from tests.whole.reporting import REPORT, visit_ended
from tests.whole.story import play


async def auditor(town: Town, days: int) -> Phone:
    code = await town.store.do(partial(invite, role="auditor", days=days))
    phone = town.phone(town.stage.line.add("監査 一子", "監査", friend=True))
    await phone.type(code)
    await phone.type("監査　一子")
    await phone.tap("スキップ")
    assert "メニューの「監査」" in await phone.words()
    return phone


async def test_an_auditor_reads_a_visit_from_the_request_to_the_paper_and_then_no_more(town: Town) -> None:
    await visit_ended(town.store, town.stage.expert, town.stage.agency)
    await town.expert.follow()
    await play(town, *REPORT)
    await settled(town)
    phone = await auditor(town, 5)
    await phone.tap("監査")
    await phone.tap("新しい順に見る")
    await phone.tap("開く")
    said = await phone.words()
    for words in ("試験 太郎", "見本 花子", "例示 一郎", "卸先2社に売上の8割が偏っていることが分かった。", "検収"):
        assert words in said, words
    assert "支援実施報告書" in await opened(town, phone, "報告書を開く")
    await phone.tap("1件目 写真 開く")
    for word in ("検収", "支払い", "承認待ち", "報告の確認"):
        await phone.type(word)
        assert "要対応" not in await phone.words(), word
    await advance(town, 5 * 24 + 1)
    assert "監査の期間が終わりました" in await phone.last()
    menu = (await phone.chat())["menu"]
    assert "監査" not in [area["action"].get("displayText") for area in menu["areas"]]
    await phone.type("監査")
    assert "派遣の記録" not in await phone.words()
    assert await town.store.look(audit.verify) is None
