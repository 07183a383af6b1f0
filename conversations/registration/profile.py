"""「プロフィール登録」 from top to bottom. A further field of the profile is one more line in its chapter's list."""

from __future__ import annotations

from conversations.dialog import Dialog, Facts, Field, Returned, Step
from conversations.kinds import Review
from conversations.kinds.kind import Answers
from conversations.registration import (
    account,
    activity,
    address,
    birth,
    consents,
    contact,
    declarations,
    identity,
    person,
    requirement,
)
from conversations.registration.chapters import ORDER
from conversations.registration.facts import ProfileFacts, profile_facts
from conversations.registration.sending import send
from flex_messages.words import MENU_WORDS
from rules.ours import ANSWER_WITHIN
from rules.who_sees import sees

_ALL: tuple[Field, ...] = (
    *consents.FIELDS,
    *requirement.FIELDS,
    *declarations.FIELDS,
    *person.FIELDS,
    *birth.FIELDS,
    *address.FIELDS,
    *contact.FIELDS,
    *activity.FIELDS,
    *identity.FIELDS,
    *account.FIELDS,
)
MASKS = {one.name: one.mask for one in _ALL if one.mask is not None}
"""Field -> what one recognises it by."""


def as_seen(one: Field) -> Field:
    """Written out in the chat of the person whom it is about, or not, as the table of who sees what says."""
    private = sees(one.name, "own_chat") != "full"
    mask = one.mask if private else None
    return Field(one.name, *one.steps, chapter=one.chapter, show=one.show, private=private, mask=mask, page=one.page)


ASKED: tuple[Field, ...] = tuple(as_seen(one) for one in _ALL)


def _afterwards(answers: Answers, facts: Facts) -> str:
    return f"{facts.agency}が内容を確認します。{ANSWER_WITHIN}営業日ほどでお知らせします。"


def returned(facts: ProfileFacts) -> Returned | None:
    """What was sent before stands already; only the returned fields are asked again."""
    it = facts.registration
    return Returned(it.profile, tuple(it.returned), it.reason) if it.state == "RETURNED" else None


PROFILE = Dialog(
    name="profile",
    title=MENU_WORDS["profile"],
    chapters=tuple(chapter for chapter in ORDER if any(field.chapter == chapter for field in ASKED)),
    fields=(
        *ASKED,
        Field("確認", Step("review", "内容をご確認ください", Review(after=_afterwards)), chapter=ASKED[-1].chapter),
    ),
    facts=profile_facts,
    on_return=returned,
    finish=send,
)
