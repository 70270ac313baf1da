"""Which findings are about what has changed. All of it is made up."""

from typing import Any

import pytest

from magclaims.waive.changed import Touched, _differing

CHANGED = Touched(
    claims=frozenset({"memory"}),
    references=frozenset({"berg2020"}),
    articles=frozenset({"zinc"}),
    files=frozenset({"claims.yaml"}),
    known=frozenset({"memory", "sleep", "berg2020", "vries2019", "zinc", "iron"}),
)


class About:
    """A finding, as far as it matters."""

    def __init__(self, **about: str) -> None:
        self.claim, self.reference = about.get("claim"), about.get("reference")
        self.article, self.path = about.get("article"), about.get("path", "other.yaml")


@pytest.mark.parametrize(
    ("about", "covered"),
    [
        ({"claim": "memory"}, True),
        ({"claim": "sleep"}, False),
        ({"reference": "berg2020"}, True),
        ({"reference": "vries2019"}, False),
        ({"article": "zinc"}, True),
        ({"article": "iron"}, False),
        ({"claim": "sleep", "reference": "berg2020"}, True),
        ({"claim": "sleep", "path": "claims.yaml"}, False),  # the claim tells, whatever else the file has
        ({"path": "claims.yaml"}, True),
        ({"path": "other.yaml"}, False),
        ({"claim": "unreadable", "path": "claims.yaml"}, True),  # only its file is known
        ({"claim": "unreadable"}, False),
    ],
)  # fmt: skip
def test_a_finding_is_covered_by_what_it_names_else_by_its_file(
    about: dict[str, str], *, covered: bool
) -> None:
    finding: Any = About(**about)
    assert CHANGED.covers(finding) is covered


def test_what_differs_is_new_or_another_one() -> None:
    before = {"kept": 1, "changed": 1, "gone": 1}
    assert _differing(before, {"kept": 1, "changed": 2, "new": 1}) == {"changed", "new"}
