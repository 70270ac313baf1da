"""Identifiers as people paste them: DOI, PMID, PMCID, arXiv, NCBI Bookshelf and URL.

Everything here is a pure function of text. Input may be hostile, so it is cut at `MAX_LENGTH`
characters and no pattern can backtrack over more than one run of characters.
"""

import html
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal
from urllib.parse import SplitResult, quote, unquote, urlsplit

from magclaims.model.lazily import expression
from magclaims.model.values import dataclass

IdentifierKind = Literal["doi", "pmid", "pmcid", "arxiv", "bookshelf", "url"]

MAX_LENGTH = 2048
"""Longer text is no identifier: the longest DOIs in use have a few hundred characters."""

# The registrant is four to nine digits, with optional subdivisions (DOI Handbook, section 2.2); what
# follows are printable characters (ISO 26324).
_DOI = expression(r"10\.\d{4,9}(?:\.\d{1,9})*/[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_CONTROL = expression(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_DOI_START = expression(r"(?<![\d.])10\.\d{4,9}(?:\.\d{1,9})*/")
_SHORT_DOI = expression(r"10/[a-z0-9]{2,8}")
"""What shortdoi.org gives out for a DOI; doi.org knows which one is meant."""
_SHORT_ADDRESS = expression(r"(?:https?:/{1,2})?(?:www\.|dx\.)?(?:short)?doi\.org/([a-z0-9]{3,8})")
_RESOLVERS = frozenset({"doi.org", "dx.doi.org", "www.doi.org", "shortdoi.org", "www.shortdoi.org"})
# What people and programs write before a DOI, whole or broken: `info:doi/`, `urn:doi:`, `doi://`,
# `https:/doi.org/`, `htp://dx.doi.org/`, `DOI-nummer:`, `\\doi{`; nothing else may stand there.
_WRAPPING = expression(
    r"(?:h{0,2}t{1,3}ps?(?![a-z])|info(?![a-z])|urn(?![a-z])|hdl(?![a-z])|handle\.net|"
    r"(?:www\.)?(?:dx\.)?doi\.org(?![a-z])|digital object identifier|doi|url(?![a-z])|href(?![a-z])|"
    r"(?:number|nummer|numero|num|nr|no)(?![a-z])|[^\w]|_)*",
    re.IGNORECASE,
)
_MEANT = expression(
    r"[\W_]*(?:(?:info|urn)[\W_]*doi[\W_]|doi\s?[:=/：]|doi\W{0,2}10\b|(?:h{0,2}t{1,3}ps?\W+)?"
    r"(?:www\.|dx\.)*(?:short)?doi\.org\b|1?0\s?[.,]\s?\d{4,9}(?:\W|$))",
    re.IGNORECASE,
)
# What stands behind a DOI in the same field, and is no part of it.
_BEHIND = expression(
    r"[\s;,|]+(?:\(?\[?(?:pmid|pmcid|pmc\d|pubmed|epub|url|issn|https?:|arxiv|accessed|available)"
    r"|[\[(]?doi[\])]?\s*$).*",
    re.IGNORECASE | re.DOTALL,
)
_GLUED = expression(r"(doi(?:\.org)?)\.(?=10\.\d{4})", re.IGNORECASE)  # `doi.10.1000/x`
_URL = expression(r"(?:https?|ftp)://\S+", re.IGNORECASE)
# As browsers show an address.
_BARE_URL = expression(r"(?:www\.|(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,10}/)\S*", re.IGNORECASE)
# What publishers append to a DOI in the address of a page.
_PAGE_SUFFIX = expression(
    r"/(?:full(?:text|/html)?|abstract|summary|e?pdf(?:full|plus|direct)?|html|xml|meta|"
    r"references|citations?|figures?|tables?|supplementary-material|download)(?:/|$)|\.pdf$",
    re.IGNORECASE,
)
_PMID = expression(r"(?:pmid|pubmed(?:\s*id)?)\s*[:=#]?\s*(\d{1,9})", re.IGNORECASE)
_BARE_PMID = expression(r"\d{5,8}")
_PMCID = expression(r"(?:pmcid\s*[:=]?\s*)?PMC\s?(\d{1,9})(?:\.\d{1,3})?", re.IGNORECASE)
_PMCID_WITHIN = expression(r"\bPMC\s?(\d{4,9})\b")
_ARXIV_ID = r"(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[a-z]{2})?/\d{7})(?:v\d{1,3})?"
_ARXIV = expression(r"arxiv\s*:?\s*" + _ARXIV_ID, re.IGNORECASE)
_ARXIV_BARE = expression(r"(\d{4}\.\d{4,5})(?:v\d{1,3})?")
_BOOKSHELF = expression(r"NBK(\d{1,9})(?:\.\d{1,3})?", re.IGNORECASE)
_PATHS: tuple[tuple[IdentifierKind, str, re.Pattern[str]], ...] = (
    ("pmcid", "PMC", re.compile(r"/PMC(\d{1,9})(?:\.\d{1,3})?(?:/|$)", re.IGNORECASE)),
    ("bookshelf", "NBK", re.compile(r"/books/NBK(\d{1,9})(?:\.\d{1,3})?(?:/|$)", re.IGNORECASE)),
    (
        "pmid",
        "",
        re.compile(r"(?:/pubmed/|/(?:article|abstract)/med/|^/)(\d{1,9})(?:/|$)", re.IGNORECASE),
    ),
)
"""What paths of NCBI and Europe PMC identify: the kind, what stands before the number, and the form."""
_ARXIV_PATH = expression(r"/(?:abs|pdf|html|format)/" + _ARXIV_ID + r"(?:\.pdf)?/?$", re.IGNORECASE)

_INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u061c\u200e\u200f"),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
"""What pages and word processors leave in what is copied: joiners, hyphens, marks of direction."""
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_TEX_ESCAPE = expression(r"(?<!\\)\\+([_%&#$~<>{}])")
_TEX_LINK = expression(r"\\(?:doi|url|href|path|nolinkurl|texttt)(?![a-z])\s*(?=\{)", re.IGNORECASE)
_PERCENT = expression(r"%[0-9A-Fa-f]{2}")
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_TRAILING = ".,:;!?*'\"`´’‘”“»«…|\\/"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in its normal form.

    Attributes:
        kind: What sort of identifier it is.
        value: DOI in lower case without prefix; PMID as digits; `PMC` and digits; arXiv id without
            version; `NBK` and digits; URL as given.
    """

    kind: IdentifierKind
    value: str

    def __str__(self) -> str:
        return self.value if self.kind == "url" else f"{self.kind}:{self.value}"


def parse_identifier(text: str) -> Identifier | None:
    """Tell what a pasted text identifies; None where it is no identifier (then it is free text).

    The whole text must be the identifier, with its usual prefixes and trailing punctuation; bare
    digits (5 to 8) are read as a PMID. DOIs within free text are found by `find_dois`.
    """
    cleaned = _clean(text)
    if not cleaned:
        return None
    doi = normalise_doi(cleaned)
    if doi is not None:
        return Identifier("doi", doi)
    if _URL.fullmatch(cleaned):
        url = trim(cleaned, _TRAILING.replace("/", ""))
        return _from_url(url) if _URL.fullmatch(url) else None
    cleaned = trim(cleaned.lstrip("<(["))
    if _URL.fullmatch(cleaned):
        return _from_url(cleaned)
    if match := _PMID.fullmatch(cleaned):
        return _numbered("pmid", "", match[1])
    if _BARE_PMID.fullmatch(cleaned):
        return _numbered("pmid", "", cleaned)
    if match := _PMCID.fullmatch(cleaned):
        return _numbered("pmcid", "PMC", match[1])
    if match := _ARXIV.fullmatch(cleaned) or _ARXIV_BARE.fullmatch(cleaned):
        return Identifier("arxiv", match[1].lower())
    if match := _BOOKSHELF.fullmatch(cleaned):
        return _numbered("bookshelf", "NBK", match[1])
    if _BARE_URL.fullmatch(cleaned):
        return _from_url(f"https://{cleaned}")
    return None


def normalise_doi(text: str) -> str | None:
    r"""Give the DOI that a text consists of: lower case, without prefix, decoded; else None.

    Accepts labels and schemes (`doi:`, `info:doi/`, `urn:doi:`), addresses at doi.org (also broken
    ones: `https:/doi.org/`) and of publishers, `\doi{}`, percent-encoding, HTML entities, TeX
    escapes, typographic dashes, trailing punctuation, and short DOIs (`10/abcd`). Space within the
    DOI makes it None, since what follows may or may not belong to it (`doi_problem` says so).
    """
    cleaned = _unwrapped(_clean(text))
    if not cleaned:
        return None
    cleaned = _GLUED.sub(r"\1:", cleaned)
    if _BARE_URL.fullmatch(cleaned):
        cleaned = f"https://{cleaned}"
    is_url = _URL.match(cleaned) is not None and host_of(cleaned) not in _RESOLVERS
    begins = _DOI_START.search(cleaned)
    # A DOI that goes on with "doi.org" is no address: what its ? and # begin is its own.
    if is_url or "doi.org" in cleaned[: begins.start() if begins else None].lower():
        cleaned = _cut_query(cleaned)
    cleaned = _decode(cleaned)
    start = _DOI_START.search(cleaned)
    if start is None:
        return _short_doi(cleaned)
    if not is_url and not _WRAPPING.fullmatch(cleaned, 0, start.start()):
        return None
    found = _BEHIND.sub("", cleaned[start.start() :])
    if is_url:
        found = re.split(r"[?&]", found, maxsplit=1)[0]
        suffix = _PAGE_SUFFIX.search(found, start.end() - start.start())
        if suffix:
            found = found[: suffix.start()]
    return _finish(found)


def is_short_doi(doi: str) -> bool:
    """Whether a DOI in its normal form is a short one, which only doi.org can resolve."""
    return _SHORT_DOI.fullmatch(doi) is not None


def meant_as_doi(text: str) -> bool:
    """Whether a text that is no DOI was meant as one: then it is a mistake, not words to search for."""
    cleaned = _decode(_unwrapped(_clean(text)))
    return _MEANT.match(cleaned) is not None


def _unwrapped(text: str) -> str:
    r"""Without `\doi{...}` and `\href{...}{...}` (what is shown is left out), and without `<a href=`."""
    if "\\" in text:
        link = _TEX_LINK.search(text)
        if link is not None and not text[: link.start()].strip(" {"):
            inner, depth = link.end(), 0
            for place in range(inner, len(text)):
                depth += {"{": 1, "}": -1}.get(text[place], 0)
                if depth == 0:
                    return text[inner + 1 : place].strip()
            return text[inner + 1 :].strip()
    if text[:2].lower() == "<a":
        target = re.match(r"<a\s[^<>]{0,300}?href\s?=\s?[\"']?([^\s\"'<>]+)", text, re.IGNORECASE)
        return target[1] if target else text
    return text


def _short_doi(text: str) -> str | None:
    """A short DOI: `10/abcd`, also as an address (`https://doi.org/abcd`, without its `10/`)."""
    bare = trim(text).lower()
    match = re.search(r"(?<![\w.])10/[a-z0-9]{2,8}$", bare)
    if match and _WRAPPING.fullmatch(bare, 0, match.start()):
        # Fractions and dates are no DOIs: without a label a letter must be there.
        plain_number = match.start() == 0 and match.group()[3:].isdigit()
        return None if plain_number else match.group()
    match = _SHORT_ADDRESS.fullmatch(bare)
    # Short names have a digit or are few letters; `doi.org/resources` is a page.
    if match and (re.search(r"\d", match[1]) or len(match[1]) <= 6):
        return f"10/{match[1]}"
    return None


def find_dois(text: str) -> tuple[str, ...]:
    """Every DOI within free text, normalised, in order, without repeats; at most 100."""
    found: dict[str, None] = {}
    for match in _DOI_START.finditer(text.translate(_INVISIBLE)):
        tail = re.match(
            r"[^\s\"\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,2048}",
            match.string[match.start() :][:MAX_LENGTH],
        )
        doi = normalise_doi(tail.group()) if tail else None
        if doi is not None:
            found[doi] = None
        if len(found) >= 100:
            break
    return tuple(found)


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """The identifiers within free text: all DOIs, else what carries a label (PMID, PMC, arXiv)."""
    dois = find_dois(text)
    if dois:
        return tuple(Identifier("doi", doi) for doi in dois)
    cleaned = _clean(text)
    found = [
        *(_numbered("pmid", "", match[1]) for match in _PMID.finditer(cleaned)),
        *(_numbered("pmcid", "PMC", match[1]) for match in _PMCID_WITHIN.finditer(cleaned)),
        *(Identifier("arxiv", match[1].lower()) for match in _ARXIV.finditer(cleaned)),
    ]
    return tuple(dict.fromkeys(filter(None, found)))


def doi_problem(raw: str) -> str | None:
    """Say what is wrong with the form of a `doi` field, and what it should be; None if nothing.

    Letter case is no problem: DOIs are case-insensitive (ISO 26324). A form that is merely unusual
    (an address, a label) still has a `normalise_doi`; a broken one has not.
    """
    stripped = raw.strip()
    doi = normalise_doi(raw)
    if doi is not None:
        if _TEX_ESCAPE.sub(r"\1", stripped).lower() == doi:
            return None
        return f"{_form(stripped)}; it should be {doi}"
    if not stripped:
        return "it is empty; remove the field or fill it in"
    if len(stripped) > MAX_LENGTH:
        return f"it has more than {MAX_LENGTH} characters, so it is no DOI"
    if _CONTROL.search("".join(stripped.split())):
        return "it holds a control character; it should be 10.<registrant>/<suffix>"
    joined = re.sub(r"\s+", "", stripped)
    repaired = normalise_doi(joined) if joined != stripped else None
    if repaired is not None and not is_short_doi(repaired):
        return f"it has a space in it; it should be {repaired} if the parts belong together"
    if re.match(r"10[.,]?\d{4,9}(?:\.\d+)*/?$", joined):
        return "only the prefix is there; it should be 10.<registrant>/<suffix>"
    if re.match(r"(?:doi:)?\s*1?0?[.,]?\d{4,9}/\S", stripped, re.IGNORECASE):
        return "it does not begin with '10.'; it should be 10.<registrant>/<suffix>"
    other = parse_identifier(stripped)
    if other is not None:
        name = {"pmid": "a PMID", "pmcid": "a PMCID", "arxiv": "an arXiv id"}
        name |= {"url": "a URL", "bookshelf": "an NCBI Bookshelf number"}
        kind = name.get(other.kind, "another identifier")
        return f"it is {kind}, not a DOI; it should be 10.<registrant>/<suffix>"
    return "it is no DOI; it should be 10.<registrant>/<suffix>"


def doi_url(doi: str) -> str:
    """The address of a DOI at doi.org, percent-encoded where a URL needs it."""
    return "https://doi.org/" + quote(doi, safe="/:;()._-+,@!$'*")


def arxiv_doi(arxiv: str) -> str:
    """The DOI under which an arXiv id is registered (at DataCite, since 2022)."""
    return f"10.48550/arxiv.{arxiv.lower()}"


def normalise_pmid(text: str) -> str | None:
    """The digits of a PMID as people paste it, bare digits of any length included; else None."""
    return _number_of("pmid", "", text)


def normalise_pmcid(text: str) -> str | None:
    """`PMC` and digits, from any form that people paste, bare digits included; else None."""
    return _number_of("pmcid", "PMC", text)


def _number_of(kind: IdentifierKind, prefix: str, text: str) -> str | None:
    cleaned = trim(_clean(text))
    bare = re.fullmatch(r"\d{1,9}", cleaned)
    found = _numbered(kind, prefix, cleaned) if bare else parse_identifier(cleaned)
    return found.value if found is not None and found.kind == kind else None


def _clean(text: str) -> str:
    if len(text) > MAX_LENGTH:
        return ""
    return text.replace("\x00", "").translate(_INVISIBLE).strip()


def _decode(text: str) -> str:
    """Undo the wrappings of a DOI: HTML entities (also doubly escaped), %XX, TeX escapes."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    # Encoded twice, too; and so that what was decoded once is the same decoded again.
    while _PERCENT.search(text):
        text = unquote(text, errors="replace")
    return _TEX_ESCAPE.sub(r"\1", text).translate(_DASHES).translate(_INVISIBLE)


def _cut_query(url: str) -> str:
    """Drop `?query` and `#fragment`, but keep a `#` that belongs to an old DOI (`...>2.0.CO;2-#`)."""
    head, mark, fragment = url.partition("#")
    belongs = (head.endswith("-") and not fragment.strip(").,;")) or set(fragment) & {"<", ">"}
    if mark and not belongs:
        url = head
    head, mark, query = url.partition("?")
    # Some publishers give the DOI itself as a parameter: article.aspx?doi=10.1001/...
    return url if mark and not _DOI_START.search(unquote(head)) and "10." in query else head


def _finish(found: str) -> str | None:
    """Cut what follows the DOI, and check that a DOI is left."""
    found = re.split(r"</|[\"“”]|<br\b", found, maxsplit=1, flags=re.IGNORECASE)[0]
    found = trim(found).lower()
    return found if _DOI.fullmatch(found) else None


def trim(
    text: str, trailing: str = _TRAILING, pairs: Mapping[str, str] = MappingProxyType(_PAIRS)
) -> str:
    """Strip closing punctuation, and brackets that were opened before the identifier."""
    end = len(text)
    surplus = {closer: text.count(closer) - text.count(opener) for closer, opener in pairs.items()}
    while end:
        last = text[end - 1]
        if last in pairs and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in trailing and not last.isspace():
            break
        end -= 1
    return text[:end]


def split_url(url: str) -> SplitResult:
    """`urlsplit`, of anything: what is no address (`https://x.org]/`) is all path, without a host."""
    try:
        parts = urlsplit(url)
        _ = parts.hostname
    except ValueError:
        return SplitResult("", "", url, "", "")
    return parts


def host_of(url: str) -> str:
    """The host of an address in lower case; empty where it has none."""
    return (split_url(url).hostname or "").lower()


def _from_url(url: str) -> Identifier:
    parts, host = split_url(url), host_of(url)
    path = unquote(parts.path)
    if host.endswith(("nlm.nih.gov", "europepmc.org")):
        for kind, prefix, form in _PATHS:
            if match := form.search(path):
                return _numbered(kind, prefix, match[1]) or Identifier("url", url)
    if host.endswith("arxiv.org") and (match := _ARXIV_PATH.search(path)):
        return Identifier("arxiv", match[1].lower())
    return Identifier("url", url)


def _numbered(kind: IdentifierKind, prefix: str, digits: str) -> Identifier | None:
    """An identifier made of a number, without leading zeros; None for zero."""
    number = digits.lstrip("0")
    return Identifier(kind, prefix + number) if number else None


def _form(raw: str) -> str:
    lowered = raw.lower()
    if raw.startswith(("\\", "{\\")):
        return "it is wrapped in a TeX command"
    if re.match(r"\W*(?:h{0,2}t{1,3}ps?\b|www\.|(?:dx\.)?doi\.org)", lowered):
        return "it is written as an address"
    if re.match(r"\W*(?:info|urn|doi|digital)", lowered):
        return "it has a label in front of it"
    if _PERCENT.search(raw):
        return "it is percent-encoded"
    if raw.translate(_DASHES) != raw:
        return "it has a typographic dash"
    return "it holds characters that do not belong to it"
