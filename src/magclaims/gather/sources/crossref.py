"""Crossref: works by DOI, in batches through habanero, and the rest one by one.

A batch (`filter=doi:A,doi:B`) silently leaves out what it does not know, and knows no aliases; so
what a batch does not return is asked for singly, without habanero: it neither encodes a DOI in the
path (`10.1234/a#b` would ask for another work) nor follows the redirect of an alias.
The DOI of every record is compared with what was asked.

A DOI that Crossref does not have goes to the agency that registered it: doi.org says which, or
Crossref's own `/agency`. "There is no such DOI" is said only when one of them answered so.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

from magclaims.clock import timestamp
from magclaims.gather.faults import FaultError, TooLongError, UnansweredError
from magclaims.gather.http import Crew, Job, Limits, each, wait_for
from magclaims.gather.shapes import within
from magclaims.gather.sources.datacite import DataCite
from magclaims.gather.sources.doiorg import DoiOrg
from magclaims.gather.sources.records import SELECT, work_from_crossref
from magclaims.gather.sources.source import Reach, Source, Store
from magclaims.model.identifiers import is_short_doi, split_url
from magclaims.model.service import ServiceName
from magclaims.model.values import dataclass
from magclaims.model.work import Answer, Missing, Unreachable, Work

BATCH = 75
"""DOIs in a list at most; so many were seen to work in 2026. A list that fails is asked in halves."""
REQUEST_LINE = 4000
"""Bytes of a request line; Crossref's limit is about 4,096 (staff statement of 2017)."""
# https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
# (in force since 2025-12-01)
POLITE = Limits(lists=3, singles=10, in_flight=3)
PUBLIC = Limits(lists=1, singles=5, in_flight=1)
Found = tuple[Work, ...] | Unreachable
"""What a search gives, best first."""
HOPS = 2
"""Redirects followed from an alias to its prime record."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one question gave."""

    answers: dict[str, Answer] = field(default_factory=dict)
    left: Sequence[str] = ()
    """DOIs to be asked for singly."""
    split: Sequence[str] = ()
    """DOIs to be asked for again, in two lists."""
    unknown: Sequence[str] = ()
    """DOIs that Crossref does not have."""
    is_list: bool = False
    """Whether the question was a list."""


