"""A work or a bibliography entry as a citation: the AMA line, a BibTeX entry, CSL-JSON.

All three take a `Work` or a `Reference`, and give plain text without control characters: titles come
from outside.
"""

import re
import string
import unicodedata
from collections.abc import Collection
from typing import Any

from magclaims.errors import ConfigError
from magclaims.knowledge.data import load as load_data
from magclaims.match import compare_journals
from magclaims.model.identifiers import doi_url
from magclaims.model.registry import Person, Reference
from magclaims.model.work import Work

LISTED_AUTHORS = 6
"""AMA Manual of Style, 11th edition: up to six authors are listed, of more the first three."""
SHORTENED_AUTHORS = 3
KEY_STYLE = "{author}{year}"
KEY_PARTS = ("author", "Author", "year", "word")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TEX_TABLE = str.maketrans(
    {sign: f"\\{sign}" for sign in "{}&%#$_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_SPELLED = str.maketrans("øØłŁđ", "oOlLd") | {ord("ß"): "ss", ord("æ"): "ae", ord("œ"): "oe"}
_NOTHING = frozenset({"null", "none", "n/a", "undefined"})
"""What some records hold instead of no volume."""


class _Cited:
    """What the two sorts of item have in common, as plain text."""

    def __init__(self, item: Work | Reference) -> None:
        work = item if isinstance(item, Work) else Work()
        entry = item if isinstance(item, Reference) else Reference(key="", entry_type=work.type)
        self.key = entry.key
        self.type = entry.entry_type
        self.title = _plain(item.title)
        self.authors = tuple(
            Person(family=_plain(p.family), given=_plain(p.given), name=_plain(p.name))
            for p in item.authors
        )
        self.year = item.year
        self.journal = _plain(item.journal)
        self.short_journal = _short_journal(work)
        self.volume = _number(item.volume)
        self.issue = _number(item.issue)
        self.pages = _plain(item.pages or work.article_number)
        self.publisher = _plain(item.publisher)
        self.doi = _plain(item.doi or "")
        self.pmid = _plain(item.pmid or "")
        self.pmcid = _plain(item.pmcid or "")
        self.url = _plain(entry.url)
        self.language = _plain(work.language)


def ama(item: Work | Reference) -> str:
    """The one line that health articles print, in the style of the AMA.

    `Slutsky I, Abumaria N, Wu LJ, et al. Title. Neuron. 2010;65(2):165-177. doi:10.1016/...`
    """
    cited = _Cited(item)
    parts = [_ama_authors(cited.authors), cited.title, cited.short_journal or cited.journal]
    if not cited.journal:
        parts.append(cited.publisher)
    volume = cited.volume + (f"({cited.issue})" if cited.issue else "")
    place = ":".join(part for part in (volume, cited.pages) if part)
    year = str(cited.year or "")
    parts.append(";".join(part for part in (year, place) if part))
    line = " ".join(_with_stop(part) for part in parts if part)
    if cited.doi:
        return f"{line} doi:{cited.doi}".strip()
    identifier = f"PMID: {cited.pmid}" if cited.pmid else cited.pmcid or cited.url
    return f"{line} {identifier}".strip() if identifier else line


def bibtex(
    item: Work | Reference,
    *,
    key: str | None = None,
    style: str = KEY_STYLE,
    taken: Collection[str] = (),
) -> str:
    """A BibTeX entry, ending in a newline; TeX's own signs are escaped, identifiers left alone.

    A key that is not given is made from `style` (see `make_key`), and is none of `taken`.

    Raises:
        ConfigError: `style` has a part that is not known.
    """
    cited = _Cited(item)
    name = key or make_key(item, style=style, taken=taken)
    kind = _types("bibtex").get(cited.type, "misc") if isinstance(item, Work) else cited.type
    container = "booktitle" if kind in {"incollection", "inproceedings", "inbook"} else "journal"
    institution = {"techreport": "institution", "phdthesis": "school"}.get(kind, "publisher")
    fields = {
        "author": " and ".join(_bibtex_name(person) for person in cited.authors),
        "title": tex(cited.title),
        container: tex(cited.journal),
        "year": str(cited.year or ""),
        "volume": tex(cited.volume),
        "number": tex(cited.issue),
        "pages": bibtex_pages(cited.pages),
        institution: "" if kind == "article" else tex(cited.publisher),
        "doi": literal(cited.doi),
        "pmid": literal(cited.pmid),
        "pmcid": literal(cited.pmcid),
        "url": "" if cited.doi else literal(cited.url),
    }
    if isinstance(item, Reference) and fields["url"]:
        fields["urldate"] = literal(item.urldate)
    written = {field: value for field, value in fields.items() if value}
    width = max((len(field) for field in written), default=0)
    lines = [f"  {field:<{width}} = {{{value}}},\n" for field, value in written.items()]
    return f"@{kind}{{{name},\n{''.join(lines)}}}\n"


def csl_json(item: Work | Reference) -> dict[str, Any]:
    """The item as CSL-JSON (schema of CSL 1.0.2): one object of the list that such a file holds."""
    cited = _Cited(item)
    values: dict[str, Any] = {
        "id": cited.key or cited.doi or make_key(item),
        "type": _types("csl").get(cited.type, "document"),
        "title": cited.title,
        "author": [_csl_name(person) for person in cited.authors],
        "issued": {"date-parts": [[cited.year]]} if cited.year else None,
        "container-title": cited.journal,
        "container-title-short": cited.short_journal,
        "volume": cited.volume,
        "issue": cited.issue,
        "page": cited.pages,
        "publisher": cited.publisher,
        "DOI": cited.doi,
        "PMID": cited.pmid,
        "PMCID": cited.pmcid,
        "URL": cited.url or (doi_url(cited.doi) if cited.doi else ""),
        "language": cited.language,
    }
    return {name: value for name, value in values.items() if value}


def make_key(item: Work | Reference, *, style: str = KEY_STYLE, taken: Collection[str] = ()) -> str:
    """A BibTeX key in ASCII that none of `taken` is, in whatever case; a letter tells them apart.

    `style` is a pattern of `{author}` (first family name, lower case), `{Author}` (with a capital), `{year}` and
    `{word}` (the first longer word of the title).

    Raises:
        ConfigError: The style has another part.
    """
    cited = _Cited(item)
    author = _ascii(str(cited.authors[0].family or cited.authors[0].name)) if cited.authors else ""
    found = (_ascii(word) for word in cited.title.split())
    parts = {
        "author": author[:30].lower() or "anonymous",
        "Author": author[:30][:1].upper() + author[1:30] or "Anonymous",
        "year": str(cited.year or "nd"),
        "word": next((word[:30].lower() for word in found if len(word) > 3), "untitled"),
    }
    unknown = set(_style_parts(style)) - parts.keys()
    if unknown:
        known = ", ".join(f"{{{part}}}" for part in KEY_PARTS)
        raise ConfigError(f"key style '{style}': the parts that it may have are {known}")
    base = re.sub(r"[^A-Za-z0-9:_./+-]", "", style.format_map(parts))
    used = {key.lower() for key in taken}
    key, number = base or "entry", 0
    while key.lower() in used:
        key, number = f"{base or 'entry'}{_letters(number)}", number + 1
    return key


def _style_parts(style: str) -> tuple[str, ...]:
    """The names in a style; what is no plain `{name}` comes back whole, to be refused."""
    try:
        parts = list(string.Formatter().parse(style))
    except ValueError:
        return (style,)
    plain = all(not spec and not conversion for _, _, spec, conversion in parts)
    return tuple(name for _, name, _, _ in parts if name is not None) if plain else (style,)


def tex(text: str) -> str:
    """Plain text as TeX reads it back: only TeX's own signs are escaped, letters stay."""
    return text.translate(_TEX_TABLE)


def literal(text: str) -> str:
    """An identifier or address between braces: left alone, but for what would end the value."""
    return re.sub(r"[{}\\\s\"]", lambda match: f"%{ord(match.group()):02X}", text)


def bibtex_pages(pages: str) -> str:
    """Pages with the double hyphen that TeX makes a dash of."""
    return re.sub(r"\s*[-‐‑‒–—−]+\s*", "--", tex(pages))


def _types(of: str) -> dict[str, str]:
    """What types are called in another format."""
    names: dict[str, str] = load_data("types.toml", "magclaims.cite")[of]
    return names


def _short_journal(work: Work) -> str:
    """The shortest name of the journal that abbreviates it, without full stops (as AMA prints it)."""
    names = [_plain(name) for name in work.other_journals]
    short = [
        name
        for name in names
        if 0 < len(name) < len(work.journal)
        and compare_journals(name, work.journal).how == "abbreviated"
    ]
    return min(short, key=len).replace(".", "").replace("  ", " ").strip() if short else ""


def _plain(text: str) -> str:
    """One line without control and direction characters."""
    return " ".join((text if text.isprintable() else _CONTROL.sub(" ", text)).split())


def _number(text: str) -> str:
    plain = _plain(text)
    return "" if plain.lower() in _NOTHING else plain


def _ama_authors(people: tuple[Person, ...]) -> str:
    names = [_ama_name(person) for person in people]
    if len(names) > LISTED_AUTHORS:
        names = [*names[:SHORTENED_AUTHORS], "et al"]
    return ", ".join(name for name in names if name)


def _ama_name(person: Person) -> str:
    if not person.family:
        return person.name
    parts = re.split(r"[\s.\-‐‑]+", person.given)
    initials = "".join(part if part.isupper() and len(part) <= 3 else part[:1] for part in parts)
    # A particle among the given names ("Jeroen de") is no initial.
    capitals = "".join(letter for letter in initials if not letter.islower()) or initials.upper()
    return f"{person.family} {capitals}".strip()


def _with_stop(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else f"{part}."


def _bibtex_name(person: Person) -> str:
    if not person.family:
        return f"{{{tex(person.name)}}}"
    family, given = tex(person.family), tex(person.given)
    # In a list of names a comma and the word "and" mean something: braces hide them.
    if re.search(r",|\band\b", family, re.IGNORECASE) or (not given and " " in family):
        family = f"{{{family}}}"
    if re.search(r",|\band\b", given, re.IGNORECASE):
        given = f"{{{given}}}"
    return f"{family}, {given}" if given else family


def _csl_name(person: Person) -> dict[str, str]:
    if not person.family:
        return {"literal": person.name}
    name = {"family": person.family}
    return name | {"given": person.given} if person.given else name


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPELLED))
    return re.sub(r"[^A-Za-z0-9]", "", decomposed)


def _letters(number: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = string.ascii_lowercase[rest] + letters
    return letters
