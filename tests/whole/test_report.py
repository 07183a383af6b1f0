"""A report as people live it, through HTTP: written in the chat or at a desk, mended, confirmed, inspected, printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest

from storage import audit, dispatches, files, payments, people
from storage.dispatches import Dispatch
from storage.store import Unit
from tests.whole.appointing import opened, picture_of, settled
from tests.whole.behind import foreign_words
from tests.whole.browser import Browser
from tests.whole.calendar import MONDAY, advance, december, turn_to
from tests.whole.conftest import Town
from tests.whole.hands import Shaky
from tests.whole.phone import Phone, actions
from tests.whole.reporting import BEGUN, CONFIRMED, INSPECTED, MENDED, REPORT, REPORTED, RETURNED, WRITTEN
from tests.whole.story import play
from tests.whole.visiting import ARRIVED, LEFT, due, visit_due
from tests.whole.visiting import CONFIRMED as CLIENT_CONFIRMED


async def visited(town: Town, **how: int) -> str:
    """The stage's expert has just come from a visit; the dispatch's id."""
    id = await visit_due(town, **how)
    await play(town, *ARRIVED)
    await advance(town, 1.6)
    await play(town, *CLIENT_CONFIRMED, *LEFT)
    return id


async def one(town: Town, id: str) -> Dispatch:
    found = await town.store.look(lambda unit: dispatches.one(unit, id))
    assert found is not None
    return found


async def deeds(town: Town, id: str) -> list[str]:
    lines = await town.store.look(lambda unit: audit.of_subject(unit, id))
    return [line.action.removeprefix("dispatch.") for line in lines if line.action.startswith("dispatch.")]


async def more_visits(town: Town, n: int, **columns: object) -> Sequence[str]:
    """Further visits of the expert that have ended, each at a client of its own."""
    made = []
    for k in range(n):
        id = await due(town.store, town.stage.expert, town.stage.agency, client=f"見本商店{k}")
        it = await one(town, id)
        now = town.stage.clock.now()
        times = {"checked_in": now - 7_200_000, "checked_out": now, "since": now + k}
        after = replace(it, state="CHECKED_OUT", **times, **columns)  # type: ignore[arg-type]
        await town.store.do(partial(_saved, after))
        made.append(id)
    return made


async def _saved(it: Dispatch, unit: Unit) -> None:
    await dispatches.save(unit, it)


async def tile(phone: Phone, word: str) -> None:
    """The tile of the menu, also while a text is being written."""
    areas = (await phone.chat())["menu"]["areas"]
    await phone.tap_it(None, next(each["action"] for each in areas if each["action"].get("displayText") == word))


async def test_a_report_goes_from_the_chat_over_two_desks_to_a_paper(town: Town) -> None:
    id = await visited(town)
    await play(town, *REPORTED)
    assert "報告書を送信しました" in await town.expert.words()
    assert "報告書の確認のお願いが1件あります" in await town.agency.last()
    assert "試験" not in await town.agency.last(), "the push is masked"
    await play(town, *RETURNED[:1])
    assert "販売先" not in await town.agency.words(), "the long texts come on くわしく見る"
    assert "位置があいまい" in await town.agency.words()
    await play(town, *RETURNED[1:])
    assert "報告書について確認のお願いがあります" in await town.expert.last()
    await play(town, *MENDED[:2])
    assert "もう少しくわしくお書きください。" in await town.expert.words()
    assert "成果" in await town.expert.words()
    await play(town, *MENDED[2:], *CONFIRMED[:2])
    said = await town.agency.words()
    assert "卸先に偏っていることが分かった。" in said
    assert "卸先2社に売上の8割が偏っていることが分かった。" in "".join(said.split())
    await play(town, *CONFIRMED[2:])
    assert "確認しました" in await town.agency.words()
    await play(town, *INSPECTED)
    assert "検収しました" in await town.secretariat.words()
    await settled(town)
    it = await one(town, id)
    assert (it.state, it.returned, it.before) == ("INSPECTED", (), None)
    assert len({it.agency_confirmed_by, it.inspected_by, it.expert}) == 3
    assert await deeds(town, id) == [
        "check_in", "confirm_by_client", "check_out", "report", "return_report_to_expert", "report", "confirm_report",
        "inspect",
    ]  # fmt: skip
    assert "検収が終わりました" in await town.expert.last()
    assert await picture_of(town, town.expert) == (200, "image/png")
    paper = await opened(town, town.expert, "報告書を開く")
    for words in ("支援実施報告書", "試験太郎", "支援先試験製作所", "卸先2社に売上の8割", "代表者見本花子", "例示一郎"):
        assert words in paper
    payment = await town.store.look(lambda unit: payments.one(unit, id))
    assert payment is not None
    assert "report" not in str(payment.holds)
    assert set(await foreign_words(town)) <= {"km"}
    assert await town.store.look(audit.verify) is None


async def test_shaky_hands_do_everything_once(town: Town) -> None:
    id = await visited(town)
    town.hands = Shaky
    await play(town, *REPORT)
    await settled(town)
    it = await one(town, id)
    assert it.state == "INSPECTED"
    assert len(it.report["attachments"]) == 2
    done = await deeds(town, id)
    assert [done.count(deed) for deed in ("report", "return_report_to_expert", "confirm_report", "inspect")] == [
        2, 1, 1, 1,
    ]  # fmt: skip
    kept = await town.store.look(lambda unit: files.of_person(unit, it.expert))
    assert [file.purpose for file in kept].count("report") == 2, "one paper and its picture"


async def test_a_draft_waits_for_weeks_and_opens_at_the_first_empty_field(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await visited(town)
    await play(town, *BEGUN)
    before = len(await town.expert.heard())
    await turn_to(town, december(10), 8, 59)
    assert len(await town.expert.heard()) == before
    await turn_to(town, december(10), 9)
    [reminder] = (await town.expert.heard())[before:]
    assert "報告書の期限まで、あと4日です" in reminder
    await town.expert.tap("続きを書く")
    assert "どのような支援をしましたか" in await town.expert.words()
    await turn_to(town, december(13), 9)
    assert "報告書の期限まで、あと1日です" in await town.expert.last()
    await turn_to(town, december(15), 9)
    assert "報告書の期限が過ぎています" in await town.expert.last()
    for phone, lists in ((town.agency, "報告の確認"), (town.secretariat, "検収")):
        assert "報告書の期限切れが1件あります" in await phone.last()
        await phone.tap(lists)
        assert "報告書の提出が1件遅れています" in await phone.words()
        await phone.tap("開く")
        assert "試験 太郎 様" in await phone.words()
        assert "12月14日(月)まで" in await phone.words()
    silent = len(await town.expert.heard())
    await turn_to(town, december(28), 12)
    assert len(await town.expert.heard()) == silent, "no more reminders"
    await tile(town.expert, "報告書")
    assert "期限切れ" in await town.expert.words()
    await town.expert.tap("続きを書く")
    await play(town, *WRITTEN[len(BEGUN) :])
    await town.expert.tap("送信する")
    assert "報告書を送信しました" in await town.expert.words()
    await town.agency.type("報告の確認")
    assert "遅れています" not in await town.agency.words()


async def test_a_report_that_is_not_looked_at_comes_to_mind_in_the_morning_bundle(town: Town) -> None:
    await turn_to(town, MONDAY, 10)
    await visited(town)
    await play(town, *REPORTED)
    await turn_to(town, december(10), 9)
    assert "報告の確認が1件あります" in await town.agency.last()
    assert await town.secretariat.heard() == []
    await turn_to(town, december(16), 9)
    assert "支援機関での報告の確認の遅れが1件あります" in await town.secretariat.last()
    await town.secretariat.tap("検収")
    assert "支援機関の確認が1件遅れています" in await town.secretariat.words()
    await town.secretariat.tap("開く")
    assert "サンプル商工会議所" in await town.secretariat.words()
    await play(town, *CONFIRMED)
    await turn_to(town, december(17), 9)
    assert "検収待ちが1件あります" in await town.secretariat.last()


async def test_it_is_written_at_a_desk_from_the_first_field_to_the_last(town: Town) -> None:
    id = await visited(town)
    await play(town, *BEGUN[:2])
    link = (await town.expert.tap("ページで入力"))["open"]
    async with Browser(town.stage.address) as browser:
        shown = await browser.open(link)
        assert "試験製作所" in shown.text
        for answer in ("代表 見本様", "相談。", "支援。\n\n二つめの段落。", "成果。", "課題。", "12月8日"):
            shown = await browser.press(link, shown, "次へ", answer=answer)
        shown = await browser.press(link, shown, "スキップ")
        assert "内容をご確認ください" in shown.text
        done = await browser.press(link, shown, "送信する")
        assert "LINEに戻って" in done.text
    await town.expert.idle()
    it = await one(town, id)
    assert (it.state, it.report["support"]) == ("REPORTED", "支援。\n\n二つめの段落。")
    assert "報告書の確認のお願い" in await town.agency.last()


async def test_many_without_a_flag_are_inspected_at_once_and_each_gets_its_paper(town: Town) -> None:
    await visit_due(town)
    ids = await more_visits(town, 12)
    await town.store.do(partial(_confirmed, ids, town.stage.agency))
    await town.secretariat.type("検収")
    assert "続きがあります" in await town.secretariat.words()
    await town.secretariat.tap("まとめて検収")
    assert "12件をまとめて検収します" in await town.secretariat.words()
    sure = await town.secretariat.find("検収する")
    await town.secretariat.tap("検収する")
    await town.secretariat.tap_it(*sure)
    await settled(town)
    assert {(await one(town, id)).state for id in ids} == {"INSPECTED"}
    assert sum("検収が終わりました" in said for said in await town.expert.heard()) == 12
    assert sum("まとめて検収が終わりました（12件）" in said for said in await town.secretariat.heard()) == 1
    await town.expert.type("報告書")
    await town.expert.tap("送った報告書")
    assert "続きがあります" in await town.expert.words()
    assert "見本商店" in await opened(town, town.expert, "報告書を開く")


async def _confirmed(ids: Sequence[str], agent: str, unit: Unit) -> None:
    by = await people.meet(unit, agent)
    for id in ids:
        it = await dispatches.one(unit, id)
        assert it is not None
        report = {"attendees": "代表", "consultation": "相談", "support": "支援", "result": "成果", "issues": "課題"}
        marks = {"reported": unit.now, "agency_confirmed": unit.now, "agency_confirmed_by": by}
        await dispatches.save(unit, replace(it, state="AGENCY_CONFIRMED", report=report, **marks))  # type: ignore[arg-type]


async def test_files_and_papers_open_for_those_of_the_visit_alone(town: Town) -> None:
    id = await visited(town)
    await play(town, *REPORTED, *RETURNED[:1])
    await settled(town)
    await town.agency.tap("くわしく見る")
    links = {label: await link_of(town, town.agency, label) for label in ("1件目 写真 開く", "PDFで見る")}
    async with Browser(town.stage.address) as browser:
        for label, link in links.items():
            assert (await browser.bytes(link))[0] == 200, label
    await town.store.do(partial(_leaves, town.stage.agency))
    async with Browser(town.stage.address) as browser:
        for label, link in links.items():
            assert (await browser.bytes(link))[0] == 410, f"{label}: no longer of the agency"
    assert (await one(town, id)).state == "REPORTED"


async def link_of(town: Town, phone: Phone, words: str) -> str:
    """The address behind a row or a button with these words."""
    for message in reversed((await phone.chat())["messages"]):
        for action, said in actions(message["message"]):
            if words in (said, action.get("label")) and action["type"] == "uri":
                return str(action["uri"]).replace("https://demo.invalid", town.stage.address)
    raise AssertionError(f"no {words!r}: {await phone.words()}")


async def _leaves(user: str, unit: Unit) -> None:
    person = await people.person(unit, await people.meet(unit, user))
    await people.leave(unit, person.memberships[0].id)


@pytest.mark.parametrize("wrong", ["x.exe", "empty.pdf"])
async def test_what_is_no_picture_and_no_paper_is_named_and_the_question_stays(town: Town, wrong: str) -> None:
    await visited(town)
    await play(town, *WRITTEN[:-2])
    await town.expert.upload((wrong, b"MZ\x00\x00", "application/octet-stream"))
    assert "受け取れませんでした" in await town.expert.words()
    await play(town, *WRITTEN[-2:])
    assert "内容をご確認ください" in await town.expert.words()


async def test_a_stranger_and_other_roles_open_nothing_with_these_words(town: Town) -> None:
    await visited(town)
    await town.agency.type("検収")
    assert "検収する" not in await town.agency.words()
    await town.secretariat.type("報告の確認")
    assert "確認する" not in await town.secretariat.words()
    await town.expert.type("検収")
    assert "検収する" not in await town.expert.words()
