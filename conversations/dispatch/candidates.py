"""Experts as an agency looks for them: what was typed in words that can be found, and what is known of each hit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from conversations.registration.person import full
from rules.appointment import may_be_dispatched
from rules.fields_of_support import FIELDS_OF_SUPPORT
from rules.fiscal_year import fiscal_year
from rules.japan_time import DAY, at, day
from rules.offices import read_prefecture
from rules.refusal import Refusal
from rules.registration import may_be_offered
from rules.search_words import area_word, field_word, folded
from rules.text_width import fold
from rules.visit_window import overlapping
from storage import appointments, dispatches, experts, registrations
from storage.appointments import Appointment
from storage.dispatches import Dispatch
from storage.registrations import Registration
from storage.store import Unit

PAGE = 10


@dataclass(frozen=True, slots=True)
class Search:
    """What an agency looks for. words: what is said of it; found: folded, as the store compares them."""

    words: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert, the appointment of the year of the visit, and what is planned around its time."""

    it: Registration
    appointment: Appointment | None
    visits: tuple[Dispatch, ...] = ()

    @property
    def name(self) -> str:
        return full(self.it.profile, "name")

    def busy(self, starts: int, ends: int, but: str = "") -> bool:
        """Whether anything else is planned then; but: the id of a dispatch that is moved."""
        return overlapping([each for each in self.visits if each.id != but], starts, ends) is not None


@dataclass(frozen=True, slots=True)
class Page:
    """Hits side by side; after: where もっと見る goes on, "" at the end."""

    candidates: tuple[Candidate, ...] = ()
    after: str = ""


def usual(theme: str, prefecture: str) -> Search:
    """What is looked for before anything was typed; prefecture is "" online."""
    found = (field_word(theme), *((area_word(prefecture),) if prefecture else ()))
    return Search((FIELDS_OF_SUPPORT[theme], *((prefecture,) if prefecture else ())), found)


def typed(text: str) -> Search:
    """A prefecture and a field of support by their names; what is left is a name or its reading."""
    fields, areas, names = list[str](), list[str](), list[str]()
    for word in fold(text).split():
        if prefecture := _prefecture(word):
            areas.append(prefecture)
        elif key := _field(word):
            fields.append(key)
        else:
            names.append(word)
    words = (" ".join(names), *(FIELDS_OF_SUPPORT[key] for key in fields[:1]), *areas[:1])
    found = (folded("".join(names)), *map(field_word, fields[:1]), *map(area_word, areas[:1]))
    return Search(tuple(filter(None, words)), tuple(filter(None, found)))


def _prefecture(word: str) -> str:
    try:
        return read_prefecture(word)
    except Refusal:
        return ""


def _field(word: str) -> str:
    if len(word) < 2:
        return ""
    return next((key for key, label in FIELDS_OF_SUPPORT.items() if word.casefold() in label.casefold()), "")


async def page(unit: Unit, search: Search, starts: int, *, agent: str, after: str = "") -> Page:
    """Those who can be sent on the day of `starts` (ms), ten at a time. agent: who asks, never a hit of their own."""
    on = day(starts)
    until = at(on + timedelta(days=1), 0)
    found = await experts.find(unit, search.found, fiscal_year(on), until, after=after, most=PAGE + 1)
    shown = [await candidate(unit, it, starts) for it in found[:PAGE] if it.person != agent]
    return Page(tuple(shown), found[PAGE - 1].id if len(found) > PAGE else "")


async def of_registration(unit: Unit, id: str, starts: int) -> Candidate | None:
    it = await registrations.one(unit, id)
    return await candidate(unit, it, starts) if it is not None else None


async def candidate(unit: Unit, it: Registration, starts: int) -> Candidate:
    year = await appointments.of_year(unit, it.person, fiscal_year(day(starts)))
    near = await dispatches.of_expert(unit, it.person, starts - DAY, starts + DAY)
    return Candidate(it, year, tuple(near))


def check_appointed(it: Candidate, starts: int) -> None:
    """Whether this expert can be offered a visit then. Raises Refusal in words for the agency."""
    if not may_be_offered(it.it.state):
        raise Refusal("この専門家には、いま派遣をお願いできません。別の専門家をお選びください。")
    if not may_be_dispatched(it.appointment, day(starts)):
        raise Refusal("この専門家は、その日の委嘱条件に同意していません。別の専門家か、別の日をお選びください。")


def check_free(it: Candidate, starts: int, ends: int, but: str = "") -> None:
    """Raises Refusal when something else is planned then; but: the id of a dispatch that is moved."""
    if it.busy(starts, ends, but):
        raise Refusal("この専門家は、その時間にほかの派遣があります。別の専門家か、別の日時をお選びください。")
