"""TXT: one claim in two places: a hedge that was lost, numbers that differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from magclaims.judge.case import Case
from magclaims.judge.rule import Hit, rule
from magclaims.model.finding import Severity
from magclaims.model.registry import Claim, Kind, Occurrence, Strength, Subject

if TYPE_CHECKING:
    from magclaims.quantity.quantities import Quantity
    from magclaims.read.article.articles import ArticleText
    from magclaims.read.article.locate import QuotePlace

_NAMED = frozenset({Subject.HUMAN, Subject.ANIMAL, Subject.IN_VITRO})


@rule("TXT011", Severity.WARNING, scope="article")
def hedge_lost(case: Case) -> Iterator[Hit]:
    """A claim is hedged in one place and a fact in another.

    What: One occurrence is hedged ("may", "suggests"), another one of the same claim says it as a
        fact, about nobody else. A note where the first one only has softer words ("supports").
    Why: The reader takes the stronger sentence home.
    Instead: Hedge both.
    """
    from magclaims.judge.articles.grading import GRADED

    for claim in case.dossier.claims:
        if claim.kind not in GRADED:
            continue
        judged = [
            assessed
            for assessed in case.assessments[claim.id].occurrences
            if case.found.get((claim.id, assessed.index)) is not None
        ]
        weak = [
            a
            for a in judged
            if a.occurrence.strength in {Strength.CORRELATIONAL, Strength.CONDITIONAL}
        ]
        for assessed in judged:
            occurrence = assessed.occurrence
            comparable = [other for other in weak if _as_wide(occurrence, other.occurrence)]
            if occurrence.strength is not Strength.CAUSAL or not comparable:
                continue
            softer = next((o for o in comparable if o.occurrence.hedged), comparable[0])
            hedged = softer.occurrence.hedged
            place = case.at_occurrence(claim, softer.index).location
            yield Hit(
                case.at_occurrence(claim, assessed.index),
                f'"{occurrence.quote}" states as a fact what "{softer.occurrence.quote}" '
                f"({place.path}:{place.line}) {'hedges' if hedged else 'says in softer words'}",
                "hedge both" if hedged else "use the softer words in both",
                None if hedged else Severity.NOTE,
            )


def _as_wide(strong: Occurrence, weak: Occurrence) -> bool:
    """Whether the stronger sentence names nobody whom the weaker one does not name."""
    return set(strong.subjects) & _NAMED <= set(weak.subjects)


@rule("TXT012", Severity.WARNING, scope="article")
def numbers_differ(case: Case) -> Iterator[Hit]:
    """The same claim has other numbers in another place.

    What: Two occurrences of a claim give amounts, counts or shares of the same thing that differ.
    Why: One of them is wrong, and readers of both articles see it.
    Instead: The source's number in both.
    """
    for claim in case.dossier.claims:
        told = [
            (index, place, text)
            for index in range(len(claim.occurrences))
            if (place := case.found.get((claim.id, index))) is not None
            and (text := case.texts.get(claim.occurrences[index].article)) is not None
        ]
        for position, (index, place, text) in enumerate(told):
            for other, other_place, other_text in told[:position]:
                pair = _disagreeing(claim, (place, text), (other_place, other_text))
                if pair is None:
                    continue
                there = case.at_occurrence(claim, other).location
                yield Hit(
                    case.at_occurrence(claim, index),
                    f'"{pair[0].text}" here, "{pair[1].text}" in {there.path}:{there.line}',
                    "write the source's number in both",
                )
                break


_At: TypeAlias = "tuple[QuotePlace, ArticleText]"


def _disagreeing(claim: Claim, one: _At, other: _At) -> tuple[Quantity, Quantity] | None:
    """Two quantities of the same thing that differ, where none of that thing agrees."""
    from magclaims.quantity.quantities import compare

    ours, theirs = _quantities(one, quoted=True), _quantities(other, quoted=True)
    if not ours and not theirs and claim.kind is not Kind.QUANTITY:
        return None  # numbers elsewhere in the two sentences may belong to other claims
    ours, theirs = (
        ours or _quantities(one, quoted=False),
        theirs or _quantities(other, quoted=False),
    )
    for quantity in ours:
        compared = [(compare(quantity, there).outcome, there) for there in theirs]
        if any(outcome == "same" for outcome, _ in compared):
            continue
        different = [there for outcome, there in compared if outcome.startswith("claimed_")]
        if different:
            return quantity, different[0]
    return None


def _quantities(at: _At, *, quoted: bool) -> list[Quantity]:
    from magclaims.quantity.quantities import find_quantities

    place, text = at
    sentence = text.sentences[place.sentence]
    found = find_quantities(place.text if quoted else sentence.text, sentence.language)
    return [q for q in found if q.dimension in {"mass", "count", "share"}]
