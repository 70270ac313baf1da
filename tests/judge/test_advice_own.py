"""The article's own sentence, put right: its number, or what is to be said behind it. The studies are synthetic."""

from typing import Any

import pytest

from magclaims.judge.advice.outcomes import tell
from magclaims.judge.advice.own import plain
from magclaims.judge.words import words
from small_registries import case_of

TRIAL = {"design": "randomized_controlled_trial", "subjects": "human", "ingredients": "zinc"}
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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Zinc may help children to sleep better.", "people of 18 to 40 years"),
        ("nl", "Zink kan kinderen beter laten slapen.", "mensen van 18 tot 40 jaar"),
        ("de", "Zink kann Kinder besser schlafen lassen.", "Menschen im Alter von 18 bis 40 Jahren"),
        ("fr", "Le zinc peut aider les enfants à mieux dormir.", "personnes de 18 à 40 ans"),
        ("es", "El zinc puede ayudar a los niños a dormir mejor.", "personas de 18 a 40 años"),
    ],
)  # fmt: skip
def test_what_was_found_in_other_people_is_told_of_them(
    language: str, text: str, expected: str
) -> None:
    participants = {"age_min": 18, "age_max": 40}
    study = {**TRIAL, "outcomes": SLEEP, "participants": participants}
    found = proposed(
        language, text, {"study": study}, statement="Zinc may improve sleep in children."
    )
    assert any(expected in each for each in found), found


@pytest.mark.parametrize("level", ["human", "in_vitro"])
def test_what_else_was_measured_is_told_by_its_own_name(level: str) -> None:
    study = {
        "subjects": level,
        "ingredients": "zinc",
        "design": TRIAL["design"] if level == "human" else "laboratory_experiment",
        "outcomes": [{"name": "blorbin activity", "direction": "increased"}],
    }
    found = proposed("en", "Zinc improves sleep quality.", {"level": level, "study": study},
                     statement="Zinc improves sleep quality.", strength="causal")  # fmt: skip
    assert any("zinc increased blorbin activity" in each for each in found), found


def test_of_a_review_of_nobody_knows_what_an_association_is_told() -> None:
    study = {**TRIAL, "design": "meta_analysis", "outcomes": SLEEP}
    text = "Zinc may improve sleep quality."
    (found,) = proposed("en", text, {"level": "systematic_review", "study": study})
    assert "was associated with better sleep quality" in found


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Zinc works better for sleep than melatonin.", "zinc and melatonin did not differ clearly"),
        ("nl", "Zink werkt beter voor de slaap dan melatonine.", "verschilden zink en melatonine niet duidelijk"),
        ("de", "Zink wirkt besser für den Schlaf als Melatonin.", "unterschieden sich Zink und Melatonin nicht deutlich"),
        ("fr", "Le zinc marche mieux pour le sommeil que la mélatonine.", "le zinc et la mélatonine n'ont pas montré de différence nette"),
        ("es", "El zinc funciona mejor para el sueño que la melatonina.", "el zinc y la melatonina no mostraron diferencias claras"),
    ],
)  # fmt: skip
def test_two_that_did_equally_are_told_so(language: str, text: str, told: str) -> None:
    study = {**TRIAL, "comparator": "melatonin", "outcomes": [{"name": "sleep quality", "direction": "no_difference"}]}  # fmt: skip
    found = proposed(language, text, {"study": study}, kind="comparison", strength="causal",
                     statement="Zinc works better for sleep than melatonin.")  # fmt: skip
    assert any(told in each for each in found), found


@pytest.mark.parametrize("language", ["en", "nl", "de", "fr", "es"])
def test_more_satiety_is_no_more_appetite(language: str) -> None:
    satiety, appetite = (
        tell(words(language), name, "increased") for name in ("satiety", "appetite")
    )
    assert satiety
    assert appetite
    assert satiety.object != appetite.object
    assert satiety.move == appetite.move == "raised"


def test_where_the_number_does_not_fit_it_is_left_out() -> None:
    study = {**TRIAL, "outcomes": [{"name": "body weight", "direction": "decreased"}]}
    ref = {"study": study, "says": "1.1 kg less than placebo"}
    text = "With zinc you lose 10 kg."
    found = proposed("en", text, ref, statement=text, outcome="body weight", strength="causal")
    assert found == ("In a randomised trial in people, zinc lowered body weight (A).",)
