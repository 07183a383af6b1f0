"""Deeds of a report: written in the chat after the visit, returned and mended, confirmed by the agency, inspected."""

from __future__ import annotations

from tests.whole.story import Deed, agency, expert, files, secretariat

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
