"""The registry cannot mute: what it declares of a sentence never makes the verdict better than its text."""

from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from test_rules_txt import case_of

from magclaims.model.registry import WORST_FIRST, Verdict
from small_registries import AT_FIRST_SIGHT, CLASS, cases, judged

FINE = {Verdict.SUPPORTED, Verdict.NOT_APPLICABLE}
SENTENCES = (
    "Zinc improves memory.",
    "Zinc improves your memory.",
    "Ten mice were given zinc. Zinc improves memory in all of us.",
    "Iron improved sleep in mice, but zinc improves memory.",
    "Zinc prevents dementia.",
)
HEAD = """\
articles:
  one:
    title: Synthetic article
    language: en
    file: one.md
    commercial: false
    references: [jansen2020, pieters2021]
studies:
  jansen2020: {design: laboratory_experiment, subjects: animal, species: mice, ingredients: zinc}
  pieters2021: {design: randomized_controlled_trial, subjects: human, ingredients: zinc}
"""
CLAIM = """\
  - id: one
    statement: Zinc improves memory.
    kind: {kind}
    about: {{substance: zinc, outcome: memory}}
    occurrences:
      - {{article: one, quote: '{quote}', strength: {strength}, subjects: {subjects}, reported: {reported}}}
    evidence:
      - {{reference: {reference}, level: {level}}}
"""


def quote_of(sentence: str) -> str:
    return sentence[
        sentence.lower().index("zinc improves" if "improves" in sentence else "zinc") :
    ][:21]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    ("reference", "level"), [("jansen2020", "animal"), ("pieters2021", "human")]
)
def test_no_declaration_makes_a_sentence_fine(
    tmp_path: Path, sentence: str, reference: str, level: str
) -> None:
    def verdict(**declared: str) -> Verdict:
        text = CLAIM.format(quote=quote_of(sentence), reference=reference, level=level, **declared)
        case = case_of(tmp_path, text, f"# Synthetic\n\n{sentence}\n", head=HEAD)
        return case.assessments["one"].occurrences[0].verdict

    plain = verdict(kind="effect", strength="causal", subjects="unstated", reported="false")
    assert plain not in FINE
    for kind, strength, subjects, reported in product(
        ("effect", "study_result", "opinion", "advice", "limitation"),
        ("none", "causal"),
        ("unstated", "animal", "in_vitro"),
        ("false", "true"),
    ):
        declared = verdict(kind=kind, strength=strength, subjects=subjects, reported=reported)
        assert WORST_FIRST.index(declared) <= WORST_FIRST.index(Verdict.PARTLY_SUPPORTED), (
            kind,
            strength,
            subjects,
            reported,
        )


def test_what_the_text_says_is_heard(tmp_path: Path) -> None:
    declared = {"kind": "effect", "strength": "causal", "subjects": "animal", "reported": "true"}
    text = CLAIM.format(
        quote="zinc improved memory", reference="jansen2020", level="animal", **declared
    )
    case = case_of(tmp_path, text, "# Synthetic\n\nIn mice, zinc improved memory.\n", head=HEAD)
    assert case.assessments["one"].occurrences[0].verdict in {
        Verdict.SUPPORTED,
        Verdict.UNVERIFIED,
    }


def test_a_verdict_on_an_effect_that_is_called_an_opinion_says_so(tmp_path: Path) -> None:
    declared = {"kind": "opinion", "strength": "none", "subjects": "unstated", "reported": "false"}
    quote = quote_of(SENTENCES[0])
    text = CLAIM.format(quote=quote, reference="pieters2021", level="human", **declared)
    case = case_of(tmp_path, text, f"# Synthetic\n\n{SENTENCES[0]}\n", head=HEAD)
    (occurrence,) = case.assessments["one"].occurrences
    assert "judged_as_effect" in {reason.code for reason in occurrence.reasons}


