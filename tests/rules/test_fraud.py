"""What the rules find in labelled visits: how much of ten kinds of fraud, and how often they stop honest people.

Real cases of the programme's neighbours were false times and places, work at one's own office, and two jobs at once.
What is agreed between expert and client looks like an honest visit: only people find it.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from rules.flags import flags_of
from rules.honorarium import calculate
from rules.paid_time import paid_time
from rules.schemes import SCHEMES, WITHHOLDINGS
from tests.rules.simulated_visits import FRAUDS, MINUTE, Case, honest, many

SEED = 119
OF_EACH_KIND = 100
HARD = {
    "own_office": "far",
    "pin_from_afar": "unclear_position",
    "copied": "identical_position",
    "padded": "times_differ",
    "two_at_once": "overlap",
    "elsewhere": "impossible_travel",
    "coarse": "unclear_position",
    "afterwards": "late_check_in",
    "always_signed": "always_signed",
}


@cache
def frauds() -> dict[str, list[Case]]:
    return {make.__name__: list(many(make, OF_EACH_KIND, SEED)) for make in FRAUDS}


@cache
def honest_ones() -> list[Case]:
    return list(many(honest, OF_EACH_KIND * len(FRAUDS), SEED + 1))


def found(case: Case) -> tuple[str, ...]:
    """What the service says: a refusal, and the flags."""
    flags = flags_of(case.it, case.others, places=case.places)
    return ("far", *flags) if case.refused else flags


@pytest.mark.parametrize(("kind", "code"), HARD.items())
def test_a_hard_rule_finds_all_of_its_kind(kind: str, code: str) -> None:
    missed = [n for n, case in enumerate(frauds()[kind]) if code not in found(case)]
    assert not missed


def test_recall_and_false_flags() -> None:
    recall = {kind: sum(map(bool, map(found, cases))) / len(cases) for kind, cases in frauds().items()}
    said = [found(case) for case in honest_ones()]
    whole, false = sum(recall.values()) / len(recall), sum(map(bool, said)) / len(said)
    print(f"\nrecall {whole:.1%} of {len(FRAUDS) * OF_EACH_KIND}: {recall}")
    print(f"false flags {false:.1%} of {len(said)}: {Counter(code for codes in said for code in codes)}")
    assert whole >= 0.9
    assert false <= 0.1


def test_no_padded_visit_is_paid_for_more_than_the_client_confirmed() -> None:
    for case in frauds()["padded"]:
        it = case.it
        time = paid_time(it.starts, it.ends, client_starts=it.client_starts, client_ends=it.client_ends)
        assert time.minutes <= (it.client_ends - it.client_starts) // MINUTE
        assert time.minutes <= case.true_minutes + 1
        assert calculate(time, SCHEMES["R3"], WITHHOLDINGS[0]).amount <= case.true_minutes * 88 + 88


def test_pins_and_what_is_far_are_never_near() -> None:
    for case in (*honest_ones(), *(case for cases in frauds().values() for case in cases)):
        for stamp in case.it.stamps:
            assert stamp.fix.source == "measured" or stamp.verdict != "near"
