"""The service as a script: what each phone says and hears, word by word, kept in golden/.

`UPDATE_GOLDEN=1` writes the scripts anew; read them like an expert of sixty would before committing them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.whole.conftest import Town
from tests.whole.phone import Phone, words

FOLDER = Path(__file__).parent / "golden"
VARIES = (
    (re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\b"), "XXXX-XXXX-XXXX"),
    (re.compile(r"\b\d{3} \d{3}\b"), "000 000"),
    (re.compile(r"\d{1,2}:\d\d"), "0:00"),
    (re.compile(r"https://\S+"), "https://…"),
    (re.compile(r"\b[CS]\d{4}\b"), "C0000"),
)


async def script(phone: Phone) -> str:
    """▶ what the person sent, and what they heard: a message a line."""
    lines = []
    for message in (await phone.chat())["messages"]:
        said = " ".join(words(message["message"])).strip() or f"（{message['message']['type']}）"
        for pattern, fixed in VARIES:
            said = pattern.sub(fixed, said)
        lines.append(f"▶ {said}" if message["from"] == "user" else said)
    return "\n".join(lines) + "\n"


async def compare(town: Town) -> None:
    """Fails when a phone says something else than its script."""
    changed = []
    for name, phone in zip(("expert", "agency", "secretariat"), town.phones, strict=True):
        path, now = FOLDER / f"{name}.txt", await script(phone)
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(now, encoding="utf-8")
        if path.read_text(encoding="utf-8") != now:
            changed.append(name)
            (FOLDER.parents[2] / "build").mkdir(exist_ok=True)
            (FOLDER.parents[2] / "build" / f"golden-{name}.txt").write_text(now, encoding="utf-8")
    if changed:
        pytest.fail(f"the script changed for {changed}: compare build/golden-*.txt with tests/whole/golden/")
