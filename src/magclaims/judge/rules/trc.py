"""TRC: whether every thread from article to claim to reference holds."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any

from pydantic import Field

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.option import Option
from magclaims.judge.rule import Hit, rule
from magclaims.knowledge import outcome
from magclaims.model.finding import Severity
from magclaims.model.registry import Claim, Kind


@rule("TRC001", Severity.ERROR)
def dangling_reference(case: Case) -> Iterator[Hit]:
    """A BibTeX key is named that the bibliography does not have.

    What: An evidence link, a study, an article's list or a sentence's mark names an unknown key.
    Why: The claim rests on nothing that can be checked.
    Instead: Correct the key, or add the entry to the bibliography.
    """
    lost = {key for bibliography in case.bibliographies for key in bibliography.lost_keys}
    for key, at, *place in _named(case):
        if key in case.references:
            continue
        subject = at(*place)
        if key in lost:
            yield Hit(
                subject,
                f"`{key}` stands in the bibliography, but its entry cannot be read",
                "mend the entry: REF001 says what is wrong with it",
            )
            continue
        near = _close(key, [*case.references, *sorted(case.others)])
        advice = f"did you mean `{near}`?" if near else "add it to the bibliography"
        yield Hit(subject, f"the bibliography has no entry `{key}`", advice)


def _named(case: Case) -> Iterator[tuple[str, Callable[..., FindingSubject], *tuple[Any, ...]]]:
    """Every BibTeX key that the registry names, and where: nearly all of them are there."""
    for claim in case.dossier.claims:
        for index, link in enumerate(claim.evidence):
            yield link.reference, case.at_evidence, claim, index, "reference"
        for index, occurrence in enumerate(claim.occurrences):
            for number, key in enumerate(occurrence.cites):
                yield key, case.at_occurrence, claim, index, "cites", number
    for article_id, article in case.dossier.articles.items():
        for number, key in enumerate(article.references):
            yield key, case.at_article, article_id, "references", number
    for key in case.dossier.studies:
        yield key, case.at_study, key


def _close(key: str, known: Iterable[str]) -> str | None:
    same = [name for name in known if name.casefold() == key.casefold()]
    return next(iter(same or difflib.get_close_matches(key, list(known), n=1, cutoff=0.75)), None)


@rule("TRC002", Severity.ERROR)
def unknown_article(case: Case) -> Iterator[Hit]:
    """An occurrence names an article that the registry does not have.

    What: `article:` is not an id under `articles`.
    Why: Without the article nobody knows which references the sentence may lean on.
    Instead: Correct the id, or add the article.
    """
    for claim in case.dossier.claims:
        for index, occurrence in enumerate(claim.occurrences):
            if occurrence.article not in case.dossier.articles:
                yield Hit(
                    case.at_occurrence(claim, index, "article"),
                    f"there is no article `{occurrence.article}`",
                    f"articles: {', '.join(sorted(case.dossier.articles)) or 'none yet'}",
                )


@rule("TRC003", Severity.NOTE)
def unused_reference(case: Case) -> Iterator[Hit]:
    """No claim and no article uses a reference.

    What: An entry is in no article's list and in no evidence link, and is not a candidate.
    Why: It is dead weight, or the link that needs it was forgotten.
    Instead: Link it, mark it `keywords = {candidate}`, or remove it.
    """
    if any(fault.kind != "duplicate" for fault in case.faults):
        return  # what could not be read may well use it
    listed = {key for article in case.dossier.articles.values() for key in article.references}
    listed |= {link.reference for draft in case.drafts for link in draft.evidence}
    for key, reference in case.references.items():
        if key not in listed and key not in case.used and not reference.candidate:
            yield Hit(
                case.at_reference(key),
                f"`{key}` is used by no claim and no article",
                "link it, mark it `keywords = {candidate}`, or remove it",
            )


@rule("TRC004", Severity.ERROR)
def mark_outside_list(case: Case) -> Iterator[Hit]:
    """A sentence carries a mark for a reference that its article does not list.

    What: `cites` names a key that is not among the article's `references`.
    Why: Readers of that article cannot follow the mark.
    Instead: Add the work to the article's list, or correct the mark.
    """
    for claim in case.dossier.claims:
        for index, occurrence in enumerate(claim.occurrences):
            article = case.article(occurrence)
            for number, key in enumerate(occurrence.cites):
                if article and key in case.references and key not in article.references:
                    yield Hit(
                        case.at_occurrence(claim, index, "cites", number),
                        f"`{key}` is not in the list of `{occurrence.article}`",
                        "add it to the article's list, or correct the mark",
                    )


@rule("TRC005", Severity.WARNING)
def unknown_basis(case: Case) -> Iterator[Hit]:
    """A claim leans on a textbook entry that does not exist, or may not lean on one.

    What: `basis` is not on the closed list, or the claim's kind does not take one.
    Why: Only the list's matters go without a reference.
    Instead: Name an entry of the list (docs/textbook.md has them all), or cite a reference.
    """
    from magclaims.judge.claim import textbook

    entries = textbook.load().entries
    for claim in case.dossier.claims:
        if claim.basis is None:
            continue
        if claim.basis not in entries:
            near = difflib.get_close_matches(claim.basis, entries, n=5)
            yield Hit(
                case.at_claim(claim, "basis"),
                f"there is no textbook entry `{claim.basis}`",
                f"did you mean {', '.join(near)}?"
                if near
                else f"entries: {', '.join(sorted(entries))}",
            )
        elif claim.kind not in {Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION}:
            yield Hit(
                case.at_claim(claim, "basis"),
                f"a claim of kind {claim.kind.value} cannot lean on the textbook list",
                "drop `basis` and cite a reference, or correct `kind`",
            )


@rule("TRC006", Severity.NOTE, scope="article")
def unknown_outcome(case: Case) -> Iterator[Hit]:
    """An outcome is not in the vocabulary.

    What: `about.outcome` or a study's outcome is a name that the outcome list does not have; of a claim
        also its own words do not.
    Why: It can only be compared as written, so a synonym in a study would not be recognised.
    Instead: Use a name of the list, or keep the same words in the claim and in the study.
    """
    for claim in case.dossier.claims:
        told = " ".join((claim.statement, *(one.quote for one in claim.occurrences))).casefold()
        for index, name in enumerate(claim.about.outcome):
            if outcome(name) is None and name.casefold() not in told:
                yield Hit(
                    case.at_claim(claim, "about", "outcome", index),
                    f"the outcome `{name}` is not in the vocabulary; it is compared as written",
                    "use a name of the vocabulary, or the same words in claim and study",
                )
    for key, study in case.dossier.studies.items():
        for index, measured in enumerate(study.outcomes):
            if outcome(measured.name) is None:
                yield Hit(
                    case.at_study(key, "outcomes", index),
                    f"the outcome `{measured.name}` is not in the vocabulary; it is compared as "
                    "written",
                    "use a name of the vocabulary, or the same words in claim and study",
                )


_MOST_TOLD = 3
"""Changes that a message tells before it counts them."""


@rule("TRC007", Severity.WARNING, scope="article")
def stale_review(case: Case) -> Iterator[Hit]:
    """A claim is no longer what its reviewer saw.

    What: Since the stamp that `magclaims review` made, the text, the evidence or a reference changed.
    Why: The review says that somebody weighed this sentence on this evidence, and nobody has.
    Instead: Read the claim again and review it anew, or take the change back.
    """
    from magclaims.judge.stamps import changes

    for claim in case.dossier.claims:
        made = case.reviews.reviews.get(claim.id)
        changed = changes(case, claim, made) if made is not None else ()
        if made is None or not changed:
            continue
        told = [change.says for change in changed[:_MOST_TOLD]]
        if len(changed) > len(told):
            told.append(f"and {len(changed) - len(told)} more")
        yield Hit(
            case.at_claim(claim),
            f"`{claim.id}` is not what {made.by} reviewed on {made.on}: {'; '.join(told)}",
            f"read it again, then `magclaims review --claim {claim.id} --by NAME`",
        )


REVIEW_EVERY: Option[int | None] = Option(
    "review_every",
    Annotated[int, Field(ge=1, le=36_500)] | None,
    None,
    "Days after which each claim should be reviewed again; `check` then tells which reviews are due.",
)


@rule("TRC008", Severity.WARNING, options=[REVIEW_EVERY])
def review_due(case: Case) -> Iterator[Hit]:
    """A claim has not been reviewed for longer than `review_every` allows.

    What: Its last review is too many days ago; claims without any are told once an article, as a note.
    Why: Evidence grows old, and what was weighed once may weigh otherwise today.
    Instead: Read the claim again and review it, with `magclaims review`.
    """
    from magclaims.judge.stamps import changes

    every = case.option(REVIEW_EVERY)
    if every is None or not case.reviews_read:
        return
    never: dict[str, list[str]] = {}
    for claim in case.dossier.claims:
        made = case.reviews.reviews.get(claim.id)
        if made is None:
            for name in _articles(claim, case):
                never.setdefault(name, []).append(claim.id)
            continue
        days = (case.today - made.on).days
        if days >= every and not changes(case, claim, made):
            yield Hit(
                case.at_claim(claim),
                f"the review of `{claim.id}` by {made.by} on {made.on} is {days} days old; one is due "
                f"every {every} days",
                f"read it again, then `magclaims review --claim {claim.id} --by NAME`",
            )
    for name, ids in never.items():
        told = ", ".join(f"`{id_}`" for id_ in ids[:_MOST_TOLD])
        more = f" and {len(ids) - _MOST_TOLD} more" if len(ids) > _MOST_TOLD else ""
        yield Hit(
            case.at_article(name),
            f"nobody has reviewed {told}{more} of `{name}`",
            "go through them with `magclaims review --by NAME`",
            Severity.NOTE,
        )


def _articles(claim: Claim, case: Case) -> list[str]:
    """The articles of a claim that the registry has, each once."""
    named = (occurrence.article for occurrence in claim.occurrences)
    return [name for name in dict.fromkeys(named) if name in case.dossier.articles]
