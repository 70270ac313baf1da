"""What a seller's sentence names that can be promised, and what it is read with."""

import re

from magclaims.judge.law.credits import Credit
from magclaims.judge.law.effects import Effect, find_effects
from magclaims.judge.law.facts import disease_words
from magclaims.judge.law.product import copy_words
from magclaims.judge.law.takes_back import has_word_of, is_negated
from magclaims.model.values import dataclass

_BESIDE = 12
"""Letters between a part of the body and what is wrong with it, at most."""
PART = re.compile(r"[.;:?!()]|\s[–—-]\s")
"""What ends a part of a sentence."""


@dataclass(frozen=True, slots=True)
class Target:
    """A disease or an effect that a sentence names, and is not denied there."""

    start: int
    end: int
    text: str
    effect: Effect | None = None

    @property
    def ill(self) -> bool:
        """Whether it is a disease or one of its signs."""
        return self.effect is None

    @property
    def is_less(self) -> bool:
        """Whether it is an effect of which less is promised, a complaint: "stress"."""
        return self.effect is not None and self.effect.less


@dataclass(frozen=True, slots=True)
class Around:
    """What a sentence is read with.

    Attributes:
        starts: Offsets of what it is about; 0 where that is carried over or left out.
        substances: Ids of what it is about, or of what the page sells.
        product_page: Whether the page is one of a product, and nothing else that acts was named last.
        list_of_benefits: Whether the item stands in a list of benefits.
        names_another: Whether it names a substance that the page does not sell.
    """

    text: str
    language: str
    starts: tuple[int, ...]
    substances: tuple[str, ...]
    product_page: bool
    list_of_benefits: bool = False
    names_another: bool = False

    @property
    def sold(self) -> bool:
        """Whether it may speak of what the page sells at all."""
        return bool(self.starts) or self.product_page


@dataclass(frozen=True, slots=True)
class Offered:
    """What a sentence offers: diseases to be rid of, and effects; `names` are diseases that it names at all."""

    treats: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    names: tuple[str, ...] = ()


Pair = tuple[str, Target]
"""The words that offer, and what they offer."""


def targets_of(text: str, language: str) -> tuple[Target, ...]:
    """The diseases and effects that a sentence names and does not deny, from left to right."""
    harmless = (copy_words(language, "harmless"), disease_words(language, "not_treat"))
    barred = [m.span() for words in harmless for m in words.finditer(text)]
    ills = [
        Target(m.start(), m.end(), m.group())
        for m in disease_words(language, "names").finditer(text)
        if not any(start <= m.start() < end for start, end in barred)
        and not is_negated(text, m, language)
    ]
    effects = [
        Target(e.start, e.end, e.text, e)
        for e in find_effects(text, language)
        if not any(ill.start < e.end and e.start < ill.end for ill in ills)
        and not is_negated(text, e, language)
    ]
    effects = [_complaint(text, target, language) or target for target in effects]
    return tuple(sorted((*ills, *effects), key=lambda target: target.start))


def complaints(text: str, language: str) -> tuple[str, ...]:
    """The diseases and complaints that a question names: "Migraine?", "Stiff joints?", "Nervous or tired?"."""
    named = [target.text for target in targets_of(text, language) if target.ill or target.is_less]
    named += [found.group() for found in copy_words(language, "feels").finditer(text)]
    return tuple(dict.fromkeys(named))


def _complaint(text: str, target: Target, language: str) -> Target | None:
    """The part of the body with what is wrong with it: "stiff, painful joints", "articulaciones doloridas"."""
    if target.effect is None or target.effect.less or target.effect.said:
        return None
    for bad in copy_words(language, "bad").finditer(text):
        start, end = min(bad.start(), target.start), max(bad.end(), target.end)
        gap = text[min(bad.end(), target.end) : max(bad.start(), target.start)]
        if 0 < len(gap) <= _BESIDE and not PART.search(gap):
            return Target(start, end, text[start:end])
    return None


def has_word_of_copy(text: str, language: str, key: str) -> bool:
    """Whether a text holds a word of one list of `regulation/copy.toml`."""
    return copy_words(language, key).search(text) is not None


def others_before(text: str, language: str) -> bool:
    """Whether something else that acts is named there."""
    return has_word_of(text, language, "other_agents") or has_word_of_copy(text, language, "eat")


def between(text: str, start: int, end: int, most: int) -> bool:
    """Whether so many words at most stand between two places, and no end of a part of the sentence."""
    between = text[start:end]
    return len(between.split()) <= most and PART.search(between) is None
