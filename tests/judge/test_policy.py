"""Every row of the policy, with a case that meets it and its nearest neighbour that does not."""

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import ValidationError

from magclaims.judge.policy import Ceiling, Overrides, load
from magclaims.judge.verdict.assess import OccurrenceAssessment
from magclaims.knowledge.data import load as load_data
from verdicts import judge

CASES = yaml.safe_load((Path(__file__).parents[1] / "policy" / "cases.yaml").read_text())


def rows_of(assessed: OccurrenceAssessment, table: str) -> set[str]:
    if table == "verdict":
        return {assessed.row}
    return set(assessed.links[0].rows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["row"])
def test_a_row_holds_for_its_case_and_not_for_its_neighbour(case: dict[str, Any]) -> None:
    hit, miss = judge(case["hit"]), judge(case["miss"])
    assert case["row"] in rows_of(hit, case["table"])
    assert hit.verdict == case["hit"]["verdict"]
    assert case["row"] not in rows_of(miss, case["table"])
    assert miss.verdict == case["miss"]["verdict"]


def test_every_row_has_a_case() -> None:
    policy = load()
    rows = {row.id for row in (*policy.ceilings, *policy.limits, *policy.verdicts)}
    assert rows == {case["row"] for case in CASES}


def test_every_row_has_a_reason_and_only_known_outcomes() -> None:
    policy = load()
    for row in (*policy.ceilings, *policy.limits, *policy.verdicts):
        assert row.id in load_data("reasons.en.toml")["reason"]
        assert row.ceiling is None or row.ceiling in get_args(Ceiling)
    assert all(row.verdict for row in policy.verdicts)


def test_every_row_says_what_guidance_it_follows_and_where_it_differs() -> None:
    guidance = load_data("guidance.toml")
    policy = load()
    rows = {row.id for row in (*policy.ceilings, *policy.limits, *policy.verdicts)}
    assert set(guidance["row"]) == rows, "add the row to knowledge/guidance.toml"
    for row in guidance["row"].values():
        assert set(row) <= {"follows", "why", "differs"}
        assert row["why"]
        assert set(row["follows"]) <= set(guidance["source"])
    used = {name for row in guidance["row"].values() for name in row["follows"]}
    assert used == set(guidance["source"])


def test_every_verdict_has_reasons() -> None:
    for case in CASES:
        for side in ("hit", "miss"):
            assert judge(case[side]).reasons, case["row"]


def test_a_reference_that_nobody_could_check_makes_the_verdict_provisional() -> None:
    case = {"level": "animal", "subjects": ["animal"]}
    assert not judge(case).provisional
    provisional = judge(case, confirmed=False)
    assert provisional.provisional
    assert "identity_unverified" in {reason.code for reason in provisional.reasons}


def test_a_rat_study_that_is_declared_human_is_judged_as_a_rat_study() -> None:
    dossier = {"level": "human", "design": "laboratory_experiment", "strength": "conditional"}
    assert judge(dossier).verdict == "overstated"


@pytest.mark.parametrize(
    "kind", ["opinion", "advice", "limitation", "precaution", "general_knowledge", "definition"]
)
def test_whatever_it_is_called_that_there_is_no_harm_is_an_effect(kind: str) -> None:
    safe = {"kind": kind, "level": None, "outcome": [], "substance": ["maca"]}
    told = judge(safe | {"statement": "Maca is safe."})
    assert told.verdict == "unsupported"
    assert "judged_as_effect" in {reason.code for reason in told.reasons}
    quoted = judge(safe | {"statement": "Maca is good.", "quote": "maca is volkomen veilig"})
    assert quoted.verdict == "unsupported"
    other = judge(safe | {"statement": "Maca is not safe.", "quote": "maca is niet veilig"})
    assert "judged_as_effect" not in {reason.code for reason in other.reasons}


def test_the_user_may_give_a_row_another_outcome() -> None:
    overrides = Overrides.model_validate(
        {"ceilings": {"uncontrolled": "none"}, "verdicts": {"comparison": "unsupported"}}
    )
    policy = load().override(overrides)
    changed = {row.id: row for row in policy.ceilings}
    assert changed["uncontrolled"].ceiling == "none"
    assert {r.id: r.verdict for r in policy.verdicts}["comparison"] == "unsupported"


def test_a_row_that_only_tells_can_be_made_to_count() -> None:
    overrides = Overrides.model_validate({"caps": {"maker_funded": "partly_supported"}})
    case = {"level": "animal", "subjects": ["animal"], "funded_by_maker": True}
    assert judge(case).verdict == "supported"
    assert judge(case, policy=load().override(overrides)).verdict == "partly_supported"


def test_a_row_that_does_not_exist_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="has no row `unknown`"):
        Overrides.model_validate({"ceilings": {"unknown": "none"}})


def test_a_comparison_tells_with_what_the_study_compared() -> None:
    given = {
        "statement": "Krill oil may raise the omega-3 index more than fish oil.",
        "substance": ["krill oil"],
        "ingredients": ["krill oil"],
        "outcome": ["omega-3 index"],
        "outcomes": [{"name": "omega-3 index", "direction": "increased"}],
        "level": "human",
        "design": "randomized_controlled_trial",
        "strength": "conditional",
        "quote": "verhoogt de omega-3-index mogelijk meer dan visolie",
        "kind": "comparison",
        "comparator": "placebo",
    }
    codes = [reason.code for reason in judge(given).reasons]
    assert codes.count("other_comparator") == 1
    beside = judge({**given, "missing": ["the comparison"], "relation": "partial"})
    assert [r.code for r in beside.reasons].count("other_comparator") == 1
