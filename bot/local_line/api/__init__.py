"""LINE's endpoints. The table is all this platform offers; anything else under LINE's roots is "Not found"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.local_line.answers import Answer, Problem
from bot.local_line.api import accounts, aliases, batches, chats, contents, links, messages, oauth, richmenus, webhook
from bot.local_line.call import Call
from bot.local_line.gate import Route

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine


def _nowhere(line: LocalLine, call: Call) -> Answer:
    raise Problem(404, "Not found")


# Only LINE's own roots: the rest belongs to the service on the same port.
_NOWHERE = Route("*", "/{root:v2|oauth2|friendship|liff}/{unknown:.*}", _nowhere, open=True)
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
    _NOWHERE,
)
