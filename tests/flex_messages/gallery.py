"""`python -m tests.flex_messages.gallery FOLDER` writes every card, page and menu of the examples as files to look at.

Cards are drawn by the local LINE's own renderer; serve the folder (`python -m http.server`) and open index.html.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import orjson

from flex_messages import page
from flex_messages.cards import FieldPage, Open
from flex_messages.draw import draw
from flex_messages.menus import MENUS, menu_picture
from tests.flex_messages.examples import MESSAGES
from tests.flex_messages.forms import FORMS, NOTICES

STATIC = Path(__file__).parents[2] / "bot" / "local_line" / "static"
INDEX = """<!doctype html><meta charset="utf-8"><title>見本</title>
<link rel="stylesheet" href="static/css/page.css"><link rel="stylesheet" href="static/css/phone.css">
<link rel="stylesheet" href="static/css/chat.css"><link rel="stylesheet" href="static/css/flex.css">
<link rel="stylesheet" href="index.css"><body>
<script type="module" src="index.js"></script>"""
CSS = """html, body { height: auto; overflow: visible; background: #dde5e9; }
body { display: flex; flex-direction: row; flex-wrap: wrap; gap: 24px; align-items: flex-start; padding: 24px; }
figure { margin: 0; } figcaption { padding-bottom: 6px; font-size: 13px; color: #4a5660; }"""
SCRIPT = """import { flex } from "./static/flex/bubble.js";
const wanted = new URLSearchParams(location.search).get("only")?.split(",");
const all = await (await fetch("messages.json")).json();
for (const [name, message] of Object.entries(all)) {
  if (message.type !== "flex" || (wanted && !wanted.includes(name))) continue;
  const figure = document.createElement("figure"), caption = document.createElement("figcaption");
  caption.textContent = name;
  figure.append(caption, flex(message.contents, () => {}));
  document.body.append(figure);
}"""


def link(tap: Open | FieldPage) -> str:
    return "https://demo.invalid" + (tap.url if isinstance(tap, Open) else "/p/f/example")


def pages() -> dict[str, str]:
    """All pages of the examples by name."""
    forms = {f"form-{name}": page.form_page(form) for name, form in FORMS.items()}
    notices = {f"notice-{name}": page.notice_page(notice) for name, notice in NOTICES.items()}
    return forms | notices


def write(folder: Path) -> None:
    """Everything to look at, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(STATIC, folder / "static", dirs_exist_ok=True)
    drawn = {name: draw(message, post=lambda *_: "token.0", link=link) for name, message in MESSAGES.items()}
    (folder / "messages.json").write_bytes(orjson.dumps(drawn))
    texts = {"index.html": INDEX, "index.css": CSS, "index.js": SCRIPT, "style.css": page.STYLE}
    texts |= {f"{name}.html": html.replace(page.STYLE_PATH, "style.css") for name, html in pages().items()}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    for menu in MENUS:
        (folder / f"menu-{menu}.png").write_bytes(menu_picture(menu))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
