"""Canned people, chats, menus and records for the phones page. Names and numbers are examples."""

from __future__ import annotations

from typing import Any

from tests.browser import flex_examples as flex

NOW = 1_795_495_920_000  # 2026-11-24 13:52 in Japan
MINUTE = 60_000
WORDS = ("チェックイン", "チェックアウト", "派遣予定", "報告書", "謝金", "その他")


def people() -> list[dict[str, str]]:
    return [
        {"user": "U1", "name": "試験 太郎", "role": "expert"},
        {"user": "U2", "name": "見本 花子", "role": "agency"},
        {"user": "U3", "name": "例示 一郎", "role": "secretariat"},
    ]


def places() -> list[dict[str, Any]]:
    return [
        {"name": "東京駅", "latitude": 35.681236, "longitude": 139.767125},
        {"name": "サンプル製菓", "address": "見本区1-2-3", "latitude": 35.6824, "longitude": 139.7655},
    ]


def sent(id: str, message: dict[str, Any], at: int = NOW, *, by: str = "bot", read: bool = False) -> dict[str, Any]:
    return {"id": id, "from": by, "at": at, "message": message, "read": read, "unsent": False}


def said(id: str, words: str, at: int = NOW) -> dict[str, Any]:
    return sent(id, {"type": "text", "text": words}, at, by="user", read=True)


def chat(messages: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"friend": "friend", "messages": messages, "quick": None, "menu": None, "loading": False, **more}


def quick(*labels: str) -> list[dict[str, Any]]:
    return [{"type": "action", "action": flex.postback(label)} for label in labels]


def menu() -> dict[str, Any]:
    areas = [
        {
            "bounds": {"x": n % 3 * 833, "y": n // 3 * 843, "width": 833, "height": 843},
            "action": {"type": "message", "label": word, "text": word},
        }
        for n, word in enumerate(WORDS)
    ]
    return {
        "id": "richmenu-1",
        "size": {"width": 2500, "height": 1686},
        "areas": areas,
        "chatBarText": "メニュー",
        "selected": True,
        "picture": "/_line/menus/richmenu-1",
    }


def kinds(url: str) -> list[dict[str, Any]]:
    """One message of each kind that is not Flex."""
    picture = f"{url}/picture"
    actions = [{"type": "message", "label": word, "text": word} for word in ("はい", "いいえ")]
    confirm = {"type": "confirm", "text": "送信してよろしいですか。", "actions": actions}
    place = {"title": "現在地", "address": "見本区サンプル町1-2-3", "latitude": 35.6, "longitude": 139.7}
    mine: list[dict[str, Any]] = [
        {"type": "image", "url": picture},
        {"type": "file", "name": "中小企業診断士登録証.pdf", "size": 482_113},
        {"type": "location", **place},
        {"type": "sticker"},
        {"type": "video", "originalContentUrl": f"{url}/film", "previewImageUrl": picture},
    ]
    return [
        sent("k1", {"type": "image", "originalContentUrl": picture, "previewImageUrl": picture}),
        sent("k2", {"type": "template", "altText": "確認", "template": confirm}),
        *(sent(f"m{n}", message, by="user", read=n < 2) for n, message in enumerate(mine)),
        {**said("k3", "取り消した言葉"), "unsent": True},
    ]


def calendar() -> dict[str, Any]:
    return {
        "type": "datetimepicker",
        "label": "カレンダーから選ぶ",
        "data": "t.day",
        "mode": "date",
        "initial": "2029-03-31",
        "min": "2026-11-24",
    }


def chats() -> dict[str, dict[str, Any]]:
    expert = [
        said("11", "派遣予定", NOW - 6 * MINUTE),
        sent("12", {"type": "text", "text": "派遣予定は3件です。\n日付の近い順にお見せします。"}, NOW - 6 * MINUTE),
        sent("13", flex.visits(), NOW - 6 * MINUTE),
    ]
    agency = [
        sent("21", flex.notice(), NOW - 30 * MINUTE),
        said("22", "開く", NOW - 2 * MINUTE),
        sent("23", flex.approval(), NOW - 2 * MINUTE),
    ]
    secretariat = [
        sent("31", flex.question(calendar()), NOW - MINUTE),
        said("32", "令和11年の3月すえ"),
        sent("33", flex.review()),
    ]
    return {
        "U1": chat(expert, menu=menu()),
        "U2": chat(agency, quick=quick("承認する", "差し戻す", "不承認にする", "くわしく見る")),
        "U3": chat(secretariat, quick=quick("戻る", "あとで続ける")),
    }


def _call(seconds: int, method: str, path: str, status: int, user: str = "", words: str = "") -> dict[str, Any]:
    return {"at": NOW - seconds * 1000, "method": method, "path": path, "status": status, "user": user, "words": words}


LOG = [
    _call(2, "POST", "/v2/bot/message/reply", 200, "U1", "チェックインの確認"),
    _call(20, "POST", "/v2/bot/chat/loading/start", 202, "U1"),
    _call(100, "POST", "/v2/bot/message/reply", 200, "U2", "承認のお願い"),
    _call(330, "POST", "/v2/bot/message/push", 409, "U3", "送信済みのため二重に送らず"),
    _call(331, "POST", "/v2/bot/message/push", 500, "U3", "同じ鍵でもう一度送信"),
    _call(420, "POST", "/v2/bot/richmenu/bulk/link", 202),
]
WEBHOOKS = [
    {
        "at": NOW - 3000,
        "status": 200,
        "kind": "delivery",
        "events": ["E1"],
        "about": [["U1", "postback"]],
        "reason": "",
    },
    {
        "at": NOW - 332_000,
        "status": 0,
        "kind": "redelivery",
        "events": ["E2"],
        "about": [["U1", "message/location"]],
        "reason": "request_timeout",
    },
]


def menu_picture() -> str:
    tiles = "".join(_tile(n, word) for n, word in enumerate(WORDS))
    ground = '<rect width="2500" height="1686" fill="#DDE5E9"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="2500" height="1686">{ground}{tiles}</svg>'


def _tile(n: int, word: str) -> str:
    x, y, fill, ink = n % 3 * 815, n // 3 * 815, "#fff" if n else "#0B6B6B", "#1F2933" if n else "#fff"
    look = f'text-anchor="middle" font-size="100" font-weight="700" font-family="Noto Sans CJK JP" fill="{ink}"'
    ground = f'<rect x="{48 + x}" y="{48 + y}" width="775" height="775" rx="56" fill="{fill}"/>'
    return f'{ground}<text x="{435 + x}" y="{470 + y}" {look}>{word}</text>'


def picture() -> str:
    ground = '<rect width="400" height="300" fill="#8FB3B0"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">{ground}</svg>'
