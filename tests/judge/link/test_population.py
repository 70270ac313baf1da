"""Who took part against whom a sentence is about: cases, and what must hold for all of them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from magclaims.judge.reasons import in_language
from magclaims.knowledge.data import load as load_data
from magclaims.lexicon.people import groups
from magclaims.model.registry import WORST_FIRST, Verdict
from verdicts import judge

CASES = yaml.safe_load((Path(__file__).parents[2] / "policy" / "people.yaml").read_text())
CLASS = {
    Verdict.SUPPORTED: "fine",
    Verdict.PARTLY_SUPPORTED: "part",
    Verdict.OVERSTATED: "bad",
    Verdict.UNSUPPORTED: "bad",
    Verdict.CONTRADICTED: "bad",
}
LIMITS = [
    *({"health": [id_.replace("_", " ")]} for id_ in sorted(groups())),
    {"sex": "male"},
    {"sex": "female"},
    {"pregnant": True},
    {"age_min": 65},
    {"age_max": 12},
    {"age_min": 18, "age_max": 30},
]
SENTENCES = {
    "Glycine may improve sleep quality.": "kan de slaapkwaliteit verbeteren",
    "Glycine may improve sleep quality in children.": "kan de slaap van kinderen verbeteren",
    "Glycine may improve sleep quality in older adults.": "kan de slaap van ouderen verbeteren",
    "Glycine may improve sleep quality in pregnant women.": "kan de slaap van zwangeren verbeteren",
    "Glycine may improve sleep quality in men.": "kan de slaap van mannen verbeteren",
    "Glycine may improve sleep quality in people with type 2 diabetes.": "kan de slaap bij mensen met diabetes type 2 verbeteren",
    "Glycine may improve sleep quality in healthy people.": "kan de slaap van gezonde mensen verbeteren",
}


def case(given: dict[str, Any]) -> dict[str, Any]:
    outcome = {"name": given["o"], "direction": given.get("went", "better")}
    record = {k: given[k] for k in ("title", "abstract", "mesh") if k in given}
    same = ("quote", "population", "participants", "language", "design", "reported")
    return {
        "statement": given["claim"],
        "substance": [given["s"]],
        "ingredients": [given["s"]],
        "outcome": [given["o"]],
        "outcomes": [outcome],
        "level": "human",
        "design": "randomized_controlled_trial",
        "strength": "conditional",
        "record": record,
        **{k: given[k] for k in same if k in given},
    }


def glycine(statement: str, participants: dict[str, Any] | None) -> Verdict:
    given: dict[str, Any] = {"s": "glycine", "o": "sleep quality", "claim": statement}
    given |= {"quote": SENTENCES[statement], "participants": participants}
    return judge(case(given)).verdict


@pytest.mark.parametrize("given", CASES, ids=lambda c: f"{c['quote']} / {c['is']}")
def test_a_sentence_is_as_good_as_those_who_took_part(given: dict[str, Any]) -> None:
    assert CLASS[judge(case(given)).verdict] == given["is"]


@pytest.mark.parametrize("limit", LIMITS, ids=str)
def test_fewer_people_never_carry_more_of_a_sentence_about_everyone(limit: dict[str, Any]) -> None:
    statement = "Glycine may improve sleep quality."
    best = WORST_FIRST.index(glycine(statement, None))
    assert WORST_FIRST.index(glycine(statement, limit)) <= best


# Trials have men and women in them as a rule: of these alone nothing is asked.
@pytest.mark.parametrize("statement", [s for s in SENTENCES if "in men" not in s])
@pytest.mark.parametrize("limit", LIMITS, ids=str)
def test_leaving_out_who_took_part_never_turns_bad_into_fine(
    statement: str, limit: dict[str, Any]
) -> None:
    if CLASS[glycine(statement, limit)] == "bad":
        assert CLASS[glycine(statement, None)] != "fine"


def test_two_trials_in_patients_agree_about_patients() -> None:
    given = {"s": "berberine", "o": "blood glucose", "went": "decreased"}
    given |= {"claim": "Berberine lowers blood sugar.", "quote": "verlaagt de bloedsuiker"}
    given["population"] = "Adults with type 2 diabetes."
    two = {"strength": "causal", "second_trial": "independent"}
    assert judge(case(given) | two).verdict is Verdict.PARTLY_SUPPORTED
    given["quote"] = "verlaagt bij mensen met diabetes type 2 de bloedsuiker"
    assert judge(case(given) | two).verdict is Verdict.SUPPORTED
    assert judge(case(given) | {"strength": "causal"}).verdict is Verdict.OVERSTATED


def test_the_same_people_under_another_name_carry_the_same() -> None:
    named = "Glycine may improve sleep quality in people with type 2 diabetes."
    for name in ("type 2 diabetes", "T2DM", "diabetes mellitus type 2", "diabetes type 2"):
        assert glycine(named, {"health": [name]}) is Verdict.SUPPORTED


def test_a_condition_without_a_name_in_the_list_is_a_question() -> None:
    everyone = "Glycine may improve sleep quality."
    assert glycine(everyone, {"health": ["Fabry disease"]}) is Verdict.PARTLY_SUPPORTED
    named = "Glycine may improve sleep quality in people with type 2 diabetes."
    assert glycine(named, {"health": ["Fabry disease"]}) is Verdict.PARTLY_SUPPORTED


def test_the_data_name_only_what_is_there() -> None:
    data = load_data("people.toml")
    rows = data["group"]
    for id_, row in rows.items():
        assert row["kind"] in {"condition", "complaint", "trait", "state"}, id_
        assert {*row.get("within", ()), *row.get("excludes", ())} <= set(rows), id_
        assert row.get("sex", "men") in {"men", "women"}, id_
        assert row.get("en") or row.get("who_en"), id_
        assert groups()[id_].name.in_language("nl"), id_
    stages = [row["years"] for row in data["age"].values()]
    assert all(low < high for low, high in stages)


def test_outcomes_that_are_of_some_people_are_known() -> None:
    data = load_data("people.toml")
    known = {
        id_
        for family in load_data("outcomes.toml", "magclaims.knowledge.vocabulary")[
            "outcome"
        ].values()
        for id_ in family
    }
    named = set(data["outcome"])
    for row in data["group"].values():
        named |= set(row.get("outcomes", ()))
    assert named <= known


def test_the_ceiling_names_the_people_in_the_readers_language() -> None:
    given = {"s": "berberine", "o": "blood glucose", "went": "decreased"}
    given |= {"claim": "Berberine may lower blood sugar.", "quote": "kan de bloedsuiker verlagen"}
    reasons = judge(case(given | {"population": "Adults with type 2 diabetes."})).reasons
    line = next(r for r in reasons if r.code == "over_ceiling")
    assert "supports a possible effect in people with type 2 diabetes" in line.text
    assert "the sentence says a possible effect in people" in line.text
    dutch = " ".join(in_language(reason, "nl").text for reason in reasons)
    assert "het bewijs draagt een mogelijk effect bij mensen met diabetes type 2" in dutch
    assert "onderzocht mensen met diabetes type 2; de zin gaat over iedereen" in dutch


@pytest.mark.parametrize(
    ("claim", "health", "expected"),
    [
        ("Berberine may prevent type 2 diabetes.", "type 2 diabetes", "bad"),
        ("Berberine may lower the risk of type 2 diabetes.", "type 2 diabetes", "bad"),
        ("Berberine may prevent type 2 diabetes.", "prediabetes", "part"),
        ("Berberine may ease type 2 diabetes.", "type 2 diabetes", "fine"),
    ],
)
def test_who_has_a_lasting_disease_tells_nothing_of_preventing_it(
    claim: str, health: str, expected: str
) -> None:
    given: dict[str, Any] = {"s": "berberine", "o": "type 2 diabetes", "went": "decreased"}
    given |= {"claim": claim, "quote": "kan helpen", "participants": {"health": health}}
    assert CLASS[judge(case(given)).verdict] == expected


def test_what_comes_back_can_be_prevented_in_those_who_have_it() -> None:
    given: dict[str, Any] = {"s": "riboflavin", "o": "migraine", "went": "decreased"}
    given |= {"quote": "kan helpen"}
    given |= {"claim": "Riboflavin may prevent migraine.", "participants": {"health": "migraine"}}
    assert CLASS[judge(case(given)).verdict] == "fine"


def test_a_condition_that_no_list_has_is_read_in_the_sentence() -> None:
    given: dict[str, Any] = {"s": "cannabidiol", "o": "seizures", "went": "decreased"}
    given |= {"quote": "kan helpen", "participants": {"health": "Dravet syndrome"}}
    named = {"claim": "Cannabidiol may reduce seizures in people with Dravet syndrome."}
    assert CLASS[judge(case(given | named)).verdict] == "fine"
    wider = {"claim": "Cannabidiol may reduce seizures."}
    assert CLASS[judge(case(given | wider)).verdict] == "part"


def test_a_named_group_stands_in_the_ceiling() -> None:
    given = {"s": "berberine", "o": "blood glucose", "went": "decreased"}
    given |= {"claim": "Berberine lowers blood sugar in people with type 2 diabetes."}
    given |= {"quote": "verlaagt bij mensen met diabetes type 2 de bloedsuiker"}
    given["population"] = "Adults with type 2 diabetes."
    first = judge(case(given) | {"strength": "causal"}).reasons[0].text
    assert first == (
        "the evidence supports a possible effect in people with type 2 diabetes; "
        "the sentence says a definite effect in people with type 2 diabetes"
    )


@pytest.mark.parametrize(
    ("outcome", "who", "health", "expected"),
    [
        ("migraine", "athletes", ["athletes"], "fine"),
        ("migraine", "athletes", ["healthy", "athletes"], "part"),
        ("constipation", "pregnant women", ["pregnant women"], "fine"),
        ("constipation", "pregnant women", ["healthy", "pregnant women"], "part"),
        ("constipation", "pregnant women", ["athletes"], "bad"),
    ],
)
def test_who_had_what_was_measured_is_not_asked_again_unless_they_were_healthy(
    outcome: str, who: str, health: list[str], expected: str
) -> None:
    said = f"Glycine may reduce {outcome} in {who} with {outcome}."
    given: dict[str, Any] = {"s": "glycine", "o": outcome, "went": "decreased", "claim": said}
    given |= {"quote": said, "language": "en", "participants": {"health": health}}
    assert CLASS[judge(case(given)).verdict] == expected


def test_who_covers_half_of_a_stage_of_life_is_not_others() -> None:
    given: dict[str, Any] = {"s": "glycine", "o": "sleep quality"}
    given |= {"claim": "Glycine may improve sleep quality in children."}
    given |= {"quote": "kan de slaap van kinderen verbeteren"}
    few = {"participants": {"age_min": 14, "age_max": 30}}
    assert CLASS[judge(case(given | few)).verdict] == "part"
    none = {"participants": {"age_min": 20, "age_max": 30}}
    assert CLASS[judge(case(given | none)).verdict] == "bad"


def test_another_disease_of_the_family_beside_something_else_is_still_of_the_family() -> None:
    given: dict[str, Any] = {"s": "berberine", "o": "blood glucose", "went": "decreased"}
    given |= {"claim": "Berberine may lower blood sugar in people with type 2 diabetes."}
    given |= {"quote": "kan de bloedsuiker verlagen bij mensen met diabetes type 2"}
    for health in (
        ["type 1 diabetes"],
        ["type 1 diabetes", "obesity"],
        ["obesity", "type 1 diabetes"],
    ):
        verdict = judge(case(given | {"participants": {"health": health}})).verdict
        assert CLASS[verdict] == "part", health


@pytest.mark.parametrize(
    ("took", "verdict"),
    [
        # Of women alone some may have been pregnant; of women with a disease it would have been told.
        ({"sex": "female"}, Verdict.PARTLY_SUPPORTED),
        ({"sex": "female", "age_min": 20, "age_max": 40}, Verdict.PARTLY_SUPPORTED),
        ({"sex": "female", "health": ["obesity"]}, Verdict.UNSUPPORTED),
        ({"sex": "male"}, Verdict.UNSUPPORTED),
    ],
)
def test_pregnant_women_are_left_out_where_it_is_not_said(
    took: dict[str, Any], verdict: Verdict
) -> None:
    assert glycine("Glycine may improve sleep quality in pregnant women.", took) is verdict


@pytest.mark.parametrize(
    ("health", "verdict"),
    [
        (["type 2 diabetes", "patients"], Verdict.SUPPORTED),  # patients sets nobody apart
        (["asthma"], Verdict.UNSUPPORTED),
        # Beside one that nobody knows, another disease is a question and no answer.
        (["asthma", "Fabry disease"], Verdict.PARTLY_SUPPORTED),
        (["asthma", "patients"], Verdict.PARTLY_SUPPORTED),
    ],
)
def test_what_stands_beside_a_disease(health: list[str], verdict: Verdict) -> None:
    named = "Glycine may improve sleep quality in people with type 2 diabetes."
    assert glycine(named, {"health": health}) is verdict


@pytest.mark.parametrize(
    ("ages", "fine"),
    [
        ({"age_min": 1, "age_max": 3}, {"peuters", "kinderen"}),
        ({"age_max": 0}, {"baby's"}),
        ({"age_min": 0, "age_max": 1}, {"baby's"}),
        ({"age_min": 6, "age_max": 12}, {"kinderen"}),
        ({"age_min": 7, "age_max": 7}, {"kinderen"}),
        ({"age_min": 18}, {"volwassenen"}),
    ],
)
def test_toddlers_are_no_babies_and_a_year_of_life_is_a_year(
    ages: dict[str, int], fine: set[str]
) -> None:
    # A trial in toddlers is told as one of toddlers.
    told = {
        "peuters": "toddlers",
        "baby's": "babies",
        "kinderen": "children",
        "volwassenen": "adults",
    }

    def carried(dutch: str, english: str) -> bool:
        study = {"design": "randomized_controlled_trial", "participants": ages, "level": "human"}
        words = {"statement": f"In {english} it improved memory.", "quote": f"bij {dutch}"}
        found = judge(
            study | words | {"reported": True, "kind": "study_result", "subjects": ["human"]}
        )
        return CLASS.get(found.verdict) == "fine"

    assert {dutch for dutch, english in told.items() if carried(dutch, english)} == fine


REPORTS = {
    "In a trial glycine improved sleep quality.": "in een proef verbeterde de slaap",
    "In a trial glycine improved sleep quality in children.": "in een proef sliepen kinderen beter",
    "In a trial glycine improved sleep quality in women.": "in een proef sliepen vrouwen beter",
}


@pytest.mark.parametrize(
    ("took", "fine"),
    [
        # Of what nobody noted nothing is asked.
        (None, {0, 1, 2}),
        ({"health": ["type 2 diabetes"]}, {0, 1, 2}),
        ({"health": ["insomnia"], "sex": "female", "age_min": 18}, {0, 2}),
        ({"health": ["Fabry disease"], "sex": "male"}, {0, 1}),
        ({"age_min": 65}, {0, 2}),
        ({"age_min": 0, "age_max": 4}, {0, 1}),
    ],
)
def test_a_report_is_told_of_the_people_of_its_study_and_of_no_others(
    took: dict[str, Any] | None, fine: set[int]
) -> None:
    found = {}
    for index, (statement, quote) in enumerate(REPORTS.items()):
        given: dict[str, Any] = {"s": "glycine", "o": "sleep quality", "claim": statement}
        given |= {"quote": quote, "participants": took, "reported": True}
        found[index] = CLASS[judge(case(given) | {"kind": "study_result"}).verdict]
    assert {index for index, verdict in found.items() if verdict == "fine"} == fine, found
