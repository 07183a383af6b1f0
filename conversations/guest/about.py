"""「制度のご案内」: the programme in our own words, with the date of the words."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.guest.finding import FIND
from conversations.others.menu import OWN_DATA
from conversations.outgoing import Outgoing
from conversations.texts import text
from flex_messages.cards import Act, Button, Card, Show
from flex_messages.words import MENU_WORDS, full_day
from rules.japan_time import date_of
from storage.store import Unit


async def about(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    words = text("about_the_programme")
    return [
        Show(
            (
                Card(
                    about=MENU_WORDS["about"],
                    title=words.title,
                    subtitle=f"{full_day(date_of(words.version))}現在",
                    text=words.words,
                    buttons=(
                        Button(FIND, Act("find_agency"), "secondary"),
                        Button(MENU_WORDS["contact"], Act("contact")),
                        Button(OWN_DATA, Act("own_data")),
                    ),
                ),
            )
        )
    ]


ACTIONS = (Action("about", (), about, opens=True),)
