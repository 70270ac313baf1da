"""Who or what was studied, in the article's language: "ratten die oxaliplatine kregen"."""

import re

from magclaims.judge.words import DEFAULT, Words
from magclaims.judge.words import words as words_of
from magclaims.knowledge import outcome, substance
from magclaims.knowledge.data import load as load_data
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Level, Study, Subject
from magclaims.model.values import dataclass
from magclaims.study.participants import set_apart, took_part

_LONGEST = 20
"""Words of a group that a sentence can still carry."""
_AGES = re.compile(r"(?:aged |of )?(\d{1,2}) ?(?:to|-|–) ?(\d{1,3})(?: years?(?: old)?)?")
_END = re.compile(r"[.;](?:\s|$)")


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group as a sentence names it."""

    text: str
    whole: bool = True
    """False where the registry says more of it than the language can."""


def group(words: Words, study: Study | None, level: Level) -> NamedGroup | None:
    """Who was studied; None where the registry does not say.

    Of people only what sets them apart counts: that they are people is said by the sentence.
    """
    population = study.population if study else None
    kinds = _species(words, study, level)
    said = population.in_language(words.code) if population else None
    if said is not None and (found := _phrase(words, said)) and _fits(found, kinds, level):
        return NamedGroup(found)
    english = population.in_language(DEFAULT) if population else None
    if english and words.code != DEFAULT:
        made = _translated(words, _english(english), kinds)
        if made is not None and (made.whole or kinds):
            return made
    if not kinds:
        known = _of_people(words, study, english)
        if known is not None:
            return known
        return NamedGroup(words.word("participants"), whole=False) if population else None
    names = words.listed(kinds.values())
    if population is None or _says_no_more(population, kinds):
        return NamedGroup(names)
    return NamedGroup(words.fill(words.word("studied"), who=names), whole=False)


def _of_people(words: Words, study: Study | None, english: str | None) -> NamedGroup | None:
    """People by what sets them apart, in the language: "mensen met diabetes type 2".

    None where the registry tells it in other words: who has low ferritin need have no iron deficiency.
    """
    apart = set_apart(took_part(study, None, None))
    names = [words.people(name) for name in apart]
    if not names or not all(names):
        return None
    said = _words_of(english or "")
    named = _words_of(apart[0].in_language(DEFAULT) or "")
    if english is not None and not named <= said:
        return None
    # One name is a phrase; of several the first says most, and the others are left to the editor.
    return NamedGroup(str(names[0]), whole=len(names) == 1 and said <= named)


def _words_of(group_: str) -> set[str]:
    """The words of a group that tell it apart: "adults with type 2 diabetes" are people with it."""
    return set(re.findall(r"\w+", group_.lower())) - set(
        load_data("phrasing.toml")["people"]["words"]
    )


def plain_group(words: Words, study: Study | None, level: Level) -> NamedGroup | None:
    """The same in as few words as can be, for a sentence that the whole group spoils."""
    kinds = _species(words, study, level)
    if not kinds:
        return None
    return NamedGroup(
        words.fill(words.word("studied"), who=words.listed(kinds.values())), whole=False
    )


def of_animals(study: Study | None) -> bool:
    """Whether a study is known to be of others than people."""
    return study is not None and bool(study.subjects) and Subject.HUMAN not in study.subjects


def needs_comma(words: Words, text: str) -> bool:
    """Whether a group ends in a clause or an apposition of its own, so that a comma follows it."""
    clauses = words.data["word"]["clauses"]
    return bool(clauses) and ("," in text or any(f" {word} " in text for word in clauses))


def _species(words: Words, study: Study | None, level: Level) -> dict[str, str]:
    """The animals: English name -> name in the language; empty where people were studied."""
    if level is Level.IN_VITRO:
        return {"cells": words.name("cells") or "cells"}
    animals = level is Level.ANIMAL or (level is Level.SYSTEMATIC_REVIEW and of_animals(study))
    if not animals:
        return {}
    given = study.species if study else ()
    found = {
        str(name): local_name
        for name in given
        if (local_name := name.in_language(words.code) or words.name(name.lower()))
    }
    if not found or len(found) < len(given):
        return {"animals": words.name("animals") or "animals"}
    return found


def _phrase(words: Words, text: str) -> str | None:
    """The first sentence as a noun phrase within a sentence; None where it is too long for that."""
    first = _END.split(text.strip(), maxsplit=1)[0].strip()
    said = first.split()
    if not first or len(said) > _LONGEST:
        return None
    if words.data["word"].get("capital_nouns") and not "".join(said[1:2])[:1].isupper():
        return first  # a noun: "Kinder mit Migräne", not "Gesunde Kinder"
    return first[0].lower() + first[1:] if first[1:2].islower() else first


def _english(text: str) -> str:
    return _phrase(words_of(DEFAULT), text) or ""


def _fits(found: str, kinds: dict[str, str], level: Level) -> bool:
    """Whether a group of animals names them, and nobody else: "HT22 cells and mice" are two."""
    if level is Level.IN_VITRO:
        return False
    names = (*kinds, *kinds.values())
    return not kinds or any(name.lower() in found.lower() for name in names)


def _says_no_more(population: LocalText, kinds: dict[str, str]) -> bool:
    said = {word.strip(".,").lower() for word in population.split()}
    return said <= {word for name in kinds for word in name.lower().split()} | {"the", "and"}


def _translated(words: Words, english: str, kinds: dict[str, str]) -> NamedGroup | None:
    """A group from the English of the registry, word for word of [population]; None where it fails."""
    table = words.data["population"]
    heads = {**table["who"], **kinds}
    rest = english
    how = _longest_start(rest, table["how"])
    rest = rest[len(how) :].lstrip()
    head = _longest_start(rest, heads)
    if not head:
        return None
    rest = rest[len(head) :].strip(" ,")
    order = table.get("order", "{how} {who}")
    text = order.format(how=table["how"].get(how, ""), who=heads[head]).strip()
    ages = _AGES.match(rest)
    if ages:
        text = words.fill(words.word("years"), who=text, low=ages[1], high=ages[2])
        rest = rest[ages.end() :].strip(" ,")
    if not rest:
        return NamedGroup(text)
    given = _longest_start(rest, table["given"])
    what = _what(words, rest[len(given) :].strip(" ,")) if given else None
    if what is None:
        # Of people the part that is understood is true of all of them; of animals it may mislead.
        return None if kinds else NamedGroup(text, whole=False)
    return NamedGroup(words.fill(table["given"][given], who=text, what=what))


def _longest_start(text: str, names: dict[str, str]) -> str:
    """The longest of the names that a text begins with, as a whole word."""
    lowered = text.lower()
    starts = [n for n in names if re.match(rf"{re.escape(n.lower())}(?!\w)", lowered)]
    return max(starts, key=len, default="")


def _what(words: Words, english: str) -> str | None:
    """What was given, or what they had: the part before a comma, in the language."""
    name = english.split(",", maxsplit=1)[0].strip()
    table: dict[str, str] = words.data["population"]["what"]
    found = table.get(name) or table.get(name.removeprefix("a ").removeprefix("an "))
    if found:
        return found
    if substance(name) is not None:
        return words.substance(name)
    known = outcome(name)
    names = known.names.get(words.code, ()) if known else ()
    return names[0] if names else None
