"""The approval: asked masked, decided once, by the right two people, and bound to what was shown."""

from __future__ import annotations

import pytest

from conversations.approval import deciding
from conversations.approval.deciding import UPDATED, case
from conversations.approval.opening import subject_of
from conversations.outgoing import Begin, SwitchMenu
from conversations.registration.chapters import ORDER
from flex_messages.cards import Act, Show
from rules.refusal import Refusal
from storage import people
from storage.registrations import Registration
from storage.store import Stale, Unit
from tests.journey_dialogs.conftest import World, cards, labels, notices, row, words

WHY = "面談で、中小企業者等への支援の実績を確認しました。"


async def approve(world: World, who: str = "agent") -> Registration:
    it = await world.registration()
    await world.finish("approve", who, subject_of(it), {"recommendation": WHY})
    return await world.registration()


async def test_sending_tells_the_expert_what_comes_next_and_asks_every_colleague_without_a_name(world: World) -> None:
    it = await world.invited()
    await world.act("begin_profile", "expert")
    said = await world.finish("profile", "expert", it.id, {"name": "試験 太郎", "photo": None})
    (card,) = cards(said)
    assert card.title == "送信しました"
    assert row(card, "受付番号") == it.receipt
    assert "3営業日" in card.text
    assert row(card, "お返事") == "11月27日(金)ごろ"
    assert {n.to for n in notices(said)} == {world.who["agent"], world.who["colleague"]}
    for notice in notices(said):
        assert isinstance(notice.message, Show)
        (masked,) = notice.message.cards
        assert masked.alt == masked.title.replace("\n", "") == "承認のお願いが1件あります"
        assert "試験" not in repr(masked)
        assert labels(masked) == ["開く"]
    assert (await world.registration()).profile == {"name": "試験 太郎", "photo": None}


async def test_sending_twice_changes_nothing(world: World) -> None:
    it = await world.applied()
    assert "すでに送信" in words(await world.finish("profile", "expert", it.id, {"name": "別 人"}))
    assert await world.registration() == it


async def test_the_opened_card_has_the_decisions_on_it_and_again_as_quick_replies(world: World) -> None:
    it = await world.applied()
    (said,) = await world.act("open_registration", "agent", it.id)
    assert isinstance(said, Show)
    (card,) = said.cards
    assert labels(card) == ["承認する", "差し戻す", "くわしく見る", "不承認にする"]
    assert [b.label for b in said.quick] == ["承認する", "差し戻す", "不承認にする", "くわしく見る"]
    assert card.buttons[0].tap == Act("approve", it.id, it.version)
    assert card.title == "試験 太郎 様"
    assert card.subtitle == "シケン タロウ"
    assert row(card, "登録要件") == "ア 公的資格"
    assert row(card, "資格") == "中小企業診断士"
    assert row(card, "面談") == "11月10日(火) 対面"
    assert row(card, "申請日") == "11月24日(火)"
    assert row(card, "期限") == "11月27日(金)まで"
    assert row(card, "受付番号") == it.receipt


async def test_a_colleague_sees_who_is_looking(world: World) -> None:
    it = await world.applied()
    (first,) = cards(await world.act("open_registration", "agent", it.id))
    (second,) = cards(await world.act("open_registration", "colleague", it.id))
    assert first.note is None
    assert second.note is not None
    assert second.note.text == "agentさんが確認中です。"


async def test_other_qualifications_are_flagged_above_the_decision(world: World) -> None:
    it = await world.applied(qualification="その他公的資格", qualification_name="社会保険労務士")
    (card,) = cards(await world.act("open_registration", "agent", it.id))
    assert row(card, "資格") == "その他公的資格（社会保険労務士）"
    assert card.note is not None
    assert "公的資格に当たるか" in card.note.text


async def test_details_show_every_field_by_chapter_and_open_every_file(world: World) -> None:
    it = await world.applied()
    (card,) = cards(await world.act("registration_details", "agent", it.id, it.version))
    assert [s.heading for s in card.sections] == [*ORDER, "送られたファイル"]
    assert row(card, "有効期限").startswith("2029年3月31日")
    assert row(card, "略歴") == "製造業で20年働きました。"
    taps = [r.tap.tap for r in card.sections[-1].rows if r.tap]
    assert [getattr(tap, "url", "") for tap in taps] == ["file:f1", "file:f2"]
    assert labels(card) == ["承認する", "差し戻す", "不承認にする"]


async def test_the_details_of_the_longest_profile_can_be_drawn(world: World) -> None:
    careers = [
        {"employer": "工" * 60, "post": "長" * 60, "period": {"from": f"{2000 + n}-01", "to": f"{2000 + n}-12"}}
        for n in range(10)
    ]
    papers = [{"file": f"p{n}", "kind": "pdf", "name": "n" * 200, "bytes": 1, "pages": 30} for n in range(10)]
    it = await world.applied(
        requirement="イ", careers=careers, career_papers=papers, name="試" * 40 + " " + "験" * 40, biography="略" * 400
    )
    (card,) = cards(await world.act("registration_details", "agent", it.id, it.version))
    assert row(card, "職歴").count("\n") == 9


