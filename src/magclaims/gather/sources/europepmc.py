"""Europe PMC: the second source for medicine, by DOI, PMID, PMCID and Bookshelf number.

It adds what Crossref lacks (PubMed's publication types, MeSH, often the abstract) and reports
retractions, concerns and errata that NLM recorded, independently of Crossref.

Two traps: a refused query answers 200 with `hitCount: null` (seen above 20 DOIs in a request,
sometimes for one), which is never "not found"; and one record can hold 380 kB of investigators,
so only the normalised `Work` is kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from magclaims.clock import timestamp
from magclaims.gather.faults import FaultError, UnansweredError
from magclaims.gather.http import Crew, Job, Limits, each
from magclaims.gather.shapes import mapping, within
from magclaims.gather.sources.markup import plain
from magclaims.gather.sources.records import MAX_PEOPLE, merge_notices
from magclaims.gather.sources.source import Source, Store
from magclaims.knowledge.notices import notice_kind, split_notice
from magclaims.model.lazily import expression
from magclaims.model.registry import Person, unique
from magclaims.model.work import Answer, Missing, Notice, NoticeType, Update, Work

BATCH = 20
"""Identifiers in a request; above it queries were refused."""
TITLES = 10
"""Titles with their authors in a request: about as long as 20 DOIs and more."""
TITLE_WORDS = 25
"""Words of a title that are searched for; so many are another title's by no chance."""
PAGE = 100
"""Results of a request: a DOI can match a preprint, the article and its copy in PMC."""

_LINKS: Mapping[str, NoticeType] = {
    "retraction in": "retraction",
    "partial retraction in": "partial_retraction",
    "retracted and republished in": "retraction_and_replacement",
    "expression of concern in": "expression_of_concern",
    "erratum in": "erratum",
    "corrected and republished in": "correction",
}
_NOTICE_LINKS: Mapping[str, NoticeType] = {
    "retraction of": "retraction",
    "partial retraction of": "partial_retraction",
    "expression of concern for": "expression_of_concern",
    "erratum for": "erratum",
}
_NOTICE_TYPES: Mapping[str, NoticeType] = {
    "retraction of publication": "retraction",
    "retraction notice": "retraction",
    "expression of concern": "expression_of_concern",
    "published erratum": "erratum",
}
"""PubMed publication types of notices, in lower case."""
_DOI = expression(r"\bdoi:\s{0,3}(10\.\d{4,9}/[^\s\"<>]{1,200})", re.IGNORECASE)
_WORD = expression(r"\w+")
_YEAR = expression(r"\b(?:19|20)\d\d\b")
_TERMS = {
    "doi": 'DOI:"{}"',
    "pmid": "(EXT_ID:{} AND SRC:MED)",
    "pmcid": "PMCID:{}",
    "bookshelf": "(EXT_ID:{} AND SRC:NBK)",
}
"""How an identifier is asked for, by its kind."""
_MEDLINE_FIRST = {"MED": 0, "PMC": 1, "NBK": 2}
_LANGUAGES = {"eng": "en", "dut": "nl", "ger": "de", "fre": "fr", "spa": "es"}
"""MEDLINE's three-letter codes (ISO 639-2/B) for the languages that articles are read in."""


