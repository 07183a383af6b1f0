"""Words of the menus that open nothing in this release: answered, so that nobody taps into silence."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.outgoing import Outgoing
from flex_messages.cards import Say
from storage.store import Unit

_LATER = Say("このメニューは、準備ができしだいご利用いただけます。お急ぎのときは「お問い合わせ」へご連絡ください。")


async def later(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    return [_LATER]


ACTIONS = (Action("later", (), later, opens=True),)