# No verb that a list could have: what the claim states is then what the sentence says.
WORDLESS = (
    ("en", "resveratrol", "ageing", "Resveratrol is a fountain of youth"),
    ("en", "berberine", "liver function", "Berberine, a clean liver in two weeks"),
    ("nl", "ashwagandha", "stress", "Ashwagandha, rust in een potje"),
    ("nl", "lion's mane", "memory", "Met pruikzwam een geheugen als een olifant"),
    ("de", "berberine", "liver function", "Berberin, die saubere Leber"),
    ("fr", "ashwagandha", "stress", "L'ashwagandha, le stress au placard"),
    ("es", "curcumin", "joint pain", "Curcumina, rodillas de veinteañera"),
)
PRECLINICAL = {"animal": "rats", "in_vitro": "cells"}


def wordless(
    row: tuple[str, str, str, str], *, kind: str, level: str, text: bool, statement: str
) -> dict[str, Any]:
    lang, substance, outcome, quote = row
    study = {
        "design": "laboratory_experiment",
        "subjects": level,
        "species": PRECLINICAL[level],
        "ingredients": substance,
        "outcomes": [{"name": outcome, "direction": "better"}],
    }
    given = {
        "lang": lang,
        "statement": statement.format(substance=substance.capitalize(), outcome=outcome),
        "quote": quote,
        "substance": substance,
        "outcome": outcome,
        "kind": kind,
        "strength": "none",
        "refs": {"a": {"level": level, "study": study}},
    }
    return given | ({"text": f"{quote} [1].", "cites": ["a"]} if text else {})


@pytest.mark.parametrize("row", WORDLESS, ids=lambda row: row[-1])
@pytest.mark.parametrize("level", PRECLINICAL)
def test_a_grader_that_found_nothing_frees_no_animal_or_cell_study(
    row: tuple[str, str, str, str], level: str
) -> None:
    for kind, text in product(
        ("effect", "study_result", "mechanism", "general_knowledge", "definition", "comparison"),
        (True, False),
    ):
        stated = "{substance} improves {outcome}."
        found = judged(wordless(row, kind=kind, level=level, text=text, statement=stated))
        assert CLASS[found.verdict] == "bad", (kind, text)
        if kind == "effect":
            assert "as_stated" in {reason.code for reason in found.reasons}
        stated = "{substance}: a new {outcome}."  # of which nothing is read either
        found = judged(wordless(row, kind=kind, level=level, text=text, statement=stated))
        assert CLASS[found.verdict] != "fine", (kind, text)


@pytest.mark.parametrize(
    ("level", "design"),
    [
        ("background", "web_page"),
        ("narrative_review", "narrative_review"),
        ("human", "case_report_or_series"),
    ],
)
def test_what_is_called_an_effect_says_at_least_that_things_go_together(
    level: str, design: str
) -> None:
    outcomes = [{"name": "ageing", "direction": "better"}]
    study = {"design": design, "subjects": "human", "ingredients": "resveratrol"}
    given = {
        "statement": "Resveratrol: the fountain of youth.",
        "strength": "none",
        "substance": "resveratrol",
        "outcome": "ageing",
        "refs": {"a": {"level": level, "study": study | {"outcomes": outcomes}}},
    }
    assert CLASS[judged(given).verdict] == "bad"
    asked = given | {"statement": "It is not known whether resveratrol slows ageing."}
    assert CLASS[judged(asked).verdict] != "bad"


@pytest.mark.parametrize("row", WORDLESS, ids=lambda row: row[-1])
def test_a_number_is_no_leave_to_leave_the_animals_out(row: tuple[str, str, str, str]) -> None:
    stated = "{substance} improves {outcome}."
    found = judged(wordless(row, kind="quantity", level="animal", text=True, statement=stated))
    assert CLASS[found.verdict] != "fine"


@pytest.mark.parametrize(
    ("lang", "quote"),
    [
        ("en", "Does berberine improve liver function?"),
        ("en", "It is not known whether berberine improves liver function"),
        ("nl", "Verbetert berberine de leverfunctie?"),
        ("nl", "Of berberine de leverfunctie verbetert, is niet bekend"),
        ("de", "Ob Berberin die Leberfunktion verbessert, ist nicht bekannt"),
    ],
)
def test_what_asks_or_leaves_open_asserts_nothing(lang: str, quote: str) -> None:
    row = (lang, "berberine", "liver function", quote)
    stated = "{substance} improves {outcome}."
    found = judged(wordless(row, kind="effect", level="animal", text=True, statement=stated))
    assert found.verdict == Verdict.SUPPORTED


