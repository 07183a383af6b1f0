"""Every kind of answer: what it reads, and what it says to everything else."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.events import Chosen, Other, Placed, Sent, Typed, What
from conversations.kinds import (
    DONE,
    Choice,
    Day,
    DayTime,
    File,
    Kind,
    LongText,
    Many,
    Month,
    More,
    Number,
    Period,
    Photo,
    Several,
    Text,
    Time,
)
from conversations.sheet import Given
from flex_messages.cards import Pick
from rules.refusal import Refusal
from rules.text_width import fold
from tests.conversations.dialogs import AREAS, TERMS, YES_NO

ODD: tuple[What, ...] = (Other("sticker"), Other("video"), Placed(35.0, 139.0), Typed(""), Typed("　 "), Typed("😀"))
PICTURE, PAPER = Sent("image", "f1", message="m1"), Sent("pdf", "f2", "職歴.pdf", 10, 2, "m2")
KINDS: tuple[Kind, ...] = (
    Text(10),
    LongText(10),
    Number(),
    Choice(YES_NO),
    Several(AREAS),
    Day(),
    Month(),
    Period(),
    Time(),
    DayTime(today="2026-11-24"),
    Photo(),
    File(),
    TERMS,
    Many(Photo(), 1, 3),
)


def read(kind: Kind, what: What, so_far: Any = None) -> Any:
    return kind.read(what, so_far, Given(), None)


def refused(kind: Kind, what: What, so_far: Any = None) -> Refusal:
    with pytest.raises(Refusal) as no:
        read(kind, what, so_far)
    return no.value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@pytest.mark.parametrize("what", ODD, ids=repr)
def test_what_is_no_answer_is_refused_in_words(kind: Kind, what: What) -> None:
    assert refused(kind, what).words.endswith("。")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not isinstance(kind, File | Many)], ids=repr)
def test_a_photo_for_a_question_of_words_is_named(kind: Kind) -> None:
    assert refused(kind, PICTURE).words.startswith("写真は、この質問では")


@pytest.mark.parametrize("kind", [Photo(), File(), Many(File())], ids=repr)
def test_words_for_a_question_of_files_are_answered_with_what_would_help(kind: Kind) -> None:
    assert "お送りください" in refused(kind, Typed("あとで送ります")).words


def test_text_is_folded_cleaned_and_counted() -> None:
    assert read(Text(10, fold=fold), Typed("　ﾔﾏﾀﾞ　太郎\n")) == "ヤマダ 太郎"
    assert read(Text(10, clean=str.upper), Typed("abc")) == "ABC"
    assert refused(Text(3), Typed("あいうえ")).words == "3文字までです。いま4文字あります。短くしてお送りください。"
    assert "3文字以上" in refused(Text(9, least=3), Typed("あい")).words
    assert read(Text(10), Typed("a\x00b\u200bc")) == "ab\u200bc"


def test_numbers_come_full_width_with_commas_and_their_unit() -> None:
    assert read(Number(0, 9999, "分"), Typed("１，２３４ 分")) == 1234
    assert Number(0, 9999, "分").show(1234, Given(), None) == "1,234分"
    assert refused(Number(1, 5, "人"), Typed("六")).example == "1人"
    assert "1から5まで" in refused(Number(1, 5), Typed("6")).words


def test_long_text_comes_in_pieces_and_ends_with_a_word_of_its_own() -> None:
    first = read(LongText(20), Typed("こんにちは。", "m1"))
    assert isinstance(first, More)
    second = read(LongText(20), Typed("以上のとおり", "m2"), first.partial)
    assert read(LongText(20), Typed(" 以上 "), second.partial) == "こんにちは。\n以上のとおり"
    assert read(LongText(20), Chosen((DONE,)), second.partial) == "こんにちは。\n以上のとおり"


def test_too_long_a_text_is_said_and_nothing_of_it_is_lost() -> None:
    more = read(LongText(5), Typed("あいうえおかきくけこ", "m1"))
    assert more.partial == [["m1", "あいうえおかきくけこ"]]
    assert "あと5文字" in more.words
    assert "あと5文字" in refused(LongText(5), Chosen((DONE,)), more.partial).words


def test_long_text_without_a_word_is_not_ended() -> None:
    assert "まだ" in refused(LongText(5), Typed("以上")).words
    assert "3文字以上" in refused(LongText(5, least=3), Chosen((DONE,)), [["m", "あ"]]).words


def test_an_option_is_chosen_by_tap_label_or_number() -> None:
    kind = Choice(AREAS)
    for what in (Chosen(("14",)), Typed("神奈川県"), Typed("2"), Typed("２．"), Typed(" 神奈川県 ")):
        assert read(kind, what) == "14"
    for what in (Chosen(("99",)), Chosen(()), Chosen(("13", "14")), Typed("5"), Typed("0")):
        refused(kind, what)


def test_a_choice_that_needs_proof_of_intent_is_not_read_from_words() -> None:
    assert read(Choice(YES_NO, proof=True), Chosen(("yes",))) == "yes"
    refused(Choice(YES_NO, proof=True), Typed("はい"))
    refused(TERMS, Typed("同意する"))


def test_options_may_depend_on_what_was_answered() -> None:
    kind = Choice(lambda answers, facts: {"a": "甲"} if answers["x"] else {"b": "乙"})
    assert kind.read(Typed("甲"), None, Given(x=1), None) == "a"
    assert not kind.holds("a", Given(), None)


def test_taps_add_and_take_away_and_a_double_tap_does_nothing_twice() -> None:
    kind = Several(AREAS)
    marked = read(kind, Chosen(("+27",)), ["13"])
    assert marked.partial == ["13", "27"] == read(kind, Chosen(("+27",)), marked.partial).partial
    assert read(kind, Chosen(("-13",)), marked.partial).partial == ["27"]
    assert read(kind, Chosen((DONE,)), ["27", "13"]) == ["13", "27"]


def test_several_are_named_in_one_message() -> None:
    assert read(Several(AREAS), Typed("東京　神奈川、３")).partial == ["13", "14", "27"]
    assert "「沖縄」" in refused(Several(AREAS), Typed("東京 沖縄")).words


def test_several_counts_what_is_marked() -> None:
    assert "1つ以上" in refused(Several(AREAS), Chosen((DONE,))).words
    assert "2つまで" in refused(Several(AREAS, 1, 2), Chosen((DONE,)), list(AREAS)).words
    assert read(Several(AREAS, 0), Chosen((DONE,))) == []
    assert read(Several(AREAS), Chosen(("14", "13"))) == ["13", "14"]


def test_a_shortcut_is_the_whole_answer() -> None:
    kind = Several(AREAS, shortcuts={"全国": tuple(AREAS), "近畿": lambda answers, facts: ["27", "26"]})
    assert read(kind, Chosen(("*全国",))) == list(AREAS)
    assert read(kind, Typed("近畿"), ["13"]) == ["27", "26"]


def test_a_group_is_taken_and_left_as_a_whole() -> None:
    others = {f"x{n}": f"例示{n}" for n in range(12)}
    kind = Several(AREAS | others, groups={"近畿": ("27", "26"), "関東": ("13",)})
    taken = read(kind, Chosen(("+@近畿",)), ["13"]).partial
    assert set(taken) == {"13", "26", "27"}
    assert read(kind, Chosen(("-@近畿",)), taken).partial == ["13"]
    rows = [row for section in kind.part(taken, Given(), None).lists for row in section.rows]
    assert [(row.value, row.tap.label) for row in rows if row.label == "全部" and row.tap] == [("近畿の全部", "外す")]


def test_words_may_be_read_by_a_rule_of_their_own() -> None:
    kind = Several(AREAS, reading=lambda text, answers, facts: ["13", "14"] if text == "首都圏" else ["27"])
    assert read(kind, Typed("首都圏"), ["26"]).partial == [key for key in AREAS if key in ("13", "14", "26")]


def test_days_keep_to_their_bounds() -> None:
    kind = Day(least="2026-01-01", most=lambda answers, facts: "2026-12-31")
    assert read(kind, Typed("R8.11.24")) == "2026-11-24"
    assert "2026年1月1日（令和8年）以降" in refused(kind, Typed("2025-12-31")).words
    assert refused(kind, Typed("2027-01-01")).example == "2026年12月31日（令和8年）"
    assert "2026年11月以前" in refused(Month(most="2026-11-24"), Typed("2026年12月")).words


def test_a_period_comes_in_one_message_or_in_two() -> None:
    kind = Period(most="2026-11")
    assert read(kind, Typed("H27.4〜H31.3")) == {"from": "2015-04", "to": "2019-03"}
    begun = read(kind, Typed("2015年4月"))
    assert read(kind, Typed("2019/3"), begun.partial) == {"from": "2015-04", "to": "2019-03"}
    assert read(kind, Typed("現在まで"), begun.partial) == read(kind, Chosen(("now",)), begun.partial)
    assert "前に" in refused(kind, Typed("2014/3"), begun.partial).words
    assert "始まりの年月" in refused(kind, Typed("現在まで")).words
    refused(kind, Typed("2015年4月〜2026年12月"))
    assert kind.show({"from": "2015-04", "to": ""}, Given(), None) == "2015年4月〜現在"


@pytest.mark.parametrize("problem", ["too_big", "too_many_pixels", "broken", "encrypted", "unknown_kind", "gone"])
def test_each_problem_of_a_file_has_its_own_words_and_an_example(problem: Any) -> None:
    others = {refused(File(), Sent("pdf", "", problem=each)).words for each in ("too_big", "broken", "gone")}
    no = refused(File(), Sent("pdf", "", problem=problem))
    assert no.words
    assert no.example
    assert len(others) == 3


def test_a_file_is_taken_by_its_sort_and_its_pages() -> None:
    assert read(File(), PAPER) == {"file": "f2", "kind": "pdf", "name": "職歴.pdf", "bytes": 10, "pages": 2}
    assert refused(Photo(), PAPER).example == "写真"
    assert "1ページまで" in refused(File(pages=1), PAPER).words
    assert "この種類" in refused(File(), Sent("other", "f")).words


def test_consent_keeps_version_hash_and_time() -> None:
    value = TERMS.stamped(read(TERMS, Chosen(("yes",))), 1700)
    assert value == {"version": "2026年4月版", "hash": "c0ffee", "at": 1700}
    assert TERMS.holds(value, Given(), None)
    assert not TERMS.holds({**value, "hash": "other"}, Given(), None)
    assert "先へ進めません" in refused(TERMS, Chosen(("no",))).words


def test_an_album_speaks_once_and_names_what_exceeds() -> None:
    kind, so_far, said = Many(Photo(), 1, 2), None, []
    for n in (1, 2, 3):
        more = read(kind, Sent("image", f"f{n}", message=f"m{n}", group="g", index=n, of=3), so_far)
        so_far = more.partial
        said.append(more.words)
    assert said[:2] == ["", ""]
    assert said[2] == "2件までのため、3枚のうち3枚目は受け取っていません。"
    assert [value["file"] for value in read(kind, Chosen((DONE,)), so_far)] == ["f1", "f2"]


def test_the_same_photo_message_counts_once() -> None:
    kind = Many(Photo(), 1, 3)
    once = read(kind, PICTURE)
    assert read(kind, PICTURE, once.partial).partial == once.partial
    assert "あと1件" in refused(Many(Photo(), 2, 3), Chosen((DONE,)), once.partial).words


def test_the_last_photo_ends_the_question() -> None:
    assert len(read(Many(Photo(), 1, 1), PICTURE)) == 1


def test_a_time_and_a_moment_keep_to_their_bounds_and_open_the_picker_there() -> None:
    day_time = DayTime(
        today="2026-11-24", least="2026-11-24T13:00", most="2027-03-31T23:59", initial="2026-12-01T10:00"
    )
    assert read(day_time, Typed("12月8日 14時")) == "2026-12-08T14:00"
    assert "2026年11月24日(火) 13:00以降" in refused(day_time, Typed("今日の12時")).words
    assert day_time.show("2026-12-08T14:05", Given(), None) == "2026年12月8日(火) 14:05"
    [button] = day_time.part(None, Given(), None).buttons
    assert button.tap == Pick("datetime", "2026-12-01T10:00", "2026-11-24T13:00", "2027-03-31T23:59")
    assert day_time.input(None, None, Given(), None).value == "2026-12-01T10:00"
    assert read(Time(), Typed("午後2時")) == "14:00"
    assert "18:00以前" in refused(Time(most="18:00"), Typed("19時")).words
    assert Time().show("09:05", Given(), None) == "9:05"
