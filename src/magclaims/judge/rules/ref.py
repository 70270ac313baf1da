"""REF: the bibliography itself, without asking anyone."""

from collections.abc import Iterator

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.rule import Hit, rule
from magclaims.model.finding import Severity
from magclaims.model.identifiers import doi_problem, normalise_doi, normalise_pmcid, normalise_pmid
from magclaims.model.registry import Reference
from magclaims.read.bibliography import BibFault

_DUPLICATES = frozenset({"duplicate_key", "key_case", "duplicate_field"})
_VALUES = frozenset({"missing_comma", "undefined_macro", "dangling_crossref"})


def _faults(case: Case) -> Iterator[BibFault]:
    for bibliography in case.bibliographies:
        yield from bibliography.faults


def _hit(fault: BibFault) -> Hit:
    return Hit(FindingSubject(fault.location, reference=fault.key), fault.message, fault.suggestion)


@rule("REF001", Severity.ERROR, scope="references")
def broken_bibtex(case: Case) -> Iterator[Hit]:
    """An entry of the bibliography cannot be read.

    What: A brace is missing or left over, or the entry has no key.
    Why: BibTeX drops such entries, often without a word, and claims then rest on nothing.
    Instead: Close the entry; the finding names the place.
    """
    for fault in _faults(case):
        if fault.kind not in _DUPLICATES | _VALUES:
            yield _hit(fault)


@rule("REF002", Severity.ERROR, scope="references")
def duplicate_key(case: Case) -> Iterator[Hit]:
    """A key or a field stands twice in the bibliography.

    What: Two entries share a key (or differ only in its case), or a field is given twice.
    Why: BibTeX keeps one of them and drops the other in silence.
    Instead: Rename one of them, or merge the two.
    """
    for fault in _faults(case):
        if fault.kind in _DUPLICATES:
            yield _hit(fault)
    first: dict[str, str] = {}
    for bibliography in case.bibliographies:
        for key in bibliography.references:
            if first.setdefault(key, bibliography.path) != bibliography.path:
                yield Hit(
                    FindingSubject(bibliography.at(key), reference=key),
                    f"the key `{key}` stands in {first[key]} too, whose entry is used",
                    "rename one of them, or keep one",
                )


@rule("REF003", Severity.ERROR, scope="references")
def broken_value(case: Case) -> Iterator[Hit]:
    """A field's value has swallowed something, or points to nothing.

    What: A comma is missing between two fields, an `@string` name is not defined, or `crossref`
        names an entry that does not exist.
    Why: The parser accepts it and the value is wrong from there on.
    Instead: Add the comma, define the name, or correct the key.
    """
    for fault in _faults(case):
        if fault.kind in _VALUES:
            yield _hit(fault)


@rule("REF004", Severity.ERROR, scope="references")
def malformed_identifier(case: Case) -> Iterator[Hit]:
    """A DOI or PMID is not written as one.

    What: The field `doi` or `pmid` does not hold a DOI or PMID.
    Why: It leads nowhere, and nobody can check the reference.
    Instead: The bare identifier: `doi = {10.1016/j.neuron.2009.12.026}`.
    """
    for key, reference in case.references.items():
        doi = reference.raw.get("doi", "").strip()
        problem = doi_problem(doi) if doi else None
        if problem:
            # An address or a label still leads somewhere: a matter of form.
            severity = Severity.NOTE if normalise_doi(doi) else None
            advice = _doi_form(doi) or "write the bare DOI, as doi.org has it: 10.1234/abc"
            yield Hit(case.at_reference(key, "doi"), f"`doi`: {problem}", advice, severity)
        for name, normalise in (("pmid", normalise_pmid), ("pmcid", normalise_pmcid)):
            raw = reference.raw.get(name, "").strip()
            if raw and normalise(raw) is None:
                yield Hit(
                    case.at_reference(key, name),
                    f"`{name}`: {raw[:60]!r} is no {name.upper()}",
                    "digits only" if name == "pmid" else "PMC and digits",
                )


def _doi_form(raw: str) -> str | None:
    doi = normalise_doi(raw)
    return f"write doi = {{{doi}}}" if doi else None


@rule("REF005", Severity.WARNING, scope="references")
def duplicate_reference(case: Case) -> Iterator[Hit]:
    """The same work stands in the bibliography under two keys.

    What: Two entries share a DOI, a PMID, or title, first author and year.
    Why: One study looks like two, and two agreeing studies may be one.
    Instead: Keep one entry, and use its key everywhere.
    """
    seen: dict[tuple[str, str], str] = {}
    for key, reference in case.references.items():
        told = set()
        for mark in _fingerprints(reference):
            first = seen.setdefault(mark, key)
            if first != key and first not in told:
                told.add(first)
                yield Hit(
                    case.at_reference(key),
                    f"`{key}` is the same work as `{first}` (same {mark[0]})",
                    f"keep one of them, and use its key everywhere: `{first}`",
                )


def _fingerprints(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.doi:
        yield "DOI", reference.doi
    if reference.pmid:
        yield "PMID", reference.pmid
    title = "".join(c for c in reference.title.casefold() if c.isalnum())
    if len(title) > 20 and reference.authors:
        who = (reference.authors[0].family or reference.authors[0].name).casefold()
        yield "title, first author and year", f"{title}|{who}|{reference.year}"


@rule("REF006", Severity.NOTE, scope="references")
def web_source_without_date(case: Case) -> Iterator[Hit]:
    """A web source does not say when it was consulted.

    What: An entry has a URL and no identifier, and no `urldate`.
    Why: Pages change; without the date nobody can tell what was read.
    Instead: Add `urldate = {2025-11-03}`.
    """
    for key, reference in case.references.items():
        bare = not (reference.doi or reference.pmid or reference.pmcid or reference.bookshelf)
        if bare and reference.url and not reference.urldate:
            yield Hit(
                case.at_reference(key, "url"),
                f"`{key}` is a web source without the date on which it was consulted",
                "add `urldate = {YYYY-MM-DD}`",
            )
