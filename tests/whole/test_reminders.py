"""What time does, through HTTP with the local LINE's clock: who is reminded when, how often, and never at night."""

from __future__ import annotations

from tests.whole.calendar import MONDAY, advance, applied, december, turn_to
from tests.whole.conftest import Town
from tests.whole.story import CONSENTED, INVITED, RETURNED, SENT, agency, play

REMINDER = "承認待ちが{}件あります"


async def pushes(town: Town, words: str) -> int:
    return sum(words in said for said in await town.agency.heard())


async def test_ten_that_wait_three_business_days_are_one_push_at_nine_without_a_name(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await play(town, *SENT)
    await applied(town, 9)
    before = len(await town.agency.heard())
    await turn_to(town, december(10), 8, 59)
    assert len(await town.agency.heard()) == before
    await turn_to(town, december(10), 9)
    [reminder] = (await town.agency.heard())[before:]
    assert REMINDER.format(10) in reminder
    assert "試験" not in reminder
    assert "例示" not in reminder
    await town.agency.tap("承認待ち")
    assert "試験 太郎 様" in await town.agency.words()


async def test_a_weekend_is_not_waited_for(town: Town) -> None:
    await turn_to(town, december(11), 10)  # a Friday
    await applied(town, 1)
    await turn_to(town, december(15), 12)
    assert await pushes(town, REMINDER.format(1)) == 0
    await turn_to(town, december(16), 9)
    assert await pushes(town, REMINDER.format(1)) == 1


async def test_what_is_decided_before_the_morning_is_not_in_the_bundle(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await play(town, *SENT)
    await turn_to(town, december(10), 7)
    await play(town, agency("tap", "開く"), agency("tap", "承認する"), agency("tap", "知識・技能が十分"))
    await turn_to(town, december(10), 9)
    assert await pushes(town, REMINDER.format(1)) == 0


async def test_a_clock_that_jumps_back_an_hour_or_on_a_day_reminds_nobody_twice(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await applied(town, 2)
    await turn_to(town, december(10), 9)
    for hours in (-1, 25, -1, 1):
        await advance(town, hours)
    assert await pushes(town, REMINDER.format(2)) == 1


async def test_what_is_due_while_everything_sleeps_waits_for_eight_in_the_morning(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await applied(town, 1)
    await turn_to(town, december(10), 23)
    assert await pushes(town, REMINDER.format(1)) == 0
    await turn_to(town, december(11), 7, 59)
    assert await pushes(town, REMINDER.format(1)) == 0
    await turn_to(town, december(11), 8)
    assert await pushes(town, REMINDER.format(1)) == 1


async def test_after_seven_business_days_the_secretariat_sees_that_the_agency_is_late(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await play(town, *SENT)
    await turn_to(town, december(15), 12)
    await town.secretariat.type("承認待ち")
    assert "遅れています" not in await town.secretariat.words()
    await turn_to(town, december(16), 9)
    assert "支援機関での期限切れが1件あります" in await town.secretariat.last()
    assert "試験" not in await town.secretariat.last()
    await town.secretariat.tap("承認待ち")
    assert "支援機関の確認が1件遅れています" in await town.secretariat.words()
    assert "期限切れ" in await town.secretariat.words()
    await town.secretariat.tap("開く")
    for word in ("試験 太郎 様", "期限切れ", "7営業日", "サンプル商工会議所"):
        assert word in await town.secretariat.words()


async def test_fields_to_mend_are_brought_to_mind_once_after_a_week(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await play(town, *SENT, *RETURNED)
    before = len(await town.expert.heard())
    await turn_to(town, december(14), 8)
    assert len(await town.expert.heard()) == before
    await turn_to(town, december(14), 9)
    assert "まだ残っています" in await town.expert.last()
    await turn_to(town, december(28), 12)
    assert len(await town.expert.heard()) == before + 1
    await town.expert.tap("開く")
    assert "差し戻し" in await town.expert.words()


async def test_an_input_left_for_three_days_is_brought_to_mind_once_and_goes_on_where_it_was(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await play(town, *INVITED, *CONSENTED[:2])
    await turn_to(town, december(9), 12)
    await play(town, *CONSENTED[2:])
    question = await town.expert.last()
    before = len(await town.expert.heard())
    await turn_to(town, december(11), 12)
    assert len(await town.expert.heard()) == before, "an answer puts it off"
    await turn_to(town, december(12), 9)
    assert "途中の入力があります" in await town.expert.last()
    await turn_to(town, december(28), 12)
    assert len(await town.expert.heard()) == before + 1
    await town.expert.tap("続きから")
    assert question.split(" ")[-1] in await town.expert.words()
