"""What a record's own words say beside what the registry declares: the study, and its figures.

Only positive evidence counts: a record that lacks an abstract or a tag contradicts nothing.
"""

import re
from typing import Literal

from magclaims.model.finding import Reason
from magclaims.model.registry import Level, Study, Subject, Tested
from magclaims.model.values import dataclass
from magclaims.model.work import Work
from magclaims.quantity.quantities import Quantity, compare, find_quantities
from magclaims.study import StudyProfile, infer
from magclaims.study.intervention import tested
from magclaims.study.profile import contradicts

SURE = frozenset({"medium", "high"})
"""Confidence from which an inferred study stands in for one that nobody entered."""
_PEOPLE = frozenset({Level.HUMAN, Level.COMBINED_FORMULA})

_DENIES = re.compile(
    r"\b(?:not(?! only)|no|neither|nor|without|never|cannot|failed to|fails to|lack of|absence of|"
    r"unlikely to)\b",
    re.IGNORECASE,
)
_NEAR_WORDS = 4
_CLAUSE = 100
"""Words and characters before a quotation among which a denial is looked for."""
_MOST_WORDS = 60
_MAX_TEXT = 50_000
_WHOLE_NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?![\d,]*\d)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Whether the words under `says` stand in the abstract."""

    result: Literal["found", "other_number", "denied", "not_found"]
    words: str = ""
    """What the abstract has instead, where a number differs or the words are denied."""


def profile_of(work: Work) -> StudyProfile:
    """What the record says of its study."""
    return infer(work.title, work.abstract, work.publication_types, work.mesh)


def inferred(work: Work) -> Study | None:
    """The study as its record tells it; None where the record is not clear enough.

    What was given is left out: a text names substances for many reasons.
    """
    profile = profile_of(work)
    if profile.confidence not in SURE or not profile.subjects:
        return None
    known = tuple(name for name in ("design", "subjects", "species") if getattr(profile, name))
    return Study(**{name: getattr(profile, name) for name in known}, from_record=known)


def against_study(study: Study, work: Work) -> tuple[Reason, ...]:
    """What the record says against the declared design, subjects, species or ingredients."""
    profile = profile_of(work)
    found = list(contradicts(study.design, study.subjects, profile))
    if Subject.ANIMAL in study.subjects and not found:
        declared = {_stem(name) for name in study.species}
        named = {_stem(name) for name in profile.species}
        if declared and named and not any(d in n or n in d for d in declared for n in named):
            words = ", ".join(profile.species)
            found.append(Reason(code="declared_species", text=f"the record names {words}"))
    if len(study.ingredients) == 1 and work.abstract:
        what = tested(work.title, work.abstract, study.ingredients)
        if what.tested is Tested.COMBINED_FORMULA:
            found.extend(Reason(code="declared_single", text=r.text) for r in what.reasons[:2])
    return tuple(found)


def against_level(level: Level, work: Work) -> tuple[Reason, ...]:
    """What the record says against a level about people or animals."""
    if level in _PEOPLE:
        return contradicts(None, (Subject.HUMAN,), profile_of(work))
    if level is Level.ANIMAL:
        return contradicts(None, (Subject.ANIMAL,), profile_of(work))
    return ()


def other_size(study: Study, work: Work) -> int | None:
    """The sample size that the text states, where the declared one is nowhere in it.

    An abstract often counts more than once: screened, randomised, completed, analysed.
    """
    stated = profile_of(work).sample_size
    if not study.sample_size or not stated or stated == study.sample_size:
        return None
    text = f"{work.title} {work.abstract or ''}"
    numbers = {int(n.replace(",", "")) for n in _WHOLE_NUMBER.findall(text)}
    return None if study.sample_size in numbers else stated


def quoted(says: str, work: Work) -> Quotation | None:
    """Look for the words or the figure under `says` in the title and abstract; None where there is no abstract.

    Found: the very words, not denied there ("did not improve sleep" does not say "improve sleep");
    or every figure of `says`. One figure that counts the same things differently is another number.
    """
    if not work.abstract:
        return None
    text = f"{work.title}. {work.abstract}"[:_MAX_TEXT]
    words = re.findall(r"\w+", says)[:_MOST_WORDS]
    if not words:
        return Quotation("not_found")
    verbatim = re.compile(r"\b" + r"[\W_]+".join(map(re.escape, words)) + r"\b", re.IGNORECASE)
    denials = [_denial(text, match) for match in verbatim.finditer(text)]
    if denials and (None in denials or _DENIES.search(says)):
        return Quotation("found")
    if denials:
        return Quotation("denied", denials[0] or "")
    return _figures(says, text)


def _denial(text: str, match: re.Match[str]) -> str | None:
    """The words from "not" to the end of a match, where its own clause denies it."""
    clause = re.split(r"[,;:.()]", text[max(0, match.start() - _CLAUSE) : match.start()])[-1]
    near = " ".join(clause.split()[-_NEAR_WORDS:])
    denied = _DENIES.search(near)
    return f"{near[denied.start() :]} {match[0]}" if denied else None


def _figures(says: str, text: str) -> Quotation:
    """Whether the abstract has every figure of `says`."""
    ours = [q for q in find_quantities(says, "en") if q.dimension]
    theirs = find_quantities(text, "en")
    found = []
    for quantity in ours:
        outcomes = [(compare(quantity, other).outcome, other) for other in theirs]
        found.append(any(outcome == "same" for outcome, _ in outcomes))
        differing = [other for outcome, other in outcomes if outcome.startswith("claimed_")]
        same_thing = [other for other in differing if _same_noun(quantity, other)]
        if same_thing and not found[-1]:
            return Quotation("other_number", same_thing[0].text)
    return Quotation("found" if found and all(found) else "not_found")


def _same_noun(ours: Quantity, theirs: Quantity) -> bool:
    return ours.dimension == "count" and bool(
        set(ours.noun.casefold().split()) & set(theirs.noun.casefold().split())
    )


def _stem(name: str) -> str:
    word = re.sub(r"[^a-z]+", " ", name.casefold()).strip().split(" ")[-1] if name else ""
    return {"mice": "mouse", "murine": "mouse"}.get(word, word.removesuffix("s"))
