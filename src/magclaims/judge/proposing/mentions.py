"""The substances and outcomes that a text names, without those that only tell of people or conditions."""

import re
from collections.abc import Iterator, Sequence

from magclaims.knowledge import FoundName, find_outcomes, find_substances
from magclaims.lexicon.cues import tokenize
from magclaims.lexicon.graded import pack_language
from magclaims.lexicon.people import people
from magclaims.lexicon.word_list import lists, words_of
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Subject
from magclaims.read.article.articles import ArticleText

_HAVING_WITHIN = 4
"""Words before an outcome among which "with" makes it what people have."""
_WHO_WITHIN = 2
"""Words before "with" among which the people are named."""
_SHORT = re.compile(r"\s\((?P<name>[A-Z][A-Za-z0-9-]{1,7})[,;)]")
"""`(ALA)` right behind a name."""


def short_names(text: ArticleText) -> dict[str, str]:
    """What abbreviations an article gives to substances: "alpha-linolenic acid (ALA)"."""
    short: dict[str, str] = {}
    for sentence in text.sentences:
        if "(" not in sentence.text:
            continue
        for one in find_substances(sentence.text):
            found = _SHORT.match(sentence.text, one.end)
            if found:
                short.setdefault(found["name"], one.id)
    return short


def tells_subjects(words: str, language: str) -> bool:
    """Whether words tell who was studied: people, or "mice that"."""
    pack = pack_language(language)
    animals = pack is not None and grade(words, pack).subjects != (Subject.UNSTATED,)
    return animals or people(words, language).described


def tells_who(text: str, mention: FoundName, language: str) -> bool:
    """Whether a name of an outcome tells who was studied: "women with low ferritin", "knee pain patients"."""
    having = lists(language)["having"]
    before = words_of(text[: mention.start])
    near = before[-_HAVING_WITHIN:]
    at = next((i for i in range(len(near) - 1, -1, -1) if near[i] in having), None)
    if at is not None:
        whom = before[: len(before) - len(near) + at][-_WHO_WITHIN:]
        return people(" ".join(whom), language).described
    behind = " ".join(words_of(text[mention.end :])[:1])
    return text[mention.end :].startswith(" ") and tells_subjects(behind, language)


def without_who(
    measured: Sequence[FoundName], text: str, relation: int | None, language: str
) -> list[FoundName]:
    """The outcomes without those that only tell who was studied.

    Where nothing else is left they stay, if they are what is acted on: "helps people with depression".
    """
    kept = [m for m in measured if not tells_who(text, m, language)]
    kept = [m for m in kept if not _is_condition(text, m, language)] or kept
    kept = [m for m in kept if not _is_lack(text, m, language)] or kept
    return kept or [m for m in measured if relation is not None and m.start >= relation]


def _is_condition(text: str, mention: FoundName, language: str) -> bool:
    """Whether an outcome stands behind "if" in its part of the sentence: "only if there is a lack"."""
    part = " ".join(words_of(text[: mention.start].rpartition(",")[2]))
    return any(f" {word} " in f" {part} " for word in lists(language)["if"].whole)


def _is_lack(text: str, mention: FoundName, language: str) -> bool:
    """Whether an outcome is the lack that a sentence begins with: "a shortage of zinc may cause ..."."""
    known = lists(language)
    before = words_of(text[: mention.start])
    return known["lacks"].any_of(words_of(text[mention.start : mention.end])) and all(
        word in known["determiners"] or word in known["lead"] for word in before
    )


def given(mentions: Sequence[FoundName], text: str, language: str) -> Sequence[FoundName]:
    """The substances without those that only tell who was studied: "people without iron deficiency".

    Nor what they are taken with: "without enough water, the fibre may ...".
    """
    carriers = lists(language)["carriers"]
    named = [
        m
        for m in mentions
        if text[m.start : m.end].casefold() not in carriers or not text[: m.start].strip()
    ]
    return [m for m in named if not tells_who(text, m, language)] or named


def named_substances(text: str, language: str) -> tuple[FoundName, ...]:
    """The substances that a text names, without those within the name of an outcome."""
    # "C-reactive protein" is measured, and no protein.
    measured = [m for m in find_outcomes(text) if " " in text[m.start : m.end].replace("-", " ")]
    named = (*find_substances(text), *_in_compounds(text, language))
    return tuple(
        m
        for m in sorted(named, key=lambda one: one.start)
        if not any(o.start < m.start and m.end <= o.end for o in measured)
    )


def _in_compounds(text: str, language: str) -> Iterator[FoundName]:
    """The substances that begin a word whose end is a form of them: "cranberrysap", "Ingwertee"."""
    forms = lists(language)["forms"].whole
    taken = find_substances(text)
    for token in tokenize(text) if forms else ():
        if any(m.start < token.end and token.start < m.end for m in taken):
            continue
        form = max((f for f in forms if token.text.endswith(f)), key=len, default="")
        stem = text[token.start : token.end - len(form)].rstrip("-")
        for name in (stem, stem[:-1]) if form and len(stem) > len(form) // 2 else ():
            found = find_substances(name)
            if len(found) == 1 and found[0].end - found[0].start == len(name):
                yield FoundName(found[0].ids, token.start, token.end)
                break
