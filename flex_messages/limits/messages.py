"""LINE's rules for the messages of one request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flex_messages.limits.fault import Fault


def faults(messages: Sequence[dict[str, Any]]) -> list[Fault]:
    """Everything LINE would refuse in these messages."""
    return []
