"""Rich menus: their making, their pictures, and whose shows where."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.local_line.conftest import Api, Town
from tests.local_line.pictures import jpeg, png

MENU = "/v2/bot/richmenu"


def menu(name: str = "menu", action: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "size": {"width": 1200, "height": 800},
        "selected": True,
        "name": name,
        "chatBarText": "メニュー",
        "areas": [
            {
                "bounds": {"x": 0, "y": 0, "width": 1201, "height": 800},
                "action": action or {"type": "message", "label": "x", "text": "メニュー"},
            }
        ],
    }


async def create(town: Town, body: dict[str, Any]) -> str:
    return str((await town.api("POST", MENU, body)).body["richMenuId"])


async def upload(town: Town, made: str, data: bytes, kind: str = "image/png") -> Api:
    headers = {"Authorization": f"Bearer {town.line.settings.access_token}", "Content-Type": kind}
    async with town.http.post(f"{MENU}/{made}/content", data=io.BytesIO(data), headers=headers) as got:
        return Api(got.status, await got.json(), dict(got.headers))


async def ready(town: Town, name: str = "menu", action: dict[str, Any] | None = None) -> str:
    made = await create(town, menu(name, action))
    assert (await upload(town, made, png())).status == 200
    return made


async def shown(town: Town, user: str) -> str | None:
    found = (await town.chat(user))["menu"]
    return str(found["id"]) if found else None


async def test_a_menu_is_made_asked_for_listed_and_deleted(town: Town) -> None:
    made = await create(town, menu())
    one, listed = await town.api("GET", f"{MENU}/{made}"), await town.api("GET", f"{MENU}/list")
    assert one.body == {"richMenuId": made} | menu()
    assert listed.body == {"richmenus": [one.body]}
    assert (await town.api("DELETE", f"{MENU}/{made}")).status == 200
    gone = await town.api("GET", f"{MENU}/{made}")
    assert (gone.status, gone.words) == (404, "Not found")


async def test_a_menu_with_too_long_a_bar_is_refused_and_validation_makes_none(town: Town) -> None:
    long = menu() | {"chatBarText": "一二三四五六七八九十一二三四五"}
    for path in (MENU, f"{MENU}/validate"):
        got = await town.api("POST", path, long)
        assert [where for where, _ in got.details] == ["chatBarText"]
    assert (await town.api("POST", f"{MENU}/validate", menu())).body == {}
    assert (await town.api("GET", f"{MENU}/list")).body == {"richmenus": []}


async def test_a_menu_gets_one_picture_and_gives_it_back(town: Town) -> None:
    made = await create(town, menu())
    assert (await town.api("GET", f"{MENU}/{made}/content")).status == 404
    assert (await upload(town, made, jpeg(1200, 800), "image/jpeg")).status == 200
    again = await upload(town, made, png())
    assert (again.status, again.words) == (400, "An image has already been uploaded to the richmenu")
    got = await town.api("GET", f"{MENU}/{made}/content")
    assert (got.body, got.headers["Content-Type"]) == (jpeg(1200, 800), "image/jpeg")


@pytest.mark.parametrize(
    "size", [(799, 400), (2501, 800), (800, 249), (1000, 690)], ids=["narrow", "wide", "low", "ratio below 1.45"]
)
async def test_a_picture_of_another_size_is_refused(town: Town, size: tuple[int, int]) -> None:
    got = await upload(town, await create(town, menu()), png(*size))
    assert (got.status, got.words) == (400, "The image size is not allowed for richmenu")


async def test_a_ratio_of_exactly_one_forty_five_is_allowed(town: Town) -> None:
    assert (await upload(town, await create(town, menu()), png(1450, 1000))).status == 200


async def test_a_picture_over_a_mebibyte_is_refused(town: Town) -> None:
    got = await upload(town, await create(town, menu()), png() + bytes(1_048_577))
    assert got.status == 400


@pytest.mark.parametrize(("data", "kind"), [(png(), "image/gif"), (png(), "image/jpeg")])
async def test_a_picture_of_another_kind_is_not_supported(town: Town, data: bytes, kind: str) -> None:
    assert (await upload(town, await create(town, menu()), data, kind)).status == 415


async def test_a_menu_without_picture_cannot_be_used(town: Town) -> None:
    made = await create(town, menu())
    for path in (f"/v2/bot/user/all/richmenu/{made}", f"/v2/bot/user/{town.agency}/richmenu/{made}"):
        got = await town.api("POST", path)
        assert (got.status, got.words) == (400, "must upload richmenu image before applying it to user")


async def test_a_persons_own_menu_goes_before_the_default(town: Town) -> None:
    default, own = await ready(town, "default"), await ready(town, "own")
    await town.api("POST", f"/v2/bot/user/all/richmenu/{default}")
    await town.api("POST", f"/v2/bot/user/{town.agency}/richmenu/{own}")
    assert [await shown(town, user) for user in (town.agency, town.clerk, town.expert)] == [own, default, None]
    await town.api("DELETE", f"/v2/bot/user/{town.agency}/richmenu")
    assert await shown(town, town.agency) == default
    await town.api("DELETE", "/v2/bot/user/all/richmenu")
    assert await shown(town, town.agency) is None


async def test_what_is_not_linked_is_said_in_words(town: Town) -> None:
    none, nobody = (
        await town.api("GET", "/v2/bot/user/all/richmenu"),
        await town.api("GET", f"/v2/bot/user/{town.agency}/richmenu"),
    )
    assert (none.status, none.words) == (404, "no default richmenu")
    assert (nobody.status, nobody.words) == (404, "the user has no richmenu")
    wrong = await town.api("GET", "/v2/bot/user/me/richmenu")
    assert (wrong.status, wrong.words) == (400, "The value for the 'userId' parameter is invalid")


async def test_blocking_unlinks_a_persons_menu_and_linking_then_has_no_effect(town: Town) -> None:
    made = await ready(town)
    await town.api("POST", f"/v2/bot/user/{town.agency}/richmenu/{made}")
    await town.does(town.agency, "block")
    assert (await town.api("POST", f"/v2/bot/user/{town.agency}/richmenu/{made}")).status == 200
    await town.does(town.agency, "unblock")
    assert await shown(town, town.agency) is None


async def test_many_people_are_linked_and_unlinked_at_once(town: Town) -> None:
    made = await ready(town)
    users = [town.agency, town.clerk]
    assert (await town.api("POST", f"{MENU}/bulk/link", {"richMenuId": made, "userIds": users})).status == 202
    assert [await shown(town, user) for user in users] == [made, made]
    assert (await town.api("POST", f"{MENU}/bulk/unlink", {"userIds": users})).status == 202
    assert [await shown(town, user) for user in users] == [None, None]


@pytest.mark.parametrize(
    ("chosen", "status", "words"),
    [("nonsense", 400, "invalid richMenuId"), ("richmenu-" + "0" * 32, 404, "richmenu not found")],
)
async def test_a_bulk_link_names_what_is_wrong(town: Town, chosen: str, status: int, words: str) -> None:
    got = await town.api("POST", f"{MENU}/bulk/link", {"richMenuId": chosen, "userIds": [town.agency]})
    assert (got.status, got.words) == (status, words)


async def test_a_bulk_link_to_a_group_names_its_place(town: Town) -> None:
    got = await town.api("POST", f"{MENU}/bulk/link", {"richMenuId": await ready(town), "userIds": ["C" + "0" * 32]})
    assert got.words == "The property, userIds[0], in the request body is invalid (line: -, column: -)"


async def test_a_batch_moves_people_from_one_menu_to_another(town: Town) -> None:
    old, new = await ready(town, "old"), await ready(town, "new")
    await town.api("POST", f"/v2/bot/user/{town.agency}/richmenu/{old}")
    got = await town.api("POST", f"{MENU}/batch", {"operations": [{"type": "link", "from": old, "to": new}]})
    assert got.status == 202
    assert [await shown(town, user) for user in (town.agency, town.clerk)] == [new, None]
    done = await town.api("GET", f"{MENU}/progress/batch?requestId={got.headers['x-line-request-id']}")
    assert done.body["phase"] == "succeeded"


async def test_three_batches_an_hour(town: Town) -> None:
    body = {"operations": [{"type": "unlinkAll"}]}
    assert [(await town.api("POST", f"{MENU}/batch", body)).status for _ in range(4)] == [202, 202, 202, 429]


async def test_an_alias_is_made_once_changed_listed_and_deleted(town: Town) -> None:
    first, second = await ready(town, "first"), await ready(town, "second")
    alias = {"richMenuAliasId": "home", "richMenuId": first}
    assert (await town.api("POST", f"{MENU}/alias", alias)).body == {}
    conflict = await town.api("POST", f"{MENU}/alias", alias)
    assert (conflict.status, conflict.words) == (400, "conflict richmenu alias id")
    await town.api("POST", f"{MENU}/alias/home", {"richMenuId": second})
    assert (await town.api("GET", f"{MENU}/alias/home")).body == {"richMenuAliasId": "home", "richMenuId": second}
    assert len((await town.api("GET", f"{MENU}/alias/list")).body["aliases"]) == 1
    assert (await town.api("DELETE", f"{MENU}/alias/home")).status == 200
    assert (await town.api("GET", f"{MENU}/alias/home")).words == "richmenu alias not found"


@pytest.mark.parametrize(
    ("chosen", "words"), [("nonsense", "invalid richMenuId"), ("richmenu-" + "0" * 32, "richmenu not found")]
)
async def test_an_alias_needs_a_menu_that_is_there(town: Town, chosen: str, words: str) -> None:
    got = await town.api("POST", f"{MENU}/alias", {"richMenuAliasId": "home", "richMenuId": chosen})
    assert (got.status, got.words) == (400, words)


async def test_switching_links_the_menu_behind_the_alias_and_tells_the_bot(town: Town) -> None:
    action = {"type": "richmenuswitch", "label": "x", "richMenuAliasId": "second", "data": "to=second"}
    first, second = await ready(town, "first", action), await ready(town, "second")
    await town.api("POST", f"/v2/bot/user/all/richmenu/{first}")
    await town.taps(town.agency, None, action)
    assert town.bot.last["postback"]["params"] == {
        "newRichMenuAliasId": "second",
        "status": "RICHMENU_ALIAS_ID_NOTFOUND",
    }
    await town.api("POST", f"{MENU}/alias", {"richMenuAliasId": "second", "richMenuId": second})
    await town.taps(town.agency, None, action)
    assert town.bot.last["postback"] == {
        "data": "to=second", "params": {"newRichMenuAliasId": "second", "status": "SUCCESS"},
    }  # fmt: skip
    assert [await shown(town, user) for user in (town.agency, town.clerk)] == [second, first]


async def test_the_phone_gets_the_menu_with_its_picture(town: Town) -> None:
    made = await ready(town)
    await town.api("POST", f"/v2/bot/user/all/richmenu/{made}")
    found = (await town.chat(town.agency))["menu"]
    assert set(found) == {"id", "size", "areas", "chatBarText", "selected", "picture"}
    async with town.http.get(found["picture"]) as got:
        assert (await got.read(), got.content_type) == (png(), "image/png")