class EuropePMC(Source):
    """Asked for all of medicine: what PubMed, PMC and NCBI's Bookshelf hold, with PubMed's notices.

    Identifiers carry their kind: `doi:10.1234/x`, `pmid:123`, `pmcid:PMC123`, `bookshelf:NBK123`. It
    holds all of PubMed and PMC, so a PMID or PMCID that it lacks does not exist.
    """

    name = "europepmc"
    label = "Europe PMC"
    url = "https://www.ebi.ac.uk/europepmc/webservices/rest"
    limits = Limits(lists=10, singles=10, in_flight=3)
    """It publishes none."""
    kinds = ("doi", "pmid", "pmcid", "bookshelf")
    notices = True
    partly: ClassVar[Mapping[str, str]] = {"bookshelf": "Bookshelf document"}

    def get(self, identifiers: Sequence[str], store: Store | None = None) -> Mapping[str, Answer]:
        """Answer for identifiers; `Missing` says that Europe PMC has no such record, no more."""
        answers: dict[str, Answer] = {}
        crew: Crew[dict[str, Answer] | None] = Crew(self.line)
        wanted = [i for i in dict.fromkeys(identifiers) if '"' not in i and "\\" not in i]
        for number in range(0, len(wanted), BATCH):
            self._add(crew, wanted[number : number + BATCH])
        for found in crew.results():
            if found:
                answers.update(found)
                if store is not None:
                    store(found)
        for identifier in identifiers:
            if identifier not in answers:
                answers[identifier] = self.unanswered(
                    identifier, "Europe PMC cannot be asked for it"
                )
        return answers

    def find(self, questions: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[Work, ...]]:
        """Works by title and family name of an author, several questions in a request.

        What a search finds is not compared here; a question that was not answered is left out, and so is
        one whose works may lie beyond the page.
        """
        asked = {question: _phrases(question) for question in dict.fromkeys(questions)}
        wanted = [question for question, phrases in asked.items() if all(phrases)]
        batches = [wanted[start : start + TITLES] for start in range(0, len(wanted), TITLES)]
        jobs = [Job(partial(self._find, batch), lambda _reason: {}) for batch in batches]
        return {asked: works for found in each(self.line, jobs) for asked, works in found.items()}

    def _find(self, batch: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[Work, ...]]:
        terms = [f'(TITLE:"{title}" AND AUTH:"{author}")' for title, author in map(_phrases, batch)]
        hits, records = self.line.ask("list", partial(self._once, " OR ".join(terms)))
        if hits > len(records):
            return {}
        now = timestamp()
        works = [work_from_europepmc(record, retrieved=now) for record in records]
        return {question: tuple(w for w in works if _is_titled(w, question)) for question in batch}

    def _add(self, crew: Crew[dict[str, Answer] | None], batch: Sequence[str]) -> None:
        def run() -> dict[str, Answer] | None:
            try:
                return self._batch(batch)
            except UnansweredError:
                if len(batch) == 1 or self.line.over() is not None:
                    raise
                half = len(batch) // 2
                self._add(crew, batch[:half])
                self._add(crew, batch[half:])
                return None

        crew.add(Job(run, lambda reason: {i: self.unanswered(i, reason) for i in batch}))

    def _batch(self, batch: Sequence[str]) -> dict[str, Answer]:
        hits, records = self.line.ask("list", partial(self._once, " OR ".join(map(_term, batch))))
        now = timestamp()
        by_identifier: dict[str, Mapping[str, Any]] = {}
        for record in sorted(records, key=lambda r: _MEDLINE_FIRST.get(str(r.get("source")), 3)):
            for identifier in identifiers_in(record):
                by_identifier.setdefault(identifier, record)
        if hits > len(records) and any(i.casefold() not in by_identifier for i in batch):
            # What one page does not hold is not missing.
            raise UnansweredError(f"{hits} records answer, and {len(records)} were sent")
        answers: dict[str, Answer] = {}
        for identifier in batch:
            match = by_identifier.get(identifier.casefold())
            answers[identifier] = (
                work_from_europepmc(match, retrieved=now)
                if match is not None
                else Missing(identifier=identifier, asked=("europepmc",), retrieved=now)
            )
        return answers

    def _once(self, query: str) -> tuple[int, list[Mapping[str, Any]]]:
        """How many records answer a query, and those that were sent."""
        answer = self._web.get(
            f"{self._base_url}/search",
            {"query": query, "resultType": "core", "format": "json", "pageSize": str(PAGE)},
        ).json()
        if not isinstance(answer, Mapping):
            raise FaultError("the answer is not a list of records")
        hits = answer.get("hitCount")
        if not isinstance(hits, int) or isinstance(hits, bool):
            raise FaultError("the query was refused")
        records = _items(answer, "resultList", "result")
        if hits and not records:
            raise FaultError("the answer lacks its records")
        return hits, records


def work_from_europepmc(record: Mapping[str, Any], *, retrieved: str) -> Work:
    """Normalise a record of `resultType=core`."""
    # MEDLINE ends a title with a full stop and puts a translated one into brackets.
    title, said = split_notice(plain(record.get("title")))
    title = title.removesuffix(".").strip()
    if title.startswith("[") and title.endswith("]"):
        title, said_within = split_notice(title[1:-1])
        title, said = title.removesuffix(".").strip(), said or said_within
    info = mapping(record.get("journalInfo"))
    journal = mapping(info.get("journal"))
    book = mapping(record.get("bookOrReportDetails"))
    name = plain(journal.get("title")) or plain(record.get("journalTitle"))
    short = unique(plain(journal.get(k)) for k in ("medlineAbbreviation", "isoabbreviation"))
    days = (record.get("firstPublicationDate"), info.get("printPublicationDate"))
    dates = (record.get("pubYear"), info.get("yearOfPublication"), *(str(day)[:4] for day in days))
    years = [int(text) for text in map(str, dates) if text.isdecimal() and len(text) == 4]
    years = list(dict.fromkeys(y for y in years if y > 1400))
    types = unique(plain(t) for t in _values(record, "pubTypeList", "pubType"))
    language = plain(record.get("language")).lower()
    return Work(
        doi=str(record.get("doi") or "").lower() or None,
        pmid=str(record.get("pmid") or "") or None,
        pmcid=str(record.get("pmcid") or "").upper() or None,
        title=title,
        authors=_people(record),
        journal=name,
        other_journals=tuple(s for s in short if s and s != name),
        year=years[0] if years else None,
        other_years=tuple(years[1:]),
        volume=plain(info.get("volume")),
        issue=plain(info.get("issue")),
        pages=plain(record.get("pageInfo")),
        publisher=plain(book.get("publisher")),
        type="posted-content" if record.get("source") == "PPR" else "",
        language=_LANGUAGES.get(language, language),
        abstract=plain(record.get("abstractText")) or None,
        publication_types=types,
        mesh=unique(
            plain(heading.get("descriptorName"))
            for heading in _items(record, "meshHeadingList", "meshHeading")
        ),
        notice_of=() if said else _updates(record, types, title),
        notices=_notices(record, types, said),
        source="europepmc",
        retrieved=retrieved,
    )


