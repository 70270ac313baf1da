"""Every rule has a case file (tests/rules/CODE.yaml): snippet in, place and code out, near misses."""

from pathlib import Path

import pytest

from magclaims.judge.rule import RULES
from rule_cases import FOLDER, Case, Near, cases_of, mismatches, run

CODES = sorted(RULES)


def readable(code: str) -> tuple[Case, ...]:
    """The cases of a rule; a file that is not of the format fails a test of its own."""
    try:
        return cases_of(code)
    except ValueError:
        return ()


CASES = [
    pytest.param(
        code,
        case,
        id=f"{code}-{number}",
        marks=[pytest.mark.xfail(reason=case.xfail)] if case.xfail else [],
    )
    for code in CODES
    for number, case in enumerate(readable(code), 1)
]
NEAR = [
    pytest.param(
        code,
        case,
        near,
        id=f"{code}-{number}-{index}",
        marks=[pytest.mark.xfail(reason=near.xfail)] if near.xfail else [],
    )
    for code in CODES
    for number, case in enumerate(readable(code), 1)
    for index, near in enumerate(case.near, 1)
]
HITS = [param for param in CASES if param.values[1].found and not param.values[1].xfail]  # type: ignore[union-attr]


def complaints(code: str, cases: tuple[Case, ...]) -> list[str]:
    """What the case file of a rule still lacks, for whoever adds a rule."""
    file = f"tests/rules/{code}.yaml"
    if not cases:
        return [f"rule {code} has no case file: write {file}; tests/rules/README.md says how"]
    lacks = []
    if not cases[0].found:
        lacks.append(f"{file}: the first case has no `found`; it is the example of the manual page")
    if not any(near for case in cases if case.found for near in case.near):
        lacks.append(f"{file}: no case has a `near` miss, which shows where {code} is silent")
    return lacks


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_case_and_a_near_miss(code: str) -> None:
    assert complaints(code, cases_of(code)) == []


def test_every_case_file_is_of_a_rule() -> None:
    strangers = {path.stem for path in FOLDER.glob("*.yaml")} - set(RULES)
    assert not strangers, f"there is no rule {', '.join(sorted(strangers))} (any more?)"


@pytest.mark.parametrize(("code", "case"), CASES)
def test_a_rule_finds_what_its_case_says(
    code: str, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = run(case, tmp_path, monkeypatch)
    assert mismatches(code, case, findings) == []
    assert [f.message for f in findings if not f.suggestion] == [], "says what, and not what to do"


@pytest.mark.parametrize(("code", "case", "near"), NEAR)
def test_a_near_miss_gives_nothing(
    code: str, case: Case, near: Near, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = case.changed(near)
    assert (changed.written(), changed.answers(), changed.settings, changed.today) != (
        case.written(),
        case.answers(),
        case.settings,
        case.today,
    ), "the near miss changes nothing"
    found = [f for f in run(changed, tmp_path, monkeypatch) if f.code == code]
    assert found == [], near.why


@pytest.mark.parametrize(("code", "case"), HITS)
def test_a_case_fails_without_its_rule(
    code: str, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(RULES, code)
    assert mismatches(code, case, run(case, tmp_path, monkeypatch))


# --- what the cases themselves are held to ------------------------------------------------------------


def test_a_rule_without_cases_is_told_what_is_missing() -> None:
    assert complaints("EVI999", ())[0].startswith(
        "rule EVI999 has no case file: write tests/rules/"
    )
    silent = Case(why="It is silent.", found=())
    lacks = complaints("EVI999", (silent,))
    assert "no `found`" in lacks[0]
    assert "no case has a `near` miss" in lacks[1]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"why": "x", "found": [{"at": "a.md:1:1", "says": "y"}]}, "found.0.says"),
        ({"why": "x", "found": [{"at": "a.md:1:1"}]}, "one of error, warning or note"),
        ({"why": "x", "found": [{"at": "a.md:1:1", "error": ""}]}, "telling words"),
        ({"why": "x", "fund": []}, "fund"),
        ({"why": "x", "found": [], "near": [{"why": "y", "in": "text"}]}, "near.0.in"),
    ],
)
def test_a_typing_error_in_a_case_is_told(given: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Case.model_validate(given)


def test_a_change_of_words_that_are_not_there_is_told() -> None:
    case = Case.model_validate({"why": "x", "a.md": "Zinc.", "found": []})
    with pytest.raises(AssertionError, match="stands in no file"):
        case.changed(Near(why="y", change={"iron": "steel"}))


def test_place_severity_words_and_advice_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cases_of("TRC001")[0]
    findings = run(case, tmp_path, monkeypatch)
    assert mismatches("TRC001", case, findings) == []
    (wanted,) = case.found
    for other, told in (
        ({"at": "claims.yaml:1:1"}, "wanted ['claims.yaml:1:1']"),
        ({"error": None, "note": wanted.error}, "wanted severity note"),
        ({"error": ("something else",)}, "the message lacks 'something else'"),
        ({"write": ("something else",)}, "the advice lacks 'something else'"),
    ):
        changed = case.model_copy(update={"found": (wanted.model_copy(update=other),)})
        assert told in mismatches("TRC001", changed, findings)[0]
    nothing = case.model_copy(update={"found": ()})
    assert mismatches("TRC001", nothing, findings), "a finding too many is one"
