"""The two papers: what a job has to write, and what follows once it is kept. The letter goes to the expert's chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from conversations.appointment.moving import name_of, saved
from conversations.appointment.road import HELD, LETTER_PDF
from conversations.letterhead import letterhead
from conversations.outgoing import Notice, Outgoing
from conversations.papers import Kept, Order, Paper
from conversations.undrawable import tell_office
from flex_messages.cards import Act, Button, Card, Open, Picture, Row, Show
from flex_messages.documents import apart, wide
from flex_messages.words import MENU_WORDS, SEND_ACCEPTANCE, full_day, state
from rules import letter
from rules.conditions import version_words
from rules.fiscal_year import era_day
from rules.japan_time import day, moment
from storage import appointments, registrations
from storage.appointments import Appointment
from storage.store import Unit

IN_FORCE = ("APPOINTED", "ACCEPTED")
JOB = "job"


async def letter_order(unit: Unit, about: str) -> Order | None:
    """None when there is nothing to do any more: made, revoked, or the person is erased."""
    it = await appointments.one(unit, about)
    name = await name_of(unit, it) if it else ""
    if it is None or not name or it.letter or it.state not in IN_FORCE:
        return None
    data = {
        **letterhead(it.office),
        "number": wide(it.number),
        "issued": _day(day(it.issued)),
        "name": name,
        "apart": apart(name),
        "seal": letter.SEAL,
        "articles": [
            ["委嘱期間", _period(it)],
            ["委嘱する業務", letter.WORK],
            ["謝金", "委嘱条件に定めるとおり"],
            [
                "委嘱条件",
                f"{_day(day(it.consented))}に同意のあった\n{wide(version_words(it.conditions_version))}による",
            ],
        ],
    }
    return Order("letter", it.person, data)


async def letter_kept(unit: Unit, about: str, kept: Kept) -> Sequence[Outgoing]:
    it = await _read(unit, about)
    after = await saved(unit, it, replace(it, letter=kept.pdf, letter_picture=kept.png), "letter_made", JOB)
    return [Notice(it.person, Show((letter_card(after),)))]


def letter_card(it: Appointment) -> Card:
    last = full_day(date.fromisoformat(it.period_to))
    return Card(
        about="委嘱状",
        title="委嘱状をお届けします",
        status=state("appointment", it.state),
        picture=Picture(f"paper:{it.letter_picture}", alt="委嘱状", ratio="210:297", fit="fit"),
        rows=(Row("文書番号", it.number), Row("委嘱期間", f"{last}まで")),
        note=HELD,
        buttons=(
            Button(SEND_ACCEPTANCE, Act("begin_acceptance", it.id), "primary"),
            Button(LETTER_PDF, Open(f"paper:{it.letter}"), "secondary"),
        ),
        alt="委嘱状が届きました",
    )


async def acceptance_order(unit: Unit, about: str) -> Order | None:
    it = await appointments.one(unit, about)
    if it is None or not it.signature or it.acceptance:
        return None
    registration = await registrations.one(unit, it.registration)
    sent = moment(it.accepted)
    data = {
        **letterhead(it.office),
        "accepted": _day(date.fromisoformat(it.accepted_on)),
        "letter": f"{_day(day(it.issued))}付け{wide(it.number)}",
        "signature": it.signature,
        "apart": apart(it.signature),
        "signed": [
            "LINEの手続きで入力された氏名です。",
            f"{_day(sent.date())}{wide(f'{sent.hour}時{sent.minute:02}分')}",
            f"受付番号　{wide(registration.receipt if registration else '')}",
        ],
        "articles": [
            ["委嘱期間", _period(it)],
            ["業務", letter.WORK],
            ["条件", f"委嘱条件（{_day(day(it.consented))}同意）のとおり"],
        ],
    }
    return Order("acceptance", it.person, data)


async def acceptance_kept(unit: Unit, about: str, kept: Kept) -> Sequence[Outgoing]:
    """Nobody is called: it lies in 申請状況."""
    it = await _read(unit, about)
    await saved(unit, it, replace(it, acceptance=kept.pdf), "acceptance_made", JOB)
    return ()


async def cannot_be_made(unit: Unit, about: str, characters: str) -> Sequence[Outgoing]:
    """Told to the office: somebody has to write the name in another way, or to add a font."""
    it = await _read(unit, about)
    registration = await registrations.one(unit, it.registration)
    return await tell_office(
        unit,
        it.office,
        characters,
        about=MENU_WORDS["letters"],
        rows=(Row("受付番号", registration.receipt if registration else ""), Row("文書番号", it.number)),
        but=it.person,
        button=Button(MENU_WORDS["letters"], Act("letters"), "secondary"),
    )


async def _read(unit: Unit, about: str) -> Appointment:
    it = await appointments.one(unit, about)
    assert it is not None
    return it


def _day(on: date) -> str:
    return wide(era_day(on))


def _period(it: Appointment) -> str:
    first, last = date.fromisoformat(it.period_from), date.fromisoformat(it.period_to)
    return f"{_day(first)}から\n{_day(last)}まで"


PAPERS = (
    Paper("letter", letter_order, letter_kept, cannot_be_made),
    Paper("acceptance", acceptance_order, acceptance_kept, cannot_be_made),
)
