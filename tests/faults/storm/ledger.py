"""The service's database as the storm sees it: what is committed, as it happens, and what a call to LINE carries."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import orjson

from storage.vault import Unreadable, Vault
from tests.faults.storm.reader import Reader

AGAIN, LATE_MS = 1.0, 20_000  # every second it looks once more for what was begun long ago and committed late

PARCEL = """SELECT o.id, o.event, o.n, o.kind, o.received, o.retry_key, p.line_user
FROM outbox o JOIN people p ON p.id = o.person"""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A row of the outbox. kind: as it is now; received: when its event came, 0 for none."""

    id: int
    event: str
    n: int
    kind: str
    received: int
    retry_key: str
    user: str


class Ledger:
    def __init__(self, reader: Reader, vault: Vault) -> None:
        self._reader = reader
        self._vault = vault
        self._last_parcel = 0
        self._last_done = 0
        self._again = 0.0
        self._done: set[str] = set()
        self.by_key: dict[str, Parcel] = {}
        self.by_event: defaultdict[str, dict[int, Parcel]] = defaultdict(dict)
        self._aliases: dict[str, set[str]] = defaultdict(set)

    def news(self) -> tuple[list[Parcel], list[str]]:
        """Parcels and done events since the last time, of one snapshot: all parcels of a done event are known."""
        with self._reader.snapshot():
            ended = self.rows(
                "SELECT event, done FROM inbox WHERE done > 0 AND done >= ? AND person IS NOT NULL",
                self._last_done - self._back(),
            )
            done = [event for event, _ in ended if event not in self._done]
            parcels = [Parcel(*row) for row in self.rows(f"{PARCEL} WHERE o.id > ? ORDER BY o.id", self._last_parcel)]
            if self._reader.late:
                parcels += [late for event in done for late in self._rows("o.event = ?", event)]
        for parcel in parcels:
            self._last_parcel = max(self._last_parcel, parcel.id)
            self._keep(parcel)
        self._done.update(done)
        self._last_done = max([self._last_done, *(at for _, at in ended)])
        return parcels, done

    def _back(self) -> int:
        """How many milliseconds before the latest an event may be done that was not seen yet."""
        if not self._reader.late:
            return 100
        if time.monotonic() < self._again:
            return 300
        self._again = time.monotonic() + AGAIN
        return LATE_MS

    def _keep(self, parcel: Parcel) -> None:
        self.by_key[parcel.retry_key] = parcel
        self.by_event[parcel.event][parcel.n] = parcel

    def alias(self, copy: str, of: str) -> None:
        self._aliases[of].add(copy)

    def caused(self, event: str) -> list[Parcel]:
        """Everything that was put into the outbox because of an event, under whichever id it came."""
        return [parcel for id in (event, *self._aliases.get(event, ())) for parcel in self.by_event[id].values()]

    def find(self, user: str, event: str, token: str, key: str) -> Parcel | None:
        """The committed parcel that a call to LINE carries: by its retry key, or by the reply token of its event."""
        if key and (known := self.by_key.get(key)):
            return known
        if token:
            for id in (event, *self._aliases.get(event, ())):
                for parcel in self._rows("o.event = ?", id):
                    if parcel.kind == "reply" or self._was_reply(parcel):
                        return parcel
        mine = self._rows("p.line_user = ? AND o.settled = 0", user)
        return next((parcel for parcel in mine if parcel.retry_key == key), None)

    def _was_reply(self, parcel: Parcel) -> bool:
        """A reply that has become a push since: it alone knows when its event was received, and answers its sender."""
        rows = self._rows("o.event = ?", parcel.event)
        own = [row.n for row in rows if row.user == parcel.user and row.kind != "menu"]
        return parcel.kind == "push" and parcel.n == min(own, default=-1)

    def _rows(self, where: str, value: str) -> list[Parcel]:
        return [Parcel(*row) for row in self.rows(f"{PARCEL} WHERE {where} ORDER BY o.id", value)]

    def body(self, parcel: Parcel) -> Any:
        """The messages as they were committed; None once they are blanked."""
        [row] = self.rows(
            "SELECT o.body, p.key FROM outbox o JOIN people p ON p.id = o.person WHERE o.id = ?", parcel.id
        ) or [None]
        if row is None or row[0] is None or row[1] is None:
            return None
        try:
            return orjson.loads(self._vault.open(row[1], row[0], f"outbox:body:{parcel.event}/{parcel.n}"))
        except Unreadable:
            return None

    def rows(self, sql: str, *values: Any) -> list[Any]:
        return self._reader.rows(sql, *values)

    def close(self) -> None:
        self._reader.close()
