"""Tokens for channels and for people."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_line.conftest import Api, Town


async def form(town: Town, path: str, **fields: str) -> Api:
    async with town.http.post(path, data=fields) as got:
        return Api(got.status, await got.json(), dict(got.headers))


async def asked(town: Town, path: str, token: str) -> Api:
    async with town.http.get(path, headers={"Authorization": f"Bearer {token}"}) as got:
        return Api(got.status, await got.json(), dict(got.headers))


def credentials(town: Town) -> dict[str, str]:
    known = town.line.settings
    return {"grant_type": "client_credentials", "client_id": known.channel_id, "client_secret": known.channel_secret}


async def test_a_stateless_token_serves_for_fifteen_minutes(town: Town) -> None:
    issued = await form(town, "/oauth2/v3/token", **credentials(town))
    assert (issued.body["token_type"], issued.body["expires_in"]) == ("Bearer", 900)
    token = issued.body["access_token"]
    await town.control("POST", "clock", advance=899)
    assert (await asked(town, "/v2/bot/info", token)).status == 200
    await town.control("POST", "clock", advance=1)
    assert (await asked(town, "/v2/bot/info", token)).status == 401


@pytest.mark.parametrize(
    ("change", "error"), [({"grant_type": "password"}, "invalid_request"), ({"client_secret": "x"}, "invalid_client")]
)
async def test_wrong_credentials_get_no_token(town: Town, change: dict[str, str], error: str) -> None:
    got = await form(town, "/oauth2/v3/token", **credentials(town) | change)
    assert (got.status, got.body["error"]) == (400, error)


async def test_a_short_lived_token_can_be_verified_and_revoked(town: Town) -> None:
    token = (await form(town, "/v2/oauth/accessToken", **credentials(town))).body["access_token"]
    assert (await form(town, "/v2/oauth/verify", access_token=token)).body["expires_in"] == 2_592_000
    await form(town, "/v2/oauth/revoke", access_token=token)
    assert (await form(town, "/v2/oauth/verify", access_token=token)).status == 400
    assert (await asked(town, "/v2/bot/info", token)).status == 401


async def login(town: Town, **more: Any) -> dict[str, str]:
    got: dict[str, str] = await town.control("POST", f"chats/{town.agency}/login", **more)
    return got


async def test_an_id_token_tells_who_it_is(town: Town) -> None:
    token = (await login(town, nonce="n-0S6_WzA2Mj"))["id_token"]
    client = town.line.settings.login_channel_id
    got = await form(
        town, "/oauth2/v2.1/verify", id_token=token, client_id=client, nonce="n-0S6_WzA2Mj", user_id=town.agency
    )
    assert got.status == 200
    assert {key: got.body[key] for key in ("iss", "sub", "aud", "name")} == {
        "iss": "https://access.line.me", "sub": town.agency, "aud": client, "name": "見本 花子",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id_token": "a.b.c"}, "Invalid IdToken."),
        ({"client_id": "1"}, "Invalid IdToken Audience."),
        ({"nonce": "other"}, "Invalid IdToken Nonce."),
        ({"user_id": "U" + "0" * 32}, "Invalid IdToken Subject Identifier."),
    ],
)
async def test_an_id_token_of_another_purpose_is_refused(town: Town, change: dict[str, str], words: str) -> None:
    asked = {"id_token": (await login(town))["id_token"], "client_id": town.line.settings.login_channel_id} | change
    got = await form(town, "/oauth2/v2.1/verify", **asked)
    assert (got.status, got.body["error_description"]) == (400, words)


async def test_an_id_token_that_was_altered_is_refused(town: Town) -> None:
    head, claims, seal = (await login(town))["id_token"].split(".")
    other = (await town.control("POST", f"chats/{town.clerk}/login"))["id_token"].split(".")[1]
    for forged in (f"{head}.{other}.{seal}", f"{head}.{claims}.", f"{head}.{claims}.é"):
        got = await form(town, "/oauth2/v2.1/verify", id_token=forged, client_id=town.line.settings.login_channel_id)
        assert (got.status, got.body["error_description"]) == (400, "Invalid IdToken.")


async def test_an_id_token_ends_after_an_hour(town: Town) -> None:
    asked = {"id_token": (await login(town))["id_token"], "client_id": town.line.settings.login_channel_id}
    await town.control("POST", "clock", advance=3_599)
    assert (await form(town, "/oauth2/v2.1/verify", **asked)).status == 200
    await town.control("POST", "clock", advance=1)
    assert (await form(town, "/oauth2/v2.1/verify", **asked)).body["error_description"] == "IdToken expired."


async def test_a_persons_access_token_tells_profile_and_friendship(town: Town) -> None:
    token = (await login(town))["access_token"]
    assert (await asked(town, "/v2/profile", token)).body == {"userId": town.agency, "displayName": "見本 花子"}
    assert (await asked(town, "/friendship/v1/status", token)).body == {"friendFlag": True}
    assert (await asked(town, f"/oauth2/v2.1/verify?access_token={token}", "")).body["expires_in"] == 43_200
    assert (await asked(town, "/v2/profile", "stolen")).status == 400


async def test_a_link_token_is_issued_for_a_person(town: Town) -> None:
    got = await town.api("POST", f"/v2/bot/user/{town.agency}/linkToken")
    assert len(got.body["linkToken"]) == 32
