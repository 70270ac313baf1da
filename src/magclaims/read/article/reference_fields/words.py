"""The words of printed references (`references.toml`), the years, and what is no part of the work."""

import re
from functools import lru_cache
from typing import Any

from magclaims.knowledge.data import load as load_data
from magclaims.model.lazily import expression

ADDRESS = expression(
    r"\bhttps?:/{1,2}\S+|\bwww\.\S+|\b(?:doi|DOI)\s?[:.]?\s?(?:10\.\d{4,9}/\S+)?|\b10\.\d{4,9}/\S+"
    r"|\bPMC?ID\s?:?\s?(?:PMC)?\s?\d+|\bPMC\s?\d{5,9}\b|\barXiv:\S+|\bNBK\d+\b"
)
GAP = "¦"
"""Stands where an address stood: it parts what is before it from what is behind it."""
_EMOJI = expression("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]")


@lru_cache(maxsize=1)
def reference_words() -> dict[str, Any]:
    """All of references.toml."""
    return load_data("references.toml", "magclaims.read.article")


def any_of_list(name: str) -> str:
    """The expressions of one list, as alternatives."""
    return "|".join(reference_words()[name])


YEAR = expression(r"\b(?:1[89]|20)\d\d\b")
A_YEAR = r"(?:1[89]|20)\d\d"
MONTH = rf"(?:(?:{any_of_list('months')})[a-zé]{{0,7}}\.?)"
NO_DATE = rf"(?:{any_of_list('no_date')})"


@lru_cache(maxsize=1)
def _notes() -> re.Pattern[str]:
    return re.compile(
        rf"[\[(]\s?(?:{any_of_list('notes')})\s?[\])]|(?<=[.,;\d]\s)\b(?:{any_of_list('at_end')})\b[.:]?\s*$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _tails() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s.,;(\[])(?:{any_of_list('tails')})\b.*$", re.IGNORECASE)


def without_addresses(text: str) -> str:
    """The text without addresses, identifiers, notes on how it was read, and pictures."""
    text = _EMOJI.sub(" ", ADDRESS.sub(f" {GAP} ", text)).rstrip(f" {GAP}")
    text = _tails().sub("", _notes().sub(" ", text))
    text = re.sub(rf"[(\[]\s*{GAP}\s*[)\]]", GAP, " ".join(text.split()))
    return re.sub(rf"(?:[\s;,(\[–—-]|{GAP})+$|^(?:[\s;,–—-]|{GAP})+|\s{GAP}(?=\s{GAP})", "", text)


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of_list('leads')})(?:\.?:|\.)\s|(?:{any_of_list('courtesies')})\.\s",
        re.IGNORECASE,
    )


def without_lead(text: str) -> str:
    """The text without "See:" or "Dr." at its beginning."""
    found = _lead().match(text)
    return text[found.end() :] if found else text


@lru_cache(maxsize=1)
def _updated() -> re.Pattern[str]:
    return re.compile(
        rf"[.,;(–—-]\s?(?:{any_of_list('updated')})\b[^;]{{0,12}}?(?:\d{{1,2}}\.?\s)?{MONTH}?[^;.()]{{0,12}}"
        rf"{A_YEAR}\)?\.?$",
        re.IGNORECASE,
    )


def without_update(text: str) -> str:
    """The text without the day on which a page was changed, at its end: ". Updated March 29, 2021"."""
    found = _updated().search(text)
    return text[: found.start()] if found else text


@lru_cache(maxsize=1)
def _edition() -> re.Pattern[str]:
    return re.compile(
        rf"[.,;(]{{0,3}}\s\(?\d{{1,2}}(?:\.|e|de|ste|st|nd|rd|th|ère|ème|ª)?,?\s(?:[^\W\d]+\.?,?\s){{0,2}}(?:{any_of_list('editions')})\b.*$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _genre() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[.?!,])\s(?:[^\W\d_]+\.?\s){{0,2}}(?:{any_of_list('genres')})\b.*$", re.IGNORECASE
    )


def without_genre(text: str) -> str:
    """The text without what follows a title that is no journal's: ". MSc thesis. University"."""
    found = _genre().search(text)
    return text[: found.start()] if found and len(text[: found.start()].split()) > 2 else text


def without_edition(text: str) -> str:
    """The text of a book without its edition and what follows that: "(3rd ed.). London: Leaf Press"."""
    found = _edition().search(text)
    return text[: found.start()] if found and len(text[: found.start()].split()) > 2 else text


def without_tail(text: str) -> str:
    """The text without a remark in brackets at its end; a year stays."""
    found = re.search(r"\s\(([^()]{3,200})\)\.?$", text)
    if (
        found
        and not YEAR.search(found[1])
        and not re.fullmatch(NO_DATE, found[1])
        and re.search(r"[.!?,”\"’']\s*$|\d\)?$|[A-Za-z]$", text[: found.start()])
    ):
        return text[: found.start()]
    return text
