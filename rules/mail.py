"""Mail addresses: read with good sense (full width, spaces, a full stop at the end), never judged by what exists.

Some Japanese telephone companies gave out addresses against the standards (two dots, a dot before @): they are taken.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

from rules.refusal import Refusal

MAIL_EXAMPLE = "taro@example.jp"
LONGEST = 254

_DATA = tomllib.loads((Path(__file__).parent / "data" / "mail_typos.toml").read_text(encoding="utf-8"))
_DOMAINS: dict[str, str] = _DATA["domains"]
_ENDINGS: dict[str, str] = _DATA["endings"]

_LABEL = re.compile(r"^(?:メールアドレス|メール|e-?mail|mail(?:to)?)\s*:\s*", re.IGNORECASE)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212ー", "-"))
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


def read_mail(text: str) -> str:
    """The address; its domain in small letters. Raises Refusal with an example."""
    plain = _LABEL.sub("", unicodedata.normalize("NFKC", text).strip()).translate(_DASHES)
    address = re.sub(r"\s+", "", plain).strip("<>()「」、。,;").rstrip(".")
    local, _, domain = address.rpartition("@")
    domain = domain.lower()
    if not (_LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise Refusal("メールアドレスとして読み取れませんでした。@の前後をお確かめください。", MAIL_EXAMPLE)
    if len(local) + 1 + len(domain) > LONGEST:
        raise Refusal(f"メールアドレスは{LONGEST}文字までです。", MAIL_EXAMPLE)
    return f"{local}@{domain}"


def likely_meant(mail: str) -> str | None:
    """taro@gmial.com → taro@gmail.com, to be offered, never applied unasked; None when nothing looks wrong."""
    local, _, domain = mail.rpartition("@")
    better = _DOMAINS.get(domain)
    if better is None:
        ending = next((e for e in _ENDINGS if domain.endswith(e)), None)
        better = domain.removesuffix(ending) + _ENDINGS[ending] if ending else None
    return f"{local}@{better}" if better else None


def masked(mail: str) -> str:
    """What its owner recognises it by: t•••@example.jp."""
    local, _, domain = mail.rpartition("@")
    return f"{local[:1]}•••@{domain}"
