"""What a record says beside what the registry declares. All records are synthetic."""

from pathlib import Path

from test_rules import WORK, case_of, found

from magclaims.model.work import Gathered
from project import GOOD

RATS = (
    "Rats received magnesium L-threonate for 4 weeks. Treated rats performed better in the water "
    "maze than control rats. Hippocampal slices of the rats were examined."
)
TRIAL = (
    "In this randomized, double-blind, placebo-controlled trial, 120 adults were randomly assigned "
    "to magnesium L-threonate or placebo. Participants taking it scored better than placebo."
)


def codes(folder: Path, claims: str, **record: object) -> dict[str, str]:
    work = WORK.model_copy(update=record)
    case = case_of(folder, claims, gathered=Gathered({"slutsky2010": work}, asked=True))
    return {f.code: f.message for f in found(case) if f.code.startswith("EVI01")}


HUMAN = GOOD.replace("subjects: animal\n    species: rats", "subjects: human").replace(
    "design: laboratory_experiment", "design: randomized_controlled_trial"
)
NO_STUDY = GOOD[: GOOD.index("studies:")] + GOOD[GOOD.index("claims:") :]


def test_a_record_that_agrees_is_no_finding(tmp_path: Path) -> None:
    assert codes(tmp_path, GOOD, abstract=RATS, mesh=("Animals", "Rats")) == {}
    assert codes(tmp_path, HUMAN.replace("level: animal", "level: human"), abstract=TRIAL) == {}


def test_mesh_against_a_declared_trial_in_people(tmp_path: Path) -> None:
    said = codes(tmp_path, HUMAN, abstract=RATS, mesh=("Animals", "Rats"))
    assert "MeSH: “Animals” without “Humans”" in said["EVI011"]


def test_a_missing_tag_and_a_missing_abstract_prove_nothing(tmp_path: Path) -> None:
    assert "EVI011" not in codes(tmp_path, HUMAN)


def test_another_species_and_another_number(tmp_path: Path) -> None:
    mice = GOOD.replace("species: rats", "species: mice")
    assert "rats" in codes(tmp_path, mice, abstract=RATS, mesh=("Animals",))["EVI011"]
    sized = HUMAN.replace("subjects: human", "subjects: human\n    sample_size: 80")
    assert "the text says 120" in codes(tmp_path, sized, abstract=TRIAL)["EVI011"]


def test_a_declared_size_that_the_text_has_too_is_no_finding(tmp_path: Path) -> None:
    sized = HUMAN.replace("subjects: human", "subjects: human\n    sample_size: 1080")
    abstract = f"{TRIAL} In all, 1,080 people were screened."
    assert "EVI011" not in codes(tmp_path, sized, abstract=abstract)


def test_words_that_the_abstract_denies_are_a_warning(tmp_path: Path) -> None:
    claims = GOOD.replace("level: animal}", "level: animal, says: learned faster}")
    abstract = f"{RATS} They had not learned faster."
    said = codes(tmp_path, claims, abstract=abstract, mesh=("Animals", "Rats"))
    assert "not learned faster" in said["EVI013"]


def test_a_formula_that_is_declared_as_one_ingredient(tmp_path: Path) -> None:
    abstract = TRIAL.replace(
        "to magnesium L-threonate or",
        "to a formula containing magnesium L-threonate, phosphatidylserine and vitamin C or",
    )
    assert "EVI011" in codes(tmp_path, HUMAN, abstract=abstract)


def test_a_level_without_a_study_is_held_against_the_record(tmp_path: Path) -> None:
    claims = NO_STUDY.replace("level: animal", "level: human").replace(
        "        subjects: animal\n        reported: true\n", ""
    )
    work = WORK.model_copy(update={"abstract": RATS, "mesh": ("Animals", "Rats")})
    case = case_of(tmp_path, claims, gathered=Gathered({"slutsky2010": work}, asked=True))
    assert "EVI012" in {f.code for f in found(case)}
    verdict = case.assessments["rats"].occurrences[0]
    assert verdict.verdict == "overstated"
    assert "level_corrected" in {reason.code for reason in verdict.reasons}


def test_a_quotation_that_is_not_in_the_abstract(tmp_path: Path) -> None:
    claims = GOOD.replace("level: animal}", "level: animal, says: in forty rats}")
    assert "EVI013" in codes(tmp_path, claims, abstract=RATS, mesh=("Animals", "Rats"))
    located = claims.replace("forty rats}", "forty rats, locator: table 2}")
    assert "EVI013" not in codes(tmp_path, located, abstract=RATS, mesh=("Animals", "Rats"))
