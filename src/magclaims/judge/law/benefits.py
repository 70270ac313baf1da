"""Lines without a verb that praise what the product does: "Calm bowels", "Thyroid support", "Fewer cramps"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from magclaims.judge.law.facts import WORDING, disease_words, word_list
from magclaims.judge.law.product import copy_words
from magclaims.judge.law.takes_back import BULLET
from magclaims.judge.law.targets import Around, Target, others_before
from magclaims.judge.law.verbs import has_verb
from magclaims.knowledge.languages import GRADED
from magclaims.knowledge.small_words import any_language
from magclaims.lexicon import cues as grammar

_LINE = 14
"""Words of a line without a verb, at most."""
_APART = 2
"""Words between what praises and what it praises, at most: "good overall digestion"."""
_ALIKE = 2
"""Parts of a line that compare, at least, so that none of them is a sentence: "Sooner asleep, sleeping longer"."""
_PIECE = 9
"""Words of each thing that it lists, at most."""
_PART = re.compile(r"[:.;!?][*_]*\s|\s[–—-]\s")
_LISTED = re.compile(rf"[,;:•|/+&.!]|\s[–—-]\s|\s(?:{any_language('and')})\s")


def benefits_of(around: Around, targets: Sequence[Target]) -> Iterator[tuple[str, Target]]:
    """What a line without a verb says that the reader gets, each with the words that say so."""
    text = around.text
    if not around.product_page and not around.list_of_benefits:
        return
    marks = [*_PART.finditer(text), *re.finditer("$", text)]
    begin = 0
    for mark in marks:
        yield from _of_part(around, targets, begin, mark.start())
        if begin == 0 and _leads(text[: mark.end()], around.language):
            around = replace(around, list_of_benefits=True)
        begin = mark.end()


def _leads(words: str, language: str) -> bool:
    """Whether the words before a colon say that benefits follow: "**Benefits:** energy, gut health"."""
    line = BULLET.sub("", words).rstrip("*_ ")
    named = copy_words(language, "benefits").fullmatch(line.rstrip(":*_ "))
    return line.endswith(":") and named is not None


def _of_part(
    around: Around, targets: Sequence[Target], start: int, stop: int
) -> Iterator[tuple[str, Target]]:
    """The benefits of a part of the line, where that has no verb."""
    text, language = around.text, around.language
    purpose = copy_words(language, "purpose").search(text, start, stop)
    stop = purpose.start() if purpose else stop
    line = BULLET.sub("", text[start:stop])
    # What it names may look like a verb: "hot flushes".
    rest = _without(text, stop - len(line), stop, targets)
    if len(line.split()) > _LINE:
        return
    if has_verb(rest, language) and not _compares(text, start, stop, targets, language):
        return
    if disease_words(language, "medicine").search(line):
        return  # "Antidepressants work better than saffron"
    lost = copy_words(language, "loss").search(text[start:stop]) is not None
    marks = list(_LISTED.finditer(text, start, stop))
    begins = [stop - len(line), *(m.end() for m in marks)]
    ends = [*(m.start() for m in marks), stop]
    for begin, end in zip(begins, ends, strict=True):
        piece = text[begin:end]
        if len(piece.split()) > _PIECE:
            continue
        for target in targets:
            well = not (target.ill or target.is_less)  # "Loss of muscle and strength"
            if begin <= target.start and target.end <= end and not (lost and well):
                said = _praise(piece, target, language)
                if said is None and _is_for(around, start, target):
                    said = text[start : target.end].strip()
                if said is None and around.list_of_benefits:
                    said = target.text
                if said is not None:
                    yield said, target


def _compares(text: str, start: int, stop: int, targets: Sequence[Target], language: str) -> bool:
    """Whether two or more parts of a line are nothing but "sooner asleep": an infinitive looks like a verb."""
    lists = (word_list(WORDING, language, "comparatives"), copy_words(language, "sooner"))
    ends = [target for target in targets if start <= target.start and target.end <= stop]
    said = [m for words in lists for m in words.finditer(text, start) if m.end() <= stop]
    bare = [t for t in ends if any(max(t.start - m.end(), m.start() - t.end) <= 1 for m in said)]
    return len(bare) >= _ALIKE


def _is_for(around: Around, start: int, target: Target) -> bool:
    """Whether the line says what the product is for: "Herbal tea for a sharp mind and peace"."""
    text, language = around.text, around.language
    said = copy_words(language, "with_ill").search(text, start, target.start)
    if said is None or others_before(text[start : said.start()], language):
        return False
    # "The mushroom of long life: for high blood pressure": the colon ends a part, and not what is said.
    begin = 0 if text[:start].rstrip().endswith(":") else start
    form = copy_words(language, "forms").search(text, begin, said.start())
    return form is not None or any(begin <= at < said.start() for at in around.starts if at)


def _without(text: str, start: int, stop: int, targets: Sequence[Target]) -> str:
    """A part of a text without what it names."""
    for target in reversed(targets):
        if start <= target.start and target.end <= stop:
            text = f"{text[: target.start]}{' ' * (target.end - target.start)}{text[target.end :]}"
    return text[start:stop]


def _praise(piece: str, target: Target, language: str) -> str | None:
    """The words that make a benefit of what a piece names: there is less of an ill, the body is well."""
    if target.effect is not None and target.effect.said:
        return target.text
    at = piece.find(target.text)
    without = [m.span() for m in copy_words(language, "without").finditer(piece)]
    # "Your muscles react less" is no benefit.
    keys = ("fewer", "better", "support") if target.ill or target.is_less else ("better", "support")
    lists = [copy_words(language, key) for key in keys]
    lists.append(word_list(WORDING, language, "comparatives"))
    for said in (found for words in lists for found in words.finditer(piece)):
        # "Low mood without a clear cause" is rid of the cause.
        behind = said.span() in without and said.start() > at
        if not behind and _belongs(piece, said, at, target, language):
            return piece.strip()
    return piece.strip() if _is_bare(piece, target, language) else None


def _is_bare(piece: str, target: Target, language: str) -> bool:
    """Whether a piece is nothing but what it names and how: "länger durchschlafen"."""
    rest = piece.replace(target.text, " ", 1).strip(" .!*_")
    return copy_words(language, "sooner").fullmatch(rest) is not None


def _belongs(piece: str, said: re.Match[str], at: int, target: Target, language: str) -> bool:
    """Whether a word of praise stands beside what a piece names, and no preposition parts them."""
    if said.start() <= at and at + len(target.text) <= said.end():
        return False  # "Recovery" praises nothing but itself
    start, end = sorted(((said.start(), said.end()), (at, at + len(target.text))))
    between = piece[start[1] : end[0]].casefold().split()
    pack = grammar.load(language) if language in GRADED else None
    apart = pack.words["prepositions"] if pack is not None else frozenset[str]()
    return len(between) <= _APART and apart.isdisjoint(between)
