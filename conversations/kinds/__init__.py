"""All kinds of answer a dialog writer needs, under one name."""

from conversations.kinds.choice import Choice
from conversations.kinds.clock import DayTime, Time
from conversations.kinds.consent import Consent
from conversations.kinds.files import File, Photo
from conversations.kinds.kind import CLEAR, DONE, KEEP, Kind, More, Part
from conversations.kinds.location import Location
from conversations.kinds.many import Many, Record
from conversations.kinds.read_back import Doubt, ReadBack
from conversations.kinds.review import Review
from conversations.kinds.search import UNLISTED, Search
from conversations.kinds.several import Several
from conversations.kinds.signature import Signature
from conversations.kinds.text import LongText, Number, Text
from conversations.kinds.times import Day, Month, Period

__all__ = [
    "CLEAR",
    "DONE",
    "KEEP",
    "UNLISTED",
    "Choice",
    "Consent",
    "Day",
    "DayTime",
    "Doubt",
    "File",
    "Kind",
    "Location",
    "LongText",
    "Many",
    "Month",
    "More",
    "Number",
    "Part",
    "Period",
    "Photo",
    "ReadBack",
    "Record",
    "Review",
    "Search",
    "Several",
    "Signature",
    "Text",
    "Time",
]
