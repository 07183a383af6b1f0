"""The cards of 「スマホを変えた方の再登録」: for the secretariat who decides, and for the code that is handed out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from conversations.approval.cards import NEEDED
from conversations.invitation.handing_out import typing_link
from conversations.others.menu import PHONES
from flex_messages.cards import Act, Button, Card, Copy, Note, Picture, Row, Show
from flex_messages.words import APPROVE, OPEN, REJECT, clock, day, state, to
from rules import japan_time
from rules.codes import show_code, typed_line
from rules.japan_time import moment
from storage.relinks import Relink

TITLE = PHONES
NEW_CODE = "コードを表示"
STOP = "再登録を取りやめる"


@dataclass(frozen=True, slots=True)
class PhoneLook:
    """starter: the name of who has seen them. looking: the colleague who has it open, "" when nobody."""

    it: Relink
    starter: str
    looking: str = ""


def decision(look: PhoneLook) -> Show:
    it = look.it

    def act(verb: str) -> Act:
        return Act(verb, it.id, it.version)

    buttons = (Button(APPROVE, act("approve_phone"), "primary"), Button(REJECT, act("reject_phone"), "stop"))
    lines = ["コードが使われると、いまのLINEからは何も操作できなくなります。"]
    if look.looking:
        lines.append(f"{look.looking}が確認中です。")
    card = Card(
        about=TITLE,
        title=to(it.name),
        status=NEEDED,
        text="新しいLINEに、登録と進行中のお手続きを移すお願いです。",
        rows=(
            Row("確認した方", look.starter),
            Row("本人の確認", it.reason),
            Row("申請日", day(japan_time.day(it.submitted))),
        ),
        note=Note("\n".join(lines), "ご確認ください"),
        buttons=buttons,
        alt="再登録の承認のお願い",
    )
    return Show((card,), tuple(replace(button, style="link") for button in buttons))


def small(look: PhoneLook) -> Card:
    """For the list."""
    it = look.it
    note = Note(f"{look.looking}が確認中です。", tone="calm") if look.looking else None
    opening = Button(OPEN, Act("open_phone", it.id, it.version), "primary")
    rows = (Row("申請日", day(japan_time.day(it.submitted))),)
    return Card(TITLE, to(it.name), NEEDED, rows=rows, note=note, buttons=(opening,), size="kilo")


def approved(it: Relink) -> Card:
    """For who started it: the code comes on the tap."""
    return Card(
        about=TITLE,
        title=to(it.name),
        status=state("relink", it.state),
        text="承認されました。ご本人の前でコードを表示して、新しいスマホのLINEから送信していただいてください。",
        buttons=(
            Button(NEW_CODE, Act("phone_code", it.id, it.version), "primary"),
            Button(STOP, Act("stop_phone", it.id, it.version)),
        ),
        size="kilo",
        alt="再登録が承認されました",
    )


def code_card(account: str, code: str, it: Relink) -> Card:
    """account: "" while the account's own id is not known; the code alone is enough then."""
    link = typing_link(account, typed_line(code)) if account else ""
    until = f"{day(moment(it.expires))} {clock(moment(it.expires))}"
    return Card(
        about=TITLE,
        title=show_code(code),
        text=f"{to(it.name)}の新しいスマホで、このコードを送信していただいてください。ほかの方にはお渡しにならないでください。",
        picture=Picture(f"qr:{link}", alt="再登録のQRコード", fit="fit") if link else None,
        rows=(Row("期限", until.replace(" ", "\n") + "まで"), Row("使える回数", "1回")),
        note=Note("もう一度表示すると新しいコードになり、前のコードは使えなくなります。", tone="calm"),
        buttons=(Button("コードをコピー", Copy(show_code(code)), "primary"),),
        alt="再登録のコードができました",
    )
