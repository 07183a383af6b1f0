"""The card that hands out an invitation code: big, as a QR picture, and as words to forward."""

from __future__ import annotations

from conversations.edge import Edge
from flex_messages.cards import Button, Card, Copy, Note, Picture, Row
from flex_messages.words import MENU_WORDS, clock, day
from rules.codes import show_code, typed_line
from rules.japan_time import moment


def code_card(edge: Edge, code: str, expires: int) -> Card:
    link = edge.typing_link(typed_line(code))
    until = moment(expires)
    return Card(
        about=MENU_WORDS["invite"],
        title=show_code(code),
        text="この招待コードを、面談をした専門家の方にお渡しください。QRコードを読み取っていただくこともできます。",
        picture=Picture(edge.qr(link), alt="招待のQRコード", fit="fit"),
        rows=(Row("期限", f"{day(until)}\n{clock(until)}まで"), Row("使える回数", "1回")),
        note=Note("期限を過ぎたときや、使えなかったときは、あらためて招待してください。", tone="calm"),
        buttons=(
            Button("案内文をコピー", Copy(_words(code, link, f"{day(until)} {clock(until)}")), "primary"),
            Button("コードをコピー", Copy(show_code(code)), "secondary"),
        ),
        alt="招待コードができました",
    )


def _words(code: str, link: str, until: str) -> str:
    return (
        "専門家登録のご案内です。\n"
        "次のリンクをスマートフォンで開き、友だち追加のあと、入力済みの招待コードを送信してください。\n"
        f"{link}\n"
        f"招待コード: {show_code(code)}（{until}まで）"
    )
