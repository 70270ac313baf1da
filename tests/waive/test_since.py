"""What became of an earlier report. Claims and references are synthetic."""

import json

import pytest

from format_samples import EN, claim, clean, occurrence, reference, verdict_finding
from magclaims.errors import ReadError
from magclaims.model.finding import Severity, WaivedBy
from magclaims.model.registry import Verdict
from magclaims.model.report import Report
from magclaims.render.json import dumps
from magclaims.waive.since import earlier_of, read_earlier, since

BAD, FAIR, GOOD = Verdict.UNSUPPORTED, Verdict.OVERSTATED, Verdict.SUPPORTED
Rows = dict[str, tuple[str, Verdict]]
"""Claim id -> quote and verdict."""


def made(rows: Rows, *, waived: str = "", states: dict[str, str] | None = None) -> Report:
    views = [
        claim(name, occurrence(verdict, quote, line=n))
        for n, (name, (quote, verdict)) in enumerate(rows.items(), start=1)
    ]
    by = WaivedBy(reason="known", owner="Ann", until="2030-01-01")
    found = [
        verdict_finding(Severity.ERROR, view).model_copy(
            update={"waived": by if view.id == waived else None}
        )
        for view in views
        if view.verdict is not GOOD
    ]
    references = tuple(reference(key, state) for key, state in (states or {}).items())
    return clean().model_copy(
        update={"claims": tuple(views), "findings": tuple(found), "references": references}
    )


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ({"a": ("x", BAD)}, {"a": ("x", BAD)}, []),
        ({"a": ("x", BAD)}, {"a": ("x", FAIR)}, [("better", "a", "x", None)]),
        ({"a": ("x", GOOD)}, {"a": ("x", FAIR)}, [("worse", "a", "x", None)]),
        ({}, {"a": ("x", FAIR)}, [("new", "a", "x", None)]),
        ({"a": ("x", FAIR)}, {}, [("gone", "a", "x", None)]),
        # The same claim in other words is one place, and no change by itself.
        ({"a": ("x", FAIR)}, {"a": ("y", FAIR)}, []),
        ({"a": ("x", FAIR)}, {"a": ("y", GOOD)}, [("better", "a", "y", "x")]),
        # The same words under another name are one place.
        ({"a": ("x", FAIR)}, {"b": ("x", GOOD)}, [("better", "b", "x", None)]),
        # Neither words nor claim: one is gone, another is new.
        (
            {"a": ("x", FAIR)},
            {"b": ("y", GOOD)},
            [("new", "b", "y", None), ("gone", "a", "x", None)],
        ),
        # What asks for attention first, of one kind the worst.
        (
            {},
            {"a": ("x", GOOD), "b": ("y", BAD)},
            [("new", "b", "y", None), ("new", "a", "x", None)],
        ),
        (
            {"a": ("x", BAD), "b": ("y", GOOD)},
            {"a": ("x", GOOD), "b": ("y", BAD), "c": ("z", GOOD)},
            [("worse", "b", "y", None), ("new", "c", "z", None), ("better", "a", "x", None)],
        ),
    ],
)
def test_places(then: Rows, now: Rows, expected: list[tuple[str, ...]]) -> None:
    found = since(earlier_of(made(then)), made(now), "then")
    assert [(c.kind, c.claim, c.quote, c.quoted_before) for c in found.places] == expected
    assert found.same == len(now) - sum(kind != "gone" for kind, *_ in expected)


def test_what_is_new_has_no_before_and_what_is_gone_no_now() -> None:
    found = since(earlier_of(made({"a": ("x", FAIR)})), made({"b": ("y", BAD)}), "then").places
    assert [(c.kind, c.before, c.now, c.article) for c in found] == [
        ("new", None, BAD, EN),
        ("gone", FAIR, None, EN),
    ]


def test_two_places_of_a_claim_are_told_apart_by_their_words() -> None:
    """One was put right, the other is as it was."""

    def told(*quotes: tuple[str, Verdict]) -> Report:
        places = [occurrence(v, q, line=n) for n, (q, v) in enumerate(quotes, start=1)]
        return clean().model_copy(update={"claims": (claim("a", *places),), "findings": ()})

    then = earlier_of(told(("x", BAD), ("y", BAD)))
    found = since(then, told(("y", BAD), ("x", GOOD)), "then")
    assert [(c.kind, c.quote, c.before, c.now) for c in found.places] == [
        ("better", "x", BAD, GOOD)
    ]
    assert found.same == 1
    # Of words that stand there twice each is one place: the one that is gone is told once.
    twice = earlier_of(told(("x", BAD), ("x", BAD)))
    found = since(twice, told(("x", BAD)), "then")
    assert [(c.kind, c.quote) for c in found.places] == [("gone", "x")]
    assert found.same == 1


def test_a_waiver_accepts_and_its_end_opens_again() -> None:
    rows: Rows = {"a": ("x", BAD)}
    open_, accepted = made(rows), made(rows, waived="a")
    assert [c.kind for c in since(earlier_of(open_), accepted, "").places] == ["accepted"]
    assert [c.kind for c in since(earlier_of(accepted), open_, "").places] == ["open_again"]


def test_references() -> None:
    then = {"a": "verified", "b": "retracted", "c": "unverified", "d": "verified", "e": "verified"}
    now = {"a": "retracted", "b": "verified", "c": "verified", "e": "unverified", "f": "concern"}
    found = since(earlier_of(made({}, states=then)), made({}, states=now), "").references
    # That nobody could be asked about `e` today is no change of it.
    assert [(c.kind, c.reference, c.before, c.now) for c in found] == [
        ("worse", "a", "verified", "retracted"),
        ("new", "f", None, "concern"),
        ("better", "b", "retracted", "verified"),
        ("better", "c", "unverified", "verified"),
        ("gone", "d", "verified", None),
    ]


def test_a_report_of_another_version_can_be_read() -> None:
    data = made({"a": ("x", BAD)}).model_dump(mode="json", by_alias=True)
    data["claims"][0]["of_tomorrow"] = 1
    del data["claims"][0]["substances"]
    found = read_earlier(dumps(data), "old.json")
    assert found.claims[0].occurrences[0].quote == "x"


@pytest.mark.parametrize("text", ["", "[]", "{}", "{", '{"claims": 3}', "[" * 100_000])
def test_what_is_no_report_is_said(text: str) -> None:
    with pytest.raises(ReadError, match="no report that can be compared"):
        read_earlier(text, "old.json")


def test_it_stands_in_the_json() -> None:
    now = made({"a": ("x", BAD)})
    compared = now.model_copy(update={"since": since(earlier_of(made({})), now, "old.json")})
    data = json.loads(dumps(compared.model_dump(mode="json", by_alias=True)))
    assert data["since"]["what"] == "old.json"
    assert data["since"]["places"][0]["kind"] == "new"
