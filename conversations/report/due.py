"""「報告書」: what an expert still has to report, the oldest visit first, with the days that are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.actions import Action, Doing
from conversations.dispatch.cards import NUMBER, Seen, seen, support
from conversations.outgoing import Outgoing
from conversations.report.facts import EXPERTS, NAME, held
from flex_messages.cards import Act, Button, Card, Note, Row, Say, Show, Status
from flex_messages.words import MENU_WORDS, MORE, day
from rules.report import days_left, due_day
from storage import drafts, reports
from storage.dispatches import Dispatch
from storage.store import Unit

PAGE = 9
ABOUT = MENU_WORDS["report"]
WRITE, GO_ON, MEND_IT = "報告書を書く", "続きを書く", "報告書を直す"
SENT = Button("送った報告書", Act("reports_sent"))
NOTHING = Say("これから書く報告書はありません。支援が終わってチェックアウトすると、ここに表示されます。", (SENT,))


async def due(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: where もっと見る goes on."""
    since, _, id = doing.about.partition(":")
    after = (int(since), id) if since else None
    found = await reports.of_expert(unit, doing.person.id, "CHECKED_OUT", after=after, most=PAGE + 1)
    if not found:
        return [NOTHING]
    cards = [await owed_card(unit, it) for it in found[:PAGE]]
    if len(found) > PAGE:
        last = found[PAGE - 1]
        more = Button(MORE, Act("reports_due", f"{last.since}:{last.id}"), "secondary")
        cards.append(Card(ABOUT, "続きがあります", text="古い順に表示しています。", buttons=(more,), size="kilo"))
    return [Show(tuple(cards), (SENT,))]


async def owed_card(unit: Unit, it: Dispatch) -> Card:
    begun = await drafts.load(unit, it.expert, NAME, it.id) is not None
    return card(await seen(unit, it), unit.now, begun=begun)


def card(this: Seen, now: int, *, begun: bool) -> Card:
    """One report to write. begun: something of it stands in a draft."""
    it = this.it
    label = GO_ON if begun else MEND_IT if it.returned else WRITE
    return Card(
        about=ABOUT,
        title=this.client.name,
        status=status(it, now),
        rows=(
            Row("日時", held(it)),
            Row("支援", support(it)),
            Row("期限", f"{day(due_day(it.since))}まで"),
            Row(NUMBER, it.number),
            *((Row("項目", "、".join(it.returned), "attention"),) if it.returned else ()),
        ),
        note=Note(it.reason, "差し戻しの理由") if it.returned else None,
        buttons=(Button(label, Act("write_report", it.id), "primary"),),
        size="kilo",
        alt=f"{ABOUT}の一覧",
    )


def reminder(this: Seen, now: int, *, begun: bool) -> Card:
    """The same, brought to mind; nothing of it shows on a locked screen."""
    left = days_left(this.it.since, now)
    words = "報告書の期限が過ぎています" if left < 0 else f"報告書の期限まで、あと{left}日です"
    return replace(card(this, now, begun=begun), text=f"{words}。", alt=words)


def status(it: Dispatch, now: int) -> Status:
    """How long there is time, or that it was returned."""
    left = days_left(it.since, now)
    if left < 0:
        return Status("期限切れ", "stop")
    if it.returned:
        return Status("差し戻し", "attention")
    if left == 0:
        return Status("今日まで", "attention")
    return Status(f"あと{left}日", "attention" if left <= 1 else "calm")


ACTIONS = (Action("reports_due", EXPERTS, due, opens=True),)
