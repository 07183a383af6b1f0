"""Which question an answer belongs to, in which order words are read, and what answers do to each other."""

from __future__ import annotations

import pytest

from conversations.events import Other, Sent, Typed, Unsent
from conversations.play import early, pdf, photo, play, restart, tap
from conversations.turn import EARLY, OLDER
from tests.conversations import filled
from tests.conversations.dialogs import PROFILE, SMALL, Facts

FACTS = Facts()


def test_a_profile_is_filled_in_from_the_first_question_to_the_last() -> None:
    played = play(PROFILE, *filled.TO_REVIEW, tap("送信する"), facts=FACTS)
    assert played.finished
    assert played.answers["areas"] == ["13"]
    assert played.answers["career"] == [{"post": "部長", "span": {"from": "2015-04", "to": "2019-03"}}]
    assert played.answers["story"] == "製造業で働きました。"


def test_branches_that_do_not_hold_are_not_asked() -> None:
    assert play(PROFILE, *filled.TO_HAS, tap("いいえ"), facts=FACTS).step == "areas"
    assert play(PROFILE, *filled.TO_HAS, tap("はい"), facts=FACTS).step == "license"


def test_a_button_of_an_older_question_is_kindly_answered_and_changes_nothing() -> None:
    before = play(PROFILE, *filled.TO_HAS, tap("はい"), facts=FACTS)
    after = play(PROFILE, *filled.TO_HAS, tap("はい"), tap("いいえ", ago=1), facts=FACTS)
    assert after.last_words == OLDER
    assert (after.answers, after.step) == (before.answers, before.step)
    assert after.outcome.asks


def test_a_double_tap_does_nothing_twice_and_says_nothing() -> None:
    played = play(PROFILE, *filled.TO_HAS, tap("はい"), facts=FACTS)
    said = len(played.said)
    played.hear(tap("はい", ago=1))
    assert len(played.said) == said
    assert played.step == "license"


def test_what_was_sent_before_the_question_arrived_never_answers_it() -> None:
    for what in ("中小企業診断士", photo(), "はい", "戻る"):
        played = play(PROFILE, *filled.TO_HAS, tap("はい"), early(what), facts=FACTS)
        assert played.last_words == EARLY
        assert played.step == "license"
        assert played.outcome.asks


def test_the_same_words_sent_twice_are_passed_over() -> None:
    played = play(PROFILE, *filled.TO_HAS, facts=FACTS)
    played.hear(Typed("はい", "m1"))
    said = len(played.said)
    played.hear(early(Typed("はい", "m2")))
    assert len(played.said) == said


def test_leaving_is_possible_even_before_the_question_arrived() -> None:
    assert play(PROFILE, *filled.TO_HAS, early("あとで続ける"), facts=FACTS).outcome.end == "later"


def test_words_are_read_as_options_before_they_are_anything_else() -> None:
    played = play(PROFILE, *filled.TO_HAS, "はい", facts=FACTS, words=lambda text: text == "はい")
    assert played.answers["has"] == "yes"
    assert play(PROFILE, *filled.TO_HAS, "１", facts=FACTS).answers["has"] == "yes"


def test_a_menu_word_opens_something_else_and_answers_nothing() -> None:
    played = play(PROFILE, *filled.TO_NAME, "派遣予定", facts=FACTS, words=lambda text: text == "派遣予定")
    assert played.outcome.opens == "派遣予定"
    assert "name" not in played.answers


def test_a_menu_word_inside_a_long_text_belongs_to_the_text() -> None:
    played = play(PROFILE, *filled.TO_STORY, "報告書", "以上", facts=FACTS, words=lambda text: text == "報告書")
    assert played.answers["story"] == "報告書"


@pytest.mark.parametrize("words", ["？", "?", "わかりません", "ヘルプ", "なぜ必要ですか？"])
def test_a_question_back_gets_help_and_the_same_question_again(words: str) -> None:
    played = play(PROFILE, *filled.TO_HAS, tap("はい"), words, facts=FACTS)
    assert played.last_words == "略称でもかまいません。"
    assert (played.step, played.outcome.asks) == ("license", True)


def test_a_refusal_says_what_an_example_and_the_same_question_again() -> None:
    played = play(PROFILE, *filled.TO_AREAS[:-1], "令和11年の3月すえ", facts=FACTS)
    assert played.card.refused == "「令和11年の3月すえ」を日付として読み取れませんでした。"
    assert played.card.status is not None
    assert (played.card.status.word, played.card.status.tone) == ("もう一度", "attention")
    assert played.card.example
    assert played.card.title == "資格の有効期限はいつですか。"
    assert "カレンダーから選ぶ" in played.labels


