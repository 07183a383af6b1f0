"""Branches イ, ウ and エ of the requirement: periods of practice, added up at the end of their loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conversations.dialog import Facts, Field, Step
from conversations.kinds import Choice, LongText, Many, Period, Record, Text
from conversations.kinds.kind import Answers
from conversations.registration.branches import only, papers, today
from conversations.registration.chapters import REQUIREMENT
from rules.careers import Spell
from rules.ours import LONGEST_BIOGRAPHY, MOST_EMPLOYERS
from rules.requirements import check_practice
from rules.text_width import fold

_SUPPORT_BY = {"years": "3年以上の経験", "record": "相応の実績"}


def _supported_by(way: str) -> Callable[[Answers, Facts], bool]:
    return lambda answers, facts: bool(answers["requirement"] == "ウ" and answers["support_by"] == way)


def _long_enough(letter: str) -> Callable[[Any, Answers, Facts], Any]:
    def check(rows: Any, answers: Answers, facts: Facts) -> Any:
        check_practice(letter, [Spell(row["period"]["from"], row["period"]["to"]) for row in rows], facts.today)
        return rows

    return check


def _line(step: str, ask: str, example: str) -> Step:
    return Step(step, ask, Text(60, fold=fold), example=example)


def _spells(
    step: str, letter: str, when: Callable[[Answers, Facts], bool], ask: str, *lines: Step, period: str, more: str
) -> Step:
    """A loop of records that end with their period; too few months are said when there are no more."""
    last = Step(
        "period",
        period,
        Period(most=today),
        hint="和暦でもかまいません。続いているときは「現在まで」とお送りください。",
        example="2012年4月〜2021年3月",
    )
    loop = Many(Record(*lines, last), 1, MOST_EMPLOYERS, question=more)
    return Step(step, ask, loop, check=_long_enough(letter), when=when)


FIELDS = (
    Field(
        "職歴",
        _spells(
            "careers",
            "イ",
            only("イ"),
            "管理者または技術者としての職歴をお送りください。",
            _line("employer", "会社等の名称をお送りください。", "サンプル工業株式会社"),
            _line("post", "役職またはお仕事の内容をお送りください。", "生産技術部長"),
            period="働いていた期間をお送りください。",
            more="ほかの職歴を追加しますか。",
        ),
        chapter=REQUIREMENT,
    ),
    papers("職歴の書類", "career_papers", "職務経歴書か在職証明をお送りください。", "イ"),
    Field(
        "支援の経験",
        Step(
            "support_by",
            "中小企業者等の支援について、どちらでお知らせいただけますか。",
            Choice(_SUPPORT_BY),
            when=only("ウ"),
            hint="実績でお知らせの場合は、事務局が内容を確認します。",
        ),
        _spells(
            "supports",
            "ウ",
            _supported_by("years"),
            "支援の経験をお送りください。",
            _line("work", "支援の内容をお送りください。", "商店街の販路開拓の支援"),
            period="支援していた期間をお送りください。",
            more="ほかの経験を追加しますか。",
        ),
        Step(
            "support_record",
            "これまでの支援の実績をお送りください。",
            LongText(LONGEST_BIOGRAPHY),
            when=_supported_by("record"),
            example="2023年度に、県内の製造業5社の商品開発を支援し、うち3社で新商品の発売に至りました。",
        ),
        chapter=REQUIREMENT,
    ),
    Field(
        "指導・教育の経歴",
        _spells(
            "teachings",
            "エ",
            only("エ"),
            "指導・教育・研究の経歴をお送りください。",
            _line("institution", "機関の名称をお送りください。", "見本技術専門校"),
            _line("post", "役職または担当をお送りください。", "講師（機械加工）"),
            period="所属していた期間をお送りください。",
            more="ほかの経歴を追加しますか。",
        ),
        chapter=REQUIREMENT,
    ),
    papers("在職証明", "teaching_papers", "在職証明をお送りください。", "エ"),
)
