"""NUM: quantities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.rule import Hit, rule
from magclaims.model.finding import Location, Severity
from magclaims.model.registry import Article, Claim

if TYPE_CHECKING:
    from magclaims.quantity.quantities import Limit, Quantity, StatedLimit


@rule("NUM003", Severity.ERROR, scope="article")
def limit_misquoted(case: Case) -> Iterator[Hit]:
    """A limit or reference intake is not the one that the body set.

    What: A sentence gives an upper level, a legal maximum or a reference intake (NRV) for labels, and
        the body that it names set another one; where it names none, no body set that one. A percentage
        of the reference intake that is not the amount's counts, too. Bodies that the tool has no
        values of are not judged. A note where the tool knows the value from memory alone.
    Why: Readers act on limits; EFSA's 250 mg of magnesium has been published as 2,500 mg.
    Instead: Write the limit as the body gives it, and name the body; the finding has its source.
    """
    from magclaims.quantity.quantities import stated_limits

    for subject, text, article, about in _sentences(case):
        for stated in stated_limits(text, article.language, about=about):
            if stated.verdict != "right":
                yield Hit(subject, *_misquoted(stated), _how_sure(stated))


def _how_sure(stated: StatedLimit) -> Severity | None:
    if all(limit.status == "memory" for limit in stated.limits):
        return Severity.NOTE
    doubtful = stated.verdict == "none_set" or (
        stated.verdict == "differs" and not stated.named and not stated.beyond
    )
    return Severity.WARNING if doubtful else None


def _misquoted(stated: StatedLimit) -> tuple[str, str]:
    """The message and the advice: both numbers, whose they are and where they were read."""
    limit, said = stated.limit, f'"{stated.quantity.text}"'
    told = _told_limit(limit)
    if stated.verdict == "share":
        nrv = f"{limit.amount} of {limit.substance_name} ({limit.source})"
        return (
            f"{said} is not what the amount is of {limit.body_name}, {nrv}: it is {stated.expected}",
            f"write {stated.expected}",
        )
    if stated.verdict == "none_set":
        why = f"{limit.body_name} has none ({limit.what}; {limit.source})"
        return (
            f"{said} is given as a limit of {limit.substance_name}, and {why}",
            "name the body that set it, or leave the number out",
        )
    if stated.verdict == "former":
        old = f"{limit.former:f} {limit.unit}" if limit.former else ""
        was = f"since {limit.since}; {old} was the one before"
        return (
            f"{said} is no longer the value for {limit.substance_name}: {told}, {was}",
            f"write {limit.amount}, or say that {old} held until {limit.since}",
        )
    all_ = dict.fromkeys(x.amount for x in stated.limits if x.value is not None)
    if stated.verdict == "slip":
        return (f"{said} is {_factor(stated)}: {told}", f"write {limit.amount}")
    if stated.named:
        return (f"{said} is not the value for {limit.substance_name}: {told}",
                f"write {' or '.join(all_)}")  # fmt: skip
    each = "; ".join(dict.fromkeys(f"{x.amount}: {x.body_name}" for x in stated.limits if x.value))
    return (
        f"{said} is no limit of {limit.substance_name} that is known ({each})",
        f"write {' or '.join(all_)}, and name the body",
    )


def _told_limit(limit: Limit) -> str:
    kind = {"reference intake": "reference intake", "label": "value from which a label must warn",
            "medicine": "value from which it may be a medicine"}.get(limit.kind, limit.kind)  # fmt: skip
    whose = "" if limit.body == "nrv" else f" of {limit.body_name}"
    per = "a dose" if limit.per == "dose" else "a day"
    whom = "" if limit.who == "adults" else f" for {limit.who}"
    return (
        f"the {kind}{whose} for {limit.substance_name}{whom} is {limit.amount} {per} "
        f"({limit.what}; {limit.source})"
    )


def _factor(stated: StatedLimit) -> str:
    from magclaims.quantity.substances import milligrams

    limit, (_, high) = stated.limit, milligrams(stated.quantity, stated.limit.substance)[0]
    ratio = high / limit.mg if limit.mg else 1
    times = "a thousand" if max(ratio, 1 / ratio) > 100 else "ten"
    return f"off by a factor of {times}"


@rule("NUM004", Severity.NOTE, scope="article")
def above_daily_limit(case: Case) -> Iterator[Hit]:
    """A daily amount is above a limit of the article's jurisdictions.

    What: A sentence gives more of a substance a day than a body of the article's jurisdictions sets as
        upper level or legal maximum. An amount of a compound is compared by what it holds.
    Why: Above it, harm becomes more likely; a reader should know.
    Instead: Name the limit beside the amount, or give a lower one.
    """
    from magclaims.quantity.quantities import above_limits

    for subject, text, article, about in _sentences(case):
        for above in above_limits(text, article.language, article.jurisdictions, about=about):
            named = "; ".join(_told_limit(limit) for limit in above.limits)
            yield Hit(
                subject,
                f"{above.quantity.text} is above the daily limit: {named}",
                "name the limit beside the amount",
            )


Told = tuple[FindingSubject, str, Article, tuple[str, ...]]


def _sentences(case: Case) -> Iterator[Told]:
    """The sentences of the articles; of an article whose text is not at hand, its quotes.

    Each comes with the substances that it is about where it names none: those of the sentence
    before it or of the title, or those of the claim.
    """
    from magclaims.quantity.substances import substance_id

    for article_id, article in case.dossier.articles.items():
        text = case.texts.get(article_id)
        if text is None:
            continue
        before = _substances(article.title)
        for sentence in text.sentences:
            if sentence.kind != "reference":
                place = Location(path=str(text.path), line=sentence.line, column=sentence.column)
                yield FindingSubject(place, article=article_id), sentence.text, article, before
                before = _substances(sentence.text) or before
    for claim in case.dossier.claims:
        ids = tuple(filter(None, map(substance_id, claim.about.substance)))
        for index, occurrence in enumerate(claim.occurrences):
            known = case.article(occurrence)
            if known is not None and occurrence.article not in case.texts:
                yield case.at_occurrence(claim, index), occurrence.quote, known, ids


def _substances(text: str) -> tuple[str, ...]:
    from magclaims.quantity.substances import named_in

    return tuple(dict.fromkeys(name.id for name in named_in(text)))


@rule("NUM005", Severity.ERROR, scope="article")
def numbers_disagree(case: Case) -> Iterator[Hit]:
    """The number in the article is not the one in the registry.

    What: A dose, a time, a share or a count in the quoted words differs from the one in the claim's
        statement, in whatever unit. The finding shows the article, the registry, the source and its
        abstract.
    Why: The verdict was made on the registry's number; readers see the article's.
    Instead: The source's number, in the article and in the registry.
    """
    from magclaims.judge.claim.stated import language_of
    from magclaims.judge.link.numbers import SourceNumbers, check_numbers
    from magclaims.quantity.stated import read
    from magclaims.quantity.substances import amounts_of

    for claim in case.dossier.claims:
        about = amounts_of(claim.about.substance)
        stated = read(claim.statement, language_of(claim), about=about, contents=True)
        if not stated.stated:
            continue
        registry = SourceNumbers(says=stated, dose=stated, duration=stated)
        for index, occurrence in enumerate(claim.occurrences):
            article = case.article(occurrence)
            language = article.language if article else "en"
            quoted = read(occurrence.quote, language, about=about, contents=True)
            checks = check_numbers(quoted, registry, claim.about.outcome)
            for check in checks:
                quantity = check.stated.quantity
                same_kind = [
                    s.quantity for s in stated.stated if s.quantity.dimension == quantity.dimension
                ]
                if check.outcome != "same" and (
                    check.differs or _other_number(quantity, same_kind)
                ):
                    yield Hit(
                        case.at_occurrence(claim, index),
                        _beside(
                            case, claim, quantity, same_kind or [s.quantity for s in stated.stated]
                        ),
                        "write the source's number in both",
                    )


def _other_number(quantity: Quantity, stated: Sequence[Quantity]) -> bool:
    """Whether what the registry states of the same kind is another number."""
    from magclaims.quantity.quantities import compare

    if quantity.dimension not in {"mass", "count", "share"}:
        return False
    outcomes = [compare(quantity, other).outcome for other in stated]
    return "same" not in outcomes and any(each.startswith("claimed_") for each in outcomes)


def _beside(case: Case, claim: Claim, quantity: Quantity, stated: list[Quantity]) -> str:
    """The numbers of the article, the registry, the source and its abstract, side by side."""
    from magclaims.quantity.quantities import compare, find_quantities

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
