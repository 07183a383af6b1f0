"""Banks and their branches, found by name, kana or code in the offline list of the banks' network.

Reading and folding the list takes up to a second, once: call `warm` in a thread before people come.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rules.bank_names import bank_name, bare_bank_name, branch_name
from rules.refusal import Refusal
from rules.text_width import fold

YUCHO = "9900"


@dataclass(frozen=True, slots=True)
class Bank:
    """code of four digits, and name and kana as the network writes them (みずほ, ミズホ)."""

    code: str
    name: str
    kana: str

    @property
    def words(self) -> str:
        """As people call it: みずほ銀行, 昭和信用金庫, ゆうちょ銀行."""
        name = fold(self.name)
        for short, long in (("信金", "信用金庫"), ("信組", "信用組合"), ("労金", "労働金庫")):
            if name.endswith(short):
                return name.removesuffix(short) + long
        return f"{name}銀行" if _is_domestic(self.code) else name


@dataclass(frozen=True, slots=True)
class Branch:
    """code of three digits within its bank, and name and kana as the network writes them (without 支店)."""

    bank: str
    code: str
    name: str
    kana: str

    @property
    def words(self) -> str:
        return f"{self.name}店" if self.bank == YUCHO else fold(self.name)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A bank or branch with the folded names it answers to, one a line, each between two line ends."""

    what: Any
    names: str


_NOTHING = 9


def warm() -> None:
    """Reads the list and folds all names, so that no search has to wait for it."""
    for code in _banks():
        _branches(code)


def bank(code: str) -> Bank | None:
    found = _banks().get(code)
    return found.what if found else None


def branch(bank_code: str, code: str) -> Branch | None:
    found = _branches(bank_code).get(code)
    return found.what if found else None


def search_banks(text: str) -> list[Bank]:
    """Best first: ゆうちょ銀行, then the same name, names that begin like this, names that contain it; then by code."""
    asked = tuple(dict.fromkeys(name for name in (bank_name(text), bare_bank_name(text)) if name))
    found: list[Bank] = _found(asked, _banks())
    return sorted(found, key=lambda b: b.code != YUCHO)


def search_branches(bank_code: str, text: str) -> list[Branch]:
    """The same among the branches of one bank; no branches for a bank that is not in the list."""
    name = branch_name(text)
    return _found((name,) if name else (), _branches(bank_code))


def read_bank_code(text: str) -> str:
    """For banks that are not in the list. Raises Refusal."""
    return _code(text, 4, "金融機関コード", "0001")


def read_branch_code(text: str) -> str:
    """For branches that are not in the list. Raises Refusal."""
    return _code(text, 3, "支店コード", "001")


def _code(text: str, length: int, called: str, example: str) -> str:
    digits = "".join(unicodedata.normalize("NFKC", text).split())
    if not re.fullmatch(f"[0-9]{{{length}}}", digits):
        raise Refusal(f"{called}は{length}桁の数字でお送りください。", example)
    return digits


def _found(asked: tuple[str, ...], listed: dict[str, _Listed]) -> list[Any]:
    """Ranked by the best of the asked names, then by code; digits alone also find codes."""
    digits = asked[0] if asked and re.fullmatch("[0-9]+", asked[0]) else ""
    ranked = []
    for code, entry in listed.items():
        rank = min((_rank(name, entry.names) + n for n, name in enumerate(asked)), default=_NOTHING)
        if digits:
            rank = min(rank, _code_rank(digits, code))
        if rank < _NOTHING:
            ranked.append((rank, code))
    return [listed[code].what for _, code in sorted(ranked)]


def _code_rank(digits: str, code: str) -> int:
    if digits.zfill(len(code)) == code:
        return 0
    return 2 if code.startswith(digits) else _NOTHING


def _rank(name: str, names: str) -> int:
    if name not in names:
        return _NOTHING
    if f"\n{name}\n" in names:
        return 0
    return 2 if f"\n{name}" in names else 4


def _lines(names: Iterable[str]) -> str:
    return "\n".join(("", *dict.fromkeys(names), ""))


def _is_domestic(code: str) -> bool:
    return code < "0200" or "0280" <= code < "0400" or "0500" <= code < "0600" or code == YUCHO


@cache
def _aliases() -> dict[str, list[str]]:
    data = tomllib.loads((Path(__file__).parent / "data" / "bank_aliases.toml").read_text(encoding="utf-8"))
    return dict(data["aliases"])


@cache
def _source() -> Any:
    from zengin_code import Bank as Source

    return Source.all


@cache
def _banks() -> dict[str, _Listed]:
    listed = {}
    for code, found in sorted(_source().items()):
        said = (found.name, found.kana, *_aliases().get(code, ()))
        names = _lines(fold_name(n) for n in said for fold_name in (bank_name, bare_bank_name))
        listed[code] = _Listed(Bank(code, found.name, found.kana), names)
    return listed


@cache
def _branches(bank_code: str) -> dict[str, _Listed]:
    source = _source().get(bank_code)
    return {
        code: _Listed(Branch(bank_code, code, b.name, b.kana), _lines(map(branch_name, (b.name, b.kana))))
        for code, b in (sorted(source.branches.items()) if source else ())
    }
