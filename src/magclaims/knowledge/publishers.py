"""What an address of a publisher, or a number, stands for: `publishers.toml`."""

import re
from functools import cache
from typing import NamedTuple

from magclaims.knowledge.data import load


class PublisherPage(NamedTuple):
    """What the address of a publisher's page tells of the work behind it."""

    publisher: str
    doi: str | None = None
    """The DOI that the publisher's rule makes of it."""
    pii: str | None = None
    """The publisher's number of the article, without punctuation, by which Crossref finds it."""


class OtherNumber(NamedTuple):
    """The number of something that is no work."""

    name: str
    number: str
    says: str


@cache
def _forms(kind: str, field: str) -> tuple[tuple[re.Pattern[str], dict[str, object]], ...]:
    entries = load("publishers.toml")[kind]
    return tuple((re.compile(entry[field], re.IGNORECASE), entry) for entry in entries)


def page(url: str) -> PublisherPage | None:
    """What is known of a publisher's page by its address alone; None where nothing is."""
    address = re.sub(r"^https?://(?:www\.|m\.)?", "", url, flags=re.IGNORECASE)
    for form, entry in _forms("publisher", "page"):
        found = form.match(address)
        if found is None:
            continue
        name, parts = str(entry["name"]), found.groupdict()
        if "pii" in parts:
            return PublisherPage(name, pii=re.sub(r"[^0-9SX]", "", parts["pii"].upper()))
        journals = entry.get("journals")
        if isinstance(journals, dict):
            parts["journal"] = journals.get(parts["issn"].upper())
            if parts["journal"] is None:
                return None
        return PublisherPage(name, doi=str(entry["doi"]).format(**parts).lower().rstrip(".-"))
    return None


def other(text: str) -> OtherNumber | None:
    """What a text is the number of, where that is no work; None where it is no such number."""
    for form, entry in _forms("other", "form"):
        if found := form.fullmatch(text.strip().strip(".,;()")):
            number = next(value for value in found.groups() if value)
            return OtherNumber(str(entry["name"]), number.strip(), str(entry["says"]))
    return None
