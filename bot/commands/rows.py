"""The rows of `export`, with the names that other systems rely on. Times are milliseconds, 0 = not yet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.commands import money, visits
from conversations.registration.address import town_of
from conversations.registration.person import full
from rules.fiscal_year import fiscal_year
from rules.japan_time import day
from rules.who_sees import sees
from storage import agencies, appointments, audit, registrations
from storage.appointments import Appointment
from storage.registrations import Registration
from storage.store import Unit

Row = dict[str, Any]


async def experts(unit: Unit, since: int, until: int) -> list[Row]:
    """One a registration; with a month those that were submitted in it. The appointment: this fiscal year's,
    or else the newest."""
    where = {agency.id: agency.prefecture for agency in await agencies.all(unit)}
    rows: list[Row] = []
    async for it in registrations.every(unit):
        if since and not since <= it.submitted < until:
            continue
        year = await _appointment(unit, it)
        rows.append(
            {
                "id": it.person,
                "receipt_number": it.receipt,
                "name": _shown("氏名", full(it.profile, "name")),
                "kana": _shown("フリガナ", full(it.profile, "kana")),
                "prefecture": _shown("郵便番号", (town_of(it.profile) or (where.get(it.agency, ""),))[0]),
                "office": it.office,
                "registration_state": it.state,
                "appointment_state": year and year.state,
                "fiscal_year": year and year.fiscal_year,
                "requirement": _shown("登録要件", it.profile.get("requirement")),
                "submitted_at": it.submitted,
                "agency_decided_at": it.agency_decided,
                "secretariat_decided_at": it.secretariat_decided,
                "consented_at": year.consented if year else 0,
                "letter_number": (year and year.number) or None,
                "accepted_at": year.accepted if year else 0,
            }
        )
    return rows


def _shown(field: str, value: Any) -> Any:
    """What the table of who sees what lets out; of an address that is the prefecture."""
    return None if sees(field, "export") == "hidden" else value


async def _appointment(unit: Unit, it: Registration) -> Appointment | None:
    found = [one for one in await appointments.of_person(unit, it.person) if one.registration == it.id]
    current = (one for one in found if one.fiscal_year == fiscal_year(day(unit.now)))
    return next(current, found[0] if found else None)


async def deeds(unit: Unit, since: int, until: int) -> list[Row]:
    """The audit log, oldest first."""
    rows: list[Row] = []
    after: tuple[int, int, int] | None = None
    while page := await audit.since(unit, since, until, after=after, most=500):
        for it in page:
            rows.append(
                {
                    "shard": it.shard,
                    "seq": it.seq,
                    "at": it.at,
                    "actor": it.actor,
                    "action": it.action,
                    "subject": it.subject,
                    "from": it.before,
                    "to": it.after,
                    "reason": it.reason,
                    "hash": it.hash,
                }
            )
        after = (page[-1].at, page[-1].shard, page[-1].seq)
    return rows


COLUMNS: dict[str, Sequence[str]] = {
    "experts": (
        "id", "receipt_number", "name", "kana", "prefecture", "office", "registration_state", "appointment_state",
        "fiscal_year", "requirement", "submitted_at", "agency_decided_at", "secretariat_decided_at", "consented_at",
        "letter_number", "accepted_at",
    ),
    "visits": (
        "id", "expert_id", "agency_id", "client", "planned_start", "planned_end", "state", "check_in", "check_out",
        "client_confirmed", "breaks_min", "paid_minutes", "flags", "declarations",
    ),
    "payments": (
        "visit_id", "expert_id", "state", "minutes", "units", "gross_yen", "capped_yen", "withholding_yen", "net_yen",
        "barred_by", "hold_reasons", "file",
    ),
    "audit": ("shard", "seq", "at", "actor", "action", "subject", "from", "to", "reason", "hash"),
}  # fmt: skip
"""In their order; a table without a row still has them."""

EXPORTS: dict[str, Callable[[Unit, int, int], Awaitable[list[Row]]]] = {
    "experts": experts,
    "visits": visits.rows,
    "payments": money.rows,
    "audit": deeds,
}
