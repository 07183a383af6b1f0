"""A dialog as a Mermaid diagram, from the same table that the machine runs on. Only the way on is drawn (`answer`)."""

from __future__ import annotations

from collections.abc import Iterable

from conversations.dialog import Dialog
from conversations.machine import edges
from conversations.standing import END
from rules.appointment import APPOINTMENT
from rules.registration import REGISTRATION


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


def pictures(dialogs: Iterable[Dialog]) -> dict[str, str]:
    """The pages of docs/: the two roads, and every dialog. File name → Markdown."""
    roads = {"登録": REGISTRATION.mermaid(), "委嘱": APPOINTMENT.mermaid()}
    talks = {f"{dialog.title}（{dialog.name}）": mermaid(dialog) for dialog in dialogs}
    return {"roads.md": _page("Roads", roads), "dialogs.md": _page("Dialogs", talks)}


def _page(title: str, drawings: dict[str, str]) -> str:
    parts = [f"## {name}\n\n```mermaid\n{drawing.strip()}\n```\n" for name, drawing in drawings.items()]
    return f"# {title}\n\nDrawn from the code by `python main.py diagrams`.\n\n" + "\n".join(parts)
