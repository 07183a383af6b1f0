"""支援実施申告書兼再発防止誓約書: filled in from an approved declaration by a job, for expert and secretariat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from conversations.client.given import POSTS
from conversations.declaring.cards import ABOUT, Look, declaration_card, look_at, staff_name, written
from conversations.declaring.moving import saved
from conversations.declaring.settling import PAPER
from conversations.declaring.showing import OPEN_PAPER
from conversations.dispatch.cards import ONLINE, address
from conversations.letterhead import letterhead
from conversations.outgoing import Notice, Outgoing
from conversations.papers import Kept, Order, Paper
from conversations.undrawable import tell_office
from flex_messages.cards import Button, Open, Row, Show
from flex_messages.documents import apart, wide
from rules.declaring import KINDS, PLEDGE
from rules.fiscal_year import era_day
from rules.japan_time import day, moment
from storage import declarations
from storage.declarations import Declaration
from storage.store import Unit

JOB = "job"


async def order(unit: Unit, about: str) -> Order | None:
    """None when it is made already, or nothing is left to write."""
    it = await declarations.one(unit, about)
    if it is None or it.paper or not it.reason:
        return None
    look = await look_at(unit, it)
    if not look.this.expert:
        return None
    approved = [look.agency_by, await staff_name(unit, it.office_decided_by)]
    return Order(PAPER, it.expert, _data(look, approved))


def _data(look: Look, approved: Sequence[str]) -> dict[str, Any]:
    it, visit = look.it, look.this.it
    return {
        **letterhead(visit.office),
        "made": _day(it.made),
        "number": wide(it.number),
        "name": look.this.expert,
        "apart": apart(look.this.expert),
        "pledge": PLEDGE if it.pledged else "",
        "pledged": f"{_moment(it.pledged)}にLINEの手続きで誓約" if it.pledged else "",
        "articles": [
            ["派遣", f"{wide(visit.number)}　{_day(visit.starts)}"],
            ["支援先", f"{look.this.client.name}\n{ONLINE if visit.online else address(look.this.client)}"],
            ["申告の内容", KINDS[it.kind]],
            ["記録の時刻", wide(f"開始 {written(it.original['starts'])}　終了 {written(it.original['ends'])}")],
            ["申告の時刻", wide(f"開始 {written(it.claimed['starts'])}　終了 {written(it.claimed['ends'])}")],
            ["理由", it.reason],
            ["確認", "\n".join(_confirmations(look, approved))],
        ],
    }


def _confirmations(look: Look, approved: Sequence[str]) -> list[str]:
    it = look.it
    agency, office = approved
    lines = []
    if "name" in it.client:
        how = f"電話　聞き取り {look.client_by}" if it.client_by else "確認リンク"
        who = f"{it.client['name']}（{POSTS[it.client['post']]}）"
        lines.append(f"事業者　{who}　{_moment(it.client['at'])}　{how}")
    elif it.client_confirmed:
        lines.append(f"事業者　支援の当日に確認　{_moment(it.client_confirmed)}")
    lines.append(f"支援機関　{agency}　{_moment(it.agency_decided)}")
    lines.append(f"事務局　{office}　{_moment(it.office_decided)}")
    return lines


def _day(at: int) -> str:
    return wide(era_day(day(at)))


def _moment(at: int) -> str:
    then = moment(at)
    return wide(f"{then.month}月{then.day}日 {then.hour}:{then.minute:02}")


async def kept(unit: Unit, about: str, files: Kept) -> Sequence[Outgoing]:
    it = await _read(unit, about)
    after = await saved(unit, it, replace(it, paper=files.pdf), "paper_made", JOB)
    button = Button(OPEN_PAPER, Open(f"paper:{files.pdf}"), "primary")
    card = declaration_card(await look_at(unit, after), "expert", button, title="申告書ができました")
    return [Notice(it.expert, Show((card,)))]


async def failed(unit: Unit, about: str, characters: str) -> Sequence[Outgoing]:
    """Told to the office that decided: somebody has to add a font."""
    it = await _read(unit, about)
    rows = (Row("受付番号", it.number),)
    return await tell_office(unit, it.office, characters, about=ABOUT, rows=rows, but=it.expert)


async def _read(unit: Unit, about: str) -> Declaration:
    it = await declarations.one(unit, about)
    assert it is not None
    return it


PAPERS = (Paper(PAPER, order, kept, failed),)
