"""Why something is done: a ready-made line by its button, or one's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from conversations.approval.chips import Chips
from conversations.dialog import Ask, Facts, Field, Step
from conversations.kinds.kind import Answers
from rules.text_width import fold

OWN_WORDS = "ボタンから選ぶか、ご自身の言葉でお送りください。"


def reason(
    ask: Ask,
    chips: Mapping[str, str],
    hint: str = OWN_WORDS,
    *,
    label: str = "理由",
    example: str = "",
    when: Callable[[Answers, Facts], bool] | None = None,
) -> Field:
    """chips: label of a button -> the sentence it stands for. The answer is `reason`."""
    return Field(label, Step("reason", ask, Chips(200, fold=fold, chips=chips), hint=hint, example=example, when=when))
