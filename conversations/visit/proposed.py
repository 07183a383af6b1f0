"""「訪問先の場所の確認」: the places that visits brought up and nobody has decided on yet, oldest first."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing, Word
from conversations.dispatch.cards import seen, small
from conversations.dispatch.moving import of_our_agency
from conversations.dispatch.pages import PAGE, cursor_of, with_more
from conversations.others.menu import PLACES
from conversations.outgoing import Outgoing
from conversations.visit.learning import AGENCY
from flex_messages.cards import Act, Button, Card, Say, Show
from flex_messages.words import OPEN
from storage import places
from storage.places import Place
from storage.store import Unit

_NONE = Say("確認が必要な場所はありません。")


async def proposed(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: after which place (made:id) the list goes on."""
    assert doing.member is not None
    after = cursor_of(doing.about)
    found = await places.proposed(unit, doing.member.agency or "", doing.person.id, after=after, most=PAGE + 1)
    if not found:
        return [_NONE]
    cards = [await _card(unit, doing, place) for place in found[:PAGE]]
    last = found[PAGE - 1] if len(found) > PAGE else None
    more = Act("proposed_places", f"{last.made}:{last.id}") if last else None
    return [Show(with_more(cards, PLACES, "ほかの場所を表示します。", more))]


async def _card(unit: Unit, doing: Doing, place: Place) -> Card:
    it = await of_our_agency(unit, doing.member, place.dispatch)
    opening = Button(OPEN, Act("open_place", place.id), "primary")
    return small(await seen(unit, it), "agency", PLACES, unit.now, opening)


ACTIONS = (Action("proposed_places", AGENCY, proposed, opens=True),)
WORDS = (Word(PLACES, "proposed_places", AGENCY),)
