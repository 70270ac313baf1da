"""Reads claims files into a `Dossier`, and remembers where every value stands.

A fault in an entry is reported and the rest of the file is still judged; only a file that cannot
be read at all raises `ReadError`. Scalars are kept as text and typed by the models, so YAML's own
guesses (`no` is false, 2025-11-03 is a date) never change what an editor wrote.
"""

import copy
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from hashlib import blake2b
from itertools import islice, zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from magclaims.errors import ReadError
from magclaims.files import read_text
from magclaims.model.finding import Location
from magclaims.model.registry import Article, Claim, Dossier, Study, Waiver
from magclaims.model.source_map import EntryLines, Fault, Part, SourceMap, SourceMark
from magclaims.model.values import dataclass
from magclaims.read.explained import advice_on, explain, perhaps_meant, without_echoes
from magclaims.read.places import ParsedFile, ParsedFiles, Place, Places
from magclaims.read.yaml_document import LINE_BREAK, YamlDocument, child_of, place_of, plain_text

SECTIONS: dict[str, type[BaseModel]] = {
    "articles": Article,
    "studies": Study,
    "claims": Claim,
    "waivers": Waiver,
}
KEYED = ("articles", "studies")
"""Sections that are mappings from an id or key; the others are lists."""

_AT_ONCE = 200
"""Files whose texts are held together."""

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Registry:
    """What was read: the dossier, the place of each value, and the faults."""

    dossier: Dossier
    source_map: SourceMap
    faults: tuple[Fault, ...]
    paths: tuple[str, ...] = ()
    drafts: tuple[Claim, ...] = ()
    """Claims that wait to be filled in. The dossier does not hold them: nothing judges them."""

    @property
    def all_claims(self) -> tuple[Claim, ...]:
        """All claims, drafts among them."""
        return (*self.dossier.claims, *self.drafts)


def read(
    paths: Iterable[Path],
    unsaved: Mapping[Path, str] = MappingProxyType({}),
    *,
    parsed: ParsedFiles | None = None,
) -> Registry:
    """Read claims files, in the order of their names, into one registry.

    `unsaved` stands for a file that an editor holds; of `parsed` a file is taken that was parsed before.

    Raises:
        ReadError: A file cannot be read as UTF-8 or as YAML at all.
    """
    ordered = sorted(set(paths), key=str)
    builder = _Builder()
    for start in range(0, len(ordered), _AT_ONCE):
        _read_some(builder, ordered[start : start + _AT_ONCE], unsaved, parsed)
    return builder.registry(tuple(str(path) for path in ordered))


def _read_some(
    builder: "_Builder",
    paths: Sequence[Path],
    unsaved: Mapping[Path, str],
    parsed: ParsedFiles | None,
) -> None:
    texts = {path: unsaved[path] for path in paths if path in unsaved}
    if parsed is not None:
        with suppress(ReadError):  # it is raised again below, behind what is wrong before it
            texts.update((path, read_text(path)) for path in paths if path not in unsaved)
    known = parsed.find(list(texts.values())) if parsed is not None else {}
    new: dict[str, ParsedFile] = {}
    for path in paths:
        text = texts.get(path)
        if text is not None and text in known and builder.add_parsed(path, text, known[text]):
            continue
        made = builder.add_file(path, text, keep=parsed is not None)
        if made is not None and text is not None:
            new[text] = made
    if parsed is not None:
        parsed.keep(new)


