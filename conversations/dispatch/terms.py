"""The card of an offer: what is asked, until when, and what it means for the pay, before anything is accepted."""

from __future__ import annotations

from conversations.dispatch.barring import bars, terms, warnings
from conversations.dispatch.cards import rows, seen
from conversations.dispatch.offering import answer_by
from flex_messages.cards import Act, Button, Card, Note, Row, Show
from flex_messages.words import ACCEPT, DECLINE, span, state
from rules.dispatch import NOT_HELD
from rules.japan_time import DAY, at, day, moment
from storage import agencies, dispatches, registrations
from storage.dispatches import Dispatch
from storage.store import Unit

ABOUT = "派遣のお願い"
CHANGED = "日時の変更のお願い"


async def offer_card(unit: Unit, it: Dispatch) -> Show:
    this = await seen(unit, it)
    was = it.request.get("was")
    buttons = (
        Button(ACCEPT, Act("accept_offer", it.id, it.version), "primary"),
        Button(DECLINE, Act("begin_declining_offer", it.id, it.version), "stop"),
    )
    return Show(
        (
            Card(
                about=CHANGED if was else ABOUT,
                title=this.client.name,
                status=state("dispatch", it.state),
                rows=(
                    *((Row("変更前", span(moment(was["starts"]), moment(was["ends"]), lines=True)),) if was else ()),
                    *rows(this, "expert"),
                    Row("同行", "支援機関の担当者が同行します" if it.request.get("accompanied") else "なし"),
                    Row("相談", str(it.request.get("summary", ""))),
                    Row("謝金", terms(it, len(await same_day(unit, it)))),
                    Row("お返事", answer_by(it.offer_until), weight="strong"),
                ),
                note=await pay_note(unit, it),
                buttons=buttons,
                alt="派遣のお願いの内容",
            ),
        ),
        buttons,
    )


async def pay_note(unit: Unit, it: Dispatch) -> Note | None:
    """What bars the pay as far as it is known now; None when nothing does."""
    agency, registration = await agencies.one(unit, it.agency), await registrations.one(unit, it.registration)
    assert agency is not None
    assert registration is not None
    found = warnings(bars(it.request, agency, registration), it.online, it.starts)
    return Note("\n".join(found), "引き受ける前にご確認ください") if found else None


async def same_day(unit: Unit, it: Dispatch) -> list[Dispatch]:
    """The expert's other visits of that day, held or planned."""
    midnight = at(day(it.starts), 0)
    found = await dispatches.of_expert(unit, it.expert, midnight, midnight + DAY)
    return [each for each in found if each.id != it.id and each.state not in NOT_HELD]
