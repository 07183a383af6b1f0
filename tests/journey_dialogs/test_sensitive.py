"""Who sees account and 本人確認書類, what flags reach whom, where a registration goes, and when a picture is erased."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.alarms import Alarm
from conversations.approval.opening import subject_of
from conversations.play import play, tap
from flex_messages.cards import Card
from rules import identity
from rules.identity import DAYS_KEPT
from rules.japan_time import DAY
from rules.refusal import Refusal
from storage import audit, files, registrations, timers
from storage.registrations import Registration
from tests.journey_dialogs.conftest import World, cards, labels, row, words

BANK = {"account_at": "bank", "bank": "0001", "branch": "0001240", "account_type": "普通", "account_number": "0012345"}
LATER: dict[str, Any] = {"account_at": None, "yucho_pair": None, "holder": None}


async def passed_on(world: World, **answers: Any) -> Registration:
    """A registration the agency has approved."""
    it = await world.applied(**answers)
    await world.finish("approve", "agent", subject_of(it), {"recommendation": "実績があります。"})
    return await world.registration()


async def details(world: World, who: str) -> Card:
    it = await world.registration()
    (card,) = cards(await world.act("registration_details", who, it.id, it.version))
    return card


def opened(card: Card) -> list[str]:
    """Ids of the files that can be opened."""
    found = [r.tap.tap for section in card.sections for r in section.rows if r.tap]
    return [getattr(tap, "url", "").removeprefix("file:") for tap in found]


async def test_an_agency_sees_the_account_masked_and_no_document(world: World) -> None:
    await world.applied(**BANK)
    card = await details(world, "agent")
    assert row(card, "謝金の振込口座") == "みずほ銀行 新宿（240） 普通 •••••45"
    assert row(card, "本人確認書類") == "運転免許証"
    assert "f3" not in opened(card)
    assert "個人番号が写っている" not in labels(card)
    assert row(card, "電話番号") == "090-1234-5678"
    assert row(card, "郵便番号") == "〒150-0001\n東京都渋谷区神宮前"


async def test_the_secretariat_sees_the_account_and_each_look_is_in_the_log(world: World) -> None:
    it = await passed_on(world, **BANK)
    await world.act("open_registration", "clerk", it.id)
    assert not [line for line in await world.trail() if line[0] == "account.read"]
    for reads in (1, 2):
        card = await details(world, "clerk")
        assert row(card, "謝金の振込口座") == "みずほ銀行 新宿（240） 普通 0012345\nｼｹﾝ ﾀﾛｳ"
        assert len([line for line in await world.trail() if line[0] == "account.read"]) == reads
    assert "f3" in opened(card)


async def test_the_decision_card_says_where_in_what_and_with_which_subsidy(world: World) -> None:
    it = await world.applied(subsidy="yes")
    (card,) = cards(await world.act("open_registration", "agent", it.id))
    assert row(card, "活動できる都道府県") == "東京都、神奈川県"
    assert row(card, "支援分野") == "経営革新、創業"
    assert row(card, "国・自治体からの人件費補助の有無") == "あり"
    assert card.note is not None
    assert "人件費補助を受けています。" in card.note.text


async def test_another_holder_is_flagged_to_the_secretariat_alone(world: World) -> None:
    it = await world.applied(holder="ﾐﾎﾝ ﾊﾅｺ")
    (card,) = cards(await world.act("open_registration", "agent", it.id))
    assert card.note is None
    await world.finish("approve", "agent", subject_of(it), {"recommendation": "実績があります。"})
    (card,) = cards(await world.act("open_registration", "clerk", it.id))
    assert card.note is not None
    assert "口座名義がフリガナと異なります" in card.note.text


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"qualification": "その他公的資格", "qualification_name": "社会保険労務士"}, "公的資格に当たるか"),
        (
            {"requirement": "ウ", "support_by": "record", "support_record": "5社を支援しました。"},
            "相応の実績に当たるか",
        ),
    ],
)
async def test_what_the_secretariat_must_judge_is_on_its_card(world: World, answers: dict[str, Any], flag: str) -> None:
    it = await passed_on(world, **answers)
    (card,) = cards(await world.act("open_registration", "clerk", it.id))
    assert card.note is not None
    assert flag in card.note.text


async def test_without_an_account_the_secretariat_cannot_approve_and_is_told_what_to_do(world: World) -> None:
    it = await passed_on(world, **LATER)
    (card,) = cards(await world.act("open_registration", "clerk", it.id))
    assert card.note is not None
    assert "まだ入力されていません" in card.note.text
    with pytest.raises(Refusal, match="「差し戻す」で「謝金の振込口座」を選ぶ"):
        await world.act("approve", "clerk", it.id, it.version)
    assert (await world.registration()).state == "SECRETARIAT_REVIEW"


async def test_an_account_that_was_put_off_is_entered_while_the_others_look(world: World) -> None:
    await world.applied(**LATER)
    (card,) = cards(await world.act("standing", "expert"))
    assert labels(card) == ["口座を入力"]
    it = await world.registration()
    await world.finish("account", "expert", it.id, {**BANK, "holder": "ｼｹﾝ ﾀﾛｳ", "review": "send"})
    after = await world.registration()
    assert (after.state, after.profile["account_number"], after.version) == (it.state, "0012345", it.version + 1)
    assert "review" not in after.profile
    with pytest.raises(Refusal):
        await world.act("enter_account", "expert")
    with pytest.raises(Refusal):
        await world.finish("account", "expert", it.id, BANK)


async def test_nobody_enters_the_account_of_another(world: World) -> None:
    it = await world.applied(**LATER)
    with pytest.raises(Refusal):
        await world.finish("account", "agent", it.id, {**BANK, "holder": "ﾐﾎﾝ"})


async def test_a_registration_goes_to_the_office_of_the_address_and_follows_it(world: World) -> None:
    it = await passed_on(world, postal="5300001", place="大阪府／大阪市北区／梅田")
    assert it.office == "近畿"
    (card,) = cards(await world.act("open_registration", "far_clerk", it.id))
    assert card.buttons
    with pytest.raises(Refusal, match="ほかの機関"):
        await world.act("open_registration", "clerk", it.id)


async def test_a_picture_that_shows_the_twelve_digits_is_erased_at_once(world: World) -> None:
    it = await passed_on(world)
    await world.store.do(lambda unit: files.note(unit, "f3", it.person, "image/jpeg", 1, "0", "message"))
    assert "個人番号が写っている" in labels(await details(world, "clerk"))
    said = await world.act("erase_id_document", "clerk", it.id, it.version)
    assert "削除しました" in words(said)
    assert await world.store.look(lambda unit: files.one(unit, "f3")) is None
    card = await details(world, "clerk")
    assert row(card, "本人確認書類") == "運転免許証（画像は11月24日(火)に削除）"
    assert "f3" not in opened(card)
    assert "個人番号が写っている" not in labels(card)
    assert ("id_document.erased", "", "") in await world.trail()
    assert "すでに削除" in words(await world.act("erase_id_document", "clerk", it.id, it.version))


async def test_another_office_erases_nothing(world: World) -> None:
    it = await passed_on(world)
    with pytest.raises(Refusal):
        await world.act("erase_id_document", "far_clerk", it.id)


async def test_the_picture_goes_some_days_after_the_approval_and_the_kind_stays(world: World) -> None:
    it = await passed_on(world)
    await world.store.do(lambda unit: files.note(unit, "f3", it.person, "image/jpeg", 1, "0", "message"))
    await world.act("approve", "clerk", it.id, it.version)
    due = world.clock[0] + DAYS_KEPT * DAY
    before, then = [
        [t for t in await world.store.look(lambda unit, at=at: timers.due(unit, at)) if t.what == "erase_id_document"]  # type: ignore[misc]
        for at in (due - 1, due)
    ]
    assert before == []
    (timer,) = then
    alarm: Alarm = next(a for a in world.house.alarms if a.what == timer.what)
    for _ in range(2):  # a second time there is nothing left to do
        assert await world.store.do(lambda unit: alarm.act(unit, timer.about)) == []
    after = await world.store.look(lambda unit: registrations.one(unit, it.id))
    assert after is not None
    assert "id_picture" not in after.profile
    assert (after.profile["id_kind"], after.profile["id_erased"]) == ("licence", "2026-11-24")
    assert await world.store.look(lambda unit: files.one(unit, "f3")) is None
    assert await world.store.look(lambda unit: audit.verify(unit)) is None


async def test_where_an_office_asks_for_no_picture_the_agency_says_that_it_saw_a_document(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(identity._OF_OFFICE, "関東", "interview")
    it = await world.applied(id_kind=None, id_picture=None)
    assert row(await details(world, "agent"), "本人確認書類") == "面談で確認"
    facts = await world.store.look(lambda unit: world.dialog("approve").facts(unit, world.who["agent"], subject_of(it)))
    said = play(world.dialog("approve"), tap("支援の実績がある"), facts=facts)
    assert said.step == "seen"
    said.hear(tap("面談で確認済み"))
    assert said.finished
    await world.finish("approve", "agent", subject_of(it), said.answers)
    assert row(await details(world, "clerk"), "本人確認書類") == "面談で確認済み（11月24日(火)）"
