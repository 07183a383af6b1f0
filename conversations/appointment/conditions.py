"""委嘱条件: sent with the final approval, read, agreed to. From the consent on an expert can be dispatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.actions import Action, Doing
from conversations.appointment.moving import moved, own, saved, when
from conversations.appointment.road import road_card
from conversations.outgoing import Begin, Notice, Outgoing
from conversations.texts import text
from flex_messages.cards import Act, Button, Card, Open, Row, Say, Show
from flex_messages.words import AGREE, DISAGREE, day, full_day, state
from rules import japan_time
from rules.appointment import APPOINTMENT
from rules.conditions import key_terms, version_words
from rules.fiscal_year import first_day, fiscal_year, last_day, year_words
from rules.refusal import Refusal
from rules.schemes import scheme_on
from storage import appointments, audit, registrations, timers
from storage.appointments import Appointment
from storage.registrations import Registration
from storage.store import Unit

EXPERTS = ("expert",)
NAME = "conditions"
READ_ALL = "全文を読む"
ALT = "委嘱条件のご確認をお願いします"
FIRST = "専門家登録が完了しました。委嘱条件に同意いただいた日から、派遣をお受けいただけます。"
NEXT_YEAR = "来年度の委嘱条件です。引き続きお引き受けいただける方は、同意をお願いします。"
THIS_YEAR = "今年度の委嘱条件です。同意いただいた日から、派遣をお受けいただけます。"
UPDATED = Say("委嘱条件が更新されました。新しい内容をご確認ください。")
_GONE = "専門家登録が続いていないため、このお手続きはできません。「お問い合わせ」へご連絡ください。"


async def send_conditions(unit: Unit, it: Registration, year: int, actor: str, first: str = "") -> Notice:
    """Opens the appointment of that fiscal year; what the expert gets. It ends by itself after 31 March."""
    words = text(NAME)
    new = await appointments.open(unit, it.person, it.id, year, it.office, words.version, words.hash)
    await audit.note(
        unit,
        actor=actor,
        action="appointment.open",
        subject=new.id,
        before=f"{it.id} {year}",
        after=new.state,
        person=it.person,
    )
    ends = japan_time.at(first_day(year + 1), 0)
    await timers.set(unit, f"appointment_ends/{new.id}", ends, "appointment_ends", new.id)
    return Notice(it.person, Show((conditions_card(new, first or lead(unit, year)),)))


def conditions_card(it: Appointment, lead: str) -> Card:
    until = full_day(last_day(it.fiscal_year))
    scheme = scheme_on(last_day(it.fiscal_year))
    return Card(
        about="委嘱条件",
        title="委嘱条件のご確認を\nお願いします",
        status=state("appointment", it.state),
        subtitle=f"{year_words(it.fiscal_year)}（{version_words(it.conditions_version)}）",
        text=lead,
        rows=(*(Row(label, words) for label, words in key_terms(scheme)), Row("期間", f"{until}まで")),
        buttons=(
            Button(AGREE, Act("consent_to_conditions", it.id, it.version), "primary"),
            Button(READ_ALL, Open(f"/p/texts/{NAME}"), "secondary"),
            Button(DISAGREE, Act("begin_declining", it.id, it.version)),
        ),
        alt=ALT,
    )


async def read_conditions(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await own(unit, doing.person.id, doing.about)
    if it.state != "CONDITIONS_SENT":
        return [Say(answered(it))]
    return [Show((conditions_card(await current(unit, it), lead(unit, it.fiscal_year)),))]


async def consent(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await own(unit, doing.person.id, doing.about)
    if not APPOINTMENT.may(it.state, "consent"):
        return [Say(answered(it))]
    registration = await still_registered(unit, it)
    if (shown := await outdated(unit, it, doing.version)) is not None:
        return [UPDATED, shown]
    after = await moved(unit, it, "consent", it.person, consented=unit.now)
    return [Show((road_card(after, registration.secretariat_decided, registration.receipt),))]


async def begin_declining(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await own(unit, doing.person.id, doing.about)
    if not APPOINTMENT.may(it.state, "decline"):
        return [Say(answered(it))]
    if (shown := await outdated(unit, it, doing.version)) is not None:
        return [UPDATED, shown]
    return [Begin("decline_conditions", f"{it.id}:{it.version}")]


async def outdated(unit: Unit, it: Appointment, version: int) -> Show | None:
    """The card to show instead when the text, or the appointment, is no longer what stood on the card."""
    newest = await current(unit, it)
    if newest.version == version:
        return None
    return Show((conditions_card(newest, lead(unit, it.fiscal_year)),))


async def current(unit: Unit, it: Appointment) -> Appointment:
    """With the conditions as they are now: a text that was replaced since is sent anew."""
    words = text(NAME)
    if it.conditions_hash == words.hash:
        return it
    anew = replace(it, conditions_version=words.version, conditions_hash=words.hash, sent=unit.now)
    return await saved(unit, it, anew, "renew", it.person)


async def still_registered(unit: Unit, it: Appointment) -> Registration:
    registration = await registrations.one(unit, it.registration)
    if registration is None or registration.state not in ("REGISTERED", "SUSPENDED"):
        raise Refusal(_GONE)
    return registration


def answered(it: Appointment) -> str:
    """What was answered already, and when: for a second tap and for old cards."""
    if it.consented and it.state not in ("EXPIRED", "REVOKED"):
        return f"委嘱条件には、{when(it.consented)}に同意いただいています。「申請状況」から今の状況をご覧いただけます。"
    if it.state == "DECLINED":
        return f"委嘱条件には、{when(it.ended)}に同意しないとお答えいただいています。"
    return f"この委嘱は、{day(japan_time.day(it.ended))}に終わっています。"


def lead(unit: Unit, year: int) -> str:
    """What the card of that year's conditions begins with."""
    return NEXT_YEAR if year > fiscal_year(japan_time.day(unit.now)) else THIS_YEAR


ACTIONS = (
    Action("read_conditions", EXPERTS, read_conditions, opens=True),
    Action("consent_to_conditions", EXPERTS, consent),
    Action("begin_declining", EXPERTS, begin_declining),
)
