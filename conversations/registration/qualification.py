"""Branch ア of the requirement: a public qualification, its number, its end if it has one, and the certificate."""

from __future__ import annotations

from conversations.dialog import Facts, Field, Step
from conversations.kinds import Choice, Day, Text
from conversations.kinds.kind import Answers
from conversations.registration.branches import only, papers, today
from conversations.registration.chapters import REQUIREMENT
from rules.requirements import OTHER_QUALIFICATION, QUALIFICATIONS
from rules.text_width import fold


def _named(answers: Answers, facts: Facts) -> str:
    name = answers["qualification_name"]
    return f"{answers['qualification']}（{name}）" if name else str(answers["qualification"])


FIELDS = (
    Field(
        "資格",
        Step(
            "qualification",
            "お持ちの資格をお選びください。",
            Choice({name: name for name in QUALIFICATIONS}),
            when=only("ア"),
        ),
        Step(
            "qualification_name",
            "資格の名称をお送りください。",
            Text(60, fold=fold),
            when=lambda answers, facts: answers["qualification"] == OTHER_QUALIFICATION,
            hint="公的資格に当たるかどうかは、事務局が確認します。",
            example="社会保険労務士",
        ),
        chapter=REQUIREMENT,
        show=_named,
    ),
    Field(
        "登録番号",
        Step(
            "qualification_number",
            "資格の登録番号をお送りください。",
            Text(40, fold=fold),
            when=only("ア"),
            hint="証明書に書かれているとおりにお送りください。",
            example="第412345号",
        ),
        chapter=REQUIREMENT,
    ),
    Field(
        "有効期限",
        Step(
            "qualification_until",
            "資格の有効期限はいつですか。",
            Day(least=today),
            when=only("ア"),
            optional=True,
            hint="期限のない資格は「スキップ」を押してください。",
            example="令和11年3月31日",
        ),
        chapter=REQUIREMENT,
    ),
    papers(
        "証明書",
        "certificates",
        "資格の証明書をお送りください。",
        "ア",
        "お名前と番号が読めるように撮ってください。",
    ),
)
