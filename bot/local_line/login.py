"""LINE Login as far as pages need it: ID tokens (HS256) and access tokens for a person, and their verification."""

from __future__ import annotations

import base64
import hmac
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

ISSUER = "https://access.line.me"
ID_TOKEN_S = 3_600
ACCESS_TOKEN_S = 43_200


def login(line: LocalLine, user: str, nonce: str = "") -> dict[str, Any]:
    """What liff.getIDToken() and liff.getAccessToken() would give this person now."""
    person = line.world.person(user)
    now = line.clock.now() // 1000
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "sub": user,
        "aud": line.settings.login_channel_id,
        "exp": now + ID_TOKEN_S,
        "iat": now,
        "amr": ["linesso"],
        "name": person.name,
    }
    if nonce:
        claims["nonce"] = nonce
    access = line.ids.text("login")
    line.logins[access] = (user, line.clock.now() + ACCESS_TOKEN_S * 1000)
    sealed = _sealed(claims, line.settings.login_channel_secret)
    return {"id_token": sealed, "access_token": access, "expires_in": ACCESS_TOKEN_S}


def claims_of(line: LocalLine, token: str) -> dict[str, Any] | None:
    """The claims of an ID token of ours, None if it is none."""
    try:
        _, claims, _ = token.split(".")
        found = orjson.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    except ValueError:
        return None
    if not isinstance(found, dict) or not hmac.compare_digest(
        _sealed(found, line.settings.login_channel_secret).encode(), token.encode()
    ):
        return None
    return found


def _sealed(claims: dict[str, Any], secret: str) -> str:
    head = b".".join(_part(orjson.dumps(each)) for each in ({"typ": "JWT", "alg": "HS256"}, claims))
    return b".".join((head, _part(hmac.digest(secret.encode(), head, "sha256")))).decode()


def _part(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
