"""Whom a text is about: life stage, sex, health and what else sets people apart, by its words.

The words are data (`knowledge/people.toml`). A condition makes people only in a frame ("adults with
type 2 diabetes", "migraine patients"); elsewhere it is what a substance is said to help.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.knowledge.languages import READ
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.small_words import any_language
from magclaims.lexicon.years import OLDEST, Years, ages_in
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Participants
from magclaims.model.values import dataclass

HEALTHY = "healthy"
PATIENTS = "patients"
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.;:!?](?:\s|$)")
_REACH = 12
"""Words within which the people stand before what they have."""
_NEAR = 3
"""Words within which one word qualifies another."""
_MAX_TEXT = 6000


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """What sets people apart, as `people.toml` has it."""

    id: str
    kind: str
    """condition, complaint, trait or state."""
    family: str = ""
    within: frozenset[str] = frozenset()
    """All wider groups."""
    any: bool = False
    """Whoever names it means any of the groups within it."""
    excludes: frozenset[str] = frozenset()
    sex: str = ""
    ages: Years | None = None
    outcomes: frozenset[str] = frozenset()
    said: Mapping[str, str] | None = None
    """How a sentence names these people, by language."""

    @property
    def name(self) -> LocalText:
        """How a sentence names these people."""
        return LocalText(self.said or {"en": self.id})


@dataclass(frozen=True, slots=True)
class People:
    """Whom a text is about; what it does not tell is empty."""

    ages: tuple[Years, ...] = ()
    adults: bool = False
    """They are called adults, and nothing more is said of their age."""
    sexes: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    """Ids of groups; a condition that is known by no name stands as `?` and its words."""
    at: frozenset[str] = frozenset()
    """Conditions right after "in" or "bij": people who have them, or what something is good for."""
    mentioned: frozenset[str] = frozenset()
    """Conditions that are named without people who have them."""
    without: frozenset[str] = frozenset()
    """Conditions that these people are said not to have."""
    described: bool = False
    """Any people are named at all."""

    @property
    def names_none(self) -> bool:
        """Whether nobody in particular is meant."""
        told = (self.ages, self.sexes, self.groups, self.at, self.adults, self.without)
        return not any(told)


NOBODY = People()


def group(id_: str) -> PeopleGroup:
    """A group by its id; one that is known by no name is a condition of its own."""
    found = groups().get(id_)
    if found is not None:
        return found
    words = id_.removeprefix("?")
    return PeopleGroup(
        id_, "condition", said={"en": words if words != id_ else f"people with {words}"}
    )


def of_outcome(id_: str) -> tuple[str, Years | None]:
    """The sex and the ages that an outcome is about by itself; empty and None for everyone."""
    row = load_data("people.toml")["outcome"].get(id_, {})
    return row.get("sex", ""), Years(*row["ages"]) if "ages" in row else None


def stage(years: Years) -> LocalText:
    """The name of a life stage, or the years: "older adults", "people of 40 to 70"."""
    for row in load_data("people.toml")["age"].values():
        if Years(*row["years"]) == years and "say_en" in row:
            return LocalText({"en": row["say_en"], "nl": row["say_nl"]})
    said = load_data("people.toml")["say_years"]["from" if years.high >= OLDEST else "between"]
    return LocalText({code: form.format(**years._asdict()) for code, form in said.items()})


def sex_name(sex: str) -> LocalText:
    """Men or women."""
    return LocalText(load_data("people.toml")["say_sex"][sex])


def stage_names(ages: Iterable[Years]) -> tuple[LocalText, ...]:
    """The names of several life stages."""
    return tuple(map(stage, ages))


def sex_names(sexes: Iterable[str]) -> tuple[LocalText, ...]:
    """Men, women or both."""
    return tuple(map(sex_name, sorted(sexes)))


def joined(first: People, second: People) -> People:
    """What the first tells, and where it is silent what the second does."""
    return People(
        ages=first.ages or ((not first.adults and second.ages) or ()),
        adults=first.adults or (not first.ages and second.adults),
        sexes=first.sexes or second.sexes,
        groups=first.groups or second.groups,
        at=first.at or second.at,
        mentioned=first.mentioned | second.mentioned,
        without=first.without or second.without,
        described=first.described or second.described,
    )


@remembered
def people(text: str, language: str) -> People:
    """Whom a text names; one in a language without a pack names nobody."""
    code = language.lower()[:2]
    if code not in READ:
        return NOBODY
    return _Reading(text[:_MAX_TEXT], _words(code)).people()


def from_registry(given: Participants) -> People:
    """Whom a registry entry describes."""
    named = [_named(name) for name in given.health]
    groups = {id_ for have, _ in named for id_ in have}
    without = frozenset(id_ for _, lack in named for id_ in lack)
    if given.pregnant:
        groups.add("pregnant")
    ages: tuple[Years, ...] = ()
    if given.age_min is not None or given.age_max is not None:
        low = given.age_min if given.age_min is not None else 0
        ages = (Years(low, OLDEST if given.age_max is None else max(given.age_max, low + 1)),)
    sexes = {"female": {"women"}, "male": {"men"}, "both": {"men", "women"}}
    sex = frozenset(sexes[given.sex]) if given.sex else frozenset[str]()
    found = People(ages=ages, sexes=sex, groups=frozenset(groups), without=without)
    return replace(found, described=not found.names_none)


def from_mesh(headings: Iterable[str]) -> People:
    """Who took part by the check tags that PubMed gives: Child, Aged, Female, Pregnancy ..."""
    tags = {heading.lower() for heading in headings}
    if "animals" in tags and "humans" not in tags:
        return NOBODY
    data = load_data("people.toml")

    def has(row: Mapping[str, Any]) -> bool:
        return not tags.isdisjoint(tag.lower() for tag in row.get("mesh", ()))

    ages = [Years(*row["years"]) for row in data["age"].values() if has(row)]
    sexes = frozenset(sex for sex in ("men", "women") if has(data[sex]))
    groups = frozenset(id_ for id_, row in data["group"].items() if has(row))
    if not (ages or sexes or groups):
        return NOBODY
    whole = (Years(min(a.low for a in ages), max(a.high for a in ages)),) if ages else ()
    return People(ages=whole, sexes=sexes, groups=groups, described=True)


def _named(name: LocalText | str) -> tuple[set[str], set[str]]:
    """The groups that a name in the registry stands for, the name itself where it is not known; and those it denies."""
    texts = name.translations.values() if isinstance(name, LocalText) else (name,)
    for text in texts:
        for code in READ:
            reading = _Reading(text, _words(code))
            known = {id_ for _, _, id_, _ in reading.group_hits}
            lacked = {id_ for start, _, id_, _ in reading.group_hits if reading.denies(start)}
            if known:
                return known - lacked, lacked
            if reading.is_healthy():
                return {HEALTHY}, lacked
    return {f"?{str(name).strip().lower()}"}, set()


# --- reading -----------------------------------------------------------------------------------------


class _Token(NamedTuple):
    word: str
    raw: str
    start: int
    end: int
    part: int
    """Number of the sentence part that it stands in."""


class _Reading:
    """One text."""

    def __init__(self, text: str, words: "_Words") -> None:
        self.words = words
        self.text = text
        breaks = [found.start() for found in _BREAK.finditer(text)]
        self.tokens: list[_Token] = []
        part = 0
        for found in _WORD.finditer(text):
            while part < len(breaks) and breaks[part] < found.start():
                part += 1
            word = words.as_known(fold(found[0]).replace("ß", "ss"))
            self.tokens.append(_Token(word, found[0], found.start(), found.end(), part))
        self.said = frozenset(token.word for token in self.tokens)
        self._spans: dict[str, list[tuple[int, int]]] = {}
        self.group_hits = tuple(self._group_hits())
        """Names of groups: from, to, id, and whether the name is of the people themselves."""

    def people(self) -> People:
        nouns = sorted(
            {
                *self.spans("noun"),
                *(span for name, _ in self.words.stages for span in self.spans(name)),
                *((first, last) for first, last, _, who in self.group_hits if who),
            }
        )
        groups, at, mentioned = self._groups(nouns)
        without = {id_ for first, _, id_, _ in self.group_hits if self._is_without(first, nouns)}
        if self.is_healthy(nouns):
            groups.add(HEALTHY)
        specific = {id_ for id_ in groups if id_ != PATIENTS and group(id_).kind == "condition"}
        if specific:
            groups.discard(PATIENTS)
        elif PATIENTS in groups and (unknown := self._unknown(nouns)):
            groups = {*groups, unknown} - {PATIENTS}
        ages = ages_in(self.text) or tuple(
            years for name, years in self.words.stages if self.spans(name)
        )
        sexes = frozenset(sex for sex in ("men", "women") if self.spans(sex))
        found = People(
            ages=tuple(dict.fromkeys(ages)),
            adults=not ages and bool(self.spans("adult")),
            sexes=sexes,
            groups=frozenset(groups),
            at=frozenset(at) - groups,
            mentioned=frozenset(mentioned | at) - groups,
            without=frozenset(without) - groups - at,
        )
        return replace(found, described=bool(nouns) or not found.names_none)

    # --- phrases ----------------------------------------------------------------------------------

    def spans(self, category: str) -> list[tuple[int, int]]:
        """Where phrases of a category stand, as token indexes from and to (behind the last)."""
        known = self._spans.get(category)
        if known is None:
            known = self._spans[category] = self._found(self.words.phrases.get(category, {}))
        return known

    def _found(self, table: Mapping[str, Sequence["_Phrase"]]) -> list[tuple[int, int]]:
        if self.said.isdisjoint(table):
            return []
        found, free = [], 0
        for index, token in enumerate(self.tokens):
            phrases = table.get(token.word, ()) if index >= free else ()
            if phrase := next((p for p in phrases if self._is(p, index)), None):
                free = index + len(phrase.words)
                found.append((index, free))
        return found

    def _is(self, phrase: "_Phrase", index: int) -> bool:
        """Whether a phrase stands where its first word does."""
        count = len(phrase.words)
        tokens = self.tokens[index : index + count] if count > 1 or phrase.capitals else ()
        if count > 1 and tuple([token.word for token in tokens]) != phrase.words:
            return False
        return not phrase.capitals or all(t.raw.isupper() or t.raw.isdigit() for t in tokens)

    def _group_hits(self) -> Iterator[tuple[int, int, str, bool]]:
        free = 0
        for index, token in enumerate(self.tokens):
            if index < free:
                continue
            phrases = self.words.groups.get(token.word, ())
            if phrase := next((p for p in phrases if self._is(p, index)), None):
                free = index + len(phrase.words)
                yield index, free, phrase.id, phrase.who
            elif compound := self._compound(token.word):
                yield index, index + 1, compound, True

    def _compound(self, word: str) -> str:
        """The condition of "migrainepatienten", or nothing."""
        for ending in self.words.compound if word.endswith(self.words.compound) else ():
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > _NEAR:
                for phrase in self.words.groups.get(stem, ()):
                    if len(phrase.words) == 1 and not phrase.who:
                        return phrase.id
        return ""

    # --- groups -----------------------------------------------------------------------------------

    def _groups(self, nouns: list[tuple[int, int]]) -> tuple[set[str], set[str], set[str]]:
        framed: set[str] = set()
        at: set[str] = set()
        mentioned: set[str] = set()
        without = [*self.spans("free_of"), *self.spans("without")]
        frames, ends = self.spans("with"), self.spans("ends")
        last_of: dict[tuple[int, int], int] = {}
        for start, end, id_, who in self.group_hits:
            if self._among_others(start, end):
                mentioned.add(id_)
                continue
            opened = self._before(frames, start, self.words.gap)
            if opened and any(opened[1] < first and last <= start for first, last in ends):
                opened = None  # "women with the juice had as many colds"
            if opened is not None:
                # "Those with little vitamin D had a cold less often": a cold is not what they have.
                if opened in last_of and not self._joined(last_of[opened], start):
                    opened = None
                else:
                    last_of[opened] = end
            denied_from = opened[0] - 1 if opened else start - _NEAR
            # "Less often diagnosed with": of the words that deny, the last stands right before.
            if any(denied_from < last and first < start for first, last in without) and not (
                who and opened is None and self._before(nouns, start, _REACH) is None
            ):
                continue
            if (
                who
                or self._is_compound(end)
                or any(first == end for first, _ in nouns)
                or (opened and self._before(nouns, opened[0], _REACH) is not None)
            ):
                framed.add(id_)
            elif self._before(self.spans("at"), start, 1) is not None:
                at.add(id_)
            else:
                mentioned.add(id_)
        return framed, at, mentioned

    def denies(self, start: int) -> bool:
        """Whether the name of a group is denied: "no iron deficiency"."""
        return self._before(self.spans("free_of"), start, _NEAR) is not None

    def _is_without(self, start: int, nouns: Sequence[tuple[int, int]]) -> bool:
        """Whether people are said not to have it: "women without iron deficiency", "without iron deficiency, ..."."""
        denied = self._before(self.spans("free_of"), start, _NEAR)
        if denied is None:
            return False
        return denied[0] == 0 or self._before(nouns, denied[0], _NEAR) is not None

    def _joined(self, start: int, end: int) -> bool:
        """Whether two names of groups are one list: nothing between them, or an "and"."""
        joins = any_language("and", "and_before_i", "or")
        between = [token.word for token in self.tokens[start:end]]
        return not between or any(re.fullmatch(joins, word) for word in between)

    def _among_others(self, start: int, end: int) -> bool:
        """Whether people without it are named beside: "with and without", "half of whom"."""
        return (
            self._before(self.spans("everyone"), start, self.words.gap) is not None
            or self._before(self.spans("part"), start, _NEAR) is not None
            or any(first == end for first, _ in self.spans("others"))
        )

    def _before(
        self, spans: Sequence[tuple[int, int]], index: int, within: int
    ) -> tuple[int, int] | None:
        """The last phrase that ends at most so many words before a token of the same part."""
        if index >= len(self.tokens):
            return None
        part = self.tokens[index].part
        near = [
            (first, last)
            for first, last in spans
            if last <= index and index - last <= within and self.tokens[first].part == part
        ]
        return near[-1] if near else None

    def _is_compound(self, index: int) -> bool:
        """Whether people follow right behind: "migraine patients"."""
        return index < len(self.tokens) and self.tokens[index].word in self.words.compound

    def is_healthy(self, nouns: Sequence[tuple[int, int]] | None = None) -> bool:
        """Whether people are called healthy."""
        people = self.spans("noun") if nouns is None else nouns
        for first, last in self.spans("healthy"):
            after = any(last <= start <= last + _NEAR for start, _ in people)
            if after or self._before(people, first, _NEAR) or len(self.tokens) == last - first:
                return True
        return False

    def _unknown(self, nouns: Sequence[tuple[int, int]]) -> str:
        """What patients are said to have, in its own words, where no name of it is known."""
        for first, last in self.spans("with"):
            # "Patients after a transplant" were given it.
            if self._before(nouns, first, 1) is None or (first, last) in self.spans("later"):
                continue
            part = self.tokens[first].part
            own = (t for t in self.tokens[last : last + self.words.gap] if t.part == part)
            taken = takewhile(
                lambda t: t.word not in self.words.stops and not t.word.isdigit(), own
            )
            if words := " ".join(token.raw.lower() for token in taken):
                return f"?{words}"
        return ""

    def _tells(self, token: _Token) -> bool:
        return token.word not in self.words.stops and not token.word.isdigit()


# --- the words of a language -------------------------------------------------------------------------


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    capitals: bool
    id: str = ""
    who: bool = False


_Table = Mapping[str, Sequence[_Phrase]]


@dataclass(frozen=True, slots=True)
class _Words:
    phrases: Mapping[str, _Table]
    groups: _Table
    compound: tuple[str, ...]
    stages: tuple[tuple[str, Years], ...]
    stops: frozenset[str]
    gap: int
    known: frozenset[str]
    """All words of them."""
    heads: tuple[str, ...]
    inflected: tuple[str, ...]
    denied: tuple[str, ...]

    def as_known(self, word: str) -> str:
        """The word of a list that a word is a form or a compound of ("Läufern", "basisschoolkinderen"); else itself."""
        if word in self.known:
            return word
        head = next((head for head in self.heads if word.endswith(head)), "")
        if len(word) > len(head) + 1 and head and not word.startswith(self.denied):
            return head
        stems = (word.removesuffix(ending) for ending in self.inflected)
        return next((stem for stem in stems if stem in self.known), word)


def prevented(statement: str, outcomes: Iterable[str], took: Iterable[str]) -> frozenset[str]:
    """The lasting conditions that an English statement says are prevented and the participants have already.

    `outcomes` and `took` are ids of groups: those that the outcome is about, those who took part.
    """
    data = load_data("people.toml")["prevention"]
    plain = f" {fold(statement)} "
    if not any(f" {word} " in plain for word in data["words"]):
        return frozenset()
    about = set(outcomes)
    known = groups()
    return frozenset(
        id_
        for id_ in set(took) & set(data["lasting"])
        if id_ in about or (id_ in known and known[id_].within & about)
    )


def not_yet() -> LocalText:
    """Those whom a claim on prevention is about."""
    return LocalText(load_data("people.toml")["prevention"]["not_yet"])


@cache
def groups() -> Mapping[str, PeopleGroup]:
    """All groups that the data know, by id."""
    data = load_data("people.toml")
    rows: Mapping[str, Mapping[str, Any]] = data["group"]
    return {id_: _group(id_, row, rows, data["say"]) for id_, row in rows.items()}


def _group(
    id_: str, row: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]], say: Mapping[str, str]
) -> PeopleGroup:
    wider: set[str] = set()
    open_ = list(row.get("within", ()))
    while open_:
        wider.add(name := open_.pop())
        open_ += rows[name].get("within", ())
    said = {code: form.format(row[code][0]) for code, form in say.items() if row.get(code)}
    said |= {code: row[f"say_{code}"] for code in say if f"say_{code}" in row}
    return PeopleGroup(
        id=id_,
        kind=row["kind"],
        family=row.get("family", ""),
        within=frozenset(wider),
        any=row.get("any", False),
        excludes=frozenset(row.get("excludes", ())),
        sex=row.get("sex", ""),
        ages=Years(*row["ages"]) if "ages" in row else None,
        outcomes=frozenset(row.get("outcomes", ())),
        said=said,
    )


@cache
def _words(code: str) -> _Words:
    data = load_data("people.toml")
    frames = data["frames"]
    lists = {
        "noun": data["nouns"],
        "adult": data["adult"],
        "men": data["men"],
        "women": data["women"],
        **{name: rows for name, rows in frames.items() if isinstance(rows, dict)},
    }
    phrases = {name: _table(_phrases(rows.get(code, ()))) for name, rows in lists.items()}
    stages = []
    for name, row in data["age"].items():
        phrases[name] = _table(_phrases(row.get(code, ())))
        stages.append((name, Years(*row["years"])))
    groups = [
        phrase
        for id_, row in data["group"].items()
        for names, who in ((row.get(code, ()), False), (row.get(f"who_{code}", ()), True))
        for phrase in _phrases(_spelt_out(names, code), id_, who=who)
    ]
    compound = tuple(fold(word) for word in frames["compound"].get(code, ()))
    small = [word for name in ("with", "without", "free_of") for word in frames[name].get(code, ())]
    stops = frozenset(word for text in (*small, "who and or aged") for word in text.split())
    tables = (*phrases.values(), named := _table(groups))
    known = {w for table in tables for row in table.values() for each in row for w in each.words}
    forms = (tuple(frames[name].get(code, ())) for name in ("heads", "inflected", "denied"))
    return _Words(
        phrases, named, compound, tuple(stages), stops, frames["gap"], frozenset(known), *forms
    )


def _spelt_out(names: Iterable[str], code: str) -> Iterator[str]:
    """Names, those with a part that has several words ("{joint} arthritis") with each of them."""
    parts = load_data("people.toml")["parts"]
    for name in names:
        part = next((part for part in parts if f"{{{part}}}" in name), None)
        yield from (name.format(**{part: word}) for word in parts[part][code]) if part else (name,)


def _phrases(names: Iterable[str], id_: str = "", *, who: bool = False) -> Iterator[_Phrase]:
    for text in names:
        words = tuple(fold(word).replace("ß", "ss") for word in _WORD.findall(text))
        yield _Phrase(words, text.isupper(), id_, who)


def _table(phrases: Iterable[_Phrase]) -> _Table:
    table: dict[str, list[_Phrase]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase.words), not phrase.who)):
        table.setdefault(phrase.words[0], []).append(phrase)
    return table
