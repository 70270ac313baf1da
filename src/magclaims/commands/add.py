"""`magclaims lookup ID --add`: append a clean entry to the bibliography."""

import re
import sys
from pathlib import Path

from magclaims.cite.citation import bibtex
from magclaims.commands.identify import identify
from magclaims.commands.lookup import find, own_dossier
from magclaims.commands.lookup_output import why_not
from magclaims.commands.session import find_bibliographies
from magclaims.commands.terminal import note, spoken
from magclaims.commands.unchecked import note_addresses
from magclaims.config import Configuration
from magclaims.edit.bibtex import DuplicateError, append
from magclaims.errors import Exit, MagclaimsError
from magclaims.files import real, still_holds, write_atomically, writing
from magclaims.match.identity import CONCERNING, WITHDRAWING, replacement, standing
from magclaims.model.values import dataclass
from magclaims.model.work import Missing, Work
from magclaims.read.bibtex import Bibliography, parse_bibliography, read_bibliography
from magclaims.render.escape import plain

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_./+-]{0,100}")


@dataclass(frozen=True, slots=True)
class AddOptions:
    """The options of `lookup --add`, as given."""

    key: str | None = None
    to: Path | None = None
    force: bool = False


def add(text: str, options: AddOptions, configuration: Configuration) -> Exit:
    """Look a work up by its identifier, and append it to the bibliography.

    Returns:
        1 where it is not found, there already, or retracted (unless `force`); nothing is written.

    Raises:
        MagclaimsError: The text is no identifier, the key cannot be one, or a file is in the way.
    """
    case = own_dossier(configuration)
    identifier = identify(text, case.references if case else {}, configuration)
    if identifier is None:
        raise MagclaimsError(
            f"--add needs a DOI, PMID or PMCID, so that the right work is added: {plain(text)!r} is none"
        )
    if options.key is not None and not _KEY.fullmatch(options.key):
        raise MagclaimsError(f"--key {plain(options.key)!r}: letters, digits and : _ . / + - only")
    target = _target(options, configuration)
    _read(target)  # a file that cannot be read is said before anybody is asked
    others = [b for b in _configured(configuration) if real(Path(b.path)) != real(target)]
    found = find(identifier, configuration, case)
    note_addresses(configuration)
    if not isinstance(found.answer, Work):
        note(why_not(found, spoken(configuration)))
        return Exit.FINDINGS if isinstance(found.answer, Missing) else Exit.UNREACHABLE
    if found.key is not None:
        note(f"it was not added: it is in the bibliography already, as {found.key}")
        return Exit.FINDINGS
    if found.incomplete:
        note(f"half of the answer is lacking: {found.incomplete}")
    work = found.answer
    notices = [n for n in standing(work.notices) if n.type in WITHDRAWING | CONCERNING]
    for notice in notices:
        kind = notice.type.replace("_", " ").upper()
        note(f"{kind} ({notice.date or 'no date'}; source: {notice.source}): {work.title}")
    if any(notice.type in WITHDRAWING for notice in notices) and not options.force:
        new = replacement(notices)
        instead = f"add its new version instead, {new}; " if new and new != work.doi else ""
        note(f"it was not added; {instead}--force adds it all the same")
        return Exit.FINDINGS
    with writing(target):
        # Read again: somebody else may have added to it while the service was asked.
        bibliography = _read(target)
        taken = [key for b in (bibliography, *others) for key in (*b.references, *b.lost_keys)]
        entry = bibtex(work, key=options.key, style=configuration.settings.key_style, taken=taken)
        try:
            for other in others:
                append(other, entry)
            text = append(bibliography, entry)
        except DuplicateError as error:
            note(f"it was not added: {error}")
            return Exit.FINDINGS
        still_holds(target, bibliography.text)
        write_atomically(target, text)
    sys.stdout.write(entry)
    (key,) = parse_bibliography(entry).references
    note(f"added to {target} as {key}")
    return Exit.UNREACHABLE if found.incomplete else Exit.OK


def _target(options: AddOptions, configuration: Configuration) -> Path:
    if options.to is not None:
        if options.to.suffix.lower() != ".bib":
            raise MagclaimsError(f"--to {options.to}: is no bibliography (.bib)")
        return options.to
    names = configuration.settings.bibliography
    if len(names) != 1:
        raise MagclaimsError(f"{len(names)} bibliographies are configured: choose one with --to")
    path = configuration.path(names[0])
    if path.is_dir():
        raise MagclaimsError(f"{path} is a folder: choose a bibliography with --to")
    return path


def _read(path: Path) -> Bibliography:
    """The bibliography; an empty one where there is no file yet."""
    return read_bibliography(path) if path.exists() else parse_bibliography("", str(path))


def _configured(configuration: Configuration) -> list[Bibliography]:
    return [read_bibliography(path) for path in find_bibliographies((), configuration)]
