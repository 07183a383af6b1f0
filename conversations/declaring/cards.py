"""A declaration as everybody reads it: what was recorded, what is claimed, why, and who has said yes so far."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.client.given import POSTS
from conversations.dispatch.cards import Seen, seen
from flex_messages.cards import Button, Card, Change, Note, Row, Status, Tone
from flex_messages.words import clock, day
from rules.declaring import KINDS
from rules.japan_time import moment
from storage import declarations, dispatches, people
from storage.declarations import Declaration
from storage.people import Role
from storage.store import Unit

ABOUT = "申告"
MANY = 3
"""From so many in a fiscal year on the secretariat's card shows it in colour (ours)."""

STATES: dict[str, tuple[str, Tone]] = {
    "DECLARED": ("事業者の確認待ち", "attention"),
    "CLIENT_CONFIRMED": ("支援機関の確認中", "accent"),
    "AGENCY_APPROVED": ("事務局の確認中", "accent"),
    "APPROVED": ("承認済み", "ok"),
    "RETURNED": ("差し戻し", "attention"),
    "REFUSED": ("不承認", "stop"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """nth: how many declarations of this expert there are in the fiscal year. agency_by, client_by: names."""

    it: Declaration
    this: Seen
    nth: int
    agency_by: str
    client_by: str


async def look_at(unit: Unit, it: Declaration) -> Look:
    dispatch = await dispatches.one(unit, it.dispatch)
    assert dispatch is not None
    nth = await declarations.count_of(unit, it.expert, it.fiscal_year)
    by = await staff_name(unit, it.agency_decided_by)
    return Look(it, await seen(unit, dispatch), nth, by, await staff_name(unit, it.client_by))


async def staff_name(unit: Unit, person: str) -> str:
    """The name a member of staff gave; "" for nobody."""
    if not person:
        return ""
    known = (await people.person(unit, person)).memberships
    return next((m.name for m in known if m.name and m.role != "expert"), "担当の方")


def status(it: Declaration) -> Status:
    return Status(*STATES[it.state])


def declaration_card(look: Look, role: Role, *buttons: Button, title: str = "") -> Card:
    """As deciders and the expert see it; only deciders read what the client objected, and how often it happened."""
    it, staff = look.it, role != "expert"
    return Card(
        about=ABOUT,
        title=title or look.this.client.name,
        status=status(it),
        subtitle=KINDS[it.kind],
        rows=(
            *((Row("支援先", look.this.client.name),) if title else ()),
            Row("派遣", f"{day(moment(look.this.it.starts))}", small=look.this.it.number),
            *((Row("専門家", look.this.expert),) if staff else ()),
            Row("理由", it.reason),
            *((Row("再発防止", "誓約済み", tone="ok"),) if it.pledged else ()),
            *confirmed_rows(look),
            *((_often(look.nth),) if role == "secretariat" else ()),
            Row("受付番号", it.number),
        ),
        changes=changes(it),
        note=_note(it, staff),
        buttons=buttons,
        alt=f"{ABOUT}のお知らせ",
    )


def changes(it: Declaration) -> tuple[Change, ...]:
    """Both times are kept and shown: what was recorded, and what is claimed now."""
    pairs = (("開始時刻", "starts"), ("終了時刻", "ends"))
    return tuple(
        Change(label, written(it.original[name]), written(it.claimed[name]))
        for label, name in pairs
        if it.original[name] != it.claimed[name]
    )


def written(at: int) -> str:
    """14:02; "記録なし" for a time that never was."""
    return clock(moment(at)) if at else "記録なし"


def confirmed_rows(look: Look) -> tuple[Row, ...]:
    """Who has confirmed and approved, and when."""
    it, rows = look.it, list[Row]()
    if it.client_confirmed:
        rows.append(_client_row(look))
    if it.agency_decided_by:
        rows.append(Row("支援機関", look.agency_by, tone="ok", small=f"{_when(it.agency_decided)} 承認"))
    return tuple(rows)


def _client_row(look: Look) -> Row:
    it = look.it
    if "name" not in it.client:
        return Row("事業者", "支援の当日に確認済み", tone="ok", small=_when(it.client_confirmed))
    how = f"電話（{look.client_by}）" if it.client_by else "事業者のスマートフォン"
    who = f"{it.client['name']}（{POSTS[it.client['post']]}）"
    return Row("事業者", who, tone="ok", small=f"{_when(it.client['at'])} {how}")


def _often(nth: int) -> Row:
    return Row("今年度の申告", f"{nth}件", tone="attention" if nth >= MANY else None, small="この専門家の合計")


def _note(it: Declaration, staff: bool) -> Note | None:
    if it.answer and it.state in ("RETURNED", "REFUSED"):
        return Note(it.answer, "理由")
    if staff and it.objection:
        return Note(it.objection, "事業者から「内容が違います」")
    return None


def _when(at: int) -> str:
    return f"{day(moment(at))} {clock(moment(at))}"
