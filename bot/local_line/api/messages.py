"""Sending: reply, push, multicast, broadcast, and their validation.

The order of checks: fields, retry key, recipient, quota; then the request is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.local_line.answers import Answer, Problem, invalid, refuse
from bot.local_line.call import Call, is_user, summary
from bot.local_line.delivery import deliver
from bot.local_line.gate import Route
from bot.local_line.ledger import day
from bot.local_line.world import Person
from flex_messages.limits import Fault

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

KINDS = ("reply", "push", "multicast", "broadcast")
_GROUP = re.compile(r"[CR][0-9a-f]{32}")
_UNIT = re.compile(r"[a-zA-Z0-9_]{1,30}")


def reply(line: LocalLine, call: Call) -> Answer:
    call.typed(replyToken=str, messages=list, notificationDisabled=bool)
    token = call.body.get("replyToken") or ""
    try:
        refuse([*call.missing("replyToken"), *call.messages()])
    except Problem:
        if line.switches.burn_token_on_400:
            line.replies.burn(token)
        raise
    person = line.world.person(line.replies.spend(token, call.at, line.switches.grace_s * 1000))
    sent = _send(line, call, "reply", [person])
    return Answer(200, {"sentMessages": sent})


def push(line: LocalLine, call: Call) -> Answer:
    call.typed(to=str, messages=list, notificationDisabled=bool, customAggregationUnits=list)
    refuse([*call.missing("to"), *call.messages(), *_unit_faults(call)])
    to = call.body["to"]
    if not is_user(to) and not _GROUP.fullmatch(to):
        raise invalid("to")
    line.retries.admit(call.retry_key, call.data, call.at)
    person = line.world.people.get(to)
    if person is None:
        raise Problem(400, "Failed to send messages")
    sent = _send(line, call, "push", [person])
    line.retries.keep(call.retry_key, call.id, sent, call.data, call.at)
    return Answer(200, {"sentMessages": sent})


def multicast(line: LocalLine, call: Call) -> Answer:
    call.typed(to=list, messages=list, notificationDisabled=bool, customAggregationUnits=list)
    refuse([*call.messages(), *_unit_faults(call)])
    known = line.world.people
    return _to_many(line, call, "multicast", [known[user] for user in dict.fromkeys(call.users("to")) if user in known])


def broadcast(line: LocalLine, call: Call) -> Answer:
    call.typed(messages=list, notificationDisabled=bool)
    refuse(call.messages())
    return _to_many(line, call, "broadcast", [each for each in line.world.people.values() if each.friend == "friend"])


def _to_many(line: LocalLine, call: Call, kind: str, people: Sequence[Person]) -> Answer:
    line.retries.admit(call.retry_key, call.data, call.at)
    _send(line, call, kind, people)
    line.retries.keep(call.retry_key, call.id, [], call.data, call.at)
    return Answer(200)


def _send(line: LocalLine, call: Call, kind: str, people: Sequence[Person]) -> list[dict[str, str]]:
    """Quota, acceptance, delivery. Returns what was sent to the last of the people."""
    reached = sum(person.reachable(call.at) for person in people)
    if kind != "reply":
        line.ledger.admit(reached, call.at)
    line.ledger.count(kind, reached, call.at)
    line.world.units.update(call.body.get("customAggregationUnits") or [])
    call.user = people[0].user if len(people) == 1 else f"{len(people)} people"
    call.words = summary(call.body["messages"])
    sent: list[dict[str, str]] = []
    for witness in line.witnesses:
        witness.accepted(call)
    for person in people:
        sent = deliver(line, person, call.body["messages"])
    return sent


def _unit_faults(call: Call) -> list[Fault]:
    units = call.body.get("customAggregationUnits") or []
    if len(units) > 1:
        return [Fault("customAggregationUnits", "Size must be between 0 and 1")]
    return [Fault("customAggregationUnits[0]", "invalid unit name") for unit in units if not _UNIT.fullmatch(str(unit))]


def validate(line: LocalLine, call: Call) -> Answer:
    refuse(call.messages())
    return Answer(200)


def narrowcast(line: LocalLine, call: Call) -> Answer:
    raise Problem(403, "Access to this API is not available for your account")


def quota(line: LocalLine, call: Call) -> Answer:
    most = line.ledger.quota
    return Answer(200, {"type": "none"} if most is None else {"type": "limited", "value": most})


def consumption(line: LocalLine, call: Call) -> Answer:
    return Answer(200, {"totalUsage": line.ledger.used(call.at)})


def delivered(line: LocalLine, call: Call) -> Answer:
    """Counts of a past day in Japan; a day that is not over is not counted yet."""
    date = call.query.get("date", "")
    if not re.fullmatch(r"\d{8}", date):
        raise Problem(400, "The value for the 'date' parameter is invalid")
    if date >= day(call.at):
        return Answer(200, {"status": "unready"})
    if date < "20180331":
        return Answer(200, {"status": "out_of_service"})
    return Answer(200, {"status": "ready", "success": line.ledger.delivered(call.params["kind"], date)})


def units(line: LocalLine, call: Call) -> Answer:
    return Answer(200, {"numOfCustomAggregationUnits": len(line.world.units)})


def unit_names(line: LocalLine, call: Call) -> Answer:
    return Answer(200, {"customAggregationUnits": sorted(line.world.units)})


_PATH = "/v2/bot/message"
ROUTES = (
    Route("POST", f"{_PATH}/reply", reply, "json"),
    Route("POST", f"{_PATH}/push", push, "json", retry=True),
    Route("POST", f"{_PATH}/multicast", multicast, "json", retry=True),
    Route("POST", f"{_PATH}/broadcast", broadcast, "json", retry=True),
    Route("POST", f"{_PATH}/narrowcast", narrowcast, "json", retry=True),
    Route("GET", f"{_PATH}/progress/narrowcast", narrowcast),
    Route("POST", f"{_PATH}/validate/{{kind:reply|push|multicast|narrowcast|broadcast}}", validate, "json"),
    Route("GET", f"{_PATH}/quota", quota),
    Route("GET", f"{_PATH}/quota/consumption", consumption),
    Route("GET", f"{_PATH}/delivery/{{kind:{'|'.join(KINDS)}}}", delivered),
    Route("GET", f"{_PATH}/aggregation/info", units),
    Route("GET", f"{_PATH}/aggregation/list", unit_names),
)
