"""The first journey as a list of deeds, each one thing one person does: played whole, and under crashes at every
point.
"""

from __future__ import annotations

import io
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol

from PIL import Image

from tests.whole.phone import Phone


class Town(Protocol):
    """Whoever has the three phones."""

    @property
    def expert(self) -> Phone: ...
    @property
    def agency(self) -> Phone: ...
    @property
    def secretariat(self) -> Phone: ...


Deed = Callable[[Town], Awaitable[object]]
CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\b")


def photo(colour: str = "#7799aa", size: tuple[int, int] = (640, 480)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def of(who: str, how: str, *what: str) -> Deed:
    """`of("agency", "tap", "承認する")`"""

    async def deed(town: Town) -> object:
        return await getattr(getattr(town, who), how)(*what)

    deed.__name__ = f"{who} {how} {' '.join(what)}"
    return deed


async def type_the_code(town: Town) -> None:
    found = CODE.findall("\n".join(await town.agency.heard()))
    assert found, await town.agency.words()
    await town.expert.type(f"招待コード {found[-1]}")


async def send_files(town: Town, *colours: str) -> None:
    await town.expert.upload(*((f"{n}.jpg", photo(colour), "image/jpeg") for n, colour in enumerate(colours)))


def files(*colours: str) -> Deed:
    async def deed(town: Town) -> None:
        await send_files(town, *colours)

    return deed


expert, agency, secretariat = partial(of, "expert"), partial(of, "agency"), partial(of, "secretariat")

INVITED: tuple[Deed, ...] = (
    agency("tap", "専門家を招待"),
    agency("type", "11月10日"),
    agency("tap", "対面"),
    expert("follow"),
    type_the_code,
)
CONSENTED: tuple[Deed, ...] = (expert("tap", "はじめる"), expert("tap", "同意する"), expert("tap", "同意する"))
QUALIFIED: tuple[Deed, ...] = (
    expert("tap", "ア 公的資格"),
    expert("tap", "中小企業診断士"),
    expert("type", "第412345号"),
    expert("type", "令和11年3月31日"),
    files("red", "green"),
    expert("tap", "入力を終える"),
)
DECLARED: tuple[Deed, ...] = (expert("tap", "いいえ"), expert("tap", "表明・確約します"))
INTRODUCED: tuple[Deed, ...] = (
    expert("type", "試験　太郎"),
    expert("type", "しけん　たろう"),
    expert("type", "昭和43年3月5日"),
    expert("type", "１５０−０００１"),
    expert("tap", "東京都渋谷区神宮前"),
    expert("type", "1-2-3 見本ビル405"),
    expert("type", "090-1234-5678"),
    expert("type", "taro@example.jp"),
    expert("tap", "スキップ"),
)
DESCRIBED: tuple[Deed, ...] = (
    expert("tap", "自県のみ"),
    expert("type", "経営革新 創業"),
    expert("type", "製造業で20年、生産管理に携わりました。"),
    expert("tap", "入力を終える"),
    expert("tap", "スキップ"),
)
PROVED: tuple[Deed, ...] = (files("blue"), expert("tap", "運転免許証"), files("gray"))
PAID_TO: tuple[Deed, ...] = (
    expert("tap", "ゆうちょ（記号・番号）"),
    expert("type", "10530-12345671"),
    expert("tap", "ｼｹﾝ ﾀﾛｳ"),
)
FILLED: tuple[Deed, ...] = (*CONSENTED, *QUALIFIED, *DECLARED, *INTRODUCED, *DESCRIBED, *PROVED, *PAID_TO)
SENT: tuple[Deed, ...] = (*INVITED, *FILLED, expert("tap", "送信する"))
RETURNED: tuple[Deed, ...] = (
    agency("tap", "開く"),
    agency("tap", "差し戻す"),
    agency("type", "略歴"),
    agency("tap", "次へ"),
    agency("type", "もう少しくわしくお書きください。"),
)
MENDED: tuple[Deed, ...] = (
    expert("tap", "プロフィール登録"),
    expert("type", "製造業で20年、生産管理と原価改善に携わりました。"),
    expert("type", "以上"),
    expert("tap", "送信する"),
)
APPROVED: tuple[Deed, ...] = (
    agency("tap", "開く"),
    agency("tap", "承認する"),
    agency("tap", "知識・技能が十分"),
    secretariat("tap", "開く"),
    secretariat("tap", "承認する"),
)
APPOINTED: tuple[Deed, ...] = (
    expert("tap", "同意する"),
    secretariat("tap", "委嘱状の発行"),
    secretariat("tap", "発行する"),
    expert("tap", "就任承諾書を送る"),
    expert("type", "試験　太郎"),
    expert("type", "今日"),
    expert("tap", "送信する"),
)
STORY: tuple[Deed, ...] = (*SENT, *RETURNED, *MENDED, *APPROVED)


async def play(town: Town, *deeds: Deed) -> None:
    for deed in deeds:
        await deed(town)
