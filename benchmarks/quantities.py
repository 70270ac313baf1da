"""Numbers of sentences against numbers of sources: what is caught, missed, and falsely told.

    python benchmarks/quantities.py            # the pairs of tests/quantity, those set aside apart
    python benchmarks/quantities.py --wrong    # and each pair that came out otherwise
    python benchmarks/quantities.py --abstracts   # sentences of real abstracts against their own

Each pair goes through the whole pipe, with its sentence as the article's text; all of it is made up
(synthetic). `fine` is supported, `part` partly supported, `bad` anything worse; the verdicts were
decided before the tool was run. A miss is a bad one that is called fine, a false alarm a fine one that
is not. An abstract carries its own sentences, so that each number told of one is a false alarm.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from magclaims.judge.link.numbers import SourceNumbers, check_numbers
from magclaims.quantity.stated import read

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from quantity_pairs import Judged, judge_pairs  # noqa: E402 - found by the line above

ABSTRACTS = ROOT.parent / "shared" / "benchmarks" / "study_design" / "dev.jsonl"
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
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


def against_themselves() -> str:
    """The sentences of real abstracts, each held against its own abstract."""
    if not ABSTRACTS.is_file():
        return "no abstracts: ../shared/ is not at hand"
    sentences = numbers = told = 0
    for line in ABSTRACTS.read_text(encoding="utf-8").splitlines():
        text = json.loads(line).get("abstract") or ""
        whole = read(text, "en", about=("x",), contents=True)
        source = SourceNumbers(says=whole, dose=whole, duration=whole, abstract=whole)
        for sentence in SENTENCE.split(text):
            checks = check_numbers(read(sentence, "en", about=("x",)), source, [])
            sentences += bool(checks)
            numbers += len(checks)
            told += sum(check.differs for check in checks)
    return f"abstracts  sentences with numbers {sentences}  numbers {numbers}  false alarms {told}"


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
    parser.add_argument("--abstracts", action="store_true", help="real abstracts in ../shared/")
    options = parser.parse_args()
    if options.abstracts:
        print(against_themselves())
        return
    pairs: list[dict[str, Any]] = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        judged = judge_pairs(pairs, Path(folder))
    shown = judged if options.unseen or not options.wrong else [j for j in judged if not j.unseen]
    print("\n".join(report(judged, wrong=False)))
    print("\n".join(line for line in report(shown, wrong=options.wrong) if "->" in line))


if __name__ == "__main__":
    main()
