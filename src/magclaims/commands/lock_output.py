"""What `magclaims lock` says: what changed, as lines of text or as JSON."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, field
from pathlib import Path
from typing import Any, Literal

from magclaims.clock import checked_at
from magclaims.commands.streams import write_document
from magclaims.commands.terminal import note
from magclaims.gather.lock import LockEntry
from magclaims.judge.case import Case
from magclaims.model.values import dataclass
from magclaims.model.work import Notice
from magclaims.render.escape import json_document, log_line
from magclaims.render.labels import service

SCHEMA = 1
ChangeKind = Literal["added", "edited", "refused", "verified", "changed"]
_SAID: Mapping[ChangeKind, str] = {
    "added": "not in the lock file",
    "edited": "edited since it was locked",
    "refused": "not to be believed",
    "verified": "was unverified",
    "changed": "changed",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A fact that the record gives otherwise than the lock file has it."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class LockChange:
    """How a reference differs from what the lock file had."""

    key: str
    kind: ChangeKind
    new_notices: tuple[Notice, ...] = ()
    gone_notices: tuple[Notice, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    why: str = ""
    """Why the entry is not to be believed, where it is not."""


@dataclass(frozen=True)
class LockResult:
    """What came out of asking."""

    entries: Mapping[str, LockEntry]
    """The lock file as it should be."""
    changes: tuple[LockChange, ...]
    removed: tuple[str, ...]
    """Keys in the lock file that no bibliography has."""
    failed: Mapping[str, str]
    """References that a service should have answered for and did not, with the reason."""
    down: Mapping[str, str] = field(default_factory=dict)


def print_written(outcome: LockResult, path: Path, *, written: bool) -> None:
    """What was written, and of what nobody answered."""
    lines = []
    for change in outcome.changes:
        about = "; ".join(_about(change))
        lines.append(f"{change.kind} {change.key}" + (f": {about}" if about else ""))
    lines += [f"removed {key}" for key in outcome.removed]
    lines += [f"failed {keys}: {why}" for keys, why in _failures(outcome)]
    unnamed = sum(not entry.asked for entry in outcome.entries.values())
    count = len(outcome.entries)
    parts = [f"{count} reference{'s' if count != 1 else ''}"]
    if unnamed:
        parts.append(f"{unnamed} without an identifier")
    unverified = sum(e.status == "unverified" and bool(e.asked) for e in outcome.entries.values())
    if unverified:
        parts.append(f"{unverified} unverified")
    state = "written" if written else "is up to date"
    lines.append(f"{path} {state}: {', '.join(parts)}")
    _say(lines)
    _say_down(outcome)


def print_checked(outcome: LockResult, case: Case) -> None:
    """What differs from the lock file, and the places that it touches."""
    lines = []
    for change in outcome.changes:
        where = case.at_reference(change.key).location
        about = "; ".join([_SAID[change.kind], *_about(change)])
        lines.append(f"{where.path}:{where.line}:{where.column}: {change.key}: {about}")
        matters = change.new_notices or change.gone_notices or change.fields or change.why
        for place in case.touched(change.key) if matters else ():
            at = place.location
            lines.append(
                f"    {at.path}:{at.line}:{at.column}: claim {place.claim} in {place.article}"
            )
    lines += [f"{keys}: not checked: {why}" for keys, why in _failures(outcome)]
    lines += [f"{key}: in the lock file, but in no bibliography" for key in outcome.removed]
    changed = sum(c.kind == "changed" for c in outcome.changes)
    rest = len(outcome.changes) - changed
    lines.append(
        f"Compared {len(outcome.entries)} references with the lock file: {changed} changed, "
        f"{rest} not locked as they stand, {len(outcome.failed)} not checked"
    )
    _say(lines)
    _say_down(outcome)


def _failures(outcome: LockResult) -> list[tuple[str, str]]:
    """The references that got no answer and why, one pair for each different reason."""
    by_reason: dict[str, list[str]] = {}
    for key, why in sorted(outcome.failed.items()):
        by_reason.setdefault(why, []).append(key)
    return [(", ".join(keys), why) for why, keys in by_reason.items()]


def _about(change: LockChange) -> list[str]:
    """What is new of a reference, in a few words each."""
    parts = [change.why] if change.why else []
    parts += [f"new notice: {_notice(notice)}" for notice in change.new_notices]
    parts += [f"no longer reported: {_notice(notice)}" for notice in change.gone_notices]
    parts += [f'{c.field.replace("_", " ")} is "{c.new}", was "{c.old}"' for c in change.fields]
    return parts


def _notice(notice: Notice) -> str:
    when = f" of {notice.date}" if notice.date else ""
    doi = f", doi:{notice.doi}" if notice.doi else ""
    return f"{notice.type.replace('_', ' ')}{when}{doi} (source: {notice.source})"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        indent = "    " if line.startswith("    ") else ""
        sys.stdout.write(f"{indent}{log_line(line, 2000)}\n")


def _say_down(outcome: LockResult) -> None:
    for name, why in sorted(outcome.down.items()):
        note(f"{service(name)}: {why}")


def print_json(outcome: LockResult, path: Path, *, written: bool, case: Case | None) -> None:
    """All of it, for programs."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "lock": str(path),
        "checked_at": checked_at(),
        "written": written,
        "references": len(outcome.entries),
        "changes": [_change_json(change, case) for change in outcome.changes],
        "removed": list(outcome.removed),
        "unverified": [
            {"key": key, "reason": entry.reason}
            for key, entry in sorted(outcome.entries.items())
            if entry.status == "unverified"
        ],
        "failed": [{"key": key, "why": why} for key, why in sorted(outcome.failed.items())],
        "addresses": {} if case is None else dict(case.gathered.addresses),
        "services_down": [{"what": s, "why": why} for s, why in sorted(outcome.down.items())],
    }
    write_document(json_document(document))


def _change_json(change: LockChange, case: Case | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": change.key,
        "kind": change.kind,
        "new_notices": [n.model_dump(mode="json") for n in change.new_notices],
        "gone_notices": [n.model_dump(mode="json") for n in change.gone_notices],
        "fields": [asdict(changed) for changed in change.fields],
        "why": change.why or None,
    }
    if case is not None:
        found |= case.at_reference(change.key).location.model_dump()
        found["touches"] = [
            {"claim": t.claim, "article": t.article, **t.location.model_dump()}
            for t in case.touched(change.key)
        ]
    return found
