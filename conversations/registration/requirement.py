"""Chapter 登録要件: which of ア〜エ is met, and its evidence, asked once and right there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conversations.dialog import Facts, Field, Step
from conversations.kinds import Choice, Day, File, LongText, Many, Period, Record, Text
from conversations.kinds.kind import Answers
from conversations.registration.chapters import REQUIREMENT
from flex_messages.cards import Card, Row
from rules.careers import Spell
from rules.ours import LONGEST_BIOGRAPHY, MOST_CERTIFICATES, MOST_EMPLOYERS
from rules.requirements import OTHER_QUALIFICATION, QUALIFICATIONS, REQUIREMENTS, check_practice
from rules.text_width import fold

_KINDS = {r.letter: f"{r.letter} {r.name}" for r in REQUIREMENTS.values()}
_RECORD = "record"

_ASK = Card(
    about="プロフィール登録",
    title="どの登録要件に当てはまりますか",
    text="複数に当てはまる方は、証明書類をご用意しやすいものを1つお選びください。",
    rows=tuple(Row(r.letter, r.words) for r in REQUIREMENTS.values()),
)


def _only(letter: str) -> Callable[[Answers, Facts], bool]:
    return lambda answers, facts: answers["requirement"] == letter


def _by_record(answers: Answers, facts: Facts) -> bool:
    return bool(answers["requirement"] == "ウ" and answers["support_by"] == _RECORD)


def _by_years(answers: Answers, facts: Facts) -> bool:
    return bool(answers["requirement"] == "ウ" and answers["support_by"] == "years")


def _long_enough(letter: str) -> Callable[[Any, Answers, Facts], Any]:
    def check(rows: Any, answers: Answers, facts: Facts) -> Any:
        spells = [Spell(row["period"]["from"], row["period"]["to"]) for row in rows]
        check_practice(letter, spells, facts.today)
        return rows

    return check


def _period(ask: str) -> Step:
    return Step(
        "period",
        ask,
        Period(most=lambda answers, facts: str(facts.today.isoformat())),
        hint="和暦でもかまいません。続いているときは「現在まで」とお送りください。",
        example="2012年4月〜2021年3月",
    )


def _qualification(answers: Answers, facts: Facts) -> str:
    named = answers["qualification_name"]
    return f"{answers['qualification']}（{named}）" if named else str(answers["qualification"])


FIELDS = (
    Field(
        "登録要件",
        Step("requirement", lambda answers, facts: _ASK, Choice(_KINDS)),
        chapter=REQUIREMENT,
    ),
    Field(
        "資格",
        Step(
            "qualification",
            "お持ちの資格をお選びください。",
            Choice({name: name for name in QUALIFICATIONS}),
            when=_only("ア"),
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
        show=_qualification,
    ),
    Field(
        "登録番号",
        Step(
            "qualification_number",
            "資格の登録番号をお送りください。",
            Text(40, fold=fold),
            when=_only("ア"),
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
            Day(least=lambda answers, facts: str(facts.today.isoformat())),
            when=_only("ア"),
            optional=True,
            hint="期限のない資格は「スキップ」を押してください。",
            example="令和11年3月31日",
        ),
        chapter=REQUIREMENT,
    ),
    Field(
        "証明書",
        Step(
            "certificates",
            "資格の証明書をお送りください。",
            Many(File(), 1, MOST_CERTIFICATES),
            when=_only("ア"),
            hint=f"写真かPDFで、{MOST_CERTIFICATES}件まで。お名前と番号が読めるように撮ってください。",
        ),
        chapter=REQUIREMENT,
    ),
    Field(
        "職歴",
        Step(
            "careers",
            "管理者または技術者としての職歴をお送りください。",
            Many(
                Record(
                    Step(
                        "employer",
                        "会社等の名称をお送りください。",
                        Text(60, fold=fold),
                        example="サンプル工業株式会社",
                    ),
                    Step(
                        "post", "役職またはお仕事の内容をお送りください。", Text(60, fold=fold), example="生産技術部長"
                    ),
                    _period("働いていた期間をお送りください。"),
                ),
                1,
                MOST_EMPLOYERS,
                question="ほかの職歴を追加しますか。",
            ),
            check=_long_enough("イ"),
            when=_only("イ"),
            hint="合計で10年以上になるまで、いくつでも追加できます。",
        ),
        chapter=REQUIREMENT,
    ),
    Field(
        "職歴の書類",
        Step(
            "career_papers",
            "職務経歴書か在職証明をお送りください。",
            Many(File(), 1, MOST_CERTIFICATES),
            when=_only("イ"),
            hint=f"写真かPDFで、{MOST_CERTIFICATES}件まで。",
        ),
        chapter=REQUIREMENT,
    ),
    Field(
        "支援の経験",
        Step(
            "support_by",
            "中小企業者等の支援について、どちらでお知らせいただけますか。",
            Choice({"years": "3年以上の経験", _RECORD: "相応の実績"}),
            when=_only("ウ"),
            hint="実績でお知らせの場合は、事務局が内容を確認します。",
        ),
        Step(
            "supports",
            "支援の経験をお送りください。",
            Many(
                Record(
                    Step("work", "支援の内容をお送りください。", Text(60, fold=fold), example="商店街の販路開拓の支援"),
                    _period("支援していた期間をお送りください。"),
                ),
                1,
                MOST_EMPLOYERS,
                question="ほかの経験を追加しますか。",
            ),
            check=_long_enough("ウ"),
            when=_by_years,
        ),
        Step(
            "support_record",
            "これまでの支援の実績をお送りください。",
            LongText(LONGEST_BIOGRAPHY),
            when=_by_record,
            example="2023年度に、県内の製造業5社の商品開発を支援し、うち3社で新商品の発売に至りました。",
        ),
        chapter=REQUIREMENT,
    ),
    Field(
        "指導・教育の経歴",
        Step(
            "teachings",
            "指導・教育・研究の経歴をお送りください。",
            Many(
                Record(
                    Step("institution", "機関の名称をお送りください。", Text(60, fold=fold), example="見本技術専門校"),
                    Step("post", "役職または担当をお送りください。", Text(60, fold=fold), example="講師（機械加工）"),
                    _period("所属していた期間をお送りください。"),
                ),
                1,
                MOST_EMPLOYERS,
                question="ほかの経歴を追加しますか。",
            ),
            check=_long_enough("エ"),
            when=_only("エ"),
        ),
        chapter=REQUIREMENT,
    ),
    Field(
        "在職証明",
        Step(
            "teaching_papers",
            "在職証明をお送りください。",
            Many(File(), 1, MOST_CERTIFICATES),
            when=_only("エ"),
            hint=f"写真かPDFで、{MOST_CERTIFICATES}件まで。",
        ),
        chapter=REQUIREMENT,
    ),
)
