"""What a seller's sentence says that the product does: by its verb at the beginning, behind its name, or as graded."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from magclaims.judge.law.facts import WORDING, disease_words, verb_last, verb_words, word_list
from magclaims.judge.law.product import COPY, copy_words
from magclaims.judge.law.substances import find_subjects
from magclaims.judge.law.takes_back import BULLET, is_negated
from magclaims.judge.law.targets import PART, Around, Pair, Target, between, others_before
from magclaims.judge.law.verbs import has_verb
from magclaims.knowledge.data import load
from magclaims.knowledge.languages import GRADED
from magclaims.knowledge.small_words import any_language
from magclaims.lexicon import cues as grammar
from magclaims.lexicon.wording import RELATIONS, CueMatch, grade
from magclaims.model.registry import Strength

_NEAR = 8
"""Words between a verb and what it acts on, at most."""
_BEFORE = 5
"""Words between the body and a verb at the end of its clause, at most."""
_SUBJECT = 12
"""Words between the subject and its verb, at most."""
_OPENING = 4
"""Words before the verb on the page of a product that names it in words of its own, at most: "A warm cup of it"."""
_ANTECEDENT = 8
"""Words before a verb that a relative pronoun leads to what the page sells, at most: "A gentle cleanse that"."""
_OF_A_CLAUSE = frozenset({"follows", "thereby", "result"})
"""Cues that read a whole clause, and not what its subject does: "If you have diabetes, mind the sugar"."""
_FRAME = "frame"
"""A cue of a verb with what it acts on; it counts where the subject stands before it."""
_FIRST = re.compile(r"[^\W\d_]{3,}(?=\s)")
"""The first word of a line, where that may be a verb."""
_WORD = re.compile(r"[\w'’-]+")
_AND = re.compile(rf"\s+(?:{any_language('and')})\s")
_PARTICLES = 3
"""Words between a verb and the article behind it, at most: "wakes up a", "haalt kalk uit je"."""
_BARE = 3
"""Words before what a verb acts on, where no article stands before that, at most: "plumps dry skin"."""
_OBJECT = 5
"""Words of what it acts on, at most, up to the body or the disease."""
_NAME = 3
"""Words of the product's name, at most, before its verb."""
_COMMA = re.compile(r",\s*")


