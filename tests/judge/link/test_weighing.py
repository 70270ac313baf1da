"""What several sources say of one number, and what a link or a study alone carries. All of it is made up."""

from dataclasses import replace
from typing import Any

import pytest

from magclaims.judge.link.links import carries, leaned_on
from magclaims.judge.link.numbers import NumberCheck, SourceNumbers, check_numbers, weigh
from magclaims.model.registry import Level, Relation, Study
from magclaims.quantity.stated import read
from verdicts import judge

(NUMBER,) = read("for 8 weeks", "en").stated


@pytest.mark.parametrize(
    ("outcomes", "as_stated", "as_reported", "as_safe"),
    [
        (["same", "larger"], "same", "same", "same"),
        (["lower", "higher"], "same", "same", "same"),  # between two that were tested
        (["shorter", "longer"], "same", "same", "same"),
        (["lower", "longer"], "untested", "larger", "larger"),
        (["higher"], "untested", "larger", "larger"),
        (["longer", "unknown"], "untested", "larger", "larger"),
        (["lower"], "untested", "untested", "untested"),
        (["shorter"], "untested", "untested", "untested"),
        (["smaller"], "same", "smaller", "same"),  # less than the source says is careful
        (["smaller", "unknown"], "same", "smaller", "same"),
        (["smaller", "larger"], "larger", "larger", "larger"),
        (["smaller", "lower"], "untested", "untested", "untested"),
        (["larger", "slip"], "slip", "slip", "slip"),
        (["lower", "larger"], "larger", "larger", "larger"),
        (["unknown"], "absent", "absent", "absent"),
    ],
)
def test_sources_together(
    outcomes: list[Any], as_stated: str, as_reported: str, as_safe: str
) -> None:
    sources = [[NumberCheck(NUMBER, outcome)] for outcome in outcomes]

    def tag(**what: bool) -> str:
        (found,) = weigh(sources, **{"reports": False} | what)
        return found.tag

    assert [tag(), tag(reports=True), tag(safety=True)] == [as_stated, as_reported, as_safe]


def test_the_source_that_decides_is_named_and_those_without_numbers_do_not_count() -> None:
    unknown, larger = (NumberCheck(NUMBER, outcome) for outcome in ("unknown", "larger"))
    (found,) = weigh([[], [unknown], [], [larger]], reports=False)
    assert (found.tag, found.check, found.source) == ("larger", larger, 3)
    silent = replace(unknown, silent=True)
    (found,) = weigh([[], [silent], [silent]], reports=False)
    assert (found.tag, found.check, found.source) == ("absent", silent, 1)
    (found,) = weigh([[silent], [unknown]], reports=False)
    assert (found.tag, found.check) == ("absent", None)


@pytest.mark.parametrize(
    ("sentence", "known", "silent"),
    [
        ("Take 30 mg of zinc.", {}, True),
        ("Take 30 mg of zinc.", {"dose": "500 mg of vitamin C"}, False),
        ("Take 30 mg of zinc.", {"says": "memory improved in 30 people"}, False),  # the figure is there
        ("It works after 8 weeks.", {"says": "memory improved"}, True),
        ("It works after 8 weeks.", {"abstract": "Measured on day 8."}, False),
        ("In 412 women zinc improved memory.", {}, True),
        ("In 412 women zinc improved memory.", {"says": "20 patients responded"}, False),
        ("Memory improved by 20%.", {"says": "memory improved"}, True),
        ("Memory improved by 20%.", {"says": "memory improved from 40 to 52"}, False),
        ("Blood pressure fell by 6 mmHg.", {"says": "it fell by 5 %"}, True),
    ],
)  # fmt: skip
def test_a_source_is_silent_where_it_has_no_number_of_the_kind(
    sentence: str, known: dict[str, str], *, silent: bool
) -> None:
    texts: dict[str, Any] = {
        name: read(text, "en", about=("zinc",), contents=True) for name, text in known.items()
    }
    numbers = read(sentence, "en", about=("zinc",))
    (check,) = check_numbers(numbers, SourceNumbers(**texts), ["memory"])
    if check.outcome == "unknown":
        assert check.silent is silent
    else:
        assert not silent


@pytest.mark.parametrize(
    ("cites", "relation", "listed", "used"),
    [
        ([], Relation.SUPPORTS, True, [True, True]),
        (["ref"], Relation.SUPPORTS, True, [True, False]),
        (["ref", "second"], Relation.SUPPORTS, True, [True, True]),
        (["other"], Relation.SUPPORTS, True, [True, True]),  # nobody knows what the mark says
        (["ref"], Relation.MENTIONS, True, [True, True]),
        (["ref"], Relation.SUPPORTS, False, [True, True]),
        (["ref"], Relation.CONTRADICTS, True, [True, False]),
    ],
)
def test_a_sentence_leans_on_the_works_that_it_is_marked_with(
    cites: list[str], relation: Relation, listed: Any, used: list[bool]
) -> None:
    first, second = judge({"level": "human", "second_trial": "independent"}).links
    evidence = first.evidence.model_copy(update={"relation": relation})
    links = (
        replace(first, evidence=evidence, listed=listed, usable=True),
        replace(second, usable=True),
    )
    assert [link.usable for link in leaned_on(links, cites)] == used


@pytest.mark.parametrize(
    ("level", "facts", "most"),
    [
        (Level.HUMAN, {"design": "randomized_controlled_trial"}, "conditional"),
        (Level.HUMAN, {"design": "cohort"}, "correlational"),
        (Level.ANIMAL, {"design": "laboratory_experiment", "subjects": "animal"}, "causal"),
        (Level.BACKGROUND, {"design": "reference_work"}, "none"),
        (Level.HUMAN, {"design": "randomized_controlled_trial", "population": "Women with asthma."}, "conditional"),
    ],
)  # fmt: skip
def test_what_one_study_alone_carries(level: Level, facts: dict[str, Any], most: str) -> None:
    subjects = {"subjects": "human"} if level is Level.HUMAN else {}
    study = Study.model_validate({"ingredients": "zinc", **subjects, **facts})
    found, reasons = carries(level, study)
    assert found == most
    assert reasons
