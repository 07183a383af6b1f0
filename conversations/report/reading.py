"""A report in the words of a review: what the visit says by itself, what was written, what changed after a return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conversations.report.facts import ReportFacts, held, who
from conversations.report.fields import ASKED
from conversations.reviewing import NOTHING, shown
from flex_messages.cards import Button, Change, Open, Row, Section
from flex_messages.words import OPEN, clock, minutes
from rules.japan_time import moment
from storage.dispatches import Dispatch

VERDICTS = {"near": "近い", "grey": "位置があいまい", "far": "離れている"}
WAYS = {
    "own_phone": "ご自身の端末で確認",
    "signature": "専門家の端末に署名",
    "link": "リンクから確認",
    "phone_call": "電話で確認",
}


def written(facts: ReportFacts) -> tuple[Row, ...]:
    """Every field of the report that was answered."""
    report = facts.it.report
    return tuple(Row(field.name, words) for field in ASKED if (words := shown(field, report, facts)))


def answered(it: Dispatch) -> dict[str, str]:
    """Names of the fields that were asked: what can be returned."""
    return {field.name: field.name for field in ASKED if any(step.name in it.report for step in field.steps)}


def changes(facts: ReportFacts) -> tuple[Change, ...]:
    """The returned fields, before and after; and what else was changed along with them."""
    it = facts.it
    if it.before is None:
        return ()
    former: Mapping[str, Any] = it.before["answers"]
    both = [(f.name, shown(f, former, facts), shown(f, it.report, facts)) for f in ASKED]
    return tuple(
        Change(name, before or NOTHING, after or NOTHING, it.reason if name in it.returned else "")
        for name, before, after in both
        if name in it.returned or before != after
    )


def visit_rows(it: Dispatch) -> tuple[Row, ...]:
    """日時, what check-in and check-out say of the place, what the client stated, breaks."""
    rows = [Row("日時", held(it))]
    if not it.online:
        rows += [
            Row(label, words) for label, words in (("開始の位置", where(it, "in")), ("終了の位置", where(it, "out")))
        ]
    rows.append(Row("事業者", client_words(it)))
    rows.append(Row("休憩", minutes(it.breaks) if it.breaks else NOTHING))
    return tuple(rows)


def where(it: Dispatch, which: str) -> str:
    """近い: the verdict of check-in ("in") or check-out ("out"), 記録なし when there is none."""
    said = it.visit.get(which) or {}
    return VERDICTS.get(said.get("verdict", ""), "記録なし")


def client_words(it: Dispatch) -> str:
    """What the client confirmed: the times, who, and how."""
    if not it.client_confirmed:
        return "確認なし"
    start, end = moment(it.client_starts), moment(it.client_ends)
    lines = [f"{clock(start)}–{clock(end)}", who(it), WAYS.get(it.said.get("how", ""), "")]
    return "\n".join(line for line in lines if line)


def attached(it: Dispatch) -> tuple[Section, ...]:
    """Every file, and the client's signature, to be opened."""
    rows = [Row(f"{n}件目", name, tap=_open(file)) for n, (name, file) in enumerate(files(it), 1)]
    if it.said.get("signature"):
        rows.append(Row("署名", "事業者の署名", tap=_open(it.said["signature"])))
    return (Section("添付", tuple(rows)),) if rows else ()


def _open(file: str) -> Button:
    return Button(OPEN, Open(f"file:{file}"))


def files(it: Dispatch) -> Iterator[tuple[str, str]]:
    """(name as sent or its kind, file id) of every attachment."""
    for each in it.report.get("attachments") or ():
        yield (each["name"] or {"image": "写真", "pdf": "PDF"}[each["kind"]], each["file"])
