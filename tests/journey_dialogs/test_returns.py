"""差し戻す: exactly the named fields come back, before → after, to the right reviewer."""

from __future__ import annotations

import pytest

from conversations.approval.opening import subject_of
from conversations.outgoing import Begin
from conversations.registration.facts import facts_of
from conversations.registration.profile import returned
from rules.refusal import Refusal
from storage import people
from storage.registrations import Registration
from tests.journey_dialogs.conftest import World, cards, notices, row, words

REASON = "番号が証明書と異なります。"


async def give_back(world: World, who: str, *fields: str) -> Registration:
    it = await world.registration()
    await world.finish("return", who, subject_of(it), {"fields": list(fields), "reason": REASON})
    return await world.registration()


async def answer(world: World, **changed: object) -> Registration:
    it = await world.registration()
    await world.finish("profile", "expert", it.id, {**it.profile, **changed})
    return await world.registration()


async def approve(world: World) -> None:
    it = await world.registration()
    await world.finish("approve", "agent", subject_of(it), {"recommendation": "実績があります。"})


async def test_what_can_be_returned_are_the_fields_that_were_asked_without_the_consents(world: World) -> None:
    it = await world.applied()
    facts = await world.store.look(lambda unit: world.dialog("return").facts(unit, world.who["agent"], subject_of(it)))
    assert list(facts.fields) == [
        "登録要件", "資格", "登録番号", "有効期限", "証明書", "国・自治体からの人件費補助の有無",
        "氏名", "フリガナ", "生年月日", "郵便番号", "番地・建物", "電話番号", "メールアドレス", "所属・役職",
        "活動できる都道府県", "支援分野", "略歴", "職務経歴書", "プロフィール写真", "本人確認書類", "謝金の振込口座",
    ]  # fmt: skip


async def test_the_expert_hears_masked_and_is_asked_exactly_the_returned_fields(world: World) -> None:
    it = await world.applied()
    said = await world.finish("return", "agent", subject_of(it), {"fields": ["登録番号"], "reason": REASON})
    (notice,) = notices(said)
    assert notice.to == world.who["expert"]
    assert "番号" not in repr(notice)
    opened = await world.act("profile", "expert")
    assert row(cards(opened)[0], "項目") == "登録番号"
    assert row(cards(opened)[0], "理由") == REASON
    assert opened[-1] == Begin("profile", it.id)
    back = await world.registration()
    again = returned(await world.store.look(lambda unit: facts_of(unit, back)))
    assert again is not None
    assert (again.fields, again.reason, again.answers) == (("登録番号",), REASON, it.profile)


async def test_the_reviewer_sees_before_and_after_of_those_fields_only(world: World) -> None:
    await world.applied()
    await give_back(world, "agent", "登録番号")
    it = await answer(world, qualification_number="第412345号")
    (card,) = cards(await world.act("open_registration", "agent", it.id))
    assert card.about == "差し戻しへの回答"
    assert card.subtitle == "1項目が直されました"
    assert card.rows == ()
    (change,) = card.changes
    assert (change.field, change.before, change.after) == ("登録番号", "第41234号", "第412345号")
    assert change.reason == REASON


async def test_fields_that_a_returned_branch_changed_are_shown_too(world: World) -> None:
    await world.applied()
    await give_back(world, "agent", "資格")
    it = await answer(world, qualification="税理士", qualification_number="第9号")
    (card,) = cards(await world.act("open_registration", "agent", it.id))
    assert [(c.field, c.reason) for c in card.changes] == [("資格", REASON), ("登録番号", "")]


async def test_what_the_agency_returned_comes_back_to_it_and_the_secretariat_sees_the_whole(world: World) -> None:
    await world.applied()
    await give_back(world, "agent", "略歴")
    assert (await answer(world, biography="二十年")).state == "AGENCY_REVIEW"
    await approve(world)
    it = await world.registration()
    (card,) = cards(await world.act("open_registration", "clerk", it.id))
    assert it.state == "SECRETARIAT_REVIEW"
    assert card.changes == ()


async def test_other_fields_that_the_secretariat_returned_go_straight_back(world: World) -> None:
    await world.applied()
    await approve(world)
    await give_back(world, "clerk", "氏名")
    it = await answer(world, name="試験 次郎")
    assert it.state == "SECRETARIAT_REVIEW"
    (card,) = cards(await world.act("open_registration", "second_clerk", it.id))
    assert [(c.before, c.after) for c in card.changes] == [("試験 太郎", "試験 次郎")]


async def test_requirements_that_the_secretariat_returned_pass_the_agency_and_stay_marked(world: World) -> None:
    await world.applied()
    await approve(world)
    await give_back(world, "clerk", "登録番号", "氏名")
    it = await answer(world, qualification_number="第5号")
    assert it.state == "AGENCY_REVIEW"
    await approve(world)
    it = await world.registration()
    (card,) = cards(await world.act("open_registration", "clerk", it.id))
    assert [c.field for c in card.changes] == ["登録番号", "氏名"]
    await world.act("approve", "clerk", it.id, it.version)
    it = await world.registration()
    assert (it.state, it.before, it.returned, it.reason) == ("REGISTERED", None, [], "")


async def test_who_returned_for_the_secretariat_does_not_approve_for_the_agency(world: World) -> None:
    await world.applied()
    await approve(world)
    await give_back(world, "clerk", "登録番号")
    it = await answer(world, qualification_number="第5号")
    await world.store.do(lambda unit: people.join(unit, world.who["clerk"], "agency", agency=world.agency["ours"]))
    with pytest.raises(Refusal, match="別の方"):
        await world.act("approve", "clerk", it.id, it.version)


async def test_whoever_comes_later_hears_who_returned_it(world: World) -> None:
    it = await world.applied()
    await give_back(world, "agent", "氏名")
    with pytest.raises(Refusal, match="agentさんが差し戻し"):
        await world.act("approve", "colleague", it.id, it.version)


async def test_every_return_and_answer_is_in_the_audit_log(world: World) -> None:
    await world.applied()
    await give_back(world, "agent", "氏名")
    await answer(world, name="試験 次郎")
    assert (await world.trail())[-2:] == [
        ("registration.return", "AGENCY_REVIEW", "RETURNED"),
        ("registration.resubmit_to_agency", "RETURNED", "AGENCY_REVIEW"),
    ]


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("INVITED", "お待ちしています"),
        ("DRAFT", "入力の途中"),
        ("AGENCY_REVIEW", "支援機関が確認"),
        ("RETURNED", "直していただきたい"),
    ],
)
async def test_the_applicant_sees_where_it_stands(world: World, state: str, title: str) -> None:
    await {"INVITED": world.invited, "DRAFT": world.invited}.get(state, world.applied)()
    if state == "DRAFT":
        await world.act("begin_profile", "expert")
    if state == "RETURNED":
        await give_back(world, "agent", "氏名")
    (card,) = cards(await world.act("standing", "expert"))
    assert title in card.title.replace("\n", "")
    assert row(card, "受付番号") == (await world.registration()).receipt
    assert (await world.registration()).state == state


async def test_without_an_invitation_the_profile_asks_for_the_code(world: World) -> None:
    for action in ("profile", "standing", "begin_profile"):
        assert "招待コード" in words(await world.act(action, "guest"))
