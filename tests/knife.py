"""Cancels a task at a chosen moment: the n-th time that it, or anything it began, waits.

Two moments there are. "waiting": before what is waited for has ended, which is then cancelled too, as asyncio does it.
"answered": it has ended, but the task has not heard of it yet.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Generator
from contextlib import suppress
from types import coroutine
from typing import Any, Literal, TypeVar, cast

T = TypeVar("T")
When = Literal["waiting", "answered"]
WHEN: tuple[When, ...] = ("waiting", "answered")


class Knife:
    """`waits`: how often those under it have waited. It cuts once, or not at all when they wait less often."""

    def __init__(self, n: int, when: When) -> None:
        self.n, self.when, self.waits = n, when, 0
        self.tasks: list[asyncio.Task[Any]] = []

    @property
    def cut(self) -> bool:
        return self.waits >= self.n

    async def into(self, work: Coroutine[Any, Any, T]) -> T:
        """The work, as a task of its own may do it."""
        return await self._watched(work)

    async def everywhere(self, work: Coroutine[Any, Any, T]) -> T:
        """The work under the knife, with every task that is begun meanwhile; returns or raises when all have ended."""
        loop = asyncio.get_running_loop()
        loop.set_task_factory(self._task)
        try:
            task: asyncio.Task[T] = asyncio.create_task(work)
            await asyncio.wait([task])
            while left := [each for each in self.tasks if not each.done()]:
                await asyncio.wait(left)
        finally:
            loop.set_task_factory(None)
        return await task

    def _task(self, loop: asyncio.AbstractEventLoop, work: Any, **more: Any) -> asyncio.Task[Any]:
        self.tasks.append(asyncio.Task(self.into(work), loop=loop, **more))
        return self.tasks[-1]

    @coroutine
    def _watched(self, work: Coroutine[Any, Any, T]) -> Generator[Any, Any, T]:
        go, value = cast(Any, work.send), cast(Any, None)
        while True:
            try:
                awaited = go(value)
            except StopIteration as end:
                return cast(T, end.value)
            self.waits += 1
            if self.waits == self.n:
                self._strike(awaited)
            try:
                go, value = work.send, (yield awaited)
            except BaseException as error:
                go, value = work.throw, error

    def _strike(self, awaited: Any) -> None:
        task = asyncio.current_task()
        assert task is not None
        if self.when == "waiting" or awaited is None:
            task.cancel()
        else:
            awaited.add_done_callback(lambda _: task.cancel())


async def ended(work: Coroutine[Any, Any, T]) -> T | None:
    """What it returned; None when it was cancelled."""
    task = asyncio.create_task(work)
    await asyncio.wait([task])
    with suppress(asyncio.CancelledError):
        return task.result()
    return None
