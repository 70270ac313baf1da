"""The effects that a sentence credits its subject with."""

import re
from collections.abc import Sequence
from functools import lru_cache

from magclaims.judge.law.effects import Effect, find_effects
from magclaims.judge.law.facts import MAX_VERBS, WORDING, verb_last, verb_words, word_list
from magclaims.judge.law.takes_back import is_negated
from magclaims.knowledge.small_words import any_language
from magclaims.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Credit:
    """An effect that a sentence credits its subject with.

    Attributes:
        verb: The verb, where it is stronger than the authorised claims; empty otherwise.
        general: Whether it is a benefit without a function ("good for your brain").
        substances: Ids of what it is credited to.
    """

    effect: Effect
    substances: tuple[str, ...]
    verb: str = ""
    general: bool = False

    @property
    def words(self) -> str:
        """What a message quotes."""
        verb, effect = self.verb.casefold(), self.effect.text.casefold()
        if effect in verb:
            return self.verb
        return self.effect.text if verb in effect else f"{self.verb} … {self.effect.text}"


_CLAUSE = re.compile(rf"[;:(.]\s|\s(?:{any_language('and', 'but')})\s")


_ANOTHER_CLAUSE = re.compile(rf"(?:;|,\s*(?:{any_language('and', 'but', 'so')}))\s*$")
"""What begins a clause that says something else: "Coffee perks me up, and I take zinc at night"."""


@lru_cache(maxsize=256)
def _told_by_a_customer(text: str, language: str) -> bool:
    """Whether a customer tells it; asked for each verb of a sentence, so it is kept."""
    told = any(
        not _ANOTHER_CLAUSE.search(text[max(0, found.start() - 20) : found.start()])
        for found in word_list(WORDING, language, "testimony").finditer(text)
    )
    # "Walking improved her mood since she moved": something else did it.
    return told and word_list(WORDING, language, "other_agents").match(text) is None


@dataclass(frozen=True, slots=True)
class SubjectsAt:
    """Where in a sentence its subject starts; at 0 where that is carried over or left out."""

    text: str
    language: str
    starts: tuple[int, ...]
    named: tuple[tuple[int, str], ...] = ()
    """Offset and id of each substance; 0 where that is carried over or left out."""

    def credited(self, at: int) -> tuple[str, ...]:
        """The substances that stand before a place; all where none does ("with", "thanks to").

        What stands behind the verb is what is acted on: calcium lowers the absorption of iron.
        """
        before = dict.fromkeys(id_ for start, id_ in self.named if start <= at)
        return tuple(before) or tuple(dict.fromkeys(id_ for _, id_ in self.named))

    def before(self, at: int) -> bool:
        """Whether the subject stands before a place, or behind it with "with", "by" or a colon."""
        return any(start <= at for start in self.starts) or self.by

    @property
    def by(self) -> bool:
        """Whether a subject follows "with", "by", "thanks to", or a colon, or a customer tells of it."""
        if _told_by_a_customer(self.text, self.language):
            return True
        by = word_list(WORDING, self.language, "by")
        return any(
            by.search(before) is not None or before.rstrip().endswith(":")
            for before in (self.text[max(0, start - 25) : start] for start in self.starts)
        )

    def acts(self, verb: re.Match[str], effect: Effect) -> bool:
        """Whether a verb can make the effect one of the subject.

        The verb follows the subject and comes before the effect; in Dutch and German it may end the
        clause, or stand before the subject where something else opens it. Only with "with", "by" and
        the like does the subject come last.
        """
        better = word_list(WORDING, self.language, "comparatives")
        in_order = (
            verb.start() <= effect.start or verb_last(self.language) or better.match(verb.group())
        )
        return (
            self.by
            or (bool(in_order) and any(start <= verb.start() for start in self.starts))
            or self._inverted(verb, effect)
        )

    def _inverted(self, verb: re.Match[str], effect: Effect) -> bool:
        """Whether the subject follows the verb: "In winter verbetert zink de slaap"."""
        said = verb.start() + len(
            verb.group().split()[0]
        )  # "geeft ... energie" goes around its subject
        behind = next((start for start in self.starts if start >= said), None)
        if behind is None or effect.start < behind or len(self.text[said:behind].split()) > 1:
            return False
        opening = _CLAUSE.split(self.text[: verb.start()])[-1].strip()
        fronted = word_list(WORDING, self.language, "fronted").match(opening)
        other = (verb_words(self.language, "soft"), verb_words(self.language, "strong"))
        return fronted is not None and not any(words.search(opening) for words in other)


def credits_of(text: str, subjects: SubjectsAt) -> tuple[Credit, ...]:
    """The effects that a sentence credits its subject with."""
    language = subjects.language
    soft = list(verb_words(language, "soft").finditer(text))[:MAX_VERBS]
    strong = list(verb_words(language, "strong").finditer(text))[:MAX_VERBS]
    general = [m.span() for m in word_list(WORDING, language, "general").finditer(text)]
    found = []
    for effect in find_effects(text, language):
        if is_negated(text, effect, language) or not subjects.before(effect.start):
            continue
        acting = sorted(
            (verb for verb in (*soft, *strong) if subjects.acts(verb, effect)),
            key=lambda verb: verb.start(),
        )
        if effect.said:
            found.append(Credit(effect, subjects.credited(effect.start)))
        elif acting:
            verb = _nearest(
                [v for v in strong if subjects.acts(v, effect)],
                [v for v in soft if subjects.acts(v, effect)],
                effect,
            )
            if verb and not effect.less and word_list(WORDING, language, "lowering").match(verb):
                continue
            broad = any(start <= effect.start < end for start, end in general)
            credited = subjects.credited(acting[0].start())
            found.append(Credit(effect, credited, verb or "", broad))
    return tuple(found)


_CONJUNCTION = re.compile(rf",|\s(?:{any_language('and')})\s")


def _nearest(
    strong: Sequence[re.Match[str]], soft: Sequence[re.Match[str]], effect: Effect
) -> str | None:
    """The strong verb that governs an effect: the one that is nearer than any soft verb.

    A verb behind "and" or a comma governs what follows it, not the word before.
    """
    strong = [
        verb
        for verb in strong
        if not _CONJUNCTION.search(verb.string, effect.end, max(verb.start(), effect.end))
    ]

    def distance(verb: re.Match[str]) -> int:
        return max(verb.start() - effect.end, effect.start - verb.end(), 0)

    if not strong:
        return None
    verb = min(strong, key=distance)
    if soft and min(map(distance, soft)) <= distance(verb):
        return None
    return verb.group()
