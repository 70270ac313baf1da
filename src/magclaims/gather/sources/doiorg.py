"""doi.org: which agency registered a DOI, for many DOIs in one request; what a short DOI stands for.

`/doiRA/A,B` always answers 200 with `[{"DOI": ..., "RA": ...}]` or a `status` for a DOI that does
not exist. 200 DOIs in one request were seen to work, 400 gave 414.

A short DOI (`10/abcd`) is a handle whose `HS_ALIAS` is the DOI (DOI Handbook, REST API).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import quote

from magclaims.gather.faults import FaultError
from magclaims.gather.http import Crew, Job, Limits
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
        found: dict[str, str | None] = {}
        crew: Crew[dict[str, str | None]] = Crew(self.line)
        for batch in _batches(doi for doi in dois if "," not in doi):
            crew.add(Job(partial(self._ask, batch), lambda _reason: {}))
        for answers in crew.results():
            found |= answers
        return found

    def resolve(self, short: Sequence[str]) -> dict[str, str | None]:
        """The DOI that each short DOI stands for; None where there is no such short DOI.

        One for which no answer came is left out.
        """
        found: dict[str, str | None] = {}
        crew: Crew[dict[str, str | None]] = Crew(self.line)
        for doi in dict.fromkeys(short):
            crew.add(Job(partial(self._alias, doi), lambda _reason: {}))
        for answers in crew.results():
            found |= answers
        return found

    def _alias(self, short: str) -> dict[str, str | None]:
        url = f"{self._base_url}/api/handles/{quote(short, safe='/')}"
        return {short: self.line.ask("single", partial(self._alias_once, url))}

    def _alias_once(self, url: str) -> str | None:
        document = self._web.get(url, usable=(200, 404)).json()
        handle = document if isinstance(document, Mapping) else {}
        if handle.get("responseCode") == NO_SUCH_HANDLE:
            return None
        values = handle.get("values")
        for value in values if isinstance(values, list) else ():
            data = value.get("data") if isinstance(value, Mapping) else None
            if isinstance(data, Mapping) and value.get("type") == "HS_ALIAS":
                doi = normalise_doi(str(data.get("value")))
                if doi is not None:
                    return doi
        raise FaultError("it does not say which DOI is meant", retry=False)

    def _ask(self, batch: Sequence[str]) -> dict[str, str | None]:
        url = f"{self._base_url}/doiRA/" + ",".join(quote(doi, safe="/") for doi in batch)
        rows = self.line.ask("list", lambda: self._web.get(url).json())
        asked = {doi.lower(): doi for doi in batch}
        found: dict[str, str | None] = {}
        for row in rows if isinstance(rows, list) else ():
            if not isinstance(row, Mapping):
                continue
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
