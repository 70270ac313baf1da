"""Edit the user's BibTeX file: replace a value, insert a field, append an entry; nothing else.

Edits are made at the places that `magclaims.read.bibtex` recorded, so that comments, macros, order,
indentation and line ends stay as they are. What comes out is read again before it is handed back: an
edit that changed anything but what was asked is refused.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from magclaims.cite.citation import bibtex_pages, literal, tex
from magclaims.errors import MagclaimsError
from magclaims.match import FieldName, RecordMatch
from magclaims.model.identifiers import doi_problem, normalise_doi
from magclaims.model.registry import Reference
from magclaims.model.service import label
from magclaims.model.values import dataclass
from magclaims.model.work import Work
from magclaims.read.bibtex import Bibliography, EntryMark, FieldMark, parse_bibliography

_Opcode = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]


class EditError(MagclaimsError):
    """An edit that cannot be made without touching something else."""


class DuplicateError(MagclaimsError):
    """The work, or the key, is in the bibliography already, in the entry `key`."""

    def __init__(self, message: str, key: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class FieldFix:
    """One field to change.

    Attributes:
        field: Its name in lower case, as the entry has it.
        old: The value that is there, without delimiters; empty for a field to be added.
        new: The value to write, as BibTeX, without delimiters.
    """

    field: str
    old: str
    new: str
    why: str


# --- What to change -----------------------------------------------------------------------------

_NUMBERS: tuple[tuple[FieldName, tuple[str, ...]], ...] = (
    ("year", ("year", "date")),
    ("volume", ("volume",)),
    ("issue", ("number", "issue")),
    ("pages", ("pages", "eid")),
)


def propose(
    reference: Reference, match: RecordMatch | None = None, work: Work | None = None
) -> list[FieldFix]:
    """What should be changed in an entry, in the order of the fields that editors know.

    The form of the DOI needs no record. Everything else needs a record that is this work: its title
    and first author agree (or nothing speaks against them). A title is corrected only where the
    entry's own identifier led to the record, and first author, place and date agree; a journal only
    where that identifier did, and the title agrees.
    """
    fixes = _doi_form(reference)
    if match is None or work is None or not _is_sure(reference, match, work):
        return fixes
    fixes += _missing_identifiers(reference, work)
    says = f"the record ({label(work.source)}) says"
    title = match.fields["title"]
    if title.differs and match.verdict == "same_work_with_differences" and _located(match):
        new = tex(work.title)
        fixes.append(FieldFix("title", reference.raw.get("title", ""), new, f"{says} so"))
    if match.verdict == "version":
        return fixes
    fixes += _journal(reference, match, work, says)
    for name, fields in _NUMBERS:
        compared = match.fields[name]
        if not compared.differs:
            continue
        field = next((field for field in fields if reference.raw.get(field)), fields[0])
        new = bibtex_pages(compared.record) if name == "pages" else tex(compared.record)
        old = reference.raw.get(field, "")
        fixes.append(FieldFix(field, old, new, f"{says} {compared.record}, not {compared.printed}"))
    return fixes


def _journal(reference: Reference, match: RecordMatch, work: Work, says: str) -> list[FieldFix]:
    """The journal of an article, where the entry's own identifier and the title leave no doubt."""
    compared = match.fields["journal"]
    field = next((name for name in ("journal", "journaltitle") if reference.raw.get(name)), None)
    if (
        field is None
        or not compared.differs
        or match.verdict != "same_work_with_differences"
        or not (match.fields["title"].agrees and _identified(reference, work))
    ):
        return []
    why = f"{says} {compared.record}, not {compared.printed}"
    return [FieldFix(field, reference.raw[field], tex(compared.record), why)]


def _doi_form(reference: Reference) -> list[FieldFix]:
    raw = reference.raw.get("doi", "")
    doi, problem = normalise_doi(raw), doi_problem(raw) if raw else None
    return [FieldFix("doi", raw, literal(doi), problem)] if doi and problem else []


def _missing_identifiers(reference: Reference, work: Work) -> list[FieldFix]:
    known = {"doi": work.doi, "pmid": work.pmid, "pmcid": work.pmcid}
    asked = ", ".join(map(label, work.sources or (work.source,)))
    return [
        FieldFix(name, "", literal(value), f"the record ({asked}) has it")
        for name, value in known.items()
        if value and not getattr(reference, name) and not reference.raw.get(name, "").strip()
    ]


def _is_sure(reference: Reference, match: RecordMatch, work: Work) -> bool:
    if (
        match.verdict in {"other_work", "notice", "undecided"}
        or match.fields["first_author"].differs
    ):
        return False
    own = _identified(reference, work)
    if match.verdict == "version" and not own:
        return False
    titled = match.fields["title"].agrees
    return (match.certain and titled) or (own and (titled or _located(match)))


