"""Lines without a verb that praise what the product does: "Calm bowels", "Thyroid support", "Fewer cramps"."""

import re
from collections.abc import Iterator, Sequence

from magclaims.judge.law.facts import WORDING, disease_words, word_list
from magclaims.judge.law.product import copy_words
from magclaims.judge.law.takes_back import BULLET
from magclaims.judge.law.targets import Around, Target, others_before
from magclaims.judge.law.verbs import has_verb
from magclaims.knowledge.small_words import any_language

_LINE = 14
"""Words of a line without a verb, at most."""
_PIECE = 9
"""Words of each thing that it lists, at most."""
_PART = re.compile(r"[:.;!?]\s|\s[–—-]\s")
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
        begin = mark.end()


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
    if len(line.split()) > _LINE or has_verb(rest, language):
        return
    if disease_words(language, "medicine").search(line):
        return  # "Antidepressants work better than saffron"
    marks = list(_LISTED.finditer(text, start, stop))
    begins = [stop - len(line), *(m.end() for m in marks)]
    ends = [*(m.start() for m in marks), stop]
    for begin, end in zip(begins, ends, strict=True):
        piece = text[begin:end]
        if len(piece.split()) > _PIECE:
            continue
        for target in targets:
            if begin <= target.start and target.end <= end:
                said = _praise(piece, target, language)
                if said is None and _is_for(around, start, target):
                    said = text[start : target.end].strip()
                if said is None and around.list_of_benefits:
                    said = target.text
                if said is not None:
                    yield said, target


def _is_for(around: Around, start: int, target: Target) -> bool:
    """Whether the line says what the product is for: "Herbal tea for a sharp mind and peace"."""
    text, language = around.text, around.language
    said = copy_words(language, "with_ill").search(text, start, target.start)
    if said is None or others_before(text[start : said.start()], language):
        return False
    form = copy_words(language, "forms").search(text, start, said.start())
    return form is not None or any(start <= at < said.start() for at in around.starts if at)


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
    lists = [copy_words(language, key) for key in ("fewer", "better", "support")]
    lists.append(word_list(WORDING, language, "comparatives"))
    found = any(words.search(piece) for words in lists)
    return piece.strip() if found else None
