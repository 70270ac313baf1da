"""References without an identifier: searched, in as few requests as the services allow.

Europe PMC is asked first, many in a request; Crossref, one in a request and three a second, for what that
does not surely have. What either finds that is likely the work gets what the other knows of it. Nothing is
judged here: `match` compares what was found.
"""

from collections.abc import Mapping, Sequence

from magclaims.gather.asking import Round, ask
from magclaims.gather.identifiers import identifiers_of
from magclaims.gather.merge import merge, squash
from magclaims.gather.sources import Services
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.sources.europepmc import EuropePMC
from magclaims.model.lazily import expression
from magclaims.model.registry import Person, Reference
from magclaims.model.work import Answer, Unreachable, Work

OWN_TITLE = 20
"""Letters of a title from which on Europe PMC is searched by it: shorter ones are many works'."""
ROWS = 5
"""Search results that are looked at for a reference without an identifier."""

_PAGE = expression(r"\w+")


def search(references: Sequence[Reference], run: Round) -> dict[str, tuple[Work, ...]]:
    """What is found for references that have no identifier; a web page is in no registry."""
    searched = {
        reference.key: reference
        for reference in references
        if not identifiers_of(reference)
        and reference.title
        and (reference.journal or (reference.authors and not reference.url))
    }
    texts = {key: _citation(reference) for key, reference in searched.items()}
    by_text = {text: searched[key] for key, text in texts.items()}
    found: dict[str, tuple[Work, ...]] = {}
    if run.cache is not None:
        kept = run.cache.get("search", list(by_text))
        found = {text: works for text, works in kept.items() if isinstance(works, tuple)}
    rest = {text: reference for text, reference in by_text.items() if text not in found}
    if rest and run.services is not None:
        found |= _found(rest, run, run.services)
    return {key: found[text] for key, text in texts.items() if text in found}


def _found(
    wanted: Mapping[str, Reference], run: Round, services: Services
) -> dict[str, tuple[Work, ...]]:
    """What the services find, by the text that was searched by; kept where all that was asked answered."""
    likely = _likely_in_europepmc(wanted, services) if EuropePMC in run.sources else {}
    rest = [text for text in wanted if text not in likely]
    results: dict[str, tuple[Work, ...]] = {text: (work,) for text, work in likely.items()}
    for text, result in services.of(Crossref).search_all(rest, ROWS).items():
        if isinstance(result, Unreachable):
            run.failed_searches[text] = result
        else:
            results[text] = result
    found, whole = _completed(wanted, results, run)
    if run.cache is not None:
        run.cache.put("search", [(text, found[text]) for text in whole])
    return found


def _likely_in_europepmc(wanted: Mapping[str, Reference], services: Services) -> dict[str, Work]:
    """The one work that Europe PMC has under the title, author and year of each entry."""
    questions = {
        text: (reference.title, _family(reference))
        for text, reference in wanted.items()
        if len(squash(reference.title)) >= OWN_TITLE and _family(reference)
    }
    found = services.of(EuropePMC).find(questions.values()) if questions else {}
    likely = {}
    for text, question in questions.items():
        works = [w for w in found.get(question, ()) if w.doi and _is_likely(wanted[text], w)]
        # A preprint may stand in the place of its article, which Crossref has beside it.
        if len({work.doi for work in works}) == 1 and works[0].type != "posted-content":
            likely[text] = works[0]
    return likely


def _completed(
    wanted: Mapping[str, Reference], results: Mapping[str, tuple[Work, ...]], run: Round
) -> tuple[dict[str, tuple[Work, ...]], list[str]]:
    """Search results with what the other service has of them, and those for which it did answer.

    Only the title has to agree here: a slip in the year must not hide what the other knows of it.
    """
    dois = {
        work.doi: work.source
        for text, works in results.items()
        for work in works
        if work.doi and _has_title(wanted[text], work)
    }
    others: dict[str, Answer] = {}
    for asked, source in ((Crossref, EuropePMC), (EuropePMC, Crossref)):
        identifiers = [f"doi:{doi}" for doi, of in dois.items() if of == source.name]
        if identifiers and asked in run.sources:
            others |= ask(asked, identifiers, run)
    found: dict[str, tuple[Work, ...]] = {}
    whole = []
    for text, works in results.items():
        beside = [others.get(f"doi:{work.doi}") for work in works]
        found[text] = tuple(map(_beside, works, beside))
        silent = next((answer for answer in beside if isinstance(answer, Unreachable)), None)
        if silent is None:
            whole.append(text)
        else:
            run.failed_searches[text] = silent
    return found, whole


def _beside(work: Work, other: Answer | None) -> Work:
    """The record of Crossref with what Europe PMC adds."""
    if not isinstance(other, Work):
        return work
    first, second = (other, work) if other.source == Crossref.name else (work, other)
    return merge(first, second)


def _is_likely(reference: Reference, work: Work) -> bool:
    """Whether a record has an entry's title and place, and its author and year where both name them.

    Of a work that was published twice (an abstract and its article) the other one may be meant: then
    Crossref has both.
    """
    if not _has_title(reference, work) or not _has_place(reference, work):
        return False
    years = {work.year, *work.other_years} - {None}
    if reference.year is not None and years and reference.year not in years:
        return False
    ours, theirs = _family(reference), work.authors[0].family if work.authors else ""
    return not (ours and theirs) or squash(ours) == squash(theirs)


def _has_title(reference: Reference, work: Work) -> bool:
    titles = {squash(title) for title in (work.title, *work.other_titles)}
    return squash(reference.title) in titles


def _has_place(reference: Reference, work: Work) -> bool:
    """Whether what is printed of the place is the record's: its first page, or its journal."""
    journals = {squash(name) for name in (work.journal, *work.other_journals) if name}
    printed, recorded = _PAGE.search(reference.pages), _PAGE.search(work.pages)
    if printed and recorded:
        return printed[0].casefold() == recorded[0].casefold()
    return not reference.journal or squash(reference.journal) in journals


def _family(reference: Reference) -> str:
    return (reference.authors[0].family or "") if reference.authors else ""


def _citation(reference: Reference) -> str:
    """What a reference without identifier is searched by."""
    first = reference.authors[0] if reference.authors else Person()
    author, year = first.family or first.name, str(reference.year or "")
    return " ".join(filter(None, (author, reference.title, reference.journal, year)))
