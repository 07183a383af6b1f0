"""Two kinds of answer of a request: a client that is known already, or a new one; and an expert who can be sent."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from conversations.dispatch.candidates import Candidate
from conversations.dispatch.facts import HIT, RequestFacts, ends_of, starts_of
from conversations.events import Chosen, Typed, What
from conversations.kinds import CLEAR, UNLISTED, Kind, More, Part, Search
from conversations.kinds.kind import Answers, unreadable
from conversations.kinds.text import one_line, readable
from flex_messages.cards import Act, Button, Card, Note, Row
from flex_messages.forms import Input, Option
from flex_messages.words import MORE, SEARCH_AGAIN
from rules.corporate_number import DIGITS, read_corporate_number
from rules.fields_of_support import fields_words
from rules.who_sees import sees

CHOOSE = "この専門家を選ぶ"
NEW = "新しい事業者"
_MORE = "=more"
_SOME_AREAS = 4


def hits(text: str, answers: Answers, facts: RequestFacts) -> Sequence[tuple[str, str]]:
    return [(each.id, f"{each.name}（{each.prefecture}{each.address}）") for each in facts.clients]


def name_of(key: str, answers: Answers, facts: RequestFacts) -> str:
    known = {each.id: each.name for each in (*facts.clients, *filter(None, (facts.client,)))}
    return known.get(key, "")


@dataclass(frozen=True, slots=True)
class KnownClient(Search):
    """The value is a client's id, or {"new": what was looked for} of one that is not there yet."""

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        if isinstance(what, Typed) and looks_like_a_number(what.text):
            return More({"text": read_corporate_number(what.text), "from": 0, "message": what.message}, ask=True)
        value = super(KnownClient, self).read(what, so_far, answers, facts)
        return {"new": so_far["text"] if so_far else ""} if value == UNLISTED else value

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return NEW if isinstance(value, dict) else super(KnownClient, self).show(value, answers, facts)

    def holds(self, value: Any, answers: Answers, facts: Any) -> bool:
        return True

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        part = super(KnownClient, self).part(so_far, answers, facts)
        if not so_far or facts.clients:
            return part
        asked = f"「{so_far['text'][:20]}」の登録は、まだありません。"
        return replace(part, text=f"{asked}「見つからない」から、新しく登録できます。")


def looks_like_a_number(text: str) -> bool:
    """Digits, about as many as a 法人番号 has."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if c not in " -‐－ーT")
    return plain.isdigit() and len(plain) > DIGITS - 4


@dataclass(frozen=True, slots=True)
class Expert(Kind):
    """The value is the id of a registration. The partial is {"text", "after", "message"}: what was typed, and behind
    whom the page begins; before anything was typed the theme and the place of the visit are looked for.
    """

    like = "試験 太郎、IT活用 東京都"

    def read(self, what: What, so_far: Any, answers: Answers, facts: RequestFacts) -> Any:
        match what:
            case Chosen(keys=(key,)) if key == CLEAR:
                return More(None, ask=True)
            case Chosen(keys=(key,)) if key == _MORE:
                return More({"text": "", "message": ""} | (so_far or {}) | {"after": facts.page.after}, ask=True)
            case Chosen(keys=(key,)) if facts.expert is not None and key == HIT + facts.expert.it.id:
                return facts.expert.it.id
            case Typed(text, message) if readable(text):
                return More({"text": one_line(text)[:60], "after": "", "message": message}, ask=True)
            case _:
                raise unreadable(what, "専門家を選ぶか、名前、支援分野、都道府県を入力してください。")

    def show(self, value: Any, answers: Answers, facts: RequestFacts) -> str:
        return facts.expert.name if facts.expert else ""

    def part(self, so_far: Any, answers: Answers, facts: RequestFacts) -> Part:
        cards = [card(each, answers) for each in facts.page.candidates]
        if facts.page.after:
            more = Button(MORE, Act("answer", _MORE), "secondary")
            cards.append(Card("専門家", "続きがあります", text="ほかの専門家を表示します。", buttons=(more,)))
        again = (Button(SEARCH_AGAIN, Act("answer", CLEAR)),) if so_far else ()
        return Part(text=_found(facts), cards=tuple(cards), buttons=again)

    def input(self, so_far: Any, value: Any, answers: Answers, facts: RequestFacts) -> Input:
        if not facts.page.candidates:
            return Input("text", label=_found(facts), most=60)
        shown = [Option(HIT + c.it.id, c.name, c.it.profile.get("biography") or "") for c in facts.page.candidates]
        ways = [Option(_MORE, MORE)] if facts.page.after else []
        return Input("choice", label=_found(facts), options=(*shown, *ways, Option(CLEAR, SEARCH_AGAIN)))

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        said = "".join(form.get("answer", ()))
        return Chosen((said,)) if said.startswith("=") else Typed(said)

    def messages(self, so_far: Any) -> tuple[str, ...]:
        return (so_far["message"],) if so_far and so_far["message"] else ()


def _found(facts: RequestFacts) -> str:
    asked = "".join(f"「{word}」" for word in facts.search.words)
    if facts.page.candidates:
        return f"{asked}の専門家です。名前、支援分野、都道府県でも探せます。"
    return f"{asked}の専門家は見つかりませんでした。名前（姓か名）、支援分野、都道府県でお探しください。"


def card(it: Candidate, answers: Answers) -> Card:
    """Who it is, in their own words; who is busy then cannot be chosen."""
    profile, busy = it.it.profile, it.busy(starts_of(answers), ends_of(answers))
    areas = profile.get("areas") or []
    some = "、".join(areas[:_SOME_AREAS]) + (f" ほか{len(areas) - _SOME_AREAS}" if len(areas) > _SOME_AREAS else "")
    rows = (("支援分野", "支援分野", fields_words(profile.get("fields") or ())), ("活動できる都道府県", "地域", some))
    choose = () if busy else (Button(CHOOSE, Act("answer", HIT + it.it.id), "primary"),)
    return Card(
        about="専門家",
        title=_seen("氏名", it.name),
        subtitle=_seen("フリガナ", profile.get("kana")),
        rows=tuple(Row(label, words) for field, label, value in rows if (words := _seen(field, value))),
        text=_seen("略歴", profile.get("biography")),
        note=Note("この日時は、ほかの派遣があります。") if busy else None,
        buttons=choose,
    )


def _seen(field: str, value: str | None) -> str:
    """As the table of who sees what says of those who look for an expert."""
    return value if value and sees(field, "search") == "full" else ""
