"""Signs in a chat that are no messages: the loading animation, read marks, leaving a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.local_line.answers import Answer, Problem, refuse
from bot.local_line.call import Call, is_user
from bot.local_line.gate import Route
from flex_messages.limits import Fault

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine


def loading(line: LocalLine, call: Call) -> Answer:
    """5 to 60 seconds in steps of five, 20 by default; ends with the next message of the bot. 202 whoever it is."""
    call.typed(chatId=str, loadingSeconds=int)
    refuse(call.missing("chatId"))
    user, seconds = call.body["chatId"], call.body.get("loadingSeconds", 20)
    if not is_user(user):
        raise Problem(400, "Only user id is acceptable, group and room ids are not supported")
    if not 5 <= seconds <= 60:
        refuse([Fault("loadingSeconds", "Must be between 5 and 60")])
    if seconds % 5:
        refuse([Fault("loadingSeconds", "must be a multiple of five")])
    person = line.world.people.get(user)
    if person and person.reachable(call.at):
        person.loading = call.at + seconds * 1000
        line.changed(person)
        line.clock.at(person.loading, lambda: line.changed(person))
    call.user = user
    return Answer(202)


def mark_as_read(line: LocalLine, call: Call) -> Answer:
    """Marks the token's message and everything the person wrote before it."""
    call.typed(markAsReadToken=str)
    refuse(call.missing("markAsReadToken"))
    message = line.read_tokens.get(call.body["markAsReadToken"])
    if message is None:
        raise Problem(400, "Invalid markAsReadToken. Tokens must be used by the bot that received them via Webhook.")
    person = line.world.person(message.user)
    for each in person.chat[: person.chat.index(message) + 1]:
        each.read |= each.sender == "user"
    line.changed(person)
    call.user = person.user
    return Answer(200)


def leave(line: LocalLine, call: Call) -> Answer:
    return Answer(200)


ROUTES = (
    Route("POST", "/v2/bot/chat/loading/start", loading, "json"),
    Route("POST", "/v2/bot/chat/markAsRead", mark_as_read, "json"),
    Route("POST", "/v2/bot/{company:group|room}/{id:[CR][0-9a-f]{32}}/leave", leave),
)
