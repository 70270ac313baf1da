"""Who or what was studied, in the article's language: "ratten die oxaliplatine kregen"."""

import re
from collections.abc import Mapping, Sequence

from magclaims.judge.words import DEFAULT, Words
from magclaims.judge.words import words as words_of
from magclaims.knowledge import outcome, substance
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.lexicon.people import HEALTHY, People, stage
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Level, Study, Subject
from magclaims.model.values import dataclass
from magclaims.study.participants import set_apart, took_part

_LONGEST = 20
"""Words of a group that a sentence can still carry."""
_AGES = re.compile(r"(?:aged |of )?(\d{1,2}) ?(?:to|-|–) ?(\d{1,3})(?: years?(?: old)?)?")
_GROWN = (18, 100)
"""The ages of adults of any age; the second stands for no upper limit."""
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
    """People by what sets them apart, in the language: "vrouwen van 60 tot 75 jaar met slapeloosheid".

    None where the registry tells it in other words: who has low ferritin need have no iron deficiency.
    """
    took = took_part(study, None, None)
    apart = set_apart(took, study)
    names = dict(_noted_as(words, *each, study) for each in apart.items())
    who = _by_age_and_sex(words, took)
    if not names:
        return NamedGroup(who) if who and not english else None
    said = _words_of(english or "") - took.sexes
    first = _words_of(str(next(iter(apart.values()))))
    if "" in names or (english is not None and not first <= said):
        return None if english else NamedGroup(who or "", whole=False)
    text = _together(words, tuple(names))
    joined = _joined(words, who, text or next(iter(names))) if who else text
    # One name is a phrase; of several the first says most, and the others are left to the editor.
    whole = text is not None and all(names.values()) and said <= first and joined is not None
    return NamedGroup(joined or text or next(iter(names)), whole)


def _noted_as(words: Words, id_: str, name: LocalText, study: Study | None) -> tuple[str, bool]:
    """A group's name, and whether it says all that the entry does: "acute low back pain" says more."""
    noted = (
        [fold(text) for text in study.participants.health] if study and study.participants else []
    )
    row = load_data("people.toml")["group"].get(id_, {})
    its = {fold(each) for table in (DEFAULT, f"who_{DEFAULT}") for each in row.get(table, ())}
    people, text = f"{words.name('people')} ", words.people(name) or ""
    if words.code == DEFAULT and id_.startswith("?"):
        plural = text.endswith(tuple(words.data["word"]["people_endings"]))
        return text if plural or text.startswith(people) else f"{people}with {text}", True
    its |= {HEALTHY, fold(str(name)).removeprefix("people with ")}
    if not noted or id_.startswith("?") or its & set(noted):
        return text, True
    fuller = next((each for each in noted if each.endswith(tuple(f" {one}" for one in its))), None)
    if fuller and text.startswith(people) and words.code == DEFAULT:
        return f"{people}with {fuller}", True
    return text, False


def _together(words: Words, names: Sequence[str]) -> str | None:
    """One name, or two that begin alike as one: "people with diabetes and obesity"; None for others."""
    if len(names) == 1:
        return names[0]
    starts = {" ".join(name.split(" ")[:2]) + " " for name in names}
    start = starts.pop()
    if starts or len(names) > 2 or not start.startswith(f"{words.name('people')} "):
        return None
    return start + words.listed(name.removeprefix(start) for name in names)


def _by_age_and_sex(words: Words, took: People) -> str | None:
    """People by their sex and their ages: "women", "older adults", "men of 40 to 60 years"."""
    heads: Mapping[str, str] = words.data["population"]["who"]
    ages = took.ages[0] if len(took.ages) == 1 else None
    sex = "".join(took.sexes) if len(took.sexes) == 1 else ""
    grown = ages is None or (ages.low, ages.high) == _GROWN
    if grown or ages is None:
        head = sex or ("adults" if ages or took.adults else "")
        return heads.get(head, head) or None
    if not sex and not str(stage(ages)).startswith("people of"):
        return words.people(stage(ages))
    head = "children" if ages.high < _GROWN[0] else sex or "people"
    form = "up_to" if not ages.low else "years" if ages.high < _GROWN[1] else "from"
    who = heads.get(head, head)
    return words.fill(words.word(form), who=who, low=str(ages.low), high=str(ages.high))


def _joined(words: Words, who: str, name: str) -> str | None:
    """Both as one: "women of 60 to 75 years", "people with insomnia"; None where they do not join."""
    people, table = str(words.name("people")), words.data["population"]
    bases = (people, *table["who"].values(), "men", "women")
    base = next((each for each in bases if re.search(rf"(?<!\w){each}(?!\w)", name)), None)
    if base is None:
        return None
    before, _, after = name.partition(base)
    agreeing = table.get("agreeing", {})
    if base == people and who.startswith(tuple(agreeing.get("heads", ()))):
        first, _, rest = after.strip().partition(" ")
        if first not in agreeing["forms"]:
            return None
        after = f" {agreeing['forms'][first]} {rest}"
    return f"{before}{who}{after}".rstrip()


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
