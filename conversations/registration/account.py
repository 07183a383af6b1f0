"""Chapter 謝金の振込口座: ゆうちょ in both ways, other banks by search. It may come later, before the last approval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from conversations.dialog import Facts, Field, Step
from conversations.kinds import UNLISTED, Choice, Doubt, ReadBack, Search, Text
from conversations.kinds.kind import Answers
from conversations.registration.chapters import ACCOUNT
from conversations.registration.person import full
from conversations.registration.transfer import account_of, words_of
from flex_messages.cards import Card, Status
from flex_messages.forms import Input
from flex_messages.words import MENU_WORDS, YES
from rules import accounts, banks, yucho
from rules.accounts import Account
from rules.holders import HOLDER_EXAMPLE, half_width, read_holder

LATER = "あとで入力"
_WAYS = {"pair": "ゆうちょ（記号・番号）", "branch": "ゆうちょ（店番・番号）", "bank": "ほかの金融機関"}


def _at(*ways: str) -> Callable[[Answers, Facts], bool]:
    return lambda answers, facts: answers["account_at"] in ways


def _banks(text: str, answers: Answers, facts: Facts) -> Sequence[tuple[str, str]]:
    return [(bank.code, f"{bank.words}（{bank.code}）") for bank in banks.search_banks(text)]


def _bank(code: str, answers: Answers, facts: Facts) -> str:
    found = banks.bank(code)
    return found.words if found else ""


def _branches(text: str, answers: Answers, facts: Facts) -> Sequence[tuple[str, str]]:
    """Keys are the codes of bank and branch together: a branch does not move along to another bank."""
    found = banks.search_branches(answers["bank"] or "", text)
    return [(branch.bank + branch.code, f"{branch.words}（{branch.code}）") for branch in found]


def _branch(key: str, answers: Answers, facts: Facts) -> str:
    found = banks.branch(key[:4], key[4:]) if key[:4] == answers["bank"] else None
    return found.words if found else ""


def _in_list(answers: Answers, facts: Facts) -> bool:
    return answers["bank"] not in (None, UNLISTED)


@dataclass(frozen=True, slots=True)
class YuchoPair(Text):
    """記号 and 番号 in one line; the value is the account that they stand for."""

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return words_of(Account(**value))

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return super(YuchoPair, self).input(so_far, None, answers, facts)


def _pair(text: str) -> dict[str, str]:
    return asdict(yucho.read_pair(text))


def _padded(typed: str, value: str) -> Doubt | None:
    words = accounts.padding_words(typed)
    return Doubt(f"{words}よろしいですか。", ((YES, value),)) if words else None


def _reading(answers: Answers, facts: Facts) -> tuple[str, ...]:
    return (half_width(full(answers, "kana")),)


def _whose(answers: Answers, facts: Facts) -> Card:
    """Says once more which account it is, as money is sent to it."""
    account = account_of(answers)
    text = f"{words_of(account)}の名義を、通帳に書かれているとおりにお願いします。" if account else ""
    return Card(MENU_WORDS["profile"], "口座名義のカナをお送りください。", Status("下書き"), text=text)


def _in_full(answers: Answers, facts: Facts) -> str:
    account = account_of(answers)
    return f"{words_of(account)}\n{answers['holder'] or ''}".strip() if account else ""


def _masked(answers: Answers, facts: Facts) -> str:
    account = account_of(answers)
    return words_of(account, masked=True) if account else ""


FIELDS = (
    Field(
        ACCOUNT,
        Step(
            "account_at",
            "謝金の振込口座は、どちらの口座ですか。",
            Choice(_WAYS),
            optional=LATER,
            hint=f"「{LATER}」を押すと、事務局の承認までに入力いただけます。",
        ),
        Step(
            "yucho_pair",
            "記号と番号を続けてお送りください。",
            YuchoPair(40, clean=_pair, mode="numeric"),
            when=_at("pair"),
            hint="通帳の表紙の裏などに書かれています。",
            example=yucho.PAIR_EXAMPLE,
        ),
        Step(
            "yucho_branch",
            "店番（3桁）をお送りください。",
            Text(20, clean=yucho.read_branch),
            when=_at("branch"),
            example="058",
        ),
        Step("bank", "金融機関の名前をお送りください。", Search(_banks, _bank), when=_at("bank"), example="みずほ銀行"),
        Step(
            "bank_code",
            "金融機関コード（4桁）をお送りください。",
            Text(10, clean=banks.read_bank_code, mode="numeric"),
            when=lambda answers, facts: answers["bank"] == UNLISTED,
            hint="通帳や、金融機関のホームページに書かれています。",
            example="0001",
        ),
        Step(
            "branch",
            lambda answers, facts: f"{_bank(answers['bank'] or '', answers, facts)}の支店の名前をお送りください。",
            Search(_branches, _branch),
            when=_in_list,
            hint="名前の一部やカナ、3桁の支店コードでも探せます。",
        ),
        Step(
            "branch_code",
            "支店コード（3桁）をお送りください。",
            Text(10, clean=banks.read_branch_code, mode="numeric"),
            when=lambda answers, facts: UNLISTED in (answers["bank"], answers["branch"]),
            example="001",
        ),
        Step(
            "account_type",
            "口座の種類はどちらですか。",
            Choice({word: word for word in accounts.TYPES}),
            when=_at("bank"),
        ),
        Step(
            "account_number",
            "口座番号をお送りください。",
            ReadBack(30, clean=accounts.read_number, doubt=_padded, mode="numeric"),
            when=_at("branch", "bank"),
            hint="7桁より短い番号は、先頭に0を補います。",
            example="1234567",
        ),
        Step(
            "holder",
            _whose,
            Text(80, clean=read_holder, suggest=_reading),
            when=_at(*_WAYS),
            example=HOLDER_EXAMPLE,
        ),
        chapter=ACCOUNT,
        show=_in_full,
        mask=_masked,
        page=True,
    ),
)
