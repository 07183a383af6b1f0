"""Crash points in shared memory: the service counts the points it passes and dies at the one that was armed, naming
it.
"""

from __future__ import annotations

import mmap
import os
import struct
from pathlib import Path

_HEAD = struct.Struct("<qqq")
_ONE = struct.Struct("<q")
_SIZE = 512
EXIT = 86


class Points:
    """`armed`: die at the n-th point from now (0: never). `passed`: how many went by since it was armed."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_SIZE))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _SIZE)

    def arm(self, at: int) -> None:
        self._memory[:] = _HEAD.pack(at, 0, 0).ljust(_SIZE, b"\0")

    @property
    def passed(self) -> int:
        return int(_HEAD.unpack_from(self._memory)[1])

    @property
    def fatal(self) -> str:
        """The point at which the service died, "" when it did not."""
        length = _HEAD.unpack_from(self._memory)[2]
        return self._memory[_HEAD.size : _HEAD.size + length].decode()

    def probe(self, name: str) -> None:
        """Called by the service before and after every writer statement and every call to LINE."""
        armed, passed, _ = _HEAD.unpack_from(self._memory)
        _ONE.pack_into(self._memory, _ONE.size, passed + 1)  # nothing else: another thread may be naming its death
        if passed + 1 == armed:
            said = name.encode()[: _SIZE - _HEAD.size]
            self._memory[_HEAD.size : _HEAD.size + len(said)] = said
            _ONE.pack_into(self._memory, 2 * _ONE.size, len(said))
            os._exit(EXIT)
