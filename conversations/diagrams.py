"""A dialog as a Mermaid diagram, from the same table that the machine runs on. Only the way on is drawn (`answer`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from conversations.dialog import Dialog
from conversations.machine import edges
from conversations.standing import END
from rules.appointment import APPOINTMENT
from rules.change import CHANGE, CLASSES, FIXED
from rules.declaring import DECLARATION
from rules.dispatch import DISPATCH
from rules.payment import PAYMENT
from rules.registration import REGISTRATION
from rules.relink import RELINK
from rules.who_sees import table

FIELDS = frozenset(CLASSES) | FIXED
ROADS = {
    "登録": REGISTRATION,
    "委嘱": APPOINTMENT,
    "登録内容の変更": CHANGE,
    "スマホを変えた方の再登録": RELINK,
    "派遣": DISPATCH,
    "申告": DECLARATION,
    "謝金": PAYMENT,
}


def mermaid(dialog: Dialog) -> str:
    """A state diagram; an edge with a condition is labelled 場合により."""
    names = {place.name: f"s{n}" for n, place in enumerate(dialog.places)} | {END: "[*]"}
    ways = [edge for edge in edges(dialog) if edge.trigger == "answer"]
    several = {edge.source for edge in ways if sum(other.source == edge.source for other in ways) > 1}
    lines = [f'    state "{place.field.name}・{place.name}" as {names[place.name]}' for place in dialog.places]
    lines += [f"    [*] --> {names[dialog.places[0].name]}"]
    lines += [
        f"    {names[way.source]} --> {names[way.dest or way.source]}{': 場合により' if way.source in several else ''}"
        for way in ways
    ]
    return "\n".join(("stateDiagram-v2", *lines)) + "\n"


def pictures(dialogs: Collection[Dialog]) -> dict[str, str]:
    """The pages of docs/: the roads, every dialog, and who sees what. File name → Markdown."""
    known = [dialog for dialog in dialogs if dialog.name == "profile"]
    roads = {name: road.mermaid() for name, road in ROADS.items()}
    talks = {f"{dialog.title}（{dialog.name}）": mermaid(dialog) for dialog in dialogs}
    return {
        "roads.md": _page("Roads", roads),
        "dialogs.md": _page("Dialogs", talks),
        "who-sees-what.md": _seen([field.name for dialog in known for field in dialog.fields if field.name in FIELDS]),
    }


def _seen(names: Sequence[str]) -> str:
    """The table of who sees what, with the class of each field when it changes after the approval."""
    classes = "\n".join(
        f"- {kind}: {'、'.join(n for n in names if CLASSES.get(n) == kind)}" for kind in ("A", "B", "C")
    )
    lines = (
        "# Who sees what",
        "Drawn from `rules/data/who_sees.toml` by `python main.py diagrams`; the code that draws cards, pages, lists\n"
        "and exports reads the same file. ○ in full, 一部 what one recognises it by, — not at all.",
        table(names).strip(),
        "## Who decides on a change after the approval",
        "A takes effect at once, B waits for the secretariat, C passes the agency, then the secretariat\n"
        "(`rules/data/changes.toml`).",
        classes,
    )
    return "\n\n".join(lines) + "\n"


def _page(title: str, drawings: dict[str, str]) -> str:
    parts = [f"## {name}\n\n```mermaid\n{drawing.strip()}\n```\n" for name, drawing in drawings.items()]
    return f"# {title}\n\nDrawn from the code by `python main.py diagrams`.\n\n" + "\n".join(parts)
