"""A card → the JSON of a Flex bubble, through one Jinja2 template that no name can break out of.

Every value the template prints becomes JSON by itself; only Markup (the template's own macros) passes as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import orjson
from markupsafe import Markup

from flex_messages import changed
from flex_messages.cards import Button, Card, Change, Open, Progress
from flex_messages.look import BAR, FORE, TINT, ems, lines
from flex_messages.taps import Link, Post, action

TEMPLATES = Path(__file__).parent / "templates"


@jinja2.pass_context
def as_json(_: jinja2.runtime.Context, value: Any) -> Markup:
    return value if isinstance(value, Markup) else Markup(_dumps(value))


def _dumps(value: Any) -> str:
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # half a surrogate pair, which no JSON may carry
        return orjson.dumps(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")).decode()


def bar(progress: Progress) -> list[int]:
    """How full each chapter's segment is, in percent."""
    now = round(100 * progress.at / max(1, progress.of))
    return [100 if n < progress.chapter else now if n == progress.chapter else 0 for n in range(1, _segments(progress))]


def _segments(progress: Progress) -> int:
    return max(1, len(progress.chapters)) + 1


def chapter(progress: Progress) -> str:
    name = progress.chapters[progress.chapter - 1]
    return f"{progress.chapter}章　{name}" if len(progress.chapters) > 1 else name


def count(progress: Progress) -> str:
    return f"{progress.of}問中 {progress.at}問目"


def label_width(card: Card) -> int:
    """One width for all labels of a card: 70 px, on small cards as little as the longest label needs."""
    if card.size == "mega":
        return 70
    return min(70, max(42, round(14 * max(ems(row.label) for row in card.rows)) + 1))


def in_lines(buttons: tuple[Button, ...], width: float) -> list[list[Button]]:
    """Links that are short stand two in a line, everything else alone."""
    out: list[list[Button]] = []
    for button in buttons:
        short = button.style in {"link", "stop"} and ems(button.label) * 16 <= width / 2 - 4
        if short and out and len(out[-1]) == 1 and _short_link(out[-1][0], width):
            out[-1].append(button)
        else:
            out.append([button])
    return out


def _short_link(button: Button, width: float) -> bool:
    return button.style in {"link", "stop"} and ems(button.label) * 16 <= width / 2 - 4


def parts(change: Change) -> list[tuple[str, bool]]:
    return changed.parts(change.before, change.after or "") or [("なし", True)]


def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=as_json,
        auto_reload=False,
    )
    made.globals.update(fore=FORE, tint=TINT, bars=BAR, nothing=Markup())
    made.filters.update(
        raw=Markup, bar=bar, chapter=chapter, count=count, label_width=label_width, in_lines=in_lines, lines=lines,
        parts=parts,
    )  # fmt: skip
    return made


_TEMPLATE = _environment().get_template("card.json.jinja")


def bubble(card: Card, post: Post, link: Link) -> dict[str, Any]:
    """The Flex bubble of a card. `post` is called for each tap in the order of the screen."""
    words = _TEMPLATE.render(
        card=card,
        act=lambda button: Markup(_dumps(action(button, post, link))),
        address=lambda path: link(Open(path)),
    )
    drawn: dict[str, Any] = orjson.loads(words)
    return drawn
