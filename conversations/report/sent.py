"""「送った報告書」: an expert's reports on their way and inspected, the newest first, each with its document."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.dispatch.cards import NUMBER, seen
from conversations.outgoing import Outgoing
from conversations.report.cards import REPORT_PDF
from conversations.report.facts import EXPERTS, held
from flex_messages.cards import Act, Button, Card, Open, Row, Say, Show
from flex_messages.words import MENU_WORDS, MORE, day, state
from rules import japan_time
from storage import dispatch_files, reports
from storage.dispatches import Dispatch
from storage.store import Unit

PAGE = 9
ABOUT = MENU_WORDS["report"]
COPY_PDF = "控えを開く"
_NOTHING = Say("お送りいただいた報告書は、まだありません。")


async def sent(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: where もっと見る goes on."""
    starts, _, id = doing.about.partition(":")
    before = (int(starts), id) if starts else None
    found = await reports.sent(unit, doing.person.id, before=before, most=PAGE + 1)
    if not found:
        return [_NOTHING]
    cards = [await _card(unit, it) for it in found[:PAGE]]
    if len(found) > PAGE:
        last = found[PAGE - 1]
        more = Button(MORE, Act("reports_sent", f"{last.starts}:{last.id}"), "secondary")
        cards.append(Card(ABOUT, "続きがあります", text="新しい順に表示しています。", buttons=(more,), size="kilo"))
    return [Show(tuple(cards))]


async def _card(unit: Unit, it: Dispatch) -> Card:
    this = await seen(unit, it)
    report, copy = await dispatch_files.newest(unit, it.id, "report"), ""
    if not report:
        copy = await dispatch_files.newest(unit, it.id, "preview")
    papers = ((REPORT_PDF, report), (COPY_PDF, copy))
    return Card(
        about=ABOUT,
        title=this.client.name,
        status=state("dispatch", it.state),
        rows=(Row("日時", held(it)), Row("報告日", day(japan_time.day(it.reported))), Row(NUMBER, it.number)),
        buttons=tuple(Button(label, Open(f"paper:{file}"), "secondary") for label, file in papers if file),
        size="kilo",
        alt=f"{ABOUT}の一覧",
    )


ACTIONS = (Action("reports_sent", EXPERTS, sent, opens=True),)
