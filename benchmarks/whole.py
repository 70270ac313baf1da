"""What an editor is told of a whole labelled article: rows labelled fine that get no error and no warning, of all fine ones.

    python benchmarks/whole.py [FILE ...]

The sets of tests/policy whose rows share one text are written as projects (text, registry, bibliography with made-up
DOIs), and checked without network. The rows' verdicts are what registries.py counts; here all rules speak.
"""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from magclaims import check
from small_registries import LINK, NEWCOMERS, cases

FILES = ("newcomers.yaml", "visitors.yaml", "guests.yaml", "callers.yaml", "honest.yaml")
LEAST = 15
"""Rows of one text that make an article."""
WORDED = ("strength", "subjects", "reported", "cites", "population")
GOOD = {"supported", "not_applicable"}


def articles(file: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of each set that is one article; of visitors.yaml those that have run."""
    sets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in cases(file):
        if "text" in row and (file != "visitors.yaml" or row["set"] in NEWCOMERS):
            sets[row["set"]].append(row)
    return {
        name: rows
        for name, rows in sets.items()
        if len(rows) >= LEAST and len({row["text"] for row in rows}) == 1
    }


def claim(row: dict[str, Any], name: str) -> dict[str, Any]:
    """The row as an entry of claims.yaml."""
    return {
        "id": name,
        "statement": row["statement"],
        "kind": row["kind"],
        "about": {"substance": row["substance"], "outcome": row.get("outcome", [])},
        "occurrences": [
            {"article": "a", "quote": row["quote"]}
            | {key: row[key] for key in WORDED if key in row}
        ],
        "evidence": [
            {"reference": key} | {name: ref[name] for name in LINK if name in ref}
            for key, ref in row.get("refs", {}).items()
            if "unlinked" not in ref
        ],
    } | {key: row[key] for key in ("direction", "basis") if key in row}


def told(rows: list[dict[str, Any]], folder: Path) -> tuple[Counter[str], Counter[str]]:
    """How many fine rows are quiet, and which rules warn of those whose verdict is right."""
    refs = {key: ref for row in rows for key, ref in row.get("refs", {}).items()}
    made = {
        "articles": {
            "a": {
                "title": "Synthetic",
                "language": rows[0]["lang"],
                "commercial": False,
                "file": "a.md",
                "references": list(refs),
            }
        },
        "studies": {key: ref["study"] for key, ref in refs.items() if "study" in ref},
        "claims": [claim(row, f"{row['is']}-{at}") for at, row in enumerate(rows)],
    }
    (folder / "a.md").write_text(rows[0]["text"], encoding="utf-8")
    (folder / "claims.yaml").write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
    entries = (
        f"@article{{{key}, author = {{{key.title()}uthor, A.}}, title = {{Synthetic {key}}}, "
        f"journal = {{Synthetic Studies}}, year = {{2020}}, doi = {{10.5555/{key}}}}}\n"
        for key in refs
    )
    (folder / "references.bib").write_text("".join(entries), encoding="utf-8")
    report = check(
        folder / "claims.yaml",
        articles=folder,
        settings={"offline": True, "bibliography": [str(folder / "references.bib")]},
    )
    warned = defaultdict(set)
    for finding in report.findings:
        if finding.claim and finding.severity.value != "note":
            warned[finding.claim].add(finding.code)
    fine = [each for each in report.claims if each.id.startswith("fine")]
    right = [each.id for each in fine if each.verdict.value in GOOD]
    found = Counter(
        fine=len(fine), right=len(right), quiet=sum(not warned[each.id] for each in fine)
    )
    return found, Counter(code for name in right for code in warned[name])


def main() -> None:
    """Check each article, print the counts."""
    given = argparse.ArgumentParser()
    given.add_argument("files", nargs="*", default=FILES)
    for file in given.parse_args().files:
        total: Counter[str] = Counter()
        codes: Counter[str] = Counter()
        for name, rows in articles(file).items():
            with tempfile.TemporaryDirectory() as folder:
                found, warned = told(rows, Path(folder))
            total += found
            codes += warned
            print(
                f"  {name:20} fine {found['fine']:3}, right {found['right']:3}, quiet {found['quiet']:3}"
            )
        print(f"{file:22} fine {total['fine']}, right {total['right']}, quiet {total['quiet']}")
        print(f"  warned though right: {dict(codes.most_common())}")


if __name__ == "__main__":
    main()
