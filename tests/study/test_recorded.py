"""The facts that are read from a record. All records are synthetic."""

from pathlib import Path

import pytest
import yaml

from magclaims.model.registry import Design, Level, Study, Subject
from magclaims.model.work import Work
from magclaims.study.recorded import formula, study_of
from magclaims.study.records import against_level, quoted

TRIAL = (
    "BACKGROUND: Poor sleep is common. OBJECTIVE: To test whether zinc improves sleep quality. "
    "METHODS: In this randomized, double-blind, placebo-controlled trial, 80 adults with poor sleep "
    "were randomly assigned to zinc (30 mg per day) or placebo for 8 weeks. "
)
TWICE = (
    "RESULTS: Pain decreased significantly compared with placebo (p = 0.01). "
    "CONCLUSION: Zinc improved pain compared with placebo."
)


def trial(results: str, title: str = "Effect of zinc supplementation on sleep: a trial") -> Study:
    work = Work(
        title=title,
        abstract=TRIAL + results,
        publication_types=("Randomized Controlled Trial",),
        mesh=("Humans", "Adult"),
    )
    study = study_of(work)
    assert study is not None
    return study


def found(study: Study) -> dict[str, str]:
    return {str(outcome.name): outcome.direction for outcome in study.outcomes}


def test_a_trial_as_its_record_tells_it() -> None:
    study = trial(
        "RESULTS: Zinc significantly improved sleep quality compared with placebo (p = 0.01). "
        "CONCLUSION: Zinc may help."
    )
    assert study.design is Design.RANDOMIZED_CONTROLLED_TRIAL
    assert study.subjects == (Subject.HUMAN,)
    assert (study.sample_size, study.comparator, study.duration) == (80, ("placebo",), "8 weeks")
    assert study.ingredients == ("zinc",)
    assert study.dose == "30 mg per day"
    assert found(study) == {"sleep quality": "better"}
    assert set(study.from_record) == {
        "design",
        "subjects",
        "sample_size",
        "ingredients",
        "comparator",
        "dose",
        "duration",
        "outcomes",
    }


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (
            "RESULTS: Memory did not differ significantly between the groups.",
            {"memory": "no_difference"},
        ),
        (
            "RESULTS: No significant difference between groups was found in memory.",
            {"memory": "no_difference"},
        ),
        (
            "RESULTS: Blood pressure decreased significantly compared with placebo.",
            {"blood pressure": "decreased"},
        ),
        # Told twice, it is one finding: by its worth.
        (
            TWICE,
            {"pain": "better"},
        ),
        # A doubt, a trend, an aim, a large p, a correlation and what both groups showed are no findings.
        ("RESULTS: Zinc may improve memory compared with placebo.", {}),
        ("RESULTS: Memory tended to improve in the zinc group (p = 0.08).", {}),
        ("RESULTS: Zinc improved memory compared with placebo (p = 0.39).", {}),
        ("RESULTS: Memory improved significantly in both groups.", {}),
        ("RESULTS: Serum zinc was correlated with better memory (p < 0.05).", {}),
        ("It was designed to show that zinc improved memory significantly.", {}),
        # Who took part is no outcome.
        ("RESULTS: Zinc was well absorbed in adults with insomnia compared with placebo.", {}),
        # Two sentences that tell it differently tell nothing.
        (
            "RESULTS: Zinc significantly improved memory compared with placebo. Memory did not differ significantly between the groups at the end.",
            {},
        ),
        # Something else is what acted.
        ("RESULTS: Iron significantly improved memory (p < 0.01).", {}),
    ],
)
def test_what_an_abstract_says_plainly(results: str, expected: dict[str, str]) -> None:
    assert found(trial(results)) == expected


@pytest.mark.parametrize(
    ("title", "ingredients"),
    [
        ("Effect of zinc supplementation on sleep", ("zinc",)),
        ("Zinc improves sleep in adults: a trial", ("zinc",)),
        ("Effects of zinc and magnesium on sleep", ("zinc", "magnesium")),
        # A substance that is only named was not given.
        ("Serum zinc and sleep in adults", ()),
        ("Synthesis of a zinc binding protein", ()),
        ("The effect of noise on zinc absorption", ()),
        # A part of another name is another substance.
        ("Effect of sodium nitroprusside on sleep", ()),
        # What is joined with it and not known makes it unclear.
        ("Effects of zinc and glimmerwort on sleep", ()),
        (
            "Zinc plus glimmerwort for sleep quality: a randomised trial",
            ("zinc", "other ingredients"),
        ),
        ("Zinc lowers blood pressure in adults", ("zinc",)),
    ],
)
def test_what_was_given(title: str, ingredients: tuple[str, ...]) -> None:
    assert trial("RESULTS: All went well.", title).ingredients == ingredients


