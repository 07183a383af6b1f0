"""The cards of a report's readers: the decision, the report in full, and the lists.

Decisions stand on the card for good, and again as quick replies, which vanish with the next message.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from conversations.dispatch.cards import NUMBER, Seen, support
from conversations.report.facts import ReportFacts, held
from conversations.report.reading import attached, changes, visit_rows, written
from conversations.report.standing import LISTS, reviewer_of
from conversations.splitting import split
from flex_messages.cards import Act, Button, Card, Note, Open, Row, Section, Show, Status
from flex_messages.words import CONFIRM, DETAILS, INSPECT, MORE, OPEN, RETURN, day, state
from rules import japan_time
from rules.business_days import add_business_days
from rules.ours import REVIEW_DAYS
from rules.registration import Reviewer
from storage.dispatches import Dispatch

REPORT_PDF = "報告書を開く"
NEEDED = Status("要対応", "attention")
OVERDUE = Status("期限切れ", "stop")
DECIDE: dict[Reviewer, tuple[str, str]] = {
    "agency": (CONFIRM, "confirm_report"),
    "secretariat": (INSPECT, "inspect_report"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a report by the body whose turn it is.

    flags: what is out of the ordinary, in words. preview: the file of the report as a document, "" when none is there.
    """

    this: Seen
    body: Reviewer
    now: int
    flags: tuple[str, ...] = ()
    preview: str = ""

    @property
    def it(self) -> Dispatch:
        return self.this.it

    @property
    def facts(self) -> ReportFacts:
        return ReportFacts(self.this, self.now)


def decision(look: Look) -> Show:
    """The card to decide on; after a return, what was mended and nothing else."""
    diff = changes(look.facts)
    card = Card(
        about="差し戻しへの回答" if diff else LISTS[look.body],
        title=look.this.client.name,
        status=_status(look),
        subtitle=f"{len(diff)}項目が直されました" if diff else "",
        rows=() if diff else _rows(look),
        changes=diff,
        note=_note(look),
        buttons=_decisions(look, details=True),
        alt="報告書の確認のお願い",
    )
    return Show((card,), _quick(card.buttons))


def details(look: Look) -> Show:
    """The report in full, with every file; of any length."""
    rows = (*visit_rows(look.it), *written(look.facts))
    card = Card(
        about=DETAILS,
        title=look.this.client.name,
        status=_status(look),
        sections=(Section("", (*_who(look), *rows)), *attached(look.it)),
        note=_note(look),
        buttons=(*_decisions(look, details=False), *_document(look)),
        alt="報告書の内容",
    )
    return Show(split(card), _quick(_decisions(look, details=False)))


def listed(
    looks: list[Look],
    about: str,
    *,
    more: Act | None = None,
    heads: tuple[Card, ...] = (),
    quick: tuple[Button, ...] = (),
) -> Show:
    """Side by side, oldest first. heads: what comes first. more: leads on from the end, None at the last."""
    cards = [*heads, *(_small(look) for look in looks)]
    if more:
        button = Button(MORE, more, "secondary")
        cards.append(Card(about, "続きがあります", text="古い順に表示しています。", buttons=(button,), size="kilo"))
    return Show(tuple(cards), quick)


def done(this: Seen, about: str, words: str, report: str) -> Card:
    """A report that is inspected. report: its file."""
    return Card(
        about=about,
        title=this.client.name,
        status=state("dispatch", this.it.state),
        text=words,
        rows=(Row("専門家", this.expert), Row("日時", held(this.it)), Row(NUMBER, this.it.number)),
        buttons=(Button(REPORT_PDF, Open(f"paper:{report}"), "primary"),),
    )


def head(about: str, title: str, words: str, action: str) -> Card:
    """What is late, in front of a list."""
    button = Button(OPEN, Act(action), "secondary")
    return Card(about, title, OVERDUE, text=words, buttons=(button,), size="kilo")


def _small(look: Look) -> Card:
    it = look.it
    return Card(
        about=LISTS[look.body],
        title=look.this.client.name,
        status=_status(look),
        rows=(
            Row("専門家", look.this.expert),
            Row("日時", held(it)),
            *((Row("確認", "\n".join(look.flags), "attention"),) if look.flags and look.body == "secretariat" else ()),
            Row(NUMBER, it.number),
        ),
        buttons=(Button(OPEN, Act("open_report", it.id, it.version), "primary"),),
        size="kilo",
    )


def _status(look: Look) -> Status:
    by = add_business_days(japan_time.day(look.it.since), REVIEW_DAYS)
    return OVERDUE if japan_time.day(look.now) > by else NEEDED


def _who(look: Look) -> tuple[Row, ...]:
    agency = (Row("支援機関", look.this.agency),) if look.body == "secretariat" else ()
    return (Row("専門家", look.this.expert), *agency, Row("支援", support(look.it)), Row(NUMBER, look.it.number))


def _rows(look: Look) -> tuple[Row, ...]:
    it = look.it
    sent = day(japan_time.day(it.reported))
    by = add_business_days(japan_time.day(it.since), REVIEW_DAYS)
    return (*_who(look), *visit_rows(it), Row("報告日", sent), Row("期限", f"{day(by)}まで"))


def _note(look: Look) -> Note | None:
    return Note("\n".join(look.flags), "ご確認ください") if look.flags else None


def _document(look: Look) -> tuple[Button, ...]:
    return (Button("PDFで見る", Open(f"paper:{look.preview}")),) if look.preview else ()


def _decisions(look: Look, *, details: bool) -> tuple[Button, ...]:
    def act(verb: str) -> Act:
        return Act(verb, look.it.id, look.it.version)

    if reviewer_of(look.it) != look.body:
        return ()
    label, verb = DECIDE[look.body]
    return (
        Button(label, act(verb), "primary"),
        Button(RETURN, act("return_report"), "secondary"),
        *((Button(DETAILS, act("report_details")),) if details else ()),
    )


def _quick(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    return tuple(replace(button, style="link") for button in buttons)
