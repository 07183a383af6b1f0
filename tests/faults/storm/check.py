"""What must be true when a storm is over: of the books, of the database, of what people wrote."""

from __future__ import annotations

from collections import Counter

from bot.commands.serve import now
from storage import audit, drafts, files, people
from storage.files import Files
from storage.store import Unit, open_store
from tests.faults.storm import ends, money
from tests.faults.storm.books import BY_ANOTHER
from tests.faults.storm.people import Talker
from tests.faults.storm.storm import Storm
from tests.faults.storm.wrongs import CANARY

STUCK = 10.0
WASTE, PER_END = 0.05, 2  # what a process sent in its last moments nobody has noted: LINE is asked again
DRAINED = 5.0
FEW = 5


async def check(storm: Storm) -> list[str]:
    """Every promise that was broken, in words. The database is closed after that."""
    try:
        return await _found(storm)
    finally:
        await storm.database.close()


async def _found(storm: Storm) -> list[str]:
    found = list(storm.books.violations)
    if storm.broken:
        return found
    found += _events(storm) + _transcripts(storm) + _waits(storm)
    if (vain := wasted(storm)) > WASTE and storm.books.wasted[BY_ANOTHER] > PER_END * _ends(storm):
        found.append(f"waste: {vain:.1%} of the calls sent what another process had sent")
    known = [id for (id,) in storm.books.ledger.rows("SELECT id FROM files")]
    storm.books.ledger.close()
    found += await storm.database.misfits()
    store = await open_store(storm.database.url, storm.vault, now)
    try:
        misfit = await store.look(audit.verify)
        if misfit is not None:
            found.append(f"the audit chain is broken: {misfit}")
        found += await store.look(lambda unit: ends.of_applicants(unit, storm))
        found += await store.look(lambda unit: ends.of_experts_at_work(unit, storm))
        found += await store.look(money.conserved)
        for talker in storm.talkers:
            found += await store.look(lambda unit, talker=talker: _lines(unit, talker))  # type: ignore[misc]
        shelf = Files(f"file://{storm.plan.folder}/files")
        found += await _kept(storm, shelf, known)
    finally:
        await store.close()
    return found


def _events(storm: Storm) -> list[str]:
    """Every event that LINE got its 200 for is one row, done; nothing else is there."""
    rows = storm.books.ledger.rows("SELECT event, state FROM inbox WHERE person IS NOT NULL")
    counted = Counter(it.id for event, _ in rows if (it := storm.books.canonical(event)))
    states = {it.id: state for event, state in rows if (it := storm.books.canonical(event))}
    found = [f"effects: event {id} was taken {n} times" for id, n in counted.items() if n > 1]
    for it in storm.books.events.values():
        state = states.get(it.id)
        if it.gone and state not in (None, "unsent"):
            found.append(f"a message that was taken back before it came is {state}")
        elif not it.gone and it.acked and state != "done":
            found.append(f"lost: event {it.id} was acknowledged and is {state}")
    return found[:FEW]


def _transcripts(storm: Storm) -> list[str]:
    """Every message of the outbox reached its person, once (the live probe has seen that it came in order)."""
    rows = storm.books.ledger.rows("SELECT id, kind, state, note FROM outbox")
    found = [f"parcel {id} ({kind}) ended {state}: {note}" for id, kind, state, note in rows if state != "sent"]
    found += [
        f"gap: parcel {id} is settled but never came"
        for id, kind, *_ in rows
        if kind != "menu" and id not in storm.books.taken
    ]
    return found[:FEW]


def _waits(storm: Storm) -> list[str]:
    """Nobody waits long for an answer, however often the service dies meanwhile."""
    slow = [wait for wait in waits(storm) if wait > STUCK]
    found = [f"stuck: an answer took {max(slow):.1f} s of the service's own time ({len(slow)} of them)"] if slow else []
    if storm.drained > DRAINED:
        found.append(f"stuck: drained only after {storm.drained:.1f} s")
    return found + [f"SIGTERM took {took:.1f} s" for took in storm.service.stops if took > DRAINED]


def wasted(storm: Storm) -> float:
    """The share of all replies and pushes that were refused since another process had sent the same before."""
    return storm.books.wasted[BY_ANOTHER] / max(1, storm.books.sendings)


def _ends(storm: Storm) -> int:
    """How often a process was ended or stopped, of the services or of the database."""
    return (storm.service.signs + storm.database.signs).total()


def waits(storm: Storm) -> list[float]:
    """Seconds from the acknowledgement to the answer, less the time the service was not there; not those LINE hung."""
    gone = storm.service.absence()
    return [
        it.answered - it.acked - gone.seconds(it.acked, it.answered)
        for it in storm.books.events.values()
        if it.acked and it.answered and not it.hung
    ]


async def _lines(unit: Unit, talker: Talker) -> list[str]:
    """What a talker wrote stands in the draft: all of it, once."""
    draft = await drafts.current(unit, await people.meet(unit, talker.hand.user))
    stands = [text for _, text in (draft.body.get("partial") or [])] if draft else []
    if sorted(stands) != sorted(talker.lines):
        return [f"{talker.hand.user} wrote {talker.lines}, but {stands} stands there"]
    return []


async def _kept(storm: Storm, shelf: Files, known: list[str]) -> list[str]:
    """Every file that a row knows is there, whole; no word that was taken back is in the database."""
    found = []
    for id in known:
        try:
            await shelf.read(id)
        except files.Gone:
            found.append(f"file {id} is gone")
    for path in storm.database.files():
        if CANARY.encode() in path.read_bytes():
            found.append(f"a word that was taken back is in {path.name}")
    return found[:FEW]
