"""The loader of the vocabulary's files, ours and the user's."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from typing import Any, get_args

from magclaims.errors import ConfigError
from magclaims.files import parsed_toml
from magclaims.knowledge.keys import fold, key
from magclaims.knowledge.languages import READ
from magclaims.knowledge.vocabulary.entries import (
    Better,
    EntryKind,
    OutcomeTerm,
    SubstanceTerm,
    Vocabulary,
    joined_names,
    without_article,
)
from magclaims.knowledge.vocabulary.names import NameRule, Names, Verb, folded_words
from magclaims.model.values import dataclass

LANGUAGES = READ
_ALSO = tuple(f"also_{code}" for code in LANGUAGES)
_NAMES = frozenset({*LANGUAGES, *_ALSO, "latin", "brands"})
_SUBSTANCE_FIELDS = frozenset({*_NAMES, "kind", "parent", "symbol", "mesh", "unsure", "usual"})
_OUTCOME_FIELDS = frozenset(
    {*_NAMES, "nl_plural", "better", "surrogate_of", "parent", "mesh"} - {"latin", "brands"}
)
_INFLECTED = 7
"""Letters of a name from which on it may stand with an ending: shorter ones with it are other words."""
_SECTIONS = frozenset(
    {
        "substance",
        "outcome",
        "ambiguous",
        "never",
        "tails",
        "inverse",
        "verb",
        "hard",
        "measure_words",
        "near",
    }
)


_FAMILIES = {
    "stress_mood": "mood",
    "bone_joint": "bone",
    "muscle_exercise": "muscle",
    "digestive": "digestion",
    "oral": "teeth",
}
"""Sections whose entries have neighbours among the functions: the name of the family of both."""


class _Fault(Exception):  # noqa: N818 - of an entry; users see a ConfigError
    """What is wrong with an entry: its id, and the name or field that it is about."""

    def __init__(self, entry: str, what: str, message: str) -> None:
        super().__init__(message)
        self.entry, self.what = entry, what


@dataclass(slots=True)
class Loader:
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
        lists = {name: _strings(name, data, name) for name in ("hard", "never", "tails", "inverse")}
        self.hard = frozenset(lists["hard"])
        ambiguous, verbs = _tables(data, "ambiguous"), _tables(data, "verb")
        self.ruled = {key(name) for name in ambiguous}
        for section, entry_id, row in _rows(data, "substance"):
            self._substance(section, entry_id, row)
        for section, entry_id, row in _rows(data, "outcome"):
            self._outcome(section, entry_id, row)
        for name, row in ambiguous.items():
            self._rule(name, row)
        held = self.words.outcome_names if "outcome" in data else self.words.substance_names
        for phrase in lists["never"]:
            held.bar(phrase)
        held.tails += tuple(sorted(map(fold, lists["tails"]), key=len, reverse=True))
        self.words.inverse |= {key(name) for name in lists["inverse"]}
        for name, row in verbs.items():
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
        self._check(id_, row, is_known=old is not None)
        self._index(self.words.substance_names, id_, new.all_names(), self.words.substances)
        if old is not None:
            new = replace(
                old,
                names=joined_names(old.names, names),
                latin=(*old.latin, *new.latin),
                brands=(*old.brands, *new.brands),
            )
        elif new.symbol:
            self.words.substance_names.add_symbol(new.symbol, id_)
        self.words.substances[id_] = new

    def _outcome(self, section: str, id_: str, row: Mapping[str, Any]) -> None:
        _known(id_, row, _OUTCOME_FIELDS)
        names = _names(id_, row)
        article, _ = without_article(_string(id_, row, "nl"))
        new = OutcomeTerm(
            id=id_,
            family=_FAMILIES.get(section, section),
            section=section,
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
        if row.get("nl") and old is None and not article:
            raise _Fault(id_, id_, f"{id_}: `nl` needs its article, `de` or `het`")
        self._check(id_, row, is_known=old is not None)
        self._index(self.words.outcome_names, id_, new.all_names(), self.words.outcomes)
        if old is not None:
            new = replace(old, names=joined_names(old.names, names))
        self.words.outcomes[id_] = new

    def functions(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        """Add what outcomes are part of: functions and mechanisms, and the parents of entries that are there.

        A name belongs to the outcome that has it: cortisol is no other name of stress.
        """
        index = self.words.outcome_names
        for id_, row in rows.items():
            listed = self.words.outcomes.get(id_) or OutcomeTerm(id_, row["family"])
            names = {
                code: [n for n in row.get(code, ()) if _free(index, n, id_)] for code in LANGUAGES
            }
            new = self.words.outcomes[id_] = _nested(row, names, listed)
            for name in chain(new.all_names(), *names.values()):
                if _free(index, name, id_):
                    index.add(name, id_)

    def _check(self, id_: str, row: Mapping[str, Any], *, is_known: bool) -> None:
        """Refuse a new entry of ours without its names, and another fact on one that is known."""
        if is_known and (changed := set(row) - _NAMES):
            raise _Fault(id_, min(changed), f"{id_} is known: it can get names, not another "
                         f"{min(changed)}")  # fmt: skip
        absent = [code for code in ("en", "nl") if not row.get(code)]
        if absent and self.own and not is_known:
            raise _Fault(id_, id_, f"{id_}: has no name in `{absent[0]}`")

    def inflect(self, endings: Mapping[str, Sequence[str]]) -> None:
        """Let the long names of one word of a language stand with its endings, where no other name is so."""
        for entries, index in (
            (self.words.substances, self.words.substance_names),
            (self.words.outcomes, self.words.outcome_names),
        ):
            index.endings = tuple(sorted({e for each in endings.values() for e in each}, key=len))
            names = (
                n for term in entries.values() for code in endings for n in term.names.get(code, ())
            )
            index.inflected.update(
                key(name) for name in names if name.isalpha() and len(name) >= _INFLECTED
            )

    def _index(
        self,
        index: Names,
        id_: str,
        names: Iterator[str],
        known: Mapping[str, SubstanceTerm] | Mapping[str, OutcomeTerm],
    ) -> None:
        for name in names:
            if not key(name):
                raise _Fault(id_, name, f"{id_}: `{name}` has no letter or digit")
            others = [other for other in index.ids.get(key(name), ()) if other != id_]
            if others and not self.own and key(name) not in self.ruled:
                called = f"{known[others[0]].name()} ({others[0]})"
                raise _Fault(id_, name, f"{id_}: `{name}` means {called} already")
            index.add(name, id_)

    def _rule(self, name: str, row: Mapping[str, Any]) -> None:
        words = {
            id_: folded_words(_strings("ambiguous", row, id_)) for id_ in row if id_ != "default"
        }
        rule = NameRule(words, _string("ambiguous", row, "default") or None)
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
            _Fault: One is not there, or an entry is a parent of its own parents.
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
        if not self.own:  # the tests hold ours
            _no_circle(self.words.substances)
            _no_circle(self.words.outcomes)


def _no_circle(entries: Mapping[str, SubstanceTerm] | Mapping[str, OutcomeTerm]) -> None:
    sound: set[str | None] = {None}
    for id_ in entries:
        above: list[str] = []
        at: str | None = id_
        while at not in sound:
            if at in above:
                raise _Fault(id_, "parent", f"{id_}: is a parent of its own parents")
            above.append(at or "")
            at = entries[at or ""].parent
        sound.update(above)


def _free(index: Names, name: str, id_: str) -> bool:
    return index.ids.get(key(name), (id_,)) == (id_,)


def _nested(
    row: Mapping[str, Any], own: Mapping[str, Sequence[str]], listed: OutcomeTerm
) -> OutcomeTerm:
    """An entry with what its row of functions says of it; names of the row that are shown come first."""
    shown = {"en": (row["name"],)}
    article, plural = listed.article, listed.plural
    if phrase := row.get("nl_phrase"):
        article, noun = without_article(phrase)
        shown["nl"] = (noun,)
        plural = noun if row.get("plural") else ""
    rows = {code: tuple(n.removesuffix("*") for n in names) for code, names in own.items()}
    return replace(
        listed,
        family=row["family"],
        names=joined_names(joined_names(shown, listed.names), rows),
        article=article,
        plural=plural,
        better=row.get("better", listed.better),
        parent=row.get("parent"),
        endpoint=row.get("endpoint", False),
        general=row.get("general", False),
    )


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


def _tables(data: Mapping[str, Any], what: str) -> Mapping[str, Mapping[str, Any]]:
    """A section that has a table for each name."""
    table = data.get(what, {})
    if not isinstance(table, dict) or not all(isinstance(row, dict) for row in table.values()):
        raise _Fault(what, what, f"[{what}] holds a table for each name")
    return table


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
            names[code] = tuple(
                without_article(name)[1] if code == "nl" else name for name in listed
            )
    if not names:
        raise _Fault(id_, id_, f"{id_}: has no name")
    return names


def _latin(id_: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Latin names; that of a genus (`Schizochytrium sp.`) names no species."""
    names = [name.strip() for name in _string(id_, row, "latin").split(";")]
    return tuple(name for name in names if name and not name.endswith(" sp."))


def _string(id_: str, row: Mapping[str, Any], name: str) -> str:
    value = row.get(name, "")
    if not isinstance(value, str):
        raise _Fault(id_, name, f"{id_}: `{name}` must be text")
    return value


def add_file(loader: Loader, path: str, text: str) -> None:
    """Add a TOML file of the user's, which messages call by its path.

    Raises:
        ConfigError: It is not TOML, or an entry cannot be; with file and line.
    """
    try:
        loader.add(parsed_toml(text, path))
        loader.links()
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
