"""A typed signature: the registered name, however wide it is written and wherever it is spaced."""

from __future__ import annotations

import re

from rules.text_width import fold

_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def same_name(typed: str, registered: str) -> bool:
    """高 is not 髙: rare and old characters have to be the registered ones, only their variants are one."""
    return bool(_plain(registered)) and _plain(typed) == _plain(registered)


def _plain(name: str) -> str:
    return _SELECTORS.sub("", "".join(fold(name).split())).casefold()
