"""How much of an article `magclaims scan` proposes, how much of a proposal is filled, and how much right.

    python benchmarks/scan.py [--wrong] [--data DIR]

The articles are not part of the project; without them the script says so and stops. Nothing is asked of
any service. `scan_key.toml` says of sentences in them what a careful editor would register; it was
decided by reading, before the program was run on them. Values that are left to a person are those that say
TODO, and the level of each reference that a sentence cites, which only a record tells.

Times are processor time: what reading an article takes, and how many times that all of it takes (reading,
scanning, proposing), once the word lists are loaded.
"""

import argparse
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from magclaims.edit.entries import Known
from magclaims.edit.proposals import new_references, propose
from magclaims.judge.articles.scanning import Scanned, scan
from magclaims.judge.proposing import ProposedClaim, Proposer
from magclaims.knowledge import outcome, substance
from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.graded import pack_language
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Dossier
from magclaims.read.article.articles import read

DATA = Path(__file__).parents[2] / "shared" / "articles" / "more"
SMALL = Path(__file__).parents[1] / "tests" / "read" / "articles" / "notes.md"
KEY = Path(__file__).with_name("scan_key.toml")
RELATED = frozenset({"substance", "outcome", "direction"})


@dataclass
class Score:
    """Right, wrong and unfilled values by what they are."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    empty: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)

    def count(self, what: str, row: Mapping[str, Any], given: Sequence[str], fits: bool) -> None:  # noqa: FBT001
        """Count a value of a proposal."""
        if fits:
            self.right[what] += 1
        else:
            (self.wrong if given else self.empty)[what] += 1
            self.shown.append(f"  {what} {', '.join(given) or '-'}: {row['words']}")


def scanned(path: Path) -> Scanned:
    """An article beside an empty registry."""
    return scan(path, read(path), Dossier(), {}, None)


def same(given: str, accepted: str) -> bool:
    """Whether two names mean the same: by the vocabulary, or one within the other."""
    for look in (substance, outcome):
        one, other = look(given), look(accepted)
        if one is not None and other is not None and one.id == other.id:
            return True
    return accepted.casefold() in given.casefold()


def fits(given: Sequence[str], accepted: Sequence[str]) -> bool:
    """Whether one of the given names is one of the accepted ones."""
    return any(same(one, other) for one in given for other in accepted)


def proposals(one: Scanned) -> Iterator[tuple[str, int, ProposedClaim]]:
    """Each proposed claim with the text and line of its sentence."""
    proposer = Proposer(one.text)
    for found in one.sentences:
        if found.apart is None:
            sentence = one.text.sentences[found.index]
            for claim in proposer.claims(found.index, found.wording):
                yield sentence.text, sentence.line, claim


def nearest(
    row: Mapping[str, Any], found: Sequence[tuple[str, int, ProposedClaim]]
) -> ProposedClaim | None:
    """The proposal for the sentence, and the clause, that a row of the key names."""
    for text, line, claim in found:
        at = text.find(row["words"])
        if at < 0 or line != row["line"]:
            continue
        if claim.clause.start <= at + len(row["words"]) // 2 < claim.clause.end:
            return claim
    return None


def table(folder: Path) -> None:
    """One line an article: what is proposed, filled and left, and the time."""
    print(
        f"{'article':42} {'sent.':>5} {'claims':>6} {'apart':>5} {'filled':>6} {'left':>4} a claim"
        f" {'read, ms':>9} {'all':>5}"
    )
    for code in GRADED:  # word lists are loaded once a run, whatever the number of articles
        grade("Zinc, magnesium.", code)
    list(proposals(scanned(SMALL)))
    times: list[float] = []
    for path in sorted(folder.glob("*.*")):
        if path.suffix == ".csv":
            continue
        begun = time.process_time()
        text = read(path)
        reading = time.process_time() - begun
        one = scan(path, text, Dossier(), {}, None)
        if pack_language(one.text.language) is None:
            print(f"{path.name:42} not graded: {one.text.language}")
            continue
        items, _ = new_references(one.items, (), "{author}{year}")
        made = propose(one, items, file=path.name, article_ids=(), claim_ids=(), known=Known())
        times.append(time.process_time() - begun)
        entries = list(made.claims.values())
        left = sum(entry.count("TODO") for entry in entries)
        filled = sum(
            line.count(": ")
            for entry in entries
            for line in entry.splitlines()
            if "TODO" not in line
        )
        each = left / len(entries) if entries else 0.0
        print(
            f"{path.name:42} {len(one.text.sentences):5} {len(entries):6} {len(one.apart):5} "
            f"{filled:6} {left:4} {each:7.2f} {reading * 1000:9.1f} {times[-1] / reading:4.1f}x"
        )
    print(f"100 such articles: {sum(times) / len(times) * 100:.1f} s of processor time")


def by_key(folder: Path, *, wrong: bool) -> None:
    """What the key says of the proposals."""
    rows: list[dict[str, Any]] = tomllib.loads(KEY.read_text(encoding="utf-8"))["sentence"]
    score = Score()
    cache: dict[str, list[tuple[str, int, ProposedClaim]]] = {}
    for row in rows:
        if row["file"] not in cache:
            cache[row["file"]] = list(proposals(scanned(folder / row["file"])))
        claim = nearest(row, cache[row["file"]])
        if not row["claim"]:
            score.count("no claim", row, ["proposed"] if claim else [], claim is None)
            continue
        score.count("claim", row, [], claim is not None)
        if claim is None:
            continue
        topic = claim.topic
        given = [topic.substance.name] if topic.substance else []
        score.count("substance", row, given, fits(given, row["substance"]))
        if "outcome" in row:
            given = [one.name for one in topic.outcomes]
            score.count("outcome", row, given, fits(given, row["outcome"]))
        score.count("kind", row, [claim.kind.value], claim.kind.value in row["kind"])
        way = topic.direction.value if topic.direction is not None else ""
        score.count("direction", row, [way] if way else [], way in row["direction"])
    print(f"\nby the key, {len(rows)} sentences:")
    for what in ("claim", "no claim", "substance", "outcome", "kind", "direction"):
        right, bad, empty = score.right[what], score.wrong[what], score.empty[what]
        total = right + bad + empty
        print(
            f"{what:10} right {right:3} of {total:3} ({right / total:.0%}), wrong {bad}, left {empty}"
        )
    if wrong:
        print("\n".join(score.shown))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what is not right")
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no articles in {options.data}: they are not part of the project")
        return
    table(options.data)
    by_key(options.data, wrong=options.wrong)


if __name__ == "__main__":
    main()
