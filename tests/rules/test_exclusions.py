"""E1–E4: the known cases, the exemption that lifts E3 only, and what waits for a recorded decision."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.agencies import AGENCY_TYPES
from rules.exclusions import DECIDABLE, EXEMPT, WORDS, Relation, exclusion
from rules.honorarium import calculate
from rules.paid_time import PaidTime
from rules.schemes import SCHEMES, WITHHOLDINGS

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "eligibility.toml").read_text(encoding="utf-8")
)["case"]
NOTHING_BARS = Relation("OTHER", False, False, False, "client")
TYPES = st.sampled_from([*AGENCY_TYPES, "unknown"])
ANSWERS = st.sampled_from([True, False, None])
ASKED = st.sampled_from(["client", "agency", "expert", None])
RELATIONS = st.builds(Relation, TYPES, ANSWERS, ANSWERS, ANSWERS, ASKED, ASKED)
TWO_HOURS = PaidTime(1_000_000 * 60_000, 1_000_120 * 60_000, 0, 120)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['id']} {case['name']}" for case in CASES])
def test_the_known_cases(case: dict[str, Any]) -> None:
    answers = {key: value for key, value in case.items() if key in Relation.__dataclass_fields__}
    found = exclusion(replace(NOTHING_BARS, **answers))
    assert found.barred_by == tuple(case["barred_by"])
    assert found.unclear == ()
    assert found.eligible == (not case["barred_by"])
    paid = calculate(TWO_HOURS, SCHEMES["R3"], WITHHOLDINGS[0], exclusion=found)
    assert paid.amount == (0 if case["barred_by"] else 10560)
    assert len(found.words) == len(case["barred_by"])


@given(RELATIONS)
def test_the_exemption_lifts_e3_and_nothing_else(it: Relation) -> None:
    bars = exclusion(replace(it, agency_type="OTHER_ASSOCIATION"))
    exempt = exclusion(replace(it, agency_type="CCI"))
    assert exempt.barred_by == tuple(code for code in bars.barred_by if code != "E3")
    assert exempt.unclear == tuple(code for code in bars.unclear if code != "E3")


def test_the_exempt_and_the_decidable_are_kinds_of_agency() -> None:
    assert {
        "SHOKOKAI",
        "SHOKOKAI_FEDERATION",
        "CCI",
        "CCI_FEDERATION",
        "PREF_CHUOKAI",
        "PREF_SHOTENGAI_FEDERATION",
    } == EXEMPT
    assert {"NATIONAL_CCI", "NATIONAL_CHUOKAI"} == DECIDABLE
    assert AGENCY_TYPES.keys() >= EXEMPT | DECIDABLE
    assert set(WORDS) == {"E1", "E2", "E3", "E4"}


@pytest.mark.parametrize("type", sorted(AGENCY_TYPES.keys() - EXEMPT))
def test_members_of_every_other_kind_are_barred(type: str) -> None:
    found = exclusion(replace(NOTHING_BARS, agency_type=type, member_of_agency=True))
    assert found.barred_by == ("E3",)
    assert found.decidable == (("E3",) if type in DECIDABLE else ())


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"personnel_subsidy": None}, "E1"),
        ({"paid_by_agency": None}, "E2"),
        ({"member_of_agency": None}, "E3"),
        ({"agency_type": "unknown", "member_of_agency": True}, "E3"),
        ({"asked_first": None}, "E4"),
        ({"asked_first": "client", "expert_says": "expert"}, "E4"),
        ({"asked_first": "agency", "expert_says": "expert"}, "E4"),
    ],
)
def test_what_is_missing_unknown_or_contradicted_waits_for_a_decision(changed: dict[str, Any], code: str) -> None:
    it = replace(NOTHING_BARS, **changed)
    waiting = exclusion(it)
    assert (waiting.barred_by, waiting.unclear, waiting.decidable) == ((), (code,), (code,))
    assert not waiting.eligible
    lifted, barred = exclusion(it, {code: "lift"}), exclusion(it, {code: "bar"})  # type: ignore[dict-item]
    assert (lifted.eligible, lifted.unclear, lifted.decidable) == (True, (), (code,))
    assert (barred.barred_by, barred.unclear) == ((code,), ())


@pytest.mark.parametrize("expert_says", ["client", "agency", "expert", None])
def test_the_agencys_own_word_that_the_expert_asked_bars(expert_says: Any) -> None:
    assert exclusion(replace(NOTHING_BARS, asked_first="expert", expert_says=expert_says)).barred_by == ("E4",)


def test_the_secretariat_may_decide_on_members_of_national_bodies() -> None:
    it = replace(NOTHING_BARS, agency_type="NATIONAL_CCI", member_of_agency=True)
    assert exclusion(it).barred_by == ("E3",)
    assert exclusion(it, {"E3": "lift"}).eligible


@given(RELATIONS, st.dictionaries(st.sampled_from(["E1", "E2", "E3", "E4"]), st.sampled_from(["bar", "lift"])))
def test_a_decision_changes_only_what_may_be_decided(it: Relation, decisions: Any) -> None:
    before, after = exclusion(it), exclusion(it, decisions)
    assert before.decidable == after.decidable
    fixed = [code for code in before.barred_by if code not in before.decidable]
    assert [code for code in after.barred_by if code not in before.decidable] == fixed
    assert set(after.barred_by) | set(after.unclear) <= set(before.barred_by) | set(before.unclear)
    assert not set(after.unclear) & set(decisions)
