"""Who is there before a storm: agencies with a person each, one clerk an office, and people in the middle of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.registration.profile import PROFILE
from rules.offices import OFFICES
from rules.postal import address_of
from storage import agencies, drafts, people, registrations
from storage.drafts import Draft
from storage.store import Unit
from tests.journey_dialogs.filled import ACTIVE, PERSON, QUALIFIED, profile

# A postal code in each area: what an expert's address decides is which office they belong to.
HOMES = {
    "北海道": "060-0042", "東北": "980-0021", "関東": "150-0001", "中部": "450-0002", "近畿": "530-0001",
    "中国": "730-0011", "四国": "760-0019", "九州・沖縄": "810-0001",
}  # fmt: skip


def says(area: str) -> dict[str, str]:
    """Where the story says Tokyo, the people of another area say their own town."""
    [home] = address_of(HOMES[area].replace("-", "")) or []
    return {"１５０−０００１": HOMES[area], "東京都渋谷区神宮前": f"{home.prefecture}{home.city}{home.town}"}


async def agency(unit: Unit, n: int, user: str) -> str:
    """An agency with its one person; the area it lies in."""
    area = list(HOMES)[n % len(HOMES)]
    new = await agencies.add(unit, f"見本商工会議所{n}", "CCI", OFFICES[area].prefectures[0])
    person = await people.meet(unit, user)
    await people.join(unit, person, "agency", agency=new.id, name="見本 花子", department="経営支援課", head=True)
    return area


async def clerk(unit: Unit, area: str, user: str) -> None:
    person = await people.meet(unit, user)
    await people.join(unit, person, "secretariat", office=area, name="例示 一郎", department="審査係", head=True)


async def talkers(unit: Unit, users: Sequence[str]) -> None:
    """Applicants who stand at their biography, which takes as many messages as one likes."""
    begun = profile(*QUALIFIED, *PERSON, *ACTIVE).sheet
    assert PROFILE.by_name[begun.at].kind.gathers, begun.at
    house = await agencies.add(unit, "見本商工会", "SHOKOKAI", "東京都")
    for user in users:
        person = await people.meet(unit, user)
        await people.join(unit, person, "expert", agency=house.id)
        new = await registrations.open(unit, person, house.id, "", "関東")
        it = await registrations.save(unit, replace(new, state="DRAFT"))
        await drafts.keep(unit, Draft(person, "profile", it.id, PROFILE.version, begun.body(), False, 0, 0))
