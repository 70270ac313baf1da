"""Verdicts that a reviewer gives blind: before they see the one of the program."""

from collections.abc import Callable

from magclaims.commands.decide import GONE, Told
from magclaims.commands.review import Store
from magclaims.judge.case import Case
from magclaims.judge.stamps import same_state, state
from magclaims.model.decisions import RatingAsked
from magclaims.model.registry import Claim, Verdict
from magclaims.model.review import Rating, Reviews
from magclaims.render.served import Named


def unrated(case: Case, by: str) -> frozenset[Named]:
    """The places on which somebody has given no verdict as they are now."""
    rated = {(r.claim, r.article, r.quote, r.state) for r in case.reviews.ratings if r.by == by}
    found: set[Named] = set()
    for claim in case.dossier.claims:
        now = state(case, claim)
        seen = {(a, q) for c, a, q, then in rated if c == claim.id and same_state(then, now)}
        found |= {
            (claim.id, o.article, o.quote)
            for o in claim.occurrences
            if (o.article, o.quote) not in seen
        }
    return frozenset(found)


def rate(asked: RatingAsked, by: str, store: Store, opening: Callable[[], Case]) -> Rating | Told:
    """Keep a verdict beside the one of the program, whose case `opening` puts together; or say why it cannot count.

    Raises:
        MagclaimsError: The file of reviews cannot be read or written.
    """
    case = opening()
    claim = next((c for c in case.dossier.claims if c.id == asked.claim), None)
    if claim is None:
        return Told(GONE)
    judged = _judged(case, claim, asked)
    if judged is None:
        return Told("no_place")
    now = state(case, claim)
    if not same_state(asked.state, now):
        return Told("changed")
    made = Rating(
        claim=claim.id,
        article=asked.article,
        quote=asked.quote,
        by=by,
        on=case.today,
        state=now,
        own=asked.own,
        judged=judged,
    )
    refused: list[Told] = []

    def with_rating(reviews: Reviews) -> Reviews:
        named = (claim.id, asked.article, asked.quote, by)
        for old in reviews.ratings:
            # Once somebody has seen the program's verdict, another one of theirs is not blind.
            if named == (old.claim, old.article, old.quote, old.by) and same_state(old.state, now):
                refused.append(Told("rated"))
                return reviews
        return reviews.model_copy(update={"ratings": (*reviews.ratings, made)})

    store.change(with_rating)
    return refused[0] if refused else made


def _judged(case: Case, claim: Claim, asked: RatingAsked) -> Verdict | None:
    """The program's verdict on the place; None where there is no such place."""
    return next(
        (
            one.verdict
            for one in case.assessments[claim.id].occurrences
            if (one.occurrence.article, one.occurrence.quote) == (asked.article, asked.quote)
        ),
        None,
    )
