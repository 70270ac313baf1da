"""What an editor meets on a first run: eight whole articles, scanned, all that is proposed accepted, then checked.

    python benchmarks/first_run.py [--wrong] [NAME ...]

The articles, their sources and the records of those (`first_run/`) are synthetic; `first_run/key.toml` says which
sentences are bad, decided before the program was run. NAME is an article of the key. Nothing is asked of any
service: the records are handed over as if one had answered, to `scan` as well as to `check`.

Of the bad sentences: how many get an error or a warning. Of all others: how many get an error, which is false, how
many a warning. `--wrong` lists them, but never the sentences of an article that is kept.
"""

import argparse
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from magclaims.commands.init import template
from magclaims.edit.proposals import Proposals, known_of, new_references, propose
from magclaims.edit.yaml import insert
from magclaims.judge.case import Case
from magclaims.judge.engine import judge
from magclaims.judge.policy import load
from magclaims.match.identity import identify
from magclaims.model.finding import Finding
from magclaims.model.work import Gathered, Work
from magclaims.read.article.articles import ArticleText
from magclaims.read.bibtex import parse_bibliography
from magclaims.read.claims import read as read_registry
from scan import scanned

FOLDER = Path(__file__).with_name("first_run")
WORST = ("error", "warning", "note")


def accepted(made: Proposals) -> str:
    """The registry of an editor who took every proposal as it stands; what says TODO stays a draft."""
    text = template("claims.yaml")
    parts = {"articles": [made.article or ""], "studies": made.studies.values()}
    claims = [
        "".join(
            line
            for line in entry.splitlines(keepends=True)
            if "TODO" in entry or "  draft: true" not in line
        )
        for entry in made.claims.values()
    ]
    for section, entries in (*parts.items(), ("claims", claims)):
        if entries:
            text = insert(text, section, "\n".join(entries))
    return text


def run(
    path: Path, records: Mapping[str, Any]
) -> tuple[ArticleText, Proposals, tuple[Finding, ...]]:
    """An article, what is proposed of it, and what `check` then finds."""
    one = scanned(path)
    items, entries = new_references(one.items, (), "{author}{year}")
    book = parse_bibliography("\n".join(entries.values()), "references.bib")
    works = {
        key: Work(
            **{
                name: getattr(book.references[key], name)
                for name in ("title", "authors", "journal", "year")
            },
            abstract=record["abstract"],
            publication_types=tuple(record["types"]),
            mesh=tuple(record.get("mesh", ())),
            type="journal-article",
            source="europepmc",
        )
        for number, item in enumerate(items, start=1)
        if (key := item.key or "") in book.references and (record := records.get(str(number)))
    }
    gathered = Gathered(answers=works, asked=True)
    known = known_of(
        {key: identify(reference, gathered) for key, reference in book.references.items()},
        {},
        tuple(book.references.values()),
    )
    made = propose(one, items, file=path.name, article_ids=(), claim_ids=(), known=known)
    with tempfile.TemporaryDirectory() as folder:
        claims = Path(folder) / "claims.yaml"
        claims.write_text(accepted(made), encoding="utf-8")
        registry = read_registry([claims])
    case = Case(
        dossier=registry.dossier,
        source_map=registry.source_map,
        faults=registry.faults,
        bibliographies=(book,),
        gathered=gathered,
        policy=load(),
        today=date(2026, 11, 29),
        texts={made.article_id: one.text},
        drafts=registry.drafts,
    )
    return one.text, made, judge(case)


def by_sentence(
    text: ArticleText, made: Proposals, findings: tuple[Finding, ...]
) -> dict[int, list[Finding]]:
    """The findings on each sentence, by its index."""
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.claim is not None:
            found[made.sources[finding.claim].sentence].append(finding)
        elif finding.path == text.path:
            place = finding.line, finding.column
            before = [i for i, s in enumerate(text.sentences) if (s.line, s.column) <= place]
            found[before[-1] if before else 0].append(finding)
    return found


def article(name: str, key: Mapping[str, Any], *, wrong: bool) -> Counter[str]:
    """Count what became of the sentences of one article."""
    text, made, findings = run(FOLDER / f"{name}.md", key["records"])
    found = by_sentence(text, made, findings)
    bad = dict(key["bad"])
    count = Counter[str]()
    for index, sentence in enumerate(text.sentences):
        if sentence.kind == "reference":
            continue
        why = next((bad.pop(words) for words in list(bad) if words in sentence.text), None)
        told = {finding.severity.value for finding in found[index]}
        worst = next((level for level in WORST if level in told), "quiet")
        label = "bad" if why else "fine"
        count[label] += 1
        count[f"{label} {worst}"] += 1
        is_right = worst in {"error", "warning"} if why else worst in {"note", "quiet"}
        if wrong and not is_right and not key["kept"]:
            print(f"  {label} {worst}: {sentence.text}")
            for finding in found[index]:
                print(f"      {finding.severity.value} {finding.code} {finding.message}")
    if bad:
        raise SystemExit(f"{name}: no sentence says {', '.join(bad)}")
    return count


def tell(name: str, count: Counter[str]) -> None:
    """One line of counts."""
    print(
        f"{name:16} bad {count['bad']:3}: error {count['bad error']:2}, warning {count['bad warning']:2}; "
        f"fine {count['fine']:3}: error {count['fine error']:2}, warning {count['fine warning']:2}"
    )


def main() -> None:
    """Print a line an article, and the sums of those looked at and of those kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what is not right")
    parser.add_argument("names", nargs="*", help="articles of the key; all by default")
    options = parser.parse_args()
    keys = tomllib.loads((FOLDER / "key.toml").read_text(encoding="utf-8"))
    sums: dict[str, Counter[str]] = {"looked at": Counter(), "kept": Counter()}
    for name in options.names or keys:
        count = article(name, keys[name], wrong=options.wrong)
        sums["kept" if keys[name]["kept"] else "looked at"] += count
        tell(name, count)
    for name, count in sums.items():
        if count:
            tell(name, count)


if __name__ == "__main__":
    main()
