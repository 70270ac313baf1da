"""What nobody noted bounds a verdict where the sentence leans on it. All of it is synthetic."""

from typing import Any

import pytest

from magclaims.judge.link.unknown import (
    asserted_outcomes,
    may_be_healed,
    promises_cure,
    speaks_of_studies,
)
from magclaims.study.published import tells_of_trials
from small_registries import CLASS, judged

TRIAL = {
    "design": "randomized_controlled_trial",
    "subjects": "human",
    "ingredients": "hesperidin",
    "outcomes": [{"name": "blood pressure", "direction": "decreased"}],
}
REVIEW = {**TRIAL, "design": "meta_analysis"}


def verdict(refs: dict[str, Any], **claim: Any) -> str:
    given = {"statement": "Hesperidin may lower blood pressure.", "strength": "conditional"}
    about = {"substance": "hesperidin", "outcome": "blood pressure"}
    return CLASS[judged({**given, **about, **claim, "refs": refs}).verdict]


def review(says: str | None = None, *, title: str = "A review", **facts: Any) -> dict[str, Any]:
    link = {"level": "systematic_review", "title": title, "study": {**REVIEW, **facts}}
    return {"a": link if says is None else {**link, "says": says}}


@pytest.mark.parametrize(
    ("refs", "expected"),
    [
        (review(), "part"),
        (review(subjects=[]), "part"),
        (review(reviews={"designs": "randomized_controlled_trial"}), "fine"),
        (review(certainty="moderate"), "fine"),
        (review(comparator="placebo"), "fine"),
        (review(dose="500 mg per day"), "fine"),
        (review("lower blood pressure in randomised trials"), "fine"),
        (review("no randomised trials; lower blood pressure"), "part"),
        (review(title="Hesperidin and blood pressure: a meta-analysis of trials"), "fine"),
        (review(title="Hesperidin intake and blood pressure: a meta-analysis"), "part"),
        (review(reviews={"designs": "cohort"}), "bad"),
    ],
)
def test_a_review_is_as_good_as_what_is_known_of_what_it_reviewed(
    refs: dict[str, Any], expected: str
) -> None:
    assert verdict(refs) == expected


def test_an_association_a_null_and_a_harm_lean_on_less() -> None:
    linked = {"statement": "Hesperidin is linked to lower blood pressure."}
    assert verdict(review(), **linked, strength="correlational") == "fine"
    null: dict[str, Any] = {"outcomes": [{"name": "blood pressure", "direction": "no_difference"}]}
    denied = {"statement": "Hesperidin does not lower blood pressure.", "strength": "causal"}
    assert verdict(review(**null), **denied) == "fine"
    more: dict[str, Any] = {"outcomes": [{"name": "blood pressure", "direction": "increased"}]}
    harm = {"statement": "Hesperidin may raise blood pressure."}
    assert verdict(review(**more), **harm) == "fine"


def test_an_abstract_that_names_nothing_of_the_claim_leaves_it_unread() -> None:
    link = {"level": "human", "title": "A trial", "study": {**TRIAL, "outcomes": []}}
    assert verdict({"a": {**link, "abstract": "Sleep was longer."}}) == "part"
    assert verdict({"a": {**link, "abstract": "Blood pressure was lower."}}) == "fine"
    assert verdict({"a": {**link, "abstract": "The systolic pressure was lower."}}) == "fine"
    read = {"abstract": "Sleep was longer.", "says": "blood pressure was lower"}
    assert verdict({"a": {**link, **read}}) == "fine"


def test_an_unknown_review_beside_a_trial_takes_nothing_from_it() -> None:
    trial = {"b": {"level": "human", "study": TRIAL}}
    assert verdict({**review(), **trial}) == "fine"


def test_a_page_that_nobody_knows_is_no_paper_yet() -> None:
    link = {"level": "human", "status": "no_identifier", "url": "https://shop.example/trial.pdf"}
    refs = {"a": {**link, "unrecorded": True, "study": TRIAL}}
    assert verdict(refs) == "part"
    assert verdict({"a": {**refs["a"], "journal": "Journal of Synthetic Records"}}) == "fine"
    pubmed = {**refs["a"], "url": "https://www.ncbi.nlm.nih.gov/pubmed/?term=synthetic"}
    assert verdict({"a": pubmed}) == "fine"
    published = {**TRIAL, "status": "published"}
    assert verdict({"a": {**refs["a"], "study": published}}) == "fine"


def test_a_mark_leads_to_one_work_and_another_one_does_not_carry_the_sentence() -> None:
    rats = {**TRIAL, "design": "laboratory_experiment", "subjects": "animal"}
    refs = {"a": {"level": "human", "study": TRIAL}, "b": {"level": "animal", "study": rats}}
    assert verdict(refs) == "fine"
    assert verdict(refs, cites=["a"]) == "fine"
    assert verdict(refs, cites=["a", "b"]) == "fine"
    assert verdict(refs, cites=["b"]) == "bad"
    mentioned = {**refs, "b": {"level": "animal", "relation": "mentions"}}
    assert verdict(mentioned, cites=["b"]) == "fine"
    unlinked = {**refs, "b": {"unlinked": True}}
    assert verdict(unlinked, cites=["b"]) == "part"


