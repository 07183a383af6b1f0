"""「役割の切替」: one role at a time. The menu changes with it, and nothing of the other role is offered any more."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.guest.menus import menu_of
from conversations.others.menu import ROLES
from conversations.outgoing import Outgoing, SwitchMenu
from flex_messages.cards import Act, Button, Card, Row, Say, Show
from storage import agencies, audit, drafts, people
from storage.people import Membership
from storage.store import Unit

NAMES = {"expert": "専門家", "agency": "支援機関の担当", "secretariat": "事務局の担当", "auditor": "監査"}


async def roles(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    memberships = doing.person.memberships
    if len(memberships) < 2:
        return [Say("いまお持ちの役割は1つです。切り替える役割はありません。")]
    cards = [await _card(unit, each, active=each == doing.member) for each in memberships]
    return [Show(tuple(cards[:12]))]


async def switch(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """What was being entered waits aside: it belongs to the role that was left."""
    chosen = next((each for each in doing.person.memberships if each.id == doing.about), None)
    if chosen is None:
        return [Say("この役割は、もうお持ちではありません。「役割の切替」からもう一度お選びください。")]
    await people.switch(unit, doing.person.id, chosen.id)
    await drafts.park(unit, doing.person.id)
    before = doing.member.role if doing.member else ""
    await audit.note(
        unit, actor=doing.person.id, action="role.switched", subject=doing.person.id, before=before, after=chosen.role
    )
    name = await where(unit, chosen)
    menu = SwitchMenu(await menu_of(unit, chosen))
    return [menu, Say(f"「{NAMES[chosen.role]}（{name}）」に切り替えました。メニューもこの役割のものになりました。")]


async def where(unit: Unit, member: Membership) -> str:
    """The agency or office a membership belongs to, in words."""
    if member.role == "secretariat":
        return f"{member.office}事務局"
    agency = await agencies.one(unit, member.agency) if member.agency else None
    return agency.name if agency else "中小企業119"


async def _card(unit: Unit, member: Membership, *, active: bool) -> Card:
    button = Button("切り替える", Act("switch_role", member.id), "primary")
    return Card(
        about=ROLES,
        title=NAMES[member.role],
        rows=(Row("所属", await where(unit, member)), *((Row("いま", "この役割です"),) if active else ())),
        buttons=() if active else (button,),
        size="kilo",
    )


ACTIONS = (Action("roles", (), roles, opens=True), Action("switch_role", (), switch))
