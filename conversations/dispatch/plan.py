"""「派遣予定」: an expert's visits, today's first, then those to come, in pages."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.dispatch.cards import Seen, seen, small
from conversations.dispatch.pages import PAGE, cursor, cursor_of, with_more
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Card, Say, Show, Type
from flex_messages.words import DETAILS, MENU_WORDS, OPEN, day
from rules.japan_time import at, moment
from rules.japan_time import day as day_of
from storage import dispatches
from storage.store import Unit

EXPERTS = ("expert",)
PLAN = MENU_WORDS["plan"]
_NOTHING = Say("これからの派遣の予定はありません。派遣のお願いが届いたら、このLINEでお知らせします。")


async def plan(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: behind which visit the list goes on, "" from this morning on."""
    after = cursor_of(doing.about) or (at(day_of(unit.now), 0) - 1, "")
    found = await dispatches.ahead(unit, doing.person.id, after, PAGE + 1)
    if not found:
        return [_NOTHING]
    cards = [_card(await seen(unit, it), unit.now) for it in found[:PAGE]]
    following = f"{day(moment(found[PAGE].starts))}から" if len(found) > PAGE else ""
    return [Show(with_more(cards, PLAN, following, Act("plan", cursor(found[PAGE - 1])) if following else None))]


def _card(this: Seen, now: int) -> Card:
    it = this.it
    if it.state == "OFFERED":
        return small(this, "expert", PLAN, now, Button(OPEN, Act("open_offer", it.id), "primary"))
    word, today = MENU_WORDS["check_in"], day_of(it.starts) == day_of(now)
    check_in = (Button(word, Type(word), "primary"),) if today and it.state == "SCHEDULED" else ()
    opening = Button(DETAILS, Act("open_dispatch", it.id, it.version), "secondary")
    return small(this, "expert", PLAN, now, *check_in, opening)


ACTIONS = (Action("plan", EXPERTS, plan, opens=True),)
