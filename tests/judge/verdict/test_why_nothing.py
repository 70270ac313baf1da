"""Where nothing supports a sentence, what is said depends on what is noted, listed and cited."""

from typing import Any

import pytest

from small_registries import judged

STUDY = {"design": "randomized_controlled_trial", "subjects": "human", "ingredients": "zinc"}
OUTCOME = {"name": "memory", "direction": "better"}
CLAIM: dict[str, Any] = {
    "substance": "zinc",
    "outcome": "memory",
    "statement": "Zinc improves memory.",
    "quote": "Zinc improves memory",
    "text": "Zinc improves memory.",
    "kind": "effect",
}
LINKED = {"level": "human", "study": {**STUDY, "outcomes": [OUTCOME]}}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "nothing_listed"),
        ({"refs": {"a": LINKED}, "listed": []}, "not_in_own_list"),
    ],
)
def test_nothing_is_noted_or_nothing_is_listed(given: dict[str, Any], code: str) -> None:
    codes = {reason.code for reason in judged({**CLAIM, **given}).reasons}
    assert {"nothing_listed", "not_in_own_list"} & codes == {code}


MEASURED: dict[str, Any] = {"unlinked": True, "study": {**STUDY, "outcomes": [OUTCOME]}}
TITLED: dict[str, Any] = {"unlinked": True, "title": "Zinc picolinate and memory: a trial"}


@pytest.mark.parametrize(
    ("ref", "unlinked"),
    [
        (MEASURED, ("a",)),
        (TITLED, ("a",)),
        ({**MEASURED, "study": {**STUDY, "outcomes": [{**OUTCOME, "name": "sleep"}]}}, ()),
        ({**MEASURED, "study": {**MEASURED["study"], "ingredients": "iron"}}, ()),
        ({**TITLED, "title": "Iron and memory: a trial"}, ()),
        ({**TITLED, "title": "Zinc and sleep: a trial"}, ()),
        ({**TITLED, "status": "retracted"}, ()),
    ],
)
def test_what_the_article_lists_on_the_same_is_named(
    ref: dict[str, Any], unlinked: tuple[str, ...]
) -> None:
    found = judged({**CLAIM, "refs": {"a": ref}})
    assert found.verdict == "unsupported"
    assert found.unlinked == unlinked
    codes = {reason.code for reason in found.reasons}
    assert ("listed_unnoted" in codes, "nothing_listed" in codes) == (bool(unlinked), not unlinked)


@pytest.mark.parametrize(("more", "known"), [({}, True), ({"unrecorded": True}, False)])
def test_of_a_work_that_nobody_has_read_is_told_that_it_exists(
    more: dict[str, bool], *, known: bool
) -> None:
    words = {"text": "Zinc may improve memory.", "quote": "Zinc may improve memory"}
    link = {"level": "human", "study": STUDY, **more}
    found = judged({**CLAIM, **words, "strength": "conditional", "refs": {"a": link}})
    assert found.row == "contents_unknown"
    assert ("work_exists" in {reason.code for reason in found.reasons}) is known


@pytest.mark.parametrize(
    "words",
    ["Zinc is a metal that occurs in many foods.", "Zinc is found in meat."],
)
def test_what_needs_nothing_is_not_told_that_it_needs_a_reference(words: str) -> None:
    told: dict[str, Any] = {
        "kind": "general_knowledge",
        "outcome": [],
        "statement": words,
        "text": words,
        "quote": words.removesuffix("."),
        "strength": "none",
    }
    found = judged({**CLAIM, **told})
    assert found.verdict == "not_applicable"
    assert "not_textbook" not in {reason.code for reason in found.reasons}
