"""Properties are not timed: the first search reads the banks' whole list, and machines are as busy as they are."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
