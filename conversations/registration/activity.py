"""Chapter 活動と略歴: where, in what and with which past an expert works. Agencies look for experts by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from conversations.dialog import Facts, Field, Step
from conversations.kinds import File, LongText, Several
from conversations.kinds.kind import Answers
from conversations.registration.address import town_of
from conversations.registration.chapters import ACTIVITY
from rules.areas import SHORTCUTS, places_words, prefectures_of, read_places
from rules.fields_of_support import FIELDS_OF_SUPPORT, fields_words
from rules.offices import OFFICES, PREFECTURES
from rules.ours import LONGEST_BIOGRAPHY


def _home(answers: Answers) -> str:
    return (town_of(answers) or ("",))[0]


def _shortcut(word: str) -> Callable[[Answers, Facts], Sequence[str]]:
    return lambda answers, facts: prefectures_of(word, _home(answers))


def _typed(text: str, answers: Answers, facts: Facts) -> Sequence[str]:
    return read_places(text, _home(answers))


FIELDS = (
    Field(
        "活動できる都道府県",
        Step(
            "areas",
            "活動できる都道府県はどちらですか。",
            Several(
                {name: name for name in PREFECTURES},
                groups={area: office.prefectures for area, office in OFFICES.items()},
                shortcuts={word: _shortcut(word) for word in SHORTCUTS},
                reading=_typed,
                at_once=True,
            ),
            hint="いくつでも選べます。LINEでは、名前を続けて入力してもかまいません。",
            example="東京 神奈川",
        ),
        chapter=ACTIVITY,
        show=lambda answers, facts: places_words(answers["areas"]),
    ),
    Field(
        "支援分野",
        Step(
            "fields",
            "得意とする支援分野はどれですか。",
            Several(FIELDS_OF_SUPPORT, at_once=True),
            hint="いくつでも選べます。LINEでは、名前を続けて入力してもかまいません。",
            example="経営革新 創業",
        ),
        chapter=ACTIVITY,
        show=lambda answers, facts: fields_words(answers["fields"]),
    ),
    Field(
        "略歴",
        Step(
            "biography",
            "略歴をお送りください。",
            LongText(LONGEST_BIOGRAPHY),
            hint="支援機関が専門家を探すときに表示されます。",
            example="製造業で20年、生産管理と原価改善に携わりました。2015年に独立し、町工場の改善を支援しています。",
        ),
        chapter=ACTIVITY,
    ),
    Field(
        "職務経歴書",
        Step(
            "resume",
            "職務経歴書があればお送りください。",
            File(),
            when=lambda answers, facts: answers["requirement"] != "イ",
            optional=True,
            hint="写真かPDFで1件。なければ「スキップ」を押してください。",
        ),
        chapter=ACTIVITY,
    ),
)
