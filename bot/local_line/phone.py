"""What people do on their phones: add the account, block it, write, send pictures and files, take messages back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.local_line.answers import Problem
from bot.local_line.content import picture, preview, still
from bot.local_line.events import event, message_event
from bot.local_line.world import Content, Message, Person

if TYPE_CHECKING:
    from bot.local_line.line import LocalLine

STICKER = {"packageId": "446", "stickerId": "1988", "stickerResourceType": "STATIC", "keywords": ["OK", "わかりました"]}
_FILM = b"\0\0\0\x18ftypmp42"


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    data: bytes


class Phone:
    """The phone of one person, with the chat with the bot on its screen."""

    def __init__(self, line: LocalLine, user: str) -> None:
        self._line = line
        self._album = ""
        self.person: Person = line.world.person(user)

    def follow(self) -> None:
        """Adds the account, or unblocks it. Without effect for a friend."""
        was = self.person.friend
        if was != "friend":
            self._become("friend", event(self._line, self.person, "follow", follow={"isUnblocked": was == "blocked"}))

    def block(self) -> None:
        if self.person.friend == "friend":
            self.person.menu = ""
            self._become("blocked", event(self._line, self.person, "unfollow", reply=False))

    def _become(self, friend: Any, happened: dict[str, Any]) -> None:
        self.person.friend = friend
        self._line.webhooks.emit(happened)
        self._line.changed(self.person)

    def say(self, text: str) -> Message:
        if not text.strip():
            raise Problem(400, "a text message has a text")
        return self._write({"type": "text", "text": text})

    def show(self, text: str) -> None:
        """Words in the chat that are no message to the bot: the displayText of a postback."""
        self._put({"type": "text", "text": text}, None)

    def place(self, latitude: float, longitude: float, title: str = "", address: str = "") -> Message:
        words = {key: value for key, value in (("title", title), ("address", address)) if value}
        return self._write({"type": "location"} | words | {"latitude": latitude, "longitude": longitude})

    def sticker(self) -> Message:
        return self._write({"type": "sticker"} | STICKER)

    def film(self) -> Message:
        return self._recorded("video", Content(_FILM, "video/mp4", "video", preview=still()))

    def sound(self) -> Message:
        return self._recorded("audio", Content(_FILM, "audio/mp4", "audio"))

    def _recorded(self, kind: str, content: Content) -> Message:
        """Four seconds, which LINE has to prepare before a bot can fetch them."""
        content.ready = self._line.clock.now() + round(self._line.switches.transcoding_s * 1000)
        return self._write({"type": kind, "duration": 4_000, "contentProvider": {"type": "line"}}, content)

    def attach(self, files: Sequence[Attachment]) -> list[Message]:
        """Pictures sent at once are one set whose events come in no order; anything else is a file message each."""
        seen = [(each, picture(each.data, self._line.switches.transform_images)) for each in files]
        pictures = [found for _, found in seen if found]
        self._album = self._line.ids.hex("album").upper()
        made = [self._picture(found, index, len(pictures)) for index, found in enumerate(pictures, 1)]
        made += [self._file(each) for each, found in seen if not found]
        happened = [done for _, done in made]
        self._line.random.shuffle(happened)
        self._line.webhooks.emit(*happened)
        return [message for message, _ in made]

    def _picture(self, found: tuple[bytes, str], index: int, total: int) -> tuple[Message, dict[str, Any]]:
        data, mime = found
        body: dict[str, Any] = {"type": "image", "contentProvider": {"type": "line"}}
        if total > 1:
            body["imageSet"] = {"id": self._album, "index": index, "total": total}
        return self._written(body, Content(data, mime, "image", preview=preview(data)))

    def _file(self, each: Attachment) -> tuple[Message, dict[str, Any]]:
        body = {"type": "file", "fileName": each.name, "fileSize": len(each.data)}
        return self._written(body, Content(each.data, "application/octet-stream", "file"))

    def _write(self, body: dict[str, Any], content: Content | None = None) -> Message:
        message, happened = self._written(body, content)
        self._line.webhooks.emit(happened)
        return message

    def _written(self, body: dict[str, Any], content: Content | None) -> tuple[Message, dict[str, Any]]:
        if self.person.friend == "blocked":
            raise Problem(409, "whoever blocked the account cannot write to it")
        message = self._put(body, content)
        self.person.wrote = message.at
        return message, message_event(self._line, self.person, message, body)

    def _put(self, body: dict[str, Any], content: Content | None) -> Message:
        message = Message(self._line.ids.message(), self.person.user, "user", self._line.clock.now(), body, content)
        self.person.chat.append(message)
        self._line.world.messages[message.id] = message
        self._line.changed(self.person)
        return message

    def unsend(self, message: Message) -> None:
        """Takes an own message back: it vanishes from the chat, and its file from LINE."""
        if message.sender != "user" or message.unsent:
            raise Problem(409, "only an own message can be taken back, and once")
        message.unsent, message.body, message.content = True, {"type": message.body["type"]}, None
        taken_back = {"messageId": message.id}
        self._line.webhooks.emit(event(self._line, self.person, "unsend", reply=False, unsend=taken_back))
        self._line.changed(self.person)
