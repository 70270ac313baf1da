"""What kind of study a work is, told from its title, abstract, publication types and MeSH.

Every cue that is found votes for one or more of seven classes (`study_cues`); the class with most
points becomes the design and the subjects, and the reasons name the words that decided. The rules
that no votes can overrule:

- MeSH "Animals" without "Humans" is hard: such a work is never a study in people.
- A missing tag proves nothing, and a missing abstract leaves the study unchecked: a title alone
  names a design only where its own words do, with low confidence.
- A protocol is not a trial: its design is None.
- "Review" never contradicts a systematic review.

Confidence: `none` (no design is named), `low` (title only; or the next class is within 1.5 points;
or a study in people whose record does not rule out that they were assigned at random), `medium`
(1.5-5 points ahead), `high` (more than 5 points ahead, or the hard tag). Animals and cells share one
design, so a near tie between these two leaves the design sure.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, get_args

from magclaims.knowledge.characters import normalise
from magclaims.knowledge.data import word_set
from magclaims.model.finding import Reason
from magclaims.model.registry import Design, Subject
from magclaims.model.values import dataclass
from magclaims.study.cues import (
    CLASSES,
    CueFound,
    StudyClass,
    cues,
    heading,
    normal,
    score,
    species_in,
    tables,
    tag_hits,
    word_hits,
)
from magclaims.study.sizes import size_in

_ids = partial(word_set, "study_cues.toml", "together")
"""Cues that say one thing together."""

Confidence = Literal["none", "low", "medium", "high"]
MAX_TITLE = 2_000
MAX_ABSTRACT = 20_000
"""Longer texts are cut: the design stands at the beginning of an abstract."""
_TITLE_MARGIN = 1.5
"""Points that a title alone must give to one class over the next."""
_MEDIUM, _HIGH = 1.5, 5.0
_TITLE_HINT = 2.0
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class StudyProfile:
    """What a record says about the study behind it."""

    design: Design | None
    """None for a protocol, a letter, or where nothing is known."""
    subjects: tuple[Subject, ...]
    """The first is the main one; empty where nothing is known."""
    species: tuple[str, ...]
    """Animals that the text names, where the study is on animals."""
    sample_size: int | None
    """What the text says, never checked: the reason `sample_size` has the words."""
    confidence: Confidence
    reasons: tuple[Reason, ...]
    likely: StudyClass | None = None
    """The class with most points, also where it is too weak for a design."""
    hits: tuple[CueFound, ...] = ()
    """Every cue that voted."""
    only_animals: bool = False
    """MeSH says "Animals" and not "Humans"."""
    only_humans: bool = False
    """MeSH says "Humans" and not "Animals"."""
    has_abstract: bool = False


def infer(
    title: str,
    abstract: str | None = None,
    publication_types: Iterable[str] = (),
    mesh: Iterable[str] = (),
) -> StudyProfile:
    """Tell what kind of study a record reports; never an error, whatever the text.

    `publication_types` are PubMed's; of MeSH headings, qualifiers after a slash and asterisks are ignored.
    """
    title = " ".join(normalise(title[:MAX_TITLE]).text.split())
    abstract = " ".join(normalise((abstract or "")[:MAX_ABSTRACT]).text.split())
    types, headings = list(publication_types), list(mesh)
    hits = (*word_hits(title, abstract), *tag_hits(types, headings))
    checks = {heading(value) for value in headings}
    only_animals = "animals" in checks and "humans" not in checks
    only_humans = "humans" in checks and "animals" not in checks
    totals = _weighed(hits, only_animals=only_animals, only_humans=only_humans)
    first, margin, lead = _leading(totals)
    tagged = any(hit.where in ("publication type", "MeSH") for hit in hits) or only_animals
    title_only = not abstract and not tagged
    if title_only and (margin < _TITLE_MARGIN or not _spoken(hits, first)):
        return StudyProfile(
            None, (), (), None, "none", (_TITLE_ONLY,), first if hits else None, hits
        )
    text = f"{title}. {abstract}"
    subjects = _subjects(first, totals, hits)
    if only_animals and subjects == (Subject.HUMAN,):
        subjects = (Subject.ANIMAL,)
    size = None if first in ("review", "systematic_review", "other") else size_in(text)
    reasons = [*_reasons(first, hits, only_animals=only_animals)]
    if title_only:
        reasons.append(_TITLE_ONLY)
    if size is not None:
        reasons.append(Reason(code="sample_size", text=f"the text says “{size[1]}”"))
    design = _design(first, hits, text)
    profile = StudyProfile(
        design=design,
        subjects=subjects,
        species=species_in(text) if Subject.ANIMAL in subjects else (),
        sample_size=size[0] if size else None,
        confidence=_confidence(design, lead, title_only=title_only, hard=only_animals),
        reasons=tuple(reasons),
        likely=first,
        hits=hits,
        only_animals=only_animals,
        only_humans=only_humans,
        has_abstract=bool(abstract),
    )
    if first == "human" and _other_class(["rct"], profile) != "human":
        # Abstracts of trials often leave out how people were assigned.
        return replace(profile, confidence=min(profile.confidence, "low", key=_CONFIDENCES.index))
    return profile


def _weighed(
    hits: Sequence[CueFound], *, only_animals: bool, only_humans: bool
) -> dict[StudyClass, float]:
    """The points of each class, by the cues and by MeSH's check tags."""
    totals = score(hits)
    if only_animals:
        # What the text says of a trial was then done with animals.
        totals["animal"] = max(totals["animal"] + 3, totals["rct"], totals["human"])
        totals["rct"] = totals["human"] = float("-inf")
    if only_humans:
        totals["animal"] -= 4
    return totals