def test_what_a_refusal_keeps_is_kept_in_the_draft() -> None:
    played = play(PROFILE, *filled.TO_NAME, "太郎2", facts=FACTS)
    assert [kept["value"] for kept in played.sheet.kept] == [{"tried": "太郎2"}]


def test_going_back_shows_the_old_answer_and_goes_on_to_the_first_open_question() -> None:
    played = play(PROFILE, *filled.TO_PHOTO, "戻る", "戻る", facts=FACTS)
    assert played.step == "until"
    assert played.card.note is not None
    assert played.card.note.text == "2029年3月31日（令和11年）"
    assert played.hear(tap("変更しない")).sheet.at == "photo"
    assert play(PROFILE, "戻る", facts=FACTS).last_words == "ここが最初の質問です。"


def test_only_an_optional_question_can_be_skipped() -> None:
    assert play(PROFILE, *filled.TO_AREAS[:-1], "スキップ", facts=FACTS).step == "areas"
    played = play(PROFILE, *filled.TO_NAME, "スキップ", facts=FACTS)
    assert played.trouble is not None
    assert played.step == "name"


def test_the_own_word_of_a_skip_is_named_as_missing_in_the_review() -> None:
    played = play(PROFILE, *filled.TO_BANK, "あとで入力", facts=FACTS)
    assert played.card.subtitle == "口座のほかは、すべて入力済みです。"
    bank = [row for section in played.card.sections for row in section.rows if row.label == "口座"]
    assert [(row.value, row.tone) for row in bank] == [("あとで入力", "attention")]


def test_the_review_stands_by_chapters_and_masks_what_is_private() -> None:
    played = play(PROFILE, *filled.TO_REVIEW, facts=FACTS)
    assert [section.heading for section in played.card.sections] == ["同意", "ご本人", "経歴"]
    values = {row.label: row.value for section in played.card.sections for row in section.rows}
    assert values["口座"] == "入力済み"
    assert values["職歴"] == "部長　2015年4月〜2019年3月"
    assert played.card.note is not None
    assert played.card.note.title == "送信したあと"


def test_mending_asks_exactly_the_steps_of_the_field_and_comes_back() -> None:
    played = play(PROFILE, *filled.TO_REVIEW, tap("直す", row="資格"), facts=FACTS)
    assert [played.step, played.answers["license"]] == ["has", "中小企業診断士"]
    assert played.hear(tap("はい")).sheet.at == "license"
    assert played.hear("税理士").sheet.at == "until"
    assert played.hear(tap("変更しない")).sheet.at == "sure"
    assert played.answers["license"] == "税理士"


def test_a_changed_answer_drops_answers_it_made_pointless() -> None:
    played = play(PROFILE, *filled.TO_REVIEW, tap("直す", row="資格"), tap("いいえ"), facts=FACTS)
    assert played.step == "sure"
    assert not {"license", "until"} & set(played.answers)


def test_a_changed_answer_asks_what_its_branches_need() -> None:
    without = (*filled.TO_HAS, tap("いいえ"), tap("東京都"), tap("次へ"), *filled.TO_REVIEW[len(filled.TO_PHOTO) :])
    played = play(PROFILE, *without, tap("直す", row="資格"), tap("はい"), facts=FACTS)
    assert played.step == "license"
    assert played.hear("税理士").sheet.at == "until"
    assert played.hear("スキップ").sheet.at == "sure"


def test_an_older_review_cannot_be_sent() -> None:
    played = play(PROFILE, *filled.TO_REVIEW, tap("直す", row="氏名"), "見本 花子", tap("送信する", ago=2), facts=FACTS)
    assert not played.finished
    assert played.last_words == OLDER


def test_sending_takes_a_tap() -> None:
    played = play(PROFILE, *filled.TO_REVIEW, "送信する", facts=FACTS)
    assert not played.finished
    assert played.trouble is not None


def test_a_stopping_answer_ends_without_finishing() -> None:
    assert play(SMALL, "3", "スキップ", tap("やめる")).outcome.end == "stopped"
    assert play(SMALL, "3", "スキップ", tap("チェックインする")).finished


