"""Verdicts that would change if one small part of the judgement went wrong. All of it is synthetic.

Each was told by a change of the code that no other test noticed (benchmarks/mutate.py).
"""

from typing import Any

import pytest

from magclaims.model.registry import Person, Reference, Verdict
from verdicts import judge

SAFFRON: dict[str, Any] = {
    "statement": "Saffron relieves depression.",
    "quote": "verlicht depressie",
    "substance": ["saffron"],
    "ingredients": ["saffron"],
    "outcome": ["depression"],
    "outcomes": [{"name": "depression", "direction": "decreased"}],
    "level": "human",
    "design": "randomized_controlled_trial",
}
REVIEW = {"level": "systematic_review", "design": "meta_analysis"}
UNCERTAIN = {
    "title": "Synthetic",
    "abstract": "We found low-certainty evidence that saffron relieves depression.",
}


def test_a_review_rates_what_it_reviewed_and_a_trial_does_not_rate_itself() -> None:
    assert judge(SAFFRON | REVIEW).verdict is Verdict.SUPPORTED
    assert judge(SAFFRON | REVIEW | {"record": UNCERTAIN}).verdict is Verdict.OVERSTATED
    hedged = SAFFRON | {"strength": "conditional"}
    assert judge(hedged).reasons == judge(hedged | {"record": UNCERTAIN}).reasons


@pytest.mark.parametrize(
    ("statement", "quote", "verdict"),
    [
        (
            "Saffron may relieve depression.",
            "werkt misschien even goed als fluoxetine",
            "supported",
        ),
        ("Saffron may work as well as fluoxetine.", "kan helpen", "supported"),
        ("Saffron may relieve depression.", "kan helpen", "contradicted"),
    ],
)
def test_it_does_as_well_where_the_claim_or_its_words_say_so(
    statement: str, quote: str, verdict: str
) -> None:
    equal = {
        "comparator": ["fluoxetine"],
        "outcomes": [{"name": "depression", "direction": "no_difference"}],
        "strength": "conditional",
    }
    assert judge(SAFFRON | equal | {"statement": statement, "quote": quote}).verdict == verdict


@pytest.mark.parametrize(
    ("cited", "nothing"),
    [
        (["ref"], 0),  # it carries less than the sentence says, and that is something
        (["ref", "against"], 1),
    ],
)
def test_a_mark_at_a_work_that_carries_nothing_is_told_and_at_one_that_carries_not(
    cited: list[str], nothing: int
) -> None:
    found = judge(SAFFRON | {"cites": cited, "against": "human"})
    told = [reason for reason in found.reasons if reason.code == "mark_carries_nothing"]
    assert len(told) == nothing


def test_who_wrote_a_work_is_a_person_a_group_or_the_beginning_of_its_title() -> None:
    def cite(*authors: Person) -> str:
        work = Reference(key="k", entry_type="misc", title="Zinc", year=2020, authors=authors)
        return work.short_citation

    assert cite(Person(family="Berg", given="Anna")) == "Berg 2020"
    assert cite(Person(name="Cochrane")) == "Cochrane 2020"
    assert cite() == "Zinc 2020"


@pytest.mark.parametrize(
    ("told", "number", "verdict"),
    [
        ({"reported": True}, "after four weeks", "supported"),
        ({"reported": True}, "after five months", "supported"),
        ({"reported": True}, "by 45 percent", "partly_supported"),
        ({"reported": True}, "at 450 mg a day", "partly_supported"),
        ({"strength": "conditional", "kind": "effect"}, "after four weeks", "partly_supported"),
        # Where the source gives a time, another one is wrong.
        ({"reported": True, "facts": {"duration": "4 weeks"}}, "after four weeks", "supported"),
        ({"reported": True, "facts": {"duration": "4 weeks"}}, "after five months", "overstated"),
    ],
)
def test_how_long_it_took_is_asked_of_promises_alone(
    told: dict[str, Any], number: str, verdict: str
) -> None:
    says = {
        "statement": f"With saffron depression had eased {number}.",
        "quote": "kan helpen",
        "kind": "study_result",
    }
    assert judge(SAFFRON | says | told).verdict == verdict


@pytest.mark.parametrize(
    ("statement", "quote", "strength", "verdict"),
    [
        (
            "Saffron was given, and mood was noted.",
            "werd de stemming genoteerd",
            "none",
            "supported",
        ),
        (
            "In a trial a quarter of them kept a diary of mood.",
            "hield een kwart een dagboek bij",
            "correlational",
            "supported",
        ),
        # Once a word of it tells which way, it is a question, or wrong.
        (
            "Their mood was better than that of others.",
            "hun stemming was beter dan die van de anderen",
            "correlational",
            "partly_supported",
        ),
        ("Saffron improved mood.", "verbeterde de stemming", "causal", "unsupported"),
    ],
)
def test_a_report_that_tells_no_way_needs_none_of_its_study(
    statement: str, quote: str, strength: str, verdict: str
) -> None:
    mood = {
        "outcome": ["mood"],
        "outcomes": [{"name": "mood", "direction": "undetermined"}],
        "kind": "study_result",
        "reported": True,
    }
    says = {"statement": statement, "quote": quote, "strength": strength}
    assert judge(SAFFRON | mood | says).verdict == verdict


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("levert 250 mg", "supported"),
        ("levert 0,25 g", "supported"),
        ("levert 260 mg", "partly_supported"),
        ("levert 25 mg", "partly_supported"),
        ("levert 250 dagen", "partly_supported"),
        ("levert 250 mg en 30 mg", "partly_supported"),
    ],
)
def test_a_number_that_its_source_has_is_given_whatever_it_is_of(quote: str, verdict: str) -> None:
    given = {"kind": "quantity", "strength": "none", "level": "authority", "design": "fact_sheet"}
    says = {"says": "250 mg EPA and DHA a day", "outcome": [], "outcomes": [], "ingredients": []}
    words = {"statement": "A portion of saffron holds some.", "quote": quote}
    assert judge(SAFFRON | given | says | words).verdict == verdict