def _leading(totals: Mapping[StudyClass, float]) -> tuple[StudyClass, float, float]:
    """The class with most points, by how much it leads, and by how much any other design's class."""
    first, second = sorted(CLASSES, key=lambda name: totals[name], reverse=True)[:2]
    rivals = [name for name in CLASSES if name != first and {name, first} != _LABORATORY]
    return first, totals[first] - totals[second], totals[first] - max(totals[r] for r in rivals)


_CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
_LABORATORY: frozenset[StudyClass] = frozenset({"animal", "in_vitro"})
"""Two classes of one design: a near tie between them leaves the design sure."""
_TITLE_ONLY = Reason(code="title_only", text="not checked: no abstract, no MeSH")
_HUMAN_DESIGNS = (
    Design.CASE_REPORT_OR_SERIES,
    Design.COHORT,
    Design.CASE_CONTROL,
    Design.CROSS_SECTIONAL,
    Design.UNCONTROLLED_TRIAL,
    Design.CONTROLLED_CLINICAL_TRIAL,
)


def _spoken(hits: Iterable[CueFound], name: StudyClass) -> bool:
    """Whether a cue itself speaks for the class, with more than a hint."""
    return any(hit.votes.get(name, 0) >= _TITLE_HINT for hit in hits)


def _confidence(
    design: Design | None, margin: float, *, title_only: bool, hard: bool
) -> Confidence:
    if design is None:
        return "none"
    if title_only:
        return "low"
    if hard or margin > _HIGH:
        return "high"
    return "medium" if margin >= _MEDIUM else "low"


def _design(name: StudyClass, hits: Sequence[CueFound], text: str) -> Design | None:
    """The design that stands for a class; for people without randomisation, the best named one."""
    match name:
        case "rct":
            return Design.RANDOMIZED_CONTROLLED_TRIAL
        case "animal" | "in_vitro":
            return Design.LABORATORY_EXPERIMENT
        case "review":
            return Design.NARRATIVE_REVIEW
        case "systematic_review":
            pooled = re.search(r"\bmeta-?\s?analy|\bpooled\b", normal(text))
            return Design.META_ANALYSIS if pooled else Design.SYSTEMATIC_REVIEW
        case "human":
            return _human_design(hits)
        case _:
            return None


def _human_design(hits: Sequence[CueFound]) -> Design:
    points = dict.fromkeys(_HUMAN_DESIGNS, 0.0)
    for hit in hits:
        if hit.design is not None:
            points[hit.design] += hit.votes["human"]
    best = max(_HUMAN_DESIGNS, key=lambda design: points[design])
    if points[best] > 0:
        return best
    # Nothing names the design. A comparison with placebo or a control group, without "random", was
    # controlled; otherwise people were looked at once, which claims least.
    compared = any(hit.votes.get("rct", 0) > 0 and hit.id in _ids("compared") for hit in hits)
    return Design.CONTROLLED_CLINICAL_TRIAL if compared else Design.CROSS_SECTIONAL


def _subjects(
    name: StudyClass, totals: dict[StudyClass, float], hits: Sequence[CueFound]
) -> tuple[Subject, ...]:
    match name:
        case "rct" | "human":
            return (Subject.HUMAN,)
        case "animal":
            cultured = any(h.id in _ids("cultured") for h in hits)
            both = cultured and totals["in_vitro"] >= _CELLS_TOO
            return (Subject.ANIMAL, Subject.IN_VITRO) if both else (Subject.ANIMAL,)
        case "in_vitro":
            return (Subject.IN_VITRO,)
        case "systematic_review":
            animals, people = _spoken_for(hits, "animal"), _spoken_for(hits, "human")
            return (Subject.ANIMAL,) if animals > people else (Subject.HUMAN,)
        case _:
            return (Subject.NONE,)


_CELLS_TOO = 6.0
"""Points for `in_vitro` from which an animal study is one on cells too."""


