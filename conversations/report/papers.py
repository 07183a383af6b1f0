"""The report as a document: a copy once it is sent, the document itself once it is inspected. It goes to the expert."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.dispatch.cards import NUMBER, Seen, seen
from conversations.outgoing import Notice, Outgoing
from conversations.papers import Kept, Order, Paper
from conversations.report import document
from conversations.report.cards import REPORT_PDF
from conversations.report.facts import ReportFacts, held
from conversations.undrawable import tell_office
from flex_messages.cards import Act, Button, Card, Open, Picture, Row, Show
from flex_messages.words import MENU_WORDS, OPEN, state
from storage import dispatch_files, dispatches, files
from storage.dispatches import Dispatch
from storage.store import Unit

SENT = ("REPORTED", "AGENCY_CONFIRMED")


async def report_order(unit: Unit, about: str) -> Order | None:
    """None when there is nothing to do any more: made, or the expert is erased."""
    it = await _inspected(unit, about)
    if it is None or await dispatch_files.newest(unit, about, "report"):
        return None
    return await _order(unit, it, copy=False)


async def preview_order(unit: Unit, about: str) -> Order | None:
    """None when it was returned or inspected meanwhile."""
    it = await dispatches.one(unit, about)
    return await _order(unit, it, copy=True) if it is not None and it.state in SENT else None


async def _order(unit: Unit, it: Dispatch, *, copy: bool) -> Order | None:
    this = await seen(unit, it)
    return await document.order(unit, ReportFacts(this, unit.now), copy=copy) if this.expert else None


async def _inspected(unit: Unit, about: str) -> Dispatch | None:
    it = await dispatches.one(unit, about)
    return it if it is not None and it.state == "INSPECTED" else None


async def report_kept(unit: Unit, about: str, kept: Kept) -> Sequence[Outgoing]:
    await dispatch_files.add(unit, about, kept.pdf, "report")
    await dispatch_files.add(unit, about, kept.png, "picture")
    it = await dispatches.one(unit, about)
    assert it is not None
    return [Notice(it.expert, Show((report_card(await seen(unit, it), kept.pdf, kept.png),)))]


async def preview_kept(unit: Unit, about: str, kept: Kept) -> Sequence[Outgoing]:
    """Nobody is called: it lies behind くわしく見る. It takes the place of an earlier one, and needs no picture."""
    if former := await dispatch_files.newest(unit, about, "preview"):
        await files.drop(unit, former)
    await files.drop(unit, kept.png)
    await dispatch_files.add(unit, about, kept.pdf, "preview")
    return ()


def report_card(this: Seen, pdf: str, png: str) -> Card:
    it = this.it
    return Card(
        about=MENU_WORDS["report"],
        title="検収が終わりました",
        status=state("dispatch", it.state),
        picture=Picture(f"paper:{png}", alt="支援実施報告書", ratio="210:297", fit="fit"),
        rows=(Row("支援先", this.client.name), Row("日時", held(it)), Row(NUMBER, it.number)),
        text="支援実施報告書ができました。",
        buttons=(Button(REPORT_PDF, Open(f"paper:{pdf}"), "primary"),),
        alt="報告書の検収が終わりました",
    )


async def cannot_be_made(unit: Unit, about: str, characters: str) -> Sequence[Outgoing]:
    """Told to the office: somebody has to write the name in another way, or to add a font."""
    it = await _inspected(unit, about)
    if it is None:
        return ()
    return await tell_office(
        unit,
        it.office,
        characters,
        about=MENU_WORDS["inspection"],
        rows=(Row(NUMBER, it.number),),
        but=it.expert,
        button=Button(OPEN, Act("open_report", it.id), "secondary"),
    )


PAPERS = (
    Paper("report", report_order, report_kept, cannot_be_made),
    Paper("report_preview", preview_order, preview_kept, cannot_be_made),
)
