"""Reasons as data: a code, and a sentence with slots in each language of `knowledge/reasons.*.toml`.

What decides is worded in English; a report in another language words the same codes and slots anew.
"""

from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Any

from magclaims.judge.words import words as words_of
from magclaims.knowledge.data import languages_with
from magclaims.knowledge.data import load as load_data
from magclaims.model.finding import Phrase, Reason, Several, Slot, Term
from magclaims.model.local_text import local
from magclaims.model.report import Skipped

DEFAULT = "en"


def _data(language: str) -> dict[str, Any]:
    known = language in languages_with("reasons.{}.toml")
    return load_data(f"reasons.{language if known else DEFAULT}.toml")


def reason(code: str, **slots: Slot) -> Reason:
    """The reason with its English sentence.

    Raises:
        KeyError: The code has no sentence in `knowledge/reasons.en.toml`, or a slot is missing.
    """
    return Reason.worded(code, _sentence(_data(DEFAULT)["reason"][code], slots, DEFAULT), slots)


def in_language(given: Reason, language: str) -> Reason:
    """The same reason in another language; as it is where that has no sentence for it."""
    template = _data(language)["reason"].get(given.code)
    if template is None or language == DEFAULT:
        return given
    return Reason.worded(given.code, _sentence(template, given.slots, language), given.slots)


def skipped(what: Slot, why: Slot) -> Skipped:
    """Something that was not checked, in English."""
    return Skipped.worded(say(what), say(why), (what, why))


def skipped_in(given: Skipped, language: str) -> Skipped:
    """The same in another language; as it is where it is words alone."""
    if given.slots is None:
        return given
    what, why = given.slots
    return Skipped.worded(say(what, language), say(why, language), given.slots)


def _sentence(template: str, slots: Mapping[str, Slot], language: str) -> str:
    values = {name: say(slots[name], language) for name in _slots_of(template)}
    if language == DEFAULT:
        return template.format_map(values)
    return words_of(language).fill(template, **values)


@cache
def _slots_of(template: str) -> tuple[str, ...]:
    """The slots that a sentence has: most reasons are told in far fewer than they are given."""
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


def say(slot: Slot, language: str = DEFAULT) -> str:
    """What stands in a slot, in a language; the English words where it has no others."""
    if isinstance(slot, Phrase):
        return _sentence(_data(language)["phrase"][slot.code], slot.slots, language)
    if isinstance(slot, Several):
        parts = [say(part, language) for part in slot.parts]
        return slot.join.join(parts)
    if isinstance(slot, Term):
        return _term(slot, language)
    given = local(slot)
    known = given.in_language(language)
    if known or language == DEFAULT:
        return known or slot
    words = words_of(language)
    return words.people(given) or (words.quantity(slot) if any(map(str.isdigit, slot)) else slot)


def _term(term: Term, language: str) -> str:
    if term.kind in {"level", "direction", "design", "role", "field", "notice"}:
        return str(_data(language)[term.kind].get(term.name, term.name.replace("_", " ")))
    if language == DEFAULT:
        return str(term.name)
    words = words_of(language)
    if term.kind == "substance":
        return words.substance(term.name) or str(term.name)
    if term.kind == "outcome":
        return words.outcome(term.name) or str(term.name)
    if term.kind == "quantity":
        return words.quantity(term.name)
    given = local(term.name).in_language(language)
    return given or words.name(term.name) or words.name(term.name.lower()) or str(term.name)
