"""A place is sent, judged and shown in words before anything is recorded; from afar there are ways out."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.events import Chosen, Measured, Other, Placed
from conversations.kinds.kind import Earlier
from conversations.play import NOON, tap
from conversations.sheet import Given
from conversations.visit.cards import IN, sure_card
from conversations.visit.door import judged, said
from conversations.visit.places import REASONS
from flex_messages.cards import Show
from rules.distance import Fix, metres
from storage.places import Place
from tests.journey_dialogs.conftest import labels, row
from tests.journey_dialogs.dispatching import DOOR
from tests.journey_dialogs.visiting import FACTS, PLACE, checking_in, fix, pin


def test_the_place_is_asked_first_with_a_page_and_the_map() -> None:
    said_ = checking_in()
    assert said_.step == "here"
    assert labels(said_.asked[-1][1].cards[0]) == ["位置を測る"]
    assert said_.quick == ["位置情報を送る", "あとで続ける"]


def test_a_measured_place_at_the_door_is_near_and_one_tap_is_left() -> None:
    said_ = checking_in(fix(40))
    assert said_.step == "sure"
    card = said_.asked[-1][1].cards[0]
    assert card.status is not None
    assert card.status.word == "近い"
    assert row(card, "距離") == "約40m"
    assert labels(card) == ["チェックインする", "やめる"]
    said_.hear(tap("チェックインする"))
    assert said_.finished


def test_a_pin_is_never_more_than_unclear_and_the_card_says_what_clears_it() -> None:
    said_ = checking_in(pin(0))
    card = said_.asked[-1][1].cards[0]
    assert card.status is not None
    assert card.status.word == "位置があいまい"
    assert card.note is not None
    assert "事業者の確認" in card.note.text
    assert labels(card) == ["チェックインする", "位置を測り直す", "やめる"]


def test_only_beyond_three_hundred_metres_a_sentence_is_asked_for() -> None:
    assert checking_in(pin(290)).step == "sure"
    said_ = checking_in(pin(400))
    assert said_.step == "reason"
    said_.hear(tap(REASONS[0]))
    assert said_.step == "sure"
    assert row(said_.asked[-1][1].cards[0], "事情") == REASONS[0]


def test_from_afar_nothing_can_be_recorded_but_the_ways_out_are_there() -> None:
    said_ = checking_in(fix(3_400))
    assert said_.step == "claim"
    card = said_.asked[-1][1].cards[0]
    assert card.status is not None
    assert card.status.word == "離れている"
    assert labels(card) == ["位置を測り直す", "場所が変わった", "登録地点が違う", "やめる", "申告する"]
    assert said_.outcome.keep["verdict"] == "far"


def test_at_the_door_a_new_place_is_judged_anew() -> None:
    said_ = checking_in(fix(3_400), fix(30))
    assert said_.step == "sure"
    assert said_.answers["here"]["verdict"] == "near"
    assert "claim" not in said_.answers


def test_an_older_card_cannot_record_a_newer_place() -> None:
    said_ = checking_in(fix(30), pin(200))
    assert said_.step == "sure"
    said_.hear(tap("チェックインする", ago=1))
    assert not said_.finished
    assert "前の質問" in said_.last_words


@pytest.mark.parametrize(("label", "claim"), [("場所が変わった", "moved"), ("登録地点が違う", "wrong")])
def test_a_place_that_has_changed_is_unclear_and_goes_to_the_agency(label: str, claim: str) -> None:
    said_ = checking_in(fix(3_400), tap(label), "駅の反対側に移りました。")
    card = said_.asked[-1][1].cards[0]
    assert card.status is not None
    assert card.status.word == "位置があいまい"
    assert card.note is not None
    assert "支援機関に確認" in card.note.text
    kept = said(Given(said_.answers))
    assert (kept["verdict"], kept["claim"], kept["distance_m"]) == ("grey", claim, said_.answers["here"]["distance"])


def test_giving_up_says_that_nothing_was_recorded_and_what_stays() -> None:
    said_ = checking_in(fix(30), tap("やめる"))
    assert said_.outcome.end == "stopped"
    assert "記録していません" in said_.last_words
    assert "控え" in said_.last_words


def test_a_place_that_was_sent_long_ago_is_asked_for_again() -> None:
    said_ = checking_in(fix(30), facts=replace(FACTS, now=NOON + 60 * 60_000))
    said_.hear(tap("チェックインする"))
    assert not said_.finished
    assert "時間がたちました" in said_.last_words


@pytest.mark.parametrize("what", [Other("sticker"), Placed(math.nan, 139.7), Measured(541, 0, 10), "東京駅"], ids=repr)
def test_what_is_no_place_is_asked_again_and_kept_nowhere(what: object) -> None:
    said_ = checking_in(what)
    assert said_.step == "here"
    assert said_.trouble is not None
    assert said_.outcome.keep is None
    assert said_.answers == {}


def test_a_client_whose_place_nobody_knows_can_be_visited() -> None:
    said_ = checking_in(fix(0), facts=replace(FACTS, places=()))
    card = said_.asked[-1][1].cards[0]
    assert row(card, "距離") == "登録なし"
    assert card.note is not None
    assert "登録されていません" in card.note.text


def test_of_several_places_the_nearest_counts() -> None:
    branch = Place("q", "c", "approved", "pin", DOOR[0] + 0.05, DOOR[1], "支店", "", "m", NOON)
    said_ = checking_in(Measured(DOOR[0] + 0.0501, DOOR[1], 15), facts=replace(FACTS, places=(PLACE, branch)))
    assert said_.answers["here"]["place"] == "q"
    assert said_.answers["here"]["verdict"] == "near"


def test_the_page_shows_where_one_stands_to_scale() -> None:
    said_ = checking_in(fix(220, accuracy=40))
    around = sure_card(IN, Given(said_.answers), FACTS).around
    assert around is not None
    assert around.distance == "約220m"
    assert around.direction == "南"
    assert 215 < around.north < 225
    assert abs(around.east) < 1


degrees = st.floats(-0.2, 0.2)


@given(degrees, degrees, st.floats(0, 50_000))
def test_a_circle_that_touches_the_place_is_never_far(north: float, east: float, accuracy: float) -> None:
    fix_ = Fix(DOOR[0] + north, DOOR[1] + east, accuracy, "measured")
    here = judged(value_of(fix_), {}, FACTS)
    if metres(fix_, PLACE) <= accuracy:
        assert here["verdict"] != "far"
    assert here["thresholds"] == FACTS.thresholds.version


@given(degrees, degrees)
def test_a_pin_is_never_scored_as_measured(north: float, east: float) -> None:
    said_ = checking_in(Placed(DOOR[0] + north, DOOR[1] + east))
    assert said_.answers["here"]["source"] == "pin"
    assert said_.answers["here"]["verdict"] in ("grey", "far")
    assert said_.outcome.keep["accuracy"] is None


def value_of(fix_: Fix) -> dict[str, object]:
    return {
        "latitude": fix_.latitude, "longitude": fix_.longitude, "accuracy": fix_.accuracy_m, "source": fix_.source,
    }  # fmt: skip


def test_words_and_old_buttons_never_confirm_a_place() -> None:
    said_ = checking_in(fix(30), "チェックインする")
    assert said_.step == "sure"
    assert not said_.finished
    assert isinstance(said_.said[-1], Show)
    kind = said_.dialog.by_name["sure"].kind
    assert kind.read(pin(0), None, Given(said_.answers), FACTS) == Earlier("現在地")
    assert kind.read(Chosen(("yes",)), None, Given(said_.answers), FACTS) == "yes"
