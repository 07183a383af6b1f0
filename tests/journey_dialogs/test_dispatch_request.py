"""「派遣を申請」: what is offered, to whom, and what is refused with its reason when it is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conversations.dialog import Looking
from conversations.sheet import Given
from flex_messages.cards import Act
from rules.fiscal_year import fiscal_year
from rules.japan_time import DAY, day
from rules.refusal import Refusal
from storage import agencies, clients, people, places, registrations, timers
from storage.clients import Client
from storage.store import Unit
from tests.journey_dialogs.appointing import consented, registered
from tests.journey_dialogs.conftest import NOON, World, cards, notices, row
from tests.journey_dialogs.dispatching import HOUR, client_of, dispatched
from tests.journey_dialogs.requesting import answers, every, request, requested

ELSEWHERE = {
    "postal": "1500001",
    "place": "東京都／渋谷区／神宮前",
    "street": {"street": "9-9", "of": "東京都／渋谷区／神宮前"},
}


async def refused(world: World, **changed: Any) -> str:
    before = len(await every(world))
    with pytest.raises(Refusal) as no:
        await request(world, **changed)
    assert len(await every(world)) == before
    return no.value.words


async def known(world: World, client: Client) -> dict[str, Any]:
    """Of a client that is there already."""
    return {"client": client.id, "visits": "same", "postal": None, "place": None, "street": None}


async def test_a_request_opens_the_dispatch_and_the_client_with_it(world: World) -> None:
    await consented(world)
    said = await request(world)
    [it] = await every(world)
    client = await world.store.look(lambda unit: clients.one(unit, it.client))
    assert client is not None
    assert (client.kind, client.name, client.prefecture, client.address) == (
        "sole", "試験商店", "東京都", "千代田区丸の内1-1-1",
    )  # fmt: skip
    assert (it.state, it.office, it.starts, it.ends - it.starts) == ("OFFERED", "関東", NOON + 7 * DAY, 2 * HOUR)
    assert (it.made_by, it.expert, it.flags) == (world.who["agent"], world.who["expert"], ())
    assert it.request["address"] == "東京都千代田区丸の内1-1-1"
    assert (it.request["nth"], it.request["elsewhere"], it.request["sme_eligible"]) == (1, False, True)
    assert row(cards(said)[0], "支援") == "経営革新（1回目）"
    [notice] = notices(said)
    assert notice.to == world.who["expert"]
    masked = cards([notice.message])[0]
    assert masked.alt == "派遣のお願いが1件あります"
    assert "試験商店" not in repr(masked)
    assert masked.buttons[0].tap == Act("open_offer", it.id, it.version)
    due = await world.store.look(lambda unit: timers.due(unit, it.offer_until))
    assert ("offer_expires", it.id) in [(timer.what, timer.about) for timer in due]


async def test_a_pin_becomes_a_place_of_the_client(world: World) -> None:
    await consented(world)
    pin = {"latitude": 35.68, "longitude": 139.76, "source": "pin", "accuracy": None, "label": "本社", "at": NOON}
    it = await requested(world, pin=pin)
    [place] = await world.store.look(lambda unit: places.of_client(unit, it.client))
    assert (place.latitude, place.source, place.label, place.state) == (35.68, "pin", "本社", "approved")


async def test_one_corporate_number_is_one_client_whoever_asks(world: World) -> None:
    await consented(world)
    company = {"client": {"new": ""}, "client_kind": "company", "client_number": "7000012050002"}
    first = await requested(world, **company)
    second = await requested(world, agent="stranger", days=8, **company, client_name="別の書き方")
    assert first.client == second.client
    assert second.agency == world.agency["theirs"]
    third = await requested(world, days=9, client={"new": "7000012050002"}, client_kind=None)
    assert third.client == first.client


@pytest.mark.parametrize(
    "same",
    [
        {"client_phone": "+81398765432", **ELSEWHERE},
        {"client_name": "見本商店", **ELSEWHERE},
        {"client_name": "見本商店", "client_phone": "+81398765432"},
    ],
    ids=["name", "phone", "address"],
)
async def test_another_business_that_looks_the_same_is_a_flag_and_no_refusal(
    world: World, same: dict[str, Any]
) -> None:
    await consented(world)
    assert (await requested(world)).flags == ()
    assert (await requested(world, days=8, **same)).flags == ("similar_client",)


async def test_a_business_of_its_own_is_no_flag(world: World) -> None:
    await consented(world)
    await requested(world)
    other = {"client_name": "見本商店", "client_phone": "+81398765432", **ELSEWHERE}
    assert (await requested(world, days=8, **other)).flags == ()


async def test_visits_beyond_the_limit_are_refused(world: World) -> None:
    await consented(world)
    client = await client_of(world)
    of = await known(world, client)
    for n in range(3):
        await requested(world, days=10 + n, **of)
    assert "年度3回まで" in await refused(world, days=20, **of)
    for n in range(2):
        assert (await requested(world, days=21 + n, **of, theme="it")).request["nth"] == 4 + n
    assert "上限（5回）" in await refused(world, days=30, **of, theme="it")
    online = await requested(world, days=30, **of, method="online")
    assert (online.online, online.request["nth"], online.request["address"]) == (True, None, "")


async def test_a_cancelled_visit_makes_room(world: World) -> None:
    await consented(world)
    client = await client_of(world)
    for n in range(3):
        await dispatched(world, state="CANCELLED", starts=NOON + n * DAY, client=client)
    assert (await requested(world, **await known(world, client))).request["nth"] == 1


async def test_an_expert_is_in_one_place_at_a_time(world: World) -> None:
    await consented(world)
    await dispatched(world, state="OFFERED", starts=NOON + 7 * DAY + HOUR)
    assert "その時間にほかの派遣があります" in await refused(world)
    assert "その時間にほかの派遣があります" in await refused(world, agent="stranger"), "of another agency too"
    await requested(world, length="60")


async def test_only_for_a_day_whose_conditions_were_agreed_to(world: World) -> None:
    await registered(world)
    assert "委嘱条件に同意していません" in await refused(world)


async def test_the_next_fiscal_year_needs_its_own_consent(world: World) -> None:
    await consented(world)
    world.clock[0] = NOON + 110 * DAY  # in March
    assert fiscal_year(day(world.clock[0] + 25 * DAY)) == 2027
    assert "委嘱条件に同意していません" in await refused(world, days=25)


async def test_who_is_suspended_is_not_offered_anything(world: World) -> None:
    await consented(world)

    async def suspend(unit: Unit) -> None:
        it = await registrations.of_person(unit, world.who["expert"])
        assert it is not None
        await registrations.save(unit, replace(it, state="SUSPENDED"))

    await world.store.do(suspend)
    assert "いま派遣をお願いできません" in await refused(world)


async def test_nobody_requests_themselves(world: World) -> None:
    await consented(world)
    expert, agency = world.who["expert"], world.agency["ours"]
    await world.store.do(lambda unit: people.join(unit, expert, "agency", agency=agency, name="兼務"))
    assert "ご自身を派遣することはできません" in await refused(world, agent="expert")


async def test_a_visit_that_would_have_begun_is_refused(world: World) -> None:
    await consented(world)
    assert "過ぎています" in await refused(world, days=-1)


async def test_support_ends_on_its_day_and_in_its_year(world: World) -> None:
    await consented(world)
    assert "次の日にかかります" in await refused(world, day_time="2026-12-01T22:00", length="180")


@pytest.mark.parametrize("who", ["clerk", "expert", "guest"])
async def test_only_an_agency_asks(world: World, who: str) -> None:
    await consented(world)
    assert "支援機関の担当の方" in await refused(world, agent=who)


async def test_an_agency_that_may_not_dispatch_is_told(world: World) -> None:
    await consented(world)

    async def work(unit: Unit) -> None:
        other = await agencies.add(unit, "申請できない団体", "OTHER", "東京都", can_dispatch=False)
        world.who["powerless"] = await people.meet(unit, "U-powerless")
        await people.join(unit, world.who["powerless"], "agency", agency=other.id, name="担当")

    await world.store.do(work)
    assert "派遣の申請ができる機関として登録されていません" in await refused(world, agent="powerless")


async def test_the_review_says_what_bars_the_pay(world: World) -> None:
    await consented(world)
    dialog = world.dialog("request")
    review = dialog.places[-1].kind
    given = await answers(world, paid_by_agency="yes", member_of_agency="yes", asked_first="expert", method="online")

    async def after(unit: Unit) -> str:
        facts = await dialog.facts(unit, world.who["agent"], "")
        assert dialog.looks is not None
        seen = await dialog.looks(unit, facts, Looking(Given(given)))
        return str(review.what_follows(Given(given), seen))  # type: ignore[attr-defined]

    said = await world.store.look(after)
    assert "オンラインの支援は、謝金の対象外です。" in said
    assert "給与等を受けている" in said
    assert "専門家からの要請" in said
    assert "会員等である" not in said, "a member of a 商工会議所 is paid all the same"


async def test_what_was_asked_before_is_asked_again_with_its_day_open(world: World) -> None:
    await consented(world)
    it = await requested(world)
    dialog = world.dialog("request")

    async def returned(unit: Unit, how: str) -> dict[str, Any]:
        facts = await dialog.facts(unit, world.who["agent"], f"{how}:{it.id}")
        assert dialog.on_return is not None
        found = dialog.on_return(facts)
        assert found is not None
        return dict(found.answers)

    again = await world.store.look(lambda unit: returned(unit, "again"))
    assert (again["client"], again["expert"], again["length"], again["visits"]) == (
        it.client, it.registration, "120", "same",
    )  # fmt: skip
    assert "day_time" not in again
    other = await world.store.look(lambda unit: returned(unit, "other"))
    assert "expert" not in other
    assert other["day_time"] == "2026-12-01T12:00"
    with pytest.raises(Refusal):
        await world.store.look(lambda unit: dialog.facts(unit, world.who["stranger"], f"again:{it.id}"))
