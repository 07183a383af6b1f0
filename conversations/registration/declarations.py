"""The two declarations after the requirement: 人件費補助 (exclusion E1) and 反社会的勢力の排除, a versioned text."""

from __future__ import annotations

from conversations.dialog import Field, Step
from conversations.kinds import Choice, Consent
from conversations.registration.chapters import REQUIREMENT
from conversations.texts import text
from flex_messages.words import NO, PLEDGE, YES

_PLEDGE = text("antisocial_forces")

FIELDS = (
    Field(
        "国・自治体からの人件費補助の有無",
        Step(
            "subsidy",
            "国や自治体から、人件費の補助を受けていますか。",
            Choice({"yes": YES, "no": NO}),
            hint="補助を受けている方も登録できますが、その間の謝金はお支払いの対象外です。",
        ),
        chapter=REQUIREMENT,
        show=lambda answers, facts: "あり" if answers["subsidy"] == "yes" else "なし",
    ),
    Field(
        "反社会的勢力の排除に関する表明・確約",
        Step(
            "pledge",
            "反社会的勢力の排除について、表明・確約いただけますか。",
            Consent(
                title=_PLEDGE.title,
                version=_PLEDGE.version,
                hash=_PLEDGE.hash,
                path="/p/texts/antisocial_forces",
                agree=PLEDGE,
                done="表明・確約済み",
            ),
            hint="暴力団員等に当たらないこと、暴力的な要求などをしないことをお約束いただくものです。",
        ),
        chapter=REQUIREMENT,
    ),
)