def _identified(reference: Reference, work: Work) -> bool:
    """Whether an identifier of the entry itself belongs to the record."""
    return (
        (reference.doi is not None and reference.doi in {work.doi, *work.aliases})
        or (reference.pmid is not None and reference.pmid == work.pmid)
        or (reference.pmcid is not None and reference.pmcid == work.pmcid)
    )


def _located(match: RecordMatch) -> bool:
    """Whether first author, and two of year, journal, volume and pages agree, and none differs."""
    place: tuple[FieldName, ...] = ("year", "journal", "volume", "pages")
    fields = [match.fields[name] for name in place]
    return (
        match.fields["first_author"].agrees
        and sum(field.agrees for field in fields) >= 2
        and not any(field.differs for field in fields)
    )


# --- How to change it ---------------------------------------------------------------------------


def apply(bibliography: Bibliography, fixes: Mapping[str, Sequence[FieldFix]]) -> str:
    """The text of the bibliography with the fixes made, by key of the entry.

    Raises:
        EditError: There is no such entry, or the edit would change something else (a value without
            balanced braces, for example).
    """
    edits: list[tuple[int, int, str]] = []
    for key, listed in fixes.items():
        mark = bibliography.marks.get(key)
        if mark is None:
            raise EditError(f"{bibliography.path}: there is no entry '{key}'")
        added: list[FieldFix] = []
        for fix in listed:
            _check_value(key, fix)
            place = mark.fields.get(fix.field)
            if place is None:
                added.append(fix)
                continue
            old = bibliography.text[place.value.start : place.value.end]
            edits.append((place.value.start, place.value.end, _delimited(fix.new, old)))
        if added:
            edits.append(_insertion(bibliography.text, mark, added))
    parts: list[str] = []
    cursor = 0
    for start, end, new in sorted(edits):
        parts += [bibliography.text[cursor:start], new]
        cursor = end
    text = "".join(parts) + bibliography.text[cursor:]
    _check_result(bibliography, text, fixes)
    return text


def append(bibliography: Bibliography, entry: str) -> str:
    """The text of the bibliography with a BibTeX entry at its end, in the line ends of the file.

    Raises:
        DuplicateError: Its key, DOI, PMID or PMCID is there already; names the entry.
        EditError: It is not one readable entry.
    """
    read = parse_bibliography(entry)
    if read.faults or len(read.references) != 1:
        why = read.faults[0].message if read.faults else "it is not one entry"
        raise EditError(f"the new entry cannot be added: {why}")
    (new,) = read.references.values()
    _refuse_duplicate(bibliography, new)
    text = bibliography.text
    newline = "\r\n" if "\r\n" in text else "\n"
    body = entry.strip().replace("\r\n", "\n").replace("\n", newline) + newline
    stripped = text.rstrip("\r\n")
    if not stripped.strip("\ufeff \t"):
        return text[:1] + body if text.startswith("\ufeff") else body
    # Keep what blank lines there are at the end, and make sure of one.
    ending = text[len(stripped) :] or newline
    if ending.count("\n") < 2:
        ending = newline * 2
    return f"{stripped}{ending}{body}"


def _refuse_duplicate(bibliography: Bibliography, new: Reference) -> None:
    for key, reference in bibliography.references.items():
        if key.lower() == new.key.lower():
            raise DuplicateError(f"the key '{key}' is in {bibliography.path} already", key)
        for name in ("doi", "pmid", "pmcid", "arxiv"):
            value = getattr(new, name)
            if value and value == getattr(reference, name):
                shown = f"{name.upper()} {value}"
                where = f"{bibliography.path} already, as '{key}'"
                raise DuplicateError(f"{shown} is in {where}", key)
    if new.key in bibliography.lost_keys:
        message = f"the key '{new.key}' is in {bibliography.path} already, in an entry that cannot be read"
        raise DuplicateError(message, new.key)


def _check_value(key: str, fix: FieldFix) -> None:
    depth = 0
    for match in re.finditer(r"(?<!\\)[{}]", fix.new):
        depth += 1 if match.group() == "{" else -1
        if depth < 0:
            break
    if depth != 0 or "\n" in fix.new or "\x00" in fix.new:
        raise EditError(f"{key}: '{fix.field}' cannot be set to {fix.new!r}")
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,60}", fix.field):
        raise EditError(f"{key}: '{fix.field}' is no name of a field")


def _delimited(new: str, old: str) -> str:
    """The new value in the delimiters of the old one, where that can be."""
    if old.startswith('"') and old.endswith('"') and '"' not in new:
        return f'"{new}"'
    if old.isdigit() and new.isdigit():
        return new
    return f"{{{new}}}"


