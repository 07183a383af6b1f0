"""The questions of a change, the look at before → after, and 送信する.

A part that takes effect at once does so now; what somebody has to decide on waits as one change.
"""

from __future__ import annotations

from conversations.changes.fields import FIELDS, TITLE, ChangeFacts, merged, scope_of
from conversations.changes.moving import own
from conversations.changes.sending import send
from conversations.dialog import Dialog, Field, Returned, Step
from conversations.kinds import Choice, Review
from conversations.kinds.kind import Answers
from conversations.registration.facts import profile_facts
from flex_messages.cards import Card
from flex_messages.words import NEXT
from rules.change import at_once, passes_agency
from storage.store import Unit


async def change_facts(unit: Unit, person: str, subject: str) -> ChangeFacts:
    """subject: the change's id."""
    change = await own(unit, person, subject)
    known = await profile_facts(unit, person, change.registration)
    return ChangeFacts(known.registration, known.agency, known.today, change, scope_of(change.fields))


def returned(facts: ChangeFacts) -> Returned:
    """What is registered stands; after a return, what was asked for stands. Exactly the named fields are asked."""
    change, profile = facts.change, facts.registration.profile
    if change.state != "RETURNED":
        return Returned({**profile, "which": "go"}, tuple(change.fields))
    proposed = merged(profile, change.fields, change.answers)
    return Returned({**proposed, "which": "go"}, tuple(change.returned), change.reason)


def _which(answers: Answers, facts: ChangeFacts) -> Card:
    return Card(TITLE, "次の項目を変更します", text="、".join(facts.change.fields))


def _afterwards(answers: Answers, facts: ChangeFacts) -> str:
    fields = facts.change.fields
    now = at_once(fields)
    waits = [name for name in fields if name not in now]
    if not waits:
        return "すぐに登録内容が変わります。"
    who = f"{facts.agency}と事務局" if passes_agency(waits) else "事務局"
    words = f"{'、'.join(waits)}は、{who}が確認します。承認されるまでは、いまの登録内容のままです。"
    return f"{'、'.join(now)}は、すぐに変わります。{words}" if now else words


CHANGE_DIALOG = Dialog(
    name="change",
    title=TITLE,
    roles=("expert",),
    facts=change_facts,
    on_return=returned,
    fields=(
        Field("変更する項目", Step("which", _which, Choice({"go": NEXT}))),
        *FIELDS,
        Field("確認", Step("review", "変更の内容をご確認ください", Review(after=_afterwards))),
    ),
    finish=send,
)
