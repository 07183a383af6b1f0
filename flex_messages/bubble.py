"""A card → the JSON of a Flex bubble, through one Jinja2 template that no name can break out of.

Every value the template prints becomes JSON by itself; only Markup (the template's own macros) passes as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
import orjson
from markupsafe import Markup

from flex_messages import changed
from flex_messages.actions import Link, Post, action
from flex_messages.cards import Button, Card, Change, Open, Progress, Row
from flex_messages.look import BAR, FORE, TINT, ems
from flex_messages.whole import whole
from flex_messages.words import LABEL_BREAKS

TEMPLATES = Path(__file__).parent / "templates"


@jinja2.pass_context
def as_json(_: jinja2.runtime.Context, value: Any) -> Markup:
    return value if isinstance(value, Markup) else Markup(_dumps(value))


def _dumps(value: Any) -> str:
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # half a surrogate pair, which no JSON may carry
        return whole(json.dumps(value, ensure_ascii=False))


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


def label_width(rows: Iterable[Row], least: int) -> int:
    """One width in px for all labels: `least`, or what the longest of them needs, up to six characters."""
    longest = max(ems(line) for row in rows for line in broken(row.label).split("\n"))
    return min(86, max(least, round(14 * longest) + 1))


def broken(label: str) -> str:
    """The field name with its line breaks for a narrow column."""
    return LABEL_BREAKS.get(label, label)


def sections_width(card: Card) -> int:
    return label_width((row for section in card.sections for row in section.rows), 74)


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
        raw=Markup, bar=bar, broken=broken, chapter=chapter, count=count, in_lines=in_lines, label_width=label_width,
        parts=parts, sections_width=sections_width,
    )  # fmt: skip
    return made


_TEMPLATE = _environment().get_template("card.json.jinja")


def bubble(card: Card, post: Post, link: Link, *, beside: bool = False) -> dict[str, Any]:
    """The Flex bubble of a card. `post` is called for each tap in the order of the screen.

    beside: it stands in a carousel, where a short title (a date, a name) is what one looks for and so is larger.
    """
    words = _TEMPLATE.render(
        card=card,
        title_size="xl" if beside and ems(card.title) * 22 <= 228 else "lg",
        act=lambda button: Markup(_dumps(action(button, post, link))),
        address=lambda path: link(Open(path)),
    )
    drawn: dict[str, Any] = orjson.loads(words)
    return drawn
