"""What the policy makes of a link's tags, by small tables of its own. All of it is made up."""

from dataclasses import replace
from typing import Any

import pytest

from magclaims.judge.link.ceiling import ceiling_of
from magclaims.judge.policy import Policy, PolicyRow, load
from magclaims.model.registry import Evidence, Level, Verdict

LINK = {"reference": "a", "level": Level.HUMAN}


def row(id_: str, **what: Any) -> PolicyRow:
    return PolicyRow(id=id_, when=(frozenset({id_}),), **what)


ROWS = (row("trial", ceiling="causal"), row("guess", ceiling="conditional", assumed=True),
        row("quoted", ceiling="as_said"), row("nothing", ceiling="nothing"))  # fmt: skip
LIMITS = (row("small", ceiling="conditional"), row("watched", ceiling="correlational"),
          row("void", ceiling="nothing"), row("some", cap=Verdict.PARTLY_SUPPORTED))  # fmt: skip


def policy() -> Policy:
    return replace(load(), ceilings=ROWS, limits=LIMITS)


@pytest.mark.parametrize(
    ("tags", "strength", "capped", "assumed"),
    [
        (["trial"], "causal", False, False),
        (["trial", "small"], "conditional", False, False),
        (["trial", "small", "watched"], "correlational", False, False),
        (["trial", "void"], None, False, False),  # nothing stays nothing
        (["nothing", "small"], None, False, False),
        (["trial", "some"], "causal", True, False),
        (["guess"], "conditional", False, True),
        (["guess", "some"], "conditional", True, True),
        (["guess", "watched"], "correlational", False, False),  # a limit that is known decides
        ([], None, False, False),
    ],
)
def test_the_lowest_of_what_holds_is_the_most_that_may_be_said(
    tags: list[str], strength: str | None, *, capped: bool, assumed: bool
) -> None:
    found = ceiling_of(tags, Evidence.model_validate(LINK), policy())
    assert (found.strength.label if found.strength is not None else None) == strength
    assert found.capped is capped
    assert found.assumed is assumed
    first = tags[0] if tags else "unknown_evidence"
    assert [each.id for each in found.rows] == [
        first,
        *(each.id for each in LIMITS if each.id in tags),
    ]


@pytest.mark.parametrize(
    ("says", "strength"),
    [
        (None, "causal"),
        ("zinc may improve memory", "conditional"),
        ("zinc is associated with better memory", "correlational"),
        ("zinc improves memory", "causal"),
        ("12 mg a day", "causal"),  # a figure asserts no strength of its own
        ({"xx": "zinc may improve memory"}, "causal"),  # nobody reads that language
    ],
)
def test_what_is_quoted_carries_what_it_says(says: Any, strength: str) -> None:
    link = Evidence.model_validate({**LINK, **({"says": says} if says else {})})
    found = ceiling_of(["quoted"], link, policy()).strength
    assert found is not None
    assert found.label == strength
