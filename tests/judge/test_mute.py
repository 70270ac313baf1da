"""The registry cannot mute: what it declares of a sentence never makes the verdict better than its text."""

from itertools import product
from pathlib import Path

import pytest
from test_rules_txt import case_of

from magclaims.model.registry import WORST_FIRST, Verdict

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
