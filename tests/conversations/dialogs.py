"""Small dialogs the tests walk through. Together they use every kind of answer, branches, loops and returned fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conversations.dialog import Dialog, Field, Returned, Step
from conversations.events import Event
from conversations.kinds import (
    Choice,
    Consent,
    Day,
    File,
    LongText,
    Many,
    Month,
    Number,
    Period,
    Photo,
    Record,
    Review,
    Several,
    Text,
)
from conversations.kinds.kind import Answers
from conversations.outgoing import Outgoing
from flex_messages.cards import Say
from rules.refusal import Refusal
from rules.text_width import fold

TERMS = Consent("利用規約", "2026年4月版", "c0ffee", "/p/terms")
AREAS = {"13": "東京都", "14": "神奈川県", "27": "大阪府", "26": "京都府"}
YES_NO = {"yes": "はい", "no": "いいえ"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What these dialogs know of the world."""

    today: str = "2026-11-24"
    before: dict[str, Any] | None = None
    returned: tuple[str, ...] = ()


async def done(unit: Any, event: Event, subject: str, answers: Answers, facts: Facts) -> Sequence[Outgoing]:
    return [Say("受け付けました。")]


async def facts(unit: Any, person: str, subject: str) -> Facts:
    return Facts()


def no_numbers(text: Any, answers: Answers, facts: Facts) -> Any:
    if any(c.isdigit() for c in text):
        raise Refusal("お名前に数字が入っています。", "試験 太郎", keep={"tried": text})
    return text


def licensed(answers: Answers, facts: Facts) -> bool:
    return bool(answers["has"] == "yes")


def returned(facts: Facts) -> Returned | None:
    return Returned(facts.before, facts.returned, "写真が暗いため") if facts.before else None


PROFILE = Dialog(
    name="profile",
    title="プロフィール登録",
    chapters=("同意", "ご本人", "経歴"),
    fields=(
        Field("利用規約", Step("terms", "利用規約をご確認ください。", TERMS), chapter="同意"),
        Field(
            "氏名", Step("name", "お名前を教えてください。", Text(20, fold=fold), check=no_numbers), chapter="ご本人"
        ),
        Field(
            "資格",
            Step("has", "資格をお持ちですか。", Choice(YES_NO)),
            Step("license", "資格の名称を教えてください。", Text(30), when=licensed, hint="略称でもかまいません。"),
            Step("until", "資格の有効期限はいつですか。", Day(least="2026-11-24"), when=licensed, optional=True),
            chapter="ご本人",
        ),
        Field("地域", Step("areas", "活動できる地域を選んでください。", Several(AREAS)), chapter="ご本人"),
        Field("写真", Step("photo", "写真をお送りください。", Photo()), chapter="ご本人"),
        Field(
            "職歴",
            Step(
                "career",
                "職歴",
                Many(
                    Record(
                        Step("post", "役職を教えてください。", Text(20)),
                        Step("span", "期間を教えてください。", Period(most="2026-11")),
                        Step("still", "いまもお勤めですか。", Choice(YES_NO), when=lambda a, f: a["span"]["to"] == ""),
                    ),
                    1,
                    3,
                ),
            ),
            chapter="経歴",
        ),
        Field("書類", Step("papers", "書類をお送りください。", Many(File(pages=5), 1, 3)), chapter="経歴"),
        Field("略歴", Step("story", "略歴をお送りください。", LongText(30)), chapter="経歴"),
        Field(
            "口座",
            Step("bank", "口座番号を教えてください。", Text(7), optional="あとで入力"),
            chapter="経歴",
            private=True,
        ),
        Field("確認", Step("sure", "内容をご確認ください", Review(after="支援機関が確認します。")), chapter="経歴"),
    ),
    finish=done,
    facts=facts,
    on_return=returned,
)

SMALL = Dialog(
    name="small",
    title="小さな手続き",
    fields=(
        Field("人数", Step("count", "何人ですか。", Number(1, 99, "人"))),
        Field("月", Step("month", "いつからですか。", Month(most="2026-11"), optional=True)),
        Field(
            "確認",
            Step("sure", "よろしいですか。", Choice({"yes": "チェックインする", "no": "やめる"}, stopping=("no",))),
        ),
    ),
    finish=done,
)

LOOPS = Dialog(
    name="loops",
    title="二つの表",
    fields=(
        Field("有無", Step("any", "実績はありますか。", Choice(YES_NO))),
        Field(
            "実績",
            Step(
                "works",
                "実績",
                Many(
                    Record(Step("title", "件名は。", Text(10)), Step("note", "補足は。", Text(10), optional=True)), 1, 2
                ),
                when=lambda a, f: a["any"] == "yes",
            ),
        ),
        Field("趣味", Step("hobbies", "趣味", Many(Record(Step("what", "趣味は。", Text(10))), 1, 2), optional=True)),
        Field("確認", Step("sure", "内容をご確認ください", Review())),
    ),
    finish=done,
)
