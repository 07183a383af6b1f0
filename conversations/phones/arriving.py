"""The code was sent from the new phone: the person goes on there with everything, the old LINE has nothing more."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.guest.menus import menu_of
from conversations.outgoing import Notice, Outgoing, SwitchMenu
from conversations.phones.deciding import moved
from flex_messages.cards import Act, Button, Card, Show
from flex_messages.words import MENU_WORDS
from storage import people, relinks
from storage.people import Person
from storage.relinks import Relink
from storage.store import Unit

WELCOME = "新しいスマホで\nご利用いただけます"


async def arrive(unit: Unit, it: Relink, new: Person) -> Sequence[Outgoing]:
    """new: who redeemed, with no role of their own; from now on theirs is the old LINE account.

    The answer is a push to the person who has moved: a reply that failed would go after the account it came from.
    """
    await people.lock(unit, it.person)
    old = await people.person(unit, it.person)
    await relinks.move(unit, old, new)
    await moved(unit, it, "move", it.person, code_hash="", expires=0)
    active = (await people.person(unit, it.person)).active
    return [
        SwitchMenu("guest", new.id),
        SwitchMenu(await menu_of(unit, active), it.person),
        Notice(it.person, Show((_card(active is not None and active.role == "expert"),))),
    ]


def _card(expert: bool) -> Card:
    buttons = (Button(MENU_WORDS["application"], Act("standing"), "primary"),) if expert else ()
    return Card(
        about="再登録",
        title=WELCOME,
        text="これまでのお手続きは、すべてこのLINEに移りました。前のスマホのLINEからは操作できません。",
        buttons=buttons,
        size="kilo",
        alt="再登録が終わりました",
    )
