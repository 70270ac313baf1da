"""How well the LAW rules tell what a seller may not write: caught, missed, false alarms.

    python benchmarks/law.py [SENTENCES]
    python benchmarks/law.py --articles     # how many sentences of articles are flagged, were they sold so

Judges each sentence of `law.yaml` beside this script, or of another file of the same shape, as a page
of its own: a heading and the text, sold in the Netherlands. A wrong sentence is caught where one of
the rules that it names finds it; a fine one is a false alarm where any rule finds it. What is missing
from a page (LAW004) does not count, and notes that a substance is not judged (LAW015) or that a disease
stands beside the product (LAW017) are counted apart. Sentences of the split
`dev` were developed on, those of `unseen` only measured; `indirect` are claims that no plain word tells.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from magclaims.judge.law import judge_articles
from magclaims.model.registry import Article, Dossier
from magclaims.read.article.articles import parse

CODES = {
    "eu-not-authorised": "LAW001",
    "eu-medical-claim": "LAW002",
    "eu-general-benefit": "LAW003",
    "eu-recommendation": "LAW005",
    "eu-risk-reduction": "LAW006",
    "eu-condition-of-use": "LAW007",
    "eu-novel-food": "LAW008",
    "eu-novel-food-status": "LAW009",
    "eu-on-hold": "LAW014",
    "eu-not-judged": "LAW015",
    "eu-substance-rule": "LAW016",
    "eu-disease-named": "LAW017",
}
PLACES = ("eu", "nl")
ARTICLES = Path(__file__).parents[2] / "shared" / "benchmarks" / "wording"
TITLES = {
    "nl": ("Magnesium", "Wat is magnesium en waar is het goed voor?", "Magnesium capsules"),
    "en": ("Magnesium", "Magnesium and your sleep: what we know", "Magnesium capsules"),
}
"""A name alone, the title of an article, and that of a product."""
PAGE = 12
"""Sentences of such a page."""
PROMISES = {"LAW001", "LAW002", "LAW003", "LAW006", "LAW014"}
NOTES = {"LAW015", "LAW017"}
"""That something is not judged, or may be a promise: told, and neither caught nor a false alarm."""


def found(row: dict[str, Any]) -> set[str]:
    """The rules that find a sentence on its page."""
    text = f"# {row['page']}\n\n{row['text']}\n"
    article = Article(
        title=row["page"], language=row["language"], commercial=True, jurisdictions=PLACES
    )
    parsed = parse(text, path="page.md", language=row["language"], format_="markdown")
    laws = judge_articles(Dossier(articles={"a": article}), {"a": parsed}, {})
    return {
        CODES[f.rule] for f in laws["a"].findings if f.rule in CODES and max(f.lines, default=0) > 1
    }


def measure(rows: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any], set[str]]]:
    """What became of each sentence: caught, missed, quiet or false alarm."""
    for row in rows:
        codes = found(row)
        wanted = set(row["wrong"])
        if wanted:
            yield "caught" if codes & wanted else "missed", row, codes
        else:
            yield "false alarm" if codes - NOTES else "quiet", row, codes


def main() -> None:
    """Print the figures of each split; of `dev` also the sentences that went wrong."""
    if "--articles" in sys.argv:
        articles()
        return
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("law.yaml")
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    show = "--show-unseen" in sys.argv
    for split in dict.fromkeys(row["split"] for row in rows):
        counts: Counter[str] = Counter()
        noted: Counter[bool] = Counter()
        for verdict, row, codes in measure([row for row in rows if row["split"] == split]):
            counts[verdict] += 1
            noted[bool(row["wrong"])] += verdict in {"missed", "quiet"} and bool(codes & NOTES)
            if verdict in {"missed", "false alarm"} and (split == "dev" or show):
                print(f"  {verdict}: {row['text']} {sorted(codes)}")
        bad, fine = counts["caught"] + counts["missed"], counts["quiet"] + counts["false alarm"]
        print(
            f"{split}: caught {counts['caught']} of {bad}, missed {counts['missed']}; "
            f"false alarms {counts['false alarm']} of {fine}; "
            f"by a note alone {noted[True]} of those missed, {noted[False]} of those fine"
        )


def flagged(sentences: list[str], title: str, language: str) -> int:
    """How many of the sentences, twelve a page under a title, a rule on promises finds on a seller's site."""
    count = 0
    for at in range(0, len(sentences), PAGE):
        text = "\n\n".join([f"# {title}", *sentences[at : at + PAGE]])
        article = Article(title=title, language=language, commercial=True, jurisdictions=PLACES)
        parsed = parse(text, path="page.md", language=language, format_="markdown")
        found = judge_articles(Dossier(articles={"a": article}), {"a": parsed}, {})["a"].findings
        count += len({x for f in found if CODES.get(f.rule) in PROMISES for x in f.lines if x > 1})
    return count


def articles() -> None:
    """Print the counts for labelled sentences of articles, where they are at hand; nobody labelled them for law."""
    if not ARTICLES.is_dir():
        print(f"{ARTICLES} is not there: nothing to count")
        return
    for language, titles in TITLES.items():
        path = ARTICLES / f"articles_{language}_dev.tsv"
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        sentences = [row["sentence"] for row in rows]
        for title in titles:
            count = flagged(sentences, title, language)
            print(f"{language}, under {title!r}: {count} of {len(sentences)} flagged")


if __name__ == "__main__":
    main()
