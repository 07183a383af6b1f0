"""Who is there before a storm: agencies with a person each, one clerk an office, and people in the middle of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.registration.profile import PROFILE
from rules.offices import OFFICES
from rules.postal import address_of
from storage import agencies, appointments, drafts, people, registrations
from storage.drafts import Draft
from storage.store import Unit
from tests.journey_dialogs.filled import ACTIVE, PERSON, QUALIFIED, profile
from tests.whole.changing import registered_at
from tests.whole.confirming import there_since
from tests.whole.visiting import settled_on

# A postal code in each area: what an expert's address decides is which office they belong to.
HOMES = {
    "北海道": "060-0042", "東北": "980-0021", "関東": "150-0001", "中部": "450-0002", "近畿": "530-0001",
    "中国": "730-0011", "四国": "760-0019", "九州・沖縄": "810-0001",
}  # fmt: skip


def says(area: str) -> dict[str, str]:
    """Where the story says Tokyo, the people of another area say their own town."""
    [home] = address_of(HOMES[area].replace("-", "")) or []
    return {"１５０−０００１": HOMES[area], "東京都渋谷区神宮前": f"{home.prefecture}{home.city}{home.town}"}


@dataclass(frozen=True, slots=True)
class House:
    """An agency, its one person (id and LINE user), and the area it lies in."""

    id: str
    agent: str
    user: str
    area: str


async def agency(unit: Unit, n: int, user: str) -> House:
    """The n-th."""
    area = list(HOMES)[n % len(HOMES)]
    new = await agencies.add(unit, f"見本商工会議所{n}", "CCI", OFFICES[area].prefectures[0])
    person = await people.meet(unit, user)
    await people.join(unit, person, "agency", agency=new.id, name="見本 花子", department="経営支援課", head=True)
    return House(new.id, person, user, area)


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


MINUTE = 60_000
LONG_AGO, SOON = 100 * MINUTE, 25 * MINUTE


@dataclass(frozen=True, slots=True)
class Veteran:
    """A registered and appointed expert with a visit under way and another one that is due. says: what people of
    this life say and tap where the deeds name their expert or their client.
    """

    user: str
    says: dict[str, str]


async def veteran(unit: Unit, n: int, user: str, house: House) -> Veteran:
    """The n-th; their names are told apart by three digits."""
    number = "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{n:03}")
    name = f"試験 太郎{number}"
    account = {"bank": "9900", "branch": "058", "type": "普通", "number": f"{1234567 + n}"}
    it = await registered_at(unit, user, house.id, house.area, name=name, yucho_pair=account)
    [year] = await appointments.of_person(unit, it.person)
    await appointments.save(unit, replace(year, state="ACCEPTED", issued=unit.now, accepted=unit.now, since=unit.now))
    await there_since(unit, it, house.id, house.agent, unit.now - LONG_AGO, f"一軒目商店{number}")
    await settled_on(unit, it, house.id, house.agent, unit.now + SOON, f"二軒目商店{number}")
    return Veteran(user, {"試験 太郎": name, "試験製作所": f"試験製作所{number}"})
