"""What stands in a 支援実施報告書, and in the copy that can be read before it is inspected."""

from __future__ import annotations

from typing import Any

from conversations.dispatch.cards import ONLINE, address, support
from conversations.letterhead import letterhead
from conversations.papers import Order
from conversations.report.facts import ReportFacts, who
from conversations.report.reading import WAYS, files, where, written
from conversations.report.standing import name_of
from flex_messages.documents import apart, missing, wide
from flex_messages.documents.render import MINCHO
from flex_messages.words import WEEKDAYS, minutes
from rules.fiscal_year import era_day
from rules.japan_time import day, moment
from storage.dispatches import Dispatch
from storage.store import Unit

COPY = "検収前の写し"
GETA = "〓"
"""What printers set for a character they do not have."""


async def order(unit: Unit, facts: ReportFacts, *, copy: bool) -> Order:
    """Names that no font draws stop the job (MissingGlyphs); in what was written they are marked and named below."""
    it, this = facts.it, facts.this
    texts = [[row.label, row.value] for row in written(facts) if row.label != "添付"]
    attached = [f"{wide(str(n))}　{name}" for n, (name, _) in enumerate(files(it), 1)]
    gone = missing("".join([*(text for _, text in texts), *attached]), MINCHO)
    data: dict[str, Any] = {
        **letterhead(it.office),
        "number": wide(it.number),
        "reported": _day(it.reported),
        "name": this.expert,
        "apart": apart(this.expert),
        "copy": COPY if copy else "",
        "visit": [
            ["支援先", this.client.name],
            ["所在地", ONLINE if it.online else address(this.client)],
            ["支援機関", this.agency],
            ["支援の分野", wide(support(it))],
            ["日時", _times(it)],
            *([] if it.online else [["位置の確認", f"開始　{where(it, 'in')}\n終了　{where(it, 'out')}"]]),
        ],
        "written": [[label, _printed(text, gone)] for label, text in texts],
        "attached": [_printed(line, gone) for line in attached],
        "client": _client(it),
        "seals": [] if copy else await _seals(unit, it),
        "unprintable": _unprintable(gone),
    }
    signature = it.said.get("signature", "")
    return Order("report", it.expert, data, {"signature": signature} if signature else {})


def _times(it: Dispatch) -> str:
    """令和８年１１月２４日（火） and below it １４時０２分から１６時５１分まで　休憩　なし"""
    starts, ends = _held(it)
    pause = wide(minutes(it.breaks)) if it.breaks else "なし"
    weekday = WEEKDAYS[day(starts).weekday()]
    return f"{_day(starts)}（{weekday}）\n{_clock(starts)}から{_clock(ends)}まで　休憩　{pause}"


def _held(it: Dispatch) -> tuple[int, int]:
    for starts, ends in ((it.checked_in, it.checked_out), (it.client_starts, it.client_ends)):
        if starts and ends:
            return starts, ends
    return it.starts, it.ends


def _client(it: Dispatch) -> dict[str, Any]:
    """The client's own words serve as 従事証明."""
    if not it.client_confirmed:
        return {"statement": "事業者の確認はありません。", "name": "", "lines": []}
    span = f"{_day(it.client_starts)}{_clock(it.client_starts)}から{_clock(it.client_ends)}まで"
    how = f"{WAYS.get(it.said.get('how', ''), '')}　{_day(it.client_confirmed)}{_clock(it.client_confirmed)}"
    receipt = it.said.get("receipt", "")
    return {
        "statement": f"{span}、上記の支援を受けたことを確認しました。",
        "name": who(it),
        "lines": [
            *([who(it)] if it.said.get("signature") else []),
            how.strip("　"),
            *([f"確認番号　{wide(str(receipt))}"] if receipt else []),
        ],
    }


async def _seals(unit: Unit, it: Dispatch) -> list[list[str]]:
    """Who confirmed it at the agency, and who inspected it."""
    looked = (
        ("支援機関　確認", it.agency_confirmed_by, it.agency_confirmed),
        ("事務局　検収", it.inspected_by, it.inspected),
    )
    return [[deed, f"{await name_of(unit, by, it)}\n{_day(at)}"] for deed, by, at in looked if at]


def _printed(text: str, gone: str) -> str:
    return "".join(GETA if c in gone else c for c in text)


def _unprintable(gone: str) -> str:
    """Which characters 〓 stands for, by their numbers: they cannot be printed."""
    if not gone:
        return ""
    return f"{GETA}は、印刷できる書体のない文字です（{'、'.join(f'U+{ord(c):04X}' for c in gone)}）。"


def _day(at: int) -> str:
    return wide(era_day(day(at)))


def _clock(at: int) -> str:
    when = moment(at)
    return wide(f"{when.hour}時{when.minute:02}分")