GIVEN_TOGETHER = {
    "ashwagandha": "valerian, hops and melatonin",
    "magnesium": "zinc and vitamin B6",
    "curcumin": "boswellia and ginger",
}
FORMULAS = [
    "A botanical sleep formula with {one}, {others} improves sleep onset: a randomized trial",
    "Effect of a supplement containing {one}, {others} on sleep: a randomized trial",
    "A {one}-based formulation with {others} for sleep: a randomized trial",
    "A multi-ingredient supplement ({one}, {others}) and sleep quality: a randomized trial",
    "Sleep after a nutraceutical blend including {one}, {others}: a randomized trial",
    "A dietary supplement of {one}, {others} in adults with poor sleep: a randomized trial",
    "A novel product (SleepWell, with {one}, {others}) in insomnia: a randomized trial",
    "A formula improves sleep onset: a randomized trial|Adults received a formula of {one}, {others} or placebo.",
    "A proprietary sleep aid: a randomized trial|They took capsules containing {one}, {others}, or placebo.",
    "A dietary supplement and sleep: a randomized trial|The supplement contained {one}, {others}.",
]
NO_FORMULAS = [
    "{one} versus {other} in insomnia: a randomized trial",
    "Comparison of {one} with {other} for sleep: a randomized trial",
    "Sleep in adults with low serum {one} and {other} levels: a randomized trial",
    "A sleep programme at work: a randomized trial|Serum {one} and {other} were measured.",
    "Legumes and sleep: a randomized trial|Beans and cowpea contain {one} and {other}.",
    "A sleep programme: a randomized trial|Adults received {one} or {other}.",
]


def given(text: str, one: str, others: str) -> tuple[str, ...]:
    other = others.split(",", maxsplit=1)[0].split(" and ", maxsplit=1)[0]
    title, _, abstract = text.format(one=one, others=others, other=other).partition("|")
    types, mesh = ("Randomized Controlled Trial",), ("Humans", "Adult")
    study = study_of(Work(title=title, abstract=abstract, publication_types=types, mesh=mesh))
    assert study is not None
    return study.ingredients


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize(("one", "others"), GIVEN_TOGETHER.items())
def test_a_formula_is_told_in_many_ways(text: str, one: str, others: str) -> None:
    assert given(text, one, others)[0] == one
    assert len(given(text, one, others)) > 1


@pytest.mark.parametrize("text", NO_FORMULAS)
@pytest.mark.parametrize(("one", "others"), GIVEN_TOGETHER.items())
def test_what_stands_beside_it_is_no_formula(text: str, one: str, others: str) -> None:
    assert len(given(text, one, others)) < 2


def test_a_title_is_taken_back_by_the_abstract() -> None:
    title = "Zinc improves memory and mood in older adults"
    assert found(trial("RESULTS: All went well.", title)) == {"memory": "better", "mood": "better"}
    study = trial("RESULTS: Mood was not affected.", title)
    assert found(study) == {"memory": "better", "mood": "no_difference"}


def test_a_review_gave_nothing() -> None:
    work = Work(
        title="Zinc and sleep: a systematic review and meta-analysis",
        abstract="We searched PubMed. Twelve trials were pooled. Zinc improved sleep significantly.",
        publication_types=("Meta-Analysis", "Systematic Review"),
    )
    study = study_of(work)
    assert study is not None
    assert study.design is Design.META_ANALYSIS
    assert (study.ingredients, study.outcomes) == ((), ())


def test_a_record_that_is_not_clear_tells_nothing() -> None:
    assert study_of(Work(title="Zinc and sleep")) is None


