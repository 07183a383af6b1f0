"""From the invitation to the first step: codes, wrong codes, staff and experts."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest

from conversations.outgoing import Begin, SwitchMenu
from flex_messages.cards import Card, Copy
from rules.codes import hash_code, read_code
from rules.japan_time import DAY
from rules.refusal import Refusal
from storage import invitations, people
from storage.people import Person, Role
from storage.store import Unit
from tests.journey_dialogs.conftest import World, cards, labels, row, words

CODE = "ABCDEFGHJKLM"
INTERVIEW = {"interview_on": "2026-11-20", "interview_how": "online"}


async def issue(world: World, role: Role, code: str = CODE, **given: Any) -> None:
    expires = world.clock[0] + 14 * DAY
    await world.store.do(lambda unit: invitations.add(unit, hash_code(code), role=role, expires=expires, **given))


async def invite(world: World) -> Card:
    (card,) = cards(await world.finish("invite", "agent", "", INTERVIEW))
    return card


async def test_an_invitation_shows_the_code_its_picture_its_end_and_words_to_forward(world: World) -> None:
    card = await invite(world)
    copied = [b.tap.text for b in card.buttons if isinstance(b.tap, Copy)]
    link = next(line for line in copied[0].splitlines() if line.startswith("https://"))
    assert read_code(card.title)
    assert card.picture is not None
    assert card.picture.path == f"qr:{link}"
    assert link.startswith("https://line.me/R/oaMessage/%40119test/?")
    assert unquote(link).endswith(f"招待コード {card.title}")
    assert copied[1] == card.title
    assert row(card, "期限") == "12月8日(火)\n12:00まで"


async def test_only_agency_staff_invite(world: World) -> None:
    with pytest.raises(Refusal, match="支援機関の担当"):
        await world.finish("invite", "clerk", "", INTERVIEW)


async def test_an_invited_expert_gets_the_applicants_menu_and_the_first_step(world: World) -> None:
    card = await invite(world)
    said = await world.act("redeem", "guest", text=f"招待コード {card.title}")
    assert said[0] == SwitchMenu("applicant")
    (ready,) = cards(said)
    assert "15分" in ready.subtitle
    assert labels(ready) == ["はじめる"]
    it = await world.registration("guest")
    assert (it.state, it.office, it.interview_on, it.interview_how) == ("INVITED", "関東", "2026-11-20", "online")
    assert (it.agency, it.invited_by) == (world.agency["ours"], world.who["agent"])


@pytest.mark.parametrize("typed", ["abcdefghjklm", "ＡＢＣＤ－ＥＦＧＨ－ＪＫＬＭ", "招待コード：abcd efgh jklm"])
async def test_a_code_works_however_it_is_typed(world: World, typed: str) -> None:
    await issue(world, "secretariat", office="関東")
    assert SwitchMenu("secretariat") in await world.act("redeem", "guest", text=typed)


async def test_unknown_used_and_expired_codes_get_the_same_answer(world: World) -> None:
    await issue(world, "secretariat", office="関東")
    await world.act("redeem", "far_clerk", text=CODE)
    used = words(await world.act("redeem", "guest", text=CODE))
    unknown = words(await world.act("redeem", "guest", text="ZZZZ-ZZZZ-ZZZZ"))
    await issue(world, "secretariat", "MNPQRSTUVWXY", office="関東")
    world.clock[0] += 15 * DAY
    expired = words(await world.act("redeem", "guest", text="MNPQRSTUVWXY"))
    assert used == unknown == expired
    assert "確認できませんでした" in used


async def test_five_wrong_codes_lock_for_an_hour_and_the_right_one_waits(world: World) -> None:
    await issue(world, "secretariat", office="関東")
    for _ in range(4):
        assert "お待ち" not in words(await world.act("redeem", "guest", text="ZZZZ-ZZZZ-ZZZZ"))
    assert "13:00まで" in words(await world.act("redeem", "guest", text="ZZZZ-ZZZZ-ZZZZ"))
    assert "お待ちください" in words(await world.act("redeem", "guest", text=CODE))
    world.clock[0] += 61 * 60 * 1000
    assert SwitchMenu("secretariat") in await world.act("redeem", "guest", text=CODE)


async def test_a_mistyped_code_is_answered_with_what_one_looks_like_and_locks_nobody(world: World) -> None:
    for _ in range(6):
        assert "ABCD-EFGH-JKLM" in words(await world.act("redeem", "guest", text="ABCD-EFGH-JKL0"))
        assert "ABCD-EFGH-JKLM" in words(await world.act("otherwise", "guest", text="ABCD-EFGH-JKL"))


async def test_staff_are_asked_their_name_and_department(world: World) -> None:
    await issue(world, "agency", agency=world.agency["ours"], head=True)
    said = await world.act("redeem", "guest", text=CODE)
    begun = said[-1]
    assert said[0] == SwitchMenu("agency")
    assert isinstance(begun, Begin)
    assert begun.dialog == "staff"
    ended = await world.finish("staff", "guest", begun.subject, {"name": "見本 花子", "department": None})
    assert "承認待ち" in words(ended)
    person = await world.store.look(lambda unit: _person(unit, world.who["guest"]))
    assert person.active is not None
    assert (person.active.name, person.active.department, person.active.head) == ("見本 花子", "", True)


async def test_a_second_code_for_the_same_desk_adds_no_second_membership(world: World) -> None:
    await issue(world, "agency", agency=world.agency["ours"])
    assert "すでに" in words(await world.act("redeem", "agent", text=CODE))
    person = await world.store.look(lambda unit: _person(unit, world.who["agent"]))
    assert len(person.memberships) == 1


async def test_a_second_invitation_does_not_start_a_second_registration(world: World) -> None:
    first = await world.applied()
    await issue(world, "expert", agency=world.agency["theirs"], office="近畿")
    assert "支援機関の確認中" in words(await world.act("redeem", "expert", text=CODE))
    assert (await world.registration()).id == first.id


async def _person(unit: Unit, id: str) -> Person:
    return await people.person(unit, id)
