"""Waiting as a person would, who looks at the phone again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from inspect import isawaitable
from typing import Any


async def until(true: Callable[[], Any]) -> None:
    """Until what it gives, or what that comes to, is true. TimeoutError when that takes half a minute."""
    async with asyncio.timeout(30):
        while not (await found if isawaitable(found := true()) else found):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