def _spoken_for(hits: Iterable[CueFound], name: StudyClass) -> float:
    """Points in favour of a class; those against it left out."""
    return sum(max(hit.votes.get(name, 0.0), 0.0) for hit in hits)


def _reasons(name: StudyClass, hits: Sequence[CueFound], *, only_animals: bool) -> Iterable[Reason]:
    """The hard rules first, then the words that gave the class most points."""
    if only_animals:
        yield Reason(code="mesh_animals", text="MeSH: “Animals” without “Humans”")
    if name == "other" and any(hit.id in _ids("protocol") for hit in hits):
        yield Reason(code="protocol", text="a protocol is not a trial: nothing has been found yet")
    speaking = sorted(
        (h for h in hits if h.votes.get(name, 0) > 0 and not (h.absent or h.quiet)),
        key=lambda h: h.votes[name],
        reverse=True,
    )
    meaning = cues().meaning[name]
    for hit in speaking[:_SHOWN]:
        where = {"text": "title or abstract"}.get(hit.where, hit.where)
        yield Reason(code=f"cue_{hit.id}", text=f"{where}: “{hit.words}” ({meaning})")
    if not speaking:
        yield Reason(code="no_cue", text=f"nothing says more than the usual case ({meaning})")


def contradicts(
    declared_design: Design | None, declared_subjects: Sequence[Subject], profile: StudyProfile
) -> tuple[Reason, ...]:
    """What in the record speaks against a declared design or declared subjects.

    Only what the record says counts, never what it lacks: a title alone contradicts the subjects
    where it names the animals, and nothing else. Reasons have the record's own words.
    """
    people = tuple(declared_subjects) == (Subject.HUMAN,) or (
        not declared_subjects and declared_design is Design.RANDOMIZED_CONTROLLED_TRIAL
    )
    if people and profile.only_animals:
        return (Reason(code="declared_human", text="MeSH: “Animals” without “Humans”"),)
    if not profile.has_abstract:
        animals = [h for h in profile.hits if h.id == "title_in_animals"] if people else []
        return tuple(Reason(code="declared_human", text=f"title: “{hit.words}”") for hit in animals)
    allowed = tables()["allowed"].get(declared_design)
    if allowed is None:
        if not people:
            return _against_animals(declared_subjects, profile)
        allowed = [name for name in CLASSES if name not in _LABORATORY]
    found = _other_class(allowed, profile)
    if found is None:
        return _against_animals(declared_subjects, profile)
    code = "declared_human" if people and found in ("animal", "in_vitro") else "declared_design"
    return tuple(
        Reason(code=code, text=reason.text)
        for reason in _reasons(found, profile.hits, only_animals=False)
    )


def _against_animals(declared: Sequence[Subject], profile: StudyProfile) -> tuple[Reason, ...]:
    """Declared as animals or cells alone, and MeSH knows people only."""
    laboratory = {Subject.ANIMAL}
    if declared and set(declared) <= laboratory and profile.only_humans:
        return (Reason(code="declared_animal", text="MeSH: “Humans” without “Animals”"),)
    return ()


def _other_class(allowed: Collection[StudyClass], profile: StudyProfile) -> StudyClass | None:
    """The class that clearly beats the declared ones on what the record says."""
    totals = score(profile.hits, positive_only=True)
    if profile.only_humans:
        totals["animal"] -= 4
    declared = max(totals[name] for name in allowed)
    others = [name for name in CLASSES if name not in allowed and _named(name, profile)]
    for found in sorted(others, key=lambda name: totals[name], reverse=True):
        needed = _needed(found, allowed, profile)
        if needed is not None and totals[found] - declared > needed:
            return found
    return None


def _named(name: StudyClass, profile: StudyProfile) -> bool:
    """Whether words of the record, that a person would accept as a reason, speak for the class."""
    least = tables()["least"][name]
    return any(h.votes.get(name, 0) >= least and not (h.absent or h.quiet) for h in profile.hits)


def _needed(
    found: StudyClass, allowed: Collection[StudyClass], profile: StudyProfile
) -> float | None:
    """The margin that a class needs over the declared ones; None where none is enough."""
    margin: Mapping[str, float] = tables()["margin"]
    if found != "human" or "rct" not in allowed:
        return margin[found]
    ids = {hit.id for hit in profile.hits}
    if ids & _ids("at_random") and "not_random" not in ids:
        return None
    if not ids & _ids("controlled"):
        if "no_random" in ids:
            return margin["never_random"]
    elif ids & _ids("blinded") and not ids & {"no_random", "not_random"}:
        return None  # chance and blinding are both named: a trial, whatever else it speaks of
    named = any(hit.design for hit in profile.hits if hit.id not in _ids("vague"))
    return margin[found] if named else margin[found] + 2
