"""Language packs: the cue grammar of `packs/*.toml`, compiled and matched against sentences.

A pattern is a row of words, separated by blanks:

- `word` matches that word, `word*` every word that begins so, `*word` every longer word that ends so,
  `word+` every form of that verb;
- `a/b/c` matches any of these; `[word]` may be absent;
- `<class>` matches any word of that class of the pack (`[class]`), `<verb>` any form of its verbs, `<act>`
  any form but of those that only say how things are (`stative`), `<other>` a word that the pack knows
  nothing of: where a verb must stand, it is one; `<others>` such a word that ends in -s;
- `...` skips up to `GAP` words, `..` up to `NEAR` and `....` up to `FAR`, but never a full stop, semicolon,
  colon, dash or bracket;
- `$` stands where a clause ends: at the end of the sentence, before a mark or a word that joins or begins
  clauses. It takes no word.

- `a <> b` is "a ... b" and "b ... a": a Dutch or German verb stands second or last. A pattern that begins with
  the forms of verbs (`zitten+ ... dwars`) is found in both places without it ("dwars [kan] zitten").

A `separable` verb such as `bij|dragen` stands for all its forms, joined ("bijgedragen") and apart
("draagt ... bij").

Matching looks up each word of the sentence in a table of the patterns that can begin with it, and a
gap is bounded, so that the time grows with the length of the sentence and not with that of the pack.
"""

import re
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from functools import cache, cached_property, lru_cache
from itertools import chain, count
from operator import attrgetter, itemgetter
from typing import Any, Final, TypeAlias

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.inflect import Forms, Inflector
from magclaims.model.values import dataclass

GAP: Final = 6
"""Words that `...` may skip."""
NEAR: Final = 3
"""Words that `..` may skip."""
FAR: Final = 12
"""Words that `....` may skip."""
SEPARABLE_GAP: Final = 14
"""Words that may stand between a Dutch verb and its separated part."""
_GAPS: Final = {"....": FAR, "...": GAP, "..": NEAR}
_END: Final = "$"
_THESAURUS: Final = ("@complaints", "@functions", "@well", "@unwell")
"""What a class may take from knowledge/thesaurus.toml: lay words of health."""
_SOURCES: Final = ("@outcomes", "@diseases", "@substances", *_THESAURUS)
"""What a class may take from the vocabulary: single words that name outcomes, diseases or substances."""
_OPEN: Final = 4
"""The fewest letters of a word that `<other>` stands for."""
_WIDE: Final = 50
"""Words from which those that begin a pattern are asked as a whole: to list them by the word takes longer."""
_PREFIX: Final = 3
"""Letters that `word*` and `*word` patterns are looked up by; a shorter word needs its full form."""
# An underscore parts words: "MAY_IMPROVE" in the notes of digital gardens.
# "1.5", "2,5" and "10–20" are one word each.
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’‑-]|(?<=\d)[.,–](?=\d))*|[^\w\s]")
_BETWEEN = re.compile(r"[ /[\]]")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
STOPS: Final = frozenset(".;:–—()[]?!•|→")
"""Marks that no pattern and no scope reaches across."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; `text` is lower case with straight apostrophes, the offsets count code points."""

    text: str
    start: int
    end: int


def tokenize(sentence: str) -> list[Token]:
    """Cut a sentence into words and marks."""
    return list(_tokens(sentence))


