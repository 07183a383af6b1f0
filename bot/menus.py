"""Publishes the rich menus and knows their ids. The name of a published menu ends with a hash of what it shows: only
what changed is made anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import structlog

from bot.line import Line, Silent
from flex_messages.menus import DEFAULT, MENUS, menu_object, menu_picture

AT_ONCE = 500  # users in one request (Messaging API)
log = structlog.get_logger("menus")


class NotPublished(Exception):
    """LINE refused a rich menu; the text says which and what it answered."""


class RichMenus:
    """The published menus, read from LINE once and again when a name is missing or an id does not serve any more.

    Whoever asks while the list is on its way waits for that one answer, and for no other: a silent LINE costs nobody
    more than one call.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._ids: dict[str, str] = {}
        self._reading: asyncio.Task[dict[str, str]] | None = None

    async def id_of(self, name: str, gone: str = "") -> str | None:
        """LINE's id of the menu `name` ("guest", "expert", …), None when it is not published. Raises Silent.

        gone: the id it had until LINE did not know it: menus were published anew beside this process.
        """
        if self._ids.get(name, gone) == gone:
            if self._reading is None:
                self._reading = asyncio.create_task(self._published())
                self._reading.add_done_callback(self._read)
            return (await asyncio.shield(self._reading)).get(name)
        return self._ids[name]

    def _read(self, reading: asyncio.Task[dict[str, str]]) -> None:
        self._reading = None
        if not reading.cancelled() and not reading.exception():
            self._ids = reading.result()

    async def _published(self) -> dict[str, str]:
        answer = await self._line.ask("/v2/bot/richmenu/list")
        if answer.status != 200 or "richmenus" not in answer.body:
            raise Silent(answer)
        have = {menu["name"]: menu["richMenuId"] for menu in answer.body["richmenus"]}
        return {name: have[full] for name in MENUS if (full := menu_object(name)["name"]) in have}


_picture = cache(menu_picture)


async def publish(api: str, data: str, token: str, holders: Mapping[str, Sequence[str]]) -> list[str]:
    """Creates what is missing with its picture and alias, makes the guests' menu the default, gives everybody theirs,
    removes the rest.

    holders: menu → LINE user ids. Returns a line of words for each change. Raises NotPublished. line-bot-sdk is
    loaded here: it costs a second that the service need not pay.
    """
    from linebot.v3.messaging import (
        ApiException,
        AsyncApiClient,
        AsyncMessagingApi,
        AsyncMessagingApiBlob,
        Configuration,
    )

    def client(host: str) -> AsyncApiClient:
        return AsyncApiClient(Configuration(host=host, access_token=token))

    async with client(api) as for_api, client(data) as for_data:
        try:
            return await _Publishing(AsyncMessagingApi(for_api), AsyncMessagingApiBlob(for_data)).run(holders)
        except ApiException as refused:
            raise NotPublished(f"LINE answered {refused.status}: {refused.body}") from None


class _Publishing:
    def __init__(self, api: Any, blob: Any) -> None:
        self._api = api
        self._blob = blob
        self._done: list[str] = []

    async def run(self, holders: Mapping[str, Sequence[str]]) -> list[str]:
        listed = (await self._api.get_rich_menu_list(_request_timeout=30)).richmenus
        have = {menu.name: menu.rich_menu_id for menu in listed}
        aliases = {a.rich_menu_alias_id: a.rich_menu_id for a in (await self._api.get_rich_menu_alias_list()).aliases}
        wanted = {name: menu_object(name) for name in MENUS}
        for name, menu in wanted.items():
            id = have.get(menu["name"]) or await self._create(name, menu)
            await self._alias(name, id, aliases)
            await self._link(id, holders.get(name, ()))
            if name == DEFAULT:
                await self._api.set_default_rich_menu(id)
        kept = {menu["name"] for menu in wanted.values()}
        for full, id in have.items():
            if full not in kept and full.rsplit("-", 1)[0] in MENUS:
                await self._api.delete_rich_menu(id)
                self._done.append(f"{full}: removed")
        return self._done

    async def _create(self, name: str, menu: dict[str, Any]) -> str:
        from linebot.v3.messaging import RichMenuRequest

        id: str = (await self._api.create_rich_menu(RichMenuRequest.from_dict(menu))).rich_menu_id
        picture = await asyncio.to_thread(_picture, name)
        await self._blob.set_rich_menu_image(id, body=bytearray(picture), _headers={"Content-Type": "image/png"})
        self._done.append(f"{menu['name']}: created")
        return id

    async def _link(self, id: str, users: Sequence[str]) -> None:
        from linebot.v3.messaging import RichMenuBulkLinkRequest

        for start in range(0, len(users), AT_ONCE):
            some = list(users[start : start + AT_ONCE])
            await self._api.link_rich_menu_id_to_users(RichMenuBulkLinkRequest(richMenuId=id, userIds=some))

    async def _alias(self, name: str, id: str, aliases: dict[str, str]) -> None:
        from linebot.v3.messaging import CreateRichMenuAliasRequest, UpdateRichMenuAliasRequest

        if name not in aliases:
            request = CreateRichMenuAliasRequest(richMenuAliasId=name, richMenuId=id)
            await self._api.create_rich_menu_alias(request)
        elif aliases[name] != id:
            await self._api.update_rich_menu_alias(name, UpdateRichMenuAliasRequest(richMenuId=id))
