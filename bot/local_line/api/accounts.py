"""People and the bot itself: profiles, information, link tokens; what only other kinds of accounts may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.local_line.answers import Answer, Problem
from bot.local_line.call import Call, is_user
from bot.local_line.gate import Route

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

LINK_TOKEN_MS = 600_000


def profile(line: LocalLine, call: Call) -> Answer:
    """Of friends and of people who wrote; "Not found" for whoever blocked the account."""
    if not is_user(call.params["user"]):
        raise Problem(400, "The value for the 'userId' parameter is invalid")
    person = line.world.person(call.params["user"])
    if person.friend == "blocked" or (person.friend == "none" and person.wrote is None):
        raise Problem(404, "Not found")
    call.user = person.user
    return Answer(200, {"displayName": person.name, "userId": person.user, "language": "ja"})


def info(line: LocalLine, call: Call) -> Answer:
    known = line.settings
    return Answer(
        200,
        {
            "userId": known.bot_user,
            "basicId": known.basic_id,
            "displayName": known.bot_name,
            "chatMode": "chat",
            "markAsReadMode": "manual",
        },
    )


def link_token(line: LocalLine, call: Call) -> Answer:
    person = line.world.person(call.params["user"])
    token = line.ids.text("link")[:32]
    line.link_tokens[token] = (person.user, call.at + LINK_TOKEN_MS)
    return Answer(200, {"linkToken": token})


def not_for_us(line: LocalLine, call: Call) -> Answer:
    """Verified accounts and other contracts only."""
    raise Problem(403, "Access to this API is not available for your account")


ROUTES = (
    Route("GET", "/v2/bot/profile/{user}", profile),
    Route("GET", "/v2/bot/info", info),
    Route("GET", "/v2/bot/followers/ids", not_for_us),
    Route("POST", "/v2/bot/user/{user}/linkToken", link_token),
    Route("GET", "/v2/bot/insight/{what:.+}", not_for_us),
    Route("GET", "/v2/bot/membership/{what:.+}", not_for_us),
    Route("*", "/v2/bot/audienceGroup/{what:.+}", not_for_us),
    Route("*", "/v2/bot/coupon", not_for_us),
)
