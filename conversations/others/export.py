"""Everything kept about a person, for the person: plain values, ready to be written as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from conversations.others.own_data import all_drafts
from conversations.others.roles import where
from conversations.report.own import visits
from rules.japan_time import moment
from storage import audit, changes, consents, files, people, registrations
from storage.changes import Change
from storage.registrations import Registration
from storage.store import Unit

ALL = 1000  # changes of one person
FILES_TOO = "写真や証明書のファイルそのものは、LINEでお送りいただいたとおりに保管しています。"


async def given(unit: Unit, person_id: str) -> dict[str, Any]:
    """The same, handed out: the log says that it was."""
    await audit.note(unit, actor=person_id, action="data.exported", subject=person_id)
    return await everything(unit, person_id)


async def everything(unit: Unit, person_id: str) -> dict[str, Any]:
    """KeyError when nobody has this id."""
    person = await people.person(unit, person_id)
    it = await registrations.of_person(unit, person_id)
    return {
        "line_user": person.line_user,
        "roles": [
            {"role": m.role, "where": await where(unit, m), "name": m.name, "department": m.department, "head": m.head}
            for m in person.memberships
        ],
        "registration": _registration(it) if it else None,
        "changes": [_change(each) for each in await changes.newest(unit, it.id, ALL)] if it else [],
        "consents": [
            {"text": each.text, "version": each.version, "hash": each.hash, "agreed_at": _when(each.at)}
            for each in await consents.of_person(unit, person_id)
        ],
        "dispatches": await visits(unit, person_id),
        "drafts": [
            {"dialog": draft.dialog, "updated": _when(draft.updated), "answers": draft.body.get("answers", {})}
            for draft in await all_drafts(unit, person_id)
        ],
        "files": [
            {"purpose": file.purpose, "kind": file.kind, "bytes": file.bytes, "created": _when(file.created)}
            for file in await files.of_person(unit, person_id)
        ],
        "note": FILES_TOO,
    }


def _registration(it: Registration) -> dict[str, Any]:
    return {
        "receipt_number": it.receipt,
        "state": it.state,
        "interview_on": it.interview_on,
        "submitted_at": _when(it.submitted),
        "agency_decided_at": _when(it.agency_decided),
        "secretariat_decided_at": _when(it.secretariat_decided),
        "reason": it.reason,
        "recommendation": it.recommendation,
        "answers": it.profile,
    }


def _change(it: Change) -> dict[str, Any]:
    return {
        "fields": it.fields,
        "state": it.state,
        "submitted_at": _when(it.submitted),
        "before": it.was,
        "after": it.answers,
        "reason": it.reason,
    }


def _when(at: int) -> str | None:
    when: datetime = moment(at)
    return when.isoformat(timespec="seconds") if at else None
