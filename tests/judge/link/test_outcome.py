"""One outcome of a claim beside those of a study: what it comes to. All of it is made up."""

from typing import Any

import pytest

from magclaims.judge.link.outcome import OutcomeMatch
from magclaims.model.registry import Direction, Outcome
from small_registries import judged
from verdicts import judge

BETTER, WORSE, NULL = ("better", "worse", "no_difference")


def match(
    name: str, claimed: Direction | None, *went: str, beside: tuple[str, ...] = (), **what: Any
) -> OutcomeMatch:
    def outcomes(ways: tuple[str, ...]) -> tuple[Outcome, ...]:
        return tuple(Outcome.model_validate({"name": name, "direction": way}) for way in ways)

    return OutcomeMatch(name, "same", outcomes(went), claimed, beside=outcomes(beside), **what)


@pytest.mark.parametrize(
    ("went", "refuted"),
    [
        ([NULL], True),
        ([WORSE], True),
        ([NULL, WORSE], True),
        ([NULL, BETTER], False),
        (["changed", NULL], False),  # nobody can tell which way: it may speak for it
        (["undetermined"], False),
        (["undetermined", NULL], True),
        ([BETTER], False),
        ([], False),
    ],
)
def test_a_study_refutes_where_nothing_speaks_for_it(went: list[str], *, refuted: bool) -> None:
    found = match("memory", Direction.IMPROVES, *went)
    assert found.is_refuted is refuted
    carries = [way for way in went if way in {BETTER, "changed"}]
    assert [outcome.direction for outcome in found.carrying] == carries


@pytest.mark.parametrize(
    ("claimed", "beside", "as_well", "opposed"),
    [
        (Direction.IMPROVES, [WORSE], False, True),
        (Direction.IMPROVES, [BETTER, WORSE], False, True),
        (Direction.IMPROVES, [BETTER], False, False),
        (Direction.IMPROVES, [NULL], False, False),
        (Direction.IMPROVES, [WORSE], True, False),
        (Direction.WORSENS, [BETTER], False, True),
        (Direction.NO_EFFECT, [WORSE], False, False),
        (Direction.CHANGES, [WORSE], False, False),
        (None, [WORSE], False, False),
    ],
)
def test_a_part_that_went_the_other_way_is_told(
    claimed: Direction | None, beside: list[str], *, as_well: bool, opposed: bool
) -> None:
    found = match("memory", claimed, BETTER, beside=tuple(beside), as_well=as_well)
    assert found.is_opposed_beside is opposed


@pytest.mark.parametrize(
    ("name", "claimed", "went", "harm", "gain"),
    [
        ("memory", Direction.IMPROVES, [BETTER], False, True),
        ("memory", Direction.WORSENS, [WORSE], True, False),
        ("pain", Direction.INCREASES, ["increased"], True, False),
        ("pain", Direction.DECREASES, ["decreased"], False, True),
        ("memory", Direction.NO_EFFECT, [NULL], False, False),
        # Where the claim tells no direction, more of what is bad is a harm; else nobody says so.
        ("pain", None, ["increased"], True, False),
        ("pain", None, ["increased", "decreased"], False, False),
        ("pain", None, ["worse"], False, False),
        ("pain", None, ["decreased"], False, False),
        ("memory", None, ["increased"], False, False),
        ("memory", None, ["decreased"], False, False),
    ],
)
def test_what_is_a_harm_and_what_a_gain(
    name: str, claimed: Direction | None, went: list[str], *, harm: bool, gain: bool
) -> None:
    found = match(name, claimed, *went)
    assert found.is_harm is harm
    assert found.is_gain is gain


@pytest.mark.parametrize(
    ("what", "claimed", "went", "found"),
    [
        ({}, Direction.IMPROVES, BETTER, "agrees"),
        ({}, Direction.IMPROVES, NULL, "nothing"),
        ({}, Direction.IMPROVES, WORSE, "opposite"),
        # As well as something else: no difference is what is claimed.
        ({"as_well": True}, Direction.IMPROVES, NULL, "agrees"),
        ({"as_well": True}, Direction.IMPROVES, WORSE, "opposite"),
        ({"as_well": True}, Direction.IMPROVES, "undetermined", "undetermined"),
        # That there is no harm: so is it where nothing went worse.
        ({"safe": True}, None, NULL, "agrees"),
        ({"safe": True}, None, BETTER, "agrees"),
        ({"safe": True}, None, "decreased", "agrees"),
        ({"safe": True}, None, WORSE, "opposite"),
        ({"safe": True}, None, "increased", "opposite"),
        ({"safe": True}, None, "changed", "unclear"),
        ({"safe": True}, None, "undetermined", "undetermined"),
    ],
)
def test_what_was_found_seen_from_what_is_claimed(
    what: dict[str, Any], claimed: Direction | None, went: str, found: str
) -> None:
    assert match("memory", claimed, went, **what).found == {found}


@pytest.mark.parametrize(
    ("claimed", "went", "found"),
    [
        (Direction.IMPROVES, "decreased", "agrees"),
        (Direction.IMPROVES, "increased", "opposite"),
        (Direction.IMPROVES, WORSE, "opposite"),
        (Direction.INCREASES, "increased", "agrees"),
    ],
)
def test_less_of_what_is_relieved_is_better(claimed: Direction, went: str, found: str) -> None:
    assert match("humming in the ears", claimed, went, relieved=True).found == {found}


