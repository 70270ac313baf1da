"""The acts and words behind the LAW rules, as `knowledge` holds them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from magclaims.knowledge.data import load
from magclaims.knowledge.phrase_list import PhraseList
from magclaims.knowledge.small_words import denials
from magclaims.model.finding import Severity
from magclaims.model.values import dataclass

EU_PLACES = frozenset({"eu", "nl", "be"})
"""Jurisdictions in which the law of the EU holds."""
MAX_SENTENCE = 5_000
"""Code points that are read of a sentence; longer ones are no sentences."""
NEAR = 8
"""Words between a verb and the disease that it acts on, at most."""
MAX_VERBS = 50
"""Verbs of one sentence that are looked at; a sentence with more is no sentence."""
ADJACENT = 3
"""Sentences between a general benefit and the authorised claim that has to accompany it, at most."""
FROM_MEMORY = "from memory, to be checked against the official text"
WORDING = "regulation/wording.toml"
DISEASES = "diseases.toml"


@dataclass(frozen=True, slots=True)
class LawSentence:
    """A sentence of the article, and where it starts (a 1-based line).

    A `fragment` is a quote without its surroundings; `substances` names what it is about where its
    own words need not say so.
    """

    text: str
    line: int = 1
    kind: Literal["sentence", "heading", "item", "fragment"] = "sentence"
    substances: tuple[str, ...] = ()
    therapeutic: bool = False
    """The registry declares that the sentence treats, cures or prevents what it names."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The act behind a rule. `status`: V read in a public source, M from memory."""

    rule: str
    places: tuple[str, ...]
    act: str
    article: str
    status: Literal["V", "M"]


@dataclass(frozen=True, slots=True)
class LawFinding:
    """One rule that an article may break.

    `sentences` are indexes of the sentences given (of the titles given, where `titles` is true),
    `lines` their lines, `words` what was matched. Both are empty where something is missing.
    `substance` is the id of what it is about, where it is about one.
    """

    rule: str
    sentences: tuple[int, ...]
    lines: tuple[int, ...]
    words: tuple[str, ...]
    act: str
    article: str
    status: Literal["V", "M"]
    severity: Severity
    message: str
    suggestion: str
    titles: bool = False
    substance: str = ""


@cache
def bases() -> dict[str, Basis]:
    """The acts behind the rules, by rule."""
    return {
        rule: Basis(rule, tuple(row["places"]), row["act"], row["article"], row["status"])
        for rule, row in load("regulation/acts.toml")["basis"].items()
    }


def phrase(words: str) -> str:
    """One entry of a word list as a regex: `*` any beginning or ending, `..` up to five words."""
    parts: list[str] = []
    for word in words.split():
        if word == "..":
            parts.append(r"(?:[\w'’/-]+,?\s+){0,5}?")
            continue
        literal = re.escape(word).replace(r"\*", r"[\w-]{0,40}").replace("'", "['’]")
        parts.append(literal + r"\s+")
    return "".join(parts).removesuffix(r"\s+")


def words_regex(entries: Iterable[str]) -> str:
    """A word list as one regex, whole words only, longest first; an empty list never matches."""
    alternatives = "|".join(map(phrase, _longest_first(entries))) or r"(?!)"
    return rf"(?<![\w-])(?:{alternatives})(?![\w])"


def _longest_first(entries: Iterable[str]) -> list[str]:
    return sorted(set(entries), key=lambda entry: (-len(entry), entry))


def compile_words(entries: Iterable[str]) -> PhraseList:
    """A word list of the package: what `words_regex` finds, whatever the case."""
    return PhraseList(_longest_first(entries), phrase)


@cache
def word_list(name: str, language: str, key: str) -> PhraseList:
    """A word list of a language, e.g. `warning` of `regulation/wording.toml`."""
    return compile_words(load(name)[language][key])


@cache
def negation(language: str) -> PhraseList:
    """The words of a language that deny."""
    return compile_words(denials("regulation/wording", language))


def languages() -> tuple[str, ...]:
    """The languages whose wording is judged, as ISO 639-1 codes."""
    return tuple(load(DISEASES)["words"])


@cache
def disease_words(language: str, key: str) -> PhraseList:
    """Words of `diseases.toml`: `names` of diseases and signs, `specific` ones, or a list of the language's words.

    Specific are names of one disease or complaint ("migraine"), and not of any ("symptoms", "inflammation").
    """
    data = load(DISEASES)
    if key == "specific":
        return compile_words(
            name
            for row in data["disease"].values()
            if not row.get("general", False)
            for name in row.get(language, ())
        )
    if key == "names":
        return compile_words(
            name for row in data["disease"].values() for name in row.get(language, ())
        )
    return compile_words(data["words"][language][key])


@cache
def verb_last(language: str) -> bool:
    """Whether a verb may stand behind its object ("om hoofdpijn te verlichten")."""
    return bool(load(DISEASES)["words"][language].get("verb_last", False))


@cache
def verb_words(language: str, strength: Literal["soft", "strong"]) -> PhraseList:
    """Verbs as strong as the authorised claims (`soft`), or stronger (`strong`)."""
    return word_list(WORDING, language, f"verbs_{strength}")


@cache
def threonate_words() -> PhraseList:
    """Names of magnesium L-threonate, the novel food."""
    return compile_words(load("regulation/novel_food.toml")["threonate"])


@cache
def _beside(key: str) -> re.Pattern[str]:
    words = load(WORDING)[key]
    return re.compile("(?:" + "|".join(map(phrase, words)) + ")", re.IGNORECASE)


def is_level(text: str, end: int) -> bool:
    """Whether a substance that ends there is named as a level in the body ("magnesium levels")."""
    return _behind("levels", text, end)


def is_lacking(text: str, start: int, end: int) -> bool:
    """Whether a substance that stands there is said to be lacking ("lack of iron")."""
    before = text[max(0, start - 30) : start].rstrip()
    within = _beside("lacking").search(text, start, end) is not None
    return (
        within
        or _behind("lacking", text, end)
        or any(found.end() == len(before) for found in _beside("lack_of").finditer(before))
    )


def _behind(key: str, text: str, end: int) -> bool:
    at = end + 1 if text[end : end + 1] in {"-", " "} else end
    return _beside(key).match(text, at) is not None
