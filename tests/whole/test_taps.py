"""Buttons in the wrong hands, at the wrong moment, twice, at once, or typed: nothing happens that nobody decided."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.local_line.events import postback_event
from storage import agencies, people, registrations
from storage.people import Role
from storage.store import Unit
from tests.whole.behind import ending, foreign_words
from tests.whole.conftest import Town
from tests.whole.phone import Phone, actions
from tests.whole.story import APPROVED, MENDED, RETURNED, SENT, STORY, play

UPDATED = "内容が更新されました"


async def newcomer(town: Town, name: str, role: Role, *, agency: str = "", office: str | None = None) -> Phone:
    """One more person with a phone and a membership; agency: "ours" for the story's own."""
    user = town.stage.line.add(name, role, friend=True)

    async def work(unit: Unit) -> None:
        ours = (await agencies.all(unit))[0].id
        theirs = ours if agency == "ours" else None
        if agency == "another":
            theirs = (await agencies.add(unit, "となり商工会", "CCI", "東京都")).id
        await people.join(unit, await people.meet(unit, user), role, agency=theirs, office=office, name=name)

    await town.store.do(work)
    return town.phone(user)


def post(town: Town, user: str, data: str) -> None:
    """A postback with this data, as somebody's phone would send it."""
    line = town.stage.line
    line.webhooks.emit(postback_event(line, line.world.person(user), data))


async def test_a_decision_on_an_older_version_shows_the_new_one_and_decides_nothing(town: Town) -> None:
    await play(town, *SENT, RETURNED[0])
    old = await town.agency.find("承認する")
    await play(town, *RETURNED[1:], *MENDED)
    before = await ending(town)
    await town.agency.tap_it(*old)
    assert UPDATED in await town.agency.words()
    assert "と原価改善" in (await town.agency.words()).replace(" ", "")
    assert await ending(town) == before


async def test_a_reason_given_after_somebody_else_changed_the_registration_decides_nothing(town: Town) -> None:
    colleague = await newcomer(town, "同僚 次郎", "agency", agency="ours")
    await play(town, *SENT)
    await colleague.tap("開く")
    await colleague.tap("承認する")
    await play(town, *RETURNED, *MENDED)
    before = await ending(town)
    await colleague.tap("知識・技能が十分")
    assert UPDATED in await colleague.words()
    assert await ending(town) == before


async def test_a_colleague_who_comes_second_hears_who_decided_and_when(town: Town) -> None:
    colleague = await newcomer(town, "同僚 次郎", "agency", agency="ours")
    await play(town, *SENT)
    await colleague.tap("開く")
    late = await colleague.find("承認する")
    await play(town, *APPROVED[:3])
    before = await ending(town)
    await colleague.tap_it(*late)
    assert "見本 花子が承認にしています。" in await colleague.words()
    await town.agency.tap("承認する")
    assert "見本 花子が承認にしています。" in await town.agency.words()
    assert await ending(town) == before
    await play(town, *APPROVED[3:])
    await town.secretariat.tap("承認する")
    assert "例示 一郎が承認にしています。" in await town.secretariat.words()
    assert await foreign_words(town) == []


@pytest.mark.parametrize("turn", range(3))
async def test_of_an_approval_and_a_rejection_at_once_one_counts(town: Town, turn: int) -> None:
    clerk = await newcomer(town, "同僚 次郎", "secretariat", office="関東")
    await play(town, *SENT, *APPROVED[:3])
    await town.secretariat.tap("開く")
    await clerk.tap("開く")
    await clerk.tap("不承認にする")
    await clerk.tap("確認が取れない")
    hands = [lambda: town.secretariat.tap("承認する"), lambda: clerk.tap("不承認にする")]
    await asyncio.gather(*(hand() for hand in (hands if turn % 2 else reversed(hands))))
    ((state, version, *_), *_) = await ending(town)
    assert state in ("REGISTERED", "REJECTED")
    said = [await town.secretariat.words(), await clerk.words()]
    assert sum("にしています。" in words for words in said) == 1, said
    await town.secretariat.tap("承認する")
    assert (await ending(town))[0][:2] == (state, version)


