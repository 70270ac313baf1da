"""What a page sells, by its first heading, and where a sentence names it by what it comes as."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from magclaims.judge.law.effects import find_effects
from magclaims.judge.law.facts import LawSentence, disease_words, phrase, word_list, words_regex
from magclaims.judge.law.substances import find_subjects
from magclaims.judge.law.verbs import has_verb
from magclaims.knowledge.data import load
from magclaims.knowledge.phrase_list import PhraseList

COPY = "regulation/copy.toml"
_MENTIONS = 8
"""Places of a sentence that name the product so, at most."""
_HEADING = 8
"""Words of a heading that names a product, at most."""
_LONG = 30
"""The same where it says how much of it there is."""
_PLAIN = 3
"""Words of one that says nothing else, at most: "Igname sauvage"."""
_SHORT = 6
"""Sentences of a page that a name alone makes one of a product, headings and items too, at most."""
_FEW = 30
"""The same where one names what the product comes as."""
_NUMBERED = re.compile(r"\d+\.?\s+(?!mg|g|ml|mcg|µg)")
"""What begins a list of reasons, or a chapter."""
_AMOUNT = re.compile(r"\d\s?(?:mg|mcg|µg|g|ml|%|IU|IE|UI)(?!\w)|[®™]|\d+$", re.IGNORECASE)
_NAME = 4
"""Letters of a word of the product's name, at least."""
_WORD = re.compile(r"[^\W\d_][\w'’-]+")


def copy_words(language: str, key: str) -> PhraseList:
    """A list of `regulation/copy.toml`."""
    return word_list(COPY, language, key)


@cache
def _compounds(language: str) -> re.Pattern[str]:
    """Find "passiebloemthee", "Thymian-Hustentee": in Dutch and German the herb stands before what it comes as, in one word."""
    forms = (form[1:] for form in load(COPY)[language]["forms"] if form.startswith("*"))
    ends = "|".join(map(re.escape, forms)) or "(?!)"
    return re.compile(
        rf"(?<![\w-])(?P<stem>[^\W\d_]{{4,30}})(?:-[^\W\d_]{{0,30}})?-?(?:{ends})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _forms(language: str) -> re.Pattern[str]:
    """Find "This tea", "our calming herbal tea", "2 capsules"."""
    words = load(COPY)[language]
    forms = "|".join(phrase(form) for form in sorted(words["forms"], key=len, reverse=True))
    whole = _compounds(language).pattern
    return re.compile(
        rf"(?P<whole>{whole})|(?:{words_regex(words['one'])}\s+(?:[\w'’-]+\s+){{0,2}}?|(?<!\w)\d+\s+)(?P<form>{forms})(?!\w)",
        re.IGNORECASE,
    )


def named_by_form(text: str, language: str) -> tuple[int, ...]:
    """Where a sentence names the product by what it comes as: "this tea", "two capsules a day"."""
    found = islice(_forms(language).finditer(text), _MENTIONS)
    return tuple(max(m.start("form"), m.start("whole")) for m in found)


def heading_of(sentences: Sequence[LawSentence], texts: Sequence[str]) -> str:
    """The first heading of a page; empty where it has none."""
    return next((t for s, t in zip(sentences, texts, strict=True) if s.kind == "heading"), "")


def sells(heading: str, language: str, texts: Sequence[str] = ()) -> bool:
    """Whether a heading is the name of a product, and not the title of an article.

    It is short, asks nothing, and names what the product comes as. Articles are called by a substance alone,
    too: there the page has a few lines, or some more that name what it comes as ("two capsules a day").
    """
    words = heading.split()
    most = _LONG if _counts(heading, language) else _HEADING
    if not words or len(words) > most or "?" in heading or _NUMBERED.match(heading):
        return False
    if copy_words(language, "titles").search(heading):
        return False
    forms = word_list(COPY, language, "forms").search(heading)
    product = copy_words(language, "product").search(heading)
    if forms or product or _AMOUNT.search(heading):
        return True
    if ":" in heading or has_verb(heading, language):
        return False
    by_form = len(texts) <= _FEW and any(named_by_form(text, language) for text in texts)
    if len(texts) > _SHORT and not by_form:
        return False
    ill = disease_words(language, "names").search(heading)
    return len(words) <= _PLAIN and not ill and not find_effects(heading, language)


def _counts(heading: str, language: str) -> bool:
    """Whether a heading says how much of it there is: "Lutein supplement for your eyes, 60 capsules"."""
    counted = any(heading[:at].rstrip()[-1:].isdigit() for at in named_by_form(heading, language))
    return counted or _AMOUNT.search(heading) is not None


def product_names(heading: str, language: str) -> tuple[str, ...]:
    """The words of a product's heading that are its own name: "Mullein leaf tea" is mullein."""
    taken = [(s.start, s.end) for s in find_subjects(heading)]
    taken += [(e.start, e.end) for e in find_effects(heading, language)]
    for pattern in (
        word_list(COPY, language, "forms"),
        copy_words(language, "product"),
        copy_words(language, "better"),
        copy_words(language, "support"),
        disease_words(language, "names"),
    ):
        taken += [found.span() for found in pattern.finditer(heading)]
    stems = (found["stem"] for found in _compounds(language).finditer(heading))
    words = (
        word.group()
        for word in _WORD.finditer(heading)
        if not any(start < word.end() and word.start() < end for start, end in taken)
    )
    return tuple(name for name in (*words, *stems) if len(name) >= _NAME)
