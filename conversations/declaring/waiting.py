"""「申告の確認」: what waits for this member's body, the oldest first; and the way into a declaration for experts."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.declaring.cards import Look, look_at, status
from conversations.declaring.declare import OVER, TITLE, begin
from conversations.declaring.facts import DeclareFacts, declarable, facts_of
from conversations.dispatch.moving import own
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Card, Row, Say, Show
from flex_messages.words import MENU_WORDS, MORE, OPEN, day, state
from rules.declaring import KINDS
from rules.japan_time import moment
from storage import declarations
from storage.declarations import Declaration
from storage.store import Unit

STAFF = ("agency", "secretariat")
PAGE = 9
ABOUT = MENU_WORDS["declarations"]
NOTHING = Say("確認をお待ちの申告は、いまはありません。")
STATES = {"agency": ("CLIENT_CONFIRMED", "DECLARED"), "secretariat": ("AGENCY_APPROVED",)}
"""In the order in which they are shown: what can be approved at once comes first."""


async def waiting(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: "" for the first page, or "STATE:SINCE:ID" of the last one that was shown."""
    cards = await _page(unit, doing)
    return [Show(tuple(cards))] if cards else [NOTHING]


async def following(unit: Unit, doing: Doing) -> list[Outgoing]:
    """After one was decided: the next ones, or nothing."""
    cards = await _page(unit, doing, first=True)
    return [Show(tuple(cards))] if cards else []


async def _page(unit: Unit, doing: Doing, *, first: bool = False) -> list[Card]:
    found = await _found(unit, doing, "" if first else doing.about)
    cards = [_small(await look_at(unit, it)) for it in found[:PAGE] if it.expert != doing.person.id]
    if len(found) > PAGE:
        last = found[PAGE - 1]
        more = Button(MORE, Act("declarations", f"{last.state}:{last.since}:{last.id}"), "secondary")
        text = "お待ちの長い順に表示しています。"
        cards.append(Card(ABOUT, "続きがあります", text=text, buttons=(more,), size="kilo"))
    return cards


async def _found(unit: Unit, doing: Doing, about: str) -> list[Declaration]:
    """One more than fits on a page, if there is one."""
    member = doing.member
    assert member is not None
    states = STATES[member.role]
    at, since, id = (about or f"{states[0]}:-1:").split(":")
    agency, office = (member.agency or "", "") if member.role == "agency" else ("", member.office or "")
    found = await declarations.waiting(unit, at, agency=agency, office=office, after=(int(since), id), most=PAGE + 1)
    for next_ in states[states.index(at) + 1 :]:
        most = PAGE + 1 - len(found)
        found += await declarations.waiting(unit, next_, agency=agency, office=office, most=most)
    return found


def _small(look: Look) -> Card:
    it = look.it
    return Card(
        about=ABOUT,
        title=look.this.client.name,
        status=status(it),
        rows=(
            Row("派遣", day(moment(look.this.it.starts))),
            Row("専門家", look.this.expert),
            Row("内容", KINDS[it.kind]),
        ),
        buttons=(Button(OPEN, Act("open_declaration", it.id), "primary"),),
        size="kilo",
        alt=f"{ABOUT}の一覧",
    )


async def begin_declaring(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: a dispatch, perhaps with the kind ("ID:forgot_out"); "" lists what can be declared."""
    if not doing.about:
        return await _choice(unit, doing)
    id, _, kind = doing.about.partition(":")
    facts = await facts_of(unit, await own(unit, doing.person.id, id), kind)
    if facts.open is not None and not facts.kinds:
        words = f"この派遣の申告（{facts.open.number}）は、いま確認中です。終わりましたら、お知らせします。"
        return [Say(words, quick=(Button("申告を見る", Act("open_declaration", facts.open.id)),))]
    if not facts.kinds or (kind and facts.kind not in facts.kinds):
        return [Say(OVER)]
    return [_begun(facts)]


def _begun(facts: DeclareFacts) -> Outgoing:
    """Where only one thing can be declared, it is not asked."""
    kinds = (facts.kind,) if facts.kind else facts.kinds
    if len(kinds) == 1:
        return begin(facts, kinds[0])
    ways = (Button(KINDS[kind], Act("begin_declaring", f"{facts.it.id}:{kind}"), "secondary") for kind in kinds)
    card = Card(
        TITLE,
        "どのような申告ですか",
        state("dispatch", facts.it.state),
        rows=(Row("派遣", day(moment(facts.it.starts))), Row("支援先", facts.client)),
        buttons=tuple(ways),
        alt=TITLE,
    )
    return Show((card,))


async def _choice(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    found = await declarable(unit, doing.person.id)
    if not found:
        return [Say("申告していただく派遣は、いまはありません。")]
    if len(found) == 1:
        return [_begun(found[0])]
    return [Show(tuple(_visit(facts) for facts in found[:12]))]


def _visit(facts: DeclareFacts) -> Card:
    return Card(
        about=TITLE,
        title=day(moment(facts.it.starts)),
        status=state("dispatch", facts.it.state),
        rows=(Row("支援先", facts.client),),
        buttons=(Button("申告する", Act("begin_declaring", facts.it.id), "primary"),),
        size="kilo",
        alt=f"{TITLE}の一覧",
    )


ACTIONS = (
    Action("declarations", STAFF, waiting, opens=True),
    Action("begin_declaring", ("expert",), begin_declaring, opens=True),
)