def test_a_returned_draft_asks_the_returned_fields_alone_and_shows_before_and_after() -> None:
    before = play(PROFILE, *filled.TO_REVIEW, facts=FACTS).answers
    facts = Facts(before=before, returned=("写真", "略歴"))
    played = play(PROFILE, facts=facts)
    assert played.step == "photo"
    assert played.card.note is not None
    assert played.card.note.text == "写真が暗いため"
    assert played.hear(photo("brighter")).sheet.at == "story"
    played.hear("新しい略歴です。")
    assert played.hear("以上").sheet.at == "sure"
    assert [(c.field, c.before, c.after) for c in played.card.changes][1] == (
        "略歴",
        "製造業で働きました。",
        "新しい略歴です。",
    )
    assert {row.label for section in played.card.sections for row in section.rows} == {"写真", "略歴"}
    assert played.gone == []
    assert played.hear(tap("送信する")).end == "finished"


def test_unsending_reopens_the_question_and_gives_the_file_up() -> None:
    played = play(PROFILE, *filled.TO_PAPERS, Unsent("m-face"), facts=FACTS)
    assert played.step == "photo"
    assert played.gone == ["face"]
    assert "face" not in str(played.sheet)
    assert played.hear(photo("other")).sheet.at == "papers"


def test_unsending_one_piece_of_a_long_text_leaves_the_rest() -> None:
    played = play(PROFILE, *filled.TO_STORY, Typed("一つ目。", "m1"), Typed("二つ目。", "m2"), facts=FACTS)
    played.hear(Unsent("m1"))
    assert played.hear("以上").sheet.answers["story"] == "二つ目。"
    played.hear(Unsent("m2"))
    assert played.step == "story"
    assert "story" not in played.answers


def test_unsending_a_piece_of_an_answered_long_text_brings_the_rest_back() -> None:
    pieces = (Typed("一つ目。", "m1"), Typed("二つ目。", "m2"), "以上")
    played = play(PROFILE, *filled.TO_STORY, *pieces, Unsent("m1"), facts=FACTS)
    assert played.step == "story"
    assert played.hear("以上").sheet.answers["story"] == "二つ目。"


def test_unsending_what_answered_nothing_does_nothing() -> None:
    played = play(PROFILE, *filled.TO_PAPERS, facts=FACTS)
    said = len(played.said)
    played.hear(Unsent("m-unknown"))
    assert len(played.said) == said


def test_an_album_belongs_to_one_question_and_what_exceeds_it_is_named() -> None:
    first, second = (Sent("image", f"f{n}", message=f"m{n}", group="g", index=n, of=2) for n in (1, 2))
    played = play(PROFILE, *filled.TO_PHOTO, first, second, facts=FACTS)
    assert played.step == "career.post"
    assert played.last_words == "1件までのため、2枚のうち2枚目は受け取っていません。"
    assert "f2" not in str(played.answers)


def test_papers_are_gathered_and_can_be_sent_anew() -> None:
    played = play(PROFILE, *filled.TO_PAPERS, photo("a"), pdf("b"), facts=FACTS)
    played.hear("?")
    assert [row.label for row in played.card.rows] == ["1件目", "2件目"]
    played.hear(tap("送り直す"))
    assert sorted(played.gone) == ["a", "b"]
    played.hear("入力を終える")
    assert played.trouble is not None


def test_everything_survives_a_restart() -> None:
    played = play(PROFILE, *filled.TO_STORY, Typed("一つ目。", "m1"), restart(), "以上", facts=FACTS)
    assert played.answers["story"] == "一つ目。"
    assert played.step == "bank"


def test_a_sticker_is_never_an_answer() -> None:
    played = play(PROFILE, *filled.TO_NAME, Other("sticker"), facts=FACTS)
    assert played.card.refused.startswith("スタンプは、この質問では")


def test_progress_counts_the_questions_of_the_chapter_that_are_asked() -> None:
    progress = play(PROFILE, *filled.TO_AREAS, facts=FACTS).card.progress
    assert progress is not None
    assert (progress.chapter, progress.at, progress.of) == (2, 5, 6)
    progress = play(PROFILE, *filled.TO_HAS, tap("いいえ"), facts=FACTS).card.progress
    assert progress is not None
    assert (progress.at, progress.of) == (3, 4)


def test_mending_what_was_gathered_begins_with_what_there_is() -> None:
    played = play(PROFILE, *filled.TO_REVIEW, tap("直す", row="地域"), facts=FACTS)
    assert "✓ 東京都" in played.labels
    played = play(PROFILE, *filled.TO_REVIEW, tap("直す", row="書類"), pdf("more"), "入力を終える", facts=FACTS)
    assert [value["file"] for value in played.answers["papers"]] == ["paper", "more"]
    assert played.step == "sure"


def test_nothing_of_an_unsent_message_stays_in_the_draft() -> None:
    played = play(PROFILE, *filled.TO_NAME, Typed("秘密 太郎", "m1"), Unsent("m1"), facts=FACTS)
    assert "秘密" not in str(played.sheet.body())