@dataclass
class _Builder:
    articles: dict[str, Article] = field(default_factory=dict)
    studies: dict[str, Study] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    waivers: list[Waiver] = field(default_factory=list)
    places: Places = field(default_factory=lambda: Places(_places_in))
    marks: dict[Place, SourceMark] = field(default_factory=dict)
    """Where the values of the entry that is read stand."""
    names: dict[Place, SourceMark] = field(default_factory=dict)
    """Where the names of its fields stand."""
    faults: list[Fault] = field(default_factory=list)
    default: Location | None = None
    entries: dict[tuple[str, str], EntryLines] = field(default_factory=dict)
    starts: list[tuple[int, int, tuple[str, str] | None]] = field(default_factory=list)
    """Where the entries of the file that is read begin, and what else ends the one before."""
    said: list[tuple[str, str, str]] | None = None
    """Of the file that is read: section, name, and as JSON what YAML says of each entry."""

    def registry(self, paths: tuple[str, ...]) -> Registry:
        dossier = Dossier(
            articles=self.articles,
            studies=self.studies,
            claims=tuple(claim for claim in self.claims.values() if not claim.waits),
            waivers=tuple(self.waivers),
        )
        drafts = tuple(claim for claim in self.claims.values() if claim.waits)
        return Registry(dossier, self.source_map(*paths), tuple(self.faults), paths, drafts)

    def source_map(self, path: str = "claims.yaml", *_: str) -> SourceMap:
        """The places so far; without a file, all are in the first one of these names."""
        return SourceMap(self.places, self.default or Location(path=path), self.entries)

    def add_file(
        self, path: Path, text: str | None = None, *, keep: bool = False
    ) -> ParsedFile | None:
        """Read a file.

        Returns:
            What it says, where that is asked for (`keep`) and nothing is wrong with it.
        """
        faults, known = len(self.faults), len(self.entries)
        self.said = [] if keep else None
        self._add_file(path, text)
        if not self.said or len(self.faults) > faults:
            return None
        lines = list(islice(self.entries.items(), known, None))
        if len(lines) != len(self.said):
            return None  # an entry of another file has the name of one of its own
        told = {(section, name): value for section, name, value in self.said}
        return [(*entry, told[entry], at.line, at.end, at.digest.hex()) for entry, at in lines]

    def add_parsed(self, path: Path, text: str, rows: ParsedFile) -> bool:
        """Take a file over as it was parsed; False where it has to be read: nothing is taken over then."""
        if not rows:
            return False  # a file that says nothing is not kept: damaged
        made: list[tuple[tuple[str, str], EntryLines, BaseModel]] = []
        waivers = len(self.waivers)
        for section, name, value, line, end, digest in rows:
            key = name if section != "waivers" else str(waivers)
            waivers += section == "waivers"
            if (section, key) in self.entries:
                return False
            try:
                entry = SECTIONS[section].model_validate(json.loads(value))
                lines = EntryLines(str(path), line, end, bytes.fromhex(digest))
            except (ValueError, LookupError):  # damaged
                return False
            made.append(((section, key), lines, entry))
        self.default = self.default or Location(path=str(path))
        self.places.leave_unread(path, text, [place for place, _, _ in made], self.waivers)
        for place, lines, entry in made:
            self.entries[place] = lines
            self.keep(*place, entry)
        return True

    def keep(self, section: str, key: str, entry: Any) -> None:
        """Take an entry in."""
        if section == "waivers":
            self.waivers.append(entry)
        else:
            self.taken(section)[key] = entry

    def taken(self, section: str) -> dict[str, Any]:
        """The entries of a section so far, by id; those of waivers have none."""
        found: dict[str, Any] = {} if section == "waivers" else getattr(self, section)
        return found

    def _add_file(self, path: Path, text: str | None) -> None:
        text = read_text(path) if text is None else text
        document = YamlDocument(str(path), text)
        self.starts = []
        self.default = self.default or Location(path=str(path))
        if document.root is None:
            return
        if not isinstance(document.root, yaml.MappingNode):
            self.fault(
                "schema",
                "the file should be a mapping with articles, studies, claims and waivers",
                document.location(document.root),
            )
            return
        for key, key_node, node in self.items(document, document.root):
            self.starts.append((*place_of(key_node), None))
            if key in SECTIONS:
                self.add_section(document, key, node)
            else:
                self.fault(
                    "schema",
                    f"unknown field `{key}`",
                    document.location(key_node),
                    suggestion=perhaps_meant(key, SECTIONS),
                )

        self.add_entries(str(path), text)

    def add_entries(self, path: str, text: str) -> None:
        """Note the lines of the entries of a file, and what stands in them."""
        lines = LINE_BREAK.split(text)
        starts = sorted(self.starts, key=lambda start: start[:2])
        for (line, _, entry), behind in zip_longest(starts, starts[1:]):
            if entry is None:
                continue
            end = len(lines) + 1
            if behind is not None:
                # What begins within a line leaves the beginning of that line to the one before.
                alone = not lines[behind[0] - 1][: behind[1] - 1].strip(" -")
                end = behind[0] if alone and behind[0] > line else behind[0] + 1
            own = "\n".join(lines[line - 1 : end - 1]).encode("utf-8", "surrogatepass")
            # Of two of one name the second one counts where the first is broken: both have a say.
            broken = self.entries.get(entry)
            made = blake2b(broken.digest if broken else b"", digest_size=16)
            made.update(own)
            self.entries[entry] = EntryLines(path, line, end, made.digest())

    def add_section(self, document: "YamlDocument", name: str, node: yaml.Node) -> None:
        if isinstance(node, yaml.ScalarNode) and plain_text(node) is None:
            return
        if name in KEYED:
            if not isinstance(node, yaml.MappingNode):
                self.fault("schema", f"`{name}` should be a mapping", document.location(node))
                return
            for key, key_node, value in self.items(document, node):
                self.add_entry(document, name, key, key_node, value)
            return
        if not isinstance(node, yaml.SequenceNode):
            self.fault("schema", f"`{name}` should be a list", document.location(node))
            return
        for index, value in enumerate(node.value):
            named = child_of(value, "id") if name == "claims" else str(len(self.waivers))
            self.add_entry(document, name, named or f"#{index + 1}", value, value)

    def add_entry(
        self, document: "YamlDocument", section: str, key: str, key_node: yaml.Node, node: yaml.Node
    ) -> None:
        path: Place = (section, int(key) if section == "waivers" else key)
        claim = key if section == "claims" else None
        taken = self.taken(section)
        self.starts.append((*place_of(key_node), None if key in taken else (section, key)))
        if key in taken:
            first = self.places[path]
            self.fault(
                "duplicate",
                f"`{key}` stands in `{section}` twice; the first one is at "
                f"{first.path}:{first.line} and this one is left out",
                document.location(key_node),
                claim=claim,
                suggestion="give one of them another name, or merge the two",
            )
            return
        self.marks, self.names = {path: document.mark(key_node)}, {}
        value = self.plain(document, node, path, claim)
        if self.said is not None:
            self.said.append((section, key, json.dumps(value)))
        entry = self.validate(SECTIONS[section], value, path, claim)
        if entry is not None:  # else the next one of that name, or the next waiver, takes its place
            self.places.keep(self.marks)
            self.keep(section, key, entry)

    def validate(self, model: type[M], value: object, path: Place, claim: str | None) -> M | None:
        """The entry, or what can be kept of it: lists lose the items that are broken."""
        try:
            return model.model_validate(value)
        except ValidationError as error:
            details = without_echoes(error.errors(include_url=False, include_context=True))
        for detail in details:
            place = path + tuple(detail["loc"])
            unknown = self.names.get(place) if detail["type"] == "extra_forbidden" else None
            self.fault(
                "schema",
                explain(detail),
                unknown.location if unknown else SourceMap(self.marks).at(*place),
                claim=claim,
                suggestion=advice_on(detail, model),
                lost=str(detail["loc"][0]) if detail["loc"] else None,
            )
        kept, left_out = _without_broken(value, details, model)
        if kept is None:
            return None
        try:
            entry = model.model_validate(kept)
        except ValidationError:
            return None
        for name, broken in left_out.items():
            self.close_up((*path, name), broken)
        return entry

    def close_up(self, path: Place, broken: Collection[int]) -> None:
        """Give the places of a list's items to the indexes that they have without the broken ones."""
        depth = len(path)
        moved = {
            place: self.marks.pop(place)
            for place in list(self.marks)
            if len(place) > depth and place[:depth] == path
        }
        for place, location in moved.items():
            index = place[depth]
            if isinstance(index, int) and index not in broken:
                index -= sum(other < index for other in broken)
                self.marks[(*path, index, *place[depth + 1 :])] = location

    def fault(
        self,
        kind: Any,
        message: str,
        location: Location,
        *,
        claim: str | None = None,
        suggestion: str | None = None,
        lost: str | None = None,
    ) -> None:
        self.faults.append(Fault(kind, message, location, claim, suggestion, lost))

    def items(
        self, document: "YamlDocument", node: yaml.MappingNode
    ) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """The entries of a mapping; a repeated key is a fault, and its first value stays."""
        seen: dict[str, yaml.Node] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.fault("schema", "a key should be plain text", document.location(key_node))
                continue
            key = str(key_node.value)
            if key in seen:
                self.fault(
                    "duplicate",
                    f"`{key}` stands here twice; the first one is at line "
                    f"{seen[key].start_mark.line + 1} and this one is left out",
                    document.location(key_node),
                    suggestion="merge the two, or give one of them another name",
                )
                continue
            seen[key] = key_node
            yield key, key_node, value_node

    def plain(
        self, document: "YamlDocument", node: yaml.Node, path: Place, claim: str | None
    ) -> object:
        """The value of a node as mappings, lists and text, its places remembered."""
        self.marks.setdefault(path, document.mark(node))
        if isinstance(node, yaml.MappingNode):
            mapping: dict[str, object] = {}
            for key, key_node, value in self.items(document, node):
                mark, place = document.mark(key_node), (*path, key)
                self.names[place] = mark
                mapping[key] = self.plain(document, value, place, claim)
                if not isinstance(value, yaml.ScalarNode):
                    self.marks[place] = mark
            return mapping
        if isinstance(node, yaml.SequenceNode):
            return [
                self.plain(document, value, (*path, index), claim)
                for index, value in enumerate(node.value)
            ]
        return plain_text(node)


