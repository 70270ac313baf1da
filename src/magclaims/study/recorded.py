"""The facts of a study as its record tells them, for proposals: what lookup knows, scan knows.

Only what the title, the abstract, the publication types and MeSH say plainly is taken; the rest stays
unknown. All of it is marked as read from the record (`from_record`) until someone has checked it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from magclaims.knowledge import (
    FoundName,
    find_outcomes,
    find_substances,
    is_inert,
    outcomes,
    substance,
    substances,
)
from magclaims.knowledge.characters import normal
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.language_detection import detect
from magclaims.lexicon.graded import pack_language
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Design, Outcome, Study, Subject, Tested
from magclaims.model.work import Work
from magclaims.quantity.often import of_a_day
from magclaims.quantity.quantities import find_quantities
from magclaims.study.intervention import UNNAMED, WhatWasTested, tested
from magclaims.study.levels import LEVEL_OF_DESIGN
from magclaims.study.records import SURE, profile_of
from magclaims.study.results import SENTENCE, found, pattern

_MAX_TEXT = 20_000
_REACH = 300
"""Code points before a substance in which it stands that people got it."""
_MOST_OUTCOMES = 12
GIVING = frozenset(
    {
        Design.RANDOMIZED_CONTROLLED_TRIAL,
        Design.CONTROLLED_CLINICAL_TRIAL,
        Design.UNCONTROLLED_TRIAL,
        Design.LABORATORY_EXPERIMENT,
    }
)
"""Designs in which somebody gave something: for so long, in that dose. Elsewhere it was how long people were followed."""
_DECIMAL = re.compile(r"(?<=\b0),(?=\d)")


def study_of(work: Work) -> Study | None:
    """The study as the record of the cited work tells it; None where neither design nor subjects are clear."""
    profile = profile_of(work)
    both = Subject.ANIMAL in profile.subjects and any(
        hit.id in load_data("recorded.toml")["people_too"] for hit in profile.hits
    )
    if profile.confidence not in SURE or not profile.subjects or both:
        return None
    values: dict[str, Any] = {"design": profile.design, "subjects": profile.subjects}
    if profile.species:
        values["species"] = profile.species
    if profile.sample_size:
        values["sample_size"] = profile.sample_size
    experiment = profile.design not in LEVEL_OF_DESIGN and Subject.NONE not in profile.subjects
    if experiment:
        values |= _intervention(work, gave=profile.design in GIVING)
        if "ingredients" in values:
            values |= _found(work, values)
    values = {name: value for name, value in values.items() if value}
    return Study(**values, from_record=tuple(values))


def _read(work: Work) -> tuple[str, str, str]:
    """Title and abstract in plain characters, and their language: English where no pack is of it."""
    title, abstract = normal(work.title), normal((work.abstract or "")[:_MAX_TEXT])
    language = pack_language(detect(f"{title} {abstract}")) or "en"
    if language != "en":
        abstract = _DECIMAL.sub(".", abstract)  # p = 0,04
    return title, abstract, language


# --- what was given --------------------------------------------------------------------------------


def _intervention(work: Work, *, gave: bool) -> dict[str, Any]:
    """Ingredients; where somebody gave something comparator, dose and duration, too."""
    title, abstract, language = _read(work)
    found: dict[str, Any] = {}
    given = _ingredients(title, abstract, language) or (formula(title, abstract) if gave else ())
    if given:
        found["ingredients"] = given
    if not gave:
        return found
    text = f"{title}. {abstract}"
    comparators = load_data("recorded.toml")["comparator"]
    named = [name for name in comparators if pattern(f"comparator.{name}").search(text)]
    if given and len(named) == 1:
        found["comparator"] = (named[0],)
    if len(given) == 1 and (dose := _dose(abstract, given, language)):
        found["dose"] = dose
    spans = {
        (m["said"] or m["adj"]).replace("-", " ").rstrip("s")
        for m in pattern("duration").finditer(text)
    }
    if len(spans) == 1:
        found["duration"] = _plural(spans.pop())
    return found


def _ingredients(title: str, abstract: str, language: str) -> tuple[str, ...]:
    """What the title says was given, and what was given with it; nothing where that is not clear."""
    known = substances()
    given = [m for m in find_substances(title) if _was_given(title, abstract, language, m)]
    if not given:
        return ()
    first = given[0]
    name = known[first.id].name()
    result = tested(title, abstract, [name])
    if result.tested is Tested.COMBINED_FORMULA:
        return _together(first, result)
    if result.tested not in {Tested.SAME_SUBSTANCE, Tested.FORM_OF}:
        return ()
    return () if _has_partner(title, first) else (name,)


def _together(mention: FoundName, result: WhatWasTested) -> tuple[str, ...]:
    """A substance and what was given with it: alone, where that is the same by another name."""
    name = substances()[mention.id].name()
    extra = result.comparison.extra if result.comparison is not None else ()
    others = tuple(other for other in extra if not _is_kin(other, mention.id))
    return (name,) if extra and not others else (name, *(others or (UNNAMED,)))


def formula(title: str, abstract: str) -> tuple[str, ...]:
    """All that was given as one formula, by the title, or by the abstract where the title names nothing.

    Returns:
        Two names or more, the last one may be `UNNAMED`; nothing where no formula is told.
    """
    abstract = abstract[:_MAX_TEXT]
    for mention in find_substances(title) or _given_in(abstract):
        item = substances()[mention.id]
        result = tested(title, abstract, [item.name()])
        if result.tested is Tested.COMBINED_FORMULA:
            names = _together(mention, result)
            return names if len(names) > 1 else ()
        alone = result.tested in {Tested.SAME_SUBSTANCE, Tested.FORM_OF}
        if alone and item.category != "combination":
            return ()  # it was given alone: what the title names behind it was measured
    return ()


def _is_kin(name: str, id_: str) -> bool:
    """Whether a name is of the same substance, a form of it, or what it is a form of."""
    other, item = substance(name), substances()[id_]
    if other is None:
        return False
    return bool({other.id, other.form_of} & {item.id, item.form_of} - {None})


def _was_given(title: str, abstract: str, language: str, mention: FoundName) -> bool:
    """Whether the title says that this was given, or names it and the abstract says so."""
    item = substances()[mention.id]
    before, behind = title[: mention.start], title[mention.end :]
    if item.is_status or is_inert(title[mention.start : mention.end]):
        return False
    if item.is_element and pattern("given.compound").match(behind):
        return False
    if pattern("given.behind").match(behind):
        return True
    lead = list(pattern("given.lead").finditer(before))
    between = before[lead[-1].end() :] if lead else before
    if not pattern("given.between").fullmatch(between) or not pattern("given.ends").match(behind):
        return False
    asserted = any(
        cue.status not in {"", "mentioned", "repeated"} and cue.start >= mention.end
        for cue in grade(title, language).cues
    )
    return bool(lead) or asserted or _gave(abstract, mention.id)


def _gave(abstract: str, id_: str) -> bool:
    """Whether people or animals got this by the words of an abstract: "received 500 mg of caffeine"."""
    return any(mention.id == id_ for mention in _given_in(abstract, "gave"))


def _given_in(abstract: str, *signs: str) -> list[FoundName]:
    """What an abstract says they got, or what was in it: "each capsule contained zinc and iron"."""
    return [
        mention
        for sentence in SENTENCE.split(abstract)
        for mention in find_substances(sentence)
        if any(
            pattern(f"given.{sign}").search(
                sentence[max(0, mention.start - _REACH) : mention.start]
            )
            for sign in signs or ("gave", "held")
        )
    ]


def _has_partner(title: str, mention: FoundName) -> bool:
    """Whether something that the vocabulary lacks is joined with it: "zinc and glimmerwort"."""
    joined = pattern("given.joined").match(title[mention.end :])
    if joined is None:
        return False
    at = mention.end + joined.end()
    known = (*find_substances(title), *find_outcomes(title))
    return not any(m.start <= at + 2 and m.end > at for m in known)


def _dose(abstract: str, given: Sequence[str], language: str) -> str:
    """The one dose a day that a sentence states of the substance alone; "" where there are several."""
    doses: set[str] = set()
    known = substances()
    for sentence in SENTENCE.split(abstract):
        names = {known[m.id].name() for m in find_substances(sentence)}
        if not names or not names <= set(given):
            continue
        for quantity in find_quantities(sentence, language):
            if quantity.dimension not in {"mass", "mass per body weight", "international units"}:
                continue
            if pattern("portioned").search(sentence):
                return ""
            if (daily := of_a_day(quantity, sentence, language)).per_day:
                doses.add(daily.text)
    return doses.pop() if len(doses) == 1 else ""


def _plural(span: str) -> str:
    number, _, unit = span.partition(" ")
    return f"{number} {unit}" if number in {"1", "one"} else f"{number} {unit}s"


# --- what was found --------------------------------------------------------------------------------


def _found(work: Work, values: Mapping[str, Any]) -> dict[str, Any]:
    """The outcomes that the title or the abstract says plainly went one way, by what was given."""
    controls = set(values.get("comparator", ())) & set(load_data("recorded.toml")["comparator"])
    title, abstract, language = _read(work)
    told = found(title, abstract, values["ingredients"], language, controlled=bool(controls))
    first = _primary(abstract)
    plain = [
        Outcome.model_validate({"name": name, "direction": way, "primary": name == first or None})
        for name, way in told.items()
    ]
    return {"outcomes": tuple(plain[:_MOST_OUTCOMES])} if plain else {}


def _primary(abstract: str) -> str:
    """The outcome that an abstract calls its primary one; "" where it names none, or several."""
    known = outcomes()
    named = {
        known[mention.id].name()
        for sentence in SENTENCE.split(abstract)
        if (called := pattern("primary").search(sentence))
        for mention in find_outcomes(sentence[called.end() :])
    }
    return named.pop() if len(named) == 1 else ""
