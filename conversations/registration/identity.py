"""Chapter 写真と書類: プロフィール写真, and 本人確認書類 where the office of the address asks for a picture of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversations.dialog import Facts, Field, Step
from conversations.kinds import Choice, Photo
from conversations.kinds.kind import Answers
from conversations.registration.address import office_for
from conversations.registration.chapters import PAPERS
from flex_messages.cards import Card, Note, Status
from flex_messages.words import MENU_WORDS, day
from rules.identity import DAYS_KEPT, DOCUMENTS, MY_NUMBER, Check, check_of
from rules.japan_time import date_of

FIELD = "本人確認書類"


def check_for(answers: Mapping[str, Any]) -> Check:
    return check_of(office_for(answers))


def identity_words(profile: Mapping[str, Any]) -> str:
    """How it is known who they are: 運転免許証, with the day on which its picture was erased."""
    match check_for(profile):
        case "interview":
            seen = profile.get("id_seen")
            return f"面談で確認済み（{day(date_of(seen))}）" if seen else "面談で確認"
        case "off":
            return ""
    words = DOCUMENTS.get(profile.get("id_kind") or "", "")
    return f"{words}（画像は{day(date_of(erased))}に削除）" if (erased := profile.get("id_erased")) else words


def _asked(answers: Answers, facts: Facts) -> bool:
    return check_for(answers) == "picture"


def _picture(answers: Answers, facts: Facts) -> Card:
    document = DOCUMENTS.get(answers["id_kind"], FIELD)
    card = Card(
        about=MENU_WORDS["profile"],
        title=f"{document}の写真を\nお送りください。",
        status=Status("下書き"),
        text="お名前・住所・生年月日の面を1枚、文字が読めるように撮ってください。",
    )
    if answers["id_kind"] != MY_NUMBER:
        return card
    words = "表面のみを、ケースに入れたまま撮ってください。裏面の12桁の個人番号は、お送りいただかないようお願いします。"
    return replace(card, note=Note(words, "マイナンバーカードの場合"))


FIELDS = (
    Field(
        "プロフィール写真",
        Step(
            "photo",
            "プロフィール写真をお送りください。",
            Photo(),
            hint="お顔がはっきり写った写真を1枚お願いします。",
        ),
        chapter=PAPERS,
    ),
    Field(
        FIELD,
        Step(
            "id_kind",
            "本人確認書類は、どちらをお送りになりますか。",
            Choice(DOCUMENTS),
            when=_asked,
            hint=f"画像は、登録の完了から{DAYS_KEPT}日後に削除します。",
        ),
        Step("id_picture", _picture, Photo(), when=lambda answers, facts: answers["id_kind"] is not None),
        chapter=PAPERS,
        show=lambda answers, facts: DOCUMENTS.get(answers["id_kind"], ""),
        page=True,
    ),
)
