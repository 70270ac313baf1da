"""Journals: abbreviations after ISO 4, acronyms, former names, names of books."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from magclaims.match.field import FieldMatch
from magclaims.match.text import alike, clean, knowledge, small_words, words


def journal_match(
    printed: str, record: str, others: Iterable[str] = (), *, article: bool = True
) -> FieldMatch:
    """Compare journals: abbreviated (ISO 4), acronyms, `The`, `&`, subtitles, former names.

    Args:
        printed: What the entry says.
        record: The record's name of the journal or book.
        others: Short titles and former names.
        article: Whether it is a journal. Names of books and proceedings are printed in so many
            forms that only names without anything in common are a difference.
    """
    names = [name for name in (record, *others) if journal_words(name)]
    if not journal_words(printed) or not names:
        return FieldMatch("journal", "absent", printed, record)
    for index, name in enumerate(names):
        if journal_words(printed) == journal_words(name):
            if index == 0:
                return FieldMatch("journal", "same", printed, record, score=1.0)
            return FieldMatch(
                "journal", "equivalent", printed, record, "another of its names", 0.98
            )
    for name in names:
        how = _same_journal(printed, name)
        if how:
            return FieldMatch("journal", "equivalent", printed, record, how, 0.95)
    from rapidfuzz import fuzz

    left, right = " ".join(journal_words(printed)), " ".join(journal_words(names[0]))
    score = round(fuzz.token_sort_ratio(left, right) / 100, 3)
    if not article and fuzz.token_set_ratio(left, right) >= 60:
        return FieldMatch(
            "journal", "equivalent", printed, record, "a form of the book's name", score
        )
    return FieldMatch("journal", "different", printed, record, score=score)


@lru_cache(maxsize=16384)
def journal_words(name: str) -> tuple[str, ...]:
    """The words of a journal's name, without what stands in brackets and without small words."""
    bare = re.sub(r"\([^()]{0,100}\)|\[[^\[\]]{0,100}\]", " ", clean(name)[:500])
    bare = re.sub(r"(?<=\w)/(?=\w)", " ", bare)
    found = words(bare) or words(name)
    return tuple(word for word in found if word not in small_words()) or found


@lru_cache(maxsize=16384)
def _same_journal(a: str, b: str) -> str:
    a_words, b_words = journal_words(a), journal_words(b)
    if "".join(a_words) == "".join(b_words):
        return "written together or apart"
    if _alias_of(a) & _alias_of(b):
        return "two names of one journal"
    if _abbreviates(a_words, b_words) or _abbreviates(b_words, a_words):
        return "abbreviated"
    # `Des.` for Design is no small word.
    if _abbreviates(words(a), b_words) or _abbreviates(words(b), a_words):
        return "abbreviated"
    a_short, b_short = (journal_words(_HYPHENATED.sub("", clean(name))) for name in (a, b))
    if _abbreviates(a_words, b_short) or _abbreviates(b_words, a_short):
        return "abbreviated"
    for short, text in ((a_words, b), (b_words, a)):
        if len(short) == 1 and 2 <= len(short[0]) <= 10 and short[0] in _acronyms(text):
            return "an acronym"
        head = re.split(r"\s*[:=(]|\s[-–—]\s|\.\s(?=[A-Z])", text, maxsplit=1)[0]
        head_words = journal_words(head)
        if (
            head != text
            and len(head) >= 3
            and (short == head_words or _abbreviates(short, head_words))
        ):
            return "without its subtitle"
        inside = re.findall(r"\(([^()]{2,20})\)", text)
        if any(words(part) == tuple(short) for part in inside):
            return "an acronym"
    if len(a_words) == len(b_words) and all(map(_alike_long, a_words, b_words)):
        return "spelled a little differently"
    return ""


_HYPHENATED = re.compile(r"(?<=\w)[-‐‑–]\w+")  # Health-System may be abbreviated to Health


def _alike_long(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 6 and alike(a, b))


def _alias_of(name: str) -> frozenset[int]:
    joined = " ".join(words(name))
    bare = " ".join(words(re.sub(r"^\s*the\s+", "", clean(name), flags=re.IGNORECASE)))
    aliases = _aliases()
    return frozenset(aliases[key] for key in (joined, bare) if key in aliases)


@cache
def _aliases() -> Mapping[str, int]:
    return {
        name: index
        for index, group in enumerate(knowledge()["journals"])
        for name in group["names"]
    }


def _acronyms(name: str) -> frozenset[str]:
    """Acronyms of a name: of all its words, and of the ones that count."""
    every = words(name)
    return frozenset(
        "".join(word[0] for word in found)
        for found in (every, journal_words(name))
        if len(found) >= 3
    )


_COUNTRY_TAIL = frozenset({"usa", "us", "u", "s", "uk", "london", "basel", "england", "online"})


def _abbreviates(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether every word of one name abbreviates the word of the other in its place (ISO 4)."""
    short = list(short)
    while len(short) > len(full) and short[-1] in _COUNTRY_TAIL:
        short.pop()
    if len(short) != len(full):
        return False
    return all(_short_for(a, b) for a, b in zip(short, full, strict=True))


def _short_for(short: str, word: str) -> bool:
    if word.startswith(short):
        return True
    if word in knowledge()["abbreviations"].get(short, ()):
        return True
    # A contraction (natl, intl): it begins alike and leaves letters out. Plurals are cut as well:
    # "alzheimers", "sciences" for "science".
    if len(short) >= 3 and short[:2] == word[:2] and len(short) < len(word):
        letters = iter(word)
        return all(letter in letters for letter in short) and short[-1] in word[-2:] + word[3:5]
    return len(word) >= 4 and short == f"{word}s"
