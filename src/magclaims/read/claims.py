"""Reads claims files into a `Dossier`, and remembers where every value stands.

A fault in an entry is reported and the rest of the file is still judged; only a file that cannot
be read at all raises `ReadError`. Scalars are kept as text and typed by the models, so YAML's own
guesses (`no` is false, 2025-11-03 is a date) never change what an editor wrote.
"""

import copy
import difflib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
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
from magclaims.knowledge.data import load as load_data
from magclaims.model.finding import Location
from magclaims.model.registry import Article, Claim, Dossier, Study, Waiver
from magclaims.model.source_map import EntryLines, Fault, Part, SourceMap, SourceMark
from magclaims.read.places import ParsedFile, ParsedFiles, Places

MAX_DEPTH = 40
SECTIONS: dict[str, type[BaseModel]] = {
    "articles": Article,
    "studies": Study,
    "claims": Claim,
    "waivers": Waiver,
}
KEYED = ("articles", "studies")
"""Sections that are mappings from an id or key; the others are lists."""

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML counts as the end of a line."""

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


def read(
    paths: Iterable[Path],
    unsaved: Mapping[Path, str] = MappingProxyType({}),
    *,
    parsed: ParsedFiles | None = None,
) -> Registry:
    """Read claims files, in the order of their names, into one registry.

    Args:
        paths: The files.
        unsaved: The text that stands for a file, where an editor holds it and has not saved it.
        parsed: Where to keep what files say, and to look for it: a file is then parsed once.

    Raises:
        ReadError: A file cannot be read as UTF-8 or as YAML at all.
    """
    ordered = sorted(set(paths), key=str)
    texts = dict(unsaved)
    if parsed is not None:
        with suppress(ReadError):  # it is raised again below, behind what is wrong before it
            texts.update((path, read_text(path)) for path in ordered if path not in unsaved)
    known = parsed.find(list(texts.values())) if parsed is not None else {}
    builder = _Builder()
    new: dict[str, ParsedFile] = {}
    for path in ordered:
        text = texts.get(path)
        if text is not None and text in known and builder.add_parsed(path, text, known[text]):
            continue
        made = builder.add_file(path, text, keep=parsed is not None)
        if made is not None and text is not None:
            new[text] = made
    if parsed is not None:
        parsed.keep(new)
    return builder.registry(tuple(str(path) for path in ordered))


@dataclass
class _Builder:
    articles: dict[str, Article] = field(default_factory=dict)
    studies: dict[str, Study] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    waivers: list[Waiver] = field(default_factory=list)
    places: Places = field(default_factory=lambda: Places(_places_in))
    names: dict[tuple[Part, ...], SourceMark] = field(default_factory=dict)
    """Where the names of fields stand; `places` has their values."""
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
        default = self.default or Location(path=paths[0] if paths else "claims.yaml")
        drafts = tuple(claim for claim in self.claims.values() if claim.waits)
        marks = SourceMap(self.places, default, self.entries)
        return Registry(dossier, marks, tuple(self.faults), paths, drafts)

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
            if isinstance(entry, Waiver):
                self.waivers.append(entry)
            elif isinstance(entry, Article):
                self.articles[place[1]] = entry
            elif isinstance(entry, Study):
                self.studies[place[1]] = entry
            elif isinstance(entry, Claim):
                self.claims[place[1]] = entry
        return True

    def _add_file(self, path: Path, text: str | None) -> None:
        text = read_text(path) if text is None else text
        document = _Document(str(path), text)
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
            if key in SECTIONS:
                self.starts.append((*_at(key_node), None))
                self.add_section(document, key, node)
            else:
                self.starts.append((*_at(key_node), None))
                self.fault(
                    "schema",
                    f"unknown field `{key}`",
                    document.location(key_node),
                    suggestion=_did_you_mean(key, SECTIONS),
                )

        self.add_entries(str(path), text)

    def add_entries(self, path: str, text: str) -> None:
        """Note the lines of the entries of a file, and what stands in them."""
        lines = _LINE_BREAK.split(text)
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

    def add_section(self, document: "_Document", name: str, node: yaml.Node) -> None:
        if isinstance(node, yaml.ScalarNode) and _plain(node) is None:
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
            named = _child(value, "id") if name == "claims" else str(len(self.waivers))
            self.add_entry(document, name, named or f"#{index + 1}", value, value)

    def add_entry(
        self, document: "_Document", section: str, key: str, key_node: yaml.Node, node: yaml.Node
    ) -> None:
        path: tuple[Part, ...] = (section, int(key) if section == "waivers" else key)
        claim = key if section == "claims" else None
        taken: Any = {
            "articles": self.articles,
            "studies": self.studies,
            "claims": self.claims,
        }.get(section, {})
        self.starts.append((*_at(key_node), None if key in taken else (section, key)))
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
        before = len(self.places)
        self.places[path] = document.mark(key_node)
        value = self.plain(document, node, path, claim)
        if self.said is not None:
            self.said.append((section, key, json.dumps(value)))
        model = SECTIONS[section]
        entry = self.validate(model, value, path, claim)
        if entry is None:
            # The next one of that name, or the next waiver, takes its place: not its marks.
            for place in list(islice(reversed(self.places), len(self.places) - before)):
                del self.places[place]
        elif isinstance(entry, Waiver):
            self.waivers.append(entry)
        elif entry is not None:
            taken[key] = entry

    def validate(
        self, model: type[M], value: object, path: tuple[Part, ...], claim: str | None
    ) -> M | None:
        """The entry, or what can be kept of it: lists lose the items that are broken."""
        try:
            return model.model_validate(value)
        except ValidationError as error:
            details = _without_echoes(error.errors(include_url=False, include_context=True))
        for detail in details:
            place = path + tuple(detail["loc"])
            unknown = self.names.get(place) if detail["type"] == "extra_forbidden" else None
            self.fault(
                "schema",
                _explain(detail),
                unknown.location if unknown else self.near(place),
                claim=claim,
                suggestion=_advice(detail, model),
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

    def close_up(self, path: tuple[Part, ...], broken: Collection[int]) -> None:
        """Give the places of a list's items to the indexes that they have without the broken ones."""
        depth = len(path)
        moved = {
            place: self.places.pop(place)
            for place in list(self.places)
            if len(place) > depth and place[:depth] == path
        }
        for place, location in moved.items():
            index = place[depth]
            if isinstance(index, int) and index not in broken:
                index -= sum(other < index for other in broken)
                self.places[(*path, index, *place[depth + 1 :])] = location

    def near(self, path: tuple[Part, ...]) -> Location:
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]].location
        return self.default or Location(path="claims.yaml")

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
        self, document: "_Document", node: yaml.MappingNode
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
        self, document: "_Document", node: yaml.Node, path: tuple[Part, ...], claim: str | None
    ) -> object:
        """The value of a node as mappings, lists and text, its places remembered."""
        self.places.setdefault(path, document.mark(node))
        if isinstance(node, yaml.MappingNode):
            mapping: dict[str, object] = {}
            for key, key_node, value in self.items(document, node):
                mark, place = document.mark(key_node), (*path, key)
                self.names[place] = mark
                mapping[key] = self.plain(document, value, place, claim)
                if not isinstance(value, yaml.ScalarNode):
                    self.places[place] = mark
            return mapping
        if isinstance(node, yaml.SequenceNode):
            return [
                self.plain(document, value, (*path, index), claim)
                for index, value in enumerate(node.value)
            ]
        return _plain(node)


