"""What the program advises passes the program: every template, language, level and kind of outcome.

The studies are synthetic.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from advice import advised, rows
from magclaims.judge.advice import Advisor, Bench
from magclaims.judge.advice.groups import group
from magclaims.judge.advice.proof import as_worded
from magclaims.judge.case import Case
from magclaims.judge.law import is_forbidden
from magclaims.judge.policy import load
from magclaims.judge.verdict.assess import assess
from magclaims.judge.words import languages, words
from magclaims.knowledge.data import load as load_data
from magclaims.match.identity import Identity
from magclaims.model.registry import (
    Article,
    Claim,
    Dossier,
    Kind,
    Level,
    Reference,
    Study,
    Subject,
    Verdict,
)
from magclaims.model.work import Gathered, Notice, Work
from magclaims.read.bibtex import read_bibliography
from magclaims.read.claims import read
from small_registries import case_of

LANGUAGES = languages()
STUDIES: dict[str, tuple[str, dict[str, Any]]] = {
    "animal": ("animal", {"subjects": "animal", "species": "rats"}),
    "given": ("animal", {"subjects": "animal", "species": "rats", "population": "Rats given oxaliplatin."}),
    "cells": ("in_vitro", {"subjects": "in_vitro"}),
    "trial": ("human", {"subjects": "human", "design": "randomized_controlled_trial", "sample_size": 80}),
    "cohort": ("human", {"subjects": "human", "design": "cohort", "sample_size": 900}),
    "unknown": ("human", {"subjects": "human"}),
}  # fmt: skip
OUTCOMES = {
    "ability": ("memory", "better"),
    "level": ("triglycerides", "decreased"),
    "time": ("sleep onset latency", "better"),
    "symptom": ("stress", "better"),
    "disease": ("common cold", "better"),
    "plural": ("executive function", "better"),
    "strength": ("muscle strength", "increased"),
    "unknown": ("blorbing", "better"),
}
VERBS = {"better": "improves", "increased": "increases", "decreased": "decreases"}
SUBSTANCES = ("zinc", "creatine", "omega-3", "lion's mane", "ashwagandha", "melatonin")
QUOTED = re.compile(r'(?:["“„]|«\u202f?)([^"“”„«»]{25,}?)(?:["“”]|\u202f?»)')
"""A sentence between the marks of its language."""


def advisor(
    language: str,
    substance: Any,
    outcome: str,
    way: str,
    level: str,
    study: dict[str, Any],
    **changes: Any,
) -> Advisor:
    """Advice on a bold sentence that rests on one study."""
    claim = {
        "id": "claim",
        "statement": f"{substance} {VERBS[way]} {outcome}.",
        "kind": "effect",
        "about": {"substance": substance, "outcome": outcome},
        "occurrences": [{"article": "a", "quote": "zo is het", "strength": "causal"}],
        "evidence": _evidence(level, changes.pop("evidence", {})),
        **changes,
    }  # fmt: skip
    found = {"ingredients": [substance], "outcomes": [{"name": outcome, "direction": way}]}
    article = {"title": "A", "language": language, "commercial": False, "references": ["doe"]}
    dossier = Dossier.model_validate(
        {"articles": {"a": article}, "studies": {"doe": {**found, **study}}, "claims": [claim]}
    )
    reference = Reference(key="doe", entry_type="article", title="Synthetic", year=2020)
    bench = Bench(
        dossier, {"doe": reference}, {"doe": Identity("verified", Work(title="Synthetic"))}, load()
    )
    (assessed,) = assess(dossier.claims[0], bench).occurrences
    return Advisor(bench, dossier.claims[0], assessed)


def _evidence(level: str, more: Any) -> list[dict[str, Any]]:
    return more if isinstance(more, list) else [{"reference": "doe", "level": level, **more}]


def verdict_after(made: Advisor, sentence: str) -> Verdict:
    """The verdict once the sentence stands in the article."""
    bench = made.bench
    language = bench.dossier.articles["a"].language
    worded = as_worded(made.assessed.occurrence, made.claim, sentence, language)
    claim = made.claim.model_copy(update={"occurrences": (worded,)})
    judged = assess(claim, bench)
    return judged.occurrences[0].verdict


CASES = list(product(LANGUAGES, STUDIES, OUTCOMES, SUBSTANCES))


@pytest.mark.parametrize(("language", "study", "outcome", "substance"), CASES)
def test_a_proposed_sentence_passes(
    language: str, study: str, outcome: str, substance: str
) -> None:
    level, facts = STUDIES[study]
    name, way = OUTCOMES[outcome]
    made = advisor(language, substance, name, way, level, facts)
    advice = made.suggest()
    assert advice
    assert "..." not in advice
    assert "{" not in advice
    for sentence in QUOTED.findall(advice):
        partly = words(language).data["say"]["partly"].removesuffix(".") in advice
        expected = Verdict.PARTLY_SUPPORTED if partly else Verdict.SUPPORTED
        assert verdict_after(made, sentence) is expected, sentence
    if outcome != "unknown" and study != "unknown":
        assert QUOTED.search(advice) or study == "cohort", advice


def dutch() -> Iterator[Any]:
    yield "animal", "memory", "better", "zinc", "Bij ratten verbeterde zink het geheugen (S"
    yield (
        "animal",
        "blood pressure",
        "better",
        "omega-3",
        "verlaagden omega 3-vetzuren de bloeddruk",
    )
    yield "animal", "stress", "better", "ashwagandha", "verminderde ashwagandha de stress"
    yield (
        "animal",
        "sleep onset latency",
        "better",
        "melatonin",
        "verkortte melatonine de inslaaptijd",
    )
    yield "given", "memory", "better", "zinc", "Bij ratten die oxaliplatine kregen, verbeterde zink"
    yield "cells", "oxidative stress", "better", "zinc", "In gekweekte cellen verminderde zink"
    yield "trial", "muscle strength", "increased", "creatine", "studie met 80 deelnemers verhoogde"
    yield "cohort", "memory", "better", "zinc", "hing zink samen met een beter geheugen"
    yield "cohort", "stress", "better", "zinc", "hing zink samen met minder stress"


@pytest.mark.parametrize(("study", "outcome", "way", "substance", "says"), list(dutch()))
def test_dutch_has_article_number_and_verb(
    study: str, outcome: str, way: str, substance: str, says: str
) -> None:
    level, facts = STUDIES[study]
    assert says in str(advisor("nl", substance, outcome, way, level, facts).suggest())


def test_what_is_not_given_in_the_language_is_left_out() -> None:
    level, facts = STUDIES["animal"]
    evidence: dict[str, Any] = {
        "relation": "partial",
        "missing": ["the hippocampus"],
        "says": "better recall",
    }
    made = advisor("nl", "zinc", "memory", "better", level, facts, evidence=evidence)
    assert "hippocampus" not in str(made.suggest())
    evidence["missing"] = {"en": ["the hippocampus"], "nl": ["de hippocampus"]}
    made = advisor("nl", "zinc", "memory", "better", level, facts, evidence=evidence)
    assert "niet aangetoond: de hippocampus" in str(made.suggest())


def test_a_condition_that_the_language_cannot_tell_is_not_dropped() -> None:
    facts = {"subjects": "animal", "species": "rats", "population": "Rats with a rare blorb."}
    advice = str(advisor("nl", "zinc", "memory", "better", "animal", facts).suggest())
    assert "Bij de onderzochte ratten" in advice
    assert "Noem erbij" in advice
    english = str(advisor("en", "zinc", "memory", "better", "animal", facts).suggest())
    assert "In rats with a rare blorb, zinc improved memory" in english


@pytest.mark.parametrize(
    ("population", "expected"),
    [
        ("Women with low ferritin.", "vrouwen met een laag ferritine"),
        ("Children with iron deficiency.", "kinderen met een ijzertekort"),
        ("Women with low iron stores.", "vrouwen met een lage ijzervoorraad"),
        ("Women with few iron stores.", "deelnemers"),
    ],
)
def test_people_are_not_told_as_other_people(population: str, expected: str) -> None:
    facts = {**STUDIES["trial"][1], "population": population, "sample_size": 198}
    advice = (
        advisor("nl", "iron", "tiredness and fatigue", "better", "human", facts).suggest() or ""
    )
    assert f"198 {expected}" in advice
    assert "mensen met een ijzertekort" not in advice


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_proposes_the_sentence_that_stands_there(language: str) -> None:
    made = advisor(language, "zinc", "memory", "better", *STUDIES["trial"])
    (proposed,) = made.rewrites()
    again = replace(made, sentence=proposed.replace(" (Doe 2020)", " [1]"))
    assert again.suggest()
    assert proposed not in (again.suggest() or "")
    assert not again.rewrites()


def test_a_claim_never_hears_of_another_substance() -> None:
    level, facts = STUDIES["animal"]
    study = {**facts, "ingredients": "magnesium L-threonate"}
    for language in LANGUAGES:
        advice = str(advisor(language, "zinc", "memory", "better", level, study).suggest())
        assert "magnesium" not in advice.lower()


@pytest.mark.parametrize(
    ("statement", "outcome", "never"),
    [
        ("Zinc has no effect on memory.", "memory", "Leave it out"),
        ("Zinc causes nausea.", "adverse events", "Leave it out"),
    ],
)
def test_a_null_result_or_a_warning_is_not_to_be_left_out(
    statement: str, outcome: str, never: str
) -> None:
    made = advisor("en", "zinc", outcome, "better", "human", {}, statement=statement, evidence=[])
    assert never not in str(made.suggest())


@pytest.mark.parametrize(
    ("language", "subjects", "kind", "says"),
    [
        ("en", ["animal"], "study_result", "cite the study of animals that found it"),
        ("nl", ["animal"], "study_result", "verwijs naar de studie bij dieren die het vond"),
        ("nl", ["in_vitro"], "mechanism", "de studie bij gekweekte cellen die het vond"),
        ("en", ["human"], "study_result", "a study that shows it in people"),
        ("en", ["animal", "human"], "effect", "a study that shows it in people"),
        ("en", ["unstated"], "definition", "a source that shows it"),
        ("en", ["unstated"], "quantity", "a source that shows it"),
    ],
)
def test_a_sentence_without_a_source_is_sent_to_one_that_could_carry_it(
    language: str, subjects: list[str], kind: str, says: str
) -> None:
    place = {"article": "a", "quote": "zo is het", "strength": "causal", "subjects": subjects}
    made = advisor(
        language, "zinc", "taste", "better", "human", {}, evidence=[], kind=kind, occurrences=[place]
    )  # fmt: skip
    assert says in str(made.suggest())


def restated(claim: Claim, sentence: str, dossier: Dossier, key: str) -> Claim:
    """A claim that says what a sentence on a work says."""
    given = getattr(dossier.studies.get(key), "ingredients", ())
    about = claim.about.model_copy(update={"substance": given or claim.about.substance})
    told = {"statement": sentence, "direction": None, "kind": Kind.STUDY_RESULT, "about": about}
    return claim.model_copy(update=told)


def test_every_sentence_proposed_for_the_registry_itself_passes() -> None:
    """With no article text and no service, as the registry in `data/` stands."""
    root = Path(__file__).resolve().parents[2] / "data"
    registry = read([root / "claims.yaml"])
    bibliography = read_bibliography(root / "references.bib")
    case = Case(
        registry.dossier,
        registry.source_map,
        registry.faults,
        (bibliography,),
        Gathered({}),
        load(),
        date(2026, 1, 1),
    )
    proposed = 0
    for claim in case.dossier.claims:
        for assessed in case.assessments[claim.id].occurrences:
            advice = case.advisor(claim, assessed).suggest() or ""
            own = re.sub(r"NIH .*? Supplements", "", advice)
            assert not re.search(r"\b(?:the|and|with|by|shown|better)\b", own), advice
            for sentence in QUOTED.findall(advice):
                proposed += 1
                worded = as_worded(assessed.occurrence, claim, sentence, "nl")
                cited = {r.evidence.reference for r in assessed.links}
                article = case.dossier.articles[assessed.occurrence.article]
                listed = article.model_copy(update={"references": (*article.references, *cited)})
                dossier = case.judged.model_copy(
                    update={
                        "articles": {**case.dossier.articles, assessed.occurrence.article: listed}
                    }
                )
                changed = [claim.model_copy(update={"occurrences": (worded,)})]
                if "pas ook" in advice:  # the claim is to say it, too
                    changed = [restated(changed[0], sentence, dossier, key) for key in cited]
                after = {
                    assess(each, replace(case.bench, dossier=dossier, marked=None, overruled={}))
                    .occurrences[0]
                    .verdict
                    for each in changed
                }
                good = {Verdict.SUPPORTED}
                if "ten dele" in advice:
                    good.add(Verdict.PARTLY_SUPPORTED)
                assert after & good, sentence
    assert proposed > 20


def test_every_code_has_words_in_every_language() -> None:
    plan = load_data("advice.toml")
    codes = {code for name, table in plan.items() if name not in {"finding", "tail"} for row in table.values() for code in row}  # fmt: skip
    tails = {code for row in plan["tail"].values() for code in row}
    for language in LANGUAGES:
        assert codes <= set(words(language).data["say"])
        assert tails == set(words(language).data["tail"])
        for table in ("say", "verb", "nominal"):
            assert set(words(language).data[table]) == set(words("en").data[table])


def test_every_row_that_bites_has_advice() -> None:
    plan, policy = load_data("advice.toml"), load()
    for row in (*policy.ceilings, *policy.limits):
        if row.cap is not None:
            assert row.id in plan["capping"] or row.id in plan["lowering"], row.id


@pytest.mark.parametrize(("study", "sold", "told"), [("trial", True, True), ("trial", False, False), ("animal", True, False)])  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_seller_may_not_write_is_told_beside_what_the_evidence_carries(
    study: str, sold: bool, told: bool, language: str
) -> None:
    level, found = STUDIES[study]
    advised = advisor(language, "creatine", "memory", "better", level, found)
    page = Article(title="A", language=language, commercial=sold, jurisdictions=("eu",))
    advised = replace(advised, forbids=lambda text: is_forbidden(text, page, ["creatine"]))
    said = advised.suggest() or ""
    assert advised.rewrites()
    assert ((words(language).say("forbidden_to_sellers", {}) or "?") in said) == told


def test_an_authorised_claim_is_not_forbidden_to_sellers() -> None:
    page = Article(title="A", language="en", commercial=True, jurisdictions=("eu", "nl"))
    assert not is_forbidden("Zinc contributes to normal cognitive function.", page, ["zinc"])
    assert is_forbidden("Zinc cures colds.", page, ["zinc"])
    unplaced = page.model_copy(update={"jurisdictions": ()})
    assert not is_forbidden("Zinc cures colds.", unplaced, ["zinc"])


NEW = "10.5555/synthetic.new"


@pytest.mark.parametrize(
    ("status", "new", "nl", "en"),
    [
        ("retracted", None, "Haal Synthetic 2020 weg: dat artikel is teruggetrokken.", "Remove Synthetic 2020: it was retracted."),
        ("replaced", NEW, f"noem die in plaats daarvan (doi:{NEW})", f"cite that one instead (doi:{NEW})"),
        ("replaced", "10.5555/synthetic.old", "onder dezelfde DOI", "under the same DOI"),
        ("replaced", None, "zoek die via de melding", "find that one by the notice"),
    ],
)  # fmt: skip
def test_a_work_that_no_longer_stands_is_named_and_its_new_version(
    status: Any, new: str | None, nl: str, en: str
) -> None:
    kind: Any = "retraction" if status == "retracted" else "retraction_and_replacement"
    notice = Notice(type=kind, source="europepmc", replaced_by=new)
    work = Work(title="Synthetic", doi="10.5555/synthetic.old")
    level, facts = STUDIES["trial"]
    for language, said in {"nl": nl, "en": en, "pt": en}.items():
        made = advisor(language, "zinc", "memory", "better", level, facts)
        gone = {"doe": Identity(status, work, notices=(notice,))}
        bench = replace(made.bench, identities=gone)
        claim = made.claim
        judged = assess(claim, bench)
        advice = Advisor(bench, claim, judged.occurrences[0]).suggest()
        assert advice
        assert said in advice
        assert ("Remove" in advice or "Haal" in advice) is (status == "retracted")
        stands = advisor(language, "zinc", "memory", "better", level, facts).suggest()
        assert said not in (stands or "")


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", "Zoek op of het uit a blijkt"), ("en", "Look up whether it follows from a")],
)
def test_a_cited_work_that_nobody_entered_is_looked_up(language: str, told: str) -> None:
    """The sentence cites it: that no source is known would contradict the article."""
    given = {
        "lang": language,
        "statement": "Ashwagandha lowers stress.",
        "quote": "Ashwagandha verlaagt stress",
        "substance": "ashwagandha",
        "outcome": "stress",
        "refs": {"a": {"unlinked": True, "level": "human"}},
        "cites": ["a"],
    }
    case = case_of(given)
    claim, (assessed,) = case.dossier.claims[0], case.assessments["claim"].occurrences
    bench = Bench(case.dossier, dict(case.references), case.identities, case.policy)
    assert assessed.row == "no_usable_evidence"
    assert "cited_unnoted" in {reason.code for reason in assessed.reasons}
    assert told in (Advisor(bench, claim, assessed).suggest() or "")
    uncited = case_of({**given, "cites": []})
    (assessed,) = uncited.assessments["claim"].occurrences
    assert told not in (Advisor(bench, uncited.dossier.claims[0], assessed).suggest() or "")


@pytest.mark.parametrize(
    ("described", "said"),
    [
        ("Männer im Schichtdienst.", "an Männern im Schichtdienst"),
        ("Gesunde Erwachsene.", "an gesunden Erwachsenen"),
    ],
)
def test_a_language_that_writes_nouns_large_keeps_them_so(described: str, said: str) -> None:
    level, facts = STUDIES["trial"]
    took = {"population": {"en": "Adults.", "de": described}, "sample_size": None}
    advice = advisor("de", "zinc", "memory", "better", level, {**facts, **took}).suggest()
    assert advice
    assert f"Studie {said} verbesserte Zink" in advice


@pytest.mark.parametrize("language", ["en", "nl", "de", "fr", "es"])
def test_no_may_makes_a_claim_of_no_harm_sound(language: str) -> None:
    study = {
        "design": "randomized_controlled_trial",
        "subjects": "human",
        "ingredients": "curcumin",
        "outcomes": [{"name": "adverse events", "direction": "no_difference"}],
    }
    case = case_of(
        {
            "lang": language,
            "statement": "Curcumin has no side effects.",
            "substance": "curcumin",
            "outcome": "adverse events",
            "refs": {"a": {"level": "human", "study": study}},
        }
    )
    assessed = case.assessments["claim"].occurrences[0]
    assert assessed.row == "over_ceiling"
    advice = case.advisor(case.dossier.claims[0], assessed).suggest() or ""
    as_seen = words(language).say("harms_as_seen", {"cite": lambda: "A"}) or ""
    assert as_seen.split("A ", 1)[1] in advice


@pytest.mark.parametrize(
    ("took", "nl", "en", "fr"),
    [
        ({"health": "hypertriglyceridemia"}, "mensen met hoge triglyceriden", "people with high triglycerides", "personnes aux triglycérides élevés"),
        ({"health": "glaucoma"}, "mensen met glaucoom", "people with glaucoma", "personnes atteintes de glaucome"),
        ({"health": "dry eye"}, "mensen met droge ogen", "people with dry eye disease", "personnes souffrant de sécheresse oculaire"),
        ({"health": "critically ill"}, "ernstig zieke mensen", "critically ill people", "personnes gravement malades"),
        ({"health": "insomnia", "age_min": 60}, "ouderen met slapeloosheid", "older adults with insomnia", "personnes âgées insomniaques"),
        ({"health": "osteoarthritis", "sex": "male", "age_min": 40, "age_max": 60}, "mannen van 40 tot 60 jaar met artrose", "men of 40 to 60 years with osteoarthritis", "hommes de 40 à 60 ans atteints d'arthrose"),
        ({"health": ["type 2 diabetes", "obesity"]}, "mensen met diabetes type 2 en obesitas", "people with type 2 diabetes and obesity", "personnes atteintes de diabète de type 2 *"),
        ({"health": "acute low back pain"}, "mensen met lage rugpijn *", "people with acute low back pain", "personnes souffrant de lombalgie *"),
        ({"health": "healthy", "age_min": 18}, "gezonde volwassenen", "healthy adults", "adultes en bonne santé"),
        ({"age_max": 12}, "kinderen tot 12 jaar", "children up to 12 years old", "enfants de 12 ans au plus"),
        ({"health": "rare blorb"}, " *", "people with rare blorb", " *"),
    ],
)  # fmt: skip
def test_people_are_named_as_noted_with_sex_and_age(
    took: dict[str, Any], nl: str, en: str, fr: str
) -> None:
    study = Study.model_validate({"subjects": "human", "participants": took})
    for language, expected in {"nl": nl, "en": en, "fr": fr}.items():
        found = group(words(language), study, Level.HUMAN)
        assert found is not None
        assert found.text + ("" if found.whole else " *") == expected


def test_what_a_group_is_called_besides_is_one_of_its_names() -> None:
    data = load_data("people.toml")
    for id_, names in data["called"].items():
        assert id_ in data["group"]
        for said in names.values():
            assert set(said) == set(LANGUAGES)


def advice_on(language: str, **given: Any) -> tuple[str, Advisor]:
    """What is advised on a registry of one claim, with one synthetic reference."""
    study = {"subjects": "human", "ingredients": given["substance"], **given.pop("study", {})}
    link = {"level": "human", "study": study, **given.pop("link", {})}
    case = case_of({"lang": language, "refs": {"a": link}, **given})
    advised = case.advisor(case.dossier.claims[0], case.assessments["claim"].occurrences[0])
    return advised.suggest() or "", advised


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("design", ["randomized_controlled_trial", "cohort"])
@pytest.mark.parametrize(
    ("way", "move"), [("no_difference", "unmoved"), ("increased", "raised_risk")]
)
def test_what_was_found_against_a_claim_is_told_in_a_sentence(
    language: str, design: str, way: str, move: str
) -> None:
    study = {"design": design, "outcomes": [{"name": "prostate cancer", "direction": way}]}
    said, advised = advice_on(
        language,
        statement="Zinc prevents prostate cancer.",
        substance="zinc",
        outcome="prostate cancer",
        study=study,
    )
    assert advised.assessed.verdict is Verdict.CONTRADICTED
    (proposed,) = advised.rewrites()
    assert proposed in said
    if design != "cohort" or way == "no_difference":
        assert words(language).data["verb"][move][0] in proposed


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_study_left_open_is_no_null_result(language: str) -> None:
    outcomes = [{"name": "cancer", "direction": "undetermined"}]
    said, _ = advice_on(
        language,
        statement="Green tea prevents cancer.",
        substance="green tea",
        outcome="cancer",
        link={"level": "systematic_review"},
        study={"design": "meta_analysis", "outcomes": outcomes},
    )
    w = words(language)
    slots = {"cite": lambda: "A", "outcomes": lambda: w.outcomes(["cancer"])}
    assert said == w.say("undetermined", slots)


@pytest.mark.parametrize(
    ("missing", "code"),
    [("only lighter runners had fewer injuries", "keep_to_limits"), ("heavy runners", "keep_to")],
)
def test_a_note_that_is_a_sentence_is_not_told_as_not_shown(missing: str, code: str) -> None:
    said, _ = advice_on(
        "en",
        statement="Soft soles may prevent running injuries.",
        strength="conditional",
        substance="soft soles",
        outcome="running injuries",
        link={"relation": "partial", "missing": [missing]},
        study={
            "design": "randomized_controlled_trial",
            "outcomes": [{"name": "running injuries", "direction": "decreased"}],
        },
    )
    assert missing in said
    note = words("en").data["say"][code].split("; ")[1].split(":")[0]
    assert note in said or f"; {missing} (A)." in said
    assert ("not shown" in said) == (note == "not shown")


TRIAL = {"design": "randomized_controlled_trial"}
REVIEW = {"design": "meta_analysis", "reviews": {"designs": "randomized_controlled_trial"}}
WATCHED = {"design": "meta_analysis", "reviews": {"designs": "cohort"}}
LESS = {"outcomes": [{"name": "stress", "direction": "decreased"}]}
NONE = {"outcomes": [{"name": "stress", "direction": "no_difference"}]}
OTHER = {"substance": "zinc gluconate", "statement": "Zinc gluconate lowers stress."}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("level", "study", "changes", "kind"),
    [
        ("systematic_review", {**REVIEW, **LESS, "certainty": "low"}, {}, "may_bare"),
        ("systematic_review", {**REVIEW, **LESS, "certainty": "low", "participants": {"health": "insomnia"}}, {}, "may"),
        ("systematic_review", {**WATCHED, **LESS}, {}, "review_association"),
        ("human", {"design": "cohort", **NONE}, {"statement": "Zinc does not lower stress."}, "study"),
        ("human", {**TRIAL, **LESS, "ingredients": "zinc acetate"}, OTHER, "trial"),
        ("human", {**TRIAL, **LESS, "comparator": "placebo"}, {"kind": "comparison", "statement": "Zinc lowers stress more than valerian."}, "trial"),
        ("human", {**TRIAL, **NONE, "comparator": "fluoxetine"}, {}, "equal"),
        ("human", {**TRIAL, **LESS, "comparator": "fluoxetine"}, {"kind": "comparison", "statement": "Zinc lowers stress more than valerian."}, None),
    ],
)  # fmt: skip
def test_the_sentence_is_by_what_the_work_can_tell(
    language: str, level: str, study: dict[str, Any], changes: dict[str, Any], kind: str | None
) -> None:
    given = {"statement": "Zinc lowers stress.", "substance": "zinc", "outcome": "stress"} | changes
    said, advised = advice_on(language, **given, link={"level": level}, study=study)
    proposed = advised.rewrites()
    assert all(each in said for each in proposed)
    if kind is None:
        assert not proposed
        return
    (sentence,) = proposed
    begins = words(language).data["finding"][kind].split("{")[0]
    assert sentence.startswith(begins)
    if kind.startswith("may"):
        assert words(language).data["clause"]["may"][0] in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_review_that_its_record_calls_one_of_animals_is_none_of_people(language: str) -> None:
    title = "Quercetin and stress in rodents: a systematic review of animal studies"
    said, _ = advice_on(
        language,
        statement="Quercetin lowers stress.",
        substance="quercetin",
        outcome="stress",
        link={"level": "systematic_review", "title": title},
        study={"design": "systematic_review", "subjects": [], **LESS},
    )
    names = words(language).data["name"]
    assert names["animals"][:4] in said


def test_a_number_does_not_stand_before_what_nobody_noted_of_harm() -> None:
    said, advised = advice_on(
        "en",
        statement="Zinc has no side effects, even after ten years.",
        substance="zinc",
        outcome="adverse events",
        link={"level": "systematic_review"},
        study={**REVIEW, **LESS, "duration": "up to 6 months"},
    )
    assert "6 months" not in said, advised.assessed.row


@pytest.mark.parametrize("name", ["walking", "antiperspirants", "dark chocolate", "blorbing"])
@pytest.mark.parametrize("language", ["nl", "de", "fr", "es"])
def test_no_english_name_of_daily_life_stands_in_another_language(name: str, language: str) -> None:
    found = words(language).substance(name)
    assert found != name
    assert (found is None) == (name in {"antiperspirants", "blorbing"})


def test_a_latin_name_stays_as_it_is() -> None:
    assert words("fr").substance("Withania blorbii") == "Withania blorbii"
    assert words("de").substance("blorbium") == "Blorbium"


def test_what_was_not_measured_is_not_told_as_unchanged() -> None:
    said, _ = advice_on(
        "nl",
        statement="Tribulus builds muscle.",
        substance="tribulus",
        outcome="muscle mass",
        study={**TRIAL, "outcomes": [{"name": "testosterone", "direction": "no_difference"}]},
    )
    assert "geen duidelijk effect op het testosteron" in said
    assert "spiermassa" not in said


@pytest.mark.parametrize("language", [None, *LANGUAGES])
def test_of_small_registries_what_is_proposed_is_accepted(language: str | None) -> None:
    found = [one for row in list(rows(language))[::89] if (one := advised(row)) is not None]
    assert len(found) >= 10
    assert [one.outcomes for one in found if one.came_to == "bad"] == []
    assert any(one.came_to == "fine" for one in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_a_sentence_is_declared_to_speak_of_is_advised_on(language: str) -> None:
    # "none" is declared of products that a laboratory tested: there is no study "in nobody" to ask for.
    for kind, subject in product(("study_result", "effect"), Subject):
        given = {"kind": kind, "strength": "none", "subjects": [subject.value], "outcome": "stress"}
        _, advised = advice_on(
            language,
            statement="Of 31 jars nine held less kava.",
            substance="kava",
            link={"level": "background"},
            study={"design": "web_page", "outcomes": []},
            **given,
        )
        assert "None" not in (advised.evidence_needed() or "")
        assert (words(language).subjects([subject]) is None) is (subject is Subject.NONE)
