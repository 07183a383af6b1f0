"""Cards as LINE messages: within LINE's rules, in LINE's language, and nothing lost or shortened on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from flex_messages.cards import Act, Button, Card, FieldPage, Message, Open, Pick, Row, Say, Section, Show, Status
from flex_messages.draw import Undrawable, alt, draw
from flex_messages.limits import faults
from tests.flex_messages.examples import CARDS, MESSAGES
from tests.flex_messages.examples_registration import APPROVAL, DOORBELL, NAVIGATION, QUESTION, REVIEW


def link(tap: Open | FieldPage) -> str:
    return "https://demo.invalid" + (tap.url if isinstance(tap, Open) else "/p/f/example")


def drawn(message: Message, posts: list[tuple[Act | Pick, str]] | None = None) -> dict[str, Any]:
    kept = [] if posts is None else posts

    def post(tap: Act | Pick, label: str) -> str:
        kept.append((tap, label))
        return f"token.{len(kept) - 1}"

    return draw(message, post=post, link=link)


def texts(node: Any) -> list[str]:
    """All words a drawn message shows, in their order."""
    if isinstance(node, list):
        return [text for child in node for text in texts(child)]
    if not isinstance(node, dict):
        return []
    own = [node["text"]] if node.get("type") in {"text", "span"} and "text" in node else []
    return own + [text for child in node.values() for text in texts(child)]


def actions(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for child in node for found in actions(child)]
    if not isinstance(node, dict):
        return []
    own = [node["action"]] if "action" in node else []
    return own + [found for child in node.values() for found in actions(child)]


@pytest.mark.parametrize("name", MESSAGES)
def test_every_example_is_a_message_line_accepts(name: str) -> None:
    assert faults([drawn(MESSAGES[name])]) == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", MESSAGES)
def test_every_example_passes_unchanged_through_the_models_of_lines_own_library(name: str) -> None:
    from linebot.v3.messaging import models

    kinds: dict[str, Any] = {"text": models.TextMessage, "flex": models.FlexMessage, "image": models.ImageMessage}
    message = drawn(MESSAGES[name])
    assert kinds[message["type"]].from_dict(message).to_dict() == message


@pytest.mark.parametrize("name", CARDS)
def test_a_card_shows_all_its_words(name: str) -> None:
    card, shown = CARDS[name], "\n".join(texts(drawn(Show((CARDS[name],)))))
    rows = (*card.rows, *card.figures, *(row for section in card.sections for row in section.rows))
    words = [card.about, card.title, card.subtitle, card.text, card.refused, card.example, *(row.value for row in rows)]
    words += [button.label for button in card.buttons] + [row.small for row in rows]
    assert [word for word in words if word not in shown] == []


def test_taps_are_posted_in_the_order_of_the_screen() -> None:
    card = Card(
        "登録",
        "確認",
        rows=(Row("氏名", "試験 太郎", tap=Button("直す", Act("mend", "name"))),),
        sections=(Section("章", (Row("電話", "03", tap=Button("直す", Act("mend", "phone"))),)),),
        buttons=(Button("送信する", Act("answer", "yes"), "primary"), Button("選ぶ", Pick("date"))),
    )
    posts: list[tuple[Act | Pick, str]] = []
    message = drawn(Show((card,), (Button("やめる", Act("answer", "no")),)), posts)
    assert posts == [
        (Act("mend", "name"), "直す"),
        (Act("mend", "phone"), "直す"),
        (Act("answer", "yes"), "送信する"),
        (Pick("date"), "選ぶ"),
        (Act("answer", "no"), "やめる"),
    ]
    assert [action["data"] for action in actions(message)] == ["token.0", "token.1", "token.2", "token.3", "token.4"]


def test_a_button_shows_in_the_chat_what_was_tapped_and_hides_what_it_does() -> None:
    [action] = actions(drawn(Show((DOORBELL,))))
    assert action == {"type": "postback", "label": "開く", "data": "token.0", "displayText": "開く"}


def test_the_picker_carries_its_bounds() -> None:
    [action] = actions(drawn(Show((QUESTION,))))
    assert action["type"] == "datetimepicker"
    assert (action["initial"], action["min"], action["max"]) == ("2029-03-31", "2026-11-20", "2050-12-31")


def test_quick_replies_stand_under_words_cards_and_pictures_alike() -> None:
    for name in ("words", "question", "picture"):
        items = drawn(replace(MESSAGES[name], quick=NAVIGATION))["quickReply"]["items"]
        assert [item["action"]["text"] for item in items] == ["戻る", "あとで続ける", "スキップ"]


@pytest.mark.parametrize(
    ("card", "words"),
    [
        (DOORBELL, "お知らせ 承認のお願いが1件あります"),
        (QUESTION, "プロフィール登録 資格の有効期限はいつですか"),
        (APPROVAL, "登録の承認 要対応"),
        (REVIEW, "プロフィール登録 送信前"),
        (replace(APPROVAL, alt="承認のお願いが1件あります"), "承認のお願いが1件あります"),
        (Card("謝金", "見本工業合同会社", total=Row("謝金", "10,560円")), "謝金"),
    ],
)
def test_a_locked_screen_shows_what_it_is_about_and_no_name(card: Card, words: str) -> None:
    assert alt(card) == words
    assert drawn(Show((card,)))["altText"] == words


def test_two_short_links_share_a_line_and_a_long_one_stands_alone() -> None:
    footer = drawn(Show((APPROVAL,)))["contents"]["footer"]["contents"]
    assert [texts(line) for line in footer] == [["承認する"], ["差し戻す"], ["くわしく見る", "不承認にする"]]
    long = (Button("この場所ではなく別の場所です", Act("a")), Button("やめる", Act("b")))
    footer = drawn(Show((replace(APPROVAL, buttons=long),)))["contents"]["footer"]["contents"]
    assert [texts(line) for line in footer] == [["この場所ではなく別の場所です"], ["やめる"]]


def test_an_answer_that_is_missing_is_shown_as_a_dash() -> None:
    assert "—" in texts(drawn(Show((Card("登録", "確認", rows=(Row("所属", ""),)),))))


@pytest.mark.parametrize(
    ("message", "property"),
    [
        (Say(""), "messages[0].text"),
        (Say("あ" * 5001), "messages[0].text"),
        (Say("あ", tuple(Button("あ", Act("a")) for _ in range(14))), "messages[0].quickReply.items"),
        (Say("あ", (Button("あ" * 21, Act("a")),)), "messages[0].quickReply.items[0].action.label"),
        (Show((DOORBELL,) * 13), "/contents"),
        (Show((DOORBELL, QUESTION)), "/contents/1/size"),
        (Show((replace(DOORBELL, buttons=(Button("あ" * 41, Act("a")),)),)), "/footer/contents/0/action/label"),
        (Show((Card("登録", "略歴", text="あ" * 10200),)), "/"),
    ],
)
def test_nothing_is_shortened_in_silence(message: Message, property: str) -> None:
    with pytest.raises(Undrawable) as caught:
        drawn(message)
    assert property in [fault.property for fault in caught.value.faults]


@pytest.mark.parametrize("length", [20, 21])
def test_a_quick_reply_of_twenty_characters_is_drawn_and_one_more_is_not(length: int) -> None:
    message = Say("あ", (Button("👍🏽" * length, Act("a")),))
    if length == 20:
        assert drawn(message)["quickReply"]
    else:
        with pytest.raises(Undrawable):
            drawn(message)


@pytest.mark.parametrize(("chapter", "at", "widths"), [(1, 1, ["20%"]), (2, 3, ["60%"]), (5, 5, [])])
def test_the_bar_is_full_up_to_here(chapter: int, at: int, widths: list[str]) -> None:
    assert QUESTION.progress
    card = replace(QUESTION, progress=replace(QUESTION.progress, chapter=chapter, at=at))
    segments = drawn(Show((card,)))["contents"]["body"]["contents"][2]["contents"]
    assert len(segments) == 5
    assert [segment["backgroundColor"] for segment in segments].count("#0B6B6B") == chapter - 1 + (at == 5)
    assert [inner["width"] for segment in segments for inner in segment["contents"]] == widths


def test_colour_never_speaks_alone() -> None:
    for tone in ("calm", "ok", "attention", "stop", "accent"):
        card = replace(DOORBELL, status=Status("要対応", tone))
        assert "要対応" in texts(drawn(Show((card,))))
