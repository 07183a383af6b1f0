"""What a client fills in, read by the same kinds of answer as a dialog's: times, a name, a post, a signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from conversations.client.statement import Statement, clock_of
from conversations.events import Chosen, Sent, Typed
from conversations.kinds import Choice, Signature, Text, Time
from conversations.kinds.text import one_line
from flex_messages.forms import Input
from flex_messages.words import clock
from rules.declaring import LONGEST
from rules.japan_time import DAY, at, day, moment
from rules.refusal import Refusal
from rules.text_width import fold

How = Literal["own_phone", "signature", "link"]

POSTS = {"head": "代表者", "officer": "役員", "employee": "従業員", "other": "その他"}
STARTS, ENDS = Time(), Time()
NAME = Text(40, fold=fold)
POST = Choice(POSTS)
SIGNATURE = Signature()
OBJECTION = Text(400, fold=fold)
RATINGS = {"5": "とても役に立った", "4": "役に立った", "3": "ふつう", "2": "あまり", "1": "役に立たなかった"}
RATING = Choice(RATINGS)
COMMENT = Text(400, fold=fold)
MINUTE, HOUR = 60_000, 3_600_000
EARLIER, LATER = 2 * HOUR, 30 * MINUTE
"""So far a client's times may lie before the known start and after the known end."""


@dataclass(frozen=True, slots=True)
class Given:
    """starts, ends: milliseconds. post: a key of POSTS. signature: a file id, "" on the client's own phone."""

    how: How
    starts: int
    ends: int
    name: str
    post: str
    signature: str = ""


def read(form: Mapping[str, str], signature: Sent | None, how: How, this: Statement, now: int) -> Given:
    """Refusal for the first thing that cannot be taken."""
    starts, ends = _times(form, this, now)
    if not form.get("name", "").strip():
        raise Refusal("氏名をご記入ください。", "見本 花子")
    name = NAME.read(Typed(form["name"]), None, {}, None)
    if not form.get("post"):
        raise Refusal("お立場を1つお選びください。")
    post = POST.read(Chosen((form["post"],)), None, {}, None)
    signed = SIGNATURE.read(signature or Sent("image", ""), None, {}, None)["file"] if how == "signature" else ""
    return Given(how, starts, ends, one_line(str(name)), post, signed)


def _times(form: Mapping[str, str], this: Statement, now: int) -> tuple[int, int]:
    """The start is the one nearest to what is known, the end the next such time after it: midnight is no border."""
    first = STARTS.read(Typed(form.get("starts", "")), None, {}, None)
    last = ENDS.read(Typed(form.get("ends", "")), None, {}, None)
    starts = min((_on(this.starts + n * DAY, first) for n in (-1, 0, 1)), key=lambda each: abs(each - this.starts))
    ends = _on(starts, last)
    ends += DAY if ends < starts else 0
    _check(starts, ends, this, now)
    return starts, ends


def _check(starts: int, ends: int, this: Statement, now: int) -> None:
    known = min(this.starts, this.it.starts)
    latest = max(this.ends, this.it.ends, now) + LATER
    if not known - EARLIER <= starts <= now:
        raise Refusal(f"始まりの時刻をお確かめください。記録では{_words(this.starts)}の開始です。", _words(this.starts))
    if ends == starts:
        raise Refusal("終わりの時刻が、始まりと同じになっています。", _words(this.ends))
    if ends - starts > LONGEST or ends > latest:
        raise Refusal(f"終わりの時刻をお確かめください。始まりは{_words(starts)}です。", _words(this.ends))


def _on(known: int, value: str) -> int:
    hour, minute = (int(part) for part in value.split(":"))
    return at(day(known), hour) + minute * MINUTE


def _words(time: int) -> str:
    return clock(moment(time))


def inputs(this: Statement, how: How, form: Mapping[str, str]) -> tuple[Input, ...]:
    """The fields of the page: as they were filled in before a refusal, or as they stand at first."""
    starts, ends = form.get("starts", clock_of(this.starts)), form.get("ends", clock_of(this.ends))
    post, posts = form.get("post", ""), POST.input(None, None, {}, None).options
    return (
        Input("time", "starts", "始まり", value=starts, heading="支援の時刻", under=TIMES_DIFFER),
        Input("time", "ends", "終わり", value=ends),
        Input(
            "text", "name", "氏名", value=form.get("name", ""), autocomplete="name", heading="確認する方",
        ),
        Input("choice", "post", "お立場", options=posts, chosen=(post,) if post else ()),
        *((_signature(),) if how == "signature" else ()),
    )  # fmt: skip


TIMES_DIFFER = "実際と異なるときは、直してください。"


def _signature() -> Input:
    kind = SIGNATURE.input(None, None, {}, None)
    return Input("signature", "signature", kind.label, kind.hint)
