"""For whom a seller's sentence says that the product is, who praises it, and what the reader gets back.

Each takes what a sentence names (`targets`) and closed lists of the words that offer it (`regulation/copy.toml`).
"""

import re
from collections.abc import Iterator, Sequence

from magclaims.judge.law.facts import WORDING, disease_words, verb_last, verb_words, word_list
from magclaims.judge.law.product import copy_words, named_by_form
from magclaims.judge.law.relief import in_another_clause
from magclaims.judge.law.substances import find_subjects
from magclaims.judge.law.takes_back import BULLET, has_word_of, is_negated
from magclaims.judge.law.targets import Around, Pair, Target, between, others_before
from magclaims.judge.law.verbs import has_verb
from magclaims.knowledge.small_words import any_language

_NEAR = 8
"""Words between what offers and what it is for, at most."""
_FOLLOWS = 2
"""The same where it has to follow soon."""
_BARE = 8
"""Words of a line beside the complaints that it names, at most: "For nerves and the little fears of every day"."""
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(rf"\s*(?:$|[,;:.!)]|(?:{any_language('and')})\s)")
"""What follows where nothing more is said of those for whom it is."""


def said_for(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "Formulated for people who lie awake", "your ally against hot flushes", "valued at rheumatism"."""
    text, language = around.text, around.language
    for key in ("fits", "for_whom"):
        for said in copy_words(language, key).finditer(text):
            if is_negated(text, said, language):
                continue
            if others_before(text[: said.start()], language):
                continue
            for target in targets:
                inside = said.start() <= target.start < said.end()
                behind = target.start >= said.end() and between(
                    text, said.end(), target.start, _NEAR
                )
                # "Levels for people with diabetes vary" speaks of something else.
                if key == "for_whom" and not _ENDS.match(text, target.end):
                    continue
                if inside or behind:
                    yield said.group(), target


def aimed(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "Drink three cups a day to boost your memory", "With maca to support your mood": what it is taken for.

    Not what spares a complaint ("Take with food to prevent nausea"): that is how to take it well.
    """
    text, language = around.text, around.language
    if not around.product_page or has_word_of(text, language, "dosing"):
        return
    handled = copy_words(language, "handling").match(BULLET.sub("", text)) is not None
    for said in copy_words(language, "aims").finditer(text):
        if not handled and not any(0 < start < said.start() for start in around.starts):
            continue
        if is_negated(text, said, language) or others_before(text[: said.start()], language):
            continue
        if verb_last(language) and not _acts_after(text, said.end(), language):
            continue  # "Take it at breakfast to spare your stomach"
        for target in targets:
            near = between(text, said.end(), max(said.end(), target.start), _FOLLOWS)
            if target.end > said.end() and near and not target.ill:
                yield said.group(), target


def _acts_after(text: str, start: int, language: str) -> bool:
    """Whether a verb that LAW knows stands behind a place."""
    return any(verb_words(language, how).search(text, start) for how in ("soft", "strong"))


def named_for(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "Contains lutein for eye health": what is sold, and right behind its name what that is for."""
    text, language = around.text, around.language
    if not around.product_page or has_word_of(text, language, "dosing"):
        return
    for subject in find_subjects(text):
        said = copy_words(language, "with_ill").match(text, subject.end + 1)
        if said is None or is_negated(text, said, language):
            continue
        for target in targets:
            # "The effect of melatonin in children with ADHD" offers nothing.
            well = not target.ill and not target.is_less and target.start >= said.end()
            if well and between(text, said.end(), target.start, _FOLLOWS):
                yield said.group(), target


def felt(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "Women notice fewer hot flushes": what those who take it are said to feel, and that there is less of it."""
    text, language = around.text, around.language
    if not around.product_page or others_before(text, language):
        return
    for praise in copy_words(language, "praise").finditer(text):
        if is_negated(text, praise, language):
            continue
        for fewer in copy_words(language, "fewer").finditer(text, praise.end()):
            if between(text, praise.end(), fewer.start(), _NEAR):
                yield from (
                    (f"{praise.group()} … {fewer.group()}", target)
                    for target in targets
                    if (target.ill or target.is_less)
                    and target.start - fewer.end() >= 0
                    and between(text, fewer.end(), target.start, _FOLLOWS)
                )


def praised(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "Gout sufferers swear by it": those who have the disease, and what they think of the product."""
    text, language = around.text, around.language
    for people in copy_words(language, "sufferers").finditer(text):
        praise = copy_words(language, "praise").search(text, people.end())
        if praise is None or is_negated(text, praise, language):
            continue
        for target in targets:
            near = min(abs(target.start - people.end()), abs(people.start() - target.end))
            if (
                target.ill
                and near <= 1
                and between(
                    text, max(people.end(), target.end), max(praise.start(), target.end), _NEAR
                )
            ):
                yield praise.group(), target


def told(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """What a customer tells: "I had back pain for years, until these drops"."""
    text, language = around.text, around.language
    if copy_words(language, "me").search(text) is None:
        return
    changed = copy_words(language, "changed").search(text)
    if changed is None or in_another_clause(text, changed.end(), around.starts):
        return
    if not around.starts and others_before(text, language):
        return
    for target in targets:
        if target.effect is None or target.effect.less or target.effect.said:
            yield changed.group(), target


def fronted(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "With cramps more and more people reach for our drops", "For a sore throat: ten drops"."""
    text, language = around.text, around.language
    line = BULLET.sub("", text)
    offset = len(text) - len(line)
    said = copy_words(language, "with_ill").match(line)
    if said is None or has_word_of(text, language, "dosing"):
        return
    named = [start for start in (*around.starts, *named_by_form(text, language)) if start]
    doses = word_list(WORDING, language, "doses").search(text)
    for target in targets:
        behind = any(start > target.end for start in named) or (
            doses is not None and doses.start() > target.end
        )
        if target.ill and behind and between(text, offset + said.end(), target.start, _NEAR):
            yield said.group(), target


def bare(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "For nerves and anxiety.": a line of a product that says nothing else than for which complaint it is."""
    line = BULLET.sub("", around.text)
    said = copy_words(around.language, "for_ill").match(line)
    if said is None or not around.product_page:
        return
    offset = len(around.text) - len(line)
    named = [t for t in targets if t.ill or t.is_less]
    rest = [
        word
        for word in _WORD.finditer(around.text, offset + said.end())
        if not any(t.start <= word.start() < t.end for t in named)
    ]
    if named and len(rest) <= _BARE and not has_verb(line, around.language):
        yield from ((said.group(), target) for target in named if target.ill)


def without(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "to live without anxiety": the reader is rid of it."""
    text, language = around.text, around.language
    for said in copy_words(language, "without").finditer(text):
        for target in targets:
            if target.ill and 0 <= target.start - said.end() <= 1:
                yield said.group(), target


def helped(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "Whether it's chronic pain or epilepsy, CBD has helped thousands": the order is free."""
    text, language = around.text, around.language
    said = copy_words(language, "helped").search(text)
    if said is None or is_negated(text, said, language):
        return
    if any(start <= said.start() for start in around.starts):
        for target in targets:
            if target.ill and target.end <= said.start():
                yield said.group(), target


def gained(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "Find your calm again", "Say goodbye to sleepless nights": what the reader is told to get."""
    line = BULLET.sub("", around.text)
    offset = len(around.text) - len(line)
    keys = ("gain", "thus") if around.product_page else ("gain",)
    matches = (copy_words(around.language, key).match(line) for key in keys)
    said = next(filter(None, matches), None)
    if said is None:
        return
    for target in targets:
        if target.start >= offset + said.end() and between(
            around.text, offset + said.end(), target.start, _NEAR
        ):
            yield said.group(), target


def natures(text: str, language: str) -> tuple[str, ...]:
    """Find "Nature's antibiotic", "das Kortison der Natur": a medicine that the product is called."""
    found = []
    plain = copy_words(language, "plain_medicines")
    for medicine in disease_words(language, "medicine").finditer(text):
        if plain.fullmatch(medicine.group()) or is_negated(text, medicine, language):
            continue
        for said in copy_words(language, "natures").finditer(text):
            gap = max(said.start() - medicine.end(), medicine.start() - said.end())
            if 0 <= gap <= 1:
                found.append(f"{said.group()} … {medicine.group()}")
    return tuple(found)
