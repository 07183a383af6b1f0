"""The two consents a registration begins with. Version, hash and time are kept; a changed text asks again."""

from __future__ import annotations

from conversations.dialog import Field, Step
from conversations.kinds import Consent
from conversations.registration.chapters import REQUIREMENT
from conversations.texts import text


def _consent(field: str, file: str, ask: str, hint: str) -> Field:
    words = text(file)
    kind = Consent(title=words.title, version=words.version, hash=words.hash, path=f"/p/texts/{file}")
    return Field(field, Step(file, ask, kind, hint=hint), chapter=REQUIREMENT)


FIELDS = (
    _consent(
        "個人情報の取扱い",
        "personal_information",
        "個人情報の取扱いに同意いただけますか。",
        "お預かりする情報の使いみちと、見る人をまとめています。",
    ),
    _consent(
        "利用規約",
        "terms_of_use",
        "利用規約に同意いただけますか。",
        "利用規約への同意は、登録の条件の一つです。",
    ),
)