def opening(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "Wakes up a sleepy libido": on a product's page a line begins with what the product does to the body.

    The first word is no article, preposition or word of handling, and what it acts on follows soon.
    """
    text, language = around.text, around.language
    if not around.product_page:
        return
    line = BULLET.sub("", text)
    offset = len(text) - len(line)
    first = _FIRST.match(line)
    if first is None or any(copy_words(language, key).match(line) for key in _NO_VERBS):
        return
    if _is_small(first.group(), language):
        return
    begin = offset + first.end()
    sure = _is_third_person(first.group(), language)
    behind = _WORD.search(text, begin)
    if sure and behind is not None and _is_small(behind.group(), language):
        return  # "Effects on your mood"
    if _AND.match(text, begin) or word_list(WORDING, language, "product").match(line):
        return  # "Microbes and your skin", "Customers notice"
    if any(target.start < begin for target in targets) or find_subjects(first.group()):
        return
    if others_before(first.group(), language):
        return
    if disease_words(language, "medicine").match(line) or _is_verb(text, begin, language):
        return  # "Statins lower cholesterol": it is a noun, and the verb stands behind it
    most = _object_at(text, begin, sure, language)
    if most is not None:
        start, words = most
        for verb, target in _first_acted_on(around, first.group(), start, words, targets):
            # "This dehydration affects your skin": the verb stands further on.
            if not has_verb(text[begin : target.start], language):
                yield verb, target


_NO_VERBS = ("handling", "object", "conditional")


def _is_small(word: str, language: str) -> bool:
    """Whether a word is a preposition, a pronoun or one that asks: no verb, and none stands before it."""
    pack = grammar.load(language) if language in GRADED else None
    if pack is not None and word.casefold() in pack.words["prepositions"]:
        return True
    asks = copy_words(language, "titles").fullmatch(word)
    return asks is not None or word_list(WORDING, language, "pronoun").fullmatch(word) is not None


def _is_third_person(word: str, language: str) -> bool:
    """Whether a word that begins a line ends as a verb does, in a language where few nouns end so."""
    ends = tuple(load(COPY)[language]["third_person"])
    word = word.casefold()
    return bool(ends) and word.endswith(ends) and not word.endswith("ss")


def _is_verb(text: str, begin: int, language: str) -> bool:
    """Whether the word behind a place is a verb that LAW knows."""
    start = len(text) - len(text[begin:].lstrip())
    return any(verb_words(language, how).match(text, start) for how in ("soft", "strong"))


def _object_at(text: str, begin: int, sure: bool, language: str) -> tuple[int, int] | None:  # noqa: FBT001
    """Where what a verb acts on begins, and how many words on it may be named; None where it has none.

    Behind an article, or right behind a word that is surely a verb.
    """
    noun = copy_words(language, "object").search(text, begin)
    if noun is not None:
        particle = text[begin : noun.start()].strip()
        if len(particle.split()) <= (_PARTICLES if sure else 1) and not _holds_preposition(
            particle, language
        ):
            return noun.end(), _OBJECT
    return (begin, _BARE) if sure else None


def _first_acted_on(
    around: Around, verb: str, begin: int, most: int, targets: Sequence[Target]
) -> Iterator[Pair]:
    """What stands so few words behind a verb, before any preposition."""
    text, language = around.text, around.language
    for target in targets:
        at = max(begin, target.start)  # the article may be part of a name: "your metabolism"
        if target.end <= begin or not between(text, begin, at, most):
            continue
        if _does_good(verb, target, language) and not _holds_preposition(text[begin:at], language):
            yield verb, target


def _does_good(verb: str, target: Target, language: str) -> bool:
    """Whether a verb does good to what it acts on: there is no less of what is well, and no more of an ill."""
    if word_list(WORDING, language, "lowering").match(verb):
        return target.ill or target.is_less
    if copy_words(language, "raising").search(verb):
        return not (target.ill or target.is_less)
    return True


def _holds_preposition(text: str, language: str) -> bool:
    """Whether a text holds what stands behind a noun, and no verb: "people with a", not "wakes up a"."""
    return any(
        words.search(text)
        for words in (
            copy_words(language, "with_ill"),
            copy_words(language, "without"),
            word_list(WORDING, language, "by"),
        )
    )


def named(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """Find "Chlorella schleust Quecksilber aus", "Le griffonia relance la sérotonine": its name, and a verb behind it.

    Not a verb that says how things are ("is", "contains", "grows"), and nothing behind a preposition ("in the skin").
    """
    text, language = around.text, around.language
    pack = grammar.load(language) if language in GRADED else None
    if pack is None or not around.starts:
        return
    for start in around.starts:
        words = list(_WORD.finditer(text, start))[: _NAME + 2]
        for verb, behind in pairwise(words[1:]):
            said = verb.group().casefold()
            if said in pack.stative or said in pack.words["prepositions"]:
                break
            if not _is_third_person(said, language) or is_negated(text, verb, language):
                continue
            article = copy_words(language, "object").fullmatch(behind.group())
            begin, most = (behind.end(), _OBJECT) if article else (behind.start(), 0)
            found = _first_acted_on(around, verb.group(), begin, most, targets)
            yield from (
                (words_, target)
                for words_, target in found
                if pack.words["prepositions"].isdisjoint(
                    text[begin : max(begin, target.start)].casefold().split()
                )
            )


def acting(around: Around, targets: Sequence[Target]) -> Iterator[Pair]:
    """What the sentence says that the product does, as the wording grammar reads it."""
    if around.language not in GRADED:
        return
    wording = grade(around.text, around.language)
    if wording.strength < Strength.CONDITIONAL:
        return
    cues = [cue for cue in wording.cues if cue.kind in RELATIONS]
    for cue in cues:
        if cue.strength < Strength.CONDITIONAL or cue.harmful or cue.id in _OF_A_CLAUSE:
            continue
        if word_list(WORDING, around.language, "by").match(cue.text):
            continue  # "due to eczema": what follows is the cause
        if _acts(around, cue, cues, targets):
            yield from ((cue.text, target) for target in targets if _acted_on(around, cue, target))


def _acted_on(around: Around, cue: CueMatch, target: Target) -> bool:
    """Whether a verb does good to what a sentence names near it."""
    text, language = around.text, around.language
    if not _does_good(cue.text, target, language):
        return False
    if target.ill and copy_words(language, "vague").fullmatch(target.text):
        return False
    if target.start >= cue.end:
        return between(text, cue.end, target.start, _NEAR)
    if target.end <= cue.start:
        return verb_last(language) and between(text, target.end, cue.start, _BEFORE)
    # What the words of a verb begin with is its subject: "your weight depends on what you eat".
    return target.start > cue.start or target.end >= cue.end


def _acts(
    around: Around, cue: CueMatch, cues: Sequence[CueMatch], targets: Sequence[Target]
) -> bool:
    """Whether the product is what does it: named before the verb in its clause, or left out."""
    text, language = around.text, around.language
    if cue.id == _FRAME and (
        copy_words(language, "relatives").match(cue.text)
        or word_list(WORDING, language, "by").match(cue.text)
    ):
        return False
    starts = [start for start in around.starts if start < cue.start or start == 0]
    if any(_bound(text, start, cue.start, language, cues) for start in starts):
        return cue.start > 0 or cue.id != _FRAME
    if not around.product_page or around.names_another:
        return False
    begin = max((m.end() for m in PART.finditer(text, 0, cue.start)), default=0)
    before = BULLET.sub("", text[begin : cue.start])
    # "Stress raises cortisol": what is named there is no product.
    named_before = [target for target in targets if begin <= target.start < cue.start]
    if _ends_with_relative(before, language) and len(before.split()) <= _ANTECEDENT:
        return not any(target.ill for target in named_before)  # "A gentle cleanse that promotes"
    if named_before or disease_words(language, "medicine").search(before):
        return False
    if len(before.split()) > _OPENING or others_before(before, language):
        return False
    if before.strip():
        return _is_the_product(before, language)
    return not _has_a_subject(cue.text, language)


def _has_a_subject(words: str, language: str) -> bool:
    """Whether the words of a verb that begin a line hold its subject: "Some people experience", "Hierdoor"."""
    if word_list(WORDING, language, "adverb").fullmatch(words):
        return True
    first = words.split(maxsplit=1)[0].casefold()
    pack = grammar.load(language)
    return pack is not None and first in pack.words["determiners"]


def _is_the_product(words: str, language: str) -> bool:
    """Whether a subject may be what the page sells: "A warm cup of it", "This"; not "This dehydration", "Muscle"."""
    if copy_words(language, "forms").search(words):
        return True
    lists = (word_list(WORDING, language, key) for key in ("product", "pronoun", "adverb"))
    return any(found.end() == len(words.rstrip()) for of in lists for found in of.finditer(words))


def _ends_with_relative(text: str, language: str) -> bool:
    """Whether a text ends with a relative pronoun: "a daily cleanse that"."""
    text = text.rstrip()
    return any(m.end() == len(text) for m in copy_words(language, "relatives").finditer(text))


def _bound(text: str, start: int, end: int, language: str, cues: Sequence[CueMatch]) -> bool:
    """Whether a verb belongs to the subject before it: no other clause stands between them.

    A comma may be followed by a relative pronoun ("glycine, which") or by another verb of the same subject.
    """
    between = text[start:end]
    if len(between.split()) > _SUBJECT or PART.search(between):
        return False
    if others_before(between, language):
        return False
    relative = copy_words(language, "relatives")
    verbs = {cue.start for cue in cues}
    for comma in _COMMA.finditer(between):
        at = start + comma.end()
        if at >= end or at in verbs or relative.match(text, at):
            continue
        return False
    return True
