"""Who pays the honoraria, and how the bank wants its file: read from data/payer.toml, which the owner replaces."""

from __future__ import annotations

import tomllib
from pathlib import Path

from rules.accounts import Account
from rules.zengin import Options, Payer

_DATA = tomllib.loads((Path(__file__).parent / "data" / "payer.toml").read_text(encoding="utf-8"))

PAYER = Payer(_DATA["code"], _DATA["name"], Account(_DATA["bank"], _DATA["branch"], _DATA["type"], _DATA["number"]))
FILE = Options(**_DATA["file"])
