"""What every decision on somebody's place in the roster shares: whose it is, and the words of the second look."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date

from conversations.actions import Doing
from conversations.dialog import Facts
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from conversations.registration.person import full
from conversations.roster.finding import card_of, theirs
from flex_messages.cards import Say, Show
from flex_messages.words import state, to
from rules import japan_time
from rules.registration import REGISTRATION
from storage import people
from storage.people import Membership
from storage.registrations import Registration
from storage.store import Unit

GOES_ON = "終わった支援の報告書と謝金のお支払いは、これまでどおり続きます。"


@dataclass(frozen=True, slots=True)
class OnExpert:
    """Who acts, on whose registration, and today in Japan."""

    by: str
    it: Registration
    member: Membership | None
    today: date


async def on_expert(unit: Unit, person: str, subject: str) -> OnExpert:
    """For the secretariat. Refusal when it is not theirs to decide."""
    member = (await people.person(unit, person)).active
    return OnExpert(person, await theirs(unit, member, subject), member, japan_time.day(unit.now))


def begins(dialog: str, event: str) -> Callable[[Unit, Doing], Awaitable[Sequence[Outgoing]]]:
    async def act(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        it = await theirs(unit, doing.member, doing.about)
        assert doing.member is not None
        if not REGISTRATION.may(it.state, event):
            return [Say(stands(it)), Show((await card_of(unit, it, doing.member),))]
        return [Begin(dialog, it.id)]

    return act


async def shown(unit: Unit, facts: OnExpert) -> list[Outgoing]:
    """The card as it is now."""
    assert facts.member is not None
    it = await theirs(unit, facts.member, facts.it.id)
    return [Show((await card_of(unit, it, facts.member),))]


def stands(it: Registration) -> str:
    """For a second tap and for old cards."""
    return f"この方の登録は、いま「{state('registration', it.state).word}」です。"


def named(words: str) -> Callable[[Answers, Facts], str]:
    return lambda answers, facts: f"{to(full(facts.it.profile, 'name'))}の{words}よろしいですか。"
