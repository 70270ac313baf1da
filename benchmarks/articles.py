"""How much of eight whole articles `magclaims scan --write` proposes, how much of it is right, and what is left.

    python benchmarks/articles.py [--wrong] [NAME ...]

The articles, their sources and the records of those (`articles/`) are synthetic; `articles/key.toml` says what
a careful editor would register of them, decided before the program was run. NAME is an article of the key.
Nothing is asked of any service: the records are handed over as if a service had answered.

A value is left where the entry says TODO, also for the level of a work that is cited; one that is wrong has to
be mended by a person just as well. "Too much" is a proposal that no row of the key allows.
The time is processor time of a first `scan` of each, word lists loaded, for a hundred such articles.
"""

import argparse
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from magclaims.edit.proposals import Proposals, known_of, new_references, propose
from magclaims.judge.proposing import ProposedClaim
from magclaims.knowledge.memory import forget
from magclaims.knowledge.vocabulary.terms import vocabulary
from magclaims.match.identity import Identity
from magclaims.match.reference_items import MatchedItem
from magclaims.model.work import Work
from scan import fits, scanned

FOLDER = Path(__file__).with_name("articles")
VALUES = ("substance", "outcome", "kind", "direction", "strength")


def work_of(item: MatchedItem, record: dict[str, Any]) -> Identity:
    """What a service would answer for a printed work."""
    work = Work(
        title=item.printed.title,
        abstract=record["abstract"],
        publication_types=tuple(record["types"]),
        mesh=tuple(record.get("mesh", ())),
        type="journal-article",
    )
    return Identity("verified", work=work)


def proposed(path: Path, records: dict[str, Any]) -> tuple[str, Proposals]:
    """The text of an article, one line of it, and what is proposed with its records at hand."""
    one = scanned(path)
    items, _ = new_references(one.items, (), "{author}{year}")
    answers = {
        item.key or "": work_of(item, records[str(item.printed.number)])
        for item in items
        if str(item.printed.number) in records
    }
    known = known_of(answers, {})
    made = propose(one, items, file=path.name, article_ids=(), claim_ids=(), known=known)
    return " ".join(sentence.text for sentence in one.text.sentences), made


def given(claim: ProposedClaim) -> dict[str, list[str]]:
    """The values of a proposal as the key words them."""
    topic = claim.topic
    return {
        "substance": [topic.substance.name] if topic.substance else [],
        "outcome": [one.name for one in topic.outcomes],
        "kind": [claim.kind.value],
        "direction": [topic.direction.value if topic.direction else ""],
        "strength": [claim.passage.strength.label],
    }


def right(what: str, values: list[str], wanted: str) -> bool:
    """Whether a value is one that the key accepts."""
    accepted = wanted.split("|")
    if wanted == "-" or (not values and "-" in accepted):
        return True
    if what in {"substance", "outcome"}:
        return fits(values, accepted)
    return bool(values) and values[0] in accepted


def article(
    name: str, key: dict[str, Any], records: dict[str, Any], *, wrong: bool
) -> Counter[str]:
    """Print what became of one article; returns the counts."""
    path = FOLDER / key["file"]
    sentences = scanned(path).text.sentences
    _, made = proposed(path, records)
    spans = [
        (claim, entry, sentences[claim.sentence].text)
        for (id_, claim), entry in zip(made.sources.items(), made.claims.values(), strict=True)
        if id_ in made.claims
    ]
    count, used, shown = Counter[str](), set[int](), list[str]()

    def find(words: str) -> int | None:
        for number, (claim, _, text) in enumerate(spans):
            at = text.find(words)
            if at >= 0 and claim.clause.start <= at + len(words) // 2 < claim.clause.end:
                return number
        return None

    for words, *wanted in key["claims"]:
        number = find(words)
        count["rows"] += 1
        if number is None or number in used:
            joined = "" if number is None else " (joined with another)"
            shown.append(f"  not proposed{joined}: {words}")
            continue
        used.add(number)
        count["proposed"] += 1
        values = given(spans[number][0])
        for what, accepted in zip(VALUES, wanted, strict=True):
            if right(what, values[what], accepted):
                count[f"{what} right"] += 1
            else:
                count["wrong"] += 1
                shown.append(f"  {what} {', '.join(values[what]) or '-'}: {words}")
    used |= {number for words in key["open"] if (number := find(words)) is not None}
    for number, (claim, entry, _) in enumerate(spans):
        count["left"] += entry.count("TODO")
        if number not in used:
            count["too much"] += 1
            shown.append(f"  too much: {claim.quote}")
    count["claims"] = len(spans)
    tell(name, count)
    if wrong:
        print("\n".join(shown))
    return count


def tell(name: str, count: Counter[str]) -> None:
    """One line of counts."""
    by_value = ", ".join(f"{what} {count[f'{what} right']}" for what in VALUES)
    mend = (count["left"] + count["wrong"]) / max(1, count["proposed"])
    print(
        f"{name:16} proposed {count['proposed']} of {count['rows']}; right: {by_value}; "
        f"wrong {count['wrong']}, left {count['left']}, a claim {mend:.2f}; too much {count['too much']}"
    )


def main() -> None:
    """Print a line an article, and their sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what is not right")
    parser.add_argument("names", nargs="*", help="articles of the key; all by default")
    options = parser.parse_args()
    keys = tomllib.loads((FOLDER / "key.toml").read_text(encoding="utf-8"))
    records = tomllib.loads((FOLDER / "records.toml").read_text(encoding="utf-8"))
    total, taken = Counter[str](), 0.0
    for name in options.names or keys:
        total += article(name, keys[name], records.get(name, {}), wrong=options.wrong)
        forget()  # what was said of its sentences
        vocabulary()  # but not the names, which are loaded once a run
        begun = time.process_time()
        proposed(FOLDER / keys[name]["file"], records.get(name, {}))
        taken += time.process_time() - begun
    if len(options.names) != 1:
        tell("all", total)
        names = options.names or keys
        print(f"100 such articles: {taken / len(names) * 100:.1f} s of processor time")


if __name__ == "__main__":
    main()
