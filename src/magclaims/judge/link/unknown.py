"""What nobody noted, where the sentence leans on it: it bounds the verdict to a part, with a question.

Registries of others lack most of what is optional. A review is then of trials, of cohorts or of mice; a
page may be a paper or a brochure; what a study measured may be something else. Where it could be either,
nothing is guessed, and it is not fine either. What a record, a title, a quotation or a rating tells is
known, though no field holds it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial

from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.claim.harm import is_harms
from magclaims.judge.link.cited import CitedWork
from magclaims.judge.link.says import said as left_by
from magclaims.knowledge import find_outcomes, outcome, relation
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.knowledge.memory import remembered
from magclaims.lexicon.wording import grade
from magclaims.model.identifiers import host_of
from magclaims.model.registry import Direction, Evidence, Kind, Level, Reference, Strength, Subject
from magclaims.model.values import dataclass
from magclaims.study.published import certainty_of, tells_of_trials

_table = partial(load_data, "unknown.toml")
_WORKS = frozenset(
    {Level.HUMAN, Level.COMBINED_FORMULA, Level.SYSTEMATIC_REVIEW, Level.ANIMAL, Level.IN_VITRO}
)
"""Levels of works that studied something, or reviewed works that did."""
_OF_OUTCOMES = frozenset({Kind.EFFECT, Kind.STUDY_RESULT, Kind.COMPARISON})
_STEM = 4
_WORD = re.compile(r"[^\W\d_]+")
_RELATIONS = frozenset({"causal", "soft", "correlational", "fragment", "treatment"})
_SAID = frozenset({"asserted", "weakened", "softened", "denied"})


@dataclass(frozen=True, slots=True)
class Unknown:
    """What nobody noted of a link."""

    tags: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()
    """Outcomes that the sentence names and the source is not known to have looked at."""


def what_is_unknown(said: Asserted, source: CitedWork, evidence: Evidence) -> Unknown:
    """What the sentence leans on and nobody noted.

    Returns:
        `review_unknown`, `publication_unknown`, and one of `outcome_not_named`, `outcome_unsaid` and
        `outcome_unread`, where they hold.
    """
    if evidence.level not in _WORKS | {Level.AUTHORITY}:
        return Unknown()
    tags = set()
    if evidence.level is Level.SYSTEMATIC_REVIEW and _is_unknown_review(said, source, evidence):
        tags.add("review_unknown")
    if evidence.level in _WORKS and not _is_published(source):
        tags.add("publication_unknown")
    outcomes = _outcomes(said, source, evidence)
    return Unknown(frozenset({*tags, *outcomes.tags}), outcomes.named)


def _is_unknown_review(said: Asserted, source: CitedWork, evidence: Evidence) -> bool:
    """Whether the sentence says more than any review in people carries, and nobody knows of what it is."""
    study, work = source.study, source.work
    what = source.reviewed
    studied = (what and what.subjects) or (study.subjects if study is not None else ())
    if (what is not None and what.designs) or (studied and Subject.HUMAN not in studied):
        return False
    in_people = Subject.HUMAN in studied
    if in_people and (said.safety or said.strength <= Strength.CORRELATIONAL):
        return False
    # What was rated, compared or given in an amount was not watched.
    given = study is not None and (study.comparator or study.dose or study.duration)
    abstract = work.abstract if work else None
    if given or certainty_of(study, evidence.says, abstract) is not None:
        return False
    noted = [study.population, study.note] if study is not None else []
    told = (str(text) for text in (*source.titles, abstract, evidence.says, *noted) if text)
    return not tells_of_trials(*told)


def _is_published(source: CitedWork) -> bool:
    """Whether anything tells that a work was published: an identifier, a record, a journal, a body."""
    reference, study, identity = source.reference, source.study, source.identity
    if reference is None or (study is not None and study.status is not None):
        return True
    if identity is not None and identity.confirmed:
        return True
    return any(_marks_of_publishing(reference))


def _marks_of_publishing(reference: Reference) -> Iterator[str | None]:
    yield from (reference.doi, reference.pmid, reference.pmcid, reference.arxiv)
    yield from (reference.bookshelf, reference.journal, reference.publisher)
    host = host_of(reference.url) if reference.url else ""
    yield host if any(host == h or host.endswith(f".{h}") for h in _table()["hosts"]) else ""
    yield from (reference.raw.get(name) for name in ("isbn", "booktitle", "school", "institution"))


def _outcomes(said: Asserted, source: CitedWork, evidence: Evidence) -> Unknown:
    """Whether what the sentence says is among what the source is known to have looked at."""
    if said.kind not in _OF_OUTCOMES or said.safety or said.strength is Strength.NONE:
        return Unknown()
    study = source.study
    noted = [outcome.name for outcome in study.outcomes] if study is not None else []
    claimed = said.claim.about.outcome
    quoted = [found.id for found in find_outcomes(str(evidence.says))] if evidence.says else []
    looked_at = [*noted, *quoted]
    if not noted and not evidence.says:
        return _unread(said, source, evidence)
    if not noted:
        return _quoted(said, evidence, quoted)
    stated = asserted_outcomes(said.claim.statement)
    apart = [id_ for id_ in stated if not _any_near([id_], [*claimed, *looked_at])]
    if apart:
        called = (known.name() if (known := outcome(id_)) else id_ for id_ in dict.fromkeys(apart))
        return Unknown(frozenset({"outcome_not_named"}), tuple(called))
    plain = fold(said.claim.statement)
    if said.direction is Direction.NO_EFFECT and not any(find_outcomes(said.claim.statement)):
        return Unknown()  # "did nothing": what was measured is what it says
    if not claimed and not stated and not any(fold(str(name)) in plain for name in noted):
        return Unknown(frozenset({"outcome_unsaid"}))
    return Unknown()


def _quoted(said: Asserted, evidence: Evidence, quoted: Sequence[str]) -> Unknown:
    """Whether the few words that are quoted are of what the sentence says."""
    says, claimed = evidence.says, said.claim.about.outcome
    if says is None or not claimed or left_by(says):
        return Unknown()
    near = {relation(name, other) for name in claimed for other in quoted} - {"other"}
    if near == {"surrogate"}:  # "less dental plaque", of a claim on caries
        return Unknown(frozenset({"outcome_not_named"}), tuple(map(str, claimed)))
    if near:
        return Unknown()
    # What no vocabulary has is compared by its words, where both are of one language.
    ours = [("en", said.claim.statement), ("en", " ".join(map(str, claimed)))]
    ours += [(said.language[:2], said.occurrence.quote)]
    texts = [text for language, text in ours if language == says.language]
    taken = _stems(" ".join(map(str, said.substances)))
    if not texts or _stems(str(says)) & (_stems(" ".join(texts)) - taken):
        return Unknown()
    return Unknown(frozenset({"outcome_not_named"}), tuple(map(str, claimed)))


def _stems(text: str) -> frozenset[str]:
    """The beginnings of its longer words."""
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(text)) if len(word) >= _STEM)


def _unread(said: Asserted, source: CitedWork, evidence: Evidence) -> Unknown:
    """Whether all that is known of a work is its record, and that names nothing of the claim."""
    work, claimed = source.work, said.claim.about.outcome
    if evidence.says or evidence.missing or work is None or not work.abstract or not claimed:
        return Unknown()
    text = f"{work.title}. {work.abstract}"
    plain = fold(text)
    if any(fold(str(name)) in plain for name in claimed):
        return Unknown()
    if _any_near(claimed, [found.id for found in find_outcomes(text)]):
        return Unknown()
    return Unknown(frozenset({"outcome_unread"}), tuple(str(name) for name in claimed))


def _any_near(names: Iterable[str], others: Sequence[str]) -> bool:
    return any(relation(name, other) != "other" for name in names for other in others)


@remembered
def asserted_outcomes(statement: str) -> tuple[str, ...]:
    """The outcomes that an English statement says something of, as ids of the vocabulary.

    In "X improves sleep in people with anxiety" it is sleep: the anxiety tells of whom.
    """
    verbs = [c for c in grade(statement, "en").cues if c.kind in _RELATIONS and c.status in _SAID]
    found = []
    for mention in find_outcomes(statement):
        before = max((c.end for c in verbs if c.end <= mention.start), default=None)
        if before is None or is_harms(mention.id):
            continue
        if not _context().search(statement[before : mention.start]):
            found.append(mention.id)
    return tuple(dict.fromkeys(found))


def speaks_of_studies(text: str, language: str) -> bool:
    """Whether a text tells of several studies: "studies show", "onderzoeken wijzen uit"."""
    pattern = _table()["several"].get(language.lower()[:2])
    return pattern is not None and re.search(pattern, text, re.IGNORECASE) is not None


def promises_cure(text: str, language: str) -> bool:
    """Whether a text says that something is cured; that a wound heals is none."""
    table = _table()["cure"]
    pattern = table["says"].get(language.lower()[:2])
    if pattern is None or re.search(table["sooner"], text, re.IGNORECASE):
        return False
    return re.search(pattern, text, re.IGNORECASE) is not None


def may_be_healed(outcomes: Iterable[str]) -> bool:
    """Whether what a claim is about heals by itself: a wound, a broken bone."""
    return any(re.search(_table()["cure"]["apart"], fold(name)) for name in outcomes)


def shows_cure(source: CitedWork) -> bool:
    """Whether a study looked for a cure: by the names of its outcomes, or by its record's words."""
    study = source.study
    measured = [outcome.name for outcome in study.outcomes] if study is not None else []
    work = source.identity.work if source.identity is not None else None
    told = [work.title, work.abstract or ""] if work is not None else []
    return any(re.search(_table()["cure"]["shown"], fold(text)) for text in (*measured, *told))


@cache
def _context() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_table()['context'])})(?!\w)", re.IGNORECASE)
