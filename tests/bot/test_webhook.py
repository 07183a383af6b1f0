"""The door lets in what LINE signed, one event at a time, and answers 200 only for what is on disk."""

from __future__ import annotations

import base64
import hmac
import io
import json
from collections.abc import Iterable
from functools import partial
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from pytest_aiohttp.plugin import AiohttpClient

from bot.bodies import DEEPEST, parsed, shallow
from bot.housekeeping import KEPT_EVENTS
from bot.webhook import BYTES, Door, genuine
from storage import inbox, jobs
from storage.store import Store, StoreDown, Unit
from tests.bot.conftest import now

SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
VECTOR = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
USER = "U" + "1" * 32


def sign(raw: bytes) -> str:
    return base64.b64encode(hmac.digest(SECRET.encode(), raw, "sha256")).decode()


def text(id: str = "01J", message: str = "100", **more: Any) -> dict[str, Any]:
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": now(),
        "webhookEventId": id,
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": USER},
        "replyToken": "r" * 32,
        "message": {"type": "text", "id": message, "text": "こんにちは", "quoteToken": "q"},
    }
    return event | more


class Scene:
    def __init__(self, store: Store, client: Any, woken: list[str], door: Door) -> None:
        self.store, self.client, self.woken, self.door = store, client, woken, door

    async def post(self, *events: Any, destination: str = "U" + "b" * 32) -> int:
        return await self.post_raw(json.dumps({"destination": destination, "events": list(events)}).encode())

    async def post_raw(self, raw: bytes, signature: str | None = None) -> int:
        headers = {"x-line-signature": sign(raw) if signature is None else signature}
        async with self.client.post("/line/webhook", data=io.BytesIO(raw), headers=headers) as got:
            return int(got.status)

    async def waiting(self) -> list[str]:
        """The ids of the events that wait, person by person."""
        found: list[str] = []

        async def next_of(unit: Unit, person: str) -> bool:
            letter = await inbox.next_letter(unit, person)
            if letter is not None:
                found.append(letter.event)
                await inbox.finish(unit, letter.seq)
            return letter is not None

        for person in await self.store.look(inbox.people_waiting):
            while await self.store.do(partial(next_of, person=person)):
                pass
        return found


@pytest.fixture
async def scene(store: Store, aiohttp_client: AiohttpClient) -> Scene:
    woken = list[str]()

    def wake(persons: Iterable[str]) -> None:
        woken.extend(persons)

    door = Door(store, SECRET, now, wake)
    app = web.Application()
    app.router.add_post("/line/webhook", door.receive)
    return Scene(store, await aiohttp_client(app), woken, door)


def test_the_signature_of_lines_documentation_is_genuine() -> None:
    assert genuine(SECRET.encode(), VECTOR, "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=")


@given(raw=st.binary(max_size=60), signature=st.text(max_size=60))
def test_no_made_up_signature_is_genuine(raw: bytes, signature: str) -> None:
    assert not genuine(SECRET.encode(), raw, signature)


@given(at=st.integers(0, len(VECTOR) - 1), bit=st.integers(0, 7))
def test_one_changed_bit_makes_a_body_foreign(at: int, bit: int) -> None:
    changed = bytearray(VECTOR)
    changed[at] ^= 1 << bit
    assert not genuine(SECRET.encode(), bytes(changed), sign(VECTOR))


@pytest.mark.parametrize("raw", [b"", b"[]", b'"x"', b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_object_is_nothing(raw: bytes) -> None:
    assert parsed(raw) is None


async def test_a_signed_event_waits_in_the_inbox_and_its_person_is_woken(scene: Scene) -> None:
    assert await scene.post(text()) == 200
    assert len(scene.woken) == 1
    assert await scene.waiting() == ["01J"]


async def test_a_wrong_signature_is_refused_and_nothing_is_kept(scene: Scene) -> None:
    raw = json.dumps({"destination": "x", "events": [text()]}).encode()
    for wrong in ("", "é", "AAAA", sign(raw + b" "), sign(raw)[:-2]):
        assert await scene.post_raw(raw, wrong) == 401
    assert await scene.waiting() == []


async def test_lines_empty_trial_request_is_answered(scene: Scene) -> None:
    assert await scene.post_raw(VECTOR) == 200


async def test_the_same_event_and_the_same_message_are_taken_once(scene: Scene) -> None:
    assert await scene.post(text("a", "1"), text("a", "1")) == 200
    assert await scene.post(text("a", "1", deliveryContext={"isRedelivery": True})) == 200
    assert await scene.post(text("b", "1")) == 200
    assert await scene.waiting() == ["a"]


async def test_one_malformed_event_never_fails_its_neighbours(scene: Scene) -> None:
    bad: list[Any] = [
        None,
        7,
        {},
        {"type": "message"},
        text("t", timestamp="soon"),
        text("s", source={"type": "user"}),
        {**text("n"), "message": None},
        text("l", source=[]),
        text("x", timestamp=10**30),
        text("nul\0", "3"),
        text("i", {"a": 1}),  # type: ignore[arg-type]
    ]
    assert await scene.post(text("first", "1"), *bad, text("last", "2")) == 200
    assert await scene.waiting() == ["first", "last"]


NUMBERS = ["1e999", "-1e999", "NaN", "Infinity", "1" * 401, "-" + "9" * 5000, "18446744073709551616"]


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:12])
@pytest.mark.parametrize("place", ["timestamp", "message", "novelty"])
async def test_a_number_too_large_for_the_fast_reader_fails_nobody(scene: Scene, number: str, place: str) -> None:
    odd = text("odd", "2") | {place: {"type": "location", "id": "2", "latitude": "N"} if place == "message" else "N"}
    raw = json.dumps({"destination": "x", "events": [text("first"), odd, text("last", "3")]}).encode()
    assert await scene.post_raw(raw.replace(b'"N"', number.encode())) == 200
    taken = await scene.waiting()
    assert [id for id in taken if id != "odd"] == ["first", "last"]
    assert place != "timestamp" or "odd" not in taken


