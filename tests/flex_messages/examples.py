"""One card of every shape that people see, and the other messages, by name; gallery.py shows them."""

from __future__ import annotations

from flex_messages.cards import (
    Button,
    Device,
    Message,
    Say,
    Send,
    Show,
)
from tests.flex_messages.examples_registration import (
    AGAIN,
    APPROVAL,
    CHOICES,
    CONTACT,
    DOORBELL,
    NAVIGATION,
    QUESTION,
    RETURNED,
    REVIEW,
)
from tests.flex_messages.examples_visits import EXPERT, FAR, HELD, NEAR, PAID, VAGUE, VISITS, YEAR

CARDS = {
    "question": QUESTION, "again": AGAIN, "review": REVIEW, "doorbell": DOORBELL, "approval": APPROVAL,
    "returned": RETURNED, "near": NEAR, "vague": VAGUE, "far": FAR, "year": YEAR, "paid": PAID, "held": HELD,
    "expert": EXPERT, "choices": CHOICES, "contact": CONTACT,
}  # fmt: skip
_ALONE: dict[str, Message] = {name: Show((card,)) for name, card in CARDS.items()}
MESSAGES: dict[str, Message] = _ALONE | {
    "question with quick replies": Show((QUESTION,), NAVIGATION),
    "visits": Show(VISITS),
    "words": Say("派遣予定は7件です。\n日付の近い順にお見せします。"),
    "place": Say("現在地を送ってください。", (Button("位置を送る", Device("location")), *NAVIGATION)),
    "photo": Say("写真をお送りください。", (Button("撮る", Device("camera")), Button("選ぶ", Device("cameraRoll")))),
    "picture": Send("/p/file/2", "/p/file/2/small"),
}
