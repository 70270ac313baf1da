"""The acts, words and facts behind the LAW rules, as `knowledge/regulation` holds them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from magclaims.knowledge.data import load
from magclaims.model.finding import Severity

EU_PLACES = frozenset({"eu", "nl", "be"})
"""Jurisdictions in which the law of the EU holds."""
LANGUAGES = ("nl", "en")
"""The languages whose wording is judged."""
MAX_SENTENCE = 5_000
"""Code points that are read of a sentence; longer ones are no sentences."""
NEAR = 8
"""Words between a verb and the disease that it acts on, at most."""
MAX_VERBS = 50
"""Verbs of one sentence that are looked at; a sentence with more is no sentence."""
ADJACENT = 3
"""Sentences between a general benefit and the authorised claim that has to accompany it, at most."""
FROM_MEMORY = "from memory, to be checked against the official text"


@dataclass(frozen=True, slots=True)
class LawSentence:
    """A sentence of the article, and where it starts (a 1-based line).

    A `fragment` is a quote without its surroundings; `substances` names what it is about where its
    own words need not say so.
    """

    text: str
    line: int = 1
    kind: Literal["sentence", "fragment"] = "sentence"
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


@cache
def bases() -> dict[str, Basis]:
    """The acts behind the rules, by rule."""
    return {
        rule: Basis(rule, tuple(row["places"]), row["act"], row["article"], row["status"])
        for rule, row in load("regulation/acts.toml")["basis"].items()
    }


def _phrase(words: str) -> str:
    """One entry of a word list as a regex: `*` any ending, `..` a gap of up to five words."""
    parts: list[str] = []
    for word in words.split():
        if word == "..":
            parts.append(r"(?:[\w'’/-]+,?\s+){0,5}?")
            continue
        parts.append(re.escape(word).replace(r"\*", r"[\w-]*").replace("'", "['’]") + r"\s+")
    return "".join(parts).removesuffix(r"\s+")


def compile_words(entries: Iterable[str]) -> re.Pattern[str]:
    """A word list as one regex, whole words only, longest first; an empty list never matches."""
    phrases = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    alternatives = "|".join(_phrase(entry) for entry in phrases) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w])", re.IGNORECASE)


@cache
def word_list(name: str, language: str, key: str) -> re.Pattern[str]:
    """A word list of a language, e.g. `negation` of `regulation/wording.toml`."""
    return compile_words(load(name)[language][key])


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A body function or condition that sentences credit a substance with."""

    id: str
    kind: Literal["authorised", "assessed", "never"]
    pattern: re.Pattern[str]
    wording: str
    """Of an authorised claim: its wording in the language."""
    strong: frozenset[str] = frozenset()
    """Strong verbs that mean the same as the authorised wording."""


@cache
def all_endpoints(language: str) -> tuple[Endpoint, ...]:
    """The effects that are authorised, assessed or never authorised for magnesium."""
    data = load("regulation/eu.toml")
    key = f"words_{language}"
    authorised = [
        Endpoint(
            row["id"],
            "authorised",
            compile_words(row[key]),
            row[language],
            frozenset(row.get("strong", ())),
        )
        for row in data["authorised"]
    ]
    others = [
        Endpoint(row["effect"], kind, compile_words(row[key]), "")
        for kind in ("assessed", "never")
        for row in data[kind]
    ]
    return (*authorised, *others)


@cache
def verb_words(language: str, strength: str) -> re.Pattern[str]:
    """Verbs as strong as the authorised claims (`soft`), or stronger (`strong`)."""
    return compile_words(load("regulation/eu.toml")["verbs"][f"{language}_{strength}"])


@cache
def subject_words(name: str) -> re.Pattern[str]:
    """Names of magnesium, of its level in the body, of the threonate, of other substances."""
    return compile_words(load("regulation/eu.toml")["subject"][name])


def suggested_claims(*ids: str, language: str) -> str:
    """Authorised wordings; the Dutch ones are not verbatim from the Official Journal."""
    wording = {e.id: e.wording for e in all_endpoints(language) if e.kind == "authorised"}
    caveat = " (Dutch wording to be checked against the official text)" if language == "nl" else ""
    return " / ".join(f"“{wording[id_]}”" for id_ in ids) + caveat
