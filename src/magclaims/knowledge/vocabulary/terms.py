"""The entries of the vocabulary, and the loader of its files."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any, Literal, get_args

from magclaims.errors import ConfigError, not_toml
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import key
from magclaims.knowledge.languages import READ
from magclaims.knowledge.memory import forget, remembered
from magclaims.knowledge.small_words import of_language
from magclaims.knowledge.vocabulary.names import FoundName, NameRule, Names, Verb, folded_words
from magclaims.model.values import dataclass

EntryKind = Literal["substance", "form", "source", "strain", "extract", "related_species", "group"]
Better = Literal["higher", "lower", "lower_if_high", "context"]
LANGUAGES = READ
_ALSO = tuple(f"also_{code}" for code in LANGUAGES)
_NAMES = frozenset({*LANGUAGES, *_ALSO, "latin", "brands"})
_SUBSTANCE_FIELDS = frozenset({*_NAMES, "kind", "parent", "symbol", "mesh", "unsure", "usual"})
_OUTCOME_FIELDS = frozenset(
    {*_NAMES, "nl_plural", "better", "surrogate_of", "parent", "mesh"} - {"latin", "brands"}
)
_SECTIONS = frozenset(
    {"substance", "outcome", "ambiguous", "never", "verb", "hard", "measure_words", "near"}
)
_ARTICLE = re.compile(rf"^({'|'.join(of_language('the', 'nl'))}) ")


@dataclass(frozen=True, slots=True)
class SubstanceTerm:
    """Something that is eaten, swallowed or given.

    Attributes:
        id: Its key in the file.
        category: `vitamin`, `botanical`, ...: the section of the file.
        kind: What it is beside its parent; `substance` where it has none.
        names: Language -> names, the one to show first.
        latin: Latin names of the organism.
        brands: Brand names.
        parent: The id of what it is a form, source, strain, extract or member of.
        symbol: Chemical symbol, or empty.
        mesh: Id of its MeSH heading, or empty.
        unsure: Whether its names are to be checked before they are shown.
        usual: Whether it is what is given where its parent is named without more.
    """

    id: str
    category: str
    kind: EntryKind = "substance"
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    latin: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    parent: str | None = None
    symbol: str = ""
    mesh: str = ""
    unsure: bool = False
    usual: bool = False

    def name(self, language: str = "en") -> str:
        """The name to show in a language; in English where there is none."""
        return _shown(self.names, language) or self.id

    def all_names(self) -> Iterator[str]:
        """Every name in every language."""
        yield from (name for names in self.names.values() for name in names)
        yield from self.latin
        yield from self.brands


@dataclass(frozen=True, slots=True)
class OutcomeTerm:
    """Something that a substance is said to change.

    Attributes:
        id: Its key in the file.
        family: `sleep`, `cognition`, ...: the section of the file.
        names: Language -> names without article, the one to show first.
        article: The Dutch article of the first Dutch name, `de` or `het`.
        plural: The Dutch plural of that name; empty where it has none.
        better: Which way is better for people.
        surrogate_of: Ids of what it is taken to stand for.
        hard: Whether it is an event or disease in itself, no measurement.
        parent: The id of the wider outcome that this is a part of.
        mesh: Id of its MeSH heading, or empty.
        endpoint: Whether it matters to a person (memory, sleep, a disease); else it is a mechanism.
        general: Whether it is a summary, such as overall cognition: one of its parts does not measure it.
    """

    id: str
    family: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    article: str = ""
    plural: str = ""
    better: Better = "context"
    surrogate_of: tuple[str, ...] = ()
    hard: bool = False
    parent: str | None = None
    mesh: str = ""
    endpoint: bool = True
    general: bool = False

    def name(self, language: str = "en", *, article: bool = False) -> str:
        """The name to show in a language; in Dutch with its article where that is asked for."""
        shown = _shown(self.names, language) or self.id
        wanted = article and language == "nl" and self.article and "nl" in self.names
        return f"{self.article} {shown}" if wanted else shown

    def all_names(self) -> Iterator[str]:
        """Every name in every language, and the Dutch plural."""
        yield from (name for names in self.names.values() for name in names)
        if self.plural:
            yield self.plural


def _shown(names: Mapping[str, tuple[str, ...]], language: str) -> str:
    found = names.get(language) or names.get("en") or next(iter(names.values()), ("",))
    return found[0]


@dataclass(slots=True)
class Vocabulary:
    """All entries, by id, and the indexes of their names."""

    substances: dict[str, SubstanceTerm] = field(default_factory=dict)
    outcomes: dict[str, OutcomeTerm] = field(default_factory=dict)
    substance_names: Names = field(default_factory=Names)
    outcome_names: Names = field(default_factory=Names)


class _Fault(Exception):  # noqa: N818 - of an entry; users see a ConfigError
    """What is wrong with an entry: its id, and the name or field that it is about."""

    def __init__(self, entry: str, what: str, message: str) -> None:
        super().__init__(message)
        self.entry, self.what = entry, what


@dataclass(slots=True)
class _Loader:
    """Adds files to a vocabulary."""

    words: Vocabulary
    own: bool = True
    """Whether these are the package's own files, whose ambiguous names the tests watch."""
    hard: frozenset[str] = frozenset()
    ruled: set[str] = field(default_factory=set)
    """Keys of the names that the file has a rule for."""

    def add(self, data: Mapping[str, Any]) -> None:
        """Add a parsed file.

        Raises:
            _Fault: An entry that cannot be.
        """
        if unknown := set(data) - _SECTIONS:
            name = min(unknown)
            raise _Fault(name, name, f"unknown section [{name}]: [substance.<category>] and "
                         "[outcome.<family>] are known")  # fmt: skip
        self.hard = frozenset(data.get("hard", ()))
        self.ruled = {key(name) for name in data.get("ambiguous", {})}
        for section, entry_id, row in _rows(data, "substance"):
            self._substance(section, entry_id, row)
        for section, entry_id, row in _rows(data, "outcome"):
            self._outcome(section, entry_id, row)
        for name, row in data.get("ambiguous", {}).items():
            self._rule(name, row)
        held = self.words.outcome_names if "outcome" in data else self.words.substance_names
        for phrase in data.get("never", ()):
            held.bar(phrase)
        for name, row in data.get("verb", {}).items():
            words = (frozenset(_strings(name, row, side)) for side in ("before", "after"))
            held.verbs[key(name)] = Verb(*words)

    def _substance(self, section: str, id_: str, row: Mapping[str, Any]) -> None:
        _known(id_, row, _SUBSTANCE_FIELDS)
        names = _names(id_, row)
        kind = _choice(id_, row, "kind", get_args(EntryKind), "substance")
        new = SubstanceTerm(
            id=id_,
            category=section,
            kind=kind,
            names=names,
            latin=_latin(id_, row),
            brands=_strings(id_, row, "brands"),
            parent=_string(id_, row, "parent") or None,
            symbol=_string(id_, row, "symbol"),
            mesh=_string(id_, row, "mesh"),
            unsure=bool(row.get("unsure", False)),
            usual=bool(row.get("usual", False)),
        )
        old = self.words.substances.get(id_)
        _complete(id_, row, old is None)
        if old is not None:
            if changed := set(row) - _NAMES:
                raise _Fault(id_, min(changed), f"{id_} is known: it can get names, not another "
                             f"{min(changed)}")  # fmt: skip
            new = replace(
                old,
                names=joined_names(old.names, names),
                latin=(*old.latin, *new.latin),
                brands=(*old.brands, *new.brands),
            )
        self._index(self.words.substance_names, id_, new.all_names(), self._substance_called)
        if new.symbol:
            self.words.substance_names.add_symbol(new.symbol, id_)
        self.words.substances[id_] = new

    def _outcome(self, section: str, id_: str, row: Mapping[str, Any]) -> None:
        _known(id_, row, _OUTCOME_FIELDS)
        names = _names(id_, row)
        article, _ = without_article(_string(id_, row, "nl"))
        new = OutcomeTerm(
            id=id_,
            family=section,
            names=names,
            article=article,
            plural=_string(id_, row, "nl_plural"),
            better=_choice(id_, row, "better", get_args(Better), "context"),
            surrogate_of=_strings(id_, row, "surrogate_of"),
            hard=id_ in self.hard,
            parent=_string(id_, row, "parent") or None,
            mesh=_string(id_, row, "mesh"),
        )
        old = self.words.outcomes.get(id_)
        _complete(id_, row, old is None)
        if old is None and not article:
            raise _Fault(id_, id_, f"{id_}: `nl` needs its article, `de` or `het`")
        if old is not None:
            if changed := set(row) - _NAMES:
                raise _Fault(id_, min(changed), f"{id_} is known: it can get names, not another "
                             f"{min(changed)}")  # fmt: skip
            new = replace(old, names=joined_names(old.names, names))
        self._index(self.words.outcome_names, id_, new.all_names(), self._outcome_called)
        self.words.outcomes[id_] = new

    def _index(
        self, index: Names, id_: str, names: Iterator[str], called: Callable[[str], str]
    ) -> None:
        for name in names:
            if not key(name):
                raise _Fault(id_, name, f"{id_}: `{name}` has no letter or digit")
            others = [other for other in index.ids.get(key(name), ()) if other != id_]
            if others and not self.own and key(name) not in self.ruled:
                raise _Fault(id_, name, f"{id_}: `{name}` means {called(others[0])} already")
            index.add(name, id_)

    def _substance_called(self, id_: str) -> str:
        return f"{self.words.substances[id_].name()} ({id_})"

    def _outcome_called(self, id_: str) -> str:
        return f"{self.words.outcomes[id_].name()} ({id_})"

    def _rule(self, name: str, row: Mapping[str, Any]) -> None:
        words = {
            id_: folded_words(_strings("ambiguous", row, id_)) for id_ in row if id_ != "default"
        }
        rule = NameRule(words, row.get("default"))
        for entries, index in (
            (self.words.substances, self.words.substance_names),
            (self.words.outcomes, self.words.outcome_names),
        ):
            if words and {*words, rule.default or next(iter(words))} <= set(entries):
                index.rules[key(name)] = rule
                return
        raise _Fault("ambiguous", name, f"the rule for `{name}` names an entry that is not there")

    def links(self) -> None:
        """Hold every parent and surrogate against the entries.

        Raises:
            _Fault: One is not there.
        """
        for substance_ in self.words.substances.values():
            if substance_.parent and substance_.parent not in self.words.substances:
                raise _Fault(substance_.id, "parent", f"{substance_.id}: there is no substance "
                             f"`{substance_.parent}`")  # fmt: skip
        for outcome_ in self.words.outcomes.values():
            for other in filter(None, (*outcome_.surrogate_of, outcome_.parent)):
                if other not in self.words.outcomes:
                    raise _Fault(outcome_.id, other, f"{outcome_.id}: there is no outcome "
                                 f"`{other}`")  # fmt: skip


