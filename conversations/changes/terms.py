"""A new version of 利用規約 or 個人情報の取扱い asks again: one card, at the next thing an expert wants to do.

What they wanted goes on afterwards. What is owed already (reports, payments, visits that were agreed to) never waits.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from conversations import texts
from conversations.actions import Action, Doing
from conversations.others.menu import TERMS
from conversations.outgoing import Go, Outgoing
from conversations.registration.consents import ASKED
from conversations.texts import Text
from flex_messages.cards import Act, Button, Card, Message, Open, Row, Show, Status
from flex_messages.words import AGREE, DETAILS, DISAGREE, MENU_WORDS, OPEN
from rules.conditions import version_words
from storage import audit, consents, registrations
from storage.consents import Consent
from storage.people import Person
from storage.store import Unit

EXPERTS = ("expert",)
STANDING = ("AGENCY_REVIEW", "SECRETARIAT_REVIEW", "REGISTERED", "SUSPENDED")
"""Who is still asked in the profile's own questions is asked there."""
FREE = frozenset(
    {"followed", "otherwise", "redeem", "code", "agree_to_terms", "decline_terms", "terms", "contact", "contact_area"}
    | {"about", "others", "roles", "switch_role", "own_data", "erase_drafts", "leave"}
)
"""What somebody may do whatever they have agreed to: look up, ask, leave."""
DECLINED = (
    "同意いただくまで、新しい派遣のお引き受けや登録内容の変更はご利用いただけません。"
    "お約束済みの派遣、報告書、謝金のお支払いは、これまでどおり続きます。"
    "お気持ちが変わったときは、メニューから操作いただくと、もう一度ご案内します。"
)


class Gate:
    """owed: names of actions and dialogs that go on without."""

    def __init__(self, owed: frozenset[str]) -> None:
        self._free = FREE | owed

    async def __call__(self, unit: Unit, person: Person, wanted: Act) -> Message | None:
        """The card to show instead; None when nothing is in the way."""
        name = wanted.about.partition(" ")[0] if wanted.verb == "begin" else wanted.verb
        if person.active is None or person.active.role != "expert" or name in self._free:
            return None
        outdated = await outdated_of(unit, person.id)
        return Show((_card(outdated, wanted),)) if outdated else None


async def outdated_of(unit: Unit, person: str) -> tuple[str, ...]:
    """Names of the texts that were replaced since the person agreed to them."""
    known = {name: consent.hash for name, consent in (await consents.newest(unit, person)).items()}
    if all(known.get(name) == texts.text(name).hash for name in ASKED):
        return ()
    it = await registrations.of_person(unit, person)
    if it is None or it.state not in STANDING:
        return ()
    given = {name: it.profile[name]["hash"] for name in ASKED if it.profile.get(name)} | known
    return tuple(name for name in ASKED if name in given and given[name] != texts.text(name).hash)


def _card(names: Sequence[str], wanted: Act) -> Card:
    words = [texts.text(name) for name in names]
    about = json.dumps(
        {
            "texts": {name: text.hash for name, text in zip(names, words, strict=True)},
            "then": [wanted.verb, wanted.about, wanted.version],
        }
    )
    return Card(
        about=TERMS,
        title=f"{words[0].title}が\n新しくなりました" if len(words) == 1 else "規約などが\n新しくなりました",
        status=Status("要対応", "attention"),
        text="内容をご確認のうえ、同意をお願いします。同意いただくと、ご希望の操作に進みます。",
        rows=tuple(_row(name, text) for name, text in zip(names, words, strict=True)),
        buttons=(
            Button(AGREE, Act("agree_to_terms", about), "primary"),
            Button(DETAILS, Open(f"/p/texts/{names[0]}"), "secondary"),
            Button(DISAGREE, Act("decline_terms", about)),
        ),
        alt="規約についてのお知らせがあります",
    )


def _row(name: str, text: Text) -> Row:
    return Row("新しい版", text.title, small=version_words(text.version), tap=Button(OPEN, Open(f"/p/texts/{name}")))


async def agree(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """Bound to the texts that were shown: one that was replaced since is asked by the next thing they do."""
    said: dict[str, Any] = json.loads(doing.about)
    for name, hash in said["texts"].items():
        text = texts.text(name)
        if text.hash == hash and doing.first:
            await consents.note(unit, doing.person.id, Consent(name, text.version, text.hash, unit.now))
            await audit.note(
                unit,
                actor=doing.person.id,
                action="terms.agreed",
                subject=doing.person.id,
                after=f"{name} {text.version} {text.hash}",
                person=doing.person.id,
            )
    return [Go(Act(*said["then"]))]


async def decline(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    names = json.loads(doing.about)["texts"]
    if doing.first:
        await audit.note(
            unit,
            actor=doing.person.id,
            action="terms.declined",
            subject=doing.person.id,
            after=" ".join(f"{name} {texts.text(name).version}" for name in names),
            person=doing.person.id,
        )
    return [Show((_declined(),))]


def _declined() -> Card:
    return Card(
        TERMS,
        "同意しないことを\n承りました",
        text=DECLINED,
        buttons=(Button(MENU_WORDS["contact"], Act("contact"), "secondary"),),
        size="kilo",
    )


ACTIONS = (Action("agree_to_terms", EXPERTS, agree), Action("decline_terms", EXPERTS, decline))
