"""What an approved declaration does to its visit: the claimed times count, the recorded ones stay beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from conversations.dispatch.following import followed, step
from conversations.dispatch.moving import saved
from conversations.outgoing import Outgoing, SwitchMenu
from conversations.visit.menu import menu_now
from rules.declaring import FOR_STATE
from rules.dispatch import DISPATCH
from rules.flags import Record, flags_of
from rules.refusal import Refusal
from storage import dispatches, jobs
from storage.declarations import Declaration
from storage.dispatches import Dispatch
from storage.store import Unit

DECLARED = "declared"
PAPER = "declaration"


async def settle(unit: Unit, it: Declaration, by: str) -> Sequence[Outgoing]:
    """Refusal when the visit has come to where nothing is declared any more. The form is made after the commit."""
    visit = await dispatches.one(unit, it.dispatch)
    if visit is None or visit.state not in FOR_STATE:
        raise Refusal("この派遣は、いまは記録を直せない状態です。内容をご確認のうえ、不承認にしてください。")
    await jobs.add(unit, PAPER, it.id)
    changed = effective(visit, it)
    if DISPATCH.may(visit.state, "declare"):
        _, told = await step(unit, visit, "declare", by, **changed)
        return [*told, SwitchMenu(await menu_now(unit, visit.expert), visit.expert)]
    after = await saved(unit, visit, replace(visit, **changed), "correct", by)
    return await followed(unit, "correct", visit, after)


def effective(visit: Dispatch, it: Declaration) -> dict[str, Any]:
    """The columns of the dispatch from now on. What the client had stated before stays where nothing newer is said."""
    said = {name: it.client[name] for name in ("name", "post", "how", "receipt") if name in it.client}
    times = {"checked_in": it.claimed["starts"], "checked_out": it.claimed["ends"]}
    client: dict[str, Any] = {}
    if it.client:
        client = {
            "client_starts": it.client["starts"],
            "client_ends": it.client["ends"],
            "client_confirmed": it.client_confirmed,
            "said": {**said, **visit.said} if visit.client_confirmed else {**visit.said, **said},
        }
    kept = {"number": it.number, "kind": it.kind, "original": it.original, "claimed": it.claimed}
    noted = [*visit.visit.get("declared", []), kept]
    changed = {**times, **client, "visit": {**visit.visit, "declared": noted}}
    return {**changed, "flags": _flags(replace(visit, **changed))}


def _flags(after: Dispatch) -> tuple[str, ...]:
    """Those it had, and what the times call for that count now."""
    record = Record(
        after.client,
        after.ends,
        after.checked_in,
        after.checked_out,
        client_starts=after.client_starts,
        client_ends=after.client_ends,
    )
    return tuple(dict.fromkeys((*after.flags, DECLARED, *flags_of(record))))
