"""The current question as a message: its card with the options as buttons, and navigation as quick replies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.dialog import Dialog
from conversations.kinds.kind import KEEP, Part
from conversations.kinds.review import Review
from conversations.outcome import Outcome
from conversations.progress import progress
from conversations.reviewing import review
from conversations.sheet import Sheet
from conversations.splitting import split
from conversations.standing import Spot, Turn
from flex_messages.cards import Act, Button, Card, FieldPage, Message, Note, Say, Show, Status, Type
from flex_messages.words import BACK, END_INPUT, LATER, ON_PAGE, SKIP
from rules.refusal import Refusal

DRAFT = Status("下書き")
AGAIN = Status("もう一度", "attention")


def question(dialog: Dialog, sheet: Sheet, facts: Any, trouble: Refusal | None = None) -> Show:
    """The card, and its lists of options where they do not fit on buttons."""
    turn = Turn(dialog, sheet, facts, sheet.at)
    here = turn.here
    part = here.place.kind.part(sheet.partial, turn.view(here), facts)
    if isinstance(here.place.kind, Review):
        card = review(turn, here.place.kind)
        return Show(split(_in_trouble(card, trouble) if trouble else card), quick=ways(turn))
    card = _with_page(_with_old_answer(_with_part(plain(turn), part), turn, here), here)
    card = _in_trouble(card, trouble) if trouble else card
    return Show((card, *_lists(dialog.title, part), *part.cards), quick=(*part.quick, *ways(turn)))


def _lists(about: str, part: Part) -> tuple[Card, ...]:
    cards = [Card(about, section.heading, rows=section.rows) for section in part.lists]
    return (*cards[:-1], replace(cards[-1], buttons=(part.more,))) if part.more else tuple(cards)


def messages(dialog: Dialog, outcome: Outcome, facts: Any) -> tuple[Message, ...]:
    """What the chat says to an outcome; the question, if it asks, comes last."""
    lead = (said(outcome.lead, dialog, outcome.sheet, facts),) if outcome.lead and not outcome.asks else ()
    before = (Say(outcome.lead),) if outcome.lead and outcome.asks else ()
    asked = (question(dialog, outcome.sheet, facts, outcome.trouble),) if outcome.asks else ()
    return (*lead, *before, *asked)


def said(words: str, dialog: Dialog, sheet: Sheet, facts: Any) -> Say:
    """Words that leave the question as it is: its ways stay below."""
    turn = Turn(dialog, sheet, facts, sheet.at)
    return Say(words, quick=ways(turn) if sheet.at in dialog.by_name else ())


def ways(turn: Turn) -> tuple[Button, ...]:
    """Quick replies: what leads away from the question. They vanish with the next message, so nothing hangs on them."""
    here = turn.here
    words = [END_INPUT] * bool(here.place.kind.gathers and turn.sheet.partial)
    words += [here.place.step.optional if isinstance(here.place.step.optional, str) else SKIP] * here.skippable
    first = here.place is turn.dialog.places[0]
    return tuple(Button(word, Type(word)) for word in (*words, *([] if first else [BACK]), LATER))


def plain(turn: Turn) -> Card:
    """The question without what its kind adds."""
    here = turn.here
    step, answers = here.place.step, turn.view(here)
    asked = step.ask if isinstance(step.ask, str) else step.ask(answers, turn.facts)
    card = asked if isinstance(asked, Card) else Card(turn.dialog.title, asked, status=DRAFT, text=step.hint)
    example = card.example or step.example or here.place.kind.like
    return _with_reason(replace(card, example=example, progress=card.progress or progress(turn, here)), turn, here)


def _with_old_answer(card: Card, turn: Turn, here: Spot) -> Card:
    """What stands here already, unless its kind shows it among the options."""
    value = turn.value(here)
    if value is None or here.place.kind.again(value) is not None:
        return card
    shown = "入力済み" if here.place.field.private else here.place.kind.show(value, turn.view(here), turn.facts)
    keep = Button("変更しない", Act("answer", KEEP))
    return replace(card, note=card.note or Note(shown, "いまの回答", "calm"), buttons=(*card.buttons, keep))


def _with_page(card: Card, here: Spot) -> Card:
    """What need not stand in a chat can be entered on a page."""
    if not here.place.field.page:
        return card
    return replace(card, buttons=(*card.buttons, Button(ON_PAGE, FieldPage())))


def _with_reason(card: Card, turn: Turn, here: Spot) -> Card:
    returned = turn.sheet.returned
    if not returned or here.place.field.name not in returned["fields"] or not returned["reason"]:
        return card
    return replace(card, status=Status("差し戻し", "attention"), note=Note(returned["reason"], "差し戻しの理由"))


def _with_part(card: Card, part: Part) -> Card:
    return replace(
        card,
        text="\n".join(text for text in (card.text, part.text) if text),
        rows=(*card.rows, *part.rows),
        note=card.note or part.note,
        buttons=(*part.buttons, *card.buttons),
    )


def _in_trouble(card: Card, trouble: Refusal) -> Card:
    """The same bones: what could not be read, an example that works, the same question and its buttons."""
    offers = tuple(Button(offer.label, Act(offer.action, offer.about), "secondary") for offer in trouble.offer)
    example = trouble.example or card.example
    return replace(card, status=AGAIN, refused=trouble.words, example=example, buttons=(*offers, *card.buttons))
