"""The article's own sentence, put right: its number, or what is to be said behind it. The studies are synthetic."""

from typing import Any

import pytest

from magclaims.judge.advice.own import plain
from small_registries import case_of

TRIAL = {"design": "randomized_controlled_trial", "subjects": "human", "ingredients": "zinc"}
REVIEW = {**TRIAL, "design": "meta_analysis", "reviews": "human trials"}
SLEEP = [{"name": "sleep quality", "direction": "better"}]


def proposed(language: str, text: str, *refs: dict[str, Any], **given: Any) -> tuple[str, ...]:
    """The sentences that are proposed instead of one."""
    case = case_of(
        {
            "statement": "Zinc may improve sleep quality.",
            "text": text,
            "quote": " ".join(text.removesuffix(".").split()[:12]),
            "lang": language,
            "strength": "conditional",
            "substance": "zinc",
            "outcome": "sleep quality",
            "refs": {
                name: {"level": "human", **ref} for name, ref in zip("ab", refs, strict=False)
            },
            **given,
        }
    )
    (assessed,) = case.assessments["claim"].occurrences
    return case.advisor(case.dossier.claims[0], assessed).rewrites()


@pytest.mark.parametrize(
    ("language", "text", "study", "expected"),
    [
        ("en", "30 mg of zinc a day may improve sleep quality.", {"dose": "50 mg per day"}, "50 mg of zinc a day may"),
        ("nl", "30 mg zink per dag kan de slaapkwaliteit verbeteren.", {"dose": "50 mg per day"}, "50 mg zink per dag kan"),
        ("nl", "Na twee weken kan zink de slaapkwaliteit verbeteren.", {"duration": "8 weeks"}, "Na 8 weken kan"),
        ("nl", "Na drie dagen kan zink de slaapkwaliteit verbeteren.", {"duration": "8 weeks"}, "Na 8 weken kan"),
        ("de", "30 mg Zink am Tag können die Schlafqualität verbessern.", {"dose": "1.5 g per day"}, "1,5 g Zink am Tag können"),
        ("fr", "En deux semaines, le zinc peut améliorer la qualité du sommeil.", {"duration": "8 weeks"}, "En 8 semaines, le zinc"),
        ("es", "30 mg de zinc al día pueden mejorar la calidad del sueño.", {"dose": "50 mg per day"}, "50 mg de zinc al día pueden"),
        ("en", "In a trial of 500 people zinc improved sleep quality.", {"sample_size": 50}, "In a trial of 50 people zinc"),
    ],
)  # fmt: skip
def test_the_number_of_the_source_stands_in_the_sentence(
    language: str, text: str, study: dict[str, str], expected: str
) -> None:
    found = proposed(language, text, {"study": {**TRIAL, "outcomes": SLEEP, **study}})
    assert any(each.startswith(expected) for each in found), found


@pytest.mark.parametrize(
    ("language", "text", "study"),
    [
        # What one word says with its number, or how little it is, is not replaced.
        ("en", "Just two weeks of zinc may improve sleep quality.", {"duration": "8 weeks"}),
        ("nl", "Al na twee weken kan zink de slaapkwaliteit verbeteren.", {"duration": "8 weeks"}),
        ("nl", "Een kwartiertje zink per dag kan de slaapkwaliteit verbeteren.", {"dose": "60 minutes per day"}),
        ("de", "Nach einer Woche kann Zink die Schlafqualität verbessern.", {"duration": "8 weeks"}),
        ("en", "70 mg of zinc may improve sleep quality.", {"dose": "3-6 mg/kg body weight"}),
        ("en", "50 mg of zinc, or 50 mg twice, may improve sleep quality.", {"dose": "5 mg per day"}),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_put_in_its_place_is_left(
    language: str, text: str, study: dict[str, str]
) -> None:
    found = proposed(language, text, {"study": {**TRIAL, "outcomes": SLEEP, **study}})
    assert not any(each.lower().startswith(text.split(maxsplit=1)[0].lower()) for each in found), (
        found
    )
    assert not any("8" in each or "60" in each or " 5 mg" in each for each in found), found


HONEST = {
    "en": "Zinc may improve sleep quality.",
    "nl": "Zink kan de slaapkwaliteit verbeteren.",
    "de": "Zink kann die Schlafqualität verbessern.",
    "fr": "Le zinc peut améliorer la qualité du sommeil.",
    "es": "El zinc puede mejorar la calidad del sueño.",
}


@pytest.mark.parametrize("language", HONEST)
@pytest.mark.parametrize(
    "lacks",
    [
        {"study": {"participants": {"health": "insomnia"}}},
        {"study": {"status": "preprint"}},
        {"study": {"outcomes": [*SLEEP, {"name": "anxiety", "direction": "no_difference", "primary": True}]}},
        {"relation": "partial", "missing": {"en": "only women slept better", "nl": "alleen vrouwen sliepen beter",
         "de": "nur Frauen schliefen besser", "fr": "seules les femmes dormaient mieux, pas les hommes", "es": "solo las mujeres dormían mejor"}},
    ],
    ids=["people", "preprint", "primary", "limits"],
)  # fmt: skip
def test_what_a_careful_sentence_lacks_is_said_behind_it(
    language: str, lacks: dict[str, Any]
) -> None:
    study = {**TRIAL, "outcomes": SLEEP, **lacks.get("study", {})}
    text = HONEST[language]
    found = proposed(language, text, {**lacks, "study": study})
    if "participants" in study:
        assert found  # the study's own sentence names them
        return
    assert any(each.startswith(text[:-1]) and each != text for each in found), found


@pytest.mark.parametrize("language", HONEST)
def test_studies_that_disagree_are_both_told(language: str) -> None:
    nothing = [{"name": "sleep quality", "direction": "no_difference"}]
    found = proposed(
        language,
        HONEST[language],
        {"study": {**TRIAL, "outcomes": SLEEP}},
        {"study": {**TRIAL, "outcomes": nothing}},
    )
    assert any(
        each.startswith(f"{HONEST[language][:-1]} (A)") and "(B)" in each for each in found
    ), found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zinc may help [1].", "Zinc may help"),
        ("Zinc may help (Doe 2010).", "Zinc may help"),
        ("May zinc help?", None),
        ("Zinc: it may help.", None),
        ("and zinc may help.", None),
        ("Zinc may help " * 12, None),
    ],
)
def test_only_a_plain_sentence_takes_a_remark(sentence: str, expected: str | None) -> None:
    assert plain(sentence) == expected
