"""The closed list of textbook matters, and when a claim may not lean on it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from magclaims.judge.harm import asserts_safety
from magclaims.knowledge import find_substances, outcome, substance
from magclaims.knowledge.data import load as load_data
from magclaims.model.registry import Claim, Kind, Occurrence, Strength


class Entry(NamedTuple):
    """One matter: what it says, and where it stands."""

    says: str
    source: str


class Textbook(NamedTuple):
    """The entries by id, the absolute words by language, and families of bodily functions."""

    entries: Mapping[str, Entry]
    absolute: Mapping[str, re.Pattern[str]]
    functions: frozenset[str]


@lru_cache(maxsize=1)
def load() -> Textbook:
    """The list that ships with the package."""
    document = load_data("textbook.toml")
    entries = {key: Entry(row["says"], row["source"]) for key, row in document["entry"].items()}
    absolute = {
        language: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
        for language, words in document["absolute"].items()
    }
    return Textbook(entries, absolute, frozenset(document["functions"]))


def applies(claim: Claim) -> bool:
    """Whether the claim is of a kind that may lean on the list, and names an entry of it."""
    return (
        claim.kind in {Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION}
        and claim.basis is not None
        and claim.basis in load().entries
    )


def refusal(claim: Claim, occurrence: Occurrence) -> str | None:
    """Why the claim may not lean on the list here, in a sentence; None where it may.

    A claim that there is no harm needs evidence, and so do a marketed product that is credited
    with a benefit and a substance that learning, memory, focus, sleep, mood or a disease is the end point of.
    """
    if asserts_safety(claim.statement):
        return "that a substance does no harm is a claim of an effect"
    named = [name for name in claim.about.substance if substance(name) is not None]
    brands = [
        mention
        for text in (*claim.about.substance, occurrence.quote)
        for mention in find_substances(text)
        if mention.brand
    ]
    if brands and occurrence.strength >= Strength.CONDITIONAL:
        return "it credits a marketed product with a benefit"
    ends = [
        found.name
        for name in claim.about.outcome
        if (found := outcome(name)) and found.endpoint and found.family not in load().functions
    ]
    if named and ends and occurrence.strength > Strength.NONE:
        return f"it makes {ends[0]} the end point of {named[0]}"
    return None


def absolute_word(text: str, language: str) -> str | None:
    """The first word in the text that leaves no exception, such as "prevents"."""
    pattern = load().absolute.get(language[:2])
    found = pattern.search(text) if pattern else None
    return found.group() if found else None
