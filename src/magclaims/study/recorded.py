"""The facts of a study as its record tells them, for proposals: what lookup knows, scan knows.

Only what the title, the abstract, the publication types and MeSH say plainly is taken; the rest stays
unknown. All of it is marked as read from the record (`from_record`) until someone has checked it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
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
from magclaims.knowledge.data import regex
from magclaims.lexicon.direction import told
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Direction, Outcome, Strength, Study, Subject, Tested
from magclaims.model.work import Work
from magclaims.quantity.quantities import find_quantities
from magclaims.study.caution import UNNAMED
from magclaims.study.intervention import tested
from magclaims.study.levels import LEVEL_OF_DESIGN
from magclaims.study.records import SURE, profile_of

_pattern = partial(regex, "recorded.toml", flags=re.IGNORECASE)

_MAX_TEXT = 20_000
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9(])")
_HEADING = re.compile(r"^(?P<heading>[A-Z][A-Za-z /&-]{2,40}):\s+(?P<rest>.*)", re.DOTALL)
_MOST_OUTCOMES = 12
_UNCLEAR = "unclear"
_NEAR = 60
"""Characters before the name of an outcome in which people are looked for: "adults with insomnia"."""
_FOUND = {
    Direction.IMPROVES: "better",
    Direction.WORSENS: "worse",
    Direction.INCREASES: "increased",
    Direction.DECREASES: "decreased",
    Direction.NO_EFFECT: "no_difference",
}
_CLAUSE = re.compile(
    r"(?:,|;)\s+(?:but|and|while|whereas|although|however)\b|;\s|\bwhereas\b|\bbut\b"
)


def study_of(work: Work) -> Study | None:
    """The study as its record tells it; None where not even its design or subjects are clear.

    Args:
        work: The record of a work that surely is the one that is cited.
    """
    profile = profile_of(work)
    if profile.confidence not in SURE or not profile.subjects:
        return None
    values: dict[str, Any] = {"design": profile.design, "subjects": profile.subjects}
    if profile.species:
        values["species"] = profile.species
    if profile.sample_size:
        values["sample_size"] = profile.sample_size
    experiment = profile.design not in LEVEL_OF_DESIGN and Subject.NONE not in profile.subjects
    if experiment:
        values |= _intervention(work)
        if "ingredients" in values:
            values |= _found(work, values["ingredients"])
    values = {name: value for name, value in values.items() if value}
    return Study(**values, from_record=tuple(values))


# --- what was given --------------------------------------------------------------------------------


def _intervention(work: Work) -> dict[str, Any]:
    """Ingredients, comparator, dose and duration."""
    title, abstract = normal(work.title), normal((work.abstract or "")[:_MAX_TEXT])
    found: dict[str, Any] = {}
    given = _ingredients(title, abstract)
    if given:
        found["ingredients"] = given
    text = f"{title}. {abstract}"
    comparators = load_data("recorded.toml")["comparator"]
    named = [name for name in comparators if _pattern(f"comparator.{name}").search(text)]
    if given and len(named) == 1:
        found["comparator"] = named[0]
    if given and (dose := _dose(abstract, given)):
        found["dose"] = dose
    spans = {
        (m["said"] or m["adj"]).replace("-", " ").rstrip("s")
        for m in _pattern("duration").finditer(text)
    }
    if len(spans) == 1:
        found["duration"] = _plural(spans.pop())
    return found


def _ingredients(title: str, abstract: str) -> tuple[str, ...]:
    """What the title says was given, and what was given with it; nothing where that is not clear."""
    known = substances()
    given = [m for m in find_substances(title) if _was_given(title, m)]
    if not given:
        return ()
    first = given[0]
    name = known[first.id].name()
    result = tested(title, abstract, [name])
    if result.tested is Tested.COMBINED_FORMULA:
        extra = result.comparison.extra if result.comparison is not None else ()
        others = tuple(other for other in extra if not _is_kin(other, first.id))
        if extra and not others:
            return (name,)
        return (name, *(others or (UNNAMED,)))
    if result.tested not in {Tested.SAME_SUBSTANCE, Tested.FORM_OF}:
        return ()
    return () if _has_partner(title, first) else (name,)


def _is_kin(name: str, id_: str) -> bool:
    """Whether a name is of the same substance, a form of it, or what it is a form of."""
    other, item = substance(name), substances()[id_]
    if other is None:
        return False
    return bool({other.id, other.form_of} & {item.id, item.form_of} - {None})


def _was_given(title: str, mention: FoundName) -> bool:
    """Whether the title says that this was given, and does not only name it."""
    item = substances()[mention.id]
    before, behind = title[: mention.start], title[mention.end :]
    if item.is_status or is_inert(title[mention.start : mention.end]):
        return False
    if item.is_element and _pattern("given.compound").match(behind):
        return False
    if _pattern("given.behind").match(behind):
        return True
    lead = list(_pattern("given.lead").finditer(before))
    between = before[lead[-1].end() :] if lead else before
    if not _pattern("given.between").fullmatch(between) or not _pattern("given.ends").match(behind):
        return False
    return bool(lead) or any(
        cue.status not in {"", "mentioned", "repeated"} and cue.start >= mention.end
        for cue in grade(title, "en").cues
    )


def _has_partner(title: str, mention: FoundName) -> bool:
    """Whether something that the vocabulary lacks is joined with it: "zinc and glimmerwort"."""
    joined = re.match(r"\W{0,3}(?:and|plus|with|combined with|\+)\W", title[mention.end :])
    if joined is None:
        return False
    at = mention.end + joined.end()
    return not any(m.start <= at + 2 and m.end > at for m in find_substances(title))


def _dose(abstract: str, given: Sequence[str]) -> str:
    """The one dose a day that a sentence states beside the substance; "" where there are several."""
    doses: set[str] = set()
    known = substances()
    for sentence in _SENTENCE.split(abstract):
        names = {known[m.id].name() for m in find_substances(sentence)}
        if not names & set(given):
            continue
        for quantity in find_quantities(sentence, "en"):
            if quantity.dimension not in {"mass", "mass per body weight", "international units"}:
                continue
            if quantity.per_day:
                doses.add(quantity.text)
    return doses.pop() if len(doses) == 1 else ""


def _plural(span: str) -> str:
    number, _, unit = span.partition(" ")
    return f"{number} {unit}" if number in {"1", "one"} else f"{number} {unit}s"


# --- what was found --------------------------------------------------------------------------------


def _found(work: Work, given: Sequence[str]) -> dict[str, Any]:
    """The outcomes that the title or the abstract says plainly went one way, by what was given."""
    went: dict[str, set[str]] = {}
    title = normal(work.title)
    told_in = [title] if _states_result(title) else []
    for sentence in (*told_in, *results(normal((work.abstract or "")[:_MAX_TEXT]))):
        for name, way in _outcomes_of(sentence, given):
            went.setdefault(name, set()).add(way)
    plain = [
        Outcome.model_validate({"name": name, "direction": _agreed(ways)})
        for name, ways in went.items()
        if _agreed(ways)
    ]
    return {"outcomes": tuple(plain[:_MOST_OUTCOMES])} if plain else {}


def _states_result(title: str) -> bool:
    """Whether a title tells what was found, and not what was looked for."""
    if "?" in title or _pattern("no_result").search(title) or _pattern("given.lead").search(title):
        return False
    wording = grade(title, "en")
    return wording.strength is Strength.CAUSAL or wording.negated is Strength.CAUSAL


def _agreed(ways: set[str]) -> str:
    """The one way that all sentences tell; "" where they differ, or one of them is not clear."""
    if len(ways) == 1 and _UNCLEAR not in ways:
        return next(iter(ways))
    return "better" if ways == {"better", "improved"} else ""


def results(abstract: str) -> Iterator[str]:
    """The sentences of an abstract that tell results: by its headings, else by their words."""
    inside: bool | None = None
    for sentence in _SENTENCE.split(abstract):
        text = sentence
        if headed := _HEADING.match(sentence):
            if _pattern("result_headings").match(headed["heading"]):
                inside, text = True, headed["rest"]
            elif _pattern("other_headings").match(headed["heading"]):
                inside, text = False, headed["rest"]
        if inside is False or _pattern("no_result").search(text):
            continue
        if _pattern("result_words").search(text):
            yield text


def _outcomes_of(sentence: str, given: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Outcomes with the way that they went, clause by clause, where what was given is named."""
    known = outcomes()
    start, parts = 0, []
    for cut in _CLAUSE.finditer(sentence):
        parts.append(sentence[start : cut.start()])
        start = cut.start()
    parts.append(sentence[start:])
    acts = False
    for part in parts:
        named = {substances()[m.id].name() for m in find_substances(part)}
        related = {substances()[m.id].form_of for m in find_substances(part)}
        ours = {known_.id for name in given if (known_ := substance(name)) is not None}
        acts = bool(named & set(given) or related & ours or _pattern("treated").search(part)) or (
            acts and not named
        )
        mentions = [m for m in find_outcomes(part) if _is_measured(part, m)]
        if not mentions:
            continue
        way = _way(part, [part[m.start : m.end] for m in mentions])
        if way and not acts:
            # Nobody is named: that nothing happened takes back what another sentence says.
            way = _UNCLEAR if way == "no_difference" else ""
        if way:
            yield from ((known[m.id].name(), way) for m in mentions)


def _is_measured(part: str, mention: FoundName) -> bool:
    """Whether a name is of what was measured: not of who took part, nor a part of another word."""
    words = part[mention.start : mention.end].lower()
    before, behind = part[max(0, mention.start - _NEAR) : mention.start], part[mention.end :]
    vague = words in load_data("recorded.toml")["vague"]
    if vague or _pattern("people").search(before) or behind.startswith("-"):
        return False
    return not (_pattern("model").match(behind) or before.endswith("-"))


def _way(part: str, surfaces: Sequence[str]) -> str:
    """Which way the outcomes of a clause went; "" where its words do not say so plainly."""
    if _pattern("not_significant").search(part):
        # "no difference in X" beside something that did change tells too much at once.
        return "no_difference" if told(part, surfaces) in {None, Direction.NO_EFFECT} else ""
    if _pattern("large_p").search(part):
        return ""
    wording = grade(part, "en")
    if wording.hedged and not wording.reported:
        return ""
    direction = told(part, surfaces)
    return _FOUND.get(direction, "") if direction is not None else ""
