"""What a storm is to be: how long, how many people, from which seed, and every misfortune with its share of cases."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from bot.local_line.faults import Fault
from bot.local_line.settings import Switches

SERVE = (sys.executable, "main.py", "serve")
MESSAGES, MENUS, CONTENT = "POST /v2/bot/message/*", "* /v2/bot/*richmenu*", "GET /v2/bot/message/*/content"
# (calls, kind, share of those calls, seconds). A call that hangs costs its person five seconds: those are rarer.
API_FAULTS: tuple[tuple[str, str, float, float], ...] = (
    (MESSAGES, "500_before", 0.012, 0),
    (MESSAGES, "502_html", 0.01, 0),
    (MESSAGES, "503_before", 0.01, 0),
    (MESSAGES, "500_after", 0.022, 0),
    (MESSAGES, "reset_before", 0.022, 0),
    (MESSAGES, "reset_after", 0.022, 0),
    (MESSAGES, "malformed", 0.015, 0),
    (MESSAGES, "cut", 0.015, 0),
    (MESSAGES, "429", 0.02, 0),
    (MESSAGES, "401", 0.012, 0),
    (MESSAGES, "slow", 0.02, 0.3),
    (MESSAGES, "hang_before", 0.004, 0),
    (MESSAGES, "hang_after", 0.004, 0),
    (MESSAGES, "late", 0.004, 0.4),
    (MENUS, "500_before", 0.06, 0),
    (MENUS, "reset_after", 0.05, 0),
    (MENUS, "401", 0.04, 0),
    (CONTENT, "202_content", 0.06, 0),
    (CONTENT, "500_before", 0.05, 0),
    (CONTENT, "reset_before", 0.05, 0),
    (CONTENT, "cut", 0.05, 0),
    (CONTENT, "slow", 0.05, 0.3),
)
REDELIVERY = (0.1, 0.2, 0.3, *[0.4] * 200)


def switches() -> Switches:
    """Webhooks that come twice, late, in another order, changed, or whose sender does not wait for the answer."""
    return Switches(
        duplicates=0.08,
        duplicate_s=0.4,
        concurrent_duplicates=0.04,
        changed_id=0.03,
        reorder=0.15,
        delay=0.15,
        delay_s=0.3,
        wrong_signature=0.03,
        unknown_event=0.06,
        unknown_property=0.05,
        missing_property=0.05,
        client_gone=0.03,
        redelivery_mixed=0.5,
        redelivery=list(REDELIVERY),
        batch=5,
        window_s=0.01,
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """hostile: the share of deeds that are preceded by something wrong. gap: seconds between a start and a kill.

    harsher: how much more often LINE's calls fail than API_FAULTS says.
    patience: seconds until what is not done after the healing counts as lost.
    postgres: on a PostgreSQL of its own, whose server is killed too. services: how many at once on one database.
    rolling: instead of being killed they succeed each other, old and new overlapping.
    """

    seconds: float
    people: int
    seed: int
    folder: Path
    port: int = 8300
    command: tuple[str, ...] = SERVE
    environment: dict[str, str] = field(default_factory=dict)
    hostile: float = 0.1
    harsher: float = 1.0
    patience: float = 30.0
    gap: tuple[float, float] = (0.02, 1.9)
    postgres: bool = False
    services: int = 1
    rolling: bool = False

    @property
    def towns(self) -> int:
        """An agency and one expert at a time each."""
        return max(2, self.people // 4)

    @property
    def workers(self) -> int:
        """Those of the agencies that begin with experts who are at work already."""
        return max(1, self.people // 10)

    @property
    def veterans(self) -> int:
        """How many of those experts each has, one life after the other; then come applicants."""
        return 1 + int(self.seconds / 30)

    @property
    def talkers(self) -> int:
        return max(2, self.people // 3)

    def faults(self) -> list[Fault]:
        return [Fault(match, kind, -1, share * self.harsher, seconds) for match, kind, share, seconds in API_FAULTS]
