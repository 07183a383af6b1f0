"""A lost phone: who may vouch, who decides, what the code does, and what is left on the old account."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from conversations.outgoing import Begin, Notice, SwitchMenu
from rules.refusal import Refusal
from storage import drafts, drawn, people, relinks
from storage.drafts import Draft
from storage.relinks import Relink
from storage.store import Unit
from tests.journey_dialogs.appointing import consented, ring, to
from tests.journey_dialogs.changing import OSAKA, asked, decide, join
from tests.journey_dialogs.conftest import World, cards, notices, row, words

REASON = {"reason": "対面で会い、本人確認書類で確認しました。", "sure": "yes"}
HOUR = 3_600_000


async def relink(world: World, who: str = "expert") -> Relink:
    found = await world.store.look(lambda unit: relinks.open_one(unit, world.who[who]))
    assert found is not None
    return found


async def started(world: World, by: str = "agent") -> Relink:
    it = await world.registration()
    await world.act("begin_phone", by, it.id)
    await world.finish("phone", by, it.id, REASON)
    return await relink(world)


async def approved(world: World) -> Relink:
    await consented(world)
    it = await started(world)
    await world.act("approve_phone", "clerk", it.id, it.version)
    return await relink(world)


async def code(world: World, by: str = "agent") -> str:
    (card,) = cards(await world.act("phone_code", by, (await relink(world)).id))
    return card.title


async def line_user(world: World, person: str) -> str:
    return (await world.store.look(lambda unit: people.person(unit, person))).line_user


async def test_two_people_and_a_code_move_somebody_with_everything(world: World) -> None:
    it = await approved(world)
    expert, guest = world.who["expert"], world.who["guest"]

    async def leave_things(unit: Unit) -> None:
        await drafts.keep(unit, Draft(expert, "change", "x", 1, {}))
        await drawn.keep(unit, "old-token", expert, taps=[{"verb": "standing", "about": "", "version": 0}])

    await world.store.do(leave_things)
    said = await world.act("redeem", "guest", text=await code(world))
    assert SwitchMenu("guest", guest) in said
    assert SwitchMenu("expert", expert) in said
    assert [notice.to for notice in notices(said)] == [expert]
    assert (await line_user(world, expert), await line_user(world, guest)) == ("U-guest", "U-expert")
    assert (await world.registration()).state == "REGISTERED"
    assert await world.store.look(lambda unit: drafts.load(unit, expert, "change", "x")) is not None
    assert await world.store.look(lambda unit: drawn.find(unit, "old-token")) is None
    assert await world.store.look(lambda unit: relinks.moved_at(unit, expert)) == world.clock[0]
    kept = await world.store.look(lambda unit: relinks.one(unit, it.id))
    assert kept is not None
    assert (kept.state, kept.code_hash) == ("MOVED", "")


async def test_a_code_works_once_for_a_day_and_a_new_one_voids_the_old(world: World) -> None:
    await approved(world)
    first, second = await code(world), await code(world)
    assert first != second
    assert "確認できませんでした" in words(await world.act("redeem", "guest", text=first))
    world.clock[0] += 24 * HOUR
    assert "確認できませんでした" in words(await world.act("redeem", "guest", text=second))
    third = await code(world)
    assert re.fullmatch(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){2}", third)
    await world.act("redeem", "guest", text=third)
    assert await line_user(world, world.who["expert"]) == "U-guest"
    world.who["other"] = await world.store.do(lambda unit: people.meet(unit, "U-other"))
    assert "確認できませんでした" in words(await world.act("redeem", "other", text=third))


async def test_an_account_with_a_role_of_its_own_takes_nobody_over(world: World) -> None:
    await approved(world)
    typed = await code(world)
    for who in ("stranger", "expert"):
        assert "再登録には使えません" in words(await world.act("redeem", who, text=typed))
    await world.act("redeem", "guest", text=typed)
    assert await line_user(world, world.who["expert"]) == "U-guest"


async def test_who_vouches_never_approves(world: World) -> None:
    await consented(world)
    it = await started(world)
    await join(world, "agent", role="secretariat", office="関東")
    with pytest.raises(Refusal, match="別の方"):
        await world.act("approve_phone", "agent", it.id, it.version)
    assert (await relink(world)).state == "SECRETARIAT_REVIEW"


async def test_the_database_refuses_one_person_for_both(world: World) -> None:
    await consented(world)
    it = await started(world)
    with pytest.raises(sqlite3.IntegrityError):
        await world.store.do(lambda unit: relinks.save(unit, replace(it, decided_by=it.started_by)))


@pytest.mark.parametrize("who", ["stranger", "clerk", "expert"])
async def test_only_the_agency_that_recommended_starts_it(world: World, who: str) -> None:
    await consented(world)
    it = await world.registration()
    if who == "expert":
        await join(world, "expert", role="agency", agency=world.agency["ours"])
    with pytest.raises(Refusal):
        await world.act("begin_phone", who, it.id)
    with pytest.raises(Refusal):
        await world.finish("phone", who, it.id, REASON)


async def test_another_office_neither_sees_nor_decides(world: World) -> None:
    await consented(world)
    it = await started(world)
    for action in ("open_phone", "approve_phone", "reject_phone"):
        with pytest.raises(Refusal, match="ほかの事務局"):
            await world.act(action, "far_clerk", it.id, it.version)
    for action in ("see_phone", "phone_code", "stop_phone"):
        with pytest.raises(Refusal, match="ほかの事務局"):
            await world.act(action, "stranger", it.id, it.version)


async def test_it_waits_among_the_rest_and_goes_with_a_colleagues_name(world: World) -> None:
    await consented(world)
    it = await started(world)
    await world.act("open_phone", "second_clerk", it.id)
    (card,) = cards(await world.act("waiting", "clerk"))
    assert card.about == "スマホを変えた方の再登録"
    assert card.note is not None
    assert "second_clerkさんが確認中" in card.note.text
    (shown,) = cards(await world.act("open_phone", "clerk", it.id))
    assert (row(shown, "確認した方"), row(shown, "本人の確認")) == ("agentさん", REASON["reason"])
    said = await world.act("approve_phone", "clerk", it.id, it.version)
    (news,) = to(said, world.who["agent"])
    assert "試験" not in str(news)
    assert "「承認済み」になっています" in words(await world.act("approve_phone", "second_clerk", it.id, it.version))


async def test_one_at_a_time_and_none_after_it_was_stopped(world: World) -> None:
    it = await approved(world)
    typed = await code(world)
    assert "すでに申請されています" in words(
        await world.act("begin_phone", "colleague", (await world.registration()).id)
    )
    await world.act("stop_phone", "colleague", it.id)
    assert "確認できませんでした" in words(await world.act("redeem", "guest", text=typed))
    assert "「取り下げ」" in words(await world.act("phone_code", "agent", it.id))
    [begun] = await world.act("begin_phone", "agent", (await world.registration()).id)
    assert isinstance(begun, Begin)


async def test_a_rejected_one_gives_no_code(world: World) -> None:
    await consented(world)
    it = await started(world)
    await world.act("reject_phone", "clerk", it.id, it.version)
    assert "「不承認」" in words(await world.act("phone_code", "agent", it.id))


async def test_a_head_vouches_for_a_colleague_and_the_office_decides(world: World) -> None:
    async def lead(unit: Unit) -> str:
        me = (await people.person(unit, world.who["agent"])).active
        them = (await people.person(unit, world.who["colleague"])).active
        assert me is not None
        assert them is not None
        await people.lead(unit, me.id, True)
        return f"staff:{them.id}"

    about = await world.store.do(lead)
    await world.act("begin_phone", "agent", about)
    await world.finish("phone", "agent", about, REASON)
    it = await relink(world, "colleague")
    assert (it.office, it.name) == ("関東", "colleagueさん")
    await world.act("approve_phone", "clerk", it.id, it.version)
    (card,) = cards(await world.act("phone_code", "agent", it.id))
    said: list[Any] = await world.act("redeem", "guest", text=card.title)
    assert SwitchMenu("agency", world.who["colleague"]) in said
    assert any(isinstance(each, Notice) and each.to == world.who["colleague"] for each in said)
    with pytest.raises(Refusal, match="責任者"):
        await world.act("begin_phone", "stranger", about)


async def test_nothing_of_the_request_stands_in_the_clear(world: World, tmp_path: Any) -> None:
    await consented(world)
    await started(world)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("world.db*"))
    assert REASON["reason"].encode() not in kept
    assert "試験 太郎".encode() not in kept


async def test_it_reminds_the_office_and_goes_along_to_another(world: World) -> None:
    await consented(world)
    await started(world)
    await asked(world, "郵便番号", "番地・建物", **OSAKA)
    world.clock[0] += 4 * 24 * HOUR
    said = await ring(world, "phone", "bundle")
    assert {notice.to for notice in notices(said)} == {world.who["clerk"], world.who["second_clerk"]}
    (card,) = to(said, world.who["clerk"])
    assert "再登録の承認待ちが" in card.title
    await decide(world, "clerk")
    it = await relink(world)
    assert it.office == "近畿"
    await world.act("approve_phone", "far_clerk", it.id, it.version)
    assert (await relink(world)).state == "APPROVED"
    assert await ring(world, "phone", "bundle") == []