@pytest.mark.parametrize("depth", [300, 900])
async def test_a_deep_event_never_fails_its_neighbours(scene: Scene, depth: int) -> None:
    deep: Any = []
    for _ in range(depth):
        deep = [deep]
    assert await scene.post(text("first"), text("deep", "2", novelty=deep), text("last", "3")) == 200
    assert [id for id in await scene.waiting() if id != "deep"] == ["first", "last"]


@pytest.mark.parametrize("deep", [b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 60_000 + b"1" + b"}" * 60_000])
async def test_an_event_deeper_than_any_reader_never_fails_its_neighbours(scene: Scene, deep: bytes) -> None:
    odd = text("odd", "2", novelty="N", hint='[[{ "]')
    raw = json.dumps({"destination": "x", "events": ["N", text("first"), odd, text("last", "3")]}).encode()
    assert await scene.post_raw(raw.replace(b'"N"', deep)) == 200
    assert await scene.waiting() == ["first", "odd", "last"]


async def test_half_a_character_loses_nobody_a_message(scene: Scene) -> None:
    event = text()
    event["message"]["text"] = "半分 \ud83d です"
    assert await scene.post(event, text("last", "2")) == 200
    assert await scene.waiting() == ["01J", "last"]


@given(body=st.recursive(st.none() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_making_a_body_shallow_leaves_alone_what_is_shallow(body: Any) -> None:
    raw = json.dumps(body).encode()
    assert shallow(raw) == raw
    deep = b"[" * (DEEPEST - 1) + raw + b"]" * (DEEPEST - 1)
    assert json.loads(shallow(deep)) == json.loads(deep.replace(raw, b"null" if raw[:1] in b"[{" else raw))


async def test_an_event_that_does_not_say_how_it_was_delivered_is_taken(scene: Scene) -> None:
    event = text("a", "1")
    del event["deliveryContext"]
    assert await scene.post(event) == 200
    assert await scene.post(text("b", "2", deliveryContext=None)) == 200
    assert await scene.waiting() == ["a", "b"]


async def test_events_older_than_what_is_remembered_are_refused(scene: Scene) -> None:
    assert await scene.post(text("old", timestamp=now() - KEPT_EVENTS - 1), text("new", "2")) == 200
    assert await scene.waiting() == ["new"]


async def test_an_event_without_an_id_is_known_by_its_content(scene: Scene) -> None:
    nameless = text(message="9")
    del nameless["webhookEventId"], nameless["deliveryContext"]
    assert await scene.post(nameless, nameless) == 200
    assert len(await scene.waiting()) == 1


async def test_events_of_unknown_kinds_are_let_pass(scene: Scene) -> None:
    assert (
        await scene.post({"type": "invented", "source": {"type": "user", "userId": USER}}, text(mode="standby")) == 200
    )
    assert await scene.waiting() == []


async def test_groups_and_rooms_are_to_be_left_and_nothing_of_them_is_kept(scene: Scene) -> None:
    group = {"type": "group", "groupId": "C1", "userId": USER}
    join = {"type": "join", "mode": "active", "timestamp": now(), "source": group}
    odd = text("3", "3", source={"type": "group", "groupId": "C1/../x"})
    assert (
        await scene.post(join, text(source=group), text("2", "2", source={"type": "room", "roomId": "R1"}), odd) == 200
    )
    found = await scene.store.look(jobs.due)
    assert [(job.kind, job.about) for job in found] == [("leave", "group/C1"), ("leave", "room/R1")]
    assert await scene.waiting() == []


async def test_events_for_another_channel_are_ignored(scene: Scene) -> None:
    scene.door.destination = "U" + "b" * 32
    assert await scene.post(text(), destination="U" + "c" * 32) == 200
    assert await scene.waiting() == []


async def test_a_body_larger_than_any_webhook_is_refused(scene: Scene) -> None:
    assert await scene.post_raw(b" " * (BYTES + 1)) == 413


async def test_without_the_database_nothing_is_acknowledged(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    async def down(_: Any) -> None:
        raise StoreDown("disk full")

    monkeypatch.setattr(scene.store, "do", down)
    assert await scene.post(text()) == 503
