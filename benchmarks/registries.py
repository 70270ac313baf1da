"""How the labelled registries of tests/policy come out: right, bad called fine, fine called bad, fine called in part.

    python benchmarks/registries.py [--sets] [FILE ...]

Needs nothing else. The labels are in tests/policy; what each set is, and how it came out at first sight, stands in the
heads of these files.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from small_registries import CLASS, cases, judged

FILES = (
    "registries.yaml",
    "strangers.yaml",
    "editors.yaml",
    "newcomers.yaml",
    "visitors.yaml",
    "guests.yaml",
    "callers.yaml",
    "patrons.yaml",
    "honest.yaml",
)


def counted(file: str) -> dict[str, Counter[str]]:
    """How the rows of a file come out, by set; those without one together."""
    sets: dict[str, Counter[str]] = {}
    for case in cases(file):
        wanted, got = case["is"], CLASS[judged(case).verdict]
        found = sets.setdefault(case.get("set", "-"), Counter())
        found["rows"] += 1
        found["right" if wanted == got else f"{wanted} called {got}"] += 1
    return sets


def _line(name: str, found: Counter[str]) -> str:
    wrong = ("bad called fine", "fine called bad", "fine called part")
    told = ", ".join(f"{found[each]} {each}" for each in wrong)
    return f"{name:34} {found['right']:5} of {found['rows']:5} right; {told}"


def main() -> None:
    """Judge the rows, print the counts."""
    given = argparse.ArgumentParser()
    given.add_argument("files", nargs="*", default=FILES)
    given.add_argument("--sets", action="store_true")
    chosen = given.parse_args()
    for file in chosen.files:
        sets = counted(file)
        for name, found in sets.items() if chosen.sets else ():
            print(_line(f"  {name}", found))
        print(_line(file, sum(sets.values(), Counter())))


if __name__ == "__main__":
    main()
