"""What the advice is worth: each sentence that it proposes, judged in the place of the one that it is for.

    python benchmarks/advice.py [--as LANGUAGE] [--every N] [--errors] [--draw N --seed N]

Takes the rows of tests/policy that are registries of one claim (`FILES`) and whose verdict is not fine, and puts each
whole sentence of the advice in the place of the claim's text, with the same references: it is accepted, in part, still
flagged (by the rules that find something on it), or there is no such sentence. Counted by language and by the row of
the policy that decided. `--as` takes all rows as articles in another language, without their text; `--errors` prints
what is still flagged; `--draw` prints so much advice at random, to be read.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from magclaims.judge.advice.proof import as_worded
from magclaims.judge.case import Case
from magclaims.judge.engine import judge
from magclaims.judge.verdict.assess import OccurrenceAssessment
from small_registries import CLASS, case_of, cases

FILES = ("registries", "strangers", "probes", "readers", "editors", "languages")
HARMLESS = frozenset({"EVI006", "TRC003"})
"""Rules that find what a row of one claim lacks, whatever its text says."""
ORDER = ("fine", "part", "bad")


class Advised(NamedTuple):
    """A row with the advice on it, and what came of each sentence that it proposes."""

    given: dict[str, Any]
    row: str
    advice: str
    outcomes: tuple[tuple[str, str, str], ...]
    """Sentence, its class, and the rules that find something on it."""

    @property
    def came_to(self) -> str:
        """The best class of its sentences; none where it proposes none."""
        return min((one[1] for one in self.outcomes), key=ORDER.index, default="none")


def rows(language: str | None = None) -> Iterator[dict[str, Any]]:
    """The rows; in another language without their text, as nobody translated it."""
    for name in FILES:
        for given in cases(f"{name}.yaml"):
            if language is None or given.get("lang", "en") == language:
                yield given
            else:
                dropped = {"text", "quote", "lang"}
                yield {k: v for k, v in given.items() if k not in dropped} | {"lang": language}


def advised(given: dict[str, Any]) -> Advised | None:
    """What is advised on a row; None where its verdict is fine."""
    case = case_of(given)
    assessed = _only(case)
    if CLASS[assessed.verdict] == "fine":
        return None
    advisor = case.advisor(case.dossier.claims[0], assessed)
    advice = advisor.suggest() or ""
    found = tuple((text, *_best(given, case, text)) for text in advisor.rewrites())
    return Advised(given, assessed.row, advice, found)


def _only(case: Case) -> OccurrenceAssessment:
    return case.assessments["claim"].occurrences[0]


def _best(given: dict[str, Any], case: Case, sentence: str) -> tuple[str, str]:
    """As `_judged_again`; where the sentence says other than the claim, as the claim says it, too."""
    kept = _judged_again(given, case, sentence)
    if kept[0] != "bad":
        return kept
    changed = {**given, "statement": sentence, "direction": None}
    if given.get("kind") == "comparison":
        changed["kind"] = "study_result"
    studied = [
        ref["study"]["ingredients"]
        for ref in given["refs"].values()
        if "ingredients" in ref.get("study", {})
    ]
    found = [
        _judged_again(changed | {"substance": name}, case, sentence)
        for name in (given["substance"], *studied)
    ]
    return min(found, key=lambda one: ORDER.index(one[0]))


def _judged_again(given: dict[str, Any], case: Case, sentence: str) -> tuple[str, str]:
    """The class of a sentence in the place of the claim's, and what rules find on it."""
    claim = case.dossier.claims[0]
    language = given.get("lang", "en")
    worded = as_worded(claim.occurrences[0], claim, sentence, language)
    again = case_of(
        {
            **given,
            "quote": " ".join(sentence.removesuffix(".").split()[:12]),
            "text": sentence,
            "strength": worded.strength.label,
            "hedged": worded.hedged,
            "subjects": [each.value for each in worded.subjects],
            "reported": worded.reported,
            "listed": list(given.get("refs", {})),
        }
    )
    found = {each.code for each in judge(again) if each.severity != "note"} - HARMLESS
    return CLASS[_only(again).verdict], " ".join(sorted(found))


def count(found: list[Advised]) -> dict[tuple[str, str], Counter[str]]:
    """How often each came to what: over all, by language and by row."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for one in found:
        for key in (
            ("", "all"),
            ("language", one.given.get("lang", "en")),
            ("row", one.row),
        ):
            counts.setdefault(key, Counter())[one.came_to] += 1
    return counts


def main() -> None:
    """Advise on the rows, print the counts."""
    given = argparse.ArgumentParser()
    given.add_argument("--as", dest="language")
    given.add_argument("--every", type=int, default=1)
    given.add_argument("--errors", action="store_true")
    given.add_argument("--draw", type=int, default=0)
    given.add_argument("--seed", type=int, default=1)
    chosen = given.parse_args()
    found = [
        one
        for row in list(rows(chosen.language))[:: chosen.every]
        if (one := advised(row)) is not None
    ]
    for one in found if chosen.errors else ():
        for sentence, came_to, rules in one.outcomes:
            if came_to == "bad" or (rules and came_to == "fine"):
                print(one.given.get("lang", "en"), one.row, came_to, rules, sentence, sep="\t")
    for one in random.Random(chosen.seed).sample(found, min(chosen.draw, len(found))):
        said = one.given.get("text") or one.given["statement"]
        print(f"{said}\n  {one.given.get('refs', {})}\n  ({one.row}) {one.advice}\n")
    for (of, name), counted in sorted(count(found).items()):
        each = "   ".join(f"{key} {counted[key]:4}" for key in (*ORDER, "none"))
        print(f"{of:9}{name:32}{sum(counted.values()):5}   {each}")


if __name__ == "__main__":
    main()
