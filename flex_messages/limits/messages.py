"""LINE's rules for the messages of one request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flex_messages.limits.data import LIMITS
from flex_messages.limits.fault import Fault, fault
from flex_messages.limits.flex import container
from flex_messages.limits.schema import parse

_LEAST, _MOST = LIMITS["request"]["messages"]
_message = parse("union message")


def faults(messages: Sequence[dict[str, Any]]) -> list[Fault]:
    """Everything LINE would refuse in these messages, with the properties and words of its own 400.

    Flex faults carry a pointer into the container and `within`, the message it belongs to.
    """
    if not _LEAST <= len(messages) <= _MOST:
        return [Fault("messages", f"Size must be between {_LEAST} and {_MOST}")]
    found: list[Fault] = []
    for n, message in enumerate(messages):
        found += [fault((("messages", n, *path), words)) for path, words in _message(message)]
        if type(message) is dict and message.get("type") == "flex" and message.get("contents") is not None:
            found += [fault(finding, f"messages[{n}]") for finding in container(message["contents"])]
    return found
