"""How reports of what studies found come out: families of made-up sentences, each beside several kinds of evidence.

    python benchmarks/reports.py [--wrong]

Needs nothing else. Sentences and what each should come to are in `reports.yaml`: in five languages, a report of what a
study found with other words, beside a study that found it, one that found the opposite or nothing, one in rats, of a
formula, of another substance. A question or a part where an error is due counts as neither right nor passed.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from small_registries import CLASS, judged

_TRIAL: dict[str, Any] = {
    "design": "randomized_controlled_trial",
    "subjects": "human",
    "comparator": "placebo",
    "sample_size": 60,
}
_COHORT: dict[str, Any] = {"design": "cohort", "subjects": "human", "sample_size": 3000}
_EVIDENCE: dict[str, tuple[str, dict[str, Any], str]] = {
    "better": ("human", _TRIAL, "better"),
    "worse": ("human", _TRIAL, "worse"),
    "nothing": ("human", _TRIAL, "no_difference"),
    "cohort": ("human", _COHORT, "decreased"),
    "cohort_turned": ("human", _COHORT, "increased"),
    "cohort_nothing": ("human", _COHORT, "no_difference"),
    "rats": ("animal", {"design": "laboratory_experiment", "subjects": "animal", "species": "rats"}, "better"),
    "rats_less": ("animal", {"design": "laboratory_experiment", "subjects": "animal", "species": "rats"}, "decreased"),
    "formula": ("combined_formula", _TRIAL, "better"),
    "other": ("human", _TRIAL, "better"),
}  # fmt: skip
"""The level of the link, the study, and what it found of the outcome."""
_GIVEN = {"formula": ["ginkgo", "rhodiola"], "other": ["ginkgo"]}
"""What was given besides the substance, or instead of it."""


def came_to(substance: str, row: list[Any], evidence: str) -> str:
    """The class of a row's verdict beside a kind of evidence: bad, part or fine."""
    language, quote, text, outcome, _ = row
    level, study, found = _EVIDENCE[evidence]
    own = [] if evidence == "other" else [substance]
    study = study | {
        "ingredients": [*own, *_GIVEN.get(evidence, ())],
        "outcomes": [{"name": outcome, "direction": found}],
    }
    return CLASS[
        judged(
            {
                "lang": language,
                "kind": "study_result",
                "reported": True,
                "strength": "causal",
                "subjects": ["animal"] if level == "animal" else ["human"],
                "statement": f"{quote}.",
                "quote": quote,
                "text": f"{text} [1].",
                "substance": substance,
                "outcome": outcome,
                "refs": {"a": {"level": level, "study": study}},
                "cites": ["a"],
            }
        ).verdict
    ]


def main() -> None:
    """Judge the rows, print the counts by family."""
    given = argparse.ArgumentParser()
    given.add_argument(
        "--wrong", action="store_true", help="show what passed, and what was flagged"
    )
    chosen = given.parse_args()
    families = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    whole: Counter[str] = Counter()
    for name, family in families.items():
        count: Counter[str] = Counter()
        for row in family["rows"]:
            for evidence, wanted in row[-1].items():
                got = came_to(family["substance"], row, evidence)
                count["all"] += 1
                count["right" if got == wanted else f"{wanted} called {got}"] += 1
                if chosen.wrong and {got, wanted} == {"bad", "fine"}:
                    print(f"  {wanted} called {got}, {evidence}: {row[2]}")
        print(_line(name, count))
        whole += count
    print(_line("all", whole))


def _line(name: str, count: Counter[str]) -> str:
    wrong = ("bad called fine", "bad called part", "fine called bad", "fine called part")
    told = ", ".join(f"{count[each]} {each}" for each in wrong)
    return f"{name:48} {count['right']:5} of {count['all']:5} right; {told}"


if __name__ == "__main__":
    main()
