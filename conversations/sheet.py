"""Sheet: what a person has filled in so far, and where they stand. JSON outside; every change makes a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any


class Given(dict[str, Any]):
    """Answers as `ask`, `check` and `when` see them: what was not given, or was skipped, is None.

    missed: whether something that is not there was asked for.
    """

    missed = False

    def __missing__(self, key: str) -> None:
        self.missed = True

    def get(self, key: str, default: Any = None) -> Any:
        found = self[key]
        return default if found is None else found


@dataclass(frozen=True, slots=True)
class Sheet:
    """answers: step -> value, None when skipped; a loop's value is its list of rows. at: the name of the place, ""
    before the first.

    rows: loop -> the row one is in. closed: loops that get no more rows. redo: marks of places to ask again though
    they are answered.
    partial: what the place gathered so far. heard: mark -> [message ids, partial] behind an answer, so that unsending
    undoes it.
    last: mark and words of the last answer, for double taps. album: group and mark of the last album.
    returned: names, reason and former answers of returned fields. aside: answers of steps this version does not know.
    kept: what refusals kept. asked: the outbox parcel with the current question. began: milliseconds.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    at: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    closed: tuple[str, ...] = ()
    redo: tuple[str, ...] = ()
    partial: Any = None
    heard: dict[str, Any] = field(default_factory=dict)
    last: tuple[str, ...] = ()
    album: tuple[str, ...] = ()
    returned: dict[str, Any] = field(default_factory=dict)
    aside: dict[str, Any] = field(default_factory=dict)
    kept: tuple[Any, ...] = ()
    asked: int | None = None
    began: int = 0

    def body(self) -> dict[str, Any]:
        """Its JSON. Nothing in it is copied: sheets are replaced, never changed."""
        return {name: getattr(self, name) for name in KEYS}

    def with_answer(self, name: str, value: Any) -> Sheet:
        return replace(self, answers={**self.answers, name: value})

    def without_answer(self, name: str) -> Sheet:
        return replace(self, answers={key: value for key, value in self.answers.items() if key != name})

    def unheard(self, mark: str) -> Sheet:
        return replace(self, heard={key: value for key, value in self.heard.items() if key != mark})

    def forgotten(self, name: str) -> Sheet:
        """Without what was kept aside of a step."""
        return replace(self, aside={key: value for key, value in self.aside.items() if key != name})

    def row(self, loop: str) -> int:
        return self.rows.get(loop, 0)

    def in_row(self, loop: str, row: int) -> Sheet:
        return replace(self, rows={**self.rows, loop: row})

    def records(self, loop: str) -> list[dict[str, Any]]:
        return list(self.answers.get(loop) or ())

    def record(self, loop: str, row: int) -> dict[str, Any]:
        """One row of a loop; empty when it does not exist yet."""
        records = self.records(loop)
        return records[row] if row < len(records) else {}

    def with_record(self, loop: str, row: int, record: Mapping[str, Any]) -> Sheet:
        records = self.records(loop)
        records[row : row + 1] = [dict(record)]
        return self.with_answer(loop, records)

    def without_record(self, loop: str, row: int) -> Sheet:
        """Without one row; the marks of the rows behind it move up. One stands in the last row."""
        records = self.records(loop)
        del records[row : row + 1]
        heard = {new: value for old, value in self.heard.items() if (new := _moved(old, loop, row))}
        redo = tuple(new for old in self.redo if (new := _moved(old, loop, row)))
        return replace(self.with_answer(loop, records), heard=heard, redo=redo).in_row(loop, max(0, len(records) - 1))

    def without_loop(self, loop: str) -> Sheet:
        heard = {mark: value for mark, value in self.heard.items() if not mark.startswith(f"{loop}.")}
        return replace(self.without_answer(loop).reopened(loop).in_row(loop, 0), heard=heard)

    def reopened(self, loop: str) -> Sheet:
        return replace(self, closed=tuple(name for name in self.closed if name != loop))


KEYS = frozenset(one.name for one in fields(Sheet))
TUPLES = ("closed", "redo", "last", "album", "kept")


def sheet_of(body: Mapping[str, Any]) -> Sheet:
    """The sheet in a draft's body; what a later release wrote besides is left out."""
    known: dict[str, Any] = {key: value for key, value in body.items() if key in KEYS}
    return Sheet(**(known | {key: tuple(known[key]) for key in TUPLES if key in known}))


def _moved(mark: str, loop: str, row: int) -> str:
    """The mark after `row` of `loop` went away; "" when it was of that row."""
    name, _, of = mark.partition("#")
    if not name.startswith(f"{loop}.") or not of:
        return mark
    return "" if int(of) == row else f"{name}#{int(of) - (int(of) > row)}"
