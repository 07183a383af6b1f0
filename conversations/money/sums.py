"""What a visit is worth: the facts of the store put into the rules, with everything that went in kept as a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from conversations.registration.transfer import account_of, is_payable
from rules.appointment import may_be_paid
from rules.exclusions import Exclusion, Relation, exclusion
from rules.fiscal_year import first_day, fiscal_year, last_day
from rules.holds import Hold, Standing, holds
from rules.honorarium import Honorarium, OfDay, calculate, explain, left_of_day, uncapped
from rules.japan_time import day
from rules.paid_time import PaidTime, paid_time
from rules.payment import FIXED
from rules.schemes import Scheme, scheme_on, withholding_on
from storage import account_checks, agencies, appointments, declarations, payments, registrations
from storage.dispatches import Dispatch
from storage.payments import Payment
from storage.registrations import Registration
from storage.store import Unit

Print = tuple[str, str, str, str, str]
"""All that identifies an account: bank, branch, 普通 or 当座, number, holder in half-width kana."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A visit, its paid time, what bars it and what holds it. uncapped: yen before the cap of the day."""

    it: Dispatch
    scheme: Scheme
    time: PaidTime
    relation: Relation
    exclusion: Exclusion
    held: tuple[Hold, ...]
    uncapped: int

    @property
    def day(self) -> date:
        """The day of the support, in Japan."""
        return self.time.day if self.time.starts else day(self.it.starts)

    @property
    def claims(self) -> int:
        """What it takes of the day's cap: nothing when it is not paid at all."""
        unpaid = self.exclusion.barred_by or (self.it.online and not self.scheme.online_paid)
        return 0 if unpaid else self.uncapped


async def worth(unit: Unit, it: Dispatch, decisions: Mapping[Any, Any]) -> Worth:
    """decisions: those recorded for the visit, by case (E1–E4)."""
    agency = await agencies.one(unit, it.agency)
    registration = await registrations.one(unit, it.registration)
    subsidy = registration.profile.get("subsidy") if registration else None
    asked = it.request
    relation = Relation(
        agency.type if agency else "",
        None if subsidy is None else subsidy == "yes",
        asked.get("paid_by_agency"),
        asked.get("member_of_agency"),
        asked.get("asked_first"),
        asked.get("expert_says_asked_first"),
    )
    time = paid_time(
        it.checked_in,
        it.checked_out,
        client_starts=it.client_starts,
        client_ends=it.client_ends,
        breaks=it.breaks,
    )
    scheme = scheme_on(time.day if time.starts else day(it.starts))
    barred = exclusion(relation, decisions)
    held = holds(await standing(unit, it, unclear=bool(barred.unclear)))
    return Worth(it, scheme, time, relation, barred, held, uncapped(time.minutes, scheme))


def sums(of_day: Iterable[tuple[Worth, Payment]]) -> dict[str, Honorarium]:
    """Of the visits of one expert on one day: dispatch -> its sum. What the bank was given is not among them, but
    has taken its part of the cap; what may be paid now comes before what is still held.
    """
    visits = list(of_day)
    shares = _shares(visits)
    return {
        one.it.id: calculate(
            one.time,
            one.scheme,
            withholding_on(one.day),
            exclusion=one.exclusion,
            online=one.it.online,
            left=shares.get(one.it.id),
        )
        for one, kept in visits
        if kept.state not in FIXED
    }


def _shares(visits: Sequence[tuple[Worth, Payment]]) -> dict[str, int]:
    """What is left of the day's cap for each: in order of time, among those that may be paid and then the others."""
    scheme = visits[0][0].scheme
    taken = [OfDay(one.it.id, one.time.starts, 0, kept.amount) for one, kept in visits if kept.state in FIXED]
    shares: dict[str, int] = {}
    for ready in (True, False):
        asking = [
            OfDay(one.it.id, one.time.starts, one.claims)
            for one, kept in visits
            if kept.state not in FIXED and ready is not bool(one.held)
        ]
        left = left_of_day((*taken, *asking), scheme)
        shares |= left
        taken += [replace(each, fixed=min(each.uncapped, left.get(each.id, 0))) for each in asking]
    return shares


def snapshot(one: Worth, it: Honorarium, decisions: Mapping[str, Any]) -> dict[str, Any]:
    """All that went into a sum: no name, no account. words: the sum in words, as people read it."""
    return {
        "starts": it.time.starts,
        "ends": it.time.ends,
        "breaks": it.time.breaks,
        "by_client": it.time.by_client,
        "dropped": it.dropped,
        "left": it.left,
        "unpaid": unpaid(it),
        "online": one.it.online,
        "relation": asdict(one.relation),
        "unclear": list(it.unclear),
        "decidable": list(one.exclusion.decidable),
        "decisions": dict(decisions),
        "flags": sorted({*one.it.flags, *it.flags}),
        "words": explain(it, one.scheme),
    }


def unpaid(it: Honorarium) -> str:
    """Why nothing is paid although nothing bars it: "online", "none" (no support took place), "short" (less than the
    smallest step), "cap" (nothing is left of the day); "" otherwise.
    """
    if it.barred_by or it.amount:
        return ""
    if it.online:
        return "online"
    if not it.minutes:
        return "none"
    return "cap" if it.uncapped else "short"


async def standing(unit: Unit, it: Dispatch, *, unclear: bool = False) -> Standing:
    """What holds are judged by."""
    year = await appointments.of_year(unit, it.expert, it.fiscal_year)
    print = print_of(await registrations.one(unit, it.registration))
    verified = print is not None and await account_checks.is_checked(unit, it.expert, print)
    return Standing(
        accepted=may_be_paid(year),
        reported=it.state in REPORTED,
        agency_confirmed=it.state in ("AGENCY_CONFIRMED", "INSPECTED"),
        inspected=it.state == "INSPECTED",
        declaration_open=await declarations.open_for(unit, it) is not None,
        unclear=unclear,
        has_account=print is not None,
        verified=verified,
        returned=print is not None and not verified and await _came_back(unit, it.expert, print),
    )


REPORTED = ("REPORTED", "AGENCY_CONFIRMED", "INSPECTED")


async def _came_back(unit: Unit, expert: str, print: Print) -> bool:
    """The bank returned a transfer, and nothing new was sent about the account since."""
    if await account_checks.book(unit, expert, print):
        return False
    year = fiscal_year(day(unit.now))
    first, last = first_day(year - 1).isoformat(), last_day(year).isoformat()
    return any(each.state == "RETURNED_BY_BANK" for each in await payments.of_expert(unit, expert, first, last))


def print_of(registration: Registration | None) -> Print | None:
    """None as long as no account is known."""
    if registration is None or not is_payable(registration.profile):
        return None
    account = account_of(registration.profile)
    assert account is not None
    return account.bank, account.branch, account.type, account.number, registration.profile["holder"]
