"""Whether a proposed sentence passes: it is graded and judged as if it stood in the article."""

from collections import ChainMap
from dataclasses import replace

from magclaims.judge.advice.fit import same_words
from magclaims.judge.advice.sentences import WorkPhrase
from magclaims.judge.claim.naming import named_substances
from magclaims.judge.link.comparators import is_against_another
from magclaims.judge.verdict.assess import assess
from magclaims.judge.verdict.bench import Bench, OwnWords
from magclaims.judge.words import words
from magclaims.lexicon.people import people
from magclaims.lexicon.wording import NotGraded, grade
from magclaims.model.local_text import local
from magclaims.model.registry import (
    Claim,
    Direction,
    Kind,
    Occurrence,
    Strength,
    Subject,
    Verdict,
)
from magclaims.model.values import dataclass

GOOD = frozenset({Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED})


@dataclass(frozen=True, slots=True)
class Proven:
    """A sentence that passes."""

    text: str
    partly: bool
    """It is carried in part."""
    rows: tuple[str, ...] = ()
    """The policy rows of the work that carries it."""
    unread: bool = False
    """Nobody has noted what the work says on it: the sentence is as good as it can be until then."""
    whole: bool = True
    """It says of those who were studied all that the registry says."""


def as_worded(occurrence: Occurrence, claim: Claim, sentence: str, language: str) -> Occurrence:
    """The occurrence as it would be with this sentence in its place.

    Raises:
        NotGraded: There is no wording pack for the language.
    """
    wording = grade(sentence, language)
    subjects = wording.subjects
    if wording.invokes_people and Subject.HUMAN not in subjects:
        subjects = (Subject.HUMAN, *subjects)
    named = named_substances(claim.about.substance, sentence, language)
    return occurrence.model_copy(
        update={
            "quote": sentence,
            "strength": wording.strength,
            "hedged": wording.hedged,
            "therapeutic": wording.therapeutic,
            "subjects": subjects,
            "reported": wording.reported,
            "substance": tuple(local(name) for name in named),
        }
    )


def prove(
    bench: Bench,
    claim: Claim,
    occurrence: Occurrence,
    sentence: str,
    key: str,
    *,
    denies: bool = False,
) -> Proven | None:
    """The sentence where it passes in the place of an occurrence; None where it does not.

    It cites the work `key`, which is added to the article's list; `denies`: it tells that nothing was found.
    """
    article = bench.dossier.articles.get(occurrence.article)
    if article is None:
        return None
    try:
        worded = as_worded(occurrence, claim, sentence, article.language)
    except NotGraded:
        return None
    if worded.strength is Strength.NONE and not denies:
        return None  # what asserts nothing tells nothing of a study
    worded = worded.model_copy(update={"cites": (key,)})
    references = ChainMap({}, bench.references)
    if key in references:
        references[key] = references[key].model_copy(update={"keywords": ()})
    listed = article.model_copy(update={"references": (*article.references, key)})
    articles = ChainMap({occurrence.article: listed}, bench.dossier.articles)
    (judged,) = assess(
        claim.model_copy(update={"occurrences": (worded,)}),
        replace(
            bench,
            dossier=bench.dossier.model_copy(update={"articles": articles}),
            references=references,
            marked=frozenset(),  # it carries a mark itself
        ),
        [OwnWords(named=people(sentence, article.language))],
    ).occurrences
    unread = judged.verdict is Verdict.UNVERIFIED
    if judged.verdict not in GOOD and not unread:
        return None
    link = next((x for x in judged.links if x.evidence.reference == key), None)
    partly = judged.verdict is Verdict.PARTLY_SUPPORTED
    return Proven(sentence, partly, link.rows if link else (), unread)


def restated(
    bench: Bench, claim: Claim, occurrence: Occurrence, work: WorkPhrase, sentence: str | None
) -> Proven | None:
    """What a work found other than a claim says, as a sentence that passes once the claim says so, too.

    It shows the opposite, nothing, another form, or no comparison; the article's own sentence is no proposal.
    """
    if work.is_foreign or (is_against_another(work.study) and not work.nothing):
        return None
    english = replace(work, words=words("en"), cited=False).findings
    way = Direction.NO_EFFECT if work.nothing else None
    kind = Kind.STUDY_RESULT if claim.kind is Kind.COMPARISON else claim.kind
    about = claim.about.model_copy(update={"substance": tuple(map(local, work.given))})
    told: dict[str, object] = {"direction": way, "kind": kind, "about": about}
    for (text, whole), (meaning, _) in zip(work.findings, english, strict=False):
        now = claim.model_copy(update={**told, "statement": local(meaning)})
        if same_words(text, sentence):
            continue
        key = work.evidence.reference
        found = prove(bench, now, occurrence, text, key, denies=work.nothing)
        if found and not found.unread:
            return replace(found, whole=whole)
    return None
