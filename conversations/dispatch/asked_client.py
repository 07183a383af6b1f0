"""Chapter 事業者, who it is: a client that is found, or a new one."""

from __future__ import annotations

from conversations.dialog import Facts, Field, Step
from conversations.dispatch.chapters import CLIENT
from conversations.dispatch.facts import RequestFacts
from conversations.dispatch.finding import KnownClient, hits, looks_like_a_number, name_of
from conversations.kinds import Choice, Text
from conversations.kinds.kind import Answers
from flex_messages.cards import Act, Button, Card, Status
from flex_messages.words import MENU_WORDS
from rules import clients, phones
from rules.corporate_number import EXAMPLE, grouped, read_corporate_number
from rules.names import TRADE_KANA_EXAMPLE, read_trade_kana
from rules.text_width import fold

AGAIN = "前回と同じ内容で申請"
LONGEST_NAME = 80
_NOTHING_ASKED = "どちらの事業者ですか。"


def is_new(answers: Answers, facts: Facts) -> bool:
    """Not there yet; a 法人番号 that is there already makes it the one that is there."""
    return isinstance(answers["client"], dict) and facts.client is None


def is_company(answers: Answers) -> bool:
    return answers["client_kind"] == "company" or looks_like_a_number(_looked_for(answers))


def number_of(answers: Answers) -> str:
    """法人番号, "" for who has none."""
    if not is_company(answers):
        return ""
    looked = _looked_for(answers)
    return read_corporate_number(looked) if looks_like_a_number(looked) else str(answers["client_number"] or "")


def _looked_for(answers: Answers) -> str:
    chosen = answers["client"]
    return str(chosen["new"]) if isinstance(chosen, dict) else ""


def _asks_kind(answers: Answers, facts: Facts) -> bool:
    return isinstance(answers["client"], dict) and not looks_like_a_number(_looked_for(answers))


def _asks_number(answers: Answers, facts: Facts) -> bool:
    return _asks_kind(answers, facts) and answers["client_kind"] == "company"


def _which(answers: Answers, facts: RequestFacts) -> Card:
    """The first question also leads to what was asked before."""
    again = (Button(AGAIN, Act("recent_requests"), "secondary"),) if facts.repeatable else ()
    hint = "事業者の名前か、法人番号（13桁）で探します。"
    return Card(MENU_WORDS["request"], _NOTHING_ASKED, Status("下書き"), text=hint, buttons=again)


def _name(answers: Answers, facts: Facts) -> tuple[str, ...]:
    """What was looked for is most often its name."""
    looked = _looked_for(answers)
    return (looked,) if looked and not looks_like_a_number(looked) else ()


def _shown(answers: Answers, facts: RequestFacts) -> str:
    if facts.client is not None:
        kind, number, name = clients.KINDS[facts.client.kind], facts.client.number, facts.client.name
    else:
        kind, number, name = kind_words(answers), number_of(answers), str(answers["client_name"] or "")
    return "\n".join(filter(None, (name, f"{kind} {grouped(number)}" if number else kind)))


def kind_words(answers: Answers) -> str:
    return clients.KINDS["company"] if is_company(answers) else clients.KINDS.get(answers["client_kind"] or "", "")


FIELDS = (
    Field(
        "事業者",
        Step("client", _which, KnownClient(hits, name_of), example="試験製作所"),
        Step("client_kind", "どのような事業者ですか。", Choice(clients.KINDS), when=_asks_kind),
        Step(
            "client_number",
            "法人番号（13桁）を\nお送りください。",
            Text(40, clean=read_corporate_number, mode="numeric"),
            when=_asks_number,
            hint="登録のある番号でしたら、その事業者の登録を使います。",
            example=EXAMPLE,
        ),
        Step(
            "client_name",
            "事業者の名前を\nお送りください。",
            Text(LONGEST_NAME, fold=fold, suggest=_name),
            when=is_new,
            hint="屋号のない方は、代表の方のお名前をお送りください。",
            example="株式会社サンプル製菓",
        ),
        chapter=CLIENT,
        show=_shown,
    ),
    Field(
        "事業者のフリガナ",
        Step(
            "client_kana",
            "事業者の名前のフリガナを\nお送りください。",
            Text(LONGEST_NAME, clean=read_trade_kana),
            when=is_new,
            optional=True,
            hint="次から、フリガナでも探せます。",
            example=TRADE_KANA_EXAMPLE,
        ),
        chapter=CLIENT,
    ),
    Field(
        "事業者の電話番号",
        Step(
            "client_phone",
            "事業者の電話番号を\nお送りください。",
            Text(40, clean=phones.read_phone, mode="tel"),
            when=is_new,
            example="03-1234-5678",
        ),
        chapter=CLIENT,
        show=lambda answers, facts: phones.show_phone(answers["client_phone"]),
    ),
    Field(
        "訪問時のご担当",
        Step(
            "client_contact",
            "訪問時のご担当の方の\nお名前をお送りください。",
            Text(40, fold=fold),
            when=is_new,
            optional=True,
            example="見本 花子",
        ),
        chapter=CLIENT,
    ),
)
