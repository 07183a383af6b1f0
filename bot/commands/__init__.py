"""What an operator may say, one function a command; `main.py` reads the words and calls them. Heavy rooms are
imported where they are used.
"""

from bot.commands.demo import demo
from bot.commands.doctor import doctor
from bot.commands.keep import backup, events_parked, events_replay, keys_rotate
from bot.commands.operate import (
    agency_add,
    agency_list,
    agency_phone,
    audit_verify,
    diagrams,
    invite_agency,
    invite_auditor,
    invite_secretariat,
    menus_publish,
    migrate,
)
from bot.commands.outages import outage_add
from bot.commands.report import export
from bot.commands.retention import retention_run
from bot.commands.rows import EXPORTS
from bot.commands.serve import serve
from bot.settings import Unfit
from rules.agencies import AGENCY_TYPES

__all__ = [
    "AGENCY_TYPES",
    "EXPORTS",
    "Unfit",
    "agency_add",
    "agency_list",
    "agency_phone",
    "audit_verify",
    "backup",
    "demo",
    "diagrams",
    "doctor",
    "events_parked",
    "events_replay",
    "export",
    "invite_agency",
    "invite_auditor",
    "invite_secretariat",
    "keys_rotate",
    "menus_publish",
    "migrate",
    "outage_add",
    "retention_run",
    "serve",
]
