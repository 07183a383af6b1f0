"""The account in a profile's answers as money is sent to it, and in words: whole for the secretariat, else masked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.kinds import UNLISTED
from conversations.registration.person import full
from rules import accounts, banks, yucho
from rules.accounts import Account
from rules.holders import differs


def account_of(answers: Mapping[str, Any]) -> Account | None:
    """None while it was put off or is not whole."""
    match answers.get("account_at"):
        case "pair" if pair := answers.get("yucho_pair"):
            return Account(**pair)
        case "branch" if (branch := answers.get("yucho_branch")) and (number := answers.get("account_number")):
            return yucho.of_branch(branch, number)
        case "bank":
            bank, branch = _code(answers, "bank"), _code(answers, "branch")[-3:]
            kind, number = answers.get("account_type"), answers.get("account_number")
            return Account(bank, branch, kind, number) if bank and branch and kind and number else None
    return None


def is_payable(answers: Mapping[str, Any]) -> bool:
    """Whether money could be sent: the account and its holder are known."""
    return account_of(answers) is not None and bool(answers.get("holder"))


def other_holder(answers: Mapping[str, Any]) -> bool:
    """Whether the holder is not the person's own フリガナ: looked at by the secretariat, never refused."""
    return is_payable(answers) and differs(answers["holder"], full(answers, "kana"))


def words_of(account: Account, *, masked: bool = False) -> str:
    bank, branch = banks.bank(account.bank), banks.branch(account.bank, account.branch)
    number = accounts.masked(account.number) if masked else account.number
    at = bank.words if bank else f"金融機関{account.bank}"
    return f"{at} {branch.words if branch else '支店'}（{account.branch}） {account.type} {number}"


def _code(answers: Mapping[str, Any], step: str) -> str:
    found = answers.get(step)
    return str(answers.get(f"{step}_code") or "") if found in (None, UNLISTED) else str(found)
