"""Numbers of sentences against numbers of sources: what is caught, missed, and falsely told.

    python benchmarks/quantities.py            # the pairs of tests/quantity, those set aside apart
    python benchmarks/quantities.py --wrong    # and each pair that came out otherwise

Each pair goes through the whole pipe, with its sentence as the article's text; all of it is made up
(synthetic). `fine` is supported, `part` partly supported, `bad` anything worse; the verdicts were
decided before the tool was run. A miss is a bad one that is called fine, a false alarm a fine one that
is not.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from quantity_pairs import Judged, judge_pairs  # noqa: E402 - found by the line above

PAIRS = ROOT / "tests" / "quantity" / "pairs.yaml"


def counts(judged: Iterable[Judged]) -> dict[str, int]:
    """How many came out how."""
    each = list(judged)
    bad = [one for one in each if one.wanted == "bad"]
    part = [one for one in each if one.wanted == "part"]
    fine = [one for one in each if one.wanted == "fine"]
    return {
        "pairs": len(each),
        "right": sum(one.wanted == one.got for one in each),
        "bad": len(bad),
        "caught": sum(one.got == "bad" for one in bad),
        "missed": sum(one.got == "fine" for one in (*bad, *part)),
        "fine": len(fine),
        "false alarms": sum(one.got != "fine" for one in fine),
    }


def report(judged: list[Judged], *, wrong: bool) -> Iterator[str]:
    """The figures, and what came out otherwise."""
    apart = {"tuned on": [one for one in judged if not one.unseen],
             "set aside": [one for one in judged if one.unseen]}  # fmt: skip
    for name, ours in apart.items():
        yield f"{name:10s} " + "  ".join(f"{what} {n}" for what, n in counts(ours).items())
    for one in judged:
        if wrong and one.got != one.wanted:
            yield f"{one.wanted} -> {one.got} [{one.row}]  {one.sentence}\n      {one.why}; {one.reasons}"


def main() -> None:
    """Judge the pairs and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what came out otherwise")
    parser.add_argument("--unseen", action="store_true", help="list those set aside, too")
    options = parser.parse_args()
    pairs: list[dict[str, Any]] = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        judged = judge_pairs(pairs, Path(folder))
    shown = judged if options.unseen or not options.wrong else [j for j in judged if not j.unseen]
    print("\n".join(report(judged, wrong=False)))
    print("\n".join(line for line in report(shown, wrong=options.wrong) if "->" in line))


if __name__ == "__main__":
    main()
