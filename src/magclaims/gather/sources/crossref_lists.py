"""Crossref's lists: habanero makes and checks the query, our own client sends it.

habanero's own way to send has no limit of size or of the time of a whole answer, and makes a TLS
context for every request. This module loads habanero; whoever imports it asks something.
"""

from collections.abc import Mapping
from typing import Any

from habanero.request_class import Request

from magclaims.gather.faults import FaultError
from magclaims.gather.shapes import mappings, within
from magclaims.gather.web import Web, parse_json


class _List(Request):  # type: ignore[misc] # habanero has no types
    """habanero's request, sent by `Web`."""

    def __init__(self, web: Web, base_url: str, query: Mapping[str, Any]) -> None:
        # Web says who asks, in what time and how much is read.
        super().__init__(None, None, None, base_url, "/works", **query)
        self._web = web

    def _req(self, payload: Mapping[str, str], should_warn: bool) -> Any:  # noqa: ARG002, FBT001 - as overridden
        """The answer, told to be the only page: no cursor is followed."""
        answer = parse_json(self._web.get(self._url(), payload).body)
        items = within(answer, "message", "items")
        if not isinstance(items, list):
            raise FaultError("the answer is not a list of works")
        return {"message": {"items": items, "total-results": len(items)}}


def list_works(web: Web, base_url: str, query: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The items of a list; the query is as habanero names it: `filter`, `select`, `limit`, `query_bibliographic`.

    Raises:
        FaultError: No answer, or one that is no list of works.
    """
    # habanero changes the filter that it is given: each attempt gets its own.
    own = {name: dict(v) if isinstance(v, dict) else v for name, v in query.items()}
    return mappings(_List(web, base_url, own).do_request()["message"]["items"])
