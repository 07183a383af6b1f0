"""The cards of the approval: the decision, the details, and the list.

Decisions stand on the card for good, and again as quick replies, which vanish with the next message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from conversations.approval.reading import changes, files, on_card, sections
from conversations.invitation.invite import WAYS
from conversations.registration.facts import ProfileFacts
from conversations.registration.person import full
from conversations.registration.standing import answer_by
from conversations.registration.transfer import is_payable, other_holder
from flex_messages.cards import Act, Button, Card, Note, Open, Row, Section, Show, Status
from flex_messages.words import APPROVE, DETAILS, MORE, OPEN, REJECT, RETURN, day, to
from rules import japan_time
from rules.registration import reviewer_of
from rules.requirements import judged_by_secretariat
from storage.registrations import Registration

NEEDED = Status("要対応", "attention")
OVERDUE = Status("期限切れ", "stop")


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a registration. looking: the colleague who has it open, "" when nobody."""

    it: Registration
    facts: ProfileFacts
    looking: str = ""

    @property
    def for_secretariat(self) -> bool:
        """Whose turn it is sees it: nobody else opens these cards."""
        return reviewer_of(self.it.state) == "secretariat"

    def seen(self, where: str) -> str:
        """The situation, as the table of who sees what calls it."""
        return f"{'secretariat' if self.for_secretariat else 'agency'}_{where}"


def decision(look: Look) -> Show:
    """The card to decide on; after a return, what was mended and nothing else."""
    it = look.it
    diff = changes(it, look.facts)
    card = Card(
        about="差し戻しへの回答" if diff else "登録の承認",
        title=_named(it),
        status=_status(look),
        subtitle=f"{len(diff)}項目が直されました" if diff else full(it.profile, "kana"),
        rows=() if diff else _rows(look),
        changes=diff,
        note=_note(look),
        buttons=_decisions(it, details=True),
        alt="登録の承認のお願い",
    )
    return Show((card,), quick(card.buttons))


def details(look: Look) -> Show:
    """Every field and every file."""
    it = look.it
    card = Card(
        about=DETAILS,
        title=_named(it),
        status=_status(look),
        rows=_rows(look)[-1:],
        sections=(*sections(it.profile, look.facts, look.seen("details")), *_files(look)),
        note=_note(look),
        buttons=(*_decisions(it, details=False), *_erasing(look)),
        alt="登録の内容",
    )
    return Show((card,), quick(_decisions(it, details=False)))


def listed(found: Sequence[Card], after: str, late: int = 0, quick: tuple[Button, ...] = ()) -> Show:
    """Side by side, oldest first; `after` says where もっと見る goes on, "" at the end.

    late: how many wait too long at their agencies.
    """
    cards = [*([_late(late)] if late else []), *found]
    if after:
        more = Button(MORE, Act("waiting_more", after), "secondary")
        cards.append(Card("承認待ち", "続きがあります", text="古い順に表示しています。", buttons=(more,), size="kilo"))
    return Show(tuple(cards), quick)


def _late(n: int) -> Card:
    opening = Button(OPEN, Act("overdue"), "secondary")
    words = "支援機関へご確認をお願いします。"
    return Card(
        "承認待ち", f"支援機関の確認が\n{n}件遅れています", OVERDUE, text=words, buttons=(opening,), size="kilo"
    )


def small(look: Look) -> Card:
    """For the list."""
    it = look.it
    dates = (Row("期限", f"{day(answer_by(it))}まで"), Row("受付番号", it.receipt))
    rows = (*on_card(it.profile, look.facts, "staff_list"), *dates)
    note = Note(f"{look.looking}が確認中です。", tone="calm") if look.looking else None
    opening = Button(OPEN, Act("open_registration", it.id, it.version), "primary")
    return Card("承認待ち", _named(it), _status(look), rows=rows, note=note, buttons=(opening,), size="kilo")


def _status(look: Look) -> Status:
    return OVERDUE if look.facts.today > answer_by(look.it) else NEEDED


def _named(it: Registration) -> str:
    return to(full(it.profile, "name"))


def _rows(look: Look) -> tuple[Row, ...]:
    it, facts = look.it, look.facts
    rows = list(on_card(it.profile, facts, look.seen("card")))
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


def _note(look: Look) -> Note | None:
    profile: dict[str, Any] = look.it.profile
    judge = judged_by_secretariat(
        profile.get("requirement", ""),
        qualification=profile.get("qualification", ""),
        equivalent=profile.get("support_by") == "record",
    )
    lines = [judge] if judge else []
    if profile.get("subsidy") == "yes":
        lines.append("人件費補助を受けています。その間の謝金は支払いの対象外です。")
    if look.for_secretariat:
        lines += _about_account(profile)
    if look.looking:
        lines.append(f"{look.looking}が確認中です。")
    return Note("\n".join(lines), "ご確認ください") if lines else None


def _about_account(profile: Mapping[str, Any]) -> list[str]:
    if not is_payable(profile):
        return ["謝金の振込口座がまだ入力されていません。入力されるまで承認はできません。"]
    return ["口座名義がフリガナと異なります。ご本人の口座かご確認ください。"] if other_holder(profile) else []


def _erasing(look: Look) -> tuple[Button, ...]:
    """For a picture that shows the twelve digits, which may not be kept."""
    it = look.it
    if not (look.for_secretariat and it.profile.get("id_picture")):
        return ()
    return (Button("個人番号が写っている", Act("erase_id_document", it.id, it.version), "stop"),)


def _files(look: Look) -> tuple[Section, ...]:
    found = list(files(look.it.profile, look.seen("details")))
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


def quick(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    """The decisions once more as quick replies."""
    order = (APPROVE, RETURN, REJECT, DETAILS)
    return tuple(sorted((replace(b, style="link") for b in buttons), key=lambda b: order.index(b.label)))
