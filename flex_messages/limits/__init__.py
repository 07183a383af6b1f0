"""LINE's rules for messages and rich menus, checked before LINE does: `faults` and `menu_faults`, in LINE's words."""

from flex_messages.limits.fault import Fault, refusal
from flex_messages.limits.menus import menu_faults
from flex_messages.limits.messages import faults

__all__ = ["Fault", "faults", "menu_faults", "refusal"]
