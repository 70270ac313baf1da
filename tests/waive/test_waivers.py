"""Which findings a waiver covers, and until when. All of it is made up."""

from datetime import date
from typing import Any

import pytest

from format_samples import finding
from magclaims.judge.case import Case
from magclaims.judge.policy import load
from magclaims.model.finding import Finding, Severity
from magclaims.model.registry import Dossier
from magclaims.model.source_map import SourceMap
from magclaims.model.work import Gathered
from magclaims.waive.waivers import waive

ABOUT = ("sleep", "berg2020", "zinc")
"""Claim, reference and article of the finding."""


def waiver(**changed: str) -> dict[str, str]:
    made = {"rule": "EVI001", "subject": "sleep", "reason": "x", "owner": "Ann"}
    return {**made, "until": "2026-06-01", **changed}


def case(*waivers: dict[str, str]) -> Case:
    return Case(
        dossier=Dossier.model_validate({"waivers": waivers}),
        source_map=SourceMap(),
        faults=(),
        bibliographies=(),
        gathered=Gathered(),
        policy=load(),
        today=date(2026, 6, 1),
    )


def waived(found: list[Finding], *waivers: dict[str, str]) -> list[Any]:
    """Reason, owner and last day of the waiver of each."""
    return [
        f.waived and (f.waived.reason, f.waived.owner, f.waived.until)
        for f in waive(case(*waivers), found)
    ]


def made(code: str = "EVI001", about: tuple[str | None, ...] = ABOUT) -> Any:
    claim, reference, article = about
    return finding(code, "x", Severity.ERROR, "x", about=(claim, reference, article))


@pytest.mark.parametrize(
    ("of", "covered"),
    [
        ({}, True),
        ({"subject": "berg2020"}, True),
        ({"subject": "zinc"}, True),
        ({"subject": "memory"}, False),
        ({"subject": "slee"}, False),
        ({"rule": "EVI002"}, False),
        ({"rule": "EVI"}, False),
        ({"until": "2026-06-02"}, True),
        ({"until": "2026-05-31"}, False),  # its last day is over
    ],
)
def test_a_waiver_covers_its_rule_for_its_subject_until_its_day(
    of: dict[str, str], *, covered: bool
) -> None:
    by = waiver(**of)
    expected = (by["reason"], by["owner"], by["until"]) if covered else None
    assert waived([made()], by) == [expected]


def test_a_finding_about_nothing_is_covered_by_none() -> None:
    assert waived([made(about=(None, None, None))], waiver(), waiver(subject="None")) == [None]


def test_no_waiver_no_cover_and_each_finding_by_its_own() -> None:
    assert waived([made()]) == [None]
    other = made(about=("memory", None, None))
    assert waived([other, made(), made("DOI005")], waiver()) == [None, ("x", "Ann", "2026-06-01"), None]  # fmt: skip


def test_the_first_of_two_is_told_and_one_that_is_over_is_none() -> None:
    first, second = waiver(owner="Ben", subject="zinc"), waiver()
    assert [by and by[1] for by in waived([made()], first, second)] == ["Ben"]
    over = waiver(owner="Cas", until="2026-05-31")
    assert [by and by[1] for by in waived([made()], over, second)] == ["Ann"]
