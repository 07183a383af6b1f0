"""What a tap or a word is for, when it is no answer: a tile, an action, a question that is over. Authority is read
again here.
"""

from __future__ import annotations

from dataclasses import replace

from conversations.actions import Action, Doing, Word
from conversations.book import MENU
from conversations.conducting import Conductor
from conversations.events import Tapped, Typed
from conversations.outcome import Tap
from conversations.outgoing import Begin, Go
from conversations.running import going_on
from conversations.sending import unpacked
from flex_messages.cards import Act, Button, Pick, Say
from rules.refusal import Refusal
from storage import drafts, drawn
from storage.drawn import Drawn

OLD = Say("このボタンは、もう使えません。メニューからお進みください。")
NOT_YOURS = Say("このボタンは、ほかの方にお送りしたものです。ご自身のトークからお進みください。")
NOT_NOW = Say("この操作は、いまの役割では行えません。役割を切り替えてからお試しください。")
OVER = Say("この質問は、すでに終わっています。")
LOST = Say("ご用件をメニューからお選びください。")


async def tapped(conductor: Conductor, what: Tapped) -> None:
    desk = conductor.desk
    if what.token.startswith(MENU):
        await opened(conductor, conductor.book.tile(what.token, desk.person.active), "")
        return
    token, _, n = what.token.rpartition(".")
    found = await drawn.find(conductor.unit, token)
    if found is None or not n.isdigit() or int(n) >= len(found.taps):
        desk.say(OLD)
    elif found.person != desk.person.id:
        desk.say(NOT_YOURS)
    else:
        await _meant(conductor, what, found, int(n))


async def _meant(conductor: Conductor, what: Tapped, found: Drawn, n: int) -> None:
    match unpacked(found.taps[n]):
        case Act(verb="resume", about=about):
            dialog, _, subject = about.partition(" ")
            await _resume(conductor, dialog, subject)
        case (Act(verb="answer") | Pick()) as tap:
            await _answered(conductor, found, Tap(found.step, tap, what.picked))
        case Act(verb, about, version):
            action = conductor.book.actions.get(verb)
            if action is None:
                conductor.desk.say(OLD)
                return
            first = await drawn.use(conductor.unit, found.token, n)
            await act(conductor, action, about=about, version=version, first=first)


async def _answered(conductor: Conductor, found: Drawn, tap: Tap) -> None:
    """A button of a question. Of another draft than the current one it answers nothing, and offers to go on there."""
    draft = await drafts.load(conductor.unit, found.person, found.dialog, found.subject)
    if draft is not None and not conductor.may(draft):
        conductor.desk.say(NOT_NOW)
        return
    running = await conductor.running(draft) if draft and not draft.parked else None
    if draft is None:
        conductor.desk.say(OVER)
        await ask_again(conductor)
    elif running is None:
        dialog = conductor.book.dialogs.get(draft.dialog)
        conductor.desk.say(going_on(dialog, draft) if dialog else OVER)
    else:
        older = found.created < running.sheet.began  # drawn for an earlier draft about the same thing
        await conductor.hear(running, replace(tap, mark="") if older else tap, lambda text: False)


async def ask_again(conductor: Conductor) -> None:
    """The current question, if there is one."""
    if running := await conductor.current():
        await conductor.ask_again(running)


async def _resume(conductor: Conductor, dialog: str, subject: str) -> None:
    draft = await drafts.load(conductor.unit, conductor.desk.person.id, dialog, subject)
    if draft is None or dialog not in conductor.book.dialogs:
        conductor.desk.say(OVER)
        return
    await conductor.begin(Begin(dialog, subject))


async def opened(conductor: Conductor, word: Word | None, text: str) -> None:
    """A word of the menu: it opens something, and never decides anything."""
    match word.opens if word else None:
        case Begin(dialog, subject) as begin:
            if not await _held_back(conductor, Act("begin", f"{dialog} {subject}")):
                await conductor.begin(begin)
        case str(name):
            await act(conductor, conductor.book.actions[name], text=text)
        case _:
            conductor.desk.say(NOT_NOW)


async def act(
    conductor: Conductor, action: Action, *, about: str = "", version: int = 0, first: bool = True, text: str = ""
) -> None:
    """Runs it at once; a dialog that is running is left alone. What it did to whom, the action itself writes in the
    log.
    """
    desk = conductor.desk
    person = desk.person
    if not action.allows(person.active):
        desk.say(NOT_NOW)
        return
    if await _held_back(conductor, Act(action.name, about, version)):
        return
    doing = Doing(desk.event, person, person.active, about, version, first, text)
    try:
        results = await action.act(conductor.unit, doing)
        await conductor.deliver([each for each in results if not isinstance(each, Go)])
        for each in results:
            if isinstance(each, Go):
                await _go(conductor, each.act)
    except Refusal as no:
        desk.say(refusal(no))


async def _held_back(conductor: Conductor, wanted: Act) -> bool:
    """Whether something has to be asked first."""
    asked = await conductor.book.gate(conductor.unit, conductor.desk.person, wanted)
    if asked is not None:
        conductor.desk.say(asked)
    return asked is not None


async def _go(conductor: Conductor, wanted: Act) -> None:
    if wanted.verb == "begin":
        dialog, _, subject = wanted.about.partition(" ")
        await conductor.begin(Begin(dialog, subject))
    elif action := conductor.book.actions.get(wanted.verb):
        await act(conductor, action, about=wanted.about, version=wanted.version)


def refusal(no: Refusal) -> Say:
    offers = tuple(Button(offer.label, Act(offer.action, offer.about)) for offer in no.offer)
    return Say("\n".join(text for text in (no.words, f"例：{no.example}" if no.example else "") if text), quick=offers)


async def typed_outside(conductor: Conductor, typed: Typed) -> None:
    """Words while no dialog is running."""
    word = conductor.book.word(typed.text, conductor.desk.person.active)
    if word is not None:
        await opened(conductor, word, typed.text)
    else:
        await otherwise(conductor, typed.text)


async def otherwise(conductor: Conductor, text: str = "") -> None:
    """What nothing else understood: help instead of silence, and what was left open."""
    action = conductor.book.actions.get("otherwise")
    if action is None:
        conductor.desk.say(LOST)
    else:
        await act(conductor, action, text=text)
    await conductor.offer()
