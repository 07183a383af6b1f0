"""The numbers and names of LINE's rules, as read from limits.json."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

LIMITS: dict[str, Any] = orjson.loads((Path(__file__).parent / "limits.json").read_bytes())
