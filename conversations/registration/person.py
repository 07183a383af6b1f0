"""Chapter ご本人: 氏名 and フリガナ. Where they part is asked only when it is not plain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass
from typing import Any

from conversations.dialog import Facts, Field, Step
from conversations.events import Typed, What
from conversations.kinds import Choice, Text
from conversations.kinds.kind import Answers
from conversations.registration.chapters import PERSON
from rules.names import KANA_EXAMPLE, LONGEST, NAME_EXAMPLE, likely_splits, parts, read_kana, read_name
from rules.refusal import Refusal

MOST_SPLITS = 12
LONGEST_TYPED = 4 * LONGEST  # two parts, each character with a variation selector
_PART = "／"


@dataclass(frozen=True, slots=True)
class Parting(Choice):
    """Where a name parts: by its button, or by the name once more with a space in it. tidy: as the name was read."""

    _: KW_ONLY
    tidy: Callable[[str], str]

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> str:
        if isinstance(what, Typed):
            with suppress(Refusal):
                cut = self.tidy(what.text).replace(" ", _PART)
                if cut in self.options(answers, facts):
                    return cut
        return super(Parting, self).read(what, so_far, answers, facts)


def _cuts(step: str) -> Callable[[Answers, Facts], Mapping[str, str]]:
    def options(answers: Answers, facts: Facts) -> Mapping[str, str]:
        cuts = likely_splits(answers[step] or "", MOST_SPLITS)
        return {_PART.join(cut): _PART.join(cut) for cut in cuts}

    return options


def in_parts(answers: Answers, step: str) -> tuple[str, str]:
    """(姓, 名) of the answered step "name" or "kana"."""
    if cut := answers.get(f"{step}_parts"):
        family, given = cut.split(_PART)
        return family, given
    return parts(answers.get(step) or "") or (answers.get(step) or "", "")


def full(answers: Answers, step: str) -> str:
    return " ".join(in_parts(answers, step)).strip()


def _asked(field: str, step: str, ask: str, read: Callable[[str], str], example: str, hint: str = "") -> Field:
    def check(value: Any, answers: Answers, facts: Facts) -> str:
        return read(value)

    def unclear(answers: Answers, facts: Facts) -> bool:
        return answers[step] is not None and parts(answers[step]) is None

    def show(answers: Answers, facts: Facts) -> str:
        return full(answers, step)

    return Field(
        field,
        Step(step, ask, Text(LONGEST_TYPED), check=check, example=example, hint=hint),
        Step(
            f"{step}_parts",
            lambda answers, facts: f"「{answers[step]}」は、どこで姓と名に分かれますか。",
            Parting(_cuts(step), tidy=read),
            when=unclear,
            hint="ボタンから選ぶか、間を空けてもう一度お送りください。",
        ),
        chapter=PERSON,
        show=show,
    )


FIELDS = (
    _asked("氏名", "name", "お名前をお送りください。", read_name, NAME_EXAMPLE, "証明書と同じ文字でお送りください。"),
    _asked("フリガナ", "kana", "フリガナをお送りください。", read_kana, KANA_EXAMPLE, "ひらがなでもかまいません。"),
)
