"""Deeds of a dispatch: an agency asks for the expert of the story, who takes it on. The visit is tomorrow at ten."""

from __future__ import annotations

from tests.whole.story import Deed, agency, expert

CLIENT_GIVEN: tuple[Deed, ...] = (
    agency("tap", "派遣を申請"),
    agency("type", "試験製作所"),
    agency("tap", "見つからない"),
    agency("tap", "個人事業主"),
    agency("tap", "試験製作所"),
    agency("tap", "スキップ"),
    agency("type", "03-1234-5678"),
    agency("type", "見本 花子"),
    agency("tap", "はい"),
    agency("tap", "はい"),
)
CONSULTED: tuple[Deed, ...] = (
    agency("type", "今日"),
    agency("type", "新しい製品の販路について相談がありました。"),
    agency("tap", "入力を終える"),
    agency("type", "販路に詳しい担当者がいないためです。"),
    agency("tap", "入力を終える"),
)
PLACED: tuple[Deed, ...] = (
    agency("tap", "訪問"),
    agency("type", "100-0005"),
    agency("tap", "東京都千代田区丸の内"),
    agency("type", "1-1-1"),
    agency("tap", "スキップ"),
)
CHOSEN: tuple[Deed, ...] = (
    agency("tap", "この専門家を選ぶ"),
    agency("tap", "いいえ"),
    agency("tap", "いいえ"),
    agency("tap", "事業者"),
    agency("tap", "いいえ"),
)


def requested(when: str) -> tuple[Deed, ...]:
    """when: as the agency types it."""
    planned = (agency("type", when), agency("tap", "2時間"), agency("tap", "経営革新"))
    return (*CLIENT_GIVEN, *CONSULTED, *PLACED, *planned, *CHOSEN, agency("tap", "送信する"))


REQUESTED = requested("明日 10:00")
OFFERED: tuple[Deed, ...] = (expert("tap", "開く"),)
ACCEPTED: tuple[Deed, ...] = (*OFFERED, expert("tap", "引き受ける"), expert("tap", "事業者"))
DISPATCHED: tuple[Deed, ...] = (*REQUESTED, *ACCEPTED)