@pytest.mark.parametrize(
    ("name", "went", "found"),
    [
        ("pain", "decreased", "agrees"),
        ("pain", "increased", "opposite"),
        ("memory", "increased", "agrees"),
        ("humming in the ears", "increased", "unclear"),
    ],
)
def test_more_or_less_than_with_something_else_is_as_good_as_it_is_worth(
    name: str, went: str, found: str
) -> None:
    assert match(name, Direction.IMPROVES, went, as_well=True).found == {found}


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("en", "A sunbed does your skin no harm"),
        ("nl", "De zonnebank is niet schadelijk voor je huid"),
        ("de", "Das Solarium schadet der Haut nicht"),
        ("es", "Las cabinas de bronceado no dañan la piel"),
    ],
)
def test_what_is_said_to_do_no_harm_is_safe_from_the_bad_outcome_that_is_named(
    language: str, quote: str
) -> None:
    study = {
        "design": "meta_analysis",
        "subjects": "human",
        "ingredients": "sunbeds",
        "reviews": {"designs": ["cohort", "case_control"]},
        "outcomes": [{"name": "skin cancer", "direction": "increased"}],
    }
    given = {
        "lang": language,
        "statement": "Sunbeds do not harm the skin.",
        "quote": quote,
        "substance": "sunbeds",
        "outcome": "skin cancer",
        "refs": {"a": {"level": "systematic_review", "study": study}},
    }
    assert judged(given).verdict == "contradicted"


@pytest.mark.parametrize("went", ["better", "decreased", "no_difference"])
def test_that_it_helped_is_no_word_on_its_harms(went: str) -> None:
    study = {
        "design": "meta_analysis",
        "subjects": "human",
        "ingredients": "saffron",
        "reviews": {"designs": ["randomized_controlled_trial"]},
        "outcomes": [{"name": "depression", "direction": went}],
    }
    given = {
        "statement": "Saffron is safe.",
        "substance": "saffron",
        "outcome": "depression",
        "refs": {"a": {"level": "systematic_review", "study": study}},
    }
    assert judged(given).verdict == "unsupported"


@pytest.mark.parametrize(
    ("statement", "harm"),
    [
        ("Saffron is safe.", "depression"),
        ("Saffron causes no liver damage.", "liver damage"),
        ("Saffron has no side effects.", "side effects"),
        ("Saffron is well tolerated.", "nausea"),
        ("Saffron does not worsen depression.", "depression"),
    ],
)
@pytest.mark.parametrize(
    ("went", "verdict"),
    [
        (["increased"], "contradicted"),
        # That one measure of a harm was as before does not undo another one that was not.
        (["increased", "no_difference"], "partly_supported"),
        (["no_difference", "increased"], "partly_supported"),
    ],
)
def test_a_harm_that_was_seen_is_no_safety(
    statement: str, harm: str, went: list[str], verdict: str
) -> None:
    study = {
        "design": "meta_analysis",
        "subjects": "human",
        "ingredients": "saffron",
        "reviews": {"designs": ["randomized_controlled_trial"]},
        "outcomes": [{"name": harm, "direction": way} for way in went],
    }
    given = {
        "statement": statement,
        "substance": "saffron",
        "outcome": harm,
        "refs": {"a": {"level": "systematic_review", "study": study}},
    }
    assert judged(given).verdict == verdict


ONE_DENIED = "Zinc may improve memory and does not change sleep quality."
BOTH_DENIED = "Zinc does not improve memory or sleep quality."


@pytest.mark.parametrize(
    ("statement", "says", "verdict"),
    [
        (ONE_DENIED, "there was no effect", "contradicted"),  # of memory there was none, either
        (ONE_DENIED, "memory was not better than with placebo", "contradicted"),
        (
            ONE_DENIED,
            "no effect on sleep quality",
            "overstated",
        ),  # as it says; of memory it says nothing
        (BOTH_DENIED, "neither memory nor sleep quality improved", "supported"),
        (BOTH_DENIED, "memory improved", "contradicted"),
    ],
)
def test_a_claim_that_denies_a_part_asserts_the_rest(
    statement: str, says: str, verdict: str
) -> None:
    study = {
        "design": "randomized_controlled_trial",
        "subjects": "human",
        "ingredients": "zinc",
    }
    given = {
        "statement": statement,
        "substance": "zinc",
        "outcome": ["memory", "sleep quality"],
        "refs": {"a": {"level": "human", "study": study, "says": says}},
    }
    assert judged(given).verdict == verdict


@pytest.mark.parametrize("about", [["alertness", "bone density"], ["bone density", "alertness"]])
def test_only_what_was_not_measured_is_told_as_that(about: list[str]) -> None:
    case: dict[str, Any] = {"level": "human", "design": "randomized_controlled_trial"}
    case |= {"substance": ["caffeine"], "ingredients": ["caffeine"], "outcome": about}
    case["outcomes"] = [{"name": "alertness", "direction": "no_difference"}]
    said = [reason.text for reason in judge(case).reasons]
    assert "ref measured alertness, not bone density" in said


def test_what_the_sentence_adds_is_told_by_its_name() -> None:
    case: dict[str, Any] = {"level": "human", "design": "randomized_controlled_trial"}
    case |= {"statement": "Caffeine improves alertness and lowers body weight."}
    case |= {"substance": ["caffeine"], "ingredients": ["caffeine"], "outcome": ["alertness"]}
    case["outcomes"] = [{"name": "alertness", "direction": "better"}]
    said = " ".join(reason.text for reason in judge(case).reasons)
    assert "the sentence says something of body weight: did ref look at that?" in said
