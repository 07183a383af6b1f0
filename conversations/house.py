"""Everything people can do, in one place: the dialogs, the actions, and the words that open them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conversations.actions import Action, Word
from conversations.alarms import Alarm
from conversations.appointment import acceptance, bulk, conditions, issued, issuing, letters
from conversations.appointment.declining import DECLINE_CONDITIONS
from conversations.appointment.papers import PAPERS
from conversations.approval import erasing, overdue, search, waiting
from conversations.approval import opening as approval
from conversations.approval.dialogs import DIALOGS as DECISIONS
from conversations.auditing import desk as auditing
from conversations.book import Gate
from conversations.changes import room as changes
from conversations.changes import terms
from conversations.client import room as client
from conversations.declaring import room as declaring
from conversations.dialog import Dialog
from conversations.dispatch import room as dispatch
from conversations.guest import about, contact, finding, greeting, redeeming
from conversations.guest.staff import STAFF
from conversations.invitation.invite import invite
from conversations.money import room as money
from conversations.others import room as others
from conversations.outgoing import Begin
from conversations.papers import Paper
from conversations.phones import room as phones
from conversations.registration import account_later, opening
from conversations.registration.profile import PROFILE
from conversations.reminders import review, unfinished
from conversations.reminders.bundle import bundle
from conversations.report import room as report
from conversations.roster import room as roster
from conversations.visit import room as visit
from flex_messages.words import MENU_WORDS
from rules.codes import TYPED_CODE

APPOINTMENT = (conditions, letters, issuing, issued, bulk, acceptance)
APPOINTING = (DECLINE_CONDITIONS, acceptance.ACCEPTANCE, issued.REVOKE_APPOINTMENT)


@dataclass(frozen=True, slots=True)
class House:
    """What an engine is made of."""

    dialogs: tuple[Dialog, ...]
    actions: tuple[Action, ...]
    words: tuple[Word, ...]
    alarms: tuple[Alarm, ...] = ()
    papers: tuple[Paper, ...] = ()
    gate: Gate | None = None


WORDS = (
    Word(MENU_WORDS["code"], "code"),
    Word(MENU_WORDS["about"], "about"),
    Word(MENU_WORDS["contact"], "contact"),
    Word(MENU_WORDS["profile"], "profile"),
    Word(MENU_WORDS["application"], "standing"),
    Word(MENU_WORDS["waiting"], "waiting", ("agency", "secretariat")),
    Word(MENU_WORDS["invite"], Begin("invite"), ("agency",)),
    Word(MENU_WORDS["letters"], "letters", ("secretariat",)),
    Word(MENU_WORDS["others"], "others"),
    *dispatch.WORDS,
    *report.WORDS,
    *auditing.WORDS,
    *money.WORDS,
    *client.WORDS,
    *visit.WORDS,
    *declaring.WORDS,
    *others.WORDS,
    *changes.WORDS,
    *roster.WORDS,
    *phones.WORDS,
    Word(TYPED_CODE, "redeem"),
)


def house(account: Callable[[], str], public: str = "") -> House:
    """account: the LINE account's basic id ("@abc1234d"), "" as long as LINE has not told it. public: the https address
    of the service, for links that people hand on.
    """
    dialogs = (
        STAFF,
        PROFILE,
        account_later.ENTER,
        invite(account),
        *DECISIONS,
        search.SEARCH_WAITING,
        *APPOINTING,
        *dispatch.DIALOGS,
        *report.DIALOGS,
        *auditing.DIALOGS,
        *visit.DIALOGS,
        *declaring.DIALOGS,
        *money.DIALOGS,
        *changes.DIALOGS,
        *roster.DIALOGS,
        *phones.DIALOGS,
        *others.DIALOGS,
    )
    return House(
        dialogs=dialogs,
        actions=(
            *greeting.ACTIONS,
            *redeeming.ACTIONS,
            *about.ACTIONS,
            *contact.ACTIONS,
            *finding.ACTIONS,
            *others.actions(account),
            *opening.ACTIONS,
            *account_later.ACTIONS,
            *waiting.ACTIONS,
            *overdue.ACTIONS,
            *search.ACTIONS,
            *approval.ACTIONS,
            *changes.ACTIONS,
            *roster.ACTIONS,
            *phones.actions(account),
            *dispatch.ACTIONS,
            *report.ACTIONS,
            *auditing.ACTIONS,
            *client.actions(public),
            *visit.ACTIONS,
            *declaring.actions(public),
            *money.ACTIONS,
            *(action for each in APPOINTMENT for action in each.ACTIONS),
        ),
        words=WORDS,
        alarms=(
            *erasing.ALARMS,
            *bulk.ALARMS,
            *dispatch.ALARMS,
            *report.ALARMS,
            *auditing.ALARMS,
            *declaring.ALARMS,
            *visit.ALARMS,
            bundle((*review.KINDS, *report.BUNDLED, *declaring.BUNDLED, *roster.BUNDLED, *phones.BUNDLED)),
            review.ALARM,
            unfinished.RETURNED,
            unfinished.draft(dialogs),
            *others.ALARMS,
            *roster.ALARMS,
            *phones.ALARMS,
        ),
        papers=(*PAPERS, *report.PAPERS, *declaring.PAPERS, *money.PAPERS),
        gate=terms.Gate(_owed(public)),
    )


def _owed(public: str) -> frozenset[str]:
    """Names of the actions and dialogs of what an expert owes or is owed: these never wait for new terms."""
    rooms = (*report.ACTIONS, *report.DIALOGS, *visit.ACTIONS, *visit.DIALOGS, *money.ACTIONS, *money.DIALOGS)
    with_links = (*client.actions(public), *declaring.actions(public), *declaring.DIALOGS)
    return frozenset(each.name for each in (*rooms, *with_links))
