"""LINE loses, repeats, refuses, delays: on every phone stands the same as on a calm day, in the same order."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import cycle
from pathlib import Path
from typing import Any, ClassVar

import pytest

from bot import line as line_api
from bot import pictures
from bot.local_line.events import event, message_event
from bot.local_line.faults import Fault
from bot.local_line.phone import Attachment
from bot.local_line.world import Message
from conversations.kinds.files import COMING
from tests.whole.behind import ending, foreign_words, owing, standing, transcripts, up_to
from tests.whole.conftest import Town, living
from tests.whole.phone import Phone
from tests.whole.story import APPROVED, CONSENTED, INVITED, QUALIFIED, SENT, STORY, photo, play

REPLY, PUSH, CONTENT = "POST /v2/bot/message/reply", "POST /v2/bot/message/push", "GET /v2/bot/message/*/content"
KINDS = (
    "500_before", "reset_after", "429", "500_after", "401", "hang_after", "reset_before", "malformed", "hang_before",
)  # fmt: skip
calm_day: list[Any] = []


class Patient(Phone):
    """Somebody who waits until everything that is under way has come."""

    __slots__ = ()
    town: ClassVar[Town]

    async def idle(self) -> None:
        await Phone.idle(self)
        while await owing(self.town):
            await Phone.idle(self)


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    monkeypatch.setattr(line_api, "SECONDS", 0.4)
    async with living(tmp_path / "town") as town:
        town.hands, Patient.town = Patient, town
        yield town


@pytest.fixture
async def calm(tmp_path: Path) -> list[Any]:
    """What each phone shows after a calm day, and how it ended."""
    if not calm_day:
        async with living(tmp_path / "calm") as town:
            await play(town, *STORY)
            calm_day.extend((await transcripts(town), await ending(town)))
    return calm_day


@pytest.mark.parametrize("first", [0, 4])
async def test_calls_that_fail_in_every_way_change_nothing_on_the_phones(
    town: Town, calm: list[Any], first: int
) -> None:
    replies, pushes = cycle(KINDS[first:] + KINDS[:first]), cycle(KINDS)
    for deed in STORY:
        town.stage.line.faults.planned = [Fault(REPLY, next(replies)), Fault(PUSH, next(pushes), times=2)]
        await deed(town)
    assert [await transcripts(town), await ending(town)] == calm


async def test_events_that_come_twice_at_once_renamed_or_with_strangers_are_taken_once(
    town: Town, calm: list[Any]
) -> None:
    for switch in ("duplicates", "concurrent_duplicates", "changed_id", "unknown_event", "unknown_property"):
        setattr(town.stage.line.switches, switch, 1.0)
    await play(town, *STORY)
    assert [await transcripts(town), await ending(town)] == calm


async def test_events_that_were_refused_come_again_and_are_not_missed(town: Town, calm: list[Any]) -> None:
    town.stage.line.switches.wrong_signature = 0.5
    town.stage.line.switches.redelivery = [0.01] * 60
    await play(town, *STORY)
    assert [await transcripts(town), await ending(town)] == calm


async def test_properties_that_line_leaves_out_are_not_missed(town: Town, calm: list[Any]) -> None:
    town.stage.line.switches.missing_property = 1.0
    await play(town, *STORY)
    assert await ending(town) == calm[1]
    assert await foreign_words(town) == []


async def test_events_without_what_they_are_about_fail_nobody(town: Town) -> None:
    await up_to(town, "name")
    line = town.stage.line
    whole = event(line, line.world.person(town.stage.expert), "message", message={"type": "text"})
    odd: list[dict[str, Any]] = [
        whole,
        whole | {"webhookEventId": "1", "message": {"id": "1", "type": "image"}},
        whole | {"webhookEventId": "2", "message": {"id": "2", "type": "file", "fileSize": "large"}},
        whole | {"webhookEventId": "3", "type": "postback", "postback": {}},
        whole | {"webhookEventId": "4", "message": {"id": "4", "type": "location", "latitude": "north"}},
        whole | {"webhookEventId": "5", "message": {"type": "image"}},
        whole | {"webhookEventId": "6", "message": None},
        whole | {"webhookEventId": "7", "replyToken": None, "message": {"id": "7", "type": "hologram"}},
    ]
    for each in odd:
        line.webhooks.emit(each)
        await town.expert.idle()
        assert (await standing(town, town.expert)) is not None
    await town.expert.type("試験　太郎")
    at = await standing(town, town.expert)
    assert at is not None
    assert at[0].answers["name"] == "試験 太郎", "whoever sent them goes on"
    assert await foreign_words(town) == []


async def test_content_that_is_late_is_waited_for_and_content_that_is_gone_is_asked_for_again(
    town: Town, calm: list[Any]
) -> None:
    rest = await up_to(town, "photo")
    town.stage.line.faults.planned = [Fault(CONTENT, "404_content")]
    await town.expert.upload(("a.jpg", photo("red"), "image/jpeg"))
    assert "LINEからファイルを受け取れませんでした。" in await town.expert.words()
    town.stage.line.faults.planned = [
        Fault(CONTENT, kind) for kind in ("202_content", "202_content", "500_before", "reset_before", "hang_before")
    ]
    await play(town, *rest)
    assert await ending(town) == calm[1]


async def test_whoever_goes_on_while_a_photo_is_late_is_told_once_and_loses_nothing(town: Town) -> None:
    await play(town, *INVITED, *CONSENTED, *QUALIFIED[:4])
    line, late = town.stage.line, Fault(CONTENT, "202_content", -1)
    line.faults.planned = [late]
    line.phone(town.stage.expert).attach([Attachment("a.jpg", photo("red"))])
    line.phone(town.stage.expert).say("入力を終える")
    while COMING.text not in await town.expert.words():
        town.stage.clock.advance(10)
        await Phone.idle(town.expert)
    asked = asked_for_files(town)
    while asked_for_files(town) < asked + 2:
        town.stage.clock.advance(60)
        await Phone.idle(town.expert)
    late.times = 0
    await town.expert.idle()
    assert "補助" in await town.expert.last(), "the word after the photo was heard after the photo"
    at = await standing(town, town.expert)
    assert at is not None
    assert str(at[0].answers).count("'kind': 'image'") == 1
    assert "\n".join(await town.expert.heard()).count(COMING.text) == 1


def asked_for_files(town: Town) -> int:
    return sum(row.path.endswith("/content") for row in town.stage.line.requests)


async def test_a_picture_that_breaks_its_reader_does_not_stand_in_the_way(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest = await up_to(town, "photo")

    def breaks(_: bytes) -> pictures.Prepared:
        raise IndexError("a reader that knows no better")

    with monkeypatch.context() as broken:
        broken.setattr(pictures, "prepare", breaks)
        await town.expert.upload(("a.jpg", photo("red"), "image/jpeg"))
    assert "こちらの不具合" in await town.expert.words()
    await play(town, *rest)
    assert (await ending(town))[0][0] == "REGISTERED"


async def test_whoever_blocked_the_account_finds_everything_on_coming_back(town: Town) -> None:
    await play(town, *SENT)
    line = f"{town.stage.address}/_line/chats/{town.stage.secretariat}"
    await (await town.session.post(f"{line}/block")).read()
    await play(town, *APPROVED[:3])
    await (await town.session.post(f"{line}/unblock")).read()
    await town.secretariat.idle()
    assert "おかえりなさい" in await town.secretariat.last()
    await town.secretariat.type("承認待ち")
    await play(town, *APPROVED[3:])
    assert (await ending(town))[0][0] == "REGISTERED"


async def test_a_message_that_was_taken_back_before_it_came_is_never_read(town: Town) -> None:
    await up_to(town, "biography")
    line = town.stage.line
    person = line.world.person(town.stage.expert)
    secret = Message("999000111", person.user, "user", line.clock.now(), {"type": "text", "text": "送りまちがえた文"})
    late = message_event(line, person, secret, secret.body)
    line.webhooks.emit(event(line, person, "unsend", reply=False, unsend={"messageId": secret.id}))
    await town.expert.idle()
    before = await standing(town, town.expert)
    line.webhooks.emit(late)
    await town.expert.idle()
    after = await standing(town, town.expert)
    assert before is not None
    assert after is not None
    assert after[0] == before[0]


async def test_what_was_taken_back_is_no_part_of_the_answer(town: Town) -> None:
    rest = await up_to(town, "biography")
    await town.expert.type("送りまちがえた文")
    chat = await town.expert.chat()
    wrong = next(m["id"] for m in reversed(chat["messages"]) if m["message"].get("text") == "送りまちがえた文")
    await (await town.session.post(f"{town.stage.address}/_line/messages/{wrong}/unsend")).read()
    await town.expert.idle()
    assert "取り消されたメッセージの内容を削除しました" in await town.expert.words()
    await play(town, *rest)
    assert "送りまちがえた文" not in str(await ending(town))
