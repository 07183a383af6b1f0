"""Mail addresses: sensible reading, no lecture about their grammar, slips of the finger offered and never applied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.mail import LONGEST, MAIL_EXAMPLE, likely_meant, masked, read_mail
from rules.refusal import Refusal
from tests.rules.writings import width_mixed


@given(width_mixed("Taro.Shiken+1@example.jp"), st.sampled_from(["", " ", "\u3000", "\n"]))
def test_any_width_and_space_reads_to_the_same_address(typed: str, space: str) -> None:
    assert read_mail(space + typed.replace("@", f"{space}@") + space) == "Taro.Shiken+1@example.jp"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("taro@EXAMPLE.JP", "taro@example.jp"),
        ("taro@example.jp。", "taro@example.jp"),
        ("<taro@example.jp>", "taro@example.jp"),
        ("mailto:taro@example.jp", "taro@example.jp"),
        ("メールアドレス：taro@example.jp", "taro@example.jp"),
        ("taro‐s@ex−ample.jp", "taro-s@ex-ample.jp"),
        ("taro..s.@docomo.ne.jp", "taro..s.@docomo.ne.jp"),
        ("a@xn--wgv71a.jp", "a@xn--wgv71a.jp"),
    ],
)
def test_what_stands_around_an_address_is_left_out(typed: str, kept: str) -> None:
    assert read_mail(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "taro",
        "taro@",
        "@example.jp",
        "a@b",
        "a@@b.jp",
        "a@b@c.jp",
        "a@-b.jp",
        "a@b..jp",
        "たろう@example.jp",
        "a@b.1",
    ],
)
def test_what_is_no_address_is_refused_with_an_example_that_is_taken(typed: str) -> None:
    with pytest.raises(Refusal, match="メールアドレス") as refusal:
        read_mail(typed)
    assert read_mail(refusal.value.example) == MAIL_EXAMPLE


def test_254_characters_are_taken_and_255_are_not() -> None:
    domain = ".".join(["d" * 62] * 3)
    assert len(read_mail(f"{'a' * (LONGEST - len(domain) - 4)}@{domain}.jp")) == LONGEST
    with pytest.raises(Refusal, match="254文字"):
        read_mail(f"{'a' * (LONGEST - len(domain) - 3)}@{domain}.jp")


@pytest.mark.parametrize(
    ("mail", "meant"),
    [
        ("a@gmial.com", "a@gmail.com"),
        ("a@yahoo.ne.jp", "a@yahoo.co.jp"),
        ("a@example.con", "a@example.com"),
        ("a@example.co.jo", "a@example.co.jp"),
        ("a@gmail.com", None),
        ("a@example.jp", None),
    ],
)
def test_slips_of_the_finger_are_pointed_out(mail: str, meant: str | None) -> None:
    assert likely_meant(mail) == meant
    assert read_mail(mail) == mail


def test_what_is_offered_needs_no_second_offer() -> None:
    assert likely_meant(likely_meant("a@gmai.com") or "") is None


def test_a_masked_address_shows_its_first_letter_and_its_domain() -> None:
    assert masked("taro@example.jp") == "t•••@example.jp"


@given(st.text(max_size=40))
def test_reading_twice_changes_nothing_more(text: str) -> None:
    try:
        once = read_mail(text)
    except Refusal:
        return
    assert read_mail(once) == once
