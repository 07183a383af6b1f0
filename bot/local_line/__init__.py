"""A local LINE: it plays LINE's servers and the phones of all roles on this machine, with a clock that can be moved.

It serves the demo in the browser and is the platform, faults included, of every test that goes through HTTP.
"""

from bot.local_line.clock import Clock
from bot.local_line.line import LocalLine
from bot.local_line.settings import Settings, Switches

__all__ = ["Clock", "LocalLine", "Settings", "Switches"]
