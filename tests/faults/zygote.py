"""Starts the service within milliseconds, again and again: everything is imported once, each start is a fork of this
process.

Reads "start" lines; answers "ready" once the service listens and "gone CODE" when it has ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.commands.serve import now, run, set_up_logs
from bot.line import Answer, Line
from bot.service import Service
from bot.settings import Settings
from storage.files import Files
from storage.store import open_store
from storage.vault import Vault
from tests.faults.points import Points


def spoken(settings: Settings) -> str:
    """Settings as JSON, secrets included."""
    plain = {n: v.get_secret_value() if isinstance(v, SecretStr) else v for n, v in settings.__dict__.items()}
    return json.dumps(plain)


def heard(text: str) -> Settings:
    secret = {"line_channel_secret", "line_channel_access_token", "secret_key", "data_keys", "metrics_token"}
    plain = json.loads(text)
    return Settings.model_construct(None, **{n: SecretStr(v) if n in secret else v for n, v in plain.items()})


class ProbedLine(Line):
    """Passes a point before and after every call."""

    points: Points

    async def _ask(self, method: str, url: str, **more: Any) -> Answer:
        path = url.removeprefix(self.api)
        self.points.probe(f"before:{method} {path}")
        answer = await super()._ask(method, url, **more)
        self.points.probe(f"after:{method} {path}")
        return answer


async def live(settings: Settings, points: Points) -> None:
    set_up_logs("text")
    ProbedLine.points = points
    store = await open_store(settings.database_url, Vault(settings.keys()), now, points.probe)
    try:
        service = Service(settings, store, Files(settings.files()), now, line=ProbedLine, secure=False)
        await run(service.create_app(), settings.host, settings.port, ready=f"ready {os.getpid()}")
    finally:
        await store.close()


def main() -> None:
    settings, points = heard(sys.argv[1]), Points(Path(sys.argv[2]))
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            asyncio.run(live(settings, points))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print("gone", os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
