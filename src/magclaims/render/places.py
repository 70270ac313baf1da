"""Where a finding stands, as the machines of a CI server want it: from the root of the repository.

A report's paths are relative to the folder in which the check ran, which may lie below that root.
"""

import hashlib
import os.path
from collections import Counter
from pathlib import Path, PurePosixPath, PureWindowsPath

from magclaims.model.report import OccurrenceView, Report
from magclaims.render import RenderOptions


def from_root(path: str, options: RenderOptions) -> str:
    """Return a path of the report relative to the root, with slashes.

    A path that leads out of the root becomes absolute; one with a drive is left alone.
    """
    drive = PureWindowsPath(path)
    if drive.drive:
        return drive.as_posix()
    path = path.replace("\\", "/")
    if options.root is None or options.folder is None:
        return str(PurePosixPath(path))
    absolute = Path(os.path.normpath(options.folder / path))
    try:
        return absolute.relative_to(options.root).as_posix()
    except ValueError:
        return absolute.as_posix()


def places_of(report: Report) -> dict[tuple[str | None, str | None, str, int, int], OccurrenceView]:
    """The occurrences by what findings name: claim, article, path, line and column."""
    return {
        (claim.id, o.article, o.path, o.line, o.column): o
        for claim in report.claims
        for o in claim.occurrences
    }


def fingerprints(report: Report) -> list[str]:
    """Return one value per finding that stays the same: what it is about, never its line.

    Equal ones are told apart by their order.
    """
    places = places_of(report)
    seen: Counter[str] = Counter()
    values: list[str] = []
    for f in report.findings:
        place = places.get((f.claim, f.article, f.path, f.line, f.column))
        rest = "" if f.claim or f.reference or f.article else f.message
        subject = place.quote if place is not None and place.quote else rest
        parts = (f.code, f.path, f.claim or "", f.reference or "", f.article or "", subject)
        text = "\0".join(parts).encode("utf-8", "replace")
        digest = hashlib.sha256(text).hexdigest()[:32]
        seen[digest] += 1
        values.append(f"{digest}:{seen[digest]}")
    return values
