"""doi.org: which agency registered a DOI, for many DOIs in one request; what a short DOI stands for.

`/doiRA/A,B` always answers 200 with `[{"DOI": ..., "RA": ...}]` or a `status` for a DOI that does
not exist. 200 DOIs in one request were seen to work, 400 gave 414.

A short DOI (`10/abcd`) is a handle whose `HS_ALIAS` is the DOI (DOI Handbook, REST API).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from urllib.parse import quote

from magclaims.gather.faults import FaultError
from magclaims.gather.http import Job, Limits, each
from magclaims.gather.shapes import mapping, mappings, within
from magclaims.gather.sources.source import Service
from magclaims.model.identifiers import normalise_doi

BATCH = 100
PATH_BYTES = 4000
"""Bytes of one request line; the answer 414 was seen far above it."""
DOES_NOT_EXIST = "DOI does not exist"
NO_SUCH_HANDLE = 100
"""`responseCode` of a handle that does not exist."""


class DoiOrg(Service):
    """Asked which agency registered a DOI, and for which DOI a short one stands."""

    name = "doi.org"
    label = "doi.org"
    url = "https://doi.org"
    limits = Limits(lists=5, singles=5, in_flight=2)
    """It publishes none."""

    def agencies(self, dois: Sequence[str]) -> dict[str, str | None]:
        """The agency of each DOI, e.g. `DataCite`; None for a DOI that does not exist.

        A DOI for which no answer came, or that cannot be put into a list because it holds a comma,
        is left out.
        """
        batches = _batches(doi for doi in dois if "," not in doi)
        return self._together(partial(self._ask, batch) for batch in batches)

    def resolve(self, short: Sequence[str]) -> dict[str, str | None]:
        """The DOI that each short DOI stands for; None where there is no such short DOI.

        One for which no answer came is left out.
        """
        return self._together(partial(self._alias, doi) for doi in dict.fromkeys(short))

    def _together(
        self, questions: Iterable[Callable[[], dict[str, str | None]]]
    ) -> dict[str, str | None]:
        """The answers to all questions; one that stays unanswered adds none."""
        jobs = [Job(question, lambda _reason: {}) for question in questions]
        return {doi: said for found in each(self.line, jobs) for doi, said in found.items()}

    def _alias(self, short: str) -> dict[str, str | None]:
        url = f"{self._base_url}/api/handles/{quote(short, safe='/')}"
        return {short: self.line.ask("single", partial(self._alias_once, url))}

    def _alias_once(self, url: str) -> str | None:
        handle = mapping(self._web.get(url, usable=(200, 404)).json())
        if handle.get("responseCode") == NO_SUCH_HANDLE:
            return None
        for value in mappings(handle.get("values")):
            if value.get("type") == "HS_ALIAS":
                doi = normalise_doi(str(within(value, "data", "value")))
                if doi is not None:
                    return doi
        raise FaultError("it does not say which DOI is meant", retry=False)

    def _ask(self, batch: Sequence[str]) -> dict[str, str | None]:
        url = f"{self._base_url}/doiRA/" + ",".join(quote(doi, safe="/") for doi in batch)
        rows = self.line.ask("list", lambda: self._web.get(url).json())
        asked = {doi.lower(): doi for doi in batch}
        found: dict[str, str | None] = {}
        for row in mappings(rows):
            doi = asked.get(str(row.get("DOI", "")).lower())
            if doi is None:
                continue
            if isinstance(row.get("RA"), str):
                found[doi] = row["RA"]
            elif row.get("status") == DOES_NOT_EXIST:
                found[doi] = None
        return found


def _batches(dois: Iterator[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for doi in dois:
        length = len(quote(doi, safe="/")) + 1
        if batch and (len(batch) == BATCH or size + length > PATH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(doi)
        size += length
    if batch:
        yield batch
