"""Whatever anybody sends to whatever question: a JSON value that chat and page agree on, or a refusal in Japanese."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.approval.chips import Chips
from conversations.events import Chosen, Followed, Measured, Other, Placed, Sent, Typed, What
from conversations.invitation.recent_day import RecentDay
from conversations.kinds import (
    UNLISTED,
    Choice,
    Day,
    DayTime,
    File,
    Kind,
    Location,
    LongText,
    Many,
    Month,
    More,
    Number,
    Period,
    Photo,
    ReadBack,
    Search,
    Several,
    Signature,
    Text,
    Time,
)
from conversations.kinds.kind import Earlier
from conversations.registration.profile import PROFILE
from conversations.sheet import Given
from rules.refusal import Refusal

TODAY = "2026-11-24"
FACTS = SimpleNamespace(today=date.fromisoformat(TODAY))
FRUIT = {"apple": "りんご", "pear": "なし", "grape": "ぶどう"}
KINDS: dict[str, Kind] = {
    "text": Text(40),
    "longtext": LongText(400),
    "number": Number(0, 480),
    "choice": Choice(FRUIT),
    "proof": Choice(FRUIT, stopping=("pear",), proof=True),
    "several": Several(FRUIT),
    "chips": Chips(200, chips={"読めない": "読み取れませんでした。"}),
    "day": Day(least="1930-01-01", most="2040-12-31", initial=TODAY),
    "recent day": RecentDay(most=TODAY, initial=TODAY),
    "month": Month(most=TODAY),
    "period": Period(most=TODAY),
    "time": Time(),
    "day time": DayTime(today=TODAY),
    "photo": Photo(),
    "file": File(),
    "files": Many(File(), 1, 10, "ほかにもありますか。"),
    "location": Location(),
    "signature": Signature(),
    "read back": ReadBack(30),
    "search": Search(lambda text, a, f: [(key, word) for key, word in FRUIT.items() if text in word],
                     lambda key, a, f: FRUIT.get(key, "")),
}  # fmt: skip
KINDS |= {
    f"profile {place.name}": place.kind for place in PROFILE.places if not place.closes and place.name != "review"
}

widths = st.text(st.characters(codec="utf-8"), max_size=60)
written = st.sampled_from(
    [
        *("りんご", "1", "はい", "昭和43年3月5日", "S43.3.5", "１９６８０３０５", "2015年4月〜現在まで", "H27.4"),
        *("14:00", "午後2時半", "明日 10:00", "12月8日13時", "０９０−１２３４−５６７８", "taro＠example.jp"),
        *("１５０ー０００１", "10530-12345671", "ｼｹﾝ ﾀﾛｳ", "試験\u3000太郎", "東京 神奈川", "全国", "みずほ", "以上"),
        *("😀", "\u202e逆", "\u200b", "あ" * 5000, "a\r\nb", "入力を終える", "=cmd|' /C calc'!A0", "{{7*7}}"),
        *("<script>", "0", "-1", "1e999", "NaN", "令和0年1月1日", "9999-99-99"),
    ]
)
texts = st.builds(
    Typed, st.one_of(widths, written, st.text("0123456789０１２３年月日時分:/-.〜 ", max_size=20)), st.just("m1")
)
floats = st.floats(allow_nan=True, allow_infinity=True)
whats: st.SearchStrategy[What] = st.one_of(
    texts,
    st.builds(Chosen, st.lists(st.one_of(st.sampled_from([*FRUIT, "=done", "=clear", "=more", "=lost", "=:apple",
        "now", "yes", "no", "agree", "2026-12-01"]), st.text(max_size=12)), max_size=4).map(tuple)),
    st.builds(Sent, st.sampled_from(["image", "pdf", "other"]), st.just("f1"), st.text(max_size=20),
              st.integers(0, 10**8), st.integers(1, 400), st.just("m1"),
              problem=st.sampled_from(["", "", "too_big", "broken", "encrypted", "unknown_kind", "gone"])),
    st.builds(Placed, floats, floats, st.text(max_size=20), st.text(max_size=20), st.just("m1")),
    st.builds(Measured, floats, floats, floats, st.integers(-10, 10**9)),
    st.builds(Other, st.sampled_from(["sticker", "video", "audio", "未来の種類"]), st.just("m1")),
    st.just(Followed()),
)  # fmt: skip

LATIN = re.compile("[A-Za-z]{4,}")
KNOWN = {"LINE", "JPEG", "HEIC"}


def is_japanese(words: str) -> bool:
    return any(unicodedata.name(c, "").startswith(("HIRAGANA", "KATAKANA", "CJK")) for c in words)


def read(kind: Kind, what: What) -> Any:
    """The value, what is gathered so far, or the refusal."""
    try:
        return kind.read(what, None, Given({}), FACTS)
    except Refusal as no:
        return no


def strange(no: Refusal, what: What) -> list[str]:
    """Latin words of a refusal that the person did not write."""
    typed = what.text if isinstance(what, Typed) else ""
    theirs = typed + unicodedata.normalize("NFKC", typed)
    return [word for word in LATIN.findall(no.words) if word not in KNOWN and word not in theirs]


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=150, deadline=None)
@given(what=whats)
def test_a_value_or_a_refusal_in_japanese(name: str, what: What) -> None:
    kind, answers = KINDS[name], Given({})
    match read(kind, what):
        case Refusal() as no:
            assert is_japanese(no.words), no.words
            assert strange(no, what) == [], no.words
            assert len(no.words) < 300, "a refusal is read on a phone"
        case Earlier():
            pass
        case More() as more:
            orjson.dumps(more.partial)
            assert isinstance(kind.part(more.partial, answers, FACTS).text, str)
        case value:
            assert orjson.loads(orjson.dumps(value)) == value
            assert kind.show(value, answers, FACTS).strip() or value == UNLISTED, "a review shows what was answered"
            assert kind.input(None, value, answers, FACTS).kind


ROUND = {name: kind for name, kind in KINDS.items() if kind.__class__ in (Text, Day, RecentDay, Month, Time, DayTime)}


@pytest.mark.parametrize("name", ROUND)
@settings(max_examples=150, deadline=None)
@given(what=texts)
def test_what_a_page_shows_of_a_value_is_read_as_the_same_value(name: str, what: Typed) -> None:
    kind, value = ROUND[name], read(ROUND[name], what)
    if not isinstance(value, str):
        return
    stands = kind.input(None, value, Given({}), FACTS).value
    assert not stands or kind.read(Typed(stands), None, Given({}), FACTS) == value