def _places_in(path: Path, text: str, before: Sequence[Waiver]) -> Places:
    builder = _Builder(waivers=list(before))
    builder.add_file(path, text)
    return builder.places


def _without_broken(
    value: object, details: Sequence[ErrorDetails], model: type[BaseModel]
) -> tuple[object, dict[str, set[int]]]:
    """The value without its broken parts, and the items that its lists lost.

    Left out are unknown fields, broken items of lists, and broken fields that are optional; the
    value is None where a part that must be there is broken.
    """
    items: dict[str, set[int]] = {}
    if not isinstance(value, dict):
        return None, items
    kept: dict[Any, Any] = copy.deepcopy(value)
    for detail in details:
        loc = detail["loc"]
        if not loc:
            return None, items
        top = str(loc[0])
        if detail["type"] == "extra_forbidden":
            _drop(kept, loc)
        elif len(loc) > 1 and isinstance(loc[1], int) and isinstance(value.get(top), list):
            items.setdefault(top, set()).add(loc[1])
        elif top in model.model_fields and not model.model_fields[top].is_required():
            kept.pop(top, None)
        else:
            return None, items
    for top, broken in items.items():
        if top in kept:
            kept[top] = [item for i, item in enumerate(kept[top]) if i not in broken]
    return kept, items


def _drop(value: Any, loc: Sequence[Part]) -> None:
    for part in loc[:-1]:
        value = value[part]
    value.pop(loc[-1], None)
