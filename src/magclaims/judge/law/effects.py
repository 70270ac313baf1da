"""The effects that a text names: authorised meanings, others, and outcomes of the vocabulary."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial

from magclaims.judge.law.facts import WORDING, compile_words, phrase
from magclaims.knowledge.data import load, word_set
from magclaims.knowledge.phrase_list import PhraseList
from magclaims.knowledge.regulation import register
from magclaims.knowledge.vocabulary import find_outcomes, vocabulary
from magclaims.model.lazily import Lazily
from magclaims.model.values import dataclass

_no_effect = partial(word_set, "regulation/effects.toml", "no_effect")


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect as a text names it.

    Attributes:
        start: Offset of the first, in code points.
        end: Offset behind the last.
        ids: Meanings, other effects or the outcome that the words stand for.
        said: Whether the words credit the effect by themselves ("detoxifies").
    """

    text: str
    start: int
    end: int
    ids: tuple[str, ...]
    said: bool = False

    @property
    def meanings(self) -> tuple[str, ...]:
        """Those of `ids` that are meanings of authorised claims."""
        return tuple(id_ for id_ in self.ids if id_ in register().meanings)

    @property
    def families(self) -> frozenset[str]:
        """Which authorised claims are near it."""
        return frozenset(filter(None, map(_family, self.ids)))

    @property
    def less(self) -> bool:
        """Whether less of it may be what is promised; where not, "reduces" tells of harm."""
        meanings = register().meanings
        others = load("regulation/effects.toml")["effect"]
        outcomes = vocabulary().outcomes
        return any(
            (id_ in meanings and meanings[id_].less)
            or others.get(id_, {}).get("less", False)
            or (id_ in outcomes and outcomes[id_].better != "higher" and id_ not in others)
            for id_ in self.ids
        )

    @property
    def mind(self) -> bool:
        """Whether it is one on mind, mood or weight (Article 13(1)(b) and (c))."""
        data, outcomes = load("regulation/effects.toml"), vocabulary().outcomes
        return any(
            data["effect"].get(id_, {}).get("mind", False)
            or (id_ in outcomes and outcomes[id_].family in data["of_mind"])
            for id_ in self.ids
        )


def _family(id_: str) -> str:
    meanings = register().meanings
    if id_ in meanings:
        return meanings[id_].family
    data = load("regulation/effects.toml")
    if id_ in data["effect"]:
        return str(data["effect"][id_]["family"])
    outcome = vocabulary().outcomes.get(id_)
    return str(data["families"].get(outcome.family, "")) if outcome else ""


_Entry = tuple[tuple[str, ...], bool]
"""What a name stands for, and whether it credits the effect by itself."""
_WORD_START = re.compile(r"(?<![\w-])\w")
_KEY = 2
"""Letters by which the names are looked up, so that a sentence is read in linear time."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Names that begin alike in one expression; the number of the group tells the entry."""

    pattern: re.Pattern[str]
    entries: tuple[_Entry, ...]


@cache
def _words(language: str) -> Mapping[str, _Words]:
    """The names of a language by their first letters; shorter names by all they have."""
    ids: dict[str, list[str]] = {}
    said: set[str] = set()
    for meaning in register().meanings.values():
        for word in meaning.words.get(language, ()):
            ids.setdefault(word, []).append(meaning.id)
    for id_, row in load("regulation/effects.toml")["effect"].items():
        for word in row.get(f"words_{language}", ()):
            ids.setdefault(word, []).append(id_)
        for word in row.get(f"said_{language}", ()):
            ids.setdefault(word, []).append(id_)
            said.add(word)
    alike: dict[str, list[str]] = {}
    for word in sorted(ids, key=lambda word: (-len(word), word)):
        alike.setdefault(word[:_KEY].casefold(), []).append(word)
    endings = "|".join(load(WORDING)[language]["endings"])

    def made(start: str) -> _Words:
        any_of = "|".join(f"({phrase(word)})" for word in alike[start])
        return _Words(
            re.compile(f"(?:{any_of})(?:{endings})?(?!\\w)", re.IGNORECASE),
            tuple((tuple(ids[word]), word in said) for word in alike[start]),
        )

    return Lazily(alike, made)


@cache
def _barred(language: str) -> PhraseList:
    return compile_words(load("regulation/effects.toml")["barred"][language])


def _named(text: str, language: str) -> Iterator[Effect]:
    words = _words(language)
    end = 0
    for start in _WORD_START.finditer(text):
        alike = words.get(text[start.start() : start.start() + _KEY].casefold())
        found = alike.pattern.match(text, start.start()) if alike else None
        if alike is None or found is None or found.start() < end:
            continue
        ids, said = alike.entries[(found.lastindex or 1) - 1]
        end = found.end()
        yield Effect(found.group(), found.start(), end, ids, said)
    meanings, known = load("regulation/effects.toml")["meanings"], vocabulary().outcomes
    for mention in find_outcomes(text):
        outcomes = [id_ for id_ in mention.ids if known[id_].section and id_ not in _no_effect()]
        ids = (*outcomes, *(same for id_ in outcomes for same in meanings.get(id_, ())))
        if ids:
            words_ = text[mention.start : mention.end]
            yield Effect(words_, mention.start, mention.end, ids)


def find_effects(text: str, language: str) -> tuple[Effect, ...]:
    """The effects that a text names, from left to right; of two that overlap the longer one.

    Of two equally long ones the authorised meaning counts, so that "blood pressure" is the meaning
    and not the outcome of that name.
    """
    barred = [found.span() for found in _barred(language).finditer(text)]
    taken: list[Effect] = []
    known: Mapping[str, object] = register().meanings
    ordered = sorted(
        _named(text, language),
        key=lambda e: (e.start - e.end, not any(id_ in known for id_ in e.ids), e.start),
    )
    for effect in ordered:
        if any(start < effect.end and effect.start < end for start, end in barred):
            continue
        if all(effect.end <= other.start or other.end <= effect.start for other in taken):
            taken.append(effect)
    return tuple(sorted(taken, key=lambda e: e.start))
