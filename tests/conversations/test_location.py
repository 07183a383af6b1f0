"""A place is read from LINE's map or from a fix of the phone; what is no place is refused in words and kept nowhere."""

from __future__ import annotations

import math
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import read as incoming
from conversations.events import Chosen, Measured, Other, Placed, Sent, Typed, What
from conversations.kinds import Location
from conversations.kinds.location import measured
from conversations.sheet import Given
from rules.refusal import Refusal
from storage.inbox import Letter

TOKYO = (35.6812, 139.7671)
HOSTILE: tuple[Any, ...] = (None, "35.6", "", True, [], {}, math.nan, math.inf, -math.inf, 90.1, -91, 541, 1e308)


def read(what: What) -> Any:
    return Location().read(what, None, Given(), None)


def words(what: What, kind: Location | None = None) -> str:
    with pytest.raises(Refusal) as no:
        (kind or Location()).read(what, None, Given(), None)
    return no.value.words


def test_a_pin_says_neither_how_exact_it_is_nor_when_it_was_taken() -> None:
    value = Location().stamped(read(Placed(*TOKYO, "本社", "東京都千代田区")), 1_000)
    assert value == {
        "latitude": 35.6812, "longitude": 139.7671, "source": "pin", "accuracy": None, "label": "本社", "at": 1_000,
        "taken": None,
    }  # fmt: skip
    assert Location().show(value, Given(), None) == "本社"


def test_a_measured_fix_keeps_its_error_and_when_it_was_taken() -> None:
    value = Location().stamped(read(Measured(*TOKYO, 40.0, age=700)), 1_000)
    assert (value["source"], value["accuracy"], value["at"], value["taken"]) == ("measured", 40.0, 1_000, 300)
    assert Location().show(value, Given(), None) == "測った位置（誤差 約40m）"


@pytest.mark.parametrize("latitude", HOSTILE, ids=repr)
def test_what_is_no_place_is_refused_in_words(latitude: Any) -> None:
    message = {"id": "m1", "type": "location", "latitude": latitude, "longitude": 139.7}
    raw = orjson.dumps({"type": "message", "replyToken": "r", "message": message})
    event, _ = incoming(Letter(1, "e1", "p", 0, 0, raw, 0, None, False))
    assert isinstance(event.what, Placed)
    assert "位置" in words(event.what)


def test_latitude_and_longitude_the_wrong_way_round_are_said_to_be() -> None:
    assert "逆になっている" in words(Placed(139.7671, 35.6812))


@given(st.floats(), st.floats(), st.floats())
def test_whatever_numbers_come_a_value_is_a_place_on_earth(latitude: float, longitude: float, accuracy: float) -> None:
    try:
        value = read(Measured(latitude, longitude, accuracy))
    except Refusal:
        return
    assert -90 <= value["latitude"] <= 90
    assert -180 <= value["longitude"] <= 180
    assert 0 <= value["accuracy"] < math.inf
    orjson.dumps(value)


@given(st.dictionaries(st.sampled_from(("latitude", "longitude", "accuracy", "age")), st.lists(st.text(max_size=9))))
def test_whatever_a_page_posts_it_is_read_or_refused(form: dict[str, list[str]]) -> None:
    what = measured(form)
    assert what is None or words_or_value(what)


def words_or_value(what: What) -> bool:
    try:
        return bool(read(what))
    except Refusal as no:
        return bool(no.words)


@pytest.mark.parametrize("what", [Typed("東京駅"), Chosen(("x",)), Sent("image", "f"), Other("sticker")], ids=repr)
def test_anything_else_is_asked_for_again_with_the_way_to_send_it(what: What) -> None:
    assert "「位置情報を送る」" in words(what)


def test_a_place_that_is_only_looked_up_takes_no_fix() -> None:
    assert "位置情報" in words(Measured(*TOKYO, 10.0), Location(measure=False))
    assert Location(measure=False).part(None, Given(), None).buttons == ()
