"""What is told of the links behind a verdict, and of the occurrences of a claim. All of it is made up."""

from dataclasses import replace
from typing import Any

import pytest

from magclaims.judge.link.assessment import LinkAssessment
from magclaims.judge.link.numbers import NumberCheck
from magclaims.judge.verdict.assessment import ClaimAssessment, OccurrenceAssessment, strongest
from magclaims.judge.verdict.cause import Cause, cause_of
from magclaims.model.registry import Evidence, Level, Relation, Strength, Verdict
from magclaims.quantity.stated import read
from verdicts import judge

TRIAL = {"level": "human", "design": "randomized_controlled_trial", "strength": "conditional"}
LINK = LinkAssessment(
    index=0,
    evidence=Evidence(reference="ref", level=Level.HUMAN),
    tested=None,
    ceiling=Strength.CONDITIONAL,
    capped=False,
    rows=(),
    reasons=(),
    listed=True,
    exists=True,
    usable=True,
    known=True,
)
(NUMBER,) = read("for 8 weeks", "en").stated


def link(*, level: Level = Level.HUMAN, relation: Relation = Relation.SUPPORTS, **what: Any) -> Any:
    missing = ("whether it lasts",) if relation is Relation.PARTIAL else ()
    evidence = Evidence(reference="ref", level=level, relation=relation, missing=missing)
    return replace(LINK, evidence=evidence, **what)


def assessed(*links: LinkAssessment, **what: Any) -> OccurrenceAssessment:
    return replace(judge(TRIAL), links=links, **what)


OTHER: dict[str, Any] = {"listed": False, "usable": False}
"""A work that the article does not list."""


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (link(ceiling=Strength.CAUSAL), link(ceiling=Strength.CONDITIONAL)),
        (link(ceiling=Strength.NONE), link(ceiling=None)),
        (link(), link(capped=True)),
        (link(ceiling=Strength.CAUSAL, capped=True), link()),
        (link(level=Level.SYSTEMATIC_REVIEW), link()),
        (link(capped=False), link(level=Level.SYSTEMATIC_REVIEW, capped=True)),
        # Where no effect may be said at all, the better study tells more than the whole one.
        (link(ceiling=Strength.NONE, capped=True), link(ceiling=Strength.NONE, level=Level.ANIMAL)),
    ],
)
def test_strength_weighs_first_then_whether_it_is_whole_then_the_level(
    more: LinkAssessment, less: LinkAssessment
) -> None:
    assert more.weight > less.weight
    assert strongest([less, more]) is more
    assert strongest([less, replace(more, usable=False)]) is less
    assert strongest([]) is None


@pytest.mark.parametrize(
    ("ceiling", "allowed"),
    [
        (None, []),
        (Strength.NONE, [Strength.NONE]),
        (Strength.CONDITIONAL, [Strength.NONE, Strength.CORRELATIONAL, Strength.CONDITIONAL]),
        (Strength.CAUSAL, list(Strength)),
    ],
)
def test_a_link_allows_what_is_not_above_its_ceiling(
    ceiling: Strength | None, allowed: list[Strength]
) -> None:
    assert sorted(s for s in Strength if link(ceiling=ceiling).allows(s)) == sorted(allowed)


@pytest.mark.parametrize(
    ("given", "offered", "weaker"),
    [
        (OTHER, True, True),
        ({**OTHER, "relation": Relation.PARTIAL}, True, True),
        ({**OTHER, "relation": Relation.CONTRADICTS}, False, True),
        ({**OTHER, "ceiling": Strength.CAUSAL}, True, True),
        ({**OTHER, "ceiling": Strength.CORRELATIONAL}, False, True),
        ({**OTHER, "ceiling": Strength.NONE}, False, False),
        ({**OTHER, "ceiling": None}, False, False),
        ({**OTHER, "numbers": (NumberCheck(NUMBER, "larger"),)}, False, True),
        ({**OTHER, "numbers": (NumberCheck(NUMBER, "same"), NumberCheck(NUMBER, "unknown"))}, True, True),
        ({**OTHER, "numbers": (NumberCheck(NUMBER, "same"), NumberCheck(NUMBER, "slip"))}, False, True),
        ({**OTHER, "exists": False}, False, False),
        ({}, False, False),
    ],
)  # fmt: skip
def test_what_the_article_could_list_besides(
    given: dict[str, Any], *, offered: bool, weaker: bool
) -> None:
    found = assessed(link(**given))
    assert bool(found.offers) is offered
    assert bool(found.weaker_offers) is weaker


def test_a_claim_is_as_bad_as_its_worst_occurrence_and_as_good_as_its_best_source() -> None:
    good = assessed(link(level=Level.ANIMAL), link(level=Level.HUMAN, ceiling=Strength.NONE))
    bad = assessed(link(), verdict=Verdict.CONTRADICTED, provisional=True)
    bare = assessed(link(usable=False))

    def of(*occurrences: OccurrenceAssessment) -> ClaimAssessment:
        return ClaimAssessment(good.said.claim, occurrences)

    assert of(good, bad).verdict is Verdict.CONTRADICTED
    assert of(good, bare).verdict is good.verdict
    assert of(good, bad).provisional
    assert not of(good, bare).provisional
    assert of(good).level is Level.ANIMAL  # of the link that carries most
    assert of(good, bad).level is Level.HUMAN
    assert of(bad, good).level is Level.HUMAN
    assert of(bare).level is None


@pytest.mark.parametrize(
    ("links", "cause"),
    [
        ([], "no_source"),
        ([link(**OTHER)], "not_listed"),
        ([link(**OTHER, exists=False)], "no_source"),
        ([link(usable=False)], "no_source"),
        ([link(usable=False), link(**OTHER)], "no_source"),
        ([link(**OTHER, exists=False), link(**OTHER)], "not_listed"),
    ],
)
def test_what_supports_nothing_has_no_source_or_does_not_list_it(
    links: list[LinkAssessment], cause: str
) -> None:
    found = assessed(*links, verdict=Verdict.UNSUPPORTED, code="")
    assert cause_of(found, {}) == Cause(cause, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdict", "cause"),
    [
        (Verdict.SUPPORTED, None),
        (Verdict.NOT_APPLICABLE, None),
        (Verdict.PARTLY_SUPPORTED, Cause("part", "ref")),
        (Verdict.OVERSTATED, Cause("beyond", "ref")),
    ],
)
def test_the_cause_is_the_source_that_carries_most(verdict: Verdict, cause: Cause | None) -> None:
    assert cause_of(assessed(link(), verdict=verdict, code=""), {}) == cause


def test_what_is_contradicted_is_so_by_the_listed_work_that_finds_otherwise() -> None:
    def named(key: str, **what: Any) -> Any:
        made = link(**what)
        return replace(made, evidence=made.evidence.model_copy(update={"reference": key}))

    carries, otherwise = named("carries"), named("otherwise", against=True)
    elsewhere = named("elsewhere", against=True, listed=False)
    for links in ([carries, elsewhere, otherwise], [otherwise, carries], [elsewhere, otherwise]):
        found = assessed(*links, verdict=Verdict.CONTRADICTED, code="EVI003")
        assert cause_of(found, {}) == Cause("contradicted", "otherwise")
    found = assessed(carries, elsewhere, verdict=Verdict.CONTRADICTED, code="EVI003")
    assert cause_of(found, {}) == Cause("contradicted", "carries")
