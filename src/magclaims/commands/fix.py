"""`magclaims fix`: mend the bibliography after the records; shown as a diff, written when asked."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from magclaims.commands.gathering import gather_references, references_of
from magclaims.commands.session import find_bibliographies
from magclaims.commands.streams import write_document
from magclaims.commands.terminal import note, progress_on
from magclaims.commands.unchecked import note_addresses, note_outages
from magclaims.config import Configuration
from magclaims.edit.bibtex import EditError, FieldFix, apply, diff, propose
from magclaims.errors import Exit, MagclaimsError
from magclaims.files import still_holds, write_atomically, writing
from magclaims.match.identity import identify
from magclaims.model.registry import Reference
from magclaims.model.values import dataclass
from magclaims.model.work import Gathered
from magclaims.read.bibtex import Bibliography, read_bibliography
from magclaims.render.escape import plain

FIELDS: Mapping[str, tuple[str, ...]] = {
    "doi": ("doi",),
    "pmid": ("pmid",),
    "pmcid": ("pmcid",),
    "title": ("title",),
    "journal": ("journal", "journaltitle"),
    "year": ("year", "date"),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "pages": ("pages", "eid"),
}
"""What can be mended, by the name for --select, and the fields of an entry that it stands for."""
IDENTIFIERS = ("doi", "pmid", "pmcid")


@dataclass(frozen=True, slots=True)
class FixOptions:
    """The options of `fix`, as given."""

    paths: Sequence[Path] = ()
    write: bool = False
    select: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Mended:
    """A bibliography, its text with the fixes made, and which these are."""

    bibliography: Bibliography
    text: str
    fixes: Mapping[str, Sequence[FieldFix]]
    refused: Sequence[str]
    """Why some were left out."""


def fix(options: FixOptions, configuration: Configuration) -> Exit:
    """Show what should be mended as a unified diff, and write it with `write`.

    Raises:
        MagclaimsError: A field that cannot be mended is selected, a file cannot be read or written,
            or it changed meanwhile.
    """
    selected = _selected(options.select)
    paths = find_bibliographies(options.paths, configuration)
    if not paths:
        raise MagclaimsError("nothing to fix: there is no bibliography (.bib)")
    bibliographies = [read_bibliography(path) for path in paths]
    references = references_of(bibliographies)
    with progress_on(sys.stderr) as progress:
        gathered = gather_references(references, configuration, progress=progress)
    mended = [
        _mend(bibliography, gathered, references, selected) for bibliography in bibliographies
    ]
    for item in mended:
        _show(item)
    count = sum(len(fixes) for item in mended for fixes in item.fixes.values())
    if options.write and count:
        _write([item for item in mended if item.fixes])
    note_addresses(configuration)
    verb = "Mended" if options.write else "To mend with --write:"
    by = (
        ""
        if gathered.asked
        else "; no service was asked: only records that are kept here were compared"
    )
    note(f"{verb} {count} field{'s' if count != 1 else ''}{by}")
    failed = note_outages(gathered) and configuration.settings.on_unreachable == "fail"
    if count and not options.write:
        return Exit.FINDINGS
    return Exit.UNREACHABLE if failed else Exit.OK


def _selected(names: Sequence[str]) -> frozenset[str]:
    """The fields of entries that the names stand for; all for none."""
    aliases = {field: name for name, fields in FIELDS.items() for field in fields}
    chosen = [aliases.get(name.strip().lower()) for name in names]
    for name, known in zip(names, chosen, strict=True):
        if known is None:
            raise MagclaimsError(f"--select: {name!r} is none of {', '.join(FIELDS)}")
    wanted = [name for name in chosen if name is not None] or list(FIELDS)
    return frozenset(field for name in wanted for field in FIELDS[name])


def _mend(
    bibliography: Bibliography,
    gathered: Gathered,
    references: Iterable[Reference],
    selected: frozenset[str],
) -> Mended:
    owners = {
        (name, value): reference.key
        for reference in references
        for name in IDENTIFIERS
        if (value := getattr(reference, name))
    }
    fixes: dict[str, list[FieldFix]] = {}
    refused: list[str] = []
    for key, reference in bibliography.references.items():
        wanted = [f for f in _proposed(reference, gathered) if f.field in selected]
        for added in [f for f in wanted if f.field in IDENTIFIERS and not f.old]:
            owner = owners.get((added.field, added.new), key)
            if owner != key:
                refused.append(f"{key}: seems to be the same work as {owner}; nothing was added")
                wanted = []
                break
        if wanted:
            fixes[key] = wanted
    if not fixes:
        return Mended(bibliography, bibliography.text, {}, refused)
    try:
        return Mended(bibliography, apply(bibliography, fixes), fixes, refused)
    except EditError:
        return _one_by_one(bibliography, fixes, refused)


def _one_by_one(
    bibliography: Bibliography, fixes: Mapping[str, Sequence[FieldFix]], refused: list[str]
) -> Mended:
    """Leave out the entries that cannot be edited without touching something else."""
    good: dict[str, Sequence[FieldFix]] = {}
    for key, listed in fixes.items():
        try:
            apply(bibliography, {key: listed})
        except EditError as error:
            refused.append(str(error))
        else:
            good[key] = listed
    return Mended(bibliography, apply(bibliography, good), good, refused)


def _proposed(reference: Reference, gathered: Gathered) -> list[FieldFix]:
    identity = identify(reference, gathered)
    return propose(reference, identity.match, identity.work)


def _show(item: Mended) -> None:
    for why in item.refused:
        note(why)
    for key, fixes in item.fixes.items():
        for one in fixes:
            note(f"{key}: {one.field}: {one.why}")
    shown = diff(item.bibliography.text, item.text, item.bibliography.path)
    if sys.stdout.isatty():  # through a pipe it goes to `patch`, byte for byte
        shown = "".join(f"{_harmless(line)}\n" for line in shown.split("\n")[:-1])
    write_document(shown)


def _harmless(line: str) -> str:
    """A line as a terminal may show it, its spaces kept."""
    return " ".join(plain(part) for part in line.expandtabs(4).split(" "))


def _write(mended: Sequence[Mended]) -> None:
    """Write all of them, or none where one has changed since it was read."""
    with writing(*(Path(item.bibliography.path) for item in mended)):
        for item in mended:
            still_holds(Path(item.bibliography.path), item.bibliography.text)
        for item in mended:
            write_atomically(Path(item.bibliography.path), item.text)
