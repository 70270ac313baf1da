"""Read a BibTeX file into references, with the place of every entry, key and value in it.

bibtexparser splits the file into blocks and fields; macros, TeX, names and dates are read here. What
is wrong with an entry is data (`BibFault`), never an exception: the rest of the file is still used.
Only a file that is absent or not UTF-8 raises (`magclaims.errors.ReadError`).
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from magclaims.files import read_text
from magclaims.knowledge.data import load as load_data
from magclaims.model.finding import Location
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.bibliography import (
    BibFault,
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
_SPACE = expression(r"\s*")
_COMMA = expression(r"\s*,?\s*")
_EQUALS = expression(r"\s*=?\s*")
_ENTRY_HEAD = expression(r"@\w*[ \t]*[{(]\s*")
_FAILED_HEAD = expression(r"@\w*[ \t]*[{(]\s*([^\s,{}=]{1,200})")
_BARE_PART = expression(r"[^\s#{}\"]*")
_DELIMITER = expression(r"(?<!\\)[{}\"]")
_COMMENT = expression(r"(?:^|(?<=,))[ \t]*%[^\r\n]*", re.MULTILINE)
_COMMENT_OR_MARK = expression(rf'(?<!\\)[{{}}"]|^[ \t]*@|{_COMMENT.pattern}', re.MULTILINE)
_SHOWN = 60  # characters of what the file says in a message, where its row has no number of its own
_OWN = ("title", "subtitle", "doi", "url", "pmid", "pmcid", "pages", "crossref", "keywords")
"""Fields that an entry does not take over from the one that it names as its `crossref`."""


def read_bibliography(path: str | Path) -> Bibliography:
    """Read a BibTeX file.

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
    undefined: set[str] = field(default_factory=set)
    """Names that are used and no @string; each is told once, at its first use."""
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
                self._fault("key_case", draft.mark.key.start, draft.key, key=draft.key, first=first)
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
            self._fault("empty_key", start, None, lost=True)
            return None
        if len(places) < len(entry.fields):
            self._fault("unreadable", start, entry.key, lost=True)
            return None
        fields: dict[str, str] = {}
        draft = _Draft(entry.key, entry.entry_type.lower(), fields, mark)
        for item, (name, place) in zip(entry.fields, places, strict=True):
            if name in fields:
                self._fault("duplicate_field", place.name.start, entry.key, name=name)
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
                    self._fault("too_long", start + cursor, key, most=MAX_STRINGS)
                    return "", ""
            cursor = _skip(_SPACE, raw, end)
            if cursor < len(raw) and raw[cursor] != "#":
                return "".join(parts), raw[cursor:]
            cursor = _skip(_SPACE, raw, cursor + 1)
        return "".join(parts), ""

    def _macro(self, name: str, offset: int, key: str | None) -> str:
        known = self.macros.get(name.lower())
        if known is None and name.lower() not in self.undefined:
            self.undefined.add(name.lower())
            self._fault("undefined_macro", offset, key, name=name)
        return name if known is None else known

    def _swallowed(self, rest: str, name: str, place: FieldMark, draft: _Draft) -> None:
        """A comma is missing: `title = {x} year = 2020` is one value to the parser; read on here."""
        behind = place.value.end - len(rest)
        self._fault("missing_comma", place.value.start, draft.key, name=name, rest=rest)
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
        line = self.locate(self.drafts[draft.key].mark.entry.start).line
        self._fault("duplicate_key", draft.mark.key.start, draft.key, key=draft.key, line=line)

    def _failed(self, block: "Block", start: int) -> None:
        from bibtexparser import model
        from bibtexparser.exceptions import BlockAbortedException

        error = block.error if isinstance(block, model.ParsingFailedBlock) else None
        reason = error.abort_reason if isinstance(error, BlockAbortedException) else str(error)
        head = _FAILED_HEAD.match(self.source, start)
        key = head[1] if head else None
        if "end of file" in reason or "block start" in reason:
            self._fault("unclosed", start, key, lost=True)
        else:
            self._fault("failed", start, key, lost=True, reason=" ".join(reason.split()))

    def _stray(self, comment: str, start: int) -> None:
        """Fields outside of an entry: a brace too many has closed it early."""
        if re.match(r"\}?\s*,\s*[A-Za-z]\w{0,40}\s*=", comment):
            self._fault("extra_brace", start, None, rest=comment.lstrip("}, "))

    def _resolve_crossrefs(self) -> None:
        """Give entries the fields that they leave to the entry they `crossref`, one level deep."""
        by_lower = {key.lower(): key for key in reversed(self.drafts)}
        for draft in self.drafts.values():
            target = draft.fields.get("crossref", "").strip()
            if not target:
                continue
            parent = self.drafts.get(target) or self.drafts.get(by_lower.get(target.lower(), ""))
            if parent is None or parent is draft:
                named = draft.mark.fields.get("crossref")
                place = named.value if named else draft.mark.entry
                self._fault("dangling_crossref", place.start, draft.key, target=target)
                continue
            inherited = dict(parent.fields)
            if "title" in inherited:
                inherited.setdefault("booktitle", inherited["title"])
            for own in _OWN:
                inherited.pop(own, None)
            if parent.entry_type in {"book", "proceedings", "collection"}:
                inherited.pop("author", None)
            draft.fields = inherited | draft.fields

    def locate(self, offset: int) -> Location:
        return locate(self.path, self.text, self.lines, offset)

    def _fault(
        self, name: str, offset: int, at: str | None, /, *, lost: bool = False, **said: str | int
    ) -> None:
        """Note a fault of `bibtex_faults.toml` in the entry `at`, with what the file says in it."""
        row = load_data("bibtex_faults.toml", "magclaims.read")[name]
        most = row.get("shown", _SHOWN)
        shown = {
            part: _show(value, most) if isinstance(value, str) else value
            for part, value in said.items()
        }
        message, suggestion = (row[part].format(**shown) for part in ("message", "suggestion"))
        kind, place = row.get("kind", name), self.locate(offset)
        self.faults.append((offset, BibFault(kind, message, place, at, lost, suggestion)))


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

    loggers = [logging.getLogger(f"bibtexparser{name}") for name in ("", ".splitter", ".library")]
    states = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        return parse_string(text, parse_stack=[])
    finally:
        for logger, state in zip(loggers, states, strict=True):
            logger.disabled = state


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


def _show(text: str, limit: int) -> str:
    flat = " ".join(text[: 4 * limit].split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
