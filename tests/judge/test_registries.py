"""Small registries on many substances, against what a careful reader says of them."""

from collections import Counter
from typing import Any

import pytest

from small_registries import AT_FIRST_SIGHT, CLASS, NEWCOMERS, case_of, cases, judged

CASES = cases("registries.yaml")
STRANGERS = cases("strangers.yaml")
PROBES = cases("probes.yaml")
READERS = cases("readers.yaml")
ALL_EDITORS = cases("editors.yaml")
VISITORS = [*cases("visitors.yaml"), *cases("guests.yaml"), *cases("callers.yaml")]
NEWLY = [*cases("newcomers.yaml"), *VISITORS]
EDITORS = [case for case in ALL_EDITORS if case["set"] not in AT_FIRST_SIGHT]


@pytest.mark.parametrize("name", ["registries.yaml"])
def test_the_reader_and_the_program_agree(name: str) -> None:
    pairs = [(case, judged(case)) for case in cases(name)]
    found = Counter((case["is"], CLASS[assessed.verdict]) for case, assessed in pairs)
    wrong = [
        f"{case['is']}, called {CLASS[assessed.verdict]} ({assessed.row}): {case['statement']}"
        for case, assessed in pairs
        if case["is"] != CLASS[assessed.verdict]
    ]
    told = "\n".join(wrong)
    assert len(wrong) <= 0.04 * len(pairs), told
    # What is bad and called fine is worth nothing to the reader; the other way round, to the editor.
    assert found["bad", "fine"] <= 0.01 * len(pairs), told
    assert found["fine", "bad"] <= 0.01 * len(pairs), told


DEVELOPED_ON = [
    (False, STRANGERS),
    (False, PROBES),
    (False, READERS),
    (False, EDITORS),
    (False, cases("languages.yaml")),
]


@pytest.mark.parametrize(("kept", "given"), [*DEVELOPED_ON, (True, STRANGERS), (True, PROBES)])
def test_registries_as_strangers_write_them(kept: bool, given: list[dict[str, Any]]) -> None:
    pairs = [(case, judged(case)) for case in given if (case.get("set") == "kept") is kept]
    found = Counter((case["is"], CLASS[assessed.verdict]) for case, assessed in pairs)
    right = sum(number for (wanted, got), number in found.items() if wanted == got)
    assert right >= 0.9 * len(pairs)
    assert found["bad", "fine"] <= 0.03 * len(pairs)
    assert found["fine", "bad"] <= 0.03 * len(pairs)


@pytest.mark.parametrize(
    "given", [case for case in ALL_EDITORS if "mended" in case], ids=lambda case: case["quote"]
)
def test_what_was_wrong_at_first_sight_holds(given: dict[str, Any]) -> None:
    # One that was called fine is at least told now to be so in part.
    got = CLASS[judged(given).verdict]
    assert got == given["is"] or (given["is"], got) == ("bad", "part")


def test_what_was_kept_aside_is_no_worse_than_at_first_sight() -> None:
    pairs = [(case, judged(case)) for case in READERS if case.get("set") == "kept"]
    assert sum(case["is"] == CLASS[found.verdict] for case, found in pairs) >= 35


@pytest.mark.parametrize(("name", "right"), AT_FIRST_SIGHT.items())
def test_what_was_written_on_weak_places_is_no_worse(name: str, right: int) -> None:
    pairs = [(case, judged(case)) for case in ALL_EDITORS if case["set"] == name]
    found = Counter((case["is"], CLASS[assessed.verdict]) for case, assessed in pairs)
    # Promises dressed as general knowledge are a question now: as many honest sentences look like them.
    asked = found["bad", "part"] if name == "forty-fourth" else 0
    assert sum(number for (wanted, got), number in found.items() if wanted == got) + asked >= right
    assert found["bad", "fine"] <= (4 if name == "forty-fourth" else 0)


def test_what_newcomers_wrote_is_no_worse_than_at_first_sight() -> None:
    pairs = [
        (case["is"], CLASS[judged(case).verdict]) for case in NEWLY if case["set"] in NEWCOMERS
    ]
    found = Counter(pairs)
    right, missed, alarms = (sum(column) for column in zip(*NEWCOMERS.values(), strict=True))
    assert sum(wanted == got for wanted, got in pairs) >= right
    assert found["bad", "fine"] <= missed
    assert found["fine", "bad"] <= alarms


@pytest.mark.parametrize("name", dict.fromkeys(case["set"] for case in VISITORS))
def test_what_visitors_wrote_can_be_read_and_quotes_its_text(name: str) -> None:
    for case in VISITORS:
        if case["set"] == name:
            assert case["is"] in {"bad", "part", "fine"}
            assert case["quote"] in case["text"]
            assert 2 < len(case["quote"].split()) <= 12
            assert None not in case.values()
            assert case_of(case).dossier.claims[0].id == "claim"


def test_they_are_on_many_substances_and_of_all_classes() -> None:
    named = [case["substance"] for case in (*CASES, *STRANGERS, *PROBES)]
    substances = {
        name for given in named for name in ([given] if isinstance(given, str) else given)
    }
    assert len(substances) >= 200
    assert set(Counter(case["is"] for case in CASES)) == {"bad", "part", "fine"}


@pytest.mark.parametrize("gone", ["design", "subjects", "ingredients", "outcomes"])
def test_taking_a_fact_of_the_study_away_turns_nothing_bad_into_fine(gone: str) -> None:
    turned = []
    for case in CASES:
        if CLASS[judged(case).verdict] != "bad":
            continue
        for key, ref in case.get("refs", {}).items():
            less = {name: value for name, value in ref.get("study", {}).items() if name != gone}
            if gone in ref.get("study", {}):
                changed = {**case, "refs": {**case["refs"], key: {**ref, "study": less}}}
                if CLASS[judged(changed).verdict] == "fine":
                    turned.append(case["statement"])
    assert not turned
