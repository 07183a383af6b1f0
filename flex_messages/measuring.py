"""What a page says around measuring a place: why it did not work, and what to press on which phone so that it does."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import Final

from flex_messages.bubble import TEMPLATES


def hash_of(script: str) -> str:
    """For a page's Content-Security-Policy: this script and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


SCRIPT: Final = (TEMPLATES / "measure.js").read_text(encoding="utf-8")
SCRIPT_HASH: Final = hash_of(SCRIPT)
LIFF: Final = (TEMPLATES / "liff.js").read_text(encoding="utf-8")
LIFF_HASH: Final = hash_of(LIFF)


@dataclass(frozen=True, slots=True)
class Remedy:
    """where: the phone and what the page was opened in; steps: what to press there, in order."""

    where: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """name: as the script knows it."""

    name: str
    title: str
    text: str
    remedies: tuple[Remedy, ...] = ()


GOING: Final = "位置を測っています。10秒ほどお待ちください。"
WITHOUT_SCRIPT: Final = "このブラウザーでは位置を測れません。LINEに戻り、「位置情報を送る」から現在地をお送りください。"
OTHERWISE: Final = "うまくいかないときは、LINEに戻り、「位置情報を送る」から現在地をお送りいただけます。"

ALLOW: Final = (
    Remedy(
        "iPhone（LINEで開いたとき）",
        (
            "「設定」→「プライバシーとセキュリティ」→「位置情報サービス」をオン",
            "同じ画面の「LINE」→「このAppの使用中」",
            "この画面に戻り、もう一度測る",
        ),
    ),
    Remedy(
        "iPhone（Safari）",
        (
            "「設定」→「プライバシーとセキュリティ」→「位置情報サービス」→「SafariのWebサイト」→「このAppの使用中」",
            "アドレス欄の左の印 →「Webサイトの設定」→「位置情報」→「許可」",
            "この画面に戻り、もう一度測る",
        ),
    ),
    Remedy(
        "Android（LINEで開いたとき）",
        (
            "「設定」→「位置情報」をオン",
            "「設定」→「アプリ」→「LINE」→「権限」→「位置情報」→「アプリの使用中のみ許可」",
            "この画面に戻り、もう一度測る",
        ),
    ),
    Remedy(
        "Android（Chrome）",
        (
            "アドレス欄の左の印 →「権限」→「位置情報」をオン",
            "「設定」→「アプリ」→「Chrome」→「権限」→「位置情報」→「アプリの使用中のみ許可」",
            "この画面に戻り、もう一度測る",
        ),
    ),
)

EXACT: Final = (
    Remedy(
        "iPhone",
        (
            "「設定」→「プライバシーとセキュリティ」→「位置情報サービス」",
            "「LINE」または「SafariのWebサイト」→「正確な位置情報」をオン",
        ),
    ),
    Remedy(
        "Android",
        (
            "「設定」→「位置情報」→「位置情報の精度」をオン",
            "「設定」→「アプリ」→「LINE」または「Chrome」→「権限」→「位置情報」→「正確な位置情報を使用」をオン",
        ),
    ),
)

TROUBLES: Final = (
    Trouble(
        "denied",
        "位置情報の利用が許可されていません",
        "お使いの端末で、次のように許可してください。",
        ALLOW,
    ),
    Trouble(
        "timeout",
        "10秒以内に位置を測れませんでした",
        "窓の近くや屋外で、もう一度お試しください。Wi-Fiをオンにすると、測りやすくなります。",
        EXACT,
    ),
    Trouble(
        "unavailable",
        "位置を測れませんでした",
        "端末の位置情報がオフのようです。次のようにオンにしてください。",
        ALLOW,
    ),
)
