"""The cards of the approval: the decision, the details, and the list.

Decisions stand on the card for good, and again as quick replies, which vanish with the next message.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from conversations.approval.reading import changes, files, sections
from conversations.invitation.invite import WAYS
from conversations.registration.facts import ProfileFacts
from conversations.registration.person import full
from conversations.registration.profile import ASKED
from conversations.registration.standing import answer_by
from conversations.reviewing import shown
from flex_messages.cards import Act, Button, Card, Note, Open, Row, Section, Show, Status
from flex_messages.words import APPROVE, DETAILS, MORE, OPEN, REJECT, RETURN, day, to
from rules import japan_time
from rules.requirements import judged_by_secretariat
from storage.registrations import Registration

NEEDED = Status("要対応", "attention")
SHORT = ("登録要件", "資格", "登録番号", "活動できる都道府県", "支援分野")


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a registration. looking: the colleague who has it open, "" when nobody."""

    it: Registration
    facts: ProfileFacts
    looking: str = ""


def decision(look: Look) -> Show:
    """The card to decide on; after a return, what was mended and nothing else."""
    it = look.it
    diff = changes(it, look.facts)
    card = Card(
        about="差し戻しへの回答" if diff else "登録の承認",
        title=_named(it),
        status=NEEDED,
        subtitle=f"{len(diff)}項目が直されました" if diff else full(it.profile, "kana"),
        rows=() if diff else _rows(look),
        changes=diff,
        note=_note(look),
        buttons=_decisions(it, details=True),
        alt="登録の承認のお願い",
    )
    return Show((card,), _quick(card.buttons))


def details(look: Look) -> Show:
    """Every field and every file."""
    it = look.it
    card = Card(
        about=DETAILS,
        title=_named(it),
        status=NEEDED,
        rows=_rows(look)[-1:],
        sections=(*sections(it.profile, look.facts), *_files(it)),
        note=_note(look),
        buttons=_decisions(it, details=False),
        alt="登録の内容",
    )
    return Show((card,), _quick(card.buttons))


def listed(looks: list[Look], after: str) -> Show:
    """Side by side, oldest first; `after` says where もっと見る goes on, "" at the end."""
    cards = [_small(look) for look in looks]
    if after:
        more = Button(MORE, Act("waiting_more", after), "secondary")
        cards.append(Card("承認待ち", "続きがあります", text="古い順に表示しています。", buttons=(more,), size="kilo"))
    return Show(tuple(cards))


def _small(look: Look) -> Card:
    rows = tuple(row for row in _rows(look) if row.label in ("登録要件", "期限", "受付番号"))
    opening = Button(OPEN, Act("open_registration", look.it.id, look.it.version), "primary")
    return Card("承認待ち", _named(look.it), NEEDED, rows=rows, buttons=(opening,), size="kilo")


def _named(it: Registration) -> str:
    return to(full(it.profile, "name"))


def _rows(look: Look) -> tuple[Row, ...]:
    it, facts = look.it, look.facts
    said = {name: _value(name, it, facts) for name in SHORT}
    rows = [Row(name, words) for name, words in said.items() if words]
    if it.interview_on:
        how = WAYS.get(it.interview_how, it.interview_how)
        rows.append(Row("面談", f"{day(japan_time.date_of(it.interview_on))} {how}"))
    if it.state == "SECRETARIAT_REVIEW":
        rows.append(Row("支援機関", facts.agency))
        rows.append(Row("推薦理由", it.recommendation))
    rows.append(Row("申請日", day(japan_time.day(it.submitted))))
    rows.append(Row("期限", f"{day(answer_by(it))}まで"))
    rows.append(Row("受付番号", it.receipt))
    return tuple(rows)


def _value(name: str, it: Registration, facts: ProfileFacts) -> str:
    return next((shown(field, it.profile, facts) for field in ASKED if field.name == name), "")


def _note(look: Look) -> Note | None:
    profile: dict[str, Any] = look.it.profile
    judge = judged_by_secretariat(
        profile.get("requirement", ""),
        qualification=profile.get("qualification", ""),
        equivalent=profile.get("support_by") == "record",
    )
    lines = [judge] if judge else []
    if look.looking:
        lines.append(f"{look.looking}が確認中です。")
    return Note("\n".join(lines), "ご確認ください") if lines else None


def _files(it: Registration) -> tuple[Section, ...]:
    found = list(files(it.profile))
    rows = [Row(f"{n}件目", field, tap=Button(OPEN, Open(f"file:{file}"))) for n, (field, file) in enumerate(found, 1)]
    return (Section("送られたファイル", tuple(rows)),) if rows else ()


def _decisions(it: Registration, *, details: bool) -> tuple[Button, ...]:
    def act(verb: str) -> Act:
        return Act(verb, it.id, it.version)

    return (
        Button(APPROVE, act("approve"), "primary"),
        Button(RETURN, act("return"), "secondary"),
        *((Button(DETAILS, act("registration_details")),) if details else ()),
        Button(REJECT, act("reject"), "stop"),
    )


def _quick(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    order = (APPROVE, RETURN, REJECT, DETAILS)
    return tuple(sorted((replace(b, style="link") for b in buttons), key=lambda b: order.index(b.label)))