@pytest.mark.parametrize("kind", ["general_knowledge", "definition"])
def test_general_knowledge_on_what_people_want_is_an_effect(kind: str) -> None:
    study = {"design": "narrative_review", "ingredients": "ginkgo"}
    review = {"level": "narrative_review", "says": "memory and blood flow", "study": study}
    given = {
        "statement": "Ginkgo may improve memory.",
        "strength": "conditional",
        "substance": "ginkgo",
        "outcome": "memory",
        "kind": kind,
        "refs": {"a": review},
    }
    assert CLASS[judged(given).verdict] == "bad"
    # A mechanism may lean on a review.
    other = {"statement": "Ginkgo may widen blood vessels.", "outcome": "blood flow"}
    assert CLASS[judged(given | other).verdict] == "fine"


@pytest.mark.parametrize(
    "study",
    [
        {"species": "rats"},
        {"population": "Aged male Wistar rats."},
        {"population": "Cultured neurons."},
        {"subjects": "animal"},
    ],
)
def test_a_study_of_animals_is_one_wherever_the_registry_says_it(study: dict[str, Any]) -> None:
    known = {"design": "randomized_controlled_trial", "ingredients": "curcumin"}
    known |= {"outcomes": [{"name": "memory", "direction": "better"}]} | study
    given = {
        "statement": "Curcumin may improve memory.",
        "strength": "conditional",
        "substance": "curcumin",
        "outcome": "memory",
        "refs": {"a": {"level": "human", "study": known}},
    }
    assert CLASS[judged(given).verdict] == "bad"
    people = known | {"species": [], "population": "Older adults.", "subjects": "human"}
    other = {"refs": {"a": {"level": "human", "study": people}}}
    assert CLASS[judged(given | other).verdict] != "bad"


@pytest.mark.parametrize(
    ("level", "says"),
    [
        ("authority", "in rats curcumin improved memory"),
        ("narrative_review", "protects the memory of mice"),
        ("human", "memory of the rats improved"),
        ("background", {"nl": "ratten onthielden meer"}),
    ],
)
def test_what_a_source_says_of_animals_is_not_of_people(level: str, says: object) -> None:
    design = {"authority": "fact_sheet", "narrative_review": "narrative_review"}
    study = {"design": design.get(level), "ingredients": "curcumin"}
    given = {
        "statement": "Curcumin may improve memory.",
        "strength": "conditional",
        "substance": "curcumin",
        "outcome": "memory",
        "kind": "mechanism",
        "refs": {"a": {"level": level, "says": says, "study": study}},
    }
    assert CLASS[judged(given).verdict] == "bad"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("nl", "Ratten sliepen beter met melatonine, maar kurkuma verbetert het geheugen"),
        ("nl", "In een kweekbakje werkte zink, maar kurkuma verbetert het geheugen"),
        ("de", "Ratten schliefen mit Melatonin besser, aber Kurkuma verbessert das Gedächtnis"),
        ("en", "Melatonin helped hens to sleep, but curcumin improves memory"),
    ],
)
def test_the_animals_of_another_clause_are_not_this_one_s(lang: str, sentence: str) -> None:
    row = (lang, "curcumin", "memory", " ".join(sentence.split()[-4:]))
    stated = "Curcumin improves memory."
    for level in PRECLINICAL:
        given = wordless(row, kind="effect", level=level, text=True, statement=stated)
        given |= {"text": f"{sentence} [1].", "strength": "causal", "subjects": [level]}
        assert CLASS[judged(given).verdict] == "bad"