def _insertion(text: str, mark: EntryMark, fixes: Sequence[FieldFix]) -> tuple[int, int, str]:
    """Fields behind the last one, in its indentation, alignment and quotes."""
    newline = "\r\n" if "\r\n" in text[mark.entry.start : mark.entry.end] else "\n"
    if not mark.fields:
        behind = re.compile(r"\s*,?").match(text, mark.key.end)
        end = behind.end() if behind else mark.key.end
        body = f",{newline}".join(f"  {fix.field} = {{{fix.new}}}" for fix in fixes)
        return mark.key.end, end, f",{newline}{body}{newline}"
    last = max(mark.fields.values(), key=lambda place: place.value.end)
    before, after = _around_equals(text, last)
    columns = {
        place.name.end - place.name.start + len(_around_equals(text, place)[0])
        for place in mark.fields.values()
    }
    # Names are padded only where all of them are.
    column = columns.pop() if before and len(columns) == 1 else 0
    quoted = text[last.value.start] == '"'
    written = []
    for fix in fixes:
        name = fix.field.ljust(column) if len(fix.field) < column else fix.field + before[:1]
        value = _delimited(fix.new, '""' if quoted else "")
        written.append(f"{name}={after}{value}")
    line_start = text.rfind("\n", 0, last.name.start) + 1
    lead = text[line_start : last.name.start]
    if lead.strip() == "," and line_start > mark.entry.start:  # commas in front
        return last.value.end, last.value.end, "".join(newline + lead + line for line in written)
    separator = newline + lead if not lead.strip() else " "
    comma = re.compile(r"[ \t]*,").match(text, last.value.end)
    if comma is None:
        return last.value.end, last.value.end, "".join(f",{separator}{line}" for line in written)
    place = comma.end()
    comment = re.compile(r"[ \t]*%[^\r\n]*").match(text, place)
    place = comment.end() if comment else place
    return place, place, "".join(f"{separator}{line}," for line in written)


def _around_equals(text: str, place: FieldMark) -> tuple[str, str]:
    """What stands before and after the sign between a name and its value."""
    before, _, after = text[place.name.end : place.value.start].partition("=")
    return before, after


def _check_result(
    bibliography: Bibliography, text: str, fixes: Mapping[str, Sequence[FieldFix]]
) -> None:
    """Read the new text, and refuse it if anything but the fixes is different."""
    expected = {key: dict(reference.raw) for key, reference in bibliography.references.items()}
    inherits = {key for key, raw in expected.items() if "crossref" in raw}
    for key, listed in fixes.items():
        expected[key] |= {fix.field: fix.new for fix in listed}
    found = parse_bibliography(text, bibliography.path)
    for key, raw in expected.items():
        reference = found.references.get(key)
        # A fix of the entry that others refer to rightly changes them as well.
        if reference is None or (dict(reference.raw) != raw and key not in inherits):
            raise EditError(
                f"{bibliography.path}: the edit of '{key}' would change more than asked"
            )
    if len(found.faults) > len(bibliography.faults):
        raise EditError(f"{bibliography.path}: {found.faults[0].message} after the edit")


# --- Showing it ---------------------------------------------------------------------------------


def diff(old: str, new: str, path: str) -> str:
    """A unified diff, empty where nothing changed; line ends are kept, so that it can be applied.

    Entries are compared one by one: comparing all lines with all would take minutes on a large file.
    """
    if old == new:
        return ""
    shown = path.lstrip("/")
    before, after = _lines(old), _lines(new)
    parts = [f"--- a/{shown}\n+++ b/{shown}\n"]
    for group in _Changes(before, after).get_grouped_opcodes(3):
        (_, a_start, _, b_start, _), (_, _, a_end, _, b_end) = group[0], group[-1]
        parts.append(f"@@ -{_hunk(a_start, a_end)} +{_hunk(b_start, b_end)} @@\n")
        for tag, a1, a2, b1, b2 in group:
            if tag == "equal":
                parts += [_marked(" ", line) for line in before[a1:a2]]
                continue
            parts += [_marked("-", line) for line in before[a1:a2]]
            parts += [_marked("+", line) for line in after[b1:b2]]
    return "".join(parts)


class _Changes(SequenceMatcher[str]):
    """What `difflib` says of two files, found entry by entry, in pairs from the beginning."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__()
        self.before, self.after = before, after

    def get_opcodes(self) -> list[_Opcode]:
        found: list[_Opcode] = []
        a = b = 0
        for left, right in zip_longest(_chunks(self.before), _chunks(self.after), fillvalue=()):
            for tag, a1, a2, b1, b2 in SequenceMatcher(None, left, right).get_opcodes():
                if tag == "equal" and found and found[-1][0] == "equal":
                    _, a_start, _, b_start, _ = found.pop()
                    found.append((tag, a_start, a + a2, b_start, b + b2))
                else:
                    found.append((tag, a + a1, a + a2, b + b1, b + b2))
            a, b = a + len(left), b + len(right)
        return found


def _chunks(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    start = 0
    for index, line in enumerate(lines):
        if line.startswith("@") and index > start:
            yield tuple(lines[start:index])
            start = index
    yield tuple(lines[start:])


def _hunk(start: int, end: int) -> str:
    """A range as unified diffs write it: 1-based, and the line before for an empty one."""
    length = end - start
    first = start + 1 if length else start
    return str(first) if length == 1 else f"{first},{length}"


def _marked(sign: str, line: str) -> str:
    return sign + (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)
