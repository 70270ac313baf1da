"""`magclaims lock`: write down what the services answered; `--check`: see whether it still holds."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from magclaims.clock import checked_at, current
from magclaims.commands.gathering import (
    gather_references,
    other_addresses,
    references_of,
    with_retraction_watch,
)
from magclaims.commands.lock_output import (
    FieldChange,
    LockChange,
    LockResult,
    print_checked,
    print_json,
    print_written,
)
from magclaims.commands.paths import is_there
from magclaims.commands.session import Sources, find_bibliographies, find_sources, open_case
from magclaims.commands.terminal import note, progress_on
from magclaims.config import Configuration
from magclaims.errors import Exit, MagclaimsError, ReadError
from magclaims.files import parsed_json, read_text, real, write_atomically, writing
from magclaims.gather.identifiers import identifiers_of
from magclaims.gather.known import unchanged
from magclaims.gather.lock import LockEntry, entry_from, read_lock, render_lock
from magclaims.gather.sources.records import merge_notices
from magclaims.gather.sources.retractionwatch import SOURCE
from magclaims.match.identity import certain_candidate
from magclaims.model.registry import Reference
from magclaims.model.values import dataclass
from magclaims.model.work import Gathered, Notice, Unreachable, Work
from magclaims.read.bibtex import read_bibliography
from magclaims.render.labels import service

WATCHED = (
    "doi",
    "pmid",
    "pmcid",
    "title",
    "authors",
    "year",
    "journal",
    "volume",
    "issue",
    "pages",
    "article_number",
    "type",
    "preprint_of",
)
"""Facts of a record by which readers find the work; others, e.g. MeSH terms, come and go."""

LockFormat = Literal["text", "json"]


@dataclass(frozen=True, slots=True)
class LockOptions:
    """The options of `lock`, as given."""

    paths: Sequence[Path] = ()
    upgrade: bool = False
    check: bool = False
    format: LockFormat = "text"


def lock(options: LockOptions, configuration: Configuration) -> Exit:
    """Ask the services, and write the lock file or compare with it.

    Raises:
        MagclaimsError: Nobody may be asked, or a file cannot be read or written.
    """
    if configuration.settings.offline:
        raise MagclaimsError("`magclaims lock` asks the services, and `offline` is set")
    if options.check and options.upgrade:
        raise MagclaimsError("--check writes nothing, and --upgrade writes: choose one")
    other = other_addresses(configuration.settings)
    if other and not options.check and not configuration.settings.any_address:
        service_, address = next(iter(other.items()))
        raise MagclaimsError(
            f"{address} would be asked in the place of {service(service_)}, and its answers written "
            "as that service's: unset the address, or say --any-address"
        )
    return _check(options, configuration) if options.check else _write(options, configuration)


# --- writing -------------------------------------------------------------------------------------


def _write(options: LockOptions, configuration: Configuration) -> Exit:
    path = configuration.path(configuration.settings.lock)
    references = _references(options.paths, configuration)[0]
    old = _old_entries(path)
    wanted = [r for r in references if options.upgrade or _needs_asking(r, old, configuration)]
    outcome = _ask(references, wanted, old, configuration, fresh=options.upgrade)
    with writing(path):
        # Read again: entries may have been added and locked while the services were asked.
        present = _old_entries(path)
        mine = {k: _not_worse(e, present.get(k)) for k, e in outcome.entries.items()}
        # What stands in a bibliography, be it one that was not named, keeps its entry.
        now, others = _references(options.paths, configuration)
        standing = {reference.key for reference in now} | others
        entries = {**{k: e for k, e in present.items() if k in standing}, **mine}
        removed = tuple(sorted(present.keys() - entries.keys()))
        text = render_lock(entries.values())
        written = not path.is_file() or path.read_bytes() != text.encode()
        if written:
            write_atomically(path, text)
    outcome = replace(outcome, entries=entries, removed=removed)
    if options.format == "json":
        print_json(outcome, path, written=written, case=None)
    else:
        print_written(outcome, path, written=written)
    return _unreached(outcome, configuration)


def _not_worse(mine: LockEntry, present: LockEntry | None) -> LockEntry:
    """My entry, unless it lacks an answer that another run had meanwhile."""
    if present is None or present.fingerprint != mine.fingerprint or not _lacking(mine):
        return mine
    return mine if _lacking(present) else present


def _lacking(entry: LockEntry) -> bool:
    return entry.unanswered or (entry.status != "unverified" and entry.reason is not None)


def _references(
    paths: Sequence[Path], configuration: Configuration
) -> tuple[list[Reference], frozenset[str]]:
    """The references to lock, and the keys of the configured bibliographies besides."""
    named = find_bibliographies(paths, configuration)
    if not named:
        raise MagclaimsError("nothing to lock: there is no bibliography (.bib)")
    references = references_of(read_bibliography(path) for path in named)
    configured = [configuration.path(name) for name in configuration.settings.bibliography]
    seen = {real(path) for path in named}
    others = [path for path in configured if path.is_file() and real(path) not in seen]
    return references, frozenset(r.key for r in references_of(map(read_bibliography, others)))


_MAY_BE_OURS = ("", "{", "<")
"""How a lock file begins that is empty, was cut, or was left by an unfinished merge."""


def _old_entries(path: Path) -> dict[str, LockEntry]:
    """The entries there are; none where the file is not JSON, e.g. after an unfinished merge."""
    try:
        return read_lock(path)
    except ReadError as error:
        text = read_text(path)
        try:
            parsed_json(text, path)
        except ReadError:
            if text.lstrip()[:1] in _MAY_BE_OURS:
                note(str(error))
                return {}
        raise  # of something else, or of a newer version: not ours to replace


def _needs_asking(
    reference: Reference, old: Mapping[str, LockEntry], configuration: Configuration
) -> bool:
    entry = unchanged(reference, old)
    if entry is None or entry.status == "unverified" or entry.reason is not None:
        return True
    return _flaw(reference, entry, configuration) is not None


def _flaw(
    reference: Reference, entry: LockEntry | None, configuration: Configuration
) -> str | None:
    """Why an entry cannot be what the services answered; None where it can, or there is none."""
    if entry is None:
        return None
    known = other_addresses(configuration.settings)
    return entry.flaw(identifiers_of(reference), current().now(), known)


# --- checking ------------------------------------------------------------------------------------


def _check(options: LockOptions, configuration: Configuration) -> Exit:
    path = configuration.path(configuration.settings.lock)
    if not path.is_file():
        raise MagclaimsError(f"there is no lock file {path}: run `magclaims lock` first")
    old = read_lock(path)
    sources = Sources(
        _claims(options.paths, configuration), find_bibliographies(options.paths, configuration)
    )
    case = open_case(sources, configuration, locked=True).case
    references = list(case.references.values())
    outcome = _ask(references, references, old, configuration, fresh=True, keep=False)
    known = {r.key for r in references} | _references(options.paths, configuration)[1]
    removed = tuple(sorted(old.keys() - known))
    outcome = replace(outcome, removed=removed)
    if options.format == "json":
        print_json(outcome, path, written=False, case=case)
    else:
        print_checked(outcome, case)
    if outcome.changes:
        return Exit.FINDINGS
    return _unreached(outcome, configuration)


def _claims(paths: Sequence[Path], configuration: Configuration) -> tuple[Path, ...]:
    """The claims files whose articles may be touched: those that are named, else the configured."""
    named = find_sources(paths, configuration).claims if paths else ()
    configured = [configuration.path(name) for name in configuration.settings.claims]
    present = [path for path in configured if is_there(path)]
    return named or (find_sources(present, configuration).claims if present else ())


# --- asking --------------------------------------------------------------------------------------


def _ask(
    references: Sequence[Reference],
    wanted: Sequence[Reference],
    old: Mapping[str, LockEntry],
    configuration: Configuration,
    *,
    fresh: bool,
    keep: bool = True,
) -> LockResult:
    """Ask for the wanted references, and compare with what the lock file has."""
    with progress_on(sys.stderr) as progress:
        gathered = gather_references(
            wanted,
            configuration,
            fresh=fresh,
            keep=keep,
            lock=old,
            snapshot=False,  # the lock file says what the services answered
            progress=progress,
        )
    asked = {reference.key for reference in wanted}
    other = other_addresses(configuration.settings)
    entries: dict[str, LockEntry] = {}
    flaws: dict[str, str] = {}
    for reference in references:
        before = unchanged(reference, old)
        flaw = _flaw(reference, before, configuration)
        if flaw is not None:
            before, flaws[reference.key] = None, flaw
        if reference.key in asked or before is None:
            entry = _entry(reference, gathered)
            if other and entry.asked:
                entry = entry.model_copy(update={"addresses": other})
            entries[reference.key] = _renewed(before, entry, watched=gathered.watched)
        else:
            entries[reference.key] = before
    rest = [reference for reference in references if reference.key not in asked]
    entries |= _with_list(entries, rest, configuration)
    changes = [
        _change(reference, old, entries[reference.key], flaws.get(reference.key, ""))
        for reference in references
    ]
    failed = {
        key: _why(answer.service, answer.reason, gathered)
        for key, answer in gathered.answers.items()
        if isinstance(answer, Unreachable) and answer.failed
    }
    half = {
        key: _why(gathered.silent[key], why, gathered) for key, why in gathered.incomplete.items()
    }
    return LockResult(
        entries,
        tuple(sorted((c for c in changes if c is not None), key=lambda c: c.key)),
        (),
        {**failed, **half},
        {str(service): why for service, why in gathered.services_down.items()},
    )


def _why(name: str, reason: str, gathered: Gathered) -> str:
    """Why there is no answer; what is wrong with a service that is out is said once, elsewhere."""
    return f"{service(name)} gave no answer" if name in gathered.services_down else reason


def _entry(reference: Reference, gathered: Gathered) -> LockEntry:
    key = reference.key
    answer = gathered.answers.get(key) or certain_candidate(
        reference, gathered.candidates.get(key, ())
    )
    return entry_from(
        reference,
        answer,
        others=gathered.others.get(key, ()),
        absent=gathered.absent.get(key, ()),
        notices=gathered.notices.get(key, ()),
        incomplete=gathered.incomplete.get(key),
        # Nobody was asked where there is no identifier: a date would say otherwise.
        when=checked_at() if answer is not None else "",
    )


def _renewed(old: LockEntry | None, new: LockEntry, *, watched: bool) -> LockEntry:
    """The new entry, unless a service failed that had answered before: then the old one.

    Notices are never lost to a failure, nor to a run without the Retraction Watch list.
    """
    if old is None:
        return new
    failed = new.status == "unverified" or new.reason is not None
    if failed and new == old.model_copy(update={"when": new.when}):
        return old  # nothing but the time is new
    if failed and old.status != "unverified" and old.reason is None:
        return _with_notices(old, _notices(new))
    if failed:
        return _with_notices(new, _notices(old))
    if watched:
        return new
    return _with_notices(new, [n for n in _notices(old) if SOURCE in n.source.split(", ")])


def _notices(entry: LockEntry) -> tuple[Notice, ...]:
    return entry.work.notices if entry.work is not None else entry.notices


def _with_notices(entry: LockEntry, more: Iterable[Notice]) -> LockEntry:
    merged = merge_notices([*_notices(entry), *more])
    if entry.work is None:
        return entry.model_copy(update={"notices": merged})
    work = entry.work.model_copy(update={"notices": merged})
    return entry.model_copy(update={"work": work})


def _with_list(
    entries: Mapping[str, LockEntry], rest: Sequence[Reference], configuration: Configuration
) -> dict[str, LockEntry]:
    """Entries of references that were not asked for, with the notices of the Retraction Watch list."""
    if not rest or configuration.settings.retraction_watch is None:
        return {}
    known = Gathered(
        answers={r.key: entries[r.key].answer() for r in rest if identifiers_of(r)},
        notices={r.key: entries[r.key].notices for r in rest if entries[r.key].notices},
    )
    found = with_retraction_watch(known, rest, configuration)
    renewed = {}
    for reference in rest:
        answer = found.answers.get(reference.key)
        notices = found.notices.get(reference.key, ())
        if isinstance(answer, Work):
            notices = answer.notices
        renewed[reference.key] = _with_notices(entries[reference.key], notices)
    return renewed


# --- comparing -----------------------------------------------------------------------------------


def _change(
    reference: Reference, old: Mapping[str, LockEntry], new: LockEntry, flaw: str
) -> LockChange | None:
    before = old.get(reference.key)
    known = {(n.type, n.doi) for n in _notices(before)} if before else set()
    present = {(n.type, n.doi) for n in _notices(new)}
    news = tuple(n for n in _notices(new) if (n.type, n.doi) not in known)
    if before is None:
        return LockChange(reference.key, "added", news)
    if before.fingerprint != new.fingerprint:
        return LockChange(reference.key, "edited", news)
    gone = tuple(n for n in _notices(before) if (n.type, n.doi) not in present)
    if not flaw and before.status == "unverified" and new.status != "unverified":
        return LockChange(reference.key, "verified", news, gone)
    fields = _field_changes(before, new)
    if flaw:
        return LockChange(reference.key, "refused", news, gone, fields, flaw)
    if news or gone or fields:
        return LockChange(reference.key, "changed", news, gone, fields)
    return None


def _field_changes(old: LockEntry, new: LockEntry) -> tuple[FieldChange, ...]:
    if old.status != new.status:
        return (FieldChange("state", _state(old), _state(new)),)
    changes: list[FieldChange] = []
    if old.work is not None and new.work is not None:
        for name in WATCHED:
            before, after = _shown(old.work, name), _shown(new.work, name)
            if before != after:
                changes.append(FieldChange(name, before, after))
    unknown = [", ".join(m.identifier for m in entry.absent) for entry in (old, new)]
    if unknown[0] != unknown[1]:
        changes.append(FieldChange("unknown identifiers", *unknown))
    return tuple(changes)


def _state(entry: LockEntry) -> str:
    return {"verified-record": "found", "missing": "not found"}.get(entry.status, "unverified")


def _shown(work: Work, name: str) -> str:
    value = getattr(work, name)
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _unreached(outcome: LockResult, configuration: Configuration) -> Exit:
    failed = bool(outcome.failed or outcome.down)
    wanted = configuration.settings.on_unreachable == "fail"
    return Exit.UNREACHABLE if failed and wanted else Exit.OK
