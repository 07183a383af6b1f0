"""A dialog is a list of fields, a field a list of steps. The list is the whole truth: order, branches, review and
pages come from it.

    Step("license", "資格の名称を教えてください。", Text(60), when=lambda answers, facts: answers["has"] == "yes")

is all it takes to add a question, and `play(PROFILE, "中小企業診断士")` all it takes to test it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from conversations.declaration import complain
from conversations.events import Event
from conversations.kinds.another import Another
from conversations.kinds.kind import Answers, Kind
from conversations.kinds.many import Many, Record
from conversations.outgoing import Outgoing
from flex_messages.cards import Card, Row

Facts = Any
"""What a dialog read from the store before it decides: opaque here, a frozen dataclass of the dialog's own at best."""

Ask = str | Callable[[Answers, Facts], str | Card]
Unit = Any


@dataclass(frozen=True, slots=True)
class Step:
    """One question. In `ask`, `check` and `when` an answer that was not given or was skipped reads as None.

    check: (value, answers, facts) -> value, may raise Refusal.
    when: whether it is asked at all. A condition about an answer that is not there is not met.
    optional: True, or the word of the button that skips it (「あとで入力」, named as missing in the review).
    hint: below the question. help: said when somebody asks back; the hint when empty. example: an answer that works.
    """

    name: str
    ask: Ask
    answer: Kind | Many
    _: KW_ONLY
    check: Callable[[Any, Answers, Facts], Any] | None = None
    when: Callable[[Answers, Facts], bool] | None = None
    optional: bool | str = False
    hint: str = ""
    help: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True, init=False)
class Field:
    """What people see as one thing: reviewed, mended, returned and compared as a whole.

    show: the field in words; its steps one below the other when left out. private: the chat does not write it out but
    shows `mask`, what one recognises it by. page: its questions may be answered on a page instead of in the chat.
    """

    name: str
    steps: tuple[Step, ...]
    chapter: str
    show: Callable[[Answers, Facts], str] | None
    private: bool
    mask: Callable[[Answers, Facts], str] | None
    page: bool

    def __init__(
        self,
        name: str,
        *steps: Step,
        chapter: str = "",
        show: Callable[[Answers, Facts], str] | None = None,
        private: bool = False,
        mask: Callable[[Answers, Facts], str] | None = None,
        page: bool = False,
    ) -> None:
        for key, value in (
            ("name", name),
            ("steps", steps),
            ("chapter", chapter),
            ("show", show),
            ("private", private or mask is not None),
            ("mask", mask),
            ("page", page),
        ):
            object.__setattr__(self, key, value)


@dataclass(frozen=True, slots=True)
class Returned:
    """How a draft starts when something was there before: its answers, and the fields (by name) to ask again with the
    reason.
    """

    answers: Answers
    fields: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a conversation can stand: a state of the machine. A step is one place; Many(Record) is one per step of
    the record,
    and one for もう1件追加しますか. `loop` is the step those belong to."""

    name: str
    step: Step
    field: Field
    loop: Step | None = None

    @property
    def kind(self) -> Kind:
        assert isinstance(self.step.answer, Kind)
        return self.step.answer

    @property
    def closes(self) -> bool:
        """Whether this is the place that asks for another row."""
        return isinstance(self.step.answer, Another)


@dataclass(frozen=True, slots=True)
class Looking:
    """What is looked up for: the answers so far, and at the place `at` what was gathered there and what is being said:
    the key of an option, or a text; "" when nothing is.
    """

    answers: Answers
    at: str = ""
    partial: Any = None
    said: str = ""


async def no_facts(unit: Unit, person: str, subject: str) -> Facts:
    return None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Dialog:
    """Validates itself: a mistake in the list is an error at import.

    finish: (unit, event, subject, answers, facts) -> outgoing values, in the transaction of the last answer; may
    raise Refusal
        before it writes anything. facts: (unit, person, subject) -> what the questions need from the store.
    looks: (unit, facts, looking) -> the facts with what these answers need of the store: for what is too many to be
        loaded at once. Called before an answer is read, and before the next question is drawn.
    on_return: (facts) -> Returned, when a new draft starts from something that is there already.
    keep: (unit, event, subject, value, facts) stores what a Refusal kept (`Refusal.keep`).
    known: (facts) -> rows that stand already and are not asked: first in the review, beside every page.
    recalled: whether a draft that was left lying is brought to mind; False for dialogs with reminders of their own.
    roles: whose dialog it is; empty for everybody. renamed: old name of a step -> its name since, so that answers
    move along.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    finish: Callable[[Unit, Event, str, Answers, Facts], Awaitable[Sequence[Outgoing]]]
    facts: Callable[[Unit, str, str], Awaitable[Facts]] = no_facts
    looks: Callable[[Unit, Facts, Looking], Awaitable[Facts]] | None = None
    version: int = 1
    chapters: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    on_return: Callable[[Facts], Returned | None] | None = None
    keep: Callable[[Unit, Event, str, Any, Facts], Awaitable[None]] | None = None
    known: Callable[[Facts], tuple[Row, ...]] | None = None
    recalled: bool = True
    places: tuple[Place, ...] = field(init=False)
    by_name: dict[str, Place] = field(init=False)

    def __post_init__(self) -> None:
        places = tuple(place for one in self.fields for step in one.steps for place in standing(step, one))
        object.__setattr__(self, "places", places)
        object.__setattr__(self, "by_name", {place.name: place for place in places})
        complain(self)


def standing(step: Step, one: Field) -> tuple[Place, ...]:
    """The places of a step."""
    match step.answer:
        case Many(what=Record() as record) as many:
            rows = tuple(Place(f"{step.name}.{sub.name}", sub, one, step) for sub in record.steps)
            return (*rows, Place(f"{step.name}.more", Step("more", many.question, Another(many, step.name)), one, step))
        case _:
            return (Place(step.name, step, one),)
