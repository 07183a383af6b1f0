"""Chapters 活動と略歴 and 写真と書類: what agencies see when they look for an expert."""

from __future__ import annotations

from conversations.dialog import Field, Step
from conversations.kinds import LongText, Photo
from conversations.registration.chapters import ACTIVITY, PAPERS
from rules.ours import LONGEST_BIOGRAPHY

FIELDS = (
    Field(
        "略歴",
        Step(
            "biography",
            "略歴をお送りください。",
            LongText(LONGEST_BIOGRAPHY),
            hint="支援機関が専門家を探すときに表示されます。",
            example="製造業で20年、生産管理と原価改善に携わりました。2015年に独立し、町工場の改善を支援しています。",
        ),
        chapter=ACTIVITY,
    ),
    Field(
        "プロフィール写真",
        Step(
            "photo",
            "プロフィール写真をお送りください。",
            Photo(),
            hint="お顔がはっきり写った写真を1枚お願いします。",
        ),
        chapter=PAPERS,
    ),
)