class Crossref(Source):
    """Asked for every DOI, with the agencies behind it, and searched where there is no identifier."""

    name = "crossref"
    label = "Crossref"
    url = "https://api.crossref.org"
    limits = POLITE
    anonymous = PUBLIC
    kinds = ("doi",)
    prefix = "doi:"
    notices = True
    behind = (DoiOrg, DataCite)

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self._doiorg = DoiOrg(reach.to(DoiOrg))
        self._datacite = DataCite(reach.to(DataCite))
        self._mailto = reach.mailto

    def get(self, identifiers: Sequence[str], store: Store | None = None) -> Mapping[str, Answer]:
        """Answer for DOIs (lower case; doi.org resolves short ones), in as few requests as the limits allow."""
        short = [doi for doi in identifiers if is_short_doi(doi)]
        if not short:
            return self._get(identifiers, store)
        full = self._doiorg.resolve(short)
        rest = [doi for doi in identifiers if doi not in short]
        answers = dict(self._get([*rest, *filter(None, full.values())], store))
        resolved = {doi: _of_short(doi, full, answers) for doi in short}
        if store is not None:
            store(resolved)
        return answers | resolved

    def singly(self, identifiers: Sequence[str]) -> dict[str, Work]:
        """The whole records of DOIs, one by one; those that stay unanswered are left out.

        A list cannot be asked for all fields: the dates of a journal's issue come here alone.
        """
        outcomes = each(self.line, map(self._single_job, dict.fromkeys(identifiers)))
        answers = (pair for outcome in outcomes for pair in outcome.answers.items())
        return {doi: answer for doi, answer in answers if isinstance(answer, Work)}

    def _get(self, identifiers: Sequence[str], store: Store | None) -> Mapping[str, Answer]:
        answers: dict[str, Answer] = {}

        def keep(found: Mapping[str, Answer]) -> None:
            answers.update(found)
            if store is not None and found:
                store(found)

        crew: Crew[_Outcome] = Crew(self.line)
        lists = self._add_all(crew, list(dict.fromkeys(identifiers)))
        agencies = _Agencies(self._doiorg)
        left: list[str] = []
        unknown: list[str] = []
        for outcome in crew.results():
            keep(outcome.answers)
            unknown += outcome.unknown
            left += outcome.left
            for doi in outcome.left:
                crew.add(self._single_job(doi), first=True)
            half = (len(outcome.split) + 1) // 2
            parts = [part for part in (outcome.split[:half], outcome.split[half:]) if part]
            for part in parts:
                crew.add(self._batch_job(part))
            lists += len(parts) - outcome.is_list
            if left and not lists:
                agencies.ask(left)
                left = []
        if unknown:
            self._elsewhere(unknown, agencies.answers(unknown), keep)
        return answers

    def _add_all(self, crew: Crew[_Outcome], dois: Sequence[str]) -> int:
        """Set the crew to work on all DOIs; how many lists these are."""
        batched = [doi for doi in dois if _fits_a_list(doi)]
        if batched:
            load_lists()  # before the first request, so that none is late for its turn
        batches = list(self._batches(batched))
        for batch in batches:
            crew.add(self._batch_job(batch))
        for doi in dois:
            if not _fits_a_list(doi):
                crew.add(self._single_job(doi))
        return len(batches)

    def search(self, text: str, rows: int = 5) -> Found:
        """Works whose bibliographic data look like the text, best first by Crossref's own score.

        The score is no confidence: whoever uses a result compares the fields.
        """
        return self.search_all([text], rows)[text]

    def by_alternative_id(self, number: str) -> Found:
        """Works that carry a publisher's own number, e.g. Elsevier's PII without punctuation."""
        asked = f"alternative-id:{number}"
        query = {"filter": {"alternative-id": number}, "limit": 2}
        return self._searched({asked: query})[asked]

    def search_all(self, texts: Sequence[str], rows: int = 5) -> Mapping[str, Found]:
        """`search` for several texts at once."""
        # 400 bytes of title and author find a work; a request line has its limit.
        queries = {
            f"text:{text}": {
                "query_bibliographic": text.encode()[:400].decode(errors="ignore"),
                "limit": rows,
            }
            for text in texts
        }
        found = self._searched(queries)
        return {asked.removeprefix("text:"): works for asked, works in found.items()}

    def _searched(self, queries: Mapping[str, Mapping[str, Any]]) -> dict[str, Found]:
        """What lists give for queries, by what was asked."""

        def ask(asked: str) -> tuple[str, Found]:
            items = self._list(**queries[asked])
            now = timestamp()
            return asked, tuple(work_from_crossref(item, retrieved=now) for item in items)

        def failed(asked: str, reason: str) -> tuple[str, Found]:
            return asked, Unreachable(identifier=asked, service="crossref", reason=reason)

        if queries:
            load_lists()
        jobs = [Job(partial(ask, asked), partial(failed, asked)) for asked in queries]
        return dict(each(self.line, jobs))

    # -- lists, through habanero

    def _batches(self, dois: Sequence[str]) -> Iterator[Sequence[str]]:
        """As few lists as possible, of one size and about one length, within the request line."""
        if not dois:
            return
        base = len(split_url(self._base_url).path) + len(
            "GET /works?filter=&select=&rows= HTTP/1.1"
        )
        budget = REQUEST_LINE - base - len(quote(",".join(SELECT), safe="")) - 10
        ordered = sorted(dois, key=_length, reverse=True)
        # Dealt out from the longest to the shortest, lists differ by less than the longest DOI.
        room = max(budget - _length(ordered[0]), 1)
        count = max(-(-len(dois) // BATCH), -(-sum(map(_length, dois)) // room))
        for start in range(min(count, len(dois))):
            yield ordered[start::count]

    def _batch_job(self, batch: Sequence[str]) -> Job[_Outcome]:
        return Job(partial(self._batch, batch), partial(self._unreachable, batch, is_list=True))

    def _batch(self, batch: Sequence[str]) -> _Outcome:
        try:
            items = self._list(filter={"doi": list(batch)}, select=list(SELECT), limit=len(batch))
        except TooLongError:
            if len(batch) == 1:
                return _Outcome(left=batch, is_list=True)
            return _Outcome(split=batch, is_list=True)
        except UnansweredError as error:
            # One record may break a list; a service that is down is noticed by its line.
            if len(batch) > 1 and self.line.over() is None:
                return _Outcome(split=batch, is_list=True)
            return self._unreachable(batch, str(error), is_list=True)
        asked = dict.fromkeys(batch)
        now = timestamp()
        answers: dict[str, Answer] = {}
        for item in items:
            work = work_from_crossref(item, retrieved=now)
            if work.doi in asked:
                answers[work.doi] = work
        rest = [doi for doi in batch if doi not in answers]
        return _Outcome(answers=answers, left=rest, is_list=True)

    def _list(self, **query: Any) -> list[Mapping[str, Any]]:
        """The items of a list.

        Raises:
            UnansweredError: If it stays unanswered.
        """
        from magclaims.gather.sources.crossref_lists import list_works

        return self.line.ask("list", partial(list_works, self._web, self._base_url, query))

    # -- single works, over our own client

    def _single_job(self, doi: str) -> Job[_Outcome]:
        return Job(partial(self._single, doi), partial(self._unreachable, [doi]))

    def _single(self, doi: str) -> _Outcome:
        asked = doi
        for _ in range(HOPS + 1):
            answer = self.line.ask("single", partial(self._record_once, asked))
            if isinstance(answer, str):
                asked = answer
                continue
            if answer is None:
                if asked == doi:
                    return _Outcome(unknown=[doi])
                return self._unreachable([doi], f"Crossref redirects to {asked}, and has no record")
            work = work_from_crossref(answer, retrieved=timestamp())
            if work.doi != asked and asked not in work.aliases:
                return self._unreachable(
                    [doi], f"Crossref answered with another work ({work.doi or 'without a DOI'})"
                )
            if work.doi != doi and doi not in work.aliases:
                work = work.model_copy(update={"aliases": (*work.aliases, doi)})
            return _Outcome(answers={doi: work})
        return self._unreachable([doi], "Crossref redirects without end")

    def _record_once(self, doi: str) -> Mapping[str, Any] | str | None:
        """The record; the DOI that it redirects to; or None where Crossref has none."""
        url = f"{self._base_url}/works/{quote_doi(doi)}"
        answer = self._web.get(url, self._mail(), usable=(200, 301, 302, 307, 308, 404))
        if answer.status == 404:
            return None
        if answer.status != 200:
            _, works, target = split_url(answer.headers.get("location", "")).path.partition(
                "/works/"
            )
            if not works or not target:
                raise FaultError("a redirect that leads to no work", retry=False)
            return unquote(target).lower()
        message = within(answer.json(), "message")
        if not isinstance(message, Mapping):
            raise FaultError("the answer is not a work")
        return message

    def _mail(self) -> dict[str, str] | None:
        return {"mailto": self._mailto} if self._mailto else None

    # -- DOIs of other agencies

    def _elsewhere(
        self,
        dois: Sequence[str],
        agencies: dict[str, str | None],
        keep: Callable[[Mapping[str, Answer]], None],
    ) -> None:
        """Answer for DOIs that Crossref does not have, with the agencies that doi.org named."""
        asked: dict[str, tuple[ServiceName, ...]] = dict.fromkeys(agencies, ("crossref", "doi.org"))
        rest = [doi for doi in dois if doi not in agencies]
        reasons: dict[str, str] = {}
        jobs = [Job(partial(self._agency, doi), partial(_no_agency, doi)) for doi in rest]
        for doi, agency, reason in each(self.line, jobs):
            if reason is None:
                agencies[doi] = agency
                asked[doi] = ("crossref",)
            else:
                reasons[doi] = reason
        now = timestamp()
        answers: dict[str, Answer] = {}
        datacite = []
        for doi in dois:
            if doi in reasons:
                answers[doi] = _unreachable(
                    doi,
                    "doi.org",
                    "Crossref has no record of it, and who registered it could not be asked: "
                    + reasons[doi],
                )
            elif (agency := agencies[doi]) is None:
                answers[doi] = Missing(identifier=f"doi:{doi}", asked=asked[doi], retrieved=now)
            elif agency.casefold() == "datacite":
                datacite.append(doi)
            elif agency.casefold() == "crossref":
                answers[doi] = _unreachable(
                    doi,
                    "crossref",
                    "it is registered at Crossref, which gives no record of it",
                    exists=True,
                )
            else:
                answers[doi] = _unreachable(
                    doi,
                    "doi.org",
                    f"it exists, registered at {agency}, whose records cannot be read",
                    exists=True,
                )
        keep(answers)
        if datacite:
            keep(self._datacite.get(datacite))

    def _agency(self, doi: str) -> tuple[str, str | None, str | None]:
        return doi, self.line.ask("single", partial(self._agency_once, doi)), None

    def _agency_once(self, doi: str) -> str | None:
        url = f"{self._base_url}/works/{quote_doi(doi)}/agency"
        answer = self._web.get(url, self._mail(), usable=(200, 404))
        if answer.status == 404:
            return None
        agency = within(answer.json(), "message", "agency")
        if not isinstance(within(agency, "id"), str):
            raise FaultError("the answer names no agency")
        return str(agency.get("label") or agency["id"])

    def _unreachable(self, dois: Sequence[str], reason: str, *, is_list: bool = False) -> _Outcome:
        answers: dict[str, Answer] = {doi: _unreachable(doi, "crossref", reason) for doi in dois}
        return _Outcome(answers=answers, is_list=is_list)


class _Agencies:
    """doi.org, asked for the agency of DOIs while Crossref is asked for them singly."""

    def __init__(self, doiorg: DoiOrg) -> None:
        self._doiorg = doiorg
        self._known: dict[str, str | None] = {}
        self._asked: set[str] = set()
        self._threads: list[threading.Thread] = []

    def ask(self, dois: Sequence[str]) -> None:
        """Begin to ask for these."""
        self._asked.update(dois)
        thread = threading.Thread(
            target=lambda: self._known.update(self._doiorg.agencies(dois)), daemon=True
        )
        self._threads.append(thread)
        thread.start()

    def answers(self, dois: Sequence[str]) -> dict[str, str | None]:
        """The agencies of these DOIs, as far as doi.org said, once all that began has ended."""
        rest = [doi for doi in dois if doi not in self._asked]
        if rest:
            self.ask(rest)
        wait_for(self._threads)
        return {doi: self._known[doi] for doi in dois if doi in self._known}


def load_lists() -> None:
    """Load habanero, which takes a moment."""
    import magclaims.gather.sources.crossref_lists  # noqa: F401


def quote_doi(doi: str) -> str:
    """A DOI for the path of an address: what is no letter is encoded, and so are lone dots."""
    parts = quote(doi, safe="/").split("/")
    return "/".join(part.replace(".", "%2E") if part in {".", ".."} else part for part in parts)


def _fits_a_list(doi: str) -> bool:
    """A comma separates filters; a DOI with one can only be asked for singly."""
    return "," not in doi and _length(doi) < 1000


def _length(doi: str) -> int:
    """Bytes that a DOI takes in the request line of a list."""
    return len(quote(f"doi:{doi},", safe=""))


def _of_short(short: str, full: Mapping[str, str | None], answers: Mapping[str, Answer]) -> Answer:
    """The answer for a short DOI: its DOI's, with the short one among its aliases."""
    if short not in full:
        return _unreachable(short, "doi.org", "doi.org did not say for which DOI this one is short")
    doi = full[short]
    if doi is None:
        return Missing(identifier=f"doi:{short}", asked=("doi.org",), retrieved=timestamp())
    answer = answers[doi]
    if isinstance(answer, Work):
        return answer.model_copy(update={"aliases": (*answer.aliases, short)})
    return answer


def _no_agency(doi: str, reason: str) -> tuple[str, str | None, str | None]:
    return doi, None, reason


def _unreachable(
    doi: str, service: ServiceName, reason: str, *, exists: bool = False
) -> Unreachable:
    return Unreachable(identifier=f"doi:{doi}", service=service, reason=reason, exists=exists)
