"""The first words: to whoever adds the account, and to words that nothing else understood."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.events import Followed
from conversations.guest.finding import FIND
from conversations.guest.menus import menu_of
from conversations.guest.redeeming import MALFORMED
from conversations.outgoing import Outgoing, SwitchMenu
from flex_messages.cards import Act, Button, Card, Say, Show
from flex_messages.words import MENU_WORDS
from rules.codes import meant_as_code
from storage.store import Unit

CODE_EXAMPLE = "ABCD-EFGH-JKLM"

_GREETING = Card(
    about="専門家派遣",
    title="ご登録の受付窓口です",
    text="登録には、支援機関との面談でお渡しする招待コードが必要です。お持ちの方は、コードをこのままお送りください。",
    example=CODE_EXAMPLE,
    buttons=(
        Button(MENU_WORDS["code"], Act("code"), "primary"),
        Button(MENU_WORDS["about"], Act("about"), "secondary"),
        Button(MENU_WORDS["contact"], Act("contact")),
    ),
)
_ASK_FOR_CODE = Card(
    about=MENU_WORDS["code"],
    title="招待コードをお送りください",
    text="支援機関がお渡しした12文字のコードです。小文字でも、ハイフンがなくてもかまいません。",
    example=CODE_EXAMPLE,
    buttons=(Button(FIND, Act("find_agency")),),
    size="kilo",
)
_HELP = {
    "guest": "招待コードをお持ちの方は、そのままお送りください。お困りのときは「お問い合わせ」をご利用ください。",
    "applicant": "「プロフィール登録」で続きを、「申請状況」で今の状況をご覧いただけます。",
}
_STAFF_HELP = "ご用件を、下のメニューからお選びください。メニューの言葉をそのまま送っていただいても開きます。"


async def greet(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    menu = SwitchMenu(await menu_of(unit, doing.member))
    if doing.member is None:
        return [menu, Show((_GREETING,))]
    unblocked = isinstance(doing.event.what, Followed) and doing.event.what.unblocked
    words = "おかえりなさい。" if unblocked else "こんにちは。"
    return [menu, Say(f"{words}続きは、下のメニューからお進みください。")]


async def ask_for_code(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Show((_ASK_FOR_CODE,))]


async def otherwise(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """Help instead of silence. What looks like a mistyped code is answered with what one looks like."""
    if doing.member is None and meant_as_code(doing.text):
        return [MALFORMED]
    return [Say(_HELP.get(await menu_of(unit, doing.member), _STAFF_HELP))]


ACTIONS = (
    Action("followed", (), greet, opens=True),
    Action("otherwise", (), otherwise, opens=True),
    Action("code", (), ask_for_code, opens=True),
)
