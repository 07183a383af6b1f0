"""For an agency: the visits to come of an expert who is suspended or has left."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.outgoing import Outgoing
from conversations.registration.person import full
from conversations.roster.ending import to_come
from flex_messages.cards import Card, Row, Say, Show
from flex_messages.words import span, state, to
from rules import japan_time
from storage import registrations
from storage.store import Unit


async def halted_visits(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """about: the registration of somebody who is suspended or has left."""
    assert doing.member is not None
    it = await registrations.one(unit, doing.about)
    found = await to_come(unit, it.person, doing.member.agency or "-") if it else []
    if it is None or not found:
        return [Say("この専門家の予定は、いまはありません。")]
    rows = tuple(
        Row(f"派遣 {visit.number}", span(japan_time.moment(visit.starts), japan_time.moment(visit.ends), lines=True))
        for visit in found[:20]
    )
    text = "お約束済みの派遣は、そのまま行えます。変更や取消は「派遣一覧」から行えます。"
    if it.state == "WITHDRAWN":
        text = "登録が抹消されたため、この派遣は行えません。「派遣一覧」から取り消してください。"
    return [
        Show((Card("派遣の予定", to(full(it.profile, "name")), state("registration", it.state), text=text, rows=rows),))
    ]


ACTIONS = (Action("halted_visits", ("agency",), halted_visits, opens=True),)
