"""Deeds of a report: written in the chat after the visit, returned and mended, confirmed by the agency, inspected."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from storage import dispatches
from storage.dispatches import Dispatch
from storage.store import Store, Unit
from tests.whole.changing import settle_in
from tests.whole.story import Deed, agency, expert, files, secretariat
from tests.whole.visiting import HOUR, due

SAID = {"name": "見本 花子", "post": "head", "how": "own_phone", "receipt": "1001"}

BEGUN: tuple[Deed, ...] = (
    expert("tap", "報告書"),
    expert("tap", "報告書を書く"),
    expert("tap", "代表者 見本 花子様"),
    expert("type", "主力の製品の販路を広げたい。"),
    expert("type", "卸先を増やしたい。"),
    expert("type", "入力を終える"),
)
WRITTEN: tuple[Deed, ...] = (
    *BEGUN,
    expert("type", "販売先ごとの利益を整理した。"),
    expert("type", "以上"),
    expert("type", "卸先に偏っていることが分かった。"),
    expert("type", "以上"),
    expert("type", "直売の割合を上げること。"),
    expert("type", "以上"),
    expert("tap", "日程を調整しています"),
    files("teal", "navy"),
    expert("tap", "入力を終える"),
)
REPORTED: tuple[Deed, ...] = (*WRITTEN, expert("tap", "送信する"))
RETURNED: tuple[Deed, ...] = (
    agency("tap", "開く"),
    agency("tap", "差し戻す"),
    agency("type", "成果"),
    agency("tap", "次へ"),
    agency("tap", "内容が足りない"),
)
MENDED: tuple[Deed, ...] = (
    expert("tap", "報告書"),
    expert("tap", "報告書を直す"),
    expert("type", "卸先2社に売上の8割が偏っていることが分かった。"),
    expert("type", "以上"),
    expert("tap", "送信する"),
)
CONFIRMED: tuple[Deed, ...] = (
    agency("tap", "報告の確認"),
    agency("tap", "開く"),
    agency("tap", "くわしく見る"),
    agency("tap", "確認する"),
)
INSPECTED: tuple[Deed, ...] = (secretariat("tap", "検収"), secretariat("tap", "開く"), secretariat("tap", "検収する"))
REPORT: tuple[Deed, ...] = (*REPORTED, *RETURNED, *MENDED, *CONFIRMED, *INSPECTED)


async def visit_ended(store: Store, user: str, agent: str) -> str:
    """A registered expert has just come from two hours at a client's, who confirmed them; the dispatch's id."""
    await settle_in(store, user)
    id = await due(store, user, agent)

    async def work(unit: Unit) -> str:
        it = await dispatches.one(unit, id)
        assert it is not None
        await dispatches.save(unit, _ended(it, unit.now))
        return id

    return await store.do(work)


def _ended(it: Dispatch, now: int) -> Dispatch:
    begun = now - 2 * HOUR
    times: dict[str, Any] = {"checked_in": begun, "checked_out": now, "client_starts": begun, "client_ends": now}
    visit = {"in": {"verdict": "near"}, "out": {"verdict": "grey"}}
    return replace(it, state="CHECKED_OUT", since=now, client_confirmed=now, said=SAID, visit=visit, **times)
