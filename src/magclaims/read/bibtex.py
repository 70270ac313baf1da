"""Read a BibTeX file into references, with the place of every entry, key and value in it.

bibtexparser splits the file into blocks and fields; macros, TeX, names and dates are read here. What
is wrong with an entry is data (`BibFault`), never an exception: the rest of the file is still used.
Only a file that is absent or not UTF-8 raises (`magclaims.errors.ReadError`).
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from magclaims.files import read_text
from magclaims.model.finding import Location
from magclaims.read.bibliography import (
    BibFault,
    BibFaultKind,
    Bibliography,
    ByteSpan,
    EntryMark,
    FieldMark,
    line_starts,
    locate,
)
from magclaims.read.bibtex_fields import reference

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry

__all__ = [
    "BibFault",
    "Bibliography",
    "ByteSpan",
    "EntryMark",
    "FieldMark",
    "parse_bibliography",
    "read_bibliography",
]

MAX_BYTES = 64_000_000
"""A larger bibliography is refused: 10,000 entries take about 8 MB."""
MAX_STRINGS = 10_000
"""Characters that the @string names of a value may stand for: each may use others twice, and so on."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPACE = re.compile(r"\s*")
_COMMA = re.compile(r"\s*,?\s*")
_EQUALS = re.compile(r"\s*=?\s*")
_ENTRY_HEAD = re.compile(r"@\w*[ \t]*[{(]\s*")
_FAILED_HEAD = re.compile(r"@\w*[ \t]*[{(]\s*([^\s,{}=]{1,200})")
_BARE_PART = re.compile(r"[^\s#{}\"]*")
_DELIMITER = re.compile(r"(?<!\\)[{}\"]")
_COMMENT = re.compile(r"(?:^|(?<=,))[ \t]*%[^\r\n]*", re.MULTILINE)
_COMMENT_OR_MARK = re.compile(rf'(?<!\\)[{{}}"]|^[ \t]*@|{_COMMENT.pattern}', re.MULTILINE)
_SHOWN = 60  # characters of the user's text in a message


def read_bibliography(path: str | Path) -> Bibliography:
    """Read a BibTeX file.

    Args:
        path: A UTF-8 file; a byte order mark is allowed.

    Raises:
        ReadError: The file is absent, too large or not UTF-8 (with line and column of the byte).
    """
    return parse_bibliography(read_text(path, MAX_BYTES, keep_mark=True), str(path))


def parse_bibliography(text: str, path: str = "references.bib") -> Bibliography:
    """Read BibTeX from text; `path` only names it in locations. Never raises."""
    return _Reader(text, path).read()


@dataclass
class _Draft:
    """An entry as far as it has been read: fields resolved, TeX not decoded."""

    key: str
    entry_type: str
    fields: dict[str, str]
    mark: EntryMark


