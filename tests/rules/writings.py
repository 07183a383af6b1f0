"""How people type one and the same thing: widths, hyphens and kana at random, for tests that all must read alike."""

from __future__ import annotations

import jaconv
from hypothesis import strategies as st

HYPHENS = "-‐‑‒–—―−ー－ｰ─"


def digits_typed(*groups: str) -> st.SearchStrategy[str]:
    """The groups with any hyphen, space or nothing between them, each digit in half or full width."""
    between = st.sampled_from(["", " ", "\u3000", *HYPHENS])
    parts = [width_mixed(group) for group in groups]
    return st.tuples(*parts, *([between] * len(groups))).map(
        lambda drawn: "".join(a + b for a, b in zip(drawn[: len(groups)], (*drawn[len(groups) :][1:], ""), strict=True))
    )


def width_mixed(text: str) -> st.SearchStrategy[str]:
    """Each ASCII character in half or full width."""
    wide = {c: jaconv.h2z(c, kana=False, ascii=True, digit=True) for c in text}
    return st.tuples(*(st.sampled_from([c, wide[c]]) for c in text)).map("".join)


def kana_typed(kana: str) -> st.SearchStrategy[str]:
    """Full-width katakana, hiragana or half-width katakana."""
    return st.sampled_from([kana, jaconv.kata2hira(kana), jaconv.z2h(kana)])
