"""From the fields of a BibTeX entry to a reference: names, identifiers, year and pages of what was typed."""

import re
from collections.abc import Mapping

from magclaims.model.identifiers import (
    normalise_doi,
    normalise_pmcid,
    normalise_pmid,
    parse_identifier,
)
from magclaims.model.registry import Person, Reference
from magclaims.read.names import names
from magclaims.read.tex import decode

MAX_VALUE = 100_000
"""Longer values are kept as they stand: nothing in them is worth decoding."""


def reference(key: str, entry_type: str, raw: Mapping[str, str]) -> Reference:
    """The reference that an entry of a type (lower case) is.

    `raw` are its fields by lower-case name, without braces and quotes, TeX not decoded.
    """
    texts: dict[str, str] = {}

    def text(*fields: str) -> str:
        for name in fields:
            if name not in texts:
                texts[name] = _text(raw.get(name, ""))
            if texts[name]:
                return texts[name]
        return ""

    title = text("title")
    subtitle = text("subtitle")
    return Reference(
        key=key,
        entry_type=entry_type,
        title=f"{title}: {subtitle}" if title and subtitle else title or subtitle,
        authors=_people(raw.get("author") or raw.get("editor") or ""),
        year=_year(text("year") or text("date")),
        journal=text("journal", "journaltitle", "booktitle"),
        volume=text("volume"),
        issue=text("number", "issue"),
        pages=re.sub(
            r"\s*(?:[‐‑‒–—−]|-{1,3})\s*", "-", text("pages", "eid", "article-number", "articleno")
        ),
        publisher=text("publisher", "institution", "school", "organization"),
        url=_url(raw.get("url", "")),
        urldate=text("urldate", "accessed", "lastchecked"),
        keywords=tuple(
            word.strip() for word in re.split(r"[,;]", text("keywords", "keyword")) if word.strip()
        ),
        raw=raw,
        **_identifiers(raw),
    )


def _identifiers(raw: Mapping[str, str]) -> dict[str, str | None]:
    """Identifiers from their own fields, else from `eprint`, `url`, `howpublished` and `note`.

    A note counts only where it is the identifier and nothing else: a DOI within a sentence may be
    the corrigendum's.
    """
    archive = (raw.get("archiveprefix") or raw.get("eprinttype") or "").strip().lower()
    eprint = _url(raw.get("eprint", ""))
    found: dict[str, str | None] = {
        "doi": normalise_doi(_url(raw.get("doi", ""))),
        "pmid": normalise_pmid(raw.get("pmid", ""))
        or (normalise_pmid(eprint) if archive in {"pubmed", "pmid"} else None),
        "pmcid": normalise_pmcid(raw.get("pmcid") or raw.get("pmc") or ""),
        "arxiv": None,
        "bookshelf": None,
    }
    arxiv = (
        parse_identifier(f"arXiv:{eprint}" if archive == "arxiv" else eprint) if eprint else None
    )
    candidates = [arxiv] if arxiv is not None and arxiv.kind == "arxiv" else []
    for name in ("url", "howpublished", "note"):
        value = _url(raw.get(name, ""))
        identifier = parse_identifier(value) if value and not value.isdigit() else None
        if identifier is not None:
            candidates.append(identifier)
    has_doi_field = bool(raw.get("doi", "").strip())
    for identifier in candidates:
        if identifier.kind == "url" or (identifier.kind == "doi" and has_doi_field):
            continue  # a malformed DOI field is a finding of its own; do not paper over it
        found[identifier.kind] = found[identifier.kind] or identifier.value
    return found


def _text(raw: str) -> str:
    return " ".join(decode(raw).split()) if raw and len(raw) <= MAX_VALUE else ""


def _url(raw: str) -> str:
    r"""A value that is code, not prose: unwrap `\url{...}`, undo escapes, leave the rest."""
    value = raw.strip()
    match = re.fullmatch(r"\\(?:url|href|path|texttt)\s*\{([^{}]*)\}(?:\{.*\})?", value, re.DOTALL)
    value = match[1] if match else value
    value = re.sub(r"\\([_%&#$~{}])", r"\1", value.replace(r"{\_}", "_"))
    return value.replace("{", "").replace("}", "").strip() if "{" in value else value


def _people(raw: str) -> tuple[Person, ...]:
    return names(raw) if raw and len(raw) <= MAX_VALUE else ()


def _year(text: str) -> int | None:
    match = re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", text)
    return int(match[1]) if match else None