def _places_in(
    path: Path, text: str, before: Sequence[Waiver]
) -> dict[tuple[Part, ...], SourceMark]:
    builder = _Builder(waivers=list(before))
    builder.add_file(path, text)
    return builder.places


class _Document:
    """One YAML file as nodes; anchors, aliases and tags are refused (they can hide a bomb)."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            self.root = self._composed(yaml.parse(text, Loader=loader_class))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = error.problem or error.context or "is not YAML"
            hint = " (is a quote or a colon missing before it?)" if "mapping" in problem else ""
            raise ReadError(
                f"is not YAML: {problem}{hint}",
                path,
                mark.line + 1 if mark else 1,
                mark.column + 1 if mark else 1,
            ) from error
        except (yaml.YAMLError, UnicodeEncodeError) as error:
            # An editor may send half a pair of surrogates, which no file can hold.
            position = getattr(error, "position", getattr(error, "start", 0))
            before = text[:position] if isinstance(position, int) else ""
            raise ReadError(
                f"is not YAML: {getattr(error, 'reason', error)}",
                path,
                before.count("\n") + 1,
                len(before) - (before.rfind("\n") + 1) + 1,
            ) from error

    def _composed(self, events: Iterator[yaml.Event]) -> yaml.Node | None:
        """The nodes of the only document; what libyaml composes itself cannot be looked into."""
        root: yaml.Node | None = None
        second: yaml.Event | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                second = event if documents == 2 else second
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, 1)
                root = node if documents == 1 else root
        if second is not None:
            # Told after all that is refused, which may stand behind it.
            mark: Any = second.start_mark
            raise yaml.MarkedYAMLError(problem="but found another document", problem_mark=mark)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> yaml.Node:
        """The node that an event begins, with all that belongs to it."""
        if isinstance(event, yaml.CollectionStartEvent) and depth > MAX_DEPTH:
            raise self._refused(event, f"is nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refused(event, "uses an anchor or alias (& or *): write the value out")
        start: Any = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            return yaml.ScalarNode("", event.value, start, style=event.style)
        nodes = []
        for inner in events:
            if isinstance(inner, yaml.CollectionEndEvent):
                break
            nodes.append(self._node(inner, events, depth + 1))
        if isinstance(event, yaml.SequenceStartEvent):
            return yaml.SequenceNode("", nodes, start)
        return yaml.MappingNode("", list(zip(nodes[::2], nodes[1::2], strict=True)), start)

    def _refused(self, event: yaml.Event, message: str) -> ReadError:
        mark: Any = event.start_mark
        return ReadError(message, self.path, mark.line + 1, mark.column + 1)

    def location(self, node: yaml.Node) -> Location:
        return self.mark(node).location

    def mark(self, node: yaml.Node) -> SourceMark:
        return SourceMark(self.path, node.start_mark.line + 1, node.start_mark.column + 1)


def _at(node: yaml.Node) -> tuple[int, int]:
    """Line and column of a node, from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def _plain(node: yaml.Node) -> str | None:
    value = str(node.value)
    unquoted = isinstance(node, yaml.ScalarNode) and not node.style
    return None if unquoted and value in {"", "~", "null", "Null", "NULL"} else value


