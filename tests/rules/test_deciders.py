"""Nobody decides on themselves, and two different people decide for the agency and for the secretariat."""

from __future__ import annotations

import pytest

from rules.deciders import check_decider
from rules.refusal import Refusal


def test_nobody_decides_on_themselves() -> None:
    with pytest.raises(Refusal, match="ご自身"):
        check_decider("a", about="a")


def test_who_decided_for_the_agency_does_not_decide_for_the_secretariat() -> None:
    with pytest.raises(Refusal, match="別の方"):
        check_decider("a", about="b", decided_before="a")


def test_anybody_else_may_decide() -> None:
    check_decider("a", about="b")
    check_decider("a", about="b", decided_before="c")
