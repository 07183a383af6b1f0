"""郵便番号 and 番地・建物: the code fills in the town, the person confirms it; what the list does not know is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from conversations.dialog import Facts, Field, Step
from conversations.events import What
from conversations.kinds import Choice, Text
from conversations.kinds.kind import Answers
from conversations.registration.chapters import PERSON
from flex_messages.forms import Input
from rules.offices import office_of, read_prefecture
from rules.postal import POSTAL_EXAMPLE, Place, address_of, read_code, show_code
from rules.text_width import fold

_OTHER = "other"
_PART = "／"


@lru_cache(4096)
def _listed(code: str) -> tuple[Place, ...]:
    return tuple(address_of(code) or ()) if code else ()


def _places(answers: Answers, facts: Facts) -> Mapping[str, str]:
    found = _listed(answers["postal"] or "")
    return {_PART.join((p.prefecture, p.city, p.town + p.floor)): p.words for p in found} | {_OTHER: "ほかの住所"}


def _is_listed(answers: Answers, facts: Facts) -> bool:
    return bool(_listed(answers["postal"] or ""))


def _is_typed(answers: Answers, facts: Facts) -> bool:
    return answers["postal"] is not None and (answers["place"] == _OTHER or not _is_listed(answers, facts))


def _which(answers: Answers, facts: Facts) -> str:
    one = len(_listed(answers["postal"] or "")) == 1
    return "こちらの住所でよろしいですか。" if one else "この郵便番号のうち、どちらの住所ですか。"


def _no_town(answers: Answers, facts: Facts) -> str:
    if answers["place"] == _OTHER:
        return "住所の都道府県をお送りください。"
    return "この郵便番号の住所が一覧にありませんでした。\n都道府県をお送りください。"


def town_of(answers: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """(都道府県, 市区町村, 町域), None while it is not known."""
    if (place := answers.get("place")) and place != _OTHER:
        prefecture, city, town = place.split(_PART)
        return prefecture, city, town
    if answers.get("prefecture") and answers.get("city"):
        return answers["prefecture"], answers["city"], answers.get("town") or ""
    return None


def office_for(answers: Mapping[str, Any]) -> str:
    """The office that serves the address; "" while it is not known."""
    town = town_of(answers)
    return office_of(town[0]).area if town else ""


def _in_full(answers: Answers, facts: Facts) -> str:
    return f"〒{show_code(answers['postal'])}\n{''.join(town_of(answers) or ())}"


def _to_the_city(answers: Answers, facts: Facts) -> str:
    return "".join((town_of(answers) or ())[:2])


@dataclass(frozen=True, slots=True)
class Street(Text):
    """番地・建物 belong to one town: {"street", "of"}. Another town asks for them again."""

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        street = super(Street, self).read(what, so_far, answers, facts)
        return {"street": street, "of": _PART.join(town_of(answers) or ())}

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return str(value["street"])

    def holds(self, value: Any, answers: Answers, facts: Any) -> bool:
        return bool(value["of"] == _PART.join(town_of(answers) or ()))

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return super(Street, self).input(so_far, value and value["street"], answers, facts)


FIELDS = (
    Field(
        "郵便番号",
        Step(
            "postal",
            "ご住所の郵便番号をお送りください。",
            Text(20, clean=read_code, mode="numeric", autocomplete="postal-code"),
            hint="住所の町名までは、こちらで入力します。",
            example=POSTAL_EXAMPLE,
        ),
        Step("place", _which, Choice(_places), when=_is_listed),
        Step("prefecture", _no_town, Text(10, clean=read_prefecture), when=_is_typed, example="東京都"),
        Step("city", "市区町村をお送りください。", Text(40, fold=fold), when=_is_typed, example="渋谷区"),
        Step(
            "town",
            "町名までをお送りください。",
            Text(60, fold=fold),
            when=_is_typed,
            optional=True,
            hint="番地と建物は、次の質問でうかがいます。",
            example="神宮前",
        ),
        chapter=PERSON,
        show=_in_full,
        mask=_to_the_city,
        page=True,
    ),
    Field(
        "番地・建物",
        Step(
            "street",
            "番地と建物をお送りください。",
            Street(100, fold=fold, autocomplete="address-line1"),
            hint="建物の名前と部屋番号があれば、続けてお送りください。",
            example="1-2-3 見本ビル405",
        ),
        chapter=PERSON,
        private=True,
        page=True,
    ),
)