ROWS = yaml.safe_load((Path(__file__).parent / "records.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("results", "expected"), ROWS["results"])
def test_what_is_found_and_what_takes_it_back(results: str, expected: dict[str, str]) -> None:
    assert found(trial(f"RESULTS: {results}")) == expected


def test_an_age_is_no_duration_and_a_partners_dose_no_dose() -> None:
    work = Work(
        title="Curcumin improves knee pain: a randomised controlled trial",
        abstract="A 42-year-old pilot aside, 80 adults received curcumin 500 mg with boswellia 250 mg daily, or placebo.",
        publication_types=("Randomized Controlled Trial",),
        mesh=("Humans",),
    )
    study = study_of(work)
    assert study is not None
    assert (study.dose, study.duration) == (None, None)
    assert study.ingredients != ("curcumin",)


def test_a_title_that_names_it_and_an_abstract_that_says_who_took_it() -> None:
    work = Work(
        title="Caffeine and time to exhaustion in trained cyclists: a crossover study",
        abstract="Eighteen cyclists took caffeine or placebo in random order, double-blind. Time to exhaustion was 12% longer with caffeine than with placebo (p = 0.004). Heart rate did not differ.",
        mesh=("Humans",),
    )
    study = study_of(work)
    assert study is not None
    assert study.ingredients == ("caffeine",)
    assert found(study) == {"endurance": "increased", "resting heart rate": "no_difference"}


@pytest.mark.parametrize(
    ("methods", "primary"),
    [
        ("The primary outcome was sleep quality.", {"sleep quality"}),
        ("Primary endpoint: sleep quality; secondary endpoints were safety and others.", set()),
        ("Primary outcomes were sleep quality and fatigue.", set()),
        ("The secondary outcome was sleep quality.", set()),
    ],
)
def test_the_outcome_that_a_study_calls_its_primary_one(methods: str, primary: set[str]) -> None:
    study = trial(f"{methods} RESULTS: Zinc improved sleep quality compared with placebo.")
    assert {str(one.name) for one in study.outcomes if one.primary} == primary


def test_a_dose_is_all_of_a_day_or_says_how_often() -> None:
    def dose(words: str) -> str | None:
        abstract = f"In all, 80 adults with insomnia took zinc {words} or placebo in random order."
        title = "Effect of zinc supplementation on sleep: a randomised trial"
        study = study_of(Work(title=title, abstract=abstract, mesh=("Humans",)))
        assert study is not None
        return study.dose

    assert dose("30 mg daily") == "30 mg daily"
    assert dose("30 mg twice daily") == "30 mg twice daily"
    assert dose("30 mg b.i.d.") == "30 mg b.i.d"
    assert dose("(two 15 mg capsules twice daily)") is None
    assert dose("30 mg three times a week") is None
    assert dose("30 mg, three times daily") == "30 mg, three times daily"


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [
        (
            "These results do not support the use of zinc for insomnia.",
            {"insomnia": "no_difference"},
        ),
        ("These results support the use of zinc for insomnia.", {}),
    ],
)
def test_a_use_that_is_not_supported_is_none(conclusion: str, expected: dict[str, str]) -> None:
    assert found(trial(f"CONCLUSIONS: {conclusion}")) == expected


def test_a_study_on_mice_and_people_is_left_to_a_person() -> None:
    def study(more: str) -> Study | None:
        abstract = f"Mice were fed zinc (synthetic).{more} Zinc lowered blood pressure."
        tags = {"publication_types": ("Journal Article",), "mesh": ("Animals", "Mice")}
        return study_of(Work(title="Zinc in a mouse model", abstract=abstract, **tags))

    alone = study("")
    assert alone is not None
    assert alone.subjects == (Subject.ANIMAL,)
    assert study(" In addition, 40 adults received zinc or placebo for four weeks.") is None


@pytest.mark.parametrize(
    ("says", "result"),
    [
        ("involved in over 600 enzymatic reactions", "found"),
        ("more than 600 reactions", "found"),
        ("more than 300 enzymatic reactions", "other_number"),
        ("acts on the moon", "not_found"),
        ("60 enzymatic", "other_number"),
        ("--", "not_found"),
        ("improve sleep", "denied"),
        ("did not improve sleep", "found"),
        ("effect on mood", "denied"),
        ("not only memory", "found"),
        ("memory but also attention", "found"),
        ("memory scores rose", "found"),
        ("109 adults, 30 days", "found"),
        ("109 adults, 60 days", "not_found"),
        ("3 g a day for 30 days", "not_found"),
        ("120 healthy adults for 30 days", "other_number"),
    ],
)
def test_quoted_words_are_looked_for_in_the_abstract(says: str, result: str) -> None:
    abstract = (
        "Mg is involved in over 600 enzymatic reactions. 109 healthy adults took 2 g/day for 30 "
        "days. It did not improve sleep. There was no effect on mood. Not only memory but also "
        "attention changed. Side effects were not serious, and memory scores rose."
    )
    work = Work(title="Synthetic", abstract=abstract)
    words = quoted(says, work)
    assert words is not None
    assert words.result == result


def test_words_are_not_looked_for_without_an_abstract() -> None:
    assert quoted("x", Work(title="Synthetic")) is None


RATS = Work(
    title="Zinc and learning",
    abstract="Male Wistar rats were randomly assigned to zinc or vehicle. The rats were tested in a maze.",
    mesh=("Animals", "Rats"),
)
PEOPLE = Work(title="Zinc and learning", abstract=TRIAL, mesh=("Humans", "Adult"))


@pytest.mark.parametrize(
    ("level", "of_rats", "of_people"),
    [
        (Level.HUMAN, ["declared_human"], []),
        (Level.COMBINED_FORMULA, ["declared_human"], []),
        (Level.ANIMAL, [], ["declared_animal"]),
        (Level.IN_VITRO, [], []),
        (Level.AUTHORITY, [], []),
    ],
)
def test_a_record_speaks_against_a_level_of_others(
    level: Level, of_rats: list[str], of_people: list[str]
) -> None:
    assert [reason.code for reason in against_level(level, RATS)] == of_rats
    assert [reason.code for reason in against_level(level, PEOPLE)] == of_people


def test_what_a_title_names_behind_what_was_given_is_no_formula() -> None:
    title = "Caffeine and its effect on iron and zinc absorption"
    assert formula(title, "Participants received caffeine.") == ()