async def test_typed_decisions_decide_nothing(town: Town) -> None:
    await play(town, *SENT)
    await town.agency.tap("開く")
    data = (await town.agency.find("承認する"))[1]["data"]
    before = await ending(town)
    for word in ("承認する", "差し戻す", "不承認にする", "approve", data, f"postback:{data}", "menu:waiting"):
        for phone in town.phones:
            await phone.type(word)
            assert await ending(town) == before, word
    await town.agency.tap("承認する")
    for word in ("承認する", "はい", "やっぱりやめます", "ありがとうございます"):
        await town.agency.type(word)
        assert await ending(town) == before, f"{word} approves"
    await town.agency.tap("承認する")
    assert (await ending(town))[0][:3] == ("SECRETARIAT_REVIEW", before[0][1] + 1, "承認する")


async def test_nobody_decides_on_their_own_registration_in_another_membership(town: Town) -> None:
    async def both(unit: Unit) -> None:
        me = await people.meet(unit, town.stage.expert)
        ours = (await agencies.all(unit))[0].id
        await people.join(unit, me, "agency", agency=ours, name="試験 太郎")

    await play(town, *SENT)
    await town.store.do(both)
    before = await ending(town)
    await town.expert.type("承認待ち")
    assert "承認待ちはありません" in await town.expert.words()
    await town.agency.tap("開く")
    post(town, town.stage.expert, (await town.agency.find("承認する"))[1]["data"])
    await town.expert.idle()
    assert await ending(town) == before


async def test_a_button_is_dead_once_the_role_is_gone(town: Town) -> None:
    await play(town, *SENT, APPROVED[0])

    async def leave(unit: Unit) -> None:
        person = await people.person(unit, await people.meet(unit, town.stage.agency))
        assert person.active
        await people.leave(unit, person.active.id)

    await town.store.do(leave)
    before = await ending(town)
    for label in ("承認する", "差し戻す", "不承認にする", "くわしく見る", "開く"):
        await town.agency.tap(label)
        said = await town.agency.words()
        assert "いまの役割では" in said, (label, said)
        assert "試験" not in said
    assert await ending(town) == before


async def test_a_dialog_is_over_once_the_role_is_gone(town: Town) -> None:
    await play(town, *SENT, *APPROVED[:2])

    async def leave(unit: Unit) -> None:
        person = await people.person(unit, await people.meet(unit, town.stage.agency))
        assert person.active
        await people.leave(unit, person.active.id)

    await town.store.do(leave)
    before = await ending(town)
    await town.agency.tap("知識・技能が十分")
    assert await ending(town) == before


async def test_no_button_works_in_other_hands(town: Town) -> None:
    """Every button ever shown to anybody, tapped by everybody else, at the end and while it is still alive."""
    others = [
        await newcomer(town, "他所 三郎", "agency", agency="another"),
        await newcomer(town, "西方 四郎", "secretariat", office="近畿"),
        await newcomer(town, "監査 五郎", "auditor"),
        town.phone(town.stage.line.add("通行 六郎", "だれでもない人", friend=True)),
    ]
    tried: set[tuple[str, str]] = set()
    middle = len(SENT) + 3
    for deeds in (SENT, STORY[len(SENT) : middle], STORY[middle:]):
        await play(town, *deeds)
        before = await states(town)
        for owner in town.phones:
            for data in await buttons(owner):
                for other in (*town.phones, *others):
                    if other.user == owner.user or (other.user, data) in tried:
                        continue
                    tried.add((other.user, data))
                    post(town, other.user, data)
            await owner.idle()
            assert await states(town) == before, owner.user
    assert len(tried) > 300
    for other in others:
        said = " ".join(await other.heard())
        assert "試験" not in said
        assert "412345" not in said


async def buttons(phone: Phone) -> list[str]:
    said = [m["message"] for m in (await phone.chat())["messages"] if m["from"] == "bot"]
    found = [action["data"] for message in said for action, _ in actions(message) if action.get("type") == "postback"]
    return [data for data in found if not data.startswith("menu:")]


async def states(town: Town) -> Any:
    async def work(unit: Unit) -> list[Any]:
        return [it async for it in registrations.every(unit)]

    return await town.store.look(work)
