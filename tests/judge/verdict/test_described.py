"""What the links of a sentence come to together: whether they differ, and what carries it. All made up."""

from dataclasses import replace
from typing import Any

import pytest

from magclaims.judge.link.cited import CitedWorks
from magclaims.judge.link.links import Links
from magclaims.judge.policy import load
from magclaims.judge.reasons import in_language
from magclaims.judge.verdict.described import describe
from magclaims.match.identity import Identity
from magclaims.model.registry import Kind, Relation, Study
from magclaims.model.registry import Tested as Given
from verdicts import judge
from verdicts import study as study_of

WORKS = {
    "trial": ("human", "randomized_controlled_trial"),
    "other trial": ("human", "randomized_controlled_trial"),
    "cohort": ("human", "cohort"),
    "rats": ("animal", "laboratory_experiment"),
    "page": ("background", "reference_work"),
    "review": ("systematic_review", "meta_analysis"),
}


def differ(
    supports: list[str],
    against: list[str],
    *,
    unread: tuple[str, ...] = (),
    kind: Kind | None = None,
    status: str = "verified",
    **what: Any,
) -> set[str]:
    """`contradicted`, `mixed` or neither; `what` is changed in the links that find otherwise."""
    studies, links = {}, []
    said = judge({"level": "human"}).said
    for key in (*supports, *against):
        level, design = WORKS[key]
        found = judge({"level": level, "design": design})
        (link,) = found.links
        relation = Relation.CONTRADICTS if key in against else Relation.SUPPORTS
        evidence = link.evidence.model_copy(update={"reference": key, "relation": relation})
        link = replace(link, evidence=evidence, against=key in against, usable=key in supports)
        link = replace(link, known=key not in unread)
        links.append(replace(link, **what) if key in against else link)
        studies[key] = Study.model_validate(study_of({"design": design}, level))
    if kind is not None:
        said = replace(said, kind=kind)
    identities = dict.fromkeys(against, Identity(status))  # type: ignore[arg-type]
    sources = CitedWorks(studies, {}, identities)
    tags = describe(said, links, Links(sources, load()), marks=False).tags
    return {"contradicted", "mixed"} & tags


@pytest.mark.parametrize(
    ("supports", "against", "expected"),
    [
        ([], ["trial"], {"contradicted"}),
        ([], ["page"], {"contradicted"}),
        (["rats"], ["trial"], {"contradicted"}),
        (["trial"], ["review"], {"contradicted"}),
        (["trial"], ["other trial"], {"mixed"}),
        (["cohort"], ["trial"], {"contradicted"}),  # of one level the better design finds otherwise
        (["trial"], ["cohort"], {"mixed"}),
        (["trial"], ["rats"], set()),
        (["review"], ["trial"], set()),
        (["rats", "trial"], ["other trial"], {"mixed"}),  # the strongest of both sides
        (["trial"], ["rats", "other trial"], {"mixed"}),
        (["trial"], ["page", "review"], {"contradicted"}),
        (["trial"], [], set()),
    ],
)
def test_the_strongest_works_of_both_sides_decide(
    supports: list[str], against: list[str], expected: set[str]
) -> None:
    assert differ(supports, against) == expected


def test_a_work_that_nobody_read_is_not_outweighed_by_a_lower_level() -> None:
    assert differ(["review"], ["trial"], unread=("review",)) == set()
    assert differ(["other trial"], ["trial"], unread=("other trial",)) == {"contradicted"}
    assert differ(["rats"], ["trial"], unread=("rats",)) == {"contradicted"}
    assert differ(["rats", "review"], ["trial"], unread=("rats", "review")) == set()


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({"listed": False}, set()),
        ({"tested": Given.OTHER_SUBSTANCE}, set()),
        ({"tested": Given.SAME_SUBSTANCE}, {"contradicted"}),
        ({"tested": None}, {"contradicted"}),
        ({"status": "retracted"}, set()),
    ],
)
def test_what_finds_otherwise_is_listed_stands_and_gave_the_same(
    what: dict[str, Any], expected: set[str]
) -> None:
    assert differ(["rats"], ["trial"], **what) == expected


