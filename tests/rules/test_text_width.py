"""Folding changes widths and nothing else, and folding twice changes nothing more."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from rules.text_width import fold, spaced


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(categories=["Lo"])))
def test_compatibility_ideographs_survive(text: str) -> None:
    ideographs = [c for c in text if unicodedata.name(c, "").startswith("CJK COMPATIBILITY IDEOGRAPH")]
    assert [c for c in fold(text) if unicodedata.name(c, "").startswith("CJK COMPATIBILITY IDEOGRAPH")] == ideographs


@given(st.text(st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E)))
def test_full_width_signs_become_ascii(text: str) -> None:
    assert fold(text).isascii()


def test_ligatures_and_circled_signs_are_left_alone() -> None:
    assert fold("㈱①㍿ﬁ") == "㈱①㍿ﬁ"


@given(st.text())
def test_spaces_are_single_and_never_at_the_ends(text: str) -> None:
    tidy = spaced(text)
    assert tidy == tidy.strip()
    assert "  " not in tidy
