"""「支援機関を探す」: eight areas, their prefectures, then the agencies there with their kind, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Card, Row, Say, Show
from flex_messages.words import MENU_WORDS, MORE
from rules.agencies import AGENCY_TYPES
from rules.offices import OFFICE_OF, OFFICES
from storage import agencies
from storage.store import Unit

FIND = "支援機関を探す"
PAGE = 10
_AREAS = Card(
    about=FIND,
    title="どちらの地域ですか",
    text="登録のご相談ができる支援機関をご案内します。",
    buttons=tuple(Button(area, Act("find_area", area), "secondary") for area in OFFICES),
)


async def find(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [Show((_AREAS,))]


async def find_area(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """An area of one prefecture leads there at once."""
    prefectures = OFFICES[doing.about].prefectures
    if len(prefectures) == 1:
        return await _listed(unit, prefectures[0], 0)
    buttons = tuple(Button(name, Act("find_prefecture", f"{name} 0"), "secondary") for name in prefectures)
    return [Show((Card(FIND, f"{doing.about}の\nどの都道府県ですか", buttons=buttons),))]


async def find_prefecture(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    prefecture, _, start = doing.about.partition(" ")
    return await _listed(unit, prefecture, int(start))


async def _listed(unit: Unit, prefecture: str, start: int) -> Sequence[Outgoing]:
    found = await agencies.of_prefecture(unit, prefecture)
    if not found:
        area = OFFICE_OF[prefecture].area
        contact = Button(MENU_WORDS["contact"], Act("contact_area", area))
        return [Say(f"{prefecture}の支援機関は、まだ掲載がありません。地域の事務局へお尋ねください。", (contact,))]
    more = Button(MORE, Act("find_prefecture", f"{prefecture} {start + PAGE}"), "secondary")
    card = Card(
        about=FIND,
        title=f"{prefecture}の支援機関",
        subtitle=f"{len(found)}機関",
        text="専門家登録は、支援機関との面談から始まります。" if start == 0 else "",
        rows=tuple(
            Row(AGENCY_TYPES.get(each.type, "支援機関"), each.name, small=_dispatching(each.can_dispatch))
            for each in found[start : start + PAGE]
        ),
        buttons=(more,) if len(found) > start + PAGE else (),
    )
    return [Show((card,))]


def _dispatching(can: bool) -> str:
    return "派遣を申請できる機関" if can else ""


ACTIONS = (
    Action("find_agency", (), find, opens=True),
    Action("find_area", (), find_area, opens=True),
    Action("find_prefecture", (), find_prefecture, opens=True),
)