@lru_cache(maxsize=1024)  # many readers ask of one sentence, one behind the other
def _tokens(sentence: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for match in _WORD.finditer(sentence):
        raw = match.group()
        word = raw.rstrip("'’‑-" + _SUPERSCRIPTS) or raw
        text = word.lower().replace("’", "'").replace("‑", "-")
        if word == "A" and tokens and tokens[-1].text not in STOPS:
            # "vitamin A" is a name; the article would be written small.
            text = word
        if word == "NO" and tokens and tokens[-1].text == "(":
            # "nitric oxide (NO)" denies nothing.
            text = word
        tokens.append(Token(text, match.start(), match.start() + len(word)))
    return tuple(tokens)


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of a pack: what its patterns mean."""

    id: str
    kind: str
    explanation: str = ""
    harmful: bool = False
    """Its subject does harm ("causes", "worsens"): never a therapeutic claim."""
    holds_negation: bool = False
    """A negation inside it belongs to it: "without iron you cannot" denies nothing."""
    holds_behind: bool = False
    """So does one behind it: "so that you cannot sleep" states a consequence."""
    holds_modal: bool = False
    """So does a modal inside it; not in "if you rest, it may heal"."""
    fallback: bool = False
    """Counts only where no other relation is asserted in its part of the sentence."""
    needs: tuple[str, ...] = ()
    """One of these kinds of cue must stand in the sentence too: a trend follows something."""
    by_agent: bool = False
    """Counts only where its subject may act on the body: no person, study or shop, and not the body itself."""
    treats: bool = False
    """Means treatment by itself, whatever the strength: with a disease it makes a sentence therapeutic."""


_OF_CUE = tuple(each.name for each in fields(Cue))


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue in a sentence: tokens `first` to `last`, inclusive."""

    cue: Cue
    first: int
    last: int
    form: str
    """Tag of the verb form (see `inflect`), or "" where no verb is inflected."""
    verb: int
    """Index of the token that is inflected; `first` where none is."""


@dataclass(frozen=True, slots=True)
class _Element:
    """One place of a pattern."""

    exact: Mapping[str, str]
    """Word -> tag of its form."""
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    gap: int = 0
    optional: bool = False
    ends: bool = False
    """`$`: no word, but the end of a clause."""
    unlike: frozenset[str] | None = None
    """`<other>`: the words that it does not stand for."""
    ending: str = ""
    """`<others>`: how its words end."""
    not_before: frozenset[str] = frozenset()
    """Words that never follow: the particle of a verb is a preposition before "the"."""

    def tag(self, word: str) -> str | None:
        """The tag of the form that matches, "" for a plain word, None for no match."""
        found = self.exact.get(word)
        if found is None and self.prefixes and word.startswith(self.prefixes):
            return ""
        if found is None and self.suffixes and word.endswith(self.suffixes):
            return "" if word not in self.suffixes else None
        if found is None and self.unlike is not None and len(word) >= _OPEN and word.isalpha():
            return "" if word not in self.unlike and word.endswith(self.ending) else None
        return found


@dataclass(slots=True)
class _Pattern:
    """A pattern; `rest` is what follows its first place, compiled when that is first found."""

    cue: Cue
    head: _Element
    rest: str | tuple[_Element, ...] = ()
    exception: bool = False
    number: int = 0
    """Its place in the pack."""
    elements: tuple[_Element, ...] = ()
    """All its places, once `rest` is compiled."""
    needed: tuple[Mapping[str, str], ...] = ()
    """Of each place behind the first that must be there, and is no part of a word: the words that it may be."""

    def __post_init__(self) -> None:
        if not isinstance(self.rest, str):
            self.compile(self.rest)

    def compile(self, rest: tuple[_Element, ...]) -> None:
        """Take over what follows the first place."""
        self.rest, self.elements = rest, (self.head, *rest)
        # A place of `<verb>/<other>` may be a word that is listed nowhere.
        must = (p for p in rest if p.exact and not p.optional and p.unlike is None)
        whole = [place.exact for place in must if not (place.prefixes or place.suffixes)]
        self.needed = tuple(sorted(whole, key=len))


_Group: TypeAlias = tuple[KeysView[str] | None, tuple[tuple[int, _Pattern], ...]]
"""Patterns in their order, and the words of which one must stand in a sentence with any of them."""
_REMEMBERED = 8192
"""Words of which the patterns are known that begin with them."""

_PARTS = (
    *(
        "language",
        "name",
        "governs_before_only",
        "verbs",
        "words",
        "class",
        "cue",
        "modifier",
        "form",
    ),
    *("named", "skips", "governor", "governors_stand", "governor_terminations"),
    *(f"infinitive.{n}" for n in ("marker", "scope", "terminations", "shared_after", "governor")),
)
"""What every pack has, if only to say that there is none of it; de.toml is the one to begin from."""


class _Lists(dict[str, frozenset[str]]):
    """The word lists of a pack; one that it does not have is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


class CuePack:
    """The compiled cue grammar of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Compile a pack from its parsed TOML.

        Raises:
            ValueError: A part is lacking.
        """
        given = {*data, *(f"infinitive.{part}" for part in data.get("infinitive", ()))}
        absent = [part for part in _PARTS if part not in given]
        if absent:
            raise ValueError(f"lexicon/packs/{data.get('language')}.toml lacks {', '.join(absent)}")
        self.language: str = data["language"]
        self.words: dict[str, frozenset[str]] = _Lists(
            (name, frozenset(words)) for name, words in data["words"].items()
        )
        self.governs_before_only: bool = data["governs_before_only"]
        self.data = data
        self._raw_classes: Mapping[str, Sequence[str]] = data["class"]
        self._classes: dict[str, _Element] = {}
        self.terminations = self.words["gap_terminations"]
        lists = ("clause", "segment", "joins", "subordinators")
        self.bridges = self.words["bridges"]
        """Verbs that may stand before a preposition of a pattern: "betrokken is bij"."""
        self.edges = frozenset().union(*(self.words[name] for name in lists))
        """Words before which a clause ends, for `$`."""
        self._inflected = Inflector(data)
        self._exact: dict[str, list[_Pattern]] = {}
        self._wide: dict[int, tuple[Mapping[str, str], list[_Pattern]]] = {}
        """Patterns that begin with any of very many words, by the identity of these."""
        self._prefix: dict[str, list[_Pattern]] = {}
        self._suffix: dict[str, list[_Pattern]] = {}
        self._numbers = count()
        self._open: list[_Pattern] = []
        """Patterns that begin with a word that the pack does not know."""
        self.verb_forms: dict[str, str] = {}
        """Every form of every verb that the pack names -> its tag; helps to tell verbs from nouns."""
        for verb in data["verbs"]:
            self._forms(verb)
        # What stands between a predicate and its verb where that comes last; "" where it never does.
        last = {data["infinitive"]["marker"], *self.words["modals_hedge"]}
        self._last = "" if self.governs_before_only else f"[{'/'.join(sorted(last))}]"
        for entry in data["cue"]:
            for verb in (*entry.get("verbs", ()), *_verbs_in(entry)):
                self._forms(verb)
        self.relieving = self._all_forms(self.words["relieving"])
        """Forms of the verbs that treat when their object is a disease ("reduces migraine")."""
        self.raising = self._all_forms(self.words["raising"])
        """Forms of the verbs that do harm when their object is a risk ("raises the risk of")."""
        self._place_of = cache(self._element)
        for entry in data["cue"]:
            self._add(entry)
        self._begun_by = lru_cache(maxsize=_REMEMBERED)(self._group)

    @cached_property
    def _accented(self) -> tuple[str, ...]:
        """The words of the pack that have accents."""
        written = (word.strip("*") for word in self._accented_words)
        wide = (words for words, _ in self._wide.values())
        known = {*written, *self.verb_forms, *self._exact, *chain.from_iterable(wide)}
        return tuple(word for word in known if word and not word.isascii())

    @cached_property
    def _accented_ends(self) -> tuple[str, ...]:
        """The accented endings of the pack ("*entzündung"), before which any letters may stand."""
        return tuple(word.strip("*") for word in self._accented_words if word.startswith("*"))

    @cached_property
    def _accented_words(self) -> frozenset[str]:
        """The accented words as the pack writes them, and as the tables that it names do."""
        tables = (name for cue in self.data["cue"] for name in _names(cue, self.language))
        texts = (text for text in (*_strings(self.data), *tables) if not text.isascii())
        words = (word for text in texts for word in re.split(r"[ /+|[\]]", text))
        return frozenset(word for word in words if not word.isascii())

    @cached_property
    def stative(self) -> frozenset[str]:
        """Forms of the verbs that say how things are, or what people do, and not what acts on what."""
        forms = {form for verb in self.words["stative"] for form in self._inflected(verb)}
        return frozenset(forms) | self.words["finite"]

    @cached_property
    def known(self) -> frozenset[str]:
        """The words that the pack lists, and the forms of its verbs."""
        return self.stative.union(self.verb_forms, *self.words.values())

    def _add(self, entry: Mapping[str, Any]) -> None:
        given = {name: entry[name] for name in _OF_CUE if name in entry}
        given["needs"] = tuple(entry.get("needs", ()))
        given.setdefault("holds_modal", entry.get("holds_negation", False))
        cue = Cue(**given)
        for verb in entry.get("verbs", ()):
            self._index(_Pattern(cue, _Element(self._forms(verb))))
        for verb in entry.get("separable", ()):
            self._add_separable(cue, verb)
        for text in (*_texts(entry, self._last), *_names(entry, self.language)):
            self._add_pattern(cue, text)
        for text in entry.get("except", ()):
            for order in _orders(text, self._last):
                self._add_pattern(cue, order, exception=True)

    def _add_pattern(self, cue: Cue, text: str, *, exception: bool = False) -> None:
        first, _, rest = text.partition(" ")
        self._index(_Pattern(cue, self._place_of(first), rest, exception))

    def _forms(self, verb: str) -> Forms:
        forms = self._inflected(verb)
        for form, tag in forms.items():
            self.verb_forms.setdefault(form, tag)
        return forms

    def _all_forms(self, verbs: Iterable[str]) -> frozenset[str]:
        return frozenset(form for verb in verbs for form in self._forms(verb))

    def _add_separable(self, cue: Cue, verb: str) -> None:
        particle, _, base = verb.partition("|")
        forms = self._inflected(base)
        self._index(_Pattern(cue, _Element(self._inflected(verb))))
        marker: str = self.data["infinitive"]["marker"]
        te = _Element({marker: ""}), _Element({base: "base"})
        self._index(_Pattern(cue, _Element({particle: ""}), te))
        # "op kunnen bouwen": a modal may part them.
        modals = _Element(dict.fromkeys(self.words["modals_hedge"], ""))
        self._index(_Pattern(cue, _Element({particle: ""}), (modals, te[1])))
        apart = {
            form: "finite" if tag == "base" else tag
            for form, tag in forms.items()
            if tag in {"finite", "base", "stem", "past"}
        }
        gap = _Element({}, gap=SEPARABLE_GAP)
        # "werkt pas als hij door je darmen gaat": before a determiner it is a preposition.
        parted = _Element({particle: ""}, not_before=self.words["determiners"])
        self._index(_Pattern(cue, _Element(apart), (gap, parted)))

    def _element(self, word: str) -> _Element:
        if word in _GAPS:
            return _Element({}, gap=_GAPS[word])
        if word == _END:
            return _Element({}, ends=True)
        place = self._place(word.strip("[]"))
        return replace(place, optional=True) if word.startswith("[") else place

    def _place(self, choices: str) -> _Element:
        """What one place of a pattern may hold."""
        if choices.isalpha():
            return _Element({choices: ""})
        exact: dict[str, str] = {}
        prefixes: list[str] = []
        suffixes: list[str] = []
        unlike: frozenset[str] | None = None
        ending = ""
        for choice in choices.split("/"):
            if choice == "<verb>":
                # The pattern says where it stands, so that its form need not be asked.
                exact.update(dict.fromkeys(self.verb_forms, ""))
            elif choice == "<act>":
                # A bare stem is a command, or another word ("uit").
                acting = self.verb_forms.items()
                stative = self.stative
                exact |= {f: tag for f, tag in acting if tag != "stem" and f not in stative}
            elif choice in {"<other>", "<others>"}:
                unlike = self.known
                ending = "s" if choice == "<others>" else ""
            elif choice[:1] == "<":
                named = self.place(choice.strip("<>"))
                exact.update(named.exact)
                prefixes += named.prefixes
                suffixes += named.suffixes
            elif choice[:1] == "*":
                suffixes.append(choice[1:])
            elif choice[-1:] == "*":
                prefixes.append(choice[:-1])
            elif choice[-1:] == "+":
                exact.update(self._inflected(choice[:-1]))
            else:
                exact[choice] = ""
        return _Element(exact, tuple(prefixes), tuple(suffixes), unlike=unlike, ending=ending)

    def place(self, name: str) -> "_Element":
        """The words of a class; `tag` tells whether a word is one.

        Its verbs may be nouns as well ("stress"), so they tell no clause.
        """
        if name not in self._classes:
            listed = self._raw_classes[name]
            words = [word for word in listed if word not in _SOURCES]
            for source in _SOURCES:
                if source in listed:
                    words += _vocabulary(source, self.language)
            self._classes[name] = self._place("/".join(words))
        return self._classes[name]

    def _index(self, pattern: _Pattern) -> None:
        head = pattern.head
        pattern.number = next(self._numbers)
        if len(head.exact) > _WIDE:
            self._wide.setdefault(id(head.exact), (head.exact, []))[1].append(pattern)
        else:
            for word in head.exact:
                self._exact.setdefault(word, []).append(pattern)
        for prefix in head.prefixes:
            self._prefix.setdefault(prefix[:_PREFIX], []).append(pattern)
        for suffix in head.suffixes:
            self._suffix.setdefault(suffix[-_PREFIX:], []).append(pattern)
        if head.unlike is not None:
            self._open.append(pattern)

    def tokens(self, text: str) -> list[Token]:
        """The words of a text; accents that the pack does not use are for stress, and go.

        A noun that the pack tells from a small word by its capital keeps it: "das Wohl", and "wohl".
        """
        found = self._folded(text)
        if nouns := self.words["capital_nouns"]:
            for at, token in enumerate(found):
                if at and token.text in nouns and text[token.start].isupper():
                    found[at] = replace(token, text=token.text.capitalize())
        return found

    def _folded(self, text: str) -> list[Token]:
        return [
            token
            if token.text.isascii()
            or token.text.startswith(self._accented)
            or token.text.endswith(self._accented_ends)
            else Token(fold(token.text), token.start, token.end)
            for token in self._apart(tokenize(text))
        ]

    def _apart(self, tokens: list[Token]) -> Iterable[Token]:
        """The words, those that lost a letter before a vowel by themselves: "n'améliore" is two."""
        elided = self.words["elided"]
        return (part for token in tokens for part in _parted(token, elided)) if elided else tokens

    def match(self, tokens: list[Token]) -> list[CueHit]:
        """All cues of a sentence, in order; a hit that overlaps an exception of its cue is left out."""
        hits: list[CueHit] = []
        voided: list[CueHit] = []
        words = {token.text for token in tokens}
        for index, token in enumerate(tokens):
            # Whether a sentence of these words can hold it: most do not, and trying costs much more.
            fitting = [
                row
                for needed, rows in self._begun_by(token.text)
                if needed is None or not needed.isdisjoint(words)
                for row in rows
            ]
            for _, pattern in sorted(fitting, key=itemgetter(0)):
                if not any(needed.keys().isdisjoint(words) for needed in pattern.needed[1:]):
                    hit = _match_at(pattern, tokens, index, self)
                    if hit is not None:
                        (voided if pattern.exception else hits).append(hit)
        if voided:
            hits = [hit for hit in hits if not any(_voids(other, hit) for other in voided)]
        return _longest(hits)

    def _group(self, word: str) -> tuple[_Group, ...]:
        """The patterns that begin with a word, by the words of which one must stand behind it.

        Many need the same, as any form of a verb: a sentence is asked once.
        """
        wide = (rows for words, rows in self._wide.values() if word in words)
        begun = [*self._exact.get(word, ()), *chain.from_iterable(wide)]
        patterns = [
            *sorted(begun, key=attrgetter("number")),
            *self._prefix.get(word[:_PREFIX], ()),
            *self._suffix.get(word[-_PREFIX:], ()),
            *(self._open if self._open and word not in self.known else ()),
        ]
        groups: dict[int, tuple[KeysView[str] | None, list[tuple[int, _Pattern]]]] = {}
        for number, pattern in enumerate(patterns):
            if isinstance(pattern.rest, str):
                pattern.compile(tuple(map(self._place_of, pattern.rest.split())))
            needed = pattern.needed[0] if pattern.needed else None
            one_of = needed.keys() if needed is not None else None
            groups.setdefault(id(needed), (one_of, []))[1].append((number, pattern))
        return tuple((needed, tuple(rows)) for needed, rows in groups.values())


def _parted(token: Token, elided: frozenset[str]) -> Iterator[Token]:
    """The words of a token: those that end in an apostrophe, and the rest."""
    start, text = token.start, token.text
    while (at := text.find("'") + 1) and text[:at] in elided and text[at:]:
        yield Token(text[:at], start, start + at)
        start, text = start + at, text[at:]
    yield Token(text, start, token.end)


def _vocabulary(source: str, language: str) -> Iterator[str]:
    """The single words of a table in a language; `word*` and `*word` as there."""
    table = source.removeprefix("@")
    if source in _THESAURUS:
        domains = load_data("thesaurus.toml").values()
        names = [name for row in domains for name in row.get(language, {}).get(table, ())]
    elif table == "substances":
        families = load_data("vocabulary/substances.toml")["substance"].values()
        rows = [row for family in families for row in family.values()]
        with suppress(FileNotFoundError):  # a language has its further names in a file, or has none
            named = load_data(f"vocabulary/names.{language}.toml")["substance"][language]
            rows += named.values()
        own, more = language, f"also_{language}"
        # A substance that has no name of its own there has its English one: "ashwagandha".
        names = [name for row in rows for name in (row.get(own, row.get("en")), *row.get(more, ()))]
    else:
        rows = list(load_data(f"{table}.toml")[table.removesuffix("s")].values())
        names = [name for row in rows for name in row.get(language, ())]
    for name in names:
        if name and " " not in name and ".." not in name:
            yield name.lower()


def _texts(entry: Mapping[str, Any], last: str) -> Iterator[str]:
    """The patterns of a cue, in all their orders."""
    frames = (frame["is"] for frame in entry.get("frames", ()))
    for text in (*entry.get("patterns", ()), *frames):
        yield from _orders(text, last)


def _names(entry: Mapping[str, Any], language: str) -> Iterator[str]:
    """The names that a cue takes from a table of diseases.toml, in the language."""
    if "names" in entry:
        for row in load_data("diseases.toml")[entry["names"]].values():
            if not row.get("general", False):
                yield from row.get(language, ())


def _verbs_in(entry: Mapping[str, Any]) -> Iterator[str]:
    """The verbs of a cue's patterns, which tell a clause; those of frames may be nouns ("tips")."""
    for text in (*entry.get("patterns", ()), *entry.get("except", ())):
        if "+" in text:
            yield from (word[:-1] for word in _BETWEEN.split(text) if word.endswith("+"))


def _orders(text: str, last: str) -> tuple[str, ...]:
    """The orders of words that a pattern allows; `a <> b` is "a ... b" and "b ... a".

    `last` may stand before a verb that comes last; "" where nothing does.
    """
    if " <> " in text:
        left, right = text.split(" <> ")
        return (f"{left} ... {right}", f"{right} ... {left}")
    if not last:
        return (text,)
    verb, *rest = text.split()
    if rest and rest[0] in _GAPS:
        rest.pop(0)
    if not rest or _END in rest or not all(v.endswith("+") for v in verb.split("/")):
        return (text,)
    return (text, " ".join((*rest, last, verb)))


def _strings(data: object) -> Iterator[str]:
    """Every string of a pack."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping | list):
        for value in data.values() if isinstance(data, Mapping) else data:
            yield from _strings(value)


def _voids(exception: CueHit, hit: CueHit) -> bool:
    return (
        exception.cue.id == hit.cue.id
        and exception.first <= hit.last
        and hit.first <= exception.last
    )


def _longest(hits: list[CueHit]) -> list[CueHit]:
    """One hit for each cue and place: the longest that begins there."""
    best: dict[tuple[str, int], CueHit] = {}
    for hit in hits:
        key = (hit.cue.id, hit.first)
        if key not in best or hit.last > best[key].last:
            best[key] = hit
    return list(best.values())


def _match_at(pattern: _Pattern, tokens: list[Token], start: int, pack: CuePack) -> CueHit | None:
    """Match a pattern that begins at a token: the shortest gaps with which all of it fits."""
    places = _fit(pattern.elements, 0, tokens, start, 0, pack=pack)
    if places is None:
        return None
    verb, form = next(((index, tag) for index, tag in places if tag), (start, ""))
    return CueHit(pattern.cue, start, places[-1][0], form, verb)


def _fit(
    elements: tuple[_Element, ...],
    number: int,
    tokens: list[Token],
    position: int,
    gap: int,
    *,
    pack: CuePack,
) -> list[tuple[int, str]] | None:
    """Where the elements from a number on fit, with the tags of their forms; None where they don't."""
    if number == len(elements):
        return []
    element, behind = elements[number], number + 1
    if element.gap:
        return _fit(elements, behind, tokens, position, element.gap, pack=pack)
    if element.ends:
        word = tokens[position].text if position < len(tokens) else ","
        ended = word == "," or word in STOPS or word in pack.edges
        return _fit(elements, behind, tokens, position, 0, pack=pack) if ended else None
    for index in range(position, min(position + gap + 1, len(tokens))):
        word = tokens[index].text
        tag = element.tag(word)
        if tag is not None and not _stopped(element, tokens, index):
            if behind == len(elements):
                return [(index, tag)]
            rest = _fit(elements, behind, tokens, index + 1, 0, pack=pack)
            if rest is not None:
                return [(index, tag), *rest]
        ends = gap < SEPARABLE_GAP and word in pack.terminations and not _only(pack, tokens, index)
        if ends or word in STOPS or (gap == NEAR and word == ","):
            break
    if element.optional:
        return _fit(elements, behind, tokens, position, gap, pack=pack)
    if gap == 0 and position + 1 < len(tokens) and tokens[position].text in pack.bridges:
        # The verb of a Dutch or German clause stands before the preposition that goes with the rest.
        word = tokens[position + 1].text
        if word in element.exact and word in pack.words["prepositions"]:
            rest = _fit(elements, behind, tokens, position + 2, 0, pack=pack)
            return None if rest is None else [(position + 1, element.exact[word]), *rest]
    return None


def _stopped(element: _Element, tokens: list[Token], index: int) -> bool:
    """Whether a word follows that never follows this place."""
    if not element.not_before:
        return False
    return index + 1 < len(tokens) and tokens[index + 1].text in element.not_before


def _only(pack: CuePack, tokens: list[Token], index: int) -> bool:
    """Whether "but" or its like joins nothing here: "alleen maar erger"."""
    return index > 0 and tokens[index - 1].text in pack.words["no_segment_after"]


@cache
def load(language: str) -> CuePack | None:
    """The pack of a language (`nl`, `en`), or None where there is none."""
    data = read(language)
    return None if data is None else CuePack(data)


def read(language: str) -> dict[str, Any] | None:
    """The parsed TOML of a pack, or None where there is none."""
    if language not in GRADED:
        return None
    return load_data(f"packs/{language}.toml", "magclaims.lexicon")
