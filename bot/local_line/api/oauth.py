"""Channel access tokens, and LINE Login's verification of ID and access tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.local_line.answers import Answer, Problem
from bot.local_line.call import Call
from bot.local_line.gate import Route
from bot.local_line.login import claims_of

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

STATELESS_S = 900
SHORT_LIVED_S = 2_592_000


class Denied(Problem):
    """OAuth words its errors in its own way."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(400, description)
        self.answer = Answer(400, {"error": error, "error_description": description})


def _client(line: LocalLine, call: Call) -> None:
    if call.body.get("grant_type") != "client_credentials":
        raise Denied("invalid_request", "invalid grant_type")
    known = (line.settings.channel_id, line.settings.channel_secret)
    if (call.body.get("client_id"), call.body.get("client_secret")) != known:
        raise Denied("invalid_client", "invalid clientId")


def _issue(line: LocalLine, call: Call, seconds: int) -> Answer:
    _client(line, call)
    token = line.access.issue(line.ids.text("access"), call.at + seconds * 1000)
    return Answer(200, {"token_type": "Bearer", "access_token": token, "expires_in": seconds})


def stateless(line: LocalLine, call: Call) -> Answer:
    return _issue(line, call, STATELESS_S)


def short_lived(line: LocalLine, call: Call) -> Answer:
    return _issue(line, call, SHORT_LIVED_S)


def verify_channel_token(line: LocalLine, call: Call) -> Answer:
    left = line.access.left(call.body.get("access_token", ""), call.at)
    if left is None:
        raise Denied("invalid_request", "The access token expired")
    return Answer(200, {"client_id": line.settings.channel_id, "expires_in": left, "scope": "P CM"})


def revoke(line: LocalLine, call: Call) -> Answer:
    line.access.revoke(call.body.get("access_token", ""))
    return Answer(200)


def verify_id_token(line: LocalLine, call: Call) -> Answer:
    """The claims, if the token is ours, alive, and for this channel, nonce and user."""
    claims = claims_of(line, call.body.get("id_token", ""))
    if claims is None:
        raise Denied("invalid_request", "Invalid IdToken.")
    if claims["exp"] * 1000 <= call.at:
        raise Denied("invalid_request", "IdToken expired.")
    for field, claim, fault in (
        ("client_id", "aud", "Invalid IdToken Audience."),
        ("nonce", "nonce", "Invalid IdToken Nonce."),
        ("user_id", "sub", "Invalid IdToken Subject Identifier."),
    ):
        if (field in call.body or field == "client_id") and call.body.get(field) != claims.get(claim):
            raise Denied("invalid_request", fault)
    return Answer(200, claims)


def _logged_in(line: LocalLine, token: str, at: int) -> tuple[str, int]:
    user, until = line.logins.get(token, ("", 0))
    if until <= at:
        raise Denied("invalid_request", "access token expired")
    return user, (until - at) // 1000


def verify_access_token(line: LocalLine, call: Call) -> Answer:
    _, left = _logged_in(line, call.query.get("access_token", ""), call.at)
    return Answer(200, {"scope": "openid profile", "client_id": line.settings.login_channel_id, "expires_in": left})


def _bearer(line: LocalLine, call: Call) -> Any:
    token = call.headers.get("Authorization", "").removeprefix("Bearer ")
    return line.world.person(_logged_in(line, token, call.at)[0])


def profile(line: LocalLine, call: Call) -> Answer:
    person = _bearer(line, call)
    return Answer(200, {"userId": person.user, "displayName": person.name})


def friendship(line: LocalLine, call: Call) -> Answer:
    return Answer(200, {"friendFlag": _bearer(line, call).friend == "friend"})


ROUTES = (
    Route("POST", "/oauth2/v3/token", stateless, "form", open=True),
    Route("POST", "/v2/oauth/accessToken", short_lived, "form", open=True),
    Route("POST", "/v2/oauth/verify", verify_channel_token, "form", open=True),
    Route("POST", "/v2/oauth/revoke", revoke, "form", open=True),
    Route("POST", "/oauth2/v2.1/verify", verify_id_token, "form", open=True),
    Route("GET", "/oauth2/v2.1/verify", verify_access_token, open=True),
    Route("GET", "/v2/profile", profile, open=True),
    Route("GET", "/friendship/v1/status", friendship, open=True),
)
