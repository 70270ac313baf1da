"""The words and tags that tell what kind of study a record reports, and their votes.

The cues are data (`knowledge/study_cues.toml`): a pattern, where it is looked for, and the points
that it gives to each of seven classes. The points are set by hand; nothing is learnt.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import Any, Literal, NamedTuple, get_args

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.model.registry import Design
from magclaims.model.values import dataclass

tables = partial(load_data, "study_cues.toml")
"""The file as it stands, read once."""
StudyClass = Literal["rct", "human", "animal", "in_vitro", "review", "systematic_review", "other"]
CLASSES: tuple[StudyClass, ...] = get_args(StudyClass)
Place = Literal["title", "abstract", "text"]
Votes = Mapping[str, float]
_HYPHENS = {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2212"}


@dataclass(frozen=True, slots=True)
class StudyCue:
    """A pattern and its votes; the fields are described at the head of the TOML file."""

    id: str
    where: Place
    pattern: re.Pattern[str]
    votes: Votes
    times: int = 1
    at_least: int = 1
    absent: bool = False
    quiet: bool = False
    design: Design | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """PubMed publication types or MeSH headings that vote."""

    id: str
    kind: Literal["type", "mesh"]
    names: frozenset[str]
    votes: Votes
    design: Design | None


class CueFound(NamedTuple):
    """A cue or tag that was found."""

    id: str
    where: str
    """title, abstract, text, "publication type" or MeSH."""
    words: str
    """The very words; empty where the cue is that something is absent."""
    votes: Votes
    """Points, the repetitions counted in."""
    design: Design | None = None
    absent: bool = False
    quiet: bool = False
    """Counts, but is no reason by itself."""


class Cues(NamedTuple):
    """The content of the file, ready for use."""

    prior: Votes
    words: tuple[StudyCue, ...]
    tags: tuple[Tag, ...]
    meaning: Mapping[str, str]
    species: Mapping[str, re.Pattern[str]]
    people: re.Pattern[str]
    """What may stand as a species of people, in all languages."""


def _design(row: Mapping[str, Any]) -> Design | None:
    return Design(row["design"]) if "design" in row else None


@cache
def cues() -> Cues:
    """The cues, ready for use."""
    data = tables()
    words = tuple(
        StudyCue(**row | {"pattern": re.compile(row["pattern"], re.DOTALL), "design": _design(row)})
        for row in data["cue"]
    )
    tags = tuple(
        Tag(row["id"], row["kind"], frozenset(row["names"]), row["votes"], _design(row))
        for row in data["tag"]
    )
    species = {name: whole_words(forms) for name, forms in data["species"].items()}
    people = [name for names in data["people"].values() for name in names]
    return Cues(data["prior"], words, tags, data["meaning"], species, whole_words(people))


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, which are in the form that `normal` gives."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def normal(text: str) -> str:
    """Lower case without accents and with plain hyphens; every character keeps its place."""
    return fold(text).translate(_HYPHENS)


def word_hits(title: str, abstract: str) -> list[CueFound]:
    """The cues in a title and abstract, in the order of the file.

    The words of a hit come from the text as written. Cues for something absent are looked for only
    where there is a text to look in.
    """
    zones = {
        "title": title,
        "abstract": abstract,
        "text": f"{title}. {abstract}" if abstract else title,
    }
    plain = {place: normal(zone) for place, zone in zones.items()}
    hits = []
    for cue in cues().words:
        if not abstract and (cue.where == "abstract" or cue.absent):
            continue
        hit = _hit(cue, zones[cue.where], plain[cue.where])
        if hit is not None:
            hits.append(hit)
    return hits


def _hit(cue: StudyCue, zone: str, plain: str) -> CueFound | None:
    first: re.Match[str] | None = None
    count = 0
    for match in cue.pattern.finditer(plain):
        first = first or match
        count += 1
        if count >= max(cue.times, cue.at_least):
            break
    if cue.absent:
        return (
            None if count else CueFound(cue.id, cue.where, "", cue.votes, cue.design, absent=True)
        )
    if first is None or count < cue.at_least:
        return None
    times = min(count, cue.times)
    votes = {name: points * times for name, points in cue.votes.items()}
    end = first.end()
    while end < len(zone) and zone[end].isalnum():
        end += 1  # a pattern may stop within a word; people read whole ones
    words = zone[first.start() : end].strip()
    return CueFound(cue.id, cue.where, words, votes, cue.design, quiet=cue.quiet)


def tag_hits(publication_types: Iterable[str], mesh: Iterable[str]) -> list[CueFound]:
    """The tags that vote; a heading may carry qualifiers ("Magnesium/pharmacology")."""
    hits = []
    for kind, where, values in (
        ("type", "publication type", publication_types),
        ("mesh", "MeSH", mesh),
    ):
        written = {heading(value): value for value in reversed(list(values))}
        for tag in cues().tags:
            found = [w for w in written if w in tag.names] if tag.kind == kind else []
            if found:
                words = written[min(found)].strip()
                hits.append(CueFound(tag.id, where, words, tag.votes, tag.design))
    return hits


def heading(value: str) -> str:
    """A MeSH heading or publication type in the form in which they are compared."""
    return value.split("/", maxsplit=1)[0].strip(" *").lower()


def score(hits: Iterable[CueFound], *, positive_only: bool = False) -> dict[StudyClass, float]:
    """Points for each class; `positive_only` leaves out what rests on something absent."""
    prior = cues().prior
    totals: dict[StudyClass, float] = {name: prior.get(name, 0.0) for name in CLASSES}
    for hit in hits:
        if positive_only and hit.absent:
            continue
        for name in CLASSES:
            totals[name] += hit.votes.get(name, 0.0)
    return totals


def species_in(text: str) -> tuple[str, ...]:
    """The animals that a text names, in the order in which it first names them."""
    plain = normal(text)
    found = sorted(
        (m.start(), -m.end(), name) for name, p in cues().species.items() for m in p.finditer(plain)
    )
    whole = (
        name
        for start, end, name in found
        if not any(a < start and end >= b for a, b, _ in found)  # no pigs in "guinea pigs"
    )
    return tuple(dict.fromkeys(whole))


def names_people(species: str) -> bool:
    """Whether what stands as a species is of people: "human adults", "Mensch"."""
    return cues().people.search(normal(species)) is not None
