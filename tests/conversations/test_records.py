"""Loops of records: rows, the way back, mending and dropping, skipping the whole."""

from __future__ import annotations

from dataclasses import replace

from conversations.dialog import Field
from conversations.events import Typed, Unsent
from conversations.play import play, restart, tap
from tests.conversations import filled
from tests.conversations.dialogs import LOOPS, PROFILE, Facts

FACTS = Facts()
TWO = (*filled.TO_MORE, tap("はい"), "課長", "2019年4月〜現在まで", tap("はい"))


def test_rows_are_added_until_there_are_no_more() -> None:
    played = play(PROFILE, *TWO, facts=FACTS)
    assert played.step == "career.more"
    assert [row.value for row in played.card.rows] == ["部長　2015年4月〜2019年3月", "課長　2019年4月〜現在　はい"]
    assert played.hear("いいえ").sheet.at == "papers"


def test_the_steps_of_a_row_branch_by_the_answers_of_the_row() -> None:
    played = play(PROFILE, *filled.TO_CAREER, "部長", "2015年4月〜現在まで", facts=FACTS)
    assert played.step == "career.still"
    played = play(PROFILE, *filled.TO_CAREER, "部長", "2015年4月〜2019年3月", facts=FACTS)
    assert played.step == "career.more"


def test_the_last_row_leaves_only_one_way_on() -> None:
    played = play(PROFILE, *TWO, tap("はい"), "係長", "2010年4月〜2014年3月", facts=FACTS)
    assert "はい" not in played.labels
    played.hear("はい")
    assert played.trouble is not None
    assert played.hear(tap("いいえ")).sheet.at == "papers"


def test_a_row_is_mended_in_place() -> None:
    played = play(PROFILE, *TWO, tap("直す", row="1件目"), facts=FACTS)
    assert played.step == "career.post"
    assert played.card.note is not None
    assert played.card.note.text == "部長"
    assert played.hear("取締役").sheet.at == "career.span"
    assert played.hear(tap("変更しない")).sheet.at == "career.more"
    assert [row["post"] for row in played.answers["career"]] == ["取締役", "課長"]


def test_a_mended_row_drops_what_became_pointless_in_it() -> None:
    played = play(PROFILE, *TWO, tap("直す", row="2件目"), tap("変更しない"), "2019年4月〜2020年3月", facts=FACTS)
    assert played.step == "career.more"
    assert "still" not in played.answers["career"][1]


def test_a_row_is_dropped() -> None:
    played = play(PROFILE, *TWO, tap("1件目を消す"), facts=FACTS)
    assert [row["post"] for row in played.answers["career"]] == ["課長"]
    assert played.step == "career.more"
    assert played.last_words == "1件目を消しました。"


def test_back_from_a_new_row_leads_to_the_list_of_rows() -> None:
    played = play(PROFILE, *filled.TO_MORE, tap("はい"), "戻る", facts=FACTS)
    assert played.step == "career.more"
    assert played.hear(tap("いいえ")).sheet.at == "papers"
    assert len(played.answers["career"]) == 1


def test_back_from_behind_the_loop_leads_to_the_list_of_rows_and_more_can_be_added() -> None:
    played = play(
        PROFILE, *filled.TO_PAPERS, "戻る", tap("はい"), "課長", "2019年4月〜2020年3月", tap("いいえ"), facts=FACTS
    )
    assert played.step == "papers"
    assert len(played.answers["career"]) == 2


def test_mending_the_field_of_a_loop_leads_to_its_list() -> None:
    played = play(PROFILE, *filled.TO_REVIEW, tap("直す", row="職歴"), facts=FACTS)
    assert played.step == "career.more"
    assert played.hear(tap("いいえ")).sheet.at == "sure"


def test_a_double_tap_on_yes_starts_one_row() -> None:
    played = play(PROFILE, *filled.TO_MORE, tap("はい"), tap("はい", ago=1), facts=FACTS)
    assert played.step == "career.post"
    assert played.sheet.row("career") == 1


def test_unsending_the_answer_of_a_row_asks_it_again_in_its_row() -> None:
    played = play(
        PROFILE, *filled.TO_CAREER, Typed("部長", "m1"), "2015年4月〜2019年3月", tap("はい"), "課長", facts=FACTS
    )
    played.hear(Unsent("m1"))
    assert (played.step, played.sheet.row("career")) == ("career.post", 0)
    played.hear("取締役")
    assert (played.step, played.sheet.row("career")) == ("career.span", 1)


def test_a_row_survives_a_restart_half_way() -> None:
    played = play(PROFILE, *filled.TO_MORE, tap("はい"), "課長", restart(), "2019年4月〜2020年3月", facts=FACTS)
    assert played.answers["career"][1] == {"post": "課長", "span": {"from": "2019-04", "to": "2020-03"}}


def test_a_whole_loop_is_skipped_where_it_is_optional_and_can_be_taken_up_again() -> None:
    played = play(LOOPS, tap("いいえ"), "スキップ")
    assert (played.step, played.answers["hobbies"]) == ("sure", None)
    assert play(LOOPS, tap("いいえ"), "スキップ", "戻る").step == "hobbies.what"
    played.hear(tap("直す", row="趣味"))
    assert played.step == "hobbies.what"
    assert played.hear("山登り").sheet.at == "hobbies.more"
    assert played.hear("いいえ").sheet.at == "sure"
    assert played.answers["hobbies"] == [{"what": "山登り"}]


def test_a_loop_that_is_no_longer_asked_goes_with_all_its_rows() -> None:
    played = play(
        LOOPS, tap("はい"), "商店街", "スキップ", "いいえ", "スキップ", tap("直す", row="有無"), tap("いいえ")
    )
    assert played.step == "sure"
    assert "works" not in played.answers
    played.hear(tap("直す", row="有無"))
    assert played.hear(tap("はい")).sheet.at == "works.title"


def test_a_condition_about_an_answer_that_was_taken_back_is_not_met() -> None:
    played = play(
        PROFILE, *filled.TO_CAREER, "部長", Typed("2015年4月〜現在まで", "m1"), tap("はい"), Unsent("m1"), facts=FACTS
    )
    assert played.step == "career.span"
    assert played.answers["career"] == [{"post": "部長"}]


def test_messages_of_a_dropped_row_are_forgotten_and_those_behind_it_move_up() -> None:
    rows = ("2015年4月〜2019年3月", tap("はい"), Typed("課長", "m2"), "2019年4月〜2020年3月", tap("1件目を消す"))
    played = play(PROFILE, *filled.TO_CAREER, Typed("部長", "m1"), *rows, facts=FACTS)
    said = len(played.said)
    played.hear(Unsent("m1"))
    assert len(played.said) == said
    played.hear(Unsent("m2"))
    assert (played.step, played.sheet.row("career")) == ("career.post", 0)


def test_a_loop_takes_its_rows_along_to_its_new_name() -> None:
    renamed = replace(PROFILE.fields[5].steps[0], name="jobs")
    fields = (*PROFILE.fields[:5], Field("職歴", renamed, chapter="経歴"), *PROFILE.fields[6:])
    newer = replace(PROFILE, version=2, fields=fields, renamed={"career": "jobs"})
    played = play(PROFILE, *filled.TO_REVIEW, restart(newer), facts=FACTS)
    assert played.step == "sure"
    assert played.answers["jobs"] == [{"post": "部長", "span": {"from": "2015-04", "to": "2019-03"}}]
