"""What a study found, as words of a sentence: "verbeterde het geheugen", "lowered blood pressure"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial

from magclaims.judge.words import Words, is_symbol
from magclaims.knowledge import outcome
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.data import word_set
from magclaims.knowledge.small_words import any_language, of_language
from magclaims.knowledge.vocabulary import OutcomeTerm
from magclaims.model.values import dataclass

_phrasing = partial(load_data, "phrasing.toml")
_bad_words = partial(word_set, "phrasing.toml", "bad.words")
_ARTICLE = re.compile(rf"^({any_language('the')})(?:(?<=')| )")
_MOST = 3
"""Outcomes that one sentence tells."""
_FLIPPED = {"increased": "worse", "decreased": "better"}


@dataclass(frozen=True, slots=True)
class OutcomePhrase:
    """One outcome with what became of it, in the words of a language."""

    move: str
    """Key of [verb]: improved, lowered, ..."""
    object: str
    """With its article."""
    form: int
    """For agreement: 0 a neuter or masculine singular (in English one with an article), 1 another singular, 2 a plural."""

    @property
    def bare(self) -> str:
        """The object without its article."""
        return _ARTICLE.sub("", self.object)


def tell(words: Words, name: str, direction: str) -> OutcomePhrase | None:
    """What a study found of one outcome; None where the language has no word for it.

    A direction is better, worse, increased, decreased or changed.
    """
    shown = words.outcome(name)
    known = outcome(name)
    if shown is None:
        return None
    literal = known is None or is_symbol(name) or words.code == "en"
    manner, direction = _manner(name, known, direction, literal=literal)
    moves: Mapping[str, str] = _phrasing()["said"][manner]
    better = known.better if known else None
    if manner in {"level", "time"} and direction in {"better", "worse"} and better:
        rises = (better == "higher") == (direction == "better")
        move = moves["up" if rises else "down"] if better != "context" else moves[direction]
    elif manner == "ability" and better == "higher" and direction in {"increased", "decreased"}:
        move = moves["better" if direction == "increased" else "worse"]
    else:
        move = moves[direction]
    return OutcomePhrase(move, shown, _form(words, shown, known))


def _form(words: Words, shown: str, known: OutcomeTerm | None) -> int:
    """What an adjective agrees with: see `OutcomePhrase.form`."""
    language = words.code
    if language == "en":
        if _ARTICLE.match(shown):
            return 0
        return 2 if shown.endswith("s") and not shown.endswith(("ss", "us", "is")) else 1
    article = _ARTICLE.match(shown)
    if is_symbol(shown):
        return 0
    if (
        article is None
        or words.is_plural(shown)
        or (known is not None and known.plural == known.name(language))
    ):
        return 2
    return 0 if article[1] in of_language("neuter", language) else 1


def clause(words: Words, treated: str, *, plural: bool, found: Sequence[OutcomePhrase]) -> str:
    """Who did what: "verbeterde zink het geheugen", "zinc improved memory"."""
    groups: dict[str, list[OutcomePhrase]] = {}
    for told in found[:_MOST]:
        groups.setdefault(told.move, []).append(told)
    parts = []
    for number, (move, several) in enumerate(groups.items()):
        single, many, rest = words.data["verb"][move]
        template = words.data["clause"]["further" if number else "order"]
        parts.append(
            words.fill(
                template,
                verb=many if plural else single,
                treated=treated,
                rest=words.fill(
                    rest,
                    object=words.listed(told.object for told in several),
                    bare=words.listed(told.bare for told in several),
                ),
            )
        )
    return words.listed(parts)


def may(words: Words, found: Sequence[OutcomePhrase]) -> str | None:
    """What may happen, behind "may": "improve memory", "het geheugen verbeteren"; None for no effect."""
    table: Mapping[str, str] = words.data["may"]
    told = [(table.get(each.move), each) for each in found[:_MOST]]
    done = [words.fill(form, object=o.object, bare=o.bare) for form, o in told if form]
    return words.listed(done) if len(done) == len(told) else None


def nominal(words: Words, found: Iterable[OutcomePhrase]) -> str | None:
    """What goes together with a substance: "een beter geheugen"; None where there is no such noun."""
    parts = []
    for told in list(found)[:_MOST]:
        forms = words.data["nominal"].get(told.move)
        if forms is None:
            return None
        parts.append(words.fill(forms[told.form], bare=told.bare, object=told.object))
    return words.listed(parts) if parts else None


def _manner(
    name: str, known: OutcomeTerm | None, direction: str, *, literal: bool
) -> tuple[str, str]:
    """How the outcome moves, and which way, read from its name and the vocabulary."""
    bad = bool(_bad_words() & set(name.lower().split()))
    listed = _manners().get(known.id) if known else None
    if bad and listed not in {"symptom", "disease"}:
        # "Memory deficits": less of them is better, and so is the memory.
        if literal:
            return "symptom", direction
        return listed or "ability", _FLIPPED.get(direction, direction)
    if is_symbol(name) and listed is None:
        return "level", direction
    return listed or "ability", direction


@cache
def _manners() -> Mapping[str, str]:
    return {id_: manner for manner, ids in _phrasing()["manner"].items() for id_ in ids}
