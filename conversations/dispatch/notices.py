"""Pushes of a dispatch: masked, opened by 開く. Of the agency the one who asked hears, and who stands in for them."""

from __future__ import annotations

from conversations.masked import masked
from conversations.others.deputies import staff_of
from conversations.outgoing import Notice
from flex_messages.cards import Act
from storage import absences, people
from storage.dispatches import Dispatch
from storage.store import Unit

OFFER = "派遣のお願いが\n1件あります"
CHANGED = "派遣の日時の変更の\nお願いがあります"
CANCELLED = "派遣の予定について\nお知らせがあります"
EXPIRED = "派遣のお願いの期限が\n過ぎました"
ANSWERED = "派遣のお願いへの\nお返事が1件あります"


def to_expert(it: Dispatch, words: str, action: str = "open_dispatch") -> Notice:
    return Notice(it.expert, masked(words, Act(action, it.id, it.version)))


async def to_agency(unit: Unit, it: Dispatch, words: str) -> list[Notice]:
    asks = masked(words, Act("open_dispatch", it.id, it.version))
    return [Notice(person, asks) for person in await requesters(unit, it)]


async def requesters(unit: Unit, it: Dispatch) -> list[str]:
    """Who asked for it, and the deputy while they are away; everybody of the agency when they have left it."""
    staff = {member.person for member in await people.staff(unit, agency=it.agency)}
    if it.made_by not in staff:
        return await staff_of(unit, agency=it.agency, but=it.expert)
    deputies = [deputy for away, deputy in await absences.deputies(unit, agency=it.agency) if away == it.made_by]
    return [person for person in dict.fromkeys((it.made_by, *deputies)) if person != it.expert]
