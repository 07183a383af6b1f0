"""Search and ReadBack: what one types is found or read back, and only then kept."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.dialog import Dialog, Field, Step
from conversations.events import Chosen, Other, Sent, Typed, What
from conversations.kinds import CLEAR, UNLISTED, Doubt, More, ReadBack, Search
from conversations.play import play, tap
from conversations.sheet import Given
from rules.refusal import Refusal
from tests.conversations.dialogs import done

NAMES = ("見本", *(f"例示{n}" for n in range(24)), "とても長い名前の支店です二十字以上あります")
TOWNS = {f"{n:03}": name for n, name in enumerate(NAMES)}


def find(text: str, answers: Any, facts: Any) -> list[tuple[str, str]]:
    return [(key, label) for key, label in TOWNS.items() if text in label or text == key]


KIND = Search(find, lambda key, answers, facts: TOWNS.get(key, ""))


def read(what: What, so_far: Any = None) -> Any:
    return KIND.read(what, so_far, Given(), None)


def part(so_far: Any) -> Any:
    return KIND.part(so_far, Given(), None)


def searched(text: str) -> Any:
    more = read(Typed(text, "m1"))
    assert isinstance(more, More)
    return more.partial


def test_one_hit_is_offered_and_taken_by_its_button_or_by_yes() -> None:
    so_far = searched("見本")
    button, lost = part(so_far).buttons
    assert (button.label, button.style, lost.label) == ("見本", "primary", "見つからない")
    assert (
        read(Chosen((button.tap.about,)), so_far) == read(Typed("はい"), so_far) == read(Typed("見本"), so_far) == "000"
    )


def test_many_hits_come_ten_at_a_time_and_begin_again_behind_the_last() -> None:
    so_far, headings = searched("例示"), []
    for _ in range(4):
        (page,) = part(so_far).lists
        headings.append(page.heading)
        assert part(so_far).more.label == "もっと見る"
        so_far = read(Chosen((part(so_far).more.tap.about,)), so_far).partial
    assert headings == ["1〜10件目", "11〜20件目", "21〜24件目", "1〜10件目"]


def test_a_hit_is_chosen_by_its_number_and_longer_figures_are_codes() -> None:
    so_far = searched("例示")
    assert read(Typed("12"), so_far) == "012"
    assert read(Typed("012"), so_far).partial["text"] == "012"


def test_a_long_name_stands_in_a_list() -> None:
    (page,) = part(searched("とても")).lists
    assert page.rows[0].value == TOWNS["025"]


def test_nothing_found_says_so_and_shows_the_way_out() -> None:
    so_far = searched("ない店")
    assert "「ない店」は見つかりませんでした" in part(so_far).text
    (lost,) = part(so_far).buttons
    assert read(Chosen((lost.tap.about,)), so_far) == read(Typed("見つからない")) == UNLISTED
    assert KIND.show(UNLISTED, Given(), None) == ""
    assert KIND.holds(UNLISTED, Given(), None)


@pytest.mark.parametrize(
    "what", [Other("sticker"), Sent("image", "f"), Typed("😀"), Chosen(("=:999",)), Chosen(("=more",))], ids=str
)
def test_what_is_no_search_is_refused(what: What) -> None:
    with pytest.raises(Refusal):
        read(what)


def test_the_page_asks_first_for_a_name_and_then_which_one() -> None:
    asked = KIND.input(None, None, Given(), None)
    assert asked.kind == "text"
    shown = KIND.input(searched("例示"), None, Given(), None)
    assert [o.label for o in shown.options[-3:]] == ["もっと見る", "見つからない", "探し直す"]
    assert KIND.posted({"answer": [shown.options[0].key]}) == Chosen((shown.options[0].key,))
    assert read(KIND.posted({"answer": [CLEAR]}), searched("例示")).partial is None
    assert KIND.posted({"answer": ["例示"]}) == Typed("例示")


@given(st.text(max_size=80), st.sampled_from(["", "見本", "例示", "無"]))
def test_any_text_is_a_search_a_hit_or_a_refusal(text: str, before: str) -> None:
    so_far = searched(before) if before else None
    with suppress(Refusal):
        match read(Typed(text, "m2"), so_far):
            case More(partial):
                assert part(partial).text
            case key:
                assert key in (*TOWNS, UNLISTED)


def doubt(typed: str, value: str) -> Doubt | None:
    if typed == "12":
        return Doubt("0012として登録します。", (("はい", "0012"),))
    return Doubt("どちらですか。", (("一", "1"), ("二", "2"))) if typed == "?1" else None


ASKED = Dialog(
    name="asked",
    title="番号",
    fields=(Field("番号", Step("number", "番号をお送りください。", ReadBack(10, doubt=doubt))),),
    finish=done,
)


def test_what_is_plain_is_kept_at_once() -> None:
    assert play(ASKED, "0012").answers == {"number": "0012"}


@pytest.mark.parametrize("yes", [tap("はい"), "はい", "1"])
def test_what_changes_is_read_back_and_kept_by_a_tap_or_a_word(yes: Any) -> None:
    said = play(ASKED, "12")
    assert not said.finished
    assert "0012として登録します。" in said.card.text
    said.hear(yes)
    assert said.finished
    assert said.answers == {"number": "0012"}


def test_a_new_text_takes_the_place_of_what_was_read_back() -> None:
    assert play(ASKED, "12", "4567").answers == {"number": "4567"}


def test_of_two_readings_one_is_chosen_on_a_page_too() -> None:
    kind = ReadBack(10, doubt=doubt)
    so_far = kind.read(Typed("?1", "m"), None, Given(), None).partial
    shown = kind.input(so_far, None, Given(), None)
    assert (shown.label, [o.label for o in shown.options]) == ("どちらですか。", ["一", "二", "入力し直す"])
    assert kind.read(kind.posted({"answer": [shown.options[1].key]}), so_far, Given(), None) == "2"
    assert kind.read(kind.posted({"answer": [CLEAR]}), so_far, Given(), None).partial is None
    assert kind.messages(so_far) == ("m",)
