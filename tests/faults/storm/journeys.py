"""What the people of a storm live through: lists of deeds, the same as in the tests of whole journeys. A new journey
joins with one line of LIFE or PASTIMES.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.whole.story import APPOINTED, APPROVED, MENDED, RETURNED, SENT, Deed, expert


@dataclass(frozen=True, slots=True)
class Journey:
    """office: it needs a regional office to itself, since its clerk takes up what came last."""

    name: str
    deeds: tuple[Deed, ...]
    office: bool = False


# One expert's life, in order. What needs the office is left out while that is busy with somebody else.
LIFE: tuple[Journey, ...] = (
    Journey("registration", SENT),
    Journey("return", (*RETURNED, *MENDED)),
    Journey("appointment", (*APPROVED, *APPOINTED), office=True),
)
AROUND = ("制度のご案内", "支援機関を探す", "近畿", "大阪府")
# What guests do, each on their own.
PASTIMES: tuple[Journey, ...] = (
    Journey("looking around", tuple(expert("tap", label) for label in AROUND)),
    Journey("asking", (expert("tap", "お問い合わせ"), expert("type", "登録には何が必要ですか"))),
    Journey("others", (expert("type", "その他"), expert("tap", "規約"))),
    Journey("mistyping", (expert("type", "ABCD-EFGH-JKL"), expert("tap", "招待コードを入力"))),
)
