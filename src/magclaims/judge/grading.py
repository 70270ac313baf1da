"""Occurrences as the article words them: graded from its own sentence, where that can be."""

from collections.abc import Mapping

from magclaims.judge.naming import named_substances
from magclaims.lexicon.passages import Passage, passage
from magclaims.lexicon.wording import Wording
from magclaims.model.registry import (
    Claim,
    Dossier,
    Kind,
    Occurrence,
    Strength,
    Subject,
    local,
)
from magclaims.read.article.articles import ArticleText, Sentence
from magclaims.read.article.locate import Found

GRADED = frozenset(
    {Kind.EFFECT, Kind.STUDY_RESULT, Kind.MECHANISM, Kind.COMPARISON, Kind.GENERAL_KNOWLEDGE}
)
"""Kinds that assert a relation. A dose or a definition shares its sentence with one, as a rule, and
would be graded as that."""

Place = tuple[str, int]
"""A claim's id, and the index of one of its occurrences."""


def passages(
    dossier: Dossier,
    texts: Mapping[str, ArticleText],
    wordings: Mapping[str, Mapping[int, Wording]],
    found: Mapping[Place, Found | None],
) -> dict[Place, Passage]:
    """How the articles word the occurrences whose quotes stand in them.

    Args:
        dossier: The claims.
        texts: Article texts that are at hand, by article id.
        wordings: Their sentences as graded, by article id and index.
        found: Where each quote stands.
    """
    graded: dict[Place, Passage] = {}
    for claim in dossier.claims:
        for index, occurrence in enumerate(claim.occurrences):
            place = found.get((claim.id, index))
            wording = (
                wordings.get(occurrence.article, {}).get(place.sentence)
                if place is not None and claim.kind in GRADED
                else None
            )
            if place is None or wording is None:
                continue
            sentence = texts[occurrence.article].sentences[place.sentence].text
            # A quote that runs over the end of its first sentence takes that sentence's grade.
            start = sentence.find(place.text)
            end = start + len(place.text) if start >= 0 else start
            graded[claim.id, index] = passage(wording, start, end)
    return graded


def sentences(
    texts: Mapping[str, ArticleText], found: Mapping[Place, Found | None], dossier: Dossier
) -> dict[Place, Sentence]:
    """The sentences in which the quotes of occurrences begin."""
    return {
        (claim.id, index): texts[occurrence.article].sentences[place.sentence]
        for claim in dossier.claims
        for index, occurrence in enumerate(claim.occurrences)
        if (place := found.get((claim.id, index))) is not None
    }


def as_graded(occurrence: Occurrence, said: Passage) -> Occurrence | None:
    """The occurrence with what its text says; None where the text does not tell.

    What is declared stands where no words were found that assert anything: an editor reads more
    out of a sentence than a list of words does. Declared subjects are kept beside those that the
    sentence names ("in this animal study" may stand in the sentence before).
    """
    if not said.asserts and occurrence.strength > Strength.NONE:
        return None
    named = [
        subject
        for subject in (*occurrence.subjects, *said.subjects)
        if subject is not Subject.UNSTATED
    ]
    if named and said.invokes_people:
        named.append(Subject.HUMAN)  # "in rats it improves your memory"
    subjects = tuple(dict.fromkeys(named))
    return occurrence.model_copy(
        update={
            "strength": said.strength,
            "hedged": said.hedged,
            "therapeutic": said.therapeutic,
            "subjects": subjects or (Subject.UNSTATED,),
            "reported": occurrence.reported or said.reported,
        }
    )


def graded_occurrences(
    claim: Claim, said: Mapping[Place, Passage], within: Mapping[Place, Sentence]
) -> dict[int, Occurrence]:
    """The occurrences of a claim as their text was graded, by index; those of which it was."""
    found: dict[int, Occurrence] = {}
    for index, occurrence in enumerate(claim.occurrences):
        passage_ = said.get((claim.id, index))
        graded = as_graded(occurrence, passage_) if passage_ is not None else None
        if graded is None:
            continue
        sentence = within[claim.id, index]
        substances = named_substances(claim.about.substance, sentence.text, sentence.language)
        if substances and not occurrence.substance:
            graded = graded.model_copy(update={"substance": tuple(map(local, substances))})
        found[index] = graded
    return found
