"""The printed reference list of an article, item by item beside the bibliography."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from magclaims.knowledge.data import load as load_data
from magclaims.match import RecordMatch, compare
from magclaims.model.identifiers import Identifier, host_of, split_url
from magclaims.model.registry import Design, Person, Reference
from magclaims.model.values import dataclass
from magclaims.model.work import Work
from magclaims.read.article.articles import ReferenceItem
from magclaims.read.article.reference_fields import is_group
from magclaims.read.article.reference_fields.consulted import consulted
from magclaims.read.names import names

_IDENTIFIERS = ("doi", "pmid", "pmcid", "bookshelf", "arxiv")
_SHARED = Work.model_fields.keys() & Reference.model_fields.keys()
"""The fields that a record and an entry have in common."""
_LONGEST = 2000
_LONGEST_NAME = 8
"""Words; Spanish and Dutch names have up to seven."""


@dataclass(frozen=True, slots=True)
class MatchedItem:
    """An item of a printed list, and the entry of the bibliography that it is."""

    printed: ReferenceItem
    key: str | None
    """None where no entry could be told."""
    how: str
    """`identifier`, `fields`, `position`, or empty."""


def reference_of(printed: ReferenceItem) -> Reference:
    """What was read of a printed item, as an entry; what was not read stays empty.

    Names that don't look like an author's are left out: of an item in no known style, the reader
    may have taken other words for names.
    """
    people = tuple(found for name in printed.authors if (found := person(name)) is not None)
    given = {kind: printed.identifier(kind) for kind in _IDENTIFIERS}
    return Reference(
        key="printed",
        entry_type="article" if printed.journal else "misc",
        title=printed.title,
        authors=people if len(people) == len(printed.authors) else (),
        year=printed.year,
        journal=printed.journal,
        volume=printed.volume,
        issue=printed.issue,
        pages=printed.pages,
        url=printed.identifier("url") or "",
        urldate=consulted(printed.text),
        **given,
    )


def person(name: str) -> Person | None:
    """An author as printed, or a group; None where it does not look like one."""
    if is_group(name):
        return Person(name=name)
    found = names(name)
    if len(found) != 1 or len(name.split()) > _LONGEST_NAME or not any(map(str.isupper, name)):
        return None
    return found[0]


def work_of(reference: Reference) -> Work:
    """An entry of the bibliography in the shape of a record, so that it can be compared with."""
    return Work(**{name: getattr(reference, name) for name in _SHARED})


class Shelf:
    """The bibliography, looked up by identifier and address."""

    def __init__(self, references: Mapping[str, Reference]) -> None:
        """Index the references; the first one where two share an identifier."""
        self.references = references
        self._keys: dict[tuple[str, str], str] = {}
        for key, reference in references.items():
            for mark in _marks(reference):
                self._keys.setdefault(mark, key)

    def by_identifier(self, printed: ReferenceItem) -> str | None:
        """The key of the entry that shares an identifier or address with a printed item."""
        return next(filter(None, map(self.by_mark, printed.identifiers)), None)

    def by_mark(self, identifier: Identifier) -> str | None:
        """The key of the entry with an identifier or address."""
        value = identifier.value
        return self._keys.get(
            (identifier.kind, _address(value) if identifier.kind == "url" else value)
        )

    @cached_property
    def _works(self) -> dict[str, Work]:
        return {key: work_of(reference) for key, reference in self.references.items()}

    @cached_property
    def _by_year(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for key, reference in self.references.items():
            if reference.year is not None:
                found.setdefault(reference.year, []).append(key)
        return found

    def by_fields(self, printed: ReferenceItem, among: Sequence[str]) -> str | None:
        """The one entry whose title (or a translation of it), author and place are printed.

        Looked for among some first, then among all entries of the printed year; of those, none that
        has another DOI than the printed one: two works may differ in a word of their title.
        """
        if not printed.title:
            return None
        read = reference_of(printed)
        others = [
            key
            for key in self._by_year.get(printed.year or 0, ())
            if not (read.doi and self._works[key].doi not in {None, read.doi})
        ]
        for keys in (among, others):
            matches = {key: compare(read, self._works[key]) for key in keys if key in self._works}
            fits = [
                key
                for key, match in matches.items()
                if match.certain or match.verdict == "translated_title"
            ]
            if fits:
                return fits[0] if len(fits) == 1 else None
        return None

    def match(self, printed: ReferenceItem, work: Work | None, key: str) -> RecordMatch:
        """A printed item beside its record, or beside its entry where there is no record."""
        return compare(reference_of(printed), work or self._works[key])


def _marks(reference: Reference) -> Iterator[tuple[str, str]]:
    for kind in _IDENTIFIERS:
        value = getattr(reference, kind)
        if value:
            yield kind, value
    if reference.url:
        yield "url", _address(reference.url)


def _address(url: str) -> str:
    """An address without what does not tell pages apart: scheme, `www.`, a slash at the end."""
    parts = split_url(url)
    host = host_of(url).removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}".casefold()


def identify_items(
    printed: Sequence[ReferenceItem], listed: Sequence[str], shelf: Shelf
) -> tuple[MatchedItem, ...]:
    """Tell which entry of the bibliography each printed item is.

    By identifier; else by title, author and place; else, where the list is as long as the printed
    one and the entry at that place is no other item's, by its place.
    """
    found: list[MatchedItem] = []
    for item in printed:
        key, how = shelf.by_identifier(item), "identifier"
        if key is None:
            key, how = shelf.by_fields(item, listed), "fields"
        found.append(MatchedItem(item, key, how if key else ""))
    if len(listed) != len(printed):
        return tuple(found)
    taken = {one.key for one in found}
    return tuple(
        replace(one, key=place, how="position") if not one.key and place not in taken else one
        for one, place in zip(found, listed, strict=True)
    )


def different_words(printed: str, record: str) -> tuple[str, str]:
    """The words in which two nearly equal titles differ, those in between left out."""
    from rapidfuzz.distance import Levenshtein

    ours, theirs = printed.split(), record.split()
    opcodes = Levenshtein.opcodes(printed.casefold().split(), record.casefold().split())
    steps = [step for step in opcodes if step.tag != "equal"]
    return (
        " … ".join(" ".join(ours[step.src_start : step.src_end]) for step in steps).strip(" …"),
        " … ".join(" ".join(theirs[step.dest_start : step.dest_end]) for step in steps).strip(" …"),
    )


# --- what a list calls a study -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Label:
    """Words by which a list calls a study, and the designs that they fit."""

    pattern: re.Pattern[str]
    fits: frozenset[Design]
    says: str


def wrong_label(printed: ReferenceItem, title: str, design: Design) -> tuple[str, str] | None:
    """Words of a printed item that call the study what it is not, and what they say of it.

    Words that stand in the work's own title are left alone.
    """
    for label in _labels():
        found = label.pattern.search(printed.text[:_LONGEST])
        if found and design not in label.fits and not label.pattern.search(title):
            return found.group(), label.says
    return None


@lru_cache(maxsize=1)
def _labels() -> tuple[Label, ...]:
    return tuple(
        Label(
            re.compile(rf"\b(?:{'|'.join(map(re.escape, entry['words']))})\b", re.IGNORECASE),
            frozenset(Design(name) for name in entry["fits"]),
            str(entry["says"]),
        )
        for entry in load_data("reference_labels.toml")["label"]
    )