def test_that_a_trial_saw_no_harm_refutes_no_warning() -> None:
    assert differ([], ["trial"], kind=Kind.PRECAUTION) == {"contradicted"}
    (link,) = judge({"level": "human"}).links
    assert link.evidence.relation is Relation.SUPPORTS
    assert differ([], ["trial"], kind=Kind.PRECAUTION, evidence=link.evidence) == set()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "memory no difference"),
        ({"says": "recall scores were alike in both groups"}, "recall scores were alike"),
    ],
)
def test_a_contradiction_is_told_in_the_sources_words_or_as_noted(
    more: dict[str, Any], told: str
) -> None:
    null = [{"name": "memory", "direction": "no_difference"}]
    found = judge(
        {"level": "human", "design": "randomized_controlled_trial", "outcomes": null} | more
    )
    assert found.verdict == "contradicted"
    assert told in found.reasons[0].text


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({}, False),
        ({"says": "warts were gone in most patients"}, True),
        ({"outcomes": [{"name": "cure of warts", "direction": "better"}]}, True),
        ({"record": {"title": "Cure of warts with zinc"}}, True),
        ({"record": {"title": "Zinc and warts"}}, False),
    ],
)
def test_a_cure_is_shown_by_what_was_looked_for_or_by_the_sources_words(
    more: dict[str, Any], *, shown: bool
) -> None:
    case: dict[str, Any] = {
        "statement": "Zinc cures warts.",
        "quote": "geneest wratten",
        "strength": "conditional",
    }
    case |= {"substance": ["zinc"], "ingredients": ["zinc"], "outcome": ["warts"]}
    noted = {"outcomes": [{"name": "warts", "direction": "decreased"}]}
    found = judge(case | noted | {"level": "human", "design": "randomized_controlled_trial"} | more)
    assert (found.row == "cure_not_shown") is not shown


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("1000 mg of magnesium citrate holds 160 mg of magnesium.", ("1000 mg", "160 mg")),
        ("1000 to 2000 mg of magnesium citrate holds 160 to 320 mg of magnesium.", ("1000–2000 mg", "160–320 mg")),
    ],
)  # fmt: skip
def test_a_conversion_is_told_with_both_amounts(statement: str, told: tuple[str, str]) -> None:
    about = {"substance": ["magnesium citrate"], "kind": "quantity", "strength": "none"}
    found = judge({"level": None, "statement": statement, "outcome": [], **about})
    (text,) = (in_language(r, "nl").text for r in found.reasons if r.code == "conversion")
    assert all(amount in text for amount in told)


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("2000 mg of magnesium L-threonate holds 144 mg of magnesium.", ["computed", "conversion", "label_not_cited"]),
        ("2000 mg of magnesium L-threonate holds 500 mg of magnesium.", ["computation_fails", "conversion"]),
        ("1000 mg of magnesium citrate holds 160 mg of magnesium.", ["computed", "conversion"]),  # no label says it
    ],
)  # fmt: skip
def test_a_right_conversion_names_the_label_that_gives_it(statement: str, codes: list[str]) -> None:
    (salt,) = (name for name in ("magnesium L-threonate", "magnesium citrate") if name in statement)
    about = {"substance": [salt], "kind": "quantity", "strength": "none", "outcome": []}
    found = judge({"level": None, "statement": statement, **about})
    assert [reason.code for reason in found.reasons] == codes


@pytest.mark.parametrize(
    ("level", "species", "seen"),
    [
        ("animal", ["rats"], "seen in rats"),
        ("animal", [], "seen in animals"),
        ("in_vitro", ["rats"], "seen in cells"),  # of rats, and no rat
    ],
)
def test_what_was_not_seen_in_people_is_told_of_those_it_was_seen_in(
    level: str, species: list[str], seen: str
) -> None:
    found = judge({"level": level, "facts": {"species": species}})
    (text,) = (in_language(r, "en").text for r in found.reasons if r.code == "over_ceiling")
    assert seen in text


@pytest.mark.parametrize(
    ("cites", "marks", "strength", "told"),
    [
        ([], True, "conditional", True),
        ([], False, "conditional", False),  # nobody marks anything in that article
        (["ref"], True, "conditional", False),
        ([], True, "causal", False),  # it is not carried anyhow
    ],
)
def test_a_sentence_without_a_mark_is_told_where_others_have_one(
    cites: list[str], strength: str, *, marks: bool, told: bool
) -> None:
    trial = {"level": "human", "design": "randomized_controlled_trial", "strength": strength}
    found = judge({**trial, "cites": cites})
    works = CitedWorks({"ref": Study.model_validate(study_of(trial, "human"))}, {}, {})
    described = describe(found.said, found.links, Links(works, load()), marks=marks)
    assert ("no_mark" in {reason.code for reason in described.reasons}) is told


def test_what_rests_on_a_reference_that_nobody_confirmed_is_provisional() -> None:
    trial = {"level": "human", "design": "randomized_controlled_trial", "strength": "conditional"}
    assert not judge(trial).provisional
    assert judge(trial, confirmed=False).provisional
    refuted = judge(
        {**trial, "level": "animal", "design": None, "against": "human"}, confirmed=False
    )
    assert refuted.verdict == "contradicted"
    assert not refuted.provisional


MINERAL = "Magnesium is one of the common minerals of the human body."


@pytest.mark.parametrize(
    ("kind", "basis", "statement", "code"),
    [
        ("general_knowledge", "common_mineral", MINERAL, "textbook_entry"),
        ("general_knowledge", None, "Magnesium may help memory.", "not_textbook"),
        ("effect", None, "Magnesium improves memory.", None),  # nobody said that it is general
    ],
)
def test_what_is_called_general_knowledge_is_told_whether_the_list_has_it(
    kind: str, basis: str | None, statement: str, code: str | None
) -> None:
    case = {"level": None, "kind": kind, "basis": basis, "statement": statement, "quote": "x"}
    found = judge(case | {"substance": ["magnesium"], "outcome": [], "strength": "none"})
    told = {reason.code: in_language(reason, "nl").text for reason in found.reasons}
    assert {"textbook_entry", "not_textbook"} & set(told) == ({code} if code else set())
    if code == "textbook_entry":
        assert told[code].endswith("(algemeen bekend)")
