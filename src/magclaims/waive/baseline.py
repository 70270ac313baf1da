"""A baseline: the findings that a site with a past has today, so that only new ones fail.

A finding is known by its rule and what it is about, not by its line or its words: those change
when a text is edited above it, or when a service is out. What is counted is how many there are.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from magclaims.errors import ReadError
from magclaims.files import parsed_json, read_text, write_atomically
from magclaims.model.finding import Finding

SCHEMA = 1
Known = Counter[tuple[str, str, str, str, str]]


def _key(f: Finding) -> tuple[str, str, str, str, str]:
    return f.code, Path(f.path).name, f.claim or "", f.reference or "", f.article or ""


def write(path: Path, findings: Iterable[Finding]) -> int:
    """Write the findings that are not waived; return how many they are.

    Raises:
        ReadError: There is a file of that name that is no baseline: it is left alone.
    """
    if path.exists() and path.stat().st_size:
        read(path)
    known = Counter(_key(f) for f in findings if f.waived is None)
    rows = [
        {"code": k[0], "file": k[1], "claim": k[2], "reference": k[3], "article": k[4], "count": n}
        for k, n in sorted(known.items())
    ]
    write_atomically(path, json.dumps({"schema": SCHEMA, "findings": rows}, indent=1) + "\n")
    return known.total()


def read(path: Path) -> Known:
    """Read a baseline.

    Raises:
        ReadError: It is absent, or not a baseline of this version.
    """
    known: Known = Counter()
    if not path.exists():
        raise ReadError("no such file; write it first with --write-baseline", str(path))
    try:
        document = parsed_json(read_text(path), path)
        if document["schema"] != SCHEMA:
            raise ReadError(f"is a baseline of version {document['schema']}", str(path))
        for row in document["findings"]:
            key = (row["code"], row["file"], row["claim"], row["reference"], row["article"])
            known[key] += int(row["count"])
    except (KeyError, TypeError, ValueError) as error:
        raise ReadError("is not a baseline of magclaims", str(path)) from error
    return known


def apply(findings: Iterable[Finding], known: Known) -> tuple[Finding, ...]:
    """The findings, with those that the baseline knows marked so."""
    left = Counter(known)
    marked = []
    for finding in findings:
        key = _key(finding)
        if finding.waived is None and left[key] > 0:
            left[key] -= 1
            marked.append(finding.model_copy(update={"baseline": True}))
        else:
            marked.append(finding)
    return tuple(marked)