def _child(node: yaml.Node, name: str) -> str | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name and isinstance(value, yaml.ScalarNode) and value.value:
                return str(value.value)
    return None


def _without_echoes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The faults without "the list is too short" where only its broken items make it so."""
    deeper = {detail["loc"][:1] for detail in details if len(detail["loc"]) > 1}
    return [d for d in details if not (d["type"] == "too_short" and d["loc"] in deeper)]


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


def _fields(model: type[BaseModel], loc: Sequence[Part]) -> dict[str, Any]:
    """The fields of the model that the last part of `loc` belongs to."""
    return dict(_owner(model, loc).model_fields)


def _owner(model: type[BaseModel], loc: Sequence[Part]) -> type[BaseModel]:
    """The model that the last part of `loc` is a field of."""
    current: type[BaseModel] = model
    for part in loc[:-1]:
        info = current.model_fields.get(str(part))
        if info is None:
            continue
        for candidate in _models_in(info.annotation):
            current = candidate
            break
    return current


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for argument in getattr(annotation, "__args__", ()) or ():
        yield from _models_in(argument)


def _name(loc: Sequence[Part]) -> str:
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return written.removeprefix(".") or "entry"


_SHAPES = {
    "model_type": "a mapping of fields",
    "dict_type": "a mapping",
    "tuple_type": "a list",
    "string_type": "text",
    "too_short": "a list of at least one",
    "bool_parsing": "true or false",
    "int_parsing": "a whole number",
    "date_parsing": "a date: 2026-12-31",
    "date_from_datetime_parsing": "a date: 2026-12-31",
}
"""What pydantic's error types ask for, in words for editors."""


def _explain(detail: ErrorDetails) -> str:
    loc, kind = detail["loc"], detail["type"]
    name = f"`{_name(loc)}`"
    given = detail.get("input")
    shown = f" (it says {str(given)[:60]!r})" if isinstance(given, str) else ""
    if kind == "extra_forbidden":
        return f"unknown field {name}"
    if kind == "missing":
        return f"{name} is missing"
    if kind in {"enum", "literal_error"}:
        expected = (detail.get("ctx") or {}).get("expected", "")
        return f"{name} should be {expected}{shown}"
    if kind in _SHAPES:
        return f"{name} should be {_SHAPES[kind]}{shown}"
    if kind == "value_error":
        return f"{name} {(detail.get('ctx') or {}).get('error', detail['msg'])!s}{shown}"
    text = detail["msg"][0].lower() + detail["msg"][1:]
    return f"{name}: {text}{shown}"


def _advice(detail: ErrorDetails, model: type[BaseModel]) -> str | None:
    loc = detail["loc"]
    if detail["type"] == "extra_forbidden" and loc:
        return _did_you_mean(str(loc[-1]), _fields(model, loc))
    expected = str((detail.get("ctx") or {}).get("expected", ""))
    if expected or detail["type"] == "value_error":
        names = [w.strip("' ") for w in expected.replace(" or ", ",").split(",")]
        near = _meant(str(detail.get("input")), loc, names)
        if near is not None:
            return near
    return _description(model, loc)


def _description(model: type[BaseModel], loc: Sequence[Part]) -> str | None:
    """What the field is for, as the schema tells it; of an entry, what its fields are called."""
    name = next((part for part in reversed(loc) if isinstance(part, str)), None)
    if name is not None and loc[-1] == name:
        from magclaims.model.descriptions import descriptions

        about = descriptions(_owner(model, loc)).get(name)
        if about:
            return f"`{name}`: {' '.join(about.split())}"
    return f"known here: {', '.join(sorted(_fields(model, (*loc, ''))))}"


def _meant(word: str, loc: Sequence[Part], names: Iterable[str]) -> str | None:
    """The value that a word most likely stands for: by its meaning, else by its letters."""
    name = next((part for part in reversed(loc) if isinstance(part, str)), "")
    typed = "_".join(re.findall(r"\w+", word.lower()))
    meant = load_data("enumerated.toml").get(name, {}).get(typed)
    return f"did you mean `{meant}`?" if meant else _did_you_mean(typed, names, listed=False)


def _did_you_mean(word: str, known: Iterable[str], *, listed: bool = True) -> str | None:
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"known here: {', '.join(names)}" if listed else None