def _rows(data: Mapping[str, Any], what: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    sections = data.get(what, {})
    if not isinstance(sections, dict):
        raise _Fault(what, what, f"[{what}.<section>] holds the entries, one a line")
    for section, entries in sections.items():
        if not isinstance(entries, dict):
            raise _Fault(section, section, f"{what}.{section}: is not a section of entries")
        for id_, row in entries.items():
            if not isinstance(row, dict):
                raise _Fault(id_, id_, f'{id_}: is not an entry; write {{ en = "..." }}')
            yield section, id_, row


def _known(id_: str, row: Mapping[str, Any], fields: frozenset[str]) -> None:
    if unknown := set(row) - fields:
        raise _Fault(id_, min(unknown), f"{id_}: unknown field `{min(unknown)}`")


def _strings(id_: str, row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = row.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _Fault(id_, name, f"{id_}: `{name}` must be a list of names")
    return tuple(value)


def _choice(
    id_: str, row: Mapping[str, Any], name: str, choices: Sequence[str], default: str
) -> Any:
    value = row.get(name, default)
    if value not in choices:
        raise _Fault(id_, name, f"{id_}: `{name}` is one of {', '.join(choices)}, not `{value}`")
    return value


def _names(id_: str, row: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    names = {}
    for code, also in zip(LANGUAGES, _ALSO, strict=True):
        listed = tuple(filter(None, (_string(id_, row, code), *_strings(id_, row, also))))
        if listed:
            names[code] = tuple(_ARTICLE.sub("", name) if code == "nl" else name for name in listed)
    if not names:
        raise _Fault(id_, id_, f"{id_}: has no name")
    return names


def without_article(phrase: str) -> tuple[str, str]:
    """The article of a Dutch noun, or nothing, and the noun."""
    found = _ARTICLE.match(phrase)
    return (found[1], phrase[found.end() :]) if found else ("", phrase)


def _complete(id_: str, row: Mapping[str, Any], new: bool) -> None:  # noqa: FBT001
    if new and (absent := [code for code in ("en", "nl") if not row.get(code)]):
        raise _Fault(id_, id_, f"{id_}: has no name in `{absent[0]}`")


def _latin(id_: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Latin names; that of a genus (`Schizochytrium sp.`) names no species."""
    names = [name.strip() for name in _string(id_, row, "latin").split(";")]
    return tuple(name for name in names if name and not name.endswith(" sp."))


def joined_names(
    old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The names of two lists by language, each once, those of the first one first."""
    codes = dict.fromkeys((*old, *new))
    return {code: tuple(dict.fromkeys((*old.get(code, ()), *new.get(code, ())))) for code in codes}


def _string(id_: str, row: Mapping[str, Any], name: str) -> str:
    value = row.get(name, "")
    if not isinstance(value, str):
        raise _Fault(id_, name, f"{id_}: `{name}` must be text")
    return value


_user_files: tuple[tuple[str, str], ...] = ()


def use(files: Sequence[tuple[str, str]]) -> None:
    """Add the user's own files to the vocabulary, for this run.

    Args:
        files: Name and text of TOML files as the package's own: [substance.<category>] and
            [outcome.<family>] hold new entries, or further names of known ones.

    Raises:
        ConfigError: A file is not TOML, or holds an entry that cannot be, or a name that means
            something else already; with file, line and what.
    """
    global _user_files  # noqa: PLW0603 - the vocabulary is the run's, as its settings are
    if tuple(files) == _user_files:
        return
    _user_files = tuple(files)
    forget()
    try:
        vocabulary()
    except ConfigError:
        _user_files = ()
        raise


@remembered
def vocabulary() -> Vocabulary:
    """All entries of the package's files and the user's."""
    words = Vocabulary()
    loader = _Loader(words)
    for name in ("substances.toml", "outcomes.toml"):
        loader.add(load_data(f"vocabulary/{name}"))
    loader.own = False
    for path, text in _user_files:
        _add_file(loader, path, text)
    return words


@remembered
def rows(what: Literal["substance", "outcome"]) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """The rows of the package's files and the user's as they are written: section -> id -> row."""
    if _user_files:
        vocabulary()  # holds that they are as they should be; ours are, as the tests know
    found: dict[str, dict[str, dict[str, Any]]] = {}
    own = load_data(f"vocabulary/{what}s.toml")[what]
    sections = {id_: section for section, entries in own.items() for id_ in entries}
    for data in (own, *(tomllib.loads(text).get(what, {}) for _, text in _user_files)):
        for section, entries in data.items():
            for id_, row in entries.items():
                group = found.setdefault(sections.setdefault(id_, section), {})
                group[id_] = _joined_row(group.get(id_, {}), row)
    return found


def _joined_row(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the further names of another one."""
    joined = {**new, **old}
    for code, also in zip(LANGUAGES, _ALSO, strict=True):
        first = [new[code]] if code in new and code in old and new[code] != old[code] else []
        if more := [*old.get(also, ()), *first, *new.get(also, ())]:
            joined[also] = list(dict.fromkeys(more))
    return joined


def _add_file(loader: _Loader, path: str, text: str) -> None:
    try:
        loader.add(tomllib.loads(text))
        loader.links()
    except tomllib.TOMLDecodeError as error:
        raise not_toml(path, error) from error
    except _Fault as fault:
        raise ConfigError(f"{path}:{_line(text, fault)}: {fault}") from fault


def _line(text: str, fault: _Fault) -> int:
    """The line of an entry's faulty word; TOML readers keep no lines."""
    entry = re.compile(rf'\s*(?:\[[\w."-]+\.)?"?{re.escape(fault.entry)}"?\s*[=\]]')
    lines = text.splitlines()
    start = next((n for n, line in enumerate(lines) if entry.match(line)), 0)
    for number in range(start, len(lines)):
        if fault.what in lines[number]:
            return number + 1
        if number > start and lines[number].lstrip().startswith("["):
            break
    return start + 1


@remembered
def substance(name: str, context: str = "") -> SubstanceTerm | None:
    """The substance that `name` (an id or any name, whole) means.

    Args:
        name: Case, accents, hyphens and spaces do not count.
        context: Text whose words decide between two meanings.

    Returns:
        None where no entry has the name, or where it stays ambiguous.
    """
    words = vocabulary()
    ids = words.substance_names.meaning(name, context)
    return words.substances[ids[0]] if len(ids) == 1 else words.substances.get(name)


@remembered
def find_substances(text: str, context: str | None = None) -> tuple[FoundName, ...]:
    """The substances that `text` names, from left to right, the longest name first.

    Args:
        text: Any text.
        context: Where words that decide between two meanings are looked for; `text` by default.
    """
    return tuple(vocabulary().substance_names.find(text, context))


@remembered
def find_outcomes(text: str, context: str | None = None) -> tuple[FoundName, ...]:
    """The outcomes that `text` names; see `find_substances`."""
    return tuple(vocabulary().outcome_names.find(text, context))
