"""LINE's endpoints. The table is the whole truth of what this platform offers; anything else is "Not found"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.local_line.answers import Answer, Problem
from bot.local_line.api import accounts, aliases, batches, chats, contents, links, messages, oauth, richmenus, webhook
from bot.local_line.call import Call
from bot.local_line.gate import Route

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

ROUTES = (
    *messages.ROUTES,
    *chats.ROUTES,
    *contents.ROUTES,
    *accounts.ROUTES,
    *webhook.ROUTES,
    *richmenus.ROUTES,
    *links.ROUTES,
    *aliases.ROUTES,
    *batches.ROUTES,
    *oauth.ROUTES,
)


def _nowhere(line: LocalLine, call: Call) -> Answer:
    raise Problem(404, "Not found")


nowhere = Route("*", "/{unknown}", _nowhere, open=True)