@dataclass
class _Reader:
    text: str
    path: str
    faults: list[tuple[int, BibFault]] = field(default_factory=list)
    undefined: dict[str, int] = field(default_factory=dict)
    """How often each name that is no @string is used; it is told once, at its first use."""
    macros: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, _Draft] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = line_starts(self.text)
        self.source = _without_comments(self.text)  # of the same length: offsets hold for both
        self.macros.update((month, month) for month in _MONTHS)

    def read(self) -> Bibliography:
        lower_keys: dict[str, str] = {}
        for block, start in self._blocks():
            draft = self._block(block, start)
            if draft is None:
                continue
            first = lower_keys.setdefault(draft.key.lower(), draft.key)
            if draft.key in self.drafts:
                self._duplicate(draft)
                continue
            if first != draft.key:
                self._fault(
                    "key_case",
                    f"the keys '{_show(draft.key)}' and '{_show(first)}' differ only in case, which BibTeX does not tell apart",
                    draft.mark.key.start,
                    draft.key,
                    suggestion="give one of them another key",
                )
            self.drafts[draft.key] = draft
        self._resolve_crossrefs()
        references = {
            key: reference(draft.key, draft.entry_type, draft.fields)
            for key, draft in self.drafts.items()
        }
        self.faults.sort(key=lambda item: item[0])
        return Bibliography(
            path=self.path,
            references=references,
            marks={key: draft.mark for key, draft in self.drafts.items()},
            faults=tuple(fault for _, fault in self.faults),
            text=self.text,
        )

    def _blocks(self) -> "Iterator[tuple[Block, int]]":
        """The blocks of the file with their offsets, in order."""
        cursor = 0
        for block in _split(self.source).blocks:
            line = min(max(block.start_line or 0, 0), len(self.lines) - 1)
            raw = block.raw or ""
            start = self.source.find(raw, max(cursor, self.lines[line]))
            if start < 0:  # the raw text of a failed block may end a character early or late
                start = max(cursor, self.lines[line])
            yield block, start
            cursor = start + max(len(raw) - 1, 0)

    def _block(self, block: "Block", start: int) -> _Draft | None:
        from bibtexparser import model

        if isinstance(block, model.ParsingFailedBlock):
            wrapped = block.ignore_error_block
            if isinstance(wrapped, model.Entry):  # a duplicate key or field: readable all the same
                return self._entry(wrapped, start)
            if not isinstance(wrapped, model.String):
                self._failed(block, start)
        elif isinstance(block, model.Entry):
            return self._entry(block, start)
        elif isinstance(block, model.String):
            self.macros[block.key.lower()] = self._value(block.value, start, None)[0]
        elif isinstance(block, model.ImplicitComment):
            self._stray(block.comment, start)
        return None

    def _entry(self, entry: "Entry", start: int) -> _Draft | None:
        mark, places = self._mark(entry, start)
        if not entry.key:
            self._fault(
                "empty_key",
                "the entry has no key, so nothing can cite it",
                start,
                None,
                lost=True,
                suggestion="write a key and a comma behind the opening brace: @misc{key, ...",
            )
            return None
        if len(places) < len(entry.fields):
            self._fault(
                "syntax",
                "the entry cannot be read",
                start,
                entry.key,
                lost=True,
                suggestion=_REWRITE,
            )
            return None
        fields: dict[str, str] = {}
        draft = _Draft(entry.key, entry.entry_type.lower(), fields, mark)
        for item, (name, place) in zip(entry.fields, places, strict=True):
            if name in fields:
                self._fault(
                    "duplicate_field",
                    f"the field '{_show(name)}' stands twice; the first one is used",
                    place.name.start,
                    entry.key,
                    suggestion="keep the one that is right",
                )
                continue
            fields[name], rest = self._value(item.value, place.value.start, entry.key)
            if rest:
                self._swallowed(rest, name, place, draft)
        return draft

    def _mark(self, entry: "Entry", start: int) -> tuple[EntryMark, list[tuple[str, FieldMark]]]:
        """Walk over the raw entry: the parser gives its parts in order, without their places."""
        end = start + len(entry.raw or "")
        opening = _ENTRY_HEAD.match(self.source, start)
        if opening is None or not self.source.startswith(entry.key, opening.end()):
            return EntryMark(ByteSpan(start, end), ByteSpan(start, start), {}), []
        key = ByteSpan(opening.end(), opening.end() + len(entry.key))
        places = list(self._walk(entry, key.end))
        fields: dict[str, FieldMark] = {}
        for name, place in places:
            fields.setdefault(name, place)
        return EntryMark(ByteSpan(start, end), key, fields), places

    def _walk(self, entry: "Entry", cursor: int) -> "Iterator[tuple[str, FieldMark]]":
        for item in entry.fields:
            name_start = _skip(_COMMA, self.source, cursor)
            name_end = name_start + len(item.key)
            value_start = _skip(_EQUALS, self.source, name_end)
            cursor = value_start + len(item.value)
            yield (
                item.key.lower(),
                FieldMark(ByteSpan(name_start, name_end), ByteSpan(value_start, cursor)),
            )

    def _value(self, raw: str, start: int, key: str | None) -> tuple[str, str]:
        """Resolve `{a} # macro # "b"`; also what stands behind a value without a comma between."""
        if raw.startswith("{") and raw.find("}") == len(raw) - 1:  # most values are one plain part
            return raw[1:-1], ""
        parts: list[str] = []
        cursor = size = 0
        while cursor < len(raw):
            end = _end_of_part(raw, cursor)
            part = raw[cursor:end]
            if part[:1] in {"{", '"'}:
                parts.append(part[1:-1])
            elif part.isdigit() or not part:
                parts.append(part)
            else:
                parts.append(self._macro(part, start + cursor, key))
                size += len(parts[-1])
                if size > MAX_STRINGS:
                    self._too_long(start + cursor, key)
                    return "", ""
            cursor = _skip(_SPACE, raw, end)
            if cursor < len(raw) and raw[cursor] != "#":
                return "".join(parts), raw[cursor:]
            cursor = _skip(_SPACE, raw, cursor + 1)
        return "".join(parts), ""

    def _too_long(self, offset: int, key: str | None) -> None:
        self._fault(
            "syntax",
            f"the @string names of this value stand for more than {MAX_STRINGS:,} characters: "
            "it is read as empty",
            offset,
            key,
            suggestion="write the value out",
        )

    def _macro(self, name: str, offset: int, key: str | None) -> str:
        known = self.macros.get(name.lower())
        if known is None:
            uses = self.undefined[name.lower()] = self.undefined.get(name.lower(), 0) + 1
            if uses > 1:
                return name
            self._fault(
                "undefined_macro",
                f"'{_show(name)}' is no @string of this file",
                offset,
                key,
                suggestion=f"put braces around it, or define @string{{{_show(name)} = ...}}",
            )
            return name
        return known

    def _swallowed(
        self,
        rest: str,
        name: str,
        place: FieldMark,
        draft: _Draft,
    ) -> None:
        """A comma is missing: `title = {x} year = 2020` is one value to the parser; read on here."""
        behind = place.value.end - len(rest)
        self._fault(
            "missing_comma",
            f"a comma is missing after the value of '{_show(name)}': '{_show(rest)}' was swallowed",
            place.value.start,
            draft.key,
            suggestion=f"put a comma after the value of '{_show(name)}'",
        )
        own_end = place.value.start + len(self.source[place.value.start : behind].rstrip())
        draft.mark.fields[name] = FieldMark(place.name, ByteSpan(place.value.start, own_end))
        match = re.match(r"([A-Za-z][\w-]{0,60})\s*=\s*", rest)
        if match and match[1].lower() not in draft.fields:
            swallowed = match[1].lower()
            value, further = self._value(rest[match.end() :], behind + match.end(), draft.key)
            draft.fields[swallowed] = value
            if not further:
                draft.mark.fields[swallowed] = FieldMark(
                    ByteSpan(behind, behind + len(match[1])),
                    ByteSpan(behind + match.end(), place.value.end),
                )

    def _duplicate(self, draft: _Draft) -> None:
        first = self.locate(self.drafts[draft.key].mark.entry.start)
        self._fault(
            "duplicate_key",
            f"the key '{_show(draft.key)}' stands twice; the first one (line {first.line}) is used",
            draft.mark.key.start,
            draft.key,
            suggestion="give one of them another key, or remove it",
        )

    def _failed(self, block: "Block", start: int) -> None:
        from bibtexparser import model
        from bibtexparser.exceptions import BlockAbortedException

        error = block.error if isinstance(block, model.ParsingFailedBlock) else None
        reason = error.abort_reason if isinstance(error, BlockAbortedException) else str(error)
        head = _FAILED_HEAD.match(self.source, start)
        key = head[1] if head else None
        if "end of file" in reason or "block start" in reason:
            self._fault(
                "unclosed",
                "the entry has no closing brace, so it cannot be read",
                start,
                key,
                lost=True,
                suggestion="close the value or the entry that was left open",
            )
        else:
            shown = " ".join(reason.split())
            self._fault(
                "syntax",
                f"the entry cannot be read: {_show(shown, 200)}",
                start,
                key,
                lost=True,
                suggestion=_REWRITE,
            )

    def _stray(self, comment: str, start: int) -> None:
        """Fields outside of an entry: a brace too many has closed it early."""
        if re.match(r"\}?\s*,\s*[A-Za-z]\w{0,40}\s*=", comment):
            self._fault(
                "extra_brace",
                f"'{_show(comment.lstrip('}, '))}' stands outside of any entry: a brace too many closed the one before it",
                start,
                None,
                suggestion="take a closing brace out before it",
            )

    def _resolve_crossrefs(self) -> None:
        """Give entries the fields that they leave to the entry they `crossref`, one level deep."""
        by_lower = {key.lower(): key for key in reversed(self.drafts)}
        for draft in self.drafts.values():
            target = draft.fields.get("crossref", "").strip()
            if not target:
                continue
            parent = self.drafts.get(target) or self.drafts.get(by_lower.get(target.lower(), ""))
            if parent is None or parent is draft:
                self._fault(
                    "dangling_crossref",
                    f"crossref names '{_show(target)}', which is no other entry of this file",
                    draft.mark.fields["crossref"].value.start
                    if "crossref" in draft.mark.fields
                    else draft.mark.entry.start,
                    draft.key,
                    suggestion="correct the key, or add the entry",
                )
                continue
            inherited = dict(parent.fields)
            if "title" in inherited:
                inherited.setdefault("booktitle", inherited["title"])
            for own in (
                "title",
                "subtitle",
                "doi",
                "url",
                "pmid",
                "pmcid",
                "pages",
                "crossref",
                "keywords",
            ):
                inherited.pop(own, None)
            if parent.entry_type in {"book", "proceedings", "collection"}:
                inherited.pop("author", None)
            draft.fields = inherited | draft.fields

    def locate(self, offset: int) -> Location:
        return locate(self.path, self.text, self.lines, offset)

    def _fault(
        self,
        kind: BibFaultKind,
        message: str,
        offset: int,
        key: str | None,
        *,
        lost: bool = False,
        suggestion: str | None = None,
    ) -> None:
        place = self.locate(offset)
        self.faults.append((offset, BibFault(kind, message, place, key, lost, suggestion)))