@pytest.mark.parametrize(
    ("lang", "sentence", "named"),
    [
        ("fr", "La curcumine améliore la mémoire", False),
        ("fr", "Chez le rat, la curcumine améliore la mémoire", True),
        ("fr", "Dans une étude sur des souris âgées, la curcumine a amélioré la mémoire", True),
        ("fr", "Les cellules du cerveau profitent de la curcumine", False),
        ("es", "La curcumina mejora la memoria", False),
        ("es", "En ratones viejos, la curcumina mejoró la memoria", True),
        ("es", "En un modelo animal, la curcumina mejoró la memoria", True),
        ("de", "Kurkumin verbessert das Gedächtnis", False),
        ("de", "Im Mäuseversuch verbesserte Kurkumin das Gedächtnis", True),
        ("de", "In Zellkulturen verbesserte Kurkumin das Gedächtnis", True),
    ],
)
def test_animals_that_only_the_registry_names_are_not_named_in_any_language(
    lang: str, sentence: str, named: bool
) -> None:
    level = "in_vitro" if "Zell" in sentence else "animal"
    row = (lang, "curcumin", "memory", " ".join(sentence.split()[-4:]))
    given = wordless(row, kind="effect", level=level, text=True, statement="Curcumin may help.")
    given |= {"text": f"{sentence} [1].", "strength": "causal", "subjects": [level]}
    assert (CLASS[judged(given).verdict] == "fine") is named


@pytest.mark.parametrize(
    ("language", "quote", "fine"),
    [
        ("en", "Zinc improved sleep quality", True),
        ("nl", "Zink verbeterde de slaapkwaliteit", True),
        ("de", "Zink verbesserte die Schlafqualität", True),
        ("es", "El zinc mejoró la calidad del sueño", True),
        ("en", "Sleep quality is improved by zinc", False),
        ("en", "Zinc has improved sleep quality for centuries", False),
        ("en", "Zinc improved sleep quality and boosts energy", False),
        ("en", "Zinc improved your sleep quality", False),
        ("nl", "Zink verbetert de slaapkwaliteit", False),
        ("fr", "La qualité du sommeil est améliorée par le zinc", False),
    ],
)
def test_one_trial_is_reported_by_a_past_form_and_a_mark(
    language: str, quote: str, *, fine: bool
) -> None:
    found = [{"name": "sleep quality", "direction": "better"}]
    study = {"design": "randomized_controlled_trial", "subjects": "human", "ingredients": "zinc"}
    case = {
        "statement": "Zinc improves sleep quality.",
        "kind": "study_result",
        "reported": True,
        "subjects": ["human"],
        "substance": "zinc",
        "outcome": "sleep quality",
        "lang": language,
        "quote": quote,
        "text": f"{quote} [1].",
        "cites": ["a"],
        "refs": {"a": {"level": "human", "study": {**study, "outcomes": found}}},
    }
    assert (judged(case).verdict is Verdict.SUPPORTED) is fine
    assert judged({**case, "cites": []}).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize("declared", ["advice", "opinion", "precaution", "limitation"])
def test_an_effect_is_one_whatever_kind_it_is_declared_as(declared: str) -> None:
    told, muted = 0, []
    given = [case for case in cases("editors.yaml") if case["set"] not in AT_FIRST_SIGHT]
    for case in given[::3]:
        if case["is"] != "bad" or "text" not in case or CLASS[judged(case).verdict] != "bad":
            continue
        bare = {name: value for name, value in case.items() if name not in {"refs", "cites"}}
        told += 1
        if CLASS[judged({**bare, "kind": declared, "strength": "none"}).verdict] == "fine":
            muted.append(case["text"])
    assert told > 80
    # What a warning is, few words tell: those on what people want are none.
    assert len(muted) <= (0.27 if declared == "precaution" else 0.16) * told, "\n".join(muted)


def test_kinds_that_claim_nothing_are_heard_where_they_are_true() -> None:
    pairs = [(case, judged(case)) for case in cases("kinds.yaml")]
    found = Counter((case["is"], CLASS[assessed.verdict]) for case, assessed in pairs)
    assert found["fine", "part"] + found["fine", "bad"] <= 3
    assert found["bad", "fine"] <= 8