def test_studies_are_more_than_one() -> None:
    several = {
        "kind": "study_result",
        "statement": "Studies show that it may lower blood pressure.",
    }
    one = {"a": {"level": "human", "study": {**TRIAL, "registration": "NCT01"}}}
    twice = {**one, "b": {"level": "human", "study": {**TRIAL, "registration": "NCT 01"}}}
    two = {**one, "b": {"level": "human", "study": {**TRIAL, "registration": "NCT02"}}}
    assert verdict(one, **several) == "part"
    assert verdict(twice, **several) == "part"
    assert verdict(two, **several) == "fine"
    rated = review(certainty="moderate")
    assert verdict(rated, **several) == "fine"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "part"),
        ({"dose": "500 mg per day"}, "fine"),
        ({"dose": "900 mg per day"}, "part"),
        ({"population": "Adults who took 500 mg."}, "part"),
    ],
)
def test_a_dose_has_a_source(facts: dict[str, Any], expected: str) -> None:
    said = {"statement": "500 mg of hesperidin a day may lower blood pressure."}
    assert verdict({"a": {"level": "human", "study": {**TRIAL, **facts}}}, **said) == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (None, "part"),
        ("systolic pressure 5 % lower", "fine"),
        ("systolic pressure fell from 140 to 133 mmHg", "fine"),
    ],
)
def test_an_effect_size_has_a_source(says: str | None, expected: str) -> None:
    said = {"statement": "Hesperidin may lower blood pressure by 5%."}
    link = {"level": "human", "study": TRIAL, **({"says": says} if says else {})}
    assert verdict({"a": link}, **said) == expected


@pytest.mark.parametrize(
    ("statement", "says", "expected"),
    [
        ("It may make you lose 10 kg.", "1.3 kg less than placebo", "bad"),
        ("It may make you lose 1.3 kg.", "1.3 kg less than placebo", "fine"),
        ("It may make you lose 1 kg.", "1.3 kg less than placebo", "fine"),
        ("It may lower body weight by 4 kg.", "body weight fell from 92 to 90 kg", "bad"),
        ("People of 90 kg may lose weight.", "1.3 kg less than placebo", "fine"),
    ],
)
def test_a_larger_loss_than_the_source_has_is_too_much(
    statement: str, says: str, expected: str
) -> None:
    study = {**TRIAL, "outcomes": [{"name": "body weight", "direction": "decreased"}]}
    refs = {"a": {"level": "human", "says": says, "study": study}}
    assert verdict(refs, statement=statement, outcome="body weight") == expected


def test_a_number_of_the_reader_needs_no_source() -> None:
    link = {"a": {"level": "human", "study": TRIAL}}
    said = {"statement": "In adults of 70 kg hesperidin may lower blood pressure."}
    assert verdict(link, **said) == "fine"


@pytest.mark.parametrize(
    ("statement", "ids"),
    [
        ("It lowers blood pressure and improves memory.", {"blood_pressure", "memory"}),
        ("It lowers blood pressure in people with migraine.", {"blood_pressure"}),
        ("Folic acid before conception prevents neural tube defects.", {"neural_tube_defects"}),
        ("Depression is common.", set()),
    ],
)
def test_what_a_statement_says_something_of(statement: str, ids: set[str]) -> None:
    assert set(asserted_outcomes(statement)) == ids


@pytest.mark.parametrize(
    ("text", "language", "several"),
    [
        ("Studies show that it helps", "en", True),
        ("A study shows that it helps", "en", False),
        ("onderzoeken laten zien", "nl", True),
        ("onderzoek laat zien", "nl", False),
        ("Uit klinische onderzoeken blijkt", "nl", True),
        ("wij onderzoeken of het helpt", "nl", False),
        ("Studien zeigen", "de", True),
        ("des études montrent", "fr", True),
        ("los estudios muestran", "es", True),
        ("badania pokazują", "pl", False),
    ],
)
def test_several_studies_are_told_by_their_plural(text: str, language: str, several: bool) -> None:
    assert speaks_of_studies(text, language) is several


@pytest.mark.parametrize(
    ("text", "trials"),
    [
        ("a meta-analysis of clinical trials", True),
        ("effects of zinc supplementation: a systematic review", True),
        ("zinc intake and cancer: a meta-analysis", False),
        ("no randomised trials were found", False),
        (None, False),
    ],
)
def test_what_tells_that_trials_were_reviewed(text: str | None, trials: bool) -> None:
    assert tells_of_trials(text) is trials


@pytest.mark.parametrize(
    ("text", "language", "promised"),
    [
        ("Cranberry cures bladder infections", "en", True),
        ("Pepermuntolie geneest een prikkelbare darm", "nl", True),
        ("Weihrauch heilt Arthrose", "de", True),
        ("La reine-des-prés guérit l'arthrose", "fr", True),
        ("El jengibre cura la migraña", "es", True),
        ("Propolis laat een koortslip sneller genezen", "nl", False),
        ("Honey heals cold sores faster", "en", False),
        ("Garlic relieves a sore throat", "en", False),
        ("De genezende kracht van kruiden", "nl", False),
        ("Il cura el la", "xx", False),
    ],
)
def test_what_promises_a_cure(text: str, language: str, promised: bool) -> None:
    assert promises_cure(text, language) is promised


def test_a_wound_heals_by_itself() -> None:
    assert may_be_healed(["wound healing"])
    assert may_be_healed(["pain", "wounds"])
    assert not may_be_healed(["migraine"])


def test_what_a_record_tells_of_another_outcome_says_nothing_of_this_one() -> None:
    other = {"outcomes": [{"name": "hair loss", "direction": "decreased"}]}
    study = {**TRIAL, **other, "from_record": ["outcomes"]}
    assert verdict({"a": {"level": "human", "title": "A trial", "study": study}}) != "fine"
