"""What `scan` proposes where the article leaves a field open: marked, and no error that rests on it. All is synthetic."""

import pytest
import yaml

from magclaims.edit.entries import Known, claim_of
from magclaims.edit.proposals import propose
from magclaims.judge.articles.scanning import scan
from magclaims.match.reference_items import MatchedItem
from magclaims.model.registry import Claim, Dossier, Kind, Level
from proposals_read import read

LIST = "\n\n## References\n\n1. Doe J. Zinc: a synthetic trial. Synth J. 2020;1:1-2.\n"


def proposed(text: str, language: str) -> list[tuple[Claim, str]]:
    """The claims of a text and their entries, with the first printed work known as a trial in people."""
    article = read(text, language)
    one = scan(article.path, article, Dossier(), {}, None)  # type: ignore[arg-type]
    items = [MatchedItem(item, "doe2020", "new") for item in article.references]
    known = Known({"doe2020": Level.HUMAN})
    made = propose(one, items, file="a.md", article_ids=(), claim_ids=(), known=known)
    return [(claim_of(entry), entry) for entry in made.claims.values()]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "## Zinc\n\nTiredness, brittle nails and a sore tongue: those are the usual complaints.",
            "en",
        ),
        ("## Zink\n\nEen dof gevoel, moeheid en broze nagels: dat zijn de bekende klachten.", "nl"),
        ("## Zink\n\nMüdigkeit und brüchige Nägel: das sind die üblichen Beschwerden.", "de"),
        ("## Le zinc\n\nFatigue et ongles cassants\u202f: ce sont les plaintes habituelles.", "fr"),
        ("## Zinc\n\nHbA1c mirrors the average of about three months.", "en"),
    ],
)
def test_what_is_only_mentioned_is_no_outcome(text: str, language: str) -> None:
    (claim, entry), *_ = proposed(text, language)
    assert claim.kind is Kind.GENERAL_KNOWLEDGE
    assert not claim.about.outcome
    assert "  # " in entry
    assert "it mentions" in entry
    assert yaml.safe_load(entry)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zinc cures tiredness.", "en"),
        ("Zink geneest moeheid.", "nl"),
        ("Zink heilt Müdigkeit.", "de"),
        ("Le zinc guérit la fatigue.", "fr"),
        ("Zinc wards off cancer.", "en"),
    ],
)
def test_a_promise_keeps_its_outcome(text: str, language: str) -> None:
    ((claim, entry),) = proposed(text, language)
    assert claim.kind is Kind.EFFECT
    assert claim.about.outcome
    assert "it mentions" not in entry


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cows get it from the bacteria in their gut.", "en"),
        ("Healthy kidneys get rid of what is left over.", "en"),
    ],
)
def test_what_no_list_knows_is_no_effect(text: str, language: str) -> None:
    ((claim, _),) = proposed(f"# Zinc\n\n{text}", language)
    assert claim.kind is Kind.GENERAL_KNOWLEDGE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Side effects are mild.", "en"),
        ("Häufigste Nebenwirkung ist Aufstoßen.", "de"),
        ("La diarrhée est l'effet indésirable le plus courant.", "fr"),
    ],
)
def test_a_side_effect_is_a_precaution(text: str, language: str) -> None:
    ((claim, _),) = proposed(f"## Zinc\n\n{text}", language)
    assert claim.kind is Kind.PRECAUTION


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zinc lowered blood pressure in eight weeks [1].", "en"),
        ("Zink verlaagde de bloeddruk in acht weken [1].", "nl"),
        ("Zink senkte den Blutdruck in acht Wochen [1].", "de"),
    ],
)
def test_what_is_marked_and_told_of_the_past_is_a_result(text: str, language: str) -> None:
    ((claim, _),) = proposed(text + LIST, language)
    assert claim.kind is Kind.STUDY_RESULT
    assert claim.occurrences[0].reported


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zinc lowers blood pressure in eight weeks [1].", "en"),
        ("Zinc brings lost memories back for good [1].", "en"),
        ("Zink verlaagt de bloeddruk in acht weken [1].", "nl"),
    ],
)
def test_what_is_promised_is_no_result(text: str, language: str) -> None:
    ((claim, _),) = proposed(text + LIST, language)
    assert claim.kind is Kind.EFFECT
    assert not claim.occurrences[0].reported


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zinc worked better than in the placebo group [1].", "en"),
        ("Zink werkte beter dan in de placebogroep [1].", "nl"),
        ("Bij ratten verminderde een capsule met zink [1].", "nl"),
        ("Bei Ratten erweiterte ein Auszug der Pflanze die Bronchien [1].", "de"),
    ],
)
def test_who_took_part_and_what_was_taken_is_no_outcome(text: str, language: str) -> None:
    ((claim, _),) = proposed(f"# Zinc\n\n{text}{LIST}", language)
    assert not claim.about.outcome


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No trial has looked at dementia.", "en"),
    ],
)
def test_what_is_only_of_research_is_a_limitation(text: str, language: str) -> None:
    ((claim, _),) = proposed(f"# Zinc\n\n{text}", language)
    assert claim.kind is Kind.LIMITATION


def test_what_one_had_better_do_is_advice() -> None:
    ((claim, _),) = proposed("# Zinc\n\nPeople with an allergy had better read the label.", "en")
    assert claim.kind is Kind.ADVICE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We looked at what the trials actually show.", "en"),
        ("Wij bekeken wat de studies laten zien.", "nl"),
        ("Wir haben nachgesehen, was die Studien zeigen.", "de"),
        ("Nous avons examiné ce que montrent les essais.", "fr"),
    ],
)
def test_what_the_writer_looked_at_is_no_claim(text: str, language: str) -> None:
    assert not proposed(f"# Zinc\n\n{text}", language)


def test_what_the_writer_says_was_found_is_one() -> None:
    assert proposed("# Zinc\n\nWe looked at ten trials, and zinc cures colds.", "en")
