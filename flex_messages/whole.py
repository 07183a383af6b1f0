"""Texts that JSON can carry: half of a surrogate pair, which some phones produce, becomes U+FFFD."""

from __future__ import annotations


def whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
