"""Notices that the month's limit of LINE holds back: the responsible person of each office reads how many wait."""

from __future__ import annotations

from conversations.approval.opening import subject_of
from storage import outbox, people
from storage.outbox import Mark
from storage.store import Unit
from tests.journey_dialogs.conftest import World, cards, words


async def held_back(world: World, count: int, why: str = "quota") -> None:
    async def work(unit: Unit) -> None:
        for n in range(count):
            parcel = await outbox.add(unit, person=world.who["expert"], event=why, n=n, kind="push", body=b"[]")
            await outbox.settle(unit, [Mark(parcel.id, "parked", unit.now, note=why)])

    await world.store.do(work)


async def head(world: World, who: str, office: str) -> None:
    """Somebody responsible there."""

    async def work(unit: Unit) -> None:
        world.who[who] = await people.meet(unit, f"U-{who}")
        await people.join(unit, world.who[who], "secretariat", office=office, name=who, head=True)

    await world.store.do(work)


async def test_the_responsible_person_of_an_office_sees_how_many_wait(world: World) -> None:
    await head(world, "chief", "九州・沖縄")
    await held_back(world, 12)
    await held_back(world, 3, "refused_403")
    said = await world.act("waiting", "chief")
    assert words(said).startswith("承認待ちはありません")
    [card] = cards(said)
    assert card.title == "お知らせ12件が\n送信待ちです"
    assert "上限に達しました" in card.text
    [others] = cards(await world.act("others", "chief"))
    assert others.note is not None
    assert "12件" in others.note.text


async def test_it_stands_before_what_waits_for_a_decision(world: World) -> None:
    await head(world, "chief", "関東")
    it = await world.applied()
    await world.finish("approve", "agent", subject_of(it), {"recommendation": "面談で、支援の実績を確認しました。"})
    await held_back(world, 1)
    assert [card.about for card in cards(await world.act("waiting", "chief"))] == ["LINEの送信数", "承認待ち"]


async def test_others_of_the_staff_and_calm_days_show_nothing_of_it(world: World) -> None:
    await head(world, "chief", "九州・沖縄")
    for who in ("chief", "clerk", "agent"):
        if who != "chief":
            await held_back(world, 2)
        assert cards(await world.act("waiting", who)) == []
        [others] = cards(await world.act("others", who))
        assert others.note is None
