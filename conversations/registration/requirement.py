"""Chapter 登録要件: which of ア〜エ is met, and its evidence, asked once and right there."""

from __future__ import annotations

from conversations.dialog import Field, Step
from conversations.kinds import Choice
from conversations.registration import practice, qualification
from conversations.registration.chapters import REQUIREMENT
from flex_messages.cards import Card, Row
from flex_messages.words import MENU_WORDS
from rules.requirements import REQUIREMENTS

_ASK = Card(
    about=MENU_WORDS["profile"],
    title="どの登録要件に\n当てはまりますか",
    text="複数に当てはまる方は、証明書類をご用意しやすいものを1つお選びください。",
    rows=tuple(Row(r.letter, r.words) for r in REQUIREMENTS.values()),
)

FIELDS = (
    Field(
        "登録要件",
        Step(
            "requirement",
            lambda answers, facts: _ASK,
            Choice({r.letter: f"{r.letter} {r.name}" for r in REQUIREMENTS.values()}),
        ),
        chapter=REQUIREMENT,
    ),
    *qualification.FIELDS,
    *practice.FIELDS,
)