_REWRITE = "write it as @type{key, field = {value}, ...}"


def _without_comments(text: str) -> str:
    """The text with blanks for `% comments` between the fields of an entry.

    BibTeX knows no such comments, but Biber does and people write them; the parser would take them
    for a part of the next field's name.
    """
    if not _COMMENT.search(text):
        return text
    parts: list[str] = []
    cursor = place = depth = 0
    quoted = False
    while match := _COMMENT_OR_MARK.search(text, place):
        mark = match.group()
        place = match.end()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(depth - 1, 0)
        elif mark == '"':
            quoted = depth == 1 and not quoted
        elif mark.endswith("@"):
            depth, quoted = 0, False
        elif depth == 1 and not quoted:
            parts += [text[cursor : match.start()], " " * len(mark)]
            cursor = match.end()
        else:  # a per cent sign within a value: what stands behind it counts
            place = match.start() + mark.index("%") + 1
    return "".join(parts) + text[cursor:]


def _split(text: str) -> "Library":
    """Split into blocks, with bibtexparser's own log lines switched off (we read the failures)."""
    from bibtexparser.entrypoint import parse_string

    logger = logging.getLogger("bibtexparser")
    was_disabled, logger.disabled = logger.disabled, True
    children = [logging.getLogger(f"bibtexparser.{name}") for name in ("splitter", "library")]
    states = [child.disabled for child in children]
    for child in children:
        child.disabled = True
    try:
        return parse_string(text, parse_stack=[])
    finally:
        logger.disabled = was_disabled
        for child, state in zip(children, states, strict=True):
            child.disabled = state


def _end_of_part(raw: str, start: int) -> int:
    """Where the braced, quoted or bare part that begins at `start` ends."""
    if raw[start] == "{":
        return _closing(raw, start, "}")
    if raw[start] == '"':
        return _closing(raw, start, '"')
    match = _BARE_PART.match(raw, start)
    # A stray brace or quote can't begin a part: take the rest, so that the walk always ends.
    return match.end() if match and match.end() > start else len(raw)


def _closing(raw: str, start: int, closer: str) -> int:
    depth = 0
    for match in _DELIMITER.finditer(raw, start + 1):
        mark = match.group()
        if mark == closer and depth == 0:
            return match.end()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(depth - 1, 0)
    return len(raw)


def _skip(pattern: re.Pattern[str], text: str, cursor: int) -> int:
    """The offset behind a pattern that also matches nothing."""
    match = pattern.match(text, cursor)
    return match.end() if match else cursor


def _show(text: str, limit: int = _SHOWN) -> str:
    flat = " ".join(text[: 4 * limit].split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
