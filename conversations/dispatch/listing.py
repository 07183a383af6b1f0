"""「派遣一覧」: an agency's dispatches from today on, those of a state, the past ones, and those in doubt."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.dispatch.cards import Seen, seen, small
from conversations.dispatch.pages import PAGE, cursor, cursor_of, with_more
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Card, Say, Show, Status
from flex_messages.words import DETAILS, MENU_WORDS, OPEN, state
from rules.japan_time import at, day
from storage import dispatches
from storage.dispatches import Dispatch
from storage.store import Unit

AGENCIES = ("agency",)
LIST = MENU_WORDS["dispatches"]
SEARCH = Button("名前・受付番号で探す", Act("search_dispatches"))
PAST = Button("これまでの派遣", Act("past_dispatches"))
STATES = ("OFFERED", "SCHEDULED", "DECLINED", "OFFER_EXPIRED", "CHECKED_OUT", "REPORTED", "INSPECTED")
"""Those one looks for by their word."""
_NOTHING = "これからの派遣はありません。新しい派遣は「派遣を申請」から申請できます。"
_DOUBT = "専門家の登録が止まっている派遣"


async def listed(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """From this morning on, in order of time; before them, that some are in doubt. about: where the list goes on."""
    agency, after = _agency(doing), cursor_of(doing.about) or (at(day(unit.now), 0) - 1, "")
    found = await dispatches.of_agency(unit, agency, after, PAGE + 1)
    first = [] if doing.about else await _doubt(unit, agency)
    return await _page(unit, found, first, _NOTHING, Act("dispatches", _last(found)))


async def past(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    before = cursor_of(doing.about) or (at(day(unit.now), 0), "")
    found = await dispatches.past_of_agency(unit, _agency(doing), before, PAGE + 1)
    return await _page(unit, found, [], "これまでの派遣はありません。", Act("past_dispatches", _last(found)))


async def in_state(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: the state, and where its list goes on: "OFFERED 1795489200000:id"."""
    wanted, _, rest = doing.about.partition(" ")
    found = await dispatches.waiting(unit, wanted, agency=_agency(doing), after=cursor_of(rest), most=PAGE + 1)
    last = cursor(found[PAGE - 1], found[PAGE - 1].since) if len(found) > PAGE else ""
    nothing = f"「{state('dispatch', wanted).word}」の派遣はありません。"
    return await _page(unit, found, [], nothing, Act("dispatches_in", f"{wanted} {last}"))


async def in_doubt(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    after = cursor_of(doing.about) or (unit.now, "")
    found = await dispatches.in_doubt(unit, _agency(doing), after, PAGE + 1)
    return await _page(unit, found, [], f"{_DOUBT}はありません。", Act("dispatches_in_doubt", _last(found)))


async def _doubt(unit: Unit, agency: str) -> list[Card]:
    found = await dispatches.in_doubt(unit, agency, (unit.now, ""), PAGE + 1)
    if not found:
        return []
    count = f"{len(found)}件" if len(found) <= PAGE else f"{PAGE}件以上"
    words = "取り消すか、別の専門家に申請してください。"
    opening = Button(OPEN, Act("dispatches_in_doubt"), "secondary")
    title = f"{_DOUBT}が\n{count}あります"
    return [Card(LIST, title, Status("要対応", "attention"), text=words, buttons=(opening,), size="kilo")]


async def _page(unit: Unit, found: list[Dispatch], first: list[Card], nothing: str, more: Act) -> Sequence[Outgoing]:
    if not found and not first:
        return [Say(nothing, quick())]
    cards = [*first, *[_card(await seen(unit, it), unit.now) for it in found[:PAGE]]]
    words = "ほかの派遣を表示します。"
    return [Show(with_more(cards, LIST, words, more if len(found) > PAGE else None), quick())]


def _last(found: list[Dispatch]) -> str:
    return cursor(found[PAGE - 1]) if len(found) > PAGE else ""


def quick() -> tuple[Button, ...]:
    """What else one can look for: repeated by words that may be typed nowhere, so below the list only."""
    states = (Button(state("dispatch", name).word, Act("dispatches_in", name)) for name in STATES)
    return (SEARCH, PAST, *states)


def _card(this: Seen, now: int) -> Card:
    opening = Button(DETAILS, Act("open_dispatch", this.it.id, this.it.version), "secondary")
    return small(this, "agency", LIST, now, opening)


def _agency(doing: Doing) -> str:
    assert doing.member is not None
    return doing.member.agency or ""


ACTIONS = (
    Action("dispatches", AGENCIES, listed, opens=True),
    Action("past_dispatches", AGENCIES, past, opens=True),
    Action("dispatches_in", AGENCIES, in_state, opens=True),
    Action("dispatches_in_doubt", AGENCIES, in_doubt, opens=True),
)
