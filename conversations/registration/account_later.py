"""「あとで入力」 kept: the account alone, sent while the registration is looked at. Nobody approves again for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.actions import Action, Doing
from conversations.dialog import Dialog, Field, Step
from conversations.events import Event
from conversations.kinds import Review
from conversations.kinds.kind import Answers
from conversations.outgoing import Begin, Outgoing
from conversations.registration.account import FIELDS
from conversations.registration.chapters import ACCOUNT
from conversations.registration.facts import ProfileFacts, profile_facts
from conversations.registration.standing import ENTER_ACCOUNT, lacks_account
from flex_messages.cards import Say
from rules.refusal import Refusal
from storage import audit, registrations
from storage.store import Unit

_NOT_NOW = "口座の変更は、いまは「お問い合わせ」の事務局で承ります。"


async def begin(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await registrations.of_person(unit, doing.person.id)
    if it is None or not lacks_account(it):
        raise Refusal(_NOT_NOW)
    return [Begin("account", it.id)]


async def keep(unit: Unit, event: Event, subject: str, answers: Answers, facts: ProfileFacts) -> Sequence[Outgoing]:
    it = facts.registration
    if it.person != event.person or not lacks_account(it):
        raise Refusal(_NOT_NOW)
    given = {name: value for name, value in answers.items() if name != "review"}
    after = await registrations.save(unit, replace(it, profile={**it.profile, **given}))
    await audit.note(unit, actor=event.person, action="account.entered", subject=after.id, person=after.person)
    return [Say("謝金の振込口座を受け付けました。申請の確認は、そのまま続いています。")]


ENTER = Dialog(
    name="account",
    title=ACCOUNT,
    fields=(
        *(
            Field(f.name, *(replace(s, optional=False) for s in f.steps), show=f.show, mask=f.mask, page=f.page)
            for f in FIELDS
        ),
        Field("確認", Step("review", "内容をご確認ください", Review())),
    ),
    facts=profile_facts,
    finish=keep,
)

ACTIONS = (Action(ENTER_ACCOUNT, (), begin, opens=True),)
