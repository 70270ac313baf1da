"""NUM: quantities."""

from collections.abc import Iterator

from magclaims.judge.case import Case, Subject
from magclaims.judge.rule import Hit, rule
from magclaims.judge.rules.evi import verdict_hits
from magclaims.model.finding import Location, Severity
from magclaims.model.registry import Article, Claim
from magclaims.quantity.quantities import (
    Quantity,
    above_limits,
    compare,
    find_quantities,
    stated_limits,
)


@rule("NUM001", Severity.ERROR)
def figures_do_not_fit(case: Case) -> Iterator[Hit]:
    """An amount of a compound and its amount of the element do not fit together.

    What: The share of the element lies outside what molar masses and the label allow.
    Why: A slip in a dose is the kind of error that readers act on.
    Instead: Recalculate; the finding gives what the label and theory say.
    """
    yield from verdict_hits(case, "NUM001")


@rule("NUM002", Severity.ERROR)
def number_beyond_source(case: Case) -> Iterator[Hit]:
    """An article's number is larger than the one its source gives.

    What: The claim's number exceeds the number in the evidence's `says`.
    Why: The reader who follows the reference finds another number there.
    Instead: Write the source's number, or cite a source for yours.
    """
    yield from verdict_hits(case, "NUM002")


@rule("NUM003", Severity.ERROR)
def limit_misquoted(case: Case) -> Iterator[Hit]:
    """A daily limit is misquoted by a factor of ten.

    What: A sentence ascribes to a body ten times, or a tenth of, the limit that it set.
    Why: Readers act on limits; EFSA's 250 mg has been published as 2,500 mg.
    Instead: Write the limit as the body gives it; the finding names it and its source.
    """
    for subject, text, article in _sentences(case):
        for stated in stated_limits(text, article.language):
            if stated.verdict == "factor_ten":
                limit = stated.limit
                yield Hit(
                    subject,
                    f"{stated.quantity.text} is off by a factor of ten: {limit.what} is "
                    f"{limit.mg} mg a day ({limit.source})",
                    f"write {limit.mg} mg",
                )


@rule("NUM004", Severity.NOTE)
def above_daily_limit(case: Case) -> Iterator[Hit]:
    """A supplement's daily amount is above a limit of the article's jurisdictions.

    What: More magnesium a day from a supplement than EFSA (250 mg), the US (350 mg) or Belgian law (450 mg) sets.
    Why: Above it, complaints such as diarrhoea become more likely; a reader should know.
    Instead: Name the limit beside the amount, or give a lower one.
    """
    for subject, text, article in _sentences(case):
        for above in above_limits(text, article.language, article.jurisdictions):
            named = "; ".join(f"{limit.mg} mg: {limit.source}" for limit in above.limits)
            yield Hit(
                subject,
                f"{above.quantity.text} of magnesium is above the daily limit ({named})",
                "name the limit beside the amount",
            )


def _sentences(case: Case) -> Iterator[tuple[Subject, str, Article]]:
    """The sentences of the articles; of an article whose text is not at hand, its quotes."""
    for article_id, article in case.dossier.articles.items():
        text = case.texts.get(article_id)
        if text is None:
            continue
        for sentence in text.sentences:
            if sentence.kind != "reference":
                place = Location(path=str(text.path), line=sentence.line, column=sentence.column)
                yield Subject(place, article=article_id), sentence.text, article
    for claim in case.dossier.claims:
        for index, occurrence in enumerate(claim.occurrences):
            known = case.article(occurrence)
            if known is not None and occurrence.article not in case.texts:
                yield case.at_occurrence(claim, index), occurrence.quote, known


@rule("NUM005", Severity.ERROR)
def numbers_disagree(case: Case) -> Iterator[Hit]:
    """The number in the article is not the one in the registry.

    What: A quantity in the quoted words differs from the quantity of the same kind in the claim's
        statement. The finding shows the article, the registry, the source and its abstract.
    Why: The verdict was made on the registry's number; readers see the article's.
    Instead: The source's number, in the article and in the registry.
    """
    for claim in case.dossier.claims:
        stated = [q for q in find_quantities(claim.statement, "en") if _told(q)]
        for index, occurrence in enumerate(claim.occurrences):
            article = case.article(occurrence)
            language = article.language if article else "en"
            for quantity in find_quantities(occurrence.quote, language):
                same_kind = [q for q in stated if q.dimension == quantity.dimension]
                if not _told(quantity) or not same_kind:
                    continue
                if any(compare(quantity, other).outcome == "same" for other in same_kind):
                    continue
                if not any(
                    compare(quantity, other).outcome.startswith("claimed_") for other in same_kind
                ):
                    continue
                yield Hit(
                    case.at_occurrence(claim, index),
                    _beside(case, claim, quantity, same_kind),
                    "write the source's number in both",
                )


def _told(quantity: Quantity) -> bool:
    return quantity.dimension in {"mass", "count", "share"}


def _beside(case: Case, claim: Claim, quantity: Quantity, stated: list[Quantity]) -> str:
    """The numbers of the article, the registry, the source and its abstract, side by side."""
    parts = [
        f'the article says "{quantity.text}"',
        f'the registry "{", ".join(q.text for q in stated)}"',
    ]
    for link in claim.evidence:
        if link.says and any(
            q.dimension == quantity.dimension for q in find_quantities(link.says, "en")
        ):
            parts.append(f'`{link.reference}` is quoted with "{link.says}"')
        identity = case.identities.get(link.reference)
        abstract = (
            identity.work.abstract if identity and identity.work and identity.carries else None
        )
        near = [
            q.text
            for q in find_quantities(abstract or "", "en")
            if q.dimension == quantity.dimension
            and compare(quantity, q).outcome != "different_noun"
        ]
        if near and quantity.dimension != "count":
            parts.append(f"its abstract has {', '.join(near[:3])}")
    return "; ".join(parts)
