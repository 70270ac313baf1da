"""The words of printed references (`references.toml`), the years, and what is no part of the work."""

import re
from functools import lru_cache, partial

from magclaims.knowledge.data import load as load_data
from magclaims.model.lazily import expression

reference_words = partial(load_data, "references.toml", "magclaims.read.article")
"""All of references.toml."""
GAP = "¦"
"""Stands where an address stood: it parts what is before it from what is behind it."""
_LONGEST_LINK = 6
"""Words of a link that only leads to a text."""
_EMOJI = expression("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]")


def any_of_list(name: str) -> str:
    """The expressions of one list, as alternatives."""
    return "|".join(reference_words()[name])


# "Full text: https://…", "Te lezen op https://…": these words are none of a title.
_TO_ADDRESS = rf"(?:(?i:{any_of_list('address_labels')})\s?:\s?|(?:(?<=[.,;:()\d]\s)(?:[^\W\d_]+\s){{1,3}}|(?<=\s)[A-Z][a-z]+\s)(?:{any_of_list('before_address')})\s?:?\s)"
ADDRESS = expression(
    rf"\b(?:{_TO_ADDRESS})?(?:https?:/{{1,2}}|\bwww\.)\S+|\b(?:doi|DOI)\s?[:.]?\s?(?:10\.\d{{4,9}}/\S+)?|\b10\.\d{{4,9}}/\S+"
    r"|\bPMC?ID\s?:?\s?(?:PMC)?\s?\d+|\bPMC\s?\d{5,9}\b|\barXiv:\S+|\bNBK\d+\b|\bISSN:?\s[\dX-]{9}"
)
YEAR = expression(r"\b(?:1[89]|20)\d\d\b")
CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
A_YEAR = r"(?:1[89]|20)\d\d"
MONTH = rf"(?:(?i:{any_of_list('months')})\b\.?)"
NO_DATE = rf"(?:{any_of_list('no_date')})"


@lru_cache(maxsize=1)
def _notes() -> re.Pattern[str]:
    return re.compile(
        rf"[\[(]\s?(?:{any_of_list('notes')})\s?[\])]|(?<=[.,;\d]\s)\b(?:{any_of_list('at_end')})\b[.:]?\s*$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _links_to_text() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:(?:{any_of_list('notes')})\W*$|(?:{any_of_list('invitations')})\b)", re.IGNORECASE
    )


def leads_to_text(link: str) -> bool:
    """Whether the words of a link only lead to the text: "PubMed", "Lees het onderzoek"."""
    return len(link.split()) <= _LONGEST_LINK and _links_to_text().match(link) is not None


@lru_cache(maxsize=1)
def _bracketed_tails() -> re.Pattern[str]:
    """`2020 [cited 2021 Feb 3];12(1):4-9`: no more than the bracket goes."""
    return re.compile(
        rf"\s?\[(?:{any_of_list('tails')}|{any_of_list('tails_dated')})\b[^\[\]]*\]", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _tails() -> re.Pattern[str]:
    soon = rf"\.?\s*(?:{GAP}|$)|[\s:]+(?:[^\W\d]+\.?\s){{0,2}}(?:\d|{GAP})"  # "Opnieuw bekeken" ends a title
    return re.compile(
        rf"(?<=[\s.,;(\[])(?:(?:{any_of_list('tails')})\b|(?:{any_of_list('tails_dated')})\b(?={soon})).*$",
        re.IGNORECASE,
    )


def without_addresses(text: str) -> str:
    """The text without addresses, identifiers, notes on how it was read, and pictures."""
    text = _EMOJI.sub(" ", ADDRESS.sub(f" {GAP} ", text)).rstrip(f" {GAP}")
    text = _bracketed_tails().sub("", text)
    text = _tails().sub("", _notes().sub(" ", text))
    text = re.sub(rf"[(\[]\s*{GAP}\s*[)\]]", GAP, " ".join(text.split()))
    return re.sub(
        rf"(?:[\s;,(\[–—|•·-]|{GAP}[\s.]*)+$|^(?:[\s;,–—|•·-]|{GAP})+|\s{GAP}(?=\s{GAP})", "", text
    )


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"\[(?!{A_YEAR}\])[^\[\]\s]{{2,12}}\]\s(?=[^\W\d_])|(?:{any_of_list('leads')})(?:\s\d{{1,3}})?(?:\.?:|\.)\s|(?:{any_of_list('courtesies')})\.\s"
        rf"|(?:{any_of_list('media')}):?\s(?=[\"“„«])",
        re.IGNORECASE,
    )


def without_lead(text: str) -> str:
    """The text without "See:" or "Dr." at its beginning, or "Video" before a title in quotes."""
    found = _lead().match(text)
    return text[found.end() :] if found else text


@lru_cache(maxsize=1)
def _nameless() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:{any_of_list('anonymous')})[.,:]\s(?=\S)|,\s(?:{any_of_list('degrees')})(?=[\s,.;:]|$)"
    )


def without_degrees(text: str) -> str:
    """The text without "PhD" behind a name, and "Anon." instead of one."""
    return _nameless().sub("", text)
