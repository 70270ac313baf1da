"""Words of a sentence that go beyond any figure of a study: "for years" on twelve weeks, "the only thing that"."""

import re
from functools import cache

from magclaims.judge.claim.asserted import Asserted
from magclaims.knowledge.data import load
from magclaims.knowledge.keys import fold
from magclaims.knowledge.phrase_list import with_gaps
from magclaims.knowledge.small_words import denials
from magclaims.lexicon.word_list import words_of
from magclaims.model.registry import Design, Direction, Kind, Strength, Study
from magclaims.quantity.numbers import find_quantities

_GAP, _NEAR = 4, 3
"""Words that `..` stands for, and words before a phrase in which it is denied."""
_YEAR, _WEEK = 365, 7
"""Days: a study that lasted less shows nothing of years; one that lasted as long did not look within a day."""


_LONG, _LARGE = 300, 100
"""Days, and people: a study of less is none of years, and no large one."""
_SINGLE = frozenset({Design.RANDOMIZED_CONTROLLED_TRIAL, Design.CONTROLLED_CLINICAL_TRIAL})
_FOLLOWED = frozenset(
    {
        Design.COHORT,
        Design.CASE_CONTROL,
        Design.CROSS_SECTIONAL,
        Design.CASE_REPORT_OR_SERIES,
        Design.UNCONTROLLED_TRIAL,
    }
)


def words_beyond(said: Asserted, study: Study | None) -> str | None:
    """The words of a sentence that say more than a study looked at; None where none do, or nobody can tell.

    Only of what asserts something; of a study's time only where that is noted.
    """
    if study is None or said.strength is Strength.NONE:
        return None
    if said.occurrence.reported or said.kind is Kind.STUDY_RESULT:
        called = _called(said, study)
        if called is not None or said.occurrence.reported:
            return called
    safe = said.safety or said.direction is not Direction.NO_EFFECT
    if not safe:
        return None
    text, language = said.words, said.language[:2]
    lasted = _days(study.duration)
    beyond = {
        "long": lasted is not None and lasted < _YEAR,
        "at_once": lasted is not None and lasted >= _WEEK and not said.safety,
        "everyone": True,
        "only": True,
    }
    for name, holds in beyond.items():
        found = _phrases(name, language).search(text) if holds else None
        if found is None:
            continue
        # "Without danger in the long term" denies the danger, not the time.
        if said.safety or not _is_denied(text[: found.start()], language):
            return found.group()
    return None


def _called(said: Asserted, study: Study) -> str | None:
    """What a sentence calls a study that is none: "a ten-year study" of eight weeks, "a meta-analysis" that is one trial."""
    text, language = said.words, said.language[:2]
    lasted, people = _days(study.duration), study.sample_size
    wrong = {
        "lasting": lasted is not None and lasted < _LONG,
        "large": people is not None and people < _LARGE,
        "pooled": study.design in _SINGLE | _FOLLOWED and study.reviews is None,
        "drawn": study.design in _FOLLOWED,
    }
    for name in (name for name, holds in wrong.items() if holds):
        pattern = load("beyond.toml")["called"][name].get(language, "(?!)")
        found = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)
        if found is not None and not _is_denied(text[: found.start()], language):
            return found.group()
    return None


def _days(duration: str | None) -> int | None:
    """How long a study lasted at most, in days; None where that is not noted as a time."""
    times = [q for q in find_quantities(duration or "", "en") if q.dimension == "time"]
    return max((int(q.amounts[1]) for q in times), default=None)


def _is_denied(before: str, language: str) -> bool:
    """Whether a denial stands right before: "not permanently"."""
    return not denials("clauses", language).isdisjoint(words_of(fold(before))[-_NEAR:])


@cache
def _phrases(name: str, language: str) -> re.Pattern[str]:
    rows = load("beyond.toml")[name].get(language, ())
    written = "|".join(with_gaps(row, _GAP) for row in rows) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE)
