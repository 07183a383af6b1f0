"""The cards of a change for those who decide: before → after and nothing else. Files that are new can be opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conversations.approval.cards import NEEDED, OVERDUE, quick
from conversations.approval.reading import BY_NAME, words_for
from conversations.changes.fields import TITLE, merged
from conversations.registration.address import office_for
from conversations.registration.chapters import ACCOUNT
from conversations.registration.facts import ProfileFacts
from conversations.registration.person import full
from conversations.registration.standing import answer_by
from conversations.registration.transfer import other_holder
from conversations.reviewing import NOTHING
from conversations.splitting import split
from flex_messages.cards import Act, Button, Card, Note, Open, Row, Section, Show, Status
from flex_messages.cards import Change as Line
from flex_messages.words import APPROVE, DETAILS, OPEN, REJECT, RETURN, day, to
from rules import japan_time
from rules.registration import reviewer_of
from rules.who_sees import sees
from storage.changes import Change
from storage.registrations import Registration

MARK = "変更の承認"


@dataclass(frozen=True, slots=True)
class ChangeLook:
    """One look at a change of a registration. looking: the colleague who has it open, "" when nobody."""

    it: Change
    of: Registration
    facts: ProfileFacts
    looking: str = ""

    @property
    def body(self) -> str:
        """Whose turn it is sees it."""
        return reviewer_of(self.it.state) or "agency"

    @property
    def after(self) -> dict[str, Any]:
        return merged(self.of.profile, self.it.fields, self.it.answers)

    @property
    def was(self) -> dict[str, Any]:
        return merged(self.of.profile, self.it.fields, self.it.was)


def decision(look: ChangeLook) -> Show:
    card = _card(look, "changes", (*_decisions(look.it, details=_more(look)),))
    return Show(split(card), quick(card.buttons))


def details(look: ChangeLook) -> Show:
    """Before → after in full, and every new file."""
    card = _card(look, "details", (*_decisions(look.it, details=False),))
    files = _files(look)
    cards = (*split(card), *((Card(MARK, "送られたファイル", sections=files),) if files else ()))
    return Show(cards, quick(card.buttons))


def small(look: ChangeLook) -> Card:
    """For the list."""
    it = look.it
    rows = [
        Row("項目", "、".join(it.fields)),
        Row("期限", f"{day(answer_by(it))}まで"),
        Row("受付番号", look.of.receipt),
    ]
    note = Note(f"{look.looking}が確認中です。", tone="calm") if look.looking else None
    opening = Button(OPEN, Act("open_change", it.id, it.version), "primary")
    return Card(MARK, _named(look), _status(look), rows=tuple(rows), note=note, buttons=(opening,), size="kilo")


def _card(look: ChangeLook, where: str, buttons: tuple[Button, ...]) -> Card:
    it = look.it
    rows = [Row("申請日", day(japan_time.day(it.submitted))), Row("期限", f"{day(answer_by(it))}まで")]
    if look.body == "secretariat":
        rows.append(Row("支援機関", f"{look.facts.agency}{'（承認済み）' if it.agency_decided else ''}"))
    rows.append(Row("受付番号", look.of.receipt))
    return Card(
        about=MARK,
        title=_named(look),
        status=_status(look),
        subtitle=f"{TITLE} {len(it.fields)}項目",
        rows=tuple(rows),
        changes=tuple(_lines(look, f"{look.body}_{where}")),
        note=_note(look),
        buttons=buttons,
        alt="変更の承認のお願い",
    )


def _lines(look: ChangeLook, situation: str) -> Iterator[Line]:
    was, after = look.was, look.after
    for name in look.it.fields:
        if sees(name, situation) == "hidden":
            continue
        before, now = (words_for(BY_NAME[name], said, look.facts, situation) for said in (was, after))
        reason = look.it.reason if name in look.it.returned else ""
        yield Line(name, before or NOTHING, now or NOTHING, reason)


def _note(look: ChangeLook) -> Note | None:
    lines = []
    office = office_for(look.after)
    if "郵便番号" in look.it.fields and office and office != look.of.office:
        lines.append(f"承認すると、担当が{office}の事務局に移ります。進行中のお手続きも一緒に移ります。")
    if ACCOUNT in look.it.fields and look.body == "secretariat" and other_holder(look.after):
        lines.append("口座名義がフリガナと異なります。ご本人の口座かご確認ください。")
    if look.looking:
        lines.append(f"{look.looking}が確認中です。")
    return Note("\n".join(lines), "ご確認ください") if lines else None


def _status(look: ChangeLook) -> Status:
    return OVERDUE if look.facts.today > answer_by(look.it) else NEEDED


def _named(look: ChangeLook) -> str:
    return to(full(look.of.profile, "name"))


def _more(look: ChangeLook) -> bool:
    """Whether there is more to see than on the card: files, or a field that is masked there."""
    masked = any(_sight(look, name, "changes") != _sight(look, name, "details") for name in look.it.fields)
    return masked or bool(_files(look))


def _sight(look: ChangeLook, name: str, where: str) -> str:
    return sees(name, f"{look.body}_{where}")


def _files(look: ChangeLook) -> tuple[Section, ...]:
    found = [pair for name in look.it.fields for pair in _new_files(look, name)]
    rows = [Row(f"{n}件目", field, tap=Button(OPEN, Open(f"file:{file}"))) for n, (field, file) in enumerate(found, 1)]
    return (Section("新しいファイル", tuple(rows)),) if rows else ()


def _new_files(look: ChangeLook, name: str) -> Iterator[tuple[str, str]]:
    if _sight(look, name, "details") != "full":
        return
    for step in BY_NAME[name].steps:
        before, now = (_held(step.answer, said.get(step.name)) for said in (look.was, look.after))
        yield from ((name, file) for file in now if file not in before)


def _held(kind: Any, value: Mapping[str, Any] | None) -> tuple[str, ...]:
    return tuple(kind.files(value)) if value is not None else ()


def _decisions(it: Change, *, details: bool) -> tuple[Button, ...]:
    def act(verb: str) -> Act:
        return Act(verb, it.id, it.version)

    return (
        Button(APPROVE, act("approve_change"), "primary"),
        Button(RETURN, act("return_change"), "secondary"),
        *((Button(DETAILS, act("change_details")),) if details else ()),
        Button(REJECT, act("reject_change"), "stop"),
    )
