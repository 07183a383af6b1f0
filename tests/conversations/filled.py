"""What a person says to fill in the dialogs of these tests, in order."""

from __future__ import annotations

from typing import Any

from conversations.play import photo, tap

TO_NAME: tuple[Any, ...] = (tap("同意する"),)
TO_HAS = (*TO_NAME, "試験 太郎")
TO_AREAS = (*TO_HAS, tap("はい"), "中小企業診断士", "令和11年3月31日")
TO_PHOTO = (*TO_AREAS, tap("東京都"), tap("次へ"))
TO_CAREER = (*TO_PHOTO, photo("face"))
TO_MORE = (*TO_CAREER, "部長", "2015年4月〜2019年3月")
TO_PAPERS = (*TO_MORE, tap("いいえ"))
TO_STORY = (*TO_PAPERS, photo("paper"), "入力を終える")
TO_BANK = (*TO_STORY, "製造業で働きました。", "以上")
TO_REVIEW = (*TO_BANK, "1234567")
