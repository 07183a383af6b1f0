"""LINE's rules for rich menus. Areas may stick out of the picture: LINE's own sample does by a pixel."""

from __future__ import annotations

from typing import Any

from flex_messages.limits.fault import Fault, fault
from flex_messages.limits.schema import parse

_menu = parse("record richmenu")


def menu_faults(menu: dict[str, Any]) -> list[Fault]:
    """Everything LINE would refuse in this rich menu object."""
    return [fault(finding) for finding in _menu(menu)]
