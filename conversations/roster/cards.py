"""The card of one expert for those who look after the roster, with what may be done in their state."""

from __future__ import annotations

from conversations.appointment.offering_again import OFFER_AGAIN
from conversations.others.menu import ROSTER
from conversations.registration.person import full
from flex_messages.cards import Act, Button, Card, Row
from flex_messages.words import day, full_day, state, to
from rules import japan_time
from rules.appointment import APPOINTMENT
from rules.fiscal_year import year_words
from rules.registration import REGISTRATION
from storage.appointments import Appointment
from storage.registrations import Registration

SUSPEND, REINSTATE, STRIKE = "派遣を停止する", "派遣を再開する", "登録を抹消する"


def expert_card(it: Registration, agency: str, year: Appointment | None, buttons: tuple[Button, ...]) -> Card:
    """year: the appointment that counts now, None before the first conditions."""
    rows = [Row("支援機関", agency), Row("受付番号", it.receipt)]
    if year is not None:
        rows.append(Row("委嘱", f"{year_words(year.fiscal_year)} {state('appointment', year.state).word}"))
        if year.state == "DECLINED":
            rows.append(Row("回答日", day(japan_time.day(year.ended))))
    if it.state == "SUSPENDED":
        rows.append(Row("停止の理由", it.reason))
        rows.append(Row("見直しの日", full_day(japan_time.date_of(it.review_on))))
    if it.state == "WITHDRAWN" and it.reason:
        rows.append(Row("理由", it.reason))
    return Card(
        about=ROSTER,
        title=to(full(it.profile, "name") or "お名前の登録がまだの方"),
        status=state("registration", it.state),
        rows=tuple(rows),
        buttons=buttons,
        size="kilo",
        alt="専門家の登録の状況",
    )


def deeds(it: Registration, year: Appointment | None) -> tuple[Button, ...]:
    """What the secretariat may do now, the usual first."""
    found: list[Button] = []
    if year is not None and APPOINTMENT.may(year.state, "offer_again") and it.state == "REGISTERED":
        found.append(Button(OFFER_AGAIN, Act("offer_again", year.id, year.version), "primary"))
    if REGISTRATION.may(it.state, "reinstate"):
        found.append(Button(REINSTATE, Act("reinstate", it.id, it.version), "primary"))
    if REGISTRATION.may(it.state, "suspend"):
        found.append(Button(SUSPEND, Act("begin_suspending", it.id, it.version), "secondary"))
    if it.state in ("REGISTERED", "SUSPENDED"):
        found.append(Button(STRIKE, Act("begin_striking", it.id, it.version), "stop"))
    return tuple(found)
