"""The pure heart: what one event does to one sheet. Nothing here waits, reads or writes; the engine does that around
it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conversations.answering import answer, said
from conversations.dialog import Dialog
from conversations.events import Chosen, Sent, Typed, What
from conversations.kinds.kind import DONE
from conversations.kinds.lists import meant
from conversations.kinds.many import Many, too_many
from conversations.looping import again
from conversations.moving import back, skip, to_first_open
from conversations.outcome import Heard, Outcome, Tap
from conversations.sheet import Sheet
from conversations.standing import Turn
from conversations.tidy import fitted
from flex_messages.cards import Pick
from flex_messages.words import BACK, END_INPUT, LATER, NEXT, SKIP

Words = Callable[[str], bool]
"""Whether a text is a menu word of this person."""

OLDER = "前の質問のボタンでした。いまの質問はこちらです。"
EARLY = "お送りの内容は、この質問が届く前のものでした。お手数ですが、この質問にお答えください。"
RENEWED = "質問の内容が新しくなりました。ここまでの内容は残っています。続きからお願いします。"
AGAIN = "続きからお願いします。"
LEFT = "ここまでの内容を残しました。続きはいつでも始められます。"
HELP = "ボタンを押すか、例のように入力してください。「戻る」で前の質問へ、「あとで続ける」で中断できます。"
MOVED = "ほかの画面で先へ進んでいます。いまの質問はこちらです。"
ASKING_BACK = (
    "ヘルプ",
    "help",
    "わからない",
    "分からない",
    "わかりません",
    "分かりません",
    "教えて",
    "教えてください",
    "?",
    "？",
)


def begin(dialog: Dialog, facts: Any, now: int) -> Outcome:
    """A new sheet; or, with `on_return`, one that starts from what is there and asks the returned fields."""
    turn = Turn(dialog, Sheet(began=now), facts)
    returned = dialog.on_return(facts) if dialog.on_return else None
    if returned:
        loops = {place.loop.name for place in dialog.places if place.loop}
        was = {"fields": list(returned.fields), "reason": returned.reason, "answers": dict(returned.answers)}
        closed = tuple(name for name in loops if name in returned.answers)
        turn.sheet = replace(turn.sheet, answers=dict(returned.answers), closed=closed, returned=was)
        again(turn, returned.fields)
    to_first_open(turn)
    return Outcome(turn.sheet, asks=True)


def resume(dialog: Dialog, sheet: Sheet, facts: Any) -> Outcome:
    """Goes on with a sheet that was parked."""
    turn = Turn(dialog, sheet, facts)
    partial = sheet.partial
    to_first_open(turn)
    if turn.sheet.at == sheet.at:
        turn.sheet = replace(turn.sheet, partial=partial)
    return Outcome(turn.sheet, lead=AGAIN, asks=True)


def renew(dialog: Dialog, sheet: Sheet, facts: Any) -> Sheet:
    """A sheet that another release filled in."""
    return fitted(dialog, sheet, facts)


def turn(dialog: Dialog, sheet: Sheet, heard: Heard, facts: Any = None, words: Words = lambda text: False) -> Outcome:
    """What the event does: an answer, a move, a menu word, help, or nothing."""
    if sheet.at not in dialog.by_name:
        return replace(resume(dialog, sheet, facts), lead=RENEWED)
    now = Turn(dialog, sheet, facts, sheet.at)
    match heard.what:
        case Tap() as tap:
            return _tapped(now, tap, heard.at)
        case Typed() as typed:
            return _typed(now, typed, heard, words)
        case what:
            return _of_the_former_album(now, what) or _early(now, heard) or answer(now, what, heard.at)


def _tapped(now: Turn, tap: Tap, at: int) -> Outcome:
    what: What = Typed(tap.picked) if isinstance(tap.tap, Pick) else Chosen((tap.tap.about,))
    if tap.mark == now.mark:
        return answer(now, what, at)
    if now.sheet.last == (tap.mark, said(what)):
        return Outcome(now.sheet)
    return Outcome(now.sheet, lead=OLDER, asks=True)


def _typed(now: Turn, typed: Typed, heard: Heard, words: Words) -> Outcome:
    """In this order: options of the question, navigation, menu words (not inside free text), a question back, the
    answer.
    """
    text, here = typed.text.strip(), now.here
    kind = here.place.kind
    if meant(text, kind.options(now.view(here), now.facts)) is not None:
        return _early(now, heard) or answer(now, typed, heard.at)
    if text == LATER:
        return Outcome(now.sheet, lead=LEFT, end="later")
    if text in (BACK, SKIP, here.place.step.optional) or (kind.gathers and text in (END_INPUT, NEXT)):
        return _early(now, heard) or _navigated(now, text, heard.at)
    if not kind.free and words(text):
        return Outcome(now.sheet, opens=text)
    if text in ASKING_BACK or (not kind.free and text.endswith(("?", "？"))):
        return Outcome(now.sheet, lead=here.place.step.help or here.place.step.hint or HELP, asks=True)
    return _early(now, heard) or answer(now, typed, heard.at)


def _navigated(now: Turn, text: str, at: int) -> Outcome:
    if text == BACK:
        return back(now)
    return answer(now, Chosen((DONE,)), at) if text in (END_INPUT, NEXT) else skip(now)


def _early(now: Turn, heard: Heard) -> Outcome | None:
    """What was sent before the question had arrived never answers it; the same answer twice is not worth a word."""
    if heard.fresh:
        return None
    what = said(heard.what)
    return Outcome(now.sheet) if what and now.sheet.last[1:] == (what,) else Outcome(now.sheet, lead=EARLY, asks=True)


def _of_the_former_album(now: Turn, what: Any) -> Outcome | None:
    """Photos sent at once belong to the question their first one answered. What exceeds it is named."""
    if not (isinstance(what, Sent) and what.group and now.sheet.album[:1] == (what.group,)):
        return None
    if now.sheet.album[1] == now.mark:
        return None
    spot = now.spot_of(now.sheet.album[1])
    most = spot.place.kind.most if spot and isinstance(spot.place.kind, Many) else 1
    return Outcome(now.sheet, lead=too_many(what, most))


def on_page(dialog: Dialog, sheet: Sheet, heard: Heard, mark: str, go: str, facts: Any = None) -> Outcome:
    """An answer, or a way, from the page of the question `mark`.

    What is typed there is the answer, whatever the words.
    """
    if sheet.at not in dialog.by_name:
        return replace(resume(dialog, sheet, facts), lead=RENEWED)
    now = Turn(dialog, sheet, facts, sheet.at)
    if mark != now.mark:
        return Outcome(sheet, lead=MOVED, asks=True)
    match go:
        case "back":
            return back(now)
        case "skip":
            return skip(now)
        case "later":
            return Outcome(sheet, lead=LEFT, end="later")
        case "keep":
            return _kept(now, heard)
        case _ if go.startswith("answer:"):
            return answer(now, Chosen((go.removeprefix("answer:"),)), heard.at)
    if isinstance(heard.what, Typed) and now.here.place.kind.gathers:
        return _whole_text(now, heard.what, heard.at)
    return answer(now, heard.what, heard.at)  # type: ignore[arg-type]


def _kept(now: Turn, heard: Heard) -> Outcome:
    """What stands on a page so far, in the draft; nobody goes on. What cannot be read leaves what was kept before."""
    before = now.sheet
    if not (isinstance(heard.what, Typed) and now.here.place.kind.gathers):
        return Outcome(before)
    now.sheet = replace(before, partial=None)
    piece = answer(now, heard.what, heard.at)
    return Outcome(before if piece.trouble is not None or piece.sheet.partial is None else piece.sheet)


def _whole_text(now: Turn, typed: Typed, at: int) -> Outcome:
    """A page shows all of a long text, so what comes back replaces it and is all of it."""
    now.sheet = replace(now.sheet, partial=None)
    piece = answer(now, typed, at)
    if piece.trouble is not None:
        return piece
    return answer(Turn(now.dialog, piece.sheet, now.facts, piece.sheet.at), Chosen((DONE,)), at)
