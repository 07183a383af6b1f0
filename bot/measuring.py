"""Pages on which a phone measures its place: one script named by its hash, and a number that lets each fix in once."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from bot.links import Links
from flex_messages.forms import Form, Notice
from flex_messages.measuring import SCRIPT_HASH
from storage import page_links
from storage.store import Unit

NUMBER = "once"
REPEATED = "この位置は、すでに受け取っているか、測ってから時間がたっています。お手数ですが、もう一度測ってください。"


def measures(shown: Form) -> bool:
    return any(each.kind == "location" for each in shown.inputs)


def armed(shown: Form, links: Links, person: str) -> Form:
    """The same form with a number of its own, if it measures."""
    if not measures(shown):
        return shown
    return replace(shown, fields=(*shown.fields, (NUMBER, links.sign("fix", person, uuid.uuid4().hex))))


def policy(shown: Form, headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of a page, which may run the one script if it measures."""
    name = "Content-Security-Policy"
    return {**headers, name: f"{headers[name]}; script-src '{SCRIPT_HASH}'"} if measures(shown) else dict(headers)


async def taken(unit: Unit, links: Links, person: str, texts: Mapping[str, str]) -> bool:
    """Whether what was posted may be read: a fix comes with a number given to this person that was not used before."""
    if not texts.get("latitude"):
        return True
    found = links.read("fix", texts.get(NUMBER, ""))
    return found is not None and found[0] == person and await page_links.open_once(unit, found[1])


def repeated(shown: Form | Notice) -> Form | Notice:
    return replace(shown, error=REPEATED) if isinstance(shown, Form) else shown
