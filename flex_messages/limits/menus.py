"""LINE's rules for rich menus."""

from __future__ import annotations

from typing import Any

from flex_messages.limits.fault import Fault


def menu_faults(menu: dict[str, Any]) -> list[Fault]:
    """Everything LINE would refuse in this rich menu object."""
    return []
