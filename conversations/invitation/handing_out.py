"""The card that hands out an invitation code: big, as a QR picture, and as words to forward."""

from __future__ import annotations

from urllib.parse import quote

from flex_messages.cards import Button, Card, Copy, Note, Picture, Row
from flex_messages.words import MENU_WORDS, clock, day
from rules.codes import show_code, typed_line
from rules.japan_time import moment


def typing_link(account: str, words: str) -> str:
    """Opens the account's chat with these words typed already (phones only)."""
    return f"https://line.me/R/oaMessage/{quote(account, safe='')}/?{quote(words, safe='')}"


def code_card(account: str, code: str, expires: int) -> Card:
    """account: "" while the account's own id is not known; the code alone is enough then."""
    link = typing_link(account, typed_line(code)) if account else ""
    until = f"{day(moment(expires))} {clock(moment(expires))}"
    return Card(
        about=MENU_WORDS["invite"],
        title=show_code(code),
        text="この招待コードを、面談をした専門家の方にお渡しください。",
        picture=Picture(f"qr:{link}", alt="招待のQRコード", fit="fit") if link else None,
        rows=(Row("期限", until.replace(" ", "\n") + "まで"), Row("使える回数", "1回")),
        note=Note("期限を過ぎたときや、使えなかったときは、あらためて招待してください。", tone="calm"),
        buttons=(
            Button("案内文をコピー", Copy(_words(code, link, until)), "primary"),
            Button("コードをコピー", Copy(show_code(code)), "secondary"),
        ),
        alt="招待コードができました",
    )


def _words(code: str, link: str, until: str) -> str:
    opening = f"次のリンクをスマートフォンで開くと、コードが入力された画面になります。\n{link}\n" if link else ""
    return (
        "専門家登録のご案内です。\n"
        f"{opening}LINE公式アカウントを友だちに追加して、招待コードを送信してください。\n"
        f"招待コード {show_code(code)}（{until}まで）"
    )
