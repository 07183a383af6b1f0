"""The two consents a registration begins with. Version, hash and time are kept; a changed text asks again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.dialog import Field, Step
from conversations.kinds import Consent
from conversations.registration.chapters import REQUIREMENT
from conversations.texts import text
from storage import consents
from storage.consents import Consent as Kept
from storage.store import Unit

ASKED = ("personal_information", "terms_of_use")


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


async def keep(unit: Unit, person: str, profile: Mapping[str, Any]) -> None:
    """The consents a profile was sent with, each with its version, hash and time."""
    for name in ASKED:
        if given := profile.get(name):
            await consents.note(unit, person, Kept(name, given["version"], given["hash"], given["at"]))
