"""The key terms of the 委嘱条件 in words, from the figures of the scheme that pays (data/schemes.toml)."""

from __future__ import annotations

from datetime import date

from rules.schemes import Flat, Scheme


def key_terms(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    """Label and words, in the order of the card."""
    online = "" if scheme.online_paid else "（オンラインは対象外）"
    return (
        *_pay_terms(scheme),
        ("対象", f"事業者と直接向き合った支援の時間だけ{online}"),
        ("交通費", "お支払いしません"),
    )


def _pay_terms(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    pay = scheme.pay
    if isinstance(pay, Flat):
        return (("謝金", f"1回{pay.yen:,}円（税込）"),)
    return (
        ("謝金", f"1時間{pay.yen:,}円（税込）"),
        ("上限", f"{pay.cap:,}円"),
        ("端数", f"{pay.step}分未満は切り捨て"),
    )


def version_words(version: str) -> str:
    """2026-11-24 → 2026年11月24日版; any other name of a version as it is."""
    try:
        day = date.fromisoformat(version)
    except ValueError:
        return f"{version}版"
    return f"{day.year}年{day.month}月{day.day}日版"
