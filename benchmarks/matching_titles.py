"""Titles for `matching.py`: in another language, lengthened and cut.

The translations were made by hand, one person's, in one style, and so were the twisted ones: in each a
substance, an outcome, a species, a group of people, a direction or a design was put in the place of
another, where a reader would believe it. What they measure is how often the comparison tells the two
apart, on titles of medicine in general (a third of them name a nutrient), most into Dutch. They say
little of titles outside medicine, of translations that are free, and of languages other than Dutch,
German, French and Spanish. Three in ten were kept unseen while the comparison was built. Authors and
places of the entries whose record is known only by title and journal are made up.
"""

import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from magclaims.match import compare
from magclaims.model.registry import Person, Reference
from magclaims.model.work import Work

TITLES = Path(__file__).parent / "titles.toml"
STUDIES = Path(__file__).parent.parent / "../shared/benchmarks/study_design/dev.jsonl"
AIM_TWISTED, AIM_REFUSED = 0.90, 0.05
APPENDED = (
    ": a randomised controlled trial",
    ": a systematic review and meta-analysis",
    " in healthy humans",
    " in mice",
    " in pregnant women",
)
_ANIMAL = re.compile(
    r"^(?P<kept>(?:\S+ ){4,}\S+) (?:in|of) (?:the )?(?:\w+ ){0,2}(?:rats?|mice|mouse|rabbits?|dogs?|pigs?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Translated:
    """A record, a title for it in another language, and whether it says the same."""

    work: Work
    title: str
    honest: bool
    unseen: bool


def translations(works: Sequence[Work]) -> Iterator[Translated]:
    """The titles of `titles.toml` whose records are at hand."""
    known = {work.doi: work for work in works}
    known |= {f"pmid:{work.pmid}": work for work in _studies()}
    for row in tomllib.loads(TITLES.read_text(encoding="utf-8"))["title"]:
        work = known.get(row["id"])
        if work is None:
            continue
        unseen = hashlib.sha256(row["id"].encode()).digest()[0] % 10 < 3
        honest = next(text for code, text in row.items() if len(code) == 2 and code != "id")
        yield Translated(work, honest, honest=True, unseen=unseen)
        for twisted in row["twisted"]:
            yield Translated(work, twisted, honest=False, unseen=unseen)


def _studies() -> Iterator[Work]:
    if not STUDIES.is_file():
        return
    with STUDIES.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Work(
                pmid=row.get("pmid"),
                title=row["title"],
                authors=(Person(family="Synthetic", given="Ann"),),
                journal=row.get("journal") or "Synthetic Journal",
                year=int(row["year"]) if (row.get("year") or "").isdigit() else 2000,
                volume="7",
            )


def table(works: Sequence[Work]) -> bool:
    """Print how translated titles were judged; whether the unseen ones meet the aims."""
    counts: Counter[tuple[bool, bool, str]] = Counter()
    for item in translations(works):
        work = item.work
        reference = Reference(
            key="key",
            entry_type="article",
            title=item.title,
            authors=work.authors,
            journal=work.journal,
            year=work.year,
            volume=work.volume,
            pages=work.pages,
        )
        counts[item.unseen, item.honest, compare(reference, work).verdict] += 1
    if not counts:
        print("translated titles: skipped, their records are not at hand")
        return True
    print("translated titles, made by hand" + " " * 13 + "    n   agree  cannot tell  refused")
    met = True
    for unseen in (False, True):
        for honest in (True, False):
            found = {v: n for (u, h, v), n in counts.items() if (u, h) == (unseen, honest)}
            total = sum(found.values())
            agree, unclear = found.get("translated_title", 0), found.get("uncertain_translation", 0)
            refused = total - agree - unclear
            name = f"{'unseen' if unseen else 'to tune on'}, {'honest' if honest else 'twisted'}"
            print(
                f"{name:44}{total:>5}{agree / total:>8.1%}{unclear / total:>13.1%}{refused / total:>9.1%}"
            )
            if unseen:
                ok = refused / total <= AIM_REFUSED if honest else agree / total <= 1 - AIM_TWISTED
                met = met and ok
    print(
        f"aims: {AIM_TWISTED:.0%} of the twisted ones not taken for a translation, "
        f"{AIM_REFUSED:.0%} of the honest ones refused at most"
    )
    return met


def lengthened(title: str, addition: str) -> str | None:
    """A title with words behind it that it does not have; None where it has them, or is short."""
    said = set(re.findall(r"[a-z]+", title.lower()))
    new = set(re.findall(r"[a-z]{4,}", addition.lower()))
    if len(title.split()) < 4 or said & {*new, "randomized", "human", "mouse", "woman"}:
        return None
    return title.rstrip(".") + addition


def without_animal(title: str) -> str | None:
    """A title up to the animals at its end; None where it names none there."""
    match = _ANIMAL.match(title.rstrip("."))
    if match is None or re.search(
        r"\b(rats?|mice|mouse|rabbits?|dogs?|pigs?)\b", match["kept"], re.IGNORECASE
    ):
        return None
    return match["kept"]
