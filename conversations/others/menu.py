"""「その他」: what has no tile of its own, as a card of links; each role sees its own."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.others import unsent
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Card, Show
from flex_messages.words import MENU_WORDS
from storage.store import Unit

ROLES, AWAY, COLLEAGUES = "役割の切替", "不在設定", "担当者の管理"
CHANGES, LEAVE, ROSTER, PHONES = "登録内容の変更", "登録の抹消", "専門家の管理", "スマホを変えた方の再登録"
UNREACHABLE, OWN_DATA, TERMS = "連絡が取れない方", "自分のデータ", "規約"
DECLARING, OFFERS, PLACES = "チェックイン忘れ・訂正", "打診中の派遣", "訪問先の場所の確認"
STAFF = ("agency", "secretariat")


async def others(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    words = "役割、規約、ご自身のデータなどのご用件です。"
    held_back = unsent.note(await unsent.count(unit, doing))
    card = Card(MENU_WORDS["others"], "ご用件をお選びください", text=words, note=held_back, buttons=_links(doing))
    return [Show((card,))]


def _links(doing: Doing) -> tuple[Button, ...]:
    member, role = doing.member, doing.member.role if doing.member else ""
    entries = (
        (MENU_WORDS["application"], "standing", role == "expert"),
        (DECLARING, "begin_declaring", role == "expert"),
        (MENU_WORDS["declarations"], "declarations", role == "agency"),
        (PLACES, "proposed_places", role == "agency"),
        (CHANGES, "change", role == "expert"),
        (ROSTER, "find_expert", role == "secretariat"),
        (OFFERS, "offers", role == "secretariat"),
        (PHONES, "find_expert", role == "agency"),
        (ROLES, "roles", len(doing.person.memberships) > 1),
        (AWAY, "away", role in STAFF),
        (COLLEAGUES, "colleagues", role in STAFF and member is not None and member.head),
        (UNREACHABLE, "unreachable", role in STAFF),
        (OWN_DATA, "own_data", True),
        (TERMS, "terms", True),
        (MENU_WORDS["contact"], "contact", True),
        (LEAVE, "leave", role == "expert"),
    )
    return tuple(Button(label, Act(action), "secondary") for label, action, shown in entries if shown)


ACTIONS = (Action("others", (), others, opens=True),)
