"""Places learnt from visits: what an expert says or a phone measured is proposed to the agency, which taps once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conversations.actions import Action, Doing
from conversations.dispatch.cards import NUMBER, address
from conversations.dispatch.moving import of_our_agency
from conversations.masked import masked
from conversations.others.deputies import staff_of
from conversations.outgoing import Notice, Outgoing
from flex_messages.cards import Act, Button, Card, Note, Row, Say, Show, Status
from flex_messages.words import APPROVE, clock, day
from rules.distance import Fix, distance_words, metres, where_words
from rules.japan_time import moment
from rules.ours import LEARN_METRES
from rules.refusal import Refusal
from storage import audit, clients, fixes, people, places
from storage.dispatches import Dispatch
from storage.fixes import Attempt, Purpose
from storage.places import Place, State
from storage.store import Unit

AGENCY = ("agency",)
ABOUT = "訪問先の場所"
ASKS = "訪問先の場所の確認が1件あります"
REFUSE = "登録しない"
WHY = {"moved": "場所が変わった", "wrong": "登録地点が違う", "": "訪問で測った位置"}
_STATES: tuple[State, ...] = ("approved", "proposed", "refused")
_PURPOSES: dict[str, Purpose] = {"confirm_by_client": "in", "check_out": "out"}


async def propose(unit: Unit, it: Dispatch, place: Mapping[str, Any], by: str, why: str = "") -> list[Notice]:
    """place: "latitude", "longitude", "source". Everybody at the agency who may decide hears of it, masked."""
    id = await places.add(
        unit,
        it.client,
        place["latitude"],
        place["longitude"],
        source=place["source"],
        by=by,
        label=WHY[why],
        state="proposed",
        dispatch=it.id,
    )
    await audit.note(unit, actor=by, action="place.propose", subject=it.id, after=id, reason=WHY[why], person=it.expert)
    asks = masked(ASKS.replace("の確認", "の\n確認"), Act("open_place", id))
    return [Notice(person, asks) for person in await staff_of(unit, agency=it.agency, but=it.expert)]


async def learn(unit: Unit, event: str, before: Dispatch, after: Dispatch) -> Sequence[Outgoing]:
    """Follows a visit: what a phone measured where the client confirmed is proposed, unless that place is known."""
    purpose = _PURPOSES.get(event)
    if purpose is None or not after.client_confirmed:
        return ()
    fix = await confirmed(unit, after.id, purpose)
    if fix is None or fix.source == "pin" or fix.verdict == "far" or (fix.accuracy or 0) > LEARN_METRES:
        return ()
    here = position(fix)
    known = [place for state in _STATES for place in await places.of_client(unit, after.client, state)]
    if any(metres(here, place) <= LEARN_METRES for place in known):
        return ()
    said = {"latitude": fix.latitude, "longitude": fix.longitude, "source": fix.source}
    return await propose(unit, after, said, after.expert)


async def confirmed(unit: Unit, dispatch: str, purpose: Purpose) -> Attempt | None:
    """The place that counts: the one that was confirmed last."""
    kept = [each for each in await fixes.of_dispatch(unit, dispatch) if each.purpose == purpose and each.counted]
    return max(kept, key=lambda each: (each.counted, each.at), default=None)


def position(fix: Attempt) -> Fix:
    return Fix(fix.latitude, fix.longitude, fix.accuracy, fix.source)


async def open_place(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    place, it = await _ours(unit, doing)
    return [Show((await place_card(unit, place, it),))]


async def approve_place(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return await _decided(unit, doing, "approved", "訪問先として登録しました。次の訪問から、この場所との距離を見ます。")


async def refuse_place(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return await _decided(unit, doing, "refused", "登録しませんでした。チェックインの記録は、そのまま残ります。")


async def _decided(unit: Unit, doing: Doing, state: State, words: str) -> Sequence[Outgoing]:
    place, it = await _ours(unit, doing)
    if not await places.decide(unit, place.id, state, doing.person.id):
        return [Say(await decided_words(unit, place))]
    await audit.note(
        unit,
        actor=doing.person.id,
        action=f"place.{state}",
        subject=it.id,
        before="proposed",
        after=place.id,
        person=it.expert,
    )
    return [Say(words)]


async def _ours(unit: Unit, doing: Doing) -> tuple[Place, Dispatch]:
    """A place of a client that this agency's dispatch went to; Refusal for anybody else, also for the expert of it."""
    place = await places.one(unit, doing.about)
    if place is None:
        raise Refusal("この場所は、すでにありません。")
    return place, await of_our_agency(unit, doing.member, place.dispatch)


async def place_card(unit: Unit, place: Place, it: Dispatch) -> Card:
    client = await clients.one(unit, it.client)
    assert client is not None
    known = await places.of_client(unit, it.client)
    decided = "" if place.state == "proposed" else await decided_words(unit, place)
    return Card(
        about=ABOUT,
        title=client.name,
        status=Status("確認済み", "calm") if decided else Status("要対応", "attention"),
        text="専門家が訪問した場所です。訪問先として登録すると、次からこの場所でも「近い」と表示されます。",
        rows=(
            Row("住所", address(client)),
            Row("登録地点", where(place, known)),
            Row("位置の種類", "端末で測った位置" if place.source == "measured" else "地図で選んだ位置"),
            Row("事情", "\n".join(part for part in (place.label, _sentence(it, place)) if part)),
            Row("訪問", f"{day(moment(it.starts))}\n{clock(moment(place.made))}に受信"),
            Row(NUMBER, it.number),
        ),
        note=Note(decided, tone="calm") if decided else None,
        buttons=()
        if decided
        else (
            Button(APPROVE, Act("approve_place", place.id), "primary"),
            Button(REFUSE, Act("refuse_place", place.id)),
        ),
        alt=ABOUT,
    )


def _sentence(it: Dispatch, place: Place) -> str:
    """What the expert wrote about it, when it was claimed and not learnt."""
    claimed = place.label in (WHY["moved"], WHY["wrong"])
    said = [each for each in it.visit.values() if isinstance(each, dict) and each.get("claim")]
    return str(said[-1]["reason"]) if claimed and said else ""


def where(place: Place, known: Sequence[Place]) -> str:
    """From the nearest place that is known already."""
    others = [each for each in known if each.id != place.id]
    if not others:
        return "まだありません"
    nearest = min(others, key=lambda each: metres(each, place))
    return where_words(nearest, place) if metres(nearest, place) >= 1 else distance_words(0)


async def decided_words(unit: Unit, place: Place) -> str:
    """Who decided and when, for a second tap."""
    now = await places.one(unit, place.id) or place
    by = await people.person(unit, now.decided_by)
    name = next((each.name for each in by.memberships if each.name), "担当者")
    what = "登録しました" if now.state == "approved" else "登録しないことにしました"
    return f"この場所は、{name}が{day(moment(now.decided))} {clock(moment(now.decided))}に{what}。"


ACTIONS = (
    Action("open_place", AGENCY, open_place, opens=True),
    Action("approve_place", AGENCY, approve_place),
    Action("refuse_place", AGENCY, refuse_place),
)
