"""What one occurrence of a claim asserts, by its own words and by the statement. All are made up."""

from typing import Any

import pytest

from magclaims.judge.claim.asserted import Asserted, judged_as
from magclaims.model.registry import Claim, Direction, Dossier, Kind, Strength

NO, CORRELATIONAL, CONDITIONAL, CAUSAL = Strength


def said(
    quote: str,
    statement: str | None = None,
    *,
    kind: str = "effect",
    outcome: str = "sleep quality",
    text: str | None = None,
    settled: bool = False,
    language: str = "en",
    **worded: Any,
) -> Asserted:
    usual = {"article": "a", "quote": quote, "strength": "none", "subjects": ["unstated"]}
    claim = Claim.model_validate(
        {
            "id": "claim",
            "statement": statement or f"{quote}.",
            "kind": kind,
            "about": {"substance": ["hops"], "outcome": [outcome] if outcome else []},
            "occurrences": [usual | worded],
        }
    )
    return Asserted(claim, claim.occurrences[0], language, Kind(kind), text=text, settled=settled)


@pytest.mark.parametrize(
    ("asserted", "strength"),
    [
        (said("hops improve sleep", strength="causal"), CAUSAL),
        (said("hops may help and are safe", strength="conditional"), CAUSAL),
        (said("people who take hops sleep better than people who do not", strength="causal"), CORRELATIONAL),
        # That there is no harm holds no word of an effect; "may" weakens it, unless it says never.
        (said("hops are safe"), CAUSAL),
        (said("hops are safe", hedged=True), CONDITIONAL),
        (said("hops may help and have no side effects", hedged=True), CONDITIONAL),
        # What its words deny is asserted, too.
        (said("hops do not improve sleep"), CAUSAL),
        (said("hops do not improve sleep", hedged=True), CONDITIONAL),
        # What no word of its own tells is taken from the statement.
        (said("a restful night", "Hops improve sleep quality."), CAUSAL),
        (said("a restful night", "Hops improve sleep quality.", hedged=True), CONDITIONAL),
        (said("a restful night", "Hops improve sleep quality.", settled=True), NO),
        (said("a restful night", "Hops and a restful night."), CORRELATIONAL),
        (said("a restful night", "Hops and a restful night.", kind="mechanism"), NO),
        (said("whether hops improve sleep", "Hops improve sleep quality."), NO),
        (said("no difference", "Hops and placebo did not differ.", kind="comparison"), CORRELATIONAL),
        (said("300 mg a day", "Hops contain 300 mg.", kind="quantity"), NO),
        (said("300 mg a day", "Hops improve sleep quality by 30 %.", kind="quantity"), CORRELATIONAL),
        (said("a calm night", "Hops improve sleep quality.", kind="general_knowledge"), NO),
    ],
)  # fmt: skip
def test_how_strongly_it_asserts(asserted: Asserted, strength: Strength) -> None:
    assert asserted.strength is strength


@pytest.mark.parametrize(
    ("asserted", "safe"),
    [
        (said("hops are safe"), True),
        (said("hops are safe", "Hops improve sleep quality."), True),
        (said("a herb for the night", "Hops are safe."), True),
        (said("hops are safe", kind="precaution"), False),
        # Of a mechanism the statement alone is asked.
        (said("hops are safe", "Hops act on the brain.", kind="mechanism"), False),
        (said("a herb for the night", "Hops are safe.", kind="mechanism"), True),
    ],
)
def test_who_says_that_there_is_no_harm(asserted: Asserted, *, safe: bool) -> None:
    assert asserted.safety is safe


def test_it_warns_of_harm_unless_it_promises_that_there_is_none() -> None:
    harm: dict[str, Any] = {"outcome": "liver damage", "strength": "conditional"}
    assert said("hops can damage the liver", **harm).warns
    assert not said("hops can damage the liver and are safe", **harm).warns
    assert not said("hops improve sleep", strength="causal").warns


