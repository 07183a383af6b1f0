"""What the people of a storm live through: lists of deeds, the same as in the tests of whole journeys. A new journey
joins with one line of LIFE, WORK or PASTIMES.
"""

from __future__ import annotations

from dataclasses import dataclass

from flex_messages.words import DETAILS
from tests.faults.storm.hands import Hand
from tests.whole import reporting
from tests.whole.confirming import CONFIRMED_BY_CLIENT
from tests.whole.dispatching import ACCEPTED, CHOSEN, CLIENT_GIVEN, CONSULTED, PLACED
from tests.whole.paying import BOOK_CHECKED, BOOK_SENT, HANDED_OVER, SETTLED
from tests.whole.story import APPOINTED, APPROVED, MENDED, RETURNED, SENT, Deed, Town, agency, expert
from tests.whole.visiting import ABSENT, ARRIVED, LEFT, UNDONE


@dataclass(frozen=True, slots=True)
class Journey:
    """office: it needs a regional office to itself, since its clerk takes up what came last."""

    name: str
    deeds: tuple[Deed, ...]
    office: bool = False


# An applicant's life, in order. What needs the office is left out while that is busy with somebody else.
LIFE: tuple[Journey, ...] = (
    Journey("registration", SENT),
    Journey("return", (*RETURNED, *MENDED)),
    Journey("appointment", (*APPROVED, *APPOINTED), office=True),
)
REQUESTED: tuple[Deed, ...] = (
    *(*CLIENT_GIVEN, *CONSULTED, *PLACED),
    *(agency("type", "明日 10:00"), agency("tap", "2時間"), agency("tap", "経営革新")),
    *(agency("type", "試験 太郎"), *CHOSEN, agency("tap", "送信する")),
)


async def look_at_the_sum(town: Town) -> None:
    """Of the expert of the moment, among all that is held at the office."""
    clerk, who = town.secretariat, town.expert
    assert isinstance(clerk, Hand)
    assert isinstance(who, Hand)
    await clerk.tap_at(who.says["試験 太郎"], DETAILS)


CHECKED = tuple(look_at_the_sum if deed.__name__.endswith(DETAILS) else deed for deed in BOOK_CHECKED)
PAID: tuple[Deed, ...] = (*BOOK_SENT, *CHECKED, *HANDED_OVER, *SETTLED)
# What a registered expert lives through, who is at one client's and expected at another's: seeding.py.
WORK: tuple[Journey, ...] = (
    Journey("visit", (*CONFIRMED_BY_CLIENT, *LEFT)),
    Journey("absence", (*UNDONE, *ARRIVED, *ABSENT[3:])),
    Journey("request", (*REQUESTED, *ACCEPTED)),
    Journey("report", (*reporting.REPORTED, *reporting.RETURNED, *reporting.MENDED)),
    Journey(
        "payment",
        (*reporting.CONFIRMED, *reporting.INSPECTED, *BOOK_SENT, *CHECKED, *HANDED_OVER, *SETTLED),
        office=True,
    ),
)
AROUND = ("制度のご案内", "支援機関を探す", "近畿", "大阪府")
# What guests do, each on their own.
PASTIMES: tuple[Journey, ...] = (
    Journey("looking around", tuple(expert("tap", label) for label in AROUND)),
    Journey("asking", (expert("tap", "お問い合わせ"), expert("type", "登録には何が必要ですか"))),
    Journey("others", (expert("type", "その他"), expert("tap", "規約"))),
    Journey("mistyping", (expert("type", "ABCD-EFGH-JKL"), expert("tap", "招待コードを入力"))),
)
