"""What a report asks, from top to bottom. 日時 stands above it: it comes from the visit."""

from __future__ import annotations

from conversations.dialog import Facts, Field, Step
from conversations.kinds import File, LongText, Many, Text
from conversations.kinds.kind import Answers
from rules.report import LONGEST_LINE, LONGEST_TEXT, MOST_ATTACHMENTS

HELD = "日時"
NEXT_STEPS = ("次回の派遣を希望されています", "日程を調整しています", "今回で終わりです")


def _attendees(answers: Answers, facts: Facts) -> tuple[str, ...]:
    return (facts.who_confirmed,) if facts.who_confirmed else ()


def _long(name: str, step: str, ask: str, hint: str) -> Field:
    return Field(name, Step(step, ask, LongText(LONGEST_TEXT), hint=hint))


ASKED: tuple[Field, ...] = (
    Field(
        "出席者",
        Step(
            "attendees",
            "支援に出席された方を\n教えてください。",
            Text(LONGEST_LINE, suggest=_attendees),
            hint="事業者の方のお立場とお名前をお書きください。同席した方がいれば、その方もお願いします。",
            example="代表取締役 見本 花子様、経理担当の方1名",
        ),
        page=True,
    ),
    _long("相談内容", "consultation", "どのようなご相談でしたか。", "事業者の状況と、お困りのことをお書きください。"),
    _long(
        "支援内容",
        "support",
        "どのような支援をしましたか。",
        "話し合ったこと、助言したこと、その場で行ったことをお書きください。",
    ),
    _long("成果", "result", "どのような成果がありましたか。", "決まったこと、できるようになったことをお書きください。"),
    _long(
        "今後の課題", "issues", "今後の課題は何ですか。", "残っていること、事業者が次に取り組むことをお書きください。"
    ),
    Field(
        "次回の予定",
        Step(
            "next_step",
            "次回の予定はありますか。",
            Text(LONGEST_LINE, suggest=lambda answers, facts: NEXT_STEPS),
            hint="決まっている日付や、次に行うことがあればお書きください。",
            example="12月8日に2回目の訪問、原価表の確認",
            optional=True,
        ),
        page=True,
    ),
    Field(
        "添付",
        Step(
            "attachments",
            "資料や写真があれば\nお送りください。",
            Many(File(), 1, MOST_ATTACHMENTS),
            hint=f"写真かPDFを{MOST_ATTACHMENTS}件まで添付できます。",
            optional=True,
        ),
        page=True,
    ),
)