@pytest.mark.parametrize(
    ("asserted", "nothing"),
    [
        (said("a restful night", "Whether hops improve sleep quality is unknown."), True),
        (said("a restful night", "It is unclear why hops improve sleep quality."), False),
        (said("whether hops improve sleep", "Hops were studied for sleep."), False),
        (said("whether hops improve sleep", "Hops were studied for sleep.", settled=True), True),
        (said("hops do not help", "Hops were studied for sleep.", settled=True), True),
        (said("with hops they never tire", "Hops were studied for sleep.", settled=True), False),
        (said("a restful night", "Hops improve sleep quality.", settled=True), False),
        # In a language that nobody grades, what it was found to do stands.
        (
            said("czy chmiel pomaga", "Hops were studied for sleep.", settled=True, language="pl"),
            True,
        ),
        (said("little is known of hops", "Little is known of hops."), True),
        (said("little is known of hops", "Hops improve sleep quality."), False),
        (said("hops calm", "Little is known of hops."), False),
        (said("hops are safe", "Whether hops are safe is unknown."), False),
    ],
)
def test_what_only_asks_aims_or_tells_how_little_is_known_claims_nothing(
    asserted: Asserted, *, nothing: bool
) -> None:
    assert asserted.claims_nothing is nothing


def test_a_definition_may_be_general_unless_it_promises() -> None:
    plain: dict[str, Any] = {"kind": "definition", "outcome": ""}
    assert said("hops are a plant", **plain).may_be_general
    assert not said("hops are a plant").may_be_general  # declared an effect
    assert not said("hops are a plant that ends insomnia", **plain).may_be_general
    assert not said("hops improve sleep", kind="general_knowledge").may_be_general


def test_that_nobody_was_compared_with_is_said_by_the_sentence_or_the_statement() -> None:
    alone = "in an uncontrolled trial sleep was better"
    assert said(alone, "Hops improve sleep.").names_no_control
    assert said("sleep was better", alone).names_no_control
    assert said("sleep was better", "Hops improve sleep.", text=alone).names_no_control
    assert not said("sleep was better", "Hops improve sleep.").names_no_control


def test_one_case_is_reported_and_tells_of_no_good() -> None:
    harm = "one woman got liver damage after taking hops"
    assert said(harm, outcome="liver damage", reported=True).says_one_case
    assert not said(harm, outcome="liver damage").says_one_case
    assert not said("one woman slept better after taking hops", reported=True).says_one_case


def test_what_the_sentence_says_beyond_the_quote_counts() -> None:
    habit, unsure = "People who drank hop tea slept better", "This is of low certainty"
    assert said("slept better", text=habit).says_habit
    assert not said("slept better").says_habit
    assert said("slept better", text=unsure).says_uncertain
    assert not said("slept better").says_uncertain


def test_the_numbers_are_those_of_its_words_or_else_of_the_statement() -> None:
    number = "Hops improve sleep quality by 30 %."
    assert len(said("hops improve sleep", number).numbers.stated) == 1
    assert not said("hops improve sleep", number, text="hops improve sleep").numbers.stated
    (own,) = said("hops improve sleep by 20 %", number).numbers.stated
    assert own.high == 20


def test_what_is_taken_is_as_precise_as_its_words() -> None:
    assert said("hops improve sleep").substances == ("hops",)
    assert said("hops improve sleep", substance=["hop extract"]).substances == ("hop extract",)


def test_which_way_a_comparison_goes_is_not_asked() -> None:
    assert said("hops improve sleep").direction is Direction.IMPROVES
    assert said("hops improve sleep", kind="comparison").direction is None


@pytest.mark.parametrize(
    ("asserted", "kind"),
    [
        (said("hops are safe", kind="opinion"), Kind.EFFECT),
        (said("a herb for the night", "Hops are safe.", kind="opinion"), Kind.EFFECT),
        (said("hops are lovely", kind="opinion"), Kind.OPINION),
        (said("hops improve sleep", kind="general_knowledge"), Kind.EFFECT),
        (said("hops act on the brain", kind="general_knowledge", outcome=""), Kind.MECHANISM),
        (said("hops improve sleep", kind="mechanism"), Kind.MECHANISM),
        (said("hops are safe", kind="precaution"), Kind.EFFECT),
        (said("ask your doctor before you take hops", kind="precaution"), Kind.PRECAUTION),
    ],
)
def test_what_a_claim_is_judged_as(asserted: Asserted, kind: Kind) -> None:
    assert judged_as(asserted.claim, Dossier()) is kind