def _notices(
    record: Mapping[str, Any], types: Iterable[str], said: NoticeType | None
) -> tuple[Notice, ...]:
    found = []
    for kind, link in _linked(record, _LINKS):
        reference = plain(link.get("reference"))
        named, year = _DOI.search(reference), _YEAR.search(reference)
        doi = named[1].rstrip(".,;").lower() if named else None
        # This link leads to the new version, the others to the notice.
        replaced = kind == "retraction_and_replacement"
        found.append(
            Notice(
                type=kind,
                doi=None if replaced else doi,
                replaced_by=doi if replaced else None,
                source="europepmc",
                date=year[0] if year else None,
            )
        )
    if any(t.casefold() == "retracted publication" for t in types):
        found.append(Notice(type="retraction", source="europepmc"))
    if said is not None:
        found.append(Notice(type=said, source="europepmc"))
    return merge_notices(found)


def _updates(record: Mapping[str, Any], types: Iterable[str], title: str) -> tuple[Update, ...]:
    """The works that the record is a notice of."""
    found = []
    for kind, link in _linked(record, _NOTICE_LINKS):
        doi = _DOI.search(plain(link.get("reference")))
        found.append(Update(type=kind, doi=doi[1].rstrip(".,;").lower() if doi else None))
    named = [_NOTICE_TYPES.get(t.casefold()) for t in types]
    said = [kind for kind in [*named, notice_kind(title)] if kind is not None]
    if said and not found:
        found.append(Update(type=said[0]))
    return tuple(dict.fromkeys(found))


def _linked(
    record: Mapping[str, Any], kinds: Mapping[str, NoticeType]
) -> Iterator[tuple[NoticeType, Mapping[str, Any]]]:
    """The links to other records of these kinds."""
    for link in _items(record, "commentCorrectionList", "commentCorrection"):
        kind = kinds.get(str(link.get("type") or "").strip().lower())
        if kind is not None:
            yield kind, link


def _people(record: Mapping[str, Any]) -> tuple[Person, ...]:
    told = []
    for author in _items(record, "authorList", "author"):
        given = plain(author.get("firstName")) or plain(author.get("initials"))
        group = plain(author.get("collectiveName")) or plain(author.get("fullName"))
        told.append((plain(author.get("lastName")), given, group))
    if not any(family or group for family, _, group in told[:MAX_PEOPLE]):
        # `Slutsky I, Abumaria N.`: family name, then initials.
        names = plain(record.get("authorString")).rstrip(".").split(", ")
        told = [(*name.rpartition(" ")[::2], name) for name in names]
    return tuple(
        Person(family=family, given=given) if family else Person(name=group)
        for family, given, group in told[:MAX_PEOPLE]
        if family or group
    )


def _phrases(question: tuple[str, str]) -> tuple[str, str]:
    """Title and name as a query can hold them: words alone, no sign that means something there."""
    title, author = (_WORD.findall(text) for text in question)
    return " ".join(title[:TITLE_WORDS]), " ".join(author)


def _is_titled(work: Work, question: tuple[str, str]) -> bool:
    ours, theirs = ("".join(_WORD.findall(t)).casefold() for t in (question[0], work.title))
    return bool(theirs) and (theirs.startswith(ours) or ours.startswith(theirs))


def _term(identifier: str) -> str:
    kind, _, value = identifier.partition(":")
    return _TERMS[kind].format(value)


def identifiers_in(record: Mapping[str, Any]) -> Iterator[str]:
    """The identifiers under which a record is asked for, in lower case."""
    for kind in ("doi", "pmid", "pmcid"):
        value = record.get(kind)
        if isinstance(value, str) and value:
            yield f"{kind}:{value}".casefold()
    if record.get("source") == "NBK":
        yield f"bookshelf:{record.get('id')}".casefold()


def _values(record: Mapping[str, Any], outer: str, inner: str) -> list[Any]:
    """The members of a list in a list element; a single member may come without its list."""
    value = within(record, outer, inner)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _items(record: Mapping[str, Any], outer: str, inner: str) -> list[Mapping[str, Any]]:
    return [v for v in _values(record, outer, inner) if isinstance(v, Mapping)]
