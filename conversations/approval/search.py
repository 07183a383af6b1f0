"""「名前・受付番号で探す」: one question, then what waits under that name, reading or number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.actions import Action, Doing
from conversations.approval.cards import listed
from conversations.approval.waiting import REVIEWERS, SEARCH, Awaited, small_cards
from conversations.dialog import Dialog, Field, Step
from conversations.events import Event
from conversations.kinds import Text
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from flex_messages.cards import Say
from flex_messages.words import state
from rules.registration import REVIEWS
from rules.search_words import folded
from rules.text_width import fold
from storage import changes, people, relinks, search
from storage.people import Membership
from storage.registrations import Registration
from storage.store import Unit

MOST = 10
AGAIN = (SEARCH,)


async def begin(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Begin("search_waiting")]


async def find(unit: Unit, event: Event, subject: str, answers: Answers, facts: Any) -> Sequence[Outgoing]:
    """What waits for this member's decision; of anything else found, where it stands now."""
    member = (await people.person(unit, event.person)).active
    if member is None or member.role not in REVIEWERS:
        return [Say("承認待ちは、支援機関と事務局の担当の方がご覧いただけます。")]
    whose = {"agency": member.agency} if member.role == "agency" else {"office": member.office}
    found = await search.find(unit, folded(answers["words"]), **whose, most=MOST + 1)
    theirs = [it for it in found if it.person != event.person]
    waiting = [it for each in theirs if (it := await _awaited(unit, each, member)) is not None]
    if waiting:
        more = "同じお名前がほかにもあります。見つからないときは、受付番号でお探しください。"
        shown = listed(await small_cards(unit, waiting[:MOST], member), "", quick=AGAIN)
        return [shown] if len(found) <= MOST else [Say(more), shown]
    return [Say(_elsewhere(theirs[0]) if theirs else _nothing(answers["words"]), AGAIN)]


async def _awaited(unit: Unit, it: Registration, member: Membership) -> Awaited | None:
    """The registration itself, or its change or phone, if this member's body has to decide on it now."""
    if it.state == REVIEWS[member.role]:
        return it
    change = await changes.open_one(unit, it.id)
    if change is not None and change.state == REVIEWS[member.role]:
        return change
    phone = await relinks.open_one(unit, it.person) if member.role == "secretariat" else None
    return phone if phone is not None and phone.state == "SECRETARIAT_REVIEW" else None


def _elsewhere(it: Registration) -> str:
    return f"受付番号{it.receipt}は、承認待ちにはありません（{state('registration', it.state).word}）。"


def _nothing(words: str) -> str:
    return f"「{words}」は見つかりませんでした。氏名かフリガナの一部（2文字から）、または受付番号をお送りください。"


SEARCH_WAITING = Dialog(
    name="search_waiting",
    title=SEARCH.label,
    roles=REVIEWERS,
    fields=(
        Field(
            "お名前・受付番号",
            Step("words", "どなたの申請をお探しですか。", Text(40, fold=fold), example="試験 太郎、シケン、1001"),
        ),
    ),
    finish=find,
)
ACTIONS = (Action("search_waiting", REVIEWERS, begin, opens=True),)
