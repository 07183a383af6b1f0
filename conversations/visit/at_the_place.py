"""A choice about the place that was sent. While it stands open a new place may be sent: it is judged anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from conversations.events import Chosen, Measured, Placed, What
from conversations.kinds.choice import Choice, offered
from conversations.kinds.kind import Answers, Earlier, Part
from conversations.kinds.location import SEND_PLACE, measured
from flex_messages.cards import Act, Button, Device, FieldPage
from flex_messages.forms import Input, Way
from flex_messages.words import MEASURE_AGAIN
from rules.refusal import Refusal
from rules.visit_window import is_fresh

PLACE = "現在地"
"""The field to which a new place belongs."""
SENDING = (Button(SEND_PLACE, Device("location")),)
OLD = f"位置を送っていただいてから時間がたちました。「{MEASURE_AGAIN}」か「{SEND_PLACE}」でお知らせください。"
QUITTING = "取りやめました。「{title}」は記録していません。お送りいただいた位置は、控えとして残ります。"


@dataclass(frozen=True, slots=True)
class Anew(Choice):
    """For a place that is too far: measuring again comes first. title: of the dialog, for its farewell."""

    proof: bool = True
    title: str = ""

    measures = True

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        if isinstance(what, Placed | Measured) and answers["here"]:
            return Earlier(PLACE)
        return super(Anew, self).read(what, so_far, answers, facts)

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        again = Button(MEASURE_AGAIN, FieldPage(), "primary")
        return Part(buttons=(again, *self._links(answers, facts)), quick=SENDING)

    def _links(self, answers: Answers, facts: Any) -> tuple[Button, ...]:
        options = offered(self.choose, answers, facts)
        return tuple(Button(label, Act("answer", key)) for key, label in options.items())

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return Input("location", label=MEASURE_AGAIN)

    def ways(self, answers: Answers, facts: Any) -> tuple[Way, ...]:
        return tuple(Way(f"answer:{key}", label) for key, label in offered(self.choose, answers, facts).items())

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        return measured(form) or Chosen(tuple(form.get("answer", ())))

    def farewell(self, value: Any) -> str:
        return QUITTING.format(title=self.title)


@dataclass(frozen=True, slots=True)
class Confirm(Anew):
    """The first option records the visit at the place that was sent, as long as that is recent."""

    decides = True
    measures = False

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        records = isinstance(what, Chosen) and what.keys == (self._first,)
        if records and answers["here"] and not is_fresh(answers["here"]["at"], facts.now):
            raise Refusal(OLD)
        return super(Confirm, self).read(what, so_far, answers, facts)

    @property
    def _first(self) -> str:
        assert not callable(self.choose)
        return next(iter(self.choose))

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        records, *others = self._links(answers, facts)
        again = Button(MEASURE_AGAIN, FieldPage(), "secondary")
        here = answers["here"]
        anew = (again,) if here and here["verdict"] != "near" else ()
        return Part(buttons=(replace(records, style="primary"), *anew, *others), quick=SENDING if here else ())