async def test_two_approvals_lead_to_the_register(world: World) -> None:
    it = await world.applied()
    assert await world.act("approve", "agent", it.id, it.version) == [Begin("approve", subject_of(it))]
    said = await world.finish("approve", "agent", subject_of(it), {"recommendation": WHY})
    assert "承認しました" in words(said)
    assert {n.to for n in notices(said)} == {world.who[who] for who in ("expert", "clerk", "second_clerk")}
    it = await world.registration()
    (card,) = cards(await world.act("open_registration", "clerk", it.id))
    assert row(card, "推薦理由") == WHY
    said = await world.act("approve", "clerk", it.id, it.version)
    assert SwitchMenu("expert", world.who["expert"]) in said
    assert [n.to for n in notices(said)] == [world.who["expert"]]
    it = await world.registration()
    assert it.state == "REGISTERED"
    assert (it.agency_decided_by, it.secretariat_decided_by) == (world.who["agent"], world.who["clerk"])
    assert (await world.trail())[-4:] == [
        ("registration.begin", "INVITED", "DRAFT"),
        ("registration.submit", "DRAFT", "AGENCY_REVIEW"),
        ("registration.approve", "AGENCY_REVIEW", "SECRETARIAT_REVIEW"),
        ("registration.approve", "SECRETARIAT_REVIEW", "REGISTERED"),
    ]


@pytest.mark.parametrize("action", ["approve", "return", "reject"])
async def test_a_second_tap_and_a_colleagues_say_who_decided_and_when(world: World, action: str) -> None:
    it = await world.applied()
    world.clock[0] += 5 * 60 * 1000
    await approve(world)
    for who in ("agent", "colleague"):
        with pytest.raises(Refusal, match=r"11月24日\(火\) 12:05にagentさんが承認"):
            await world.act(action, who, it.id, it.version)
    assert "agentさんが承認" in words(await world.finish("reject", "colleague", subject_of(it), {"reason": "x"}))
    assert "agentさんが承認" in words(await world.act("open_registration", "colleague", it.id))


@pytest.mark.parametrize("action", ["open_registration", "registration_details", "approve", "return", "reject"])
@pytest.mark.parametrize("who", ["stranger", "far_clerk"])
async def test_foreign_taps_are_refused(world: World, who: str, action: str) -> None:
    it = await world.applied()
    with pytest.raises(Refusal, match="ほかの機関"):
        await world.act(action, who, it.id, it.version)
    assert await world.registration() == it


async def test_the_secretariat_waits_for_the_agency(world: World) -> None:
    it = await world.applied()
    with pytest.raises(Refusal, match="順番"):
        await world.act("approve", "clerk", it.id, it.version)


async def test_nobody_decides_on_their_own_registration(world: World) -> None:
    it = await world.applied("agent")
    await world.store.do(lambda unit: people.join(unit, world.who["agent"], "agency", agency=world.agency["ours"]))
    for action in ("open_registration", "approve"):
        with pytest.raises(Refusal, match="ご自身"):
            await world.act(action, "agent", it.id, it.version)
    assert "ご自身" in words(await world.finish("approve", "agent", subject_of(it), {"recommendation": WHY}))
    assert await world.registration("agent") == it
    assert "承認待ちはありません" in words(await world.act("waiting", "agent"))


async def test_one_person_does_not_decide_for_both(world: World) -> None:
    await world.applied()
    it = await approve(world)
    await world.store.do(lambda unit: people.join(unit, world.who["agent"], "secretariat", office="関東"))
    with pytest.raises(Refusal, match="別の方"):
        await world.act("approve", "agent", it.id, it.version)
    assert (await world.registration()).state == "SECRETARIAT_REVIEW"


async def test_a_decision_is_bound_to_the_version_that_was_shown(world: World) -> None:
    shown = await world.applied()
    await world.finish("return", "agent", subject_of(shown), {"fields": ["氏名"], "reason": "漢字をご確認ください。"})
    await world.finish("profile", "expert", shown.id, {**shown.profile, "name": "試験 次郎"})
    now = await world.registration()
    said = await world.act("approve", "agent", shown.id, shown.version)
    assert words(said) == UPDATED
    assert cards(said)[0].buttons[0].tap == Act("approve", shown.id, now.version)
    assert words(await world.finish("approve", "agent", subject_of(shown), {"recommendation": WHY})) == UPDATED
    assert await world.registration() == now


async def test_a_rejection_tells_the_expert_masked_and_shows_the_reason_on_the_tap(world: World) -> None:
    it = await world.applied()
    said = await world.finish("reject", "agent", subject_of(it), {"reason": "要件を確認できませんでした。"})
    (notice,) = notices(said)
    assert "要件" not in repr(notice)
    (card,) = cards(await world.act("standing", "expert"))
    assert card.status is not None
    assert card.status.word == "不承認"
    assert row(card, "理由") == "要件を確認できませんでした。"
    with pytest.raises(Refusal, match="agentさんが不承認"):
        await world.act("approve", "colleague", it.id, it.version)


async def test_of_two_decisions_at_once_only_one_is_made(world: World) -> None:
    it = await world.applied()

    async def race(unit: Unit) -> None:
        mine = await case(unit, world.who["agent"], it.id, it.version)
        await deciding.approve(unit, await case(unit, world.who["colleague"], it.id, it.version), WHY)
        with pytest.raises(Stale):
            await deciding.reject(unit, mine, "x")

    await world.store.do(race)
    now = await world.registration()
    assert (now.state, now.agency_decided_by) == ("SECRETARIAT_REVIEW", world.who["colleague"])
