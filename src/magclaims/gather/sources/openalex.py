"""OpenAlex: whether it holds a work for retracted, by DOI.

Its `is_retracted` comes from Retraction Watch, as Crossref's notices do: it is no independent
check, but one that may be ahead. Nothing else of its records is read; `doi` only to see that the
answer is about the work that was asked for.

How it is asked: https://docs.openalex.org/api-entities/works/get-a-single-work (an identifier with a
comma or `&` is refused) and https://developers.openalex.org/api-reference/authentication (a free key
is required since 2026-02-13; 100 requests in a second; single works cost nothing).
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from magclaims.clock import timestamp
from magclaims.gather.faults import FaultError
from magclaims.gather.http import Limits
from magclaims.gather.sources.source import Reach, Source, Store
from magclaims.model.identifiers import normalise_doi
from magclaims.model.work import Answer, Missing, Notice, Work


class OpenAlex(Source):
    """Asked whether a DOI's work was retracted, as Retraction Watch told it: no independent check."""

    name = "openalex"
    label = "OpenAlex"
    url = "https://api.openalex.org"
    limits = Limits(lists=10, singles=10, in_flight=3)
    """A tenth of what it allows."""
    kinds = ("doi",)
    usual = False
    whole = False
    takes_key = True

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self._key = reach.key

    def get(self, identifiers: Sequence[str], store: Store | None = None) -> Mapping[str, Answer]:
        """Answer for DOIs, one request each; `Missing` says that OpenAlex does not have it, no more."""
        return self.one_by_one(identifiers, self._single, store)

    def _single(self, identifier: str) -> Answer:
        if "," in identifier or "&" in identifier:
            return self.unanswered(
                identifier, "OpenAlex cannot be asked for a DOI with a comma or &"
            )
        record = self.line.ask("single", partial(self._once, identifier))
        now = timestamp()
        if record is None:
            return Missing(identifier=identifier, asked=(self.name,), retrieved=now)
        doi = normalise_doi(str(record.get("doi")))
        if doi is None or f"doi:{doi}" != identifier:
            return self.unanswered(identifier, "OpenAlex answered with another work")
        retracted = record["is_retracted"]
        notices = (Notice(type="retraction", source=self.name),) if retracted else ()
        return Work(doi=doi, notices=notices, source=self.name, retrieved=now)

    def _once(self, identifier: str) -> Mapping[str, Any] | None:
        url = f"{self._base_url}/works/{quote(identifier, safe=':/')}"
        params = {"select": "doi,is_retracted"} | ({"api_key": self._key} if self._key else {})
        answer = self._web.get(url, params, usable=(200, 404))
        if answer.status == 404:
            return None
        record = answer.json()
        if not isinstance(record, Mapping) or not isinstance(record.get("is_retracted"), bool):
            raise FaultError("the answer does not say whether the work was retracted")
        return record
