"""What came out of judging one part of a registry: found now, or kept from an earlier run.

A part is judged apart from all others (`judge.units`), so what came out hangs on what it is made of and on
nothing else: the lines of its entries, the texts of its articles, what is known of its references, the
settings and the program. A digest of these is its name. Where an entry stands in its file is not a part
of it: places are kept beside the entry that they stand in, and moved to where that stands now.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any

from pydantic import BaseModel, Field

from magclaims.commands.program import Digest, program
from magclaims.commands.texts import Texts, UnreadText
from magclaims.commands.unchecked import said_of_texts
from magclaims.judge.case import Case
from magclaims.judge.engine import judge_articles
from magclaims.judge.reasons import skipped_in
from magclaims.judge.rule import RULES
from magclaims.judge.units import Unit, part
from magclaims.model.finding import Finding, Output
from magclaims.model.report import ClaimView, CoverageView, Skipped
from magclaims.model.source_map import EntryLines
from magclaims.model.values import dataclass
from magclaims.render.report import claim_view, coverage_view

_HELD = "\0"
"""Begins the path of a place that stands in an entry; its number follows."""


class JudgedPart(Output):
    """What came out of one part."""

    findings: dict[str, tuple[Finding, ...]] = Field(default_factory=dict)
    """By the code of the rule, as severe as the rules say."""
    claims: tuple[ClaimView, ...] = ()
    coverage: dict[str, CoverageView] = Field(default_factory=dict)
    """How much of the articles is registered, where their texts are at hand."""
    said: dict[str, tuple[Skipped, ...]] = Field(default_factory=dict)
    """What of these texts was not graded or read."""
    beside: dict[str, str] = Field(default_factory=dict)
    """References that were looked at besides the part's own, with what was known of them."""


@dataclass(frozen=True, slots=True)
class How:
    """The settings that have a say in what comes out."""

    language: str = "en"
    """Of the reasons."""
    advised_in: str | None = None
    """Of the advice; that of each article by default."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    policy: Any = None
    """The user's changes of the policy, as JSON knows them."""
    vocabulary: tuple[str, ...] = ()
    """The user's own substances and outcomes: the text of each file."""


def judge_part(case: Case, unit: Unit, how: How) -> JudgedPart:
    """Judge one part of a case."""
    own = part(case, unit, advised_in=how.advised_in)
    findings = judge_articles(own, select=how.select, ignore=how.ignore)
    coverage = ((name, coverage_view(own, name)) for name in own.texts)
    said = {name: said_of_texts({name: text}) for name, text in own.texts.items()}
    return JudgedPart(
        findings=findings,
        claims=tuple(claim_view(own, claim, how.language) for claim in own.dossier.claims),
        coverage={name: view for name, view in coverage if view is not None},
        said={n: tuple(skipped_in(each, how.language) for each in of) for n, of in said.items()},
        beside=dict.fromkeys(_beside(own, unit), ""),
    )


def _beside(own: Case, unit: Unit) -> Iterator[str]:
    """References that the texts print and that the registry does not list."""
    known = set(unit.references)
    for items in own.printed.values():
        yield from (item.key for item in items if item.key is not None and item.key not in known)


# --- names -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PartNames:
    """Names the parts of a case by what they are made of."""

    case: Case
    how: How
    _facts: dict[str, bytes] = field(default_factory=dict)

    def of(self, unit: Unit) -> bytes | None:
        """The name of a part; None where what comes out must not be kept.

        That is so where a service failed to tell of a reference: it may tell tomorrow.
        """
        case = self.case
        if self._program is None:
            return None
        made = Digest(self._program)
        for place in _entries(unit):
            entry = case.source_map.entries.get(place)
            if entry is None:
                return None
            made.add(*place, entry.digest)
        for id_ in unit.claims:
            made.add(id_, *_said_by_reviewers(case, id_))
        for name in unit.articles:
            if name in case.texts:
                made.add(name, *_source(case, name), self._shelf)
        for key in unit.references:
            identity = case.identities.get(key)
            if key in case.gathered.incomplete or (identity is not None and identity.unreachable):
                return None
            made.add(key, self.beside(key))
        return made.digest

    def facts(self, key: str) -> bytes:
        """A digest of all that is known of a reference, but for what the registry says of its study."""
        if key not in self._facts:
            g, made = self.case.gathered, Digest(key)
            made.add(_json(self.case.references.get(key)), key in self._linked)
            for known in (g.answers, g.others, g.absent, g.notices, g.candidates):
                found: Any = known.get(key, ())
                made.add(*map(_json, found if isinstance(found, tuple | list) else (found,)))
            self._facts[key] = made.digest
        return self._facts[key]

    def beside(self, key: str) -> str:
        """The same, with what the registry says of its study."""
        entry = self.case.source_map.entries.get(("studies", key))
        return Digest(self.facts(key)).add(entry.digest if entry else None).digest.hex()

    @cached_property
    def _linked(self) -> frozenset[str]:
        return frozenset(link.reference for c in self.case.dossier.claims for link in c.evidence)

    @cached_property
    def _shelf(self) -> bytes:
        """The bibliography, in which printed references are looked for."""
        made = Digest()
        for reference in self.case.references.values():
            made.add(_json(reference))
        return made.digest

    @cached_property
    def _program(self) -> bytes | None:
        """The program and its settings; None where its files cannot be read: it runs from an archive."""
        case, how, code = self.case, self.how, program()
        if code is None:
            return None
        gathered = (case.gathered.asked, case.gathered.watched, sorted(case.gathered.addresses))
        made = Digest(
            code, how.language, how.advised_in, *how.select, "-", *how.ignore, "-", *how.vocabulary
        )
        made.add(json.dumps(how.policy, sort_keys=True, default=str), *gathered)
        return made.add(sorted(case.options.items())).digest


def _said_by_reviewers(case: Case, claim: str) -> Iterator[str | None]:
    """All that reviewers left behind on a claim."""
    yield _json(case.reviews.reviews.get(claim))
    yield from map(_json, case.comments.get(claim, ()))
    yield from map(_json, case.ratings.get(claim, ()))


def _source(case: Case, name: str) -> UnreadText:
    """The text of an article, as it can be had without reading it into sentences."""
    if isinstance(case.texts, Texts):
        return case.texts.sources[name]
    text = case.texts[name]
    return UnreadText(text.path, text.text, text.language)


def _json(value: BaseModel | None) -> str | None:
    return value.model_dump_json() if value is not None else None


# --- keeping ---------------------------------------------------------------------------------------


def written(found: JudgedPart, unit: Unit, names: PartNames) -> bytes | None:
    """A part as it is kept; None where a place in it belongs to no entry and to no text of its own."""
    places = _Places(unit, names.case)
    try:
        moved = found.model_copy(
            update={
                "findings": {c: tuple(map(places.held, f)) for c, f in found.findings.items()},
                "claims": tuple(_placed(claim, places.held) for claim in found.claims),
                "beside": {key: names.beside(key) for key in found.beside},
            }
        )
    except LookupError:
        return None
    return moved.model_dump_json().encode()


def read(data: bytes, unit: Unit, names: PartNames) -> JudgedPart | None:
    """A part as it was kept, at the places of today; None where it is not of this part.

    What is damaged, or was written by somebody else, is none of ours: claims, quotes, articles and codes
    have to be those of the registry.
    """
    places = _Places(unit, names.case)
    try:
        kept = JudgedPart.model_validate_json(data)
        if not _is_of(kept, unit, names):
            return None
        return kept.model_copy(
            update={
                "findings": {c: tuple(map(places.found, f)) for c, f in kept.findings.items()},
                "claims": tuple(_placed(claim, places.found) for claim in kept.claims),
            }
        )
    except (ValueError, LookupError):
        return None


def _is_of(kept: JudgedPart, unit: Unit, names: PartNames) -> bool:
    case = names.case
    if [view.id for view in kept.claims] != list(unit.claims):
        return False
    for view in kept.claims:
        quoted = [(o.article, o.quote) for o in case.claims[view.id].occurrences]
        if [(o.article, o.quote) for o in view.occurrences] != quoted:
            return False
    told = (f for code, found in kept.findings.items() for f in found if f.code == code in RULES)
    if sum(1 for _ in told) != sum(map(len, kept.findings.values())):
        return False
    texts = {name for name in unit.articles if name in case.texts}
    if set(kept.said) != texts or not set(kept.coverage) <= texts:
        return False
    return all(names.beside(key) == known for key, known in kept.beside.items())


def _entries(unit: Unit) -> Iterator[tuple[str, str]]:
    """The entries of the registry that a part is made of, in one order."""
    yield from (("articles", name) for name in unit.articles)
    yield from (("claims", id_) for id_ in unit.claims)
    yield from (("claims", draft.id) for draft in unit.drafts)


class _Places:
    """Places of a part, as lines of the files and as lines of its entries."""

    def __init__(self, unit: Unit, case: Case) -> None:
        entries = case.source_map.entries
        studies = (("studies", key) for key in unit.references)
        named = [*_entries(unit), *(place for place in studies if place in entries)]
        self.entries = [entries[place] for place in named if place in entries]
        self.by_place = sorted(
            (entry.path, entry.line, number) for number, entry in enumerate(self.entries)
        )
        self.files = {entry.path for entry in self.entries}
        self.texts = {_source(case, name).path for name in unit.articles if name in case.texts}

    def held(self, place: Any) -> Any:
        """The same as a line of an entry.

        Raises:
            LookupError: It stands in none, or a sentence names a line of a file of the registry.
        """
        said = (getattr(place, "message", ""), getattr(place, "suggestion", None) or "")
        if any(f"{file}:" in words for file in self.files for words in said):
            raise LookupError
        if place.path in self.texts:
            return place
        at = bisect_right(self.by_place, (place.path, place.line, len(self.entries))) - 1
        number = self.by_place[at][2] if at >= 0 else 0
        entry = self.entries[number]
        if at < 0 or entry.path != place.path or not entry.line <= place.line < entry.end:
            raise LookupError
        return place.model_copy(
            update={"path": f"{_HELD}{number}", "line": place.line - entry.line}
        )

    def found(self, place: Any) -> Any:
        """The same as a line of the file in which the entry stands now.

        Raises:
            LookupError: There is no such entry or text.
            ValueError: It is no number.
        """
        if not place.path.startswith(_HELD):
            if place.path not in self.texts:
                raise LookupError
            return place
        entry: EntryLines = self.entries[int(place.path.removeprefix(_HELD))]
        if not 0 <= place.line < entry.end - entry.line:
            raise LookupError
        return place.model_copy(update={"path": entry.path, "line": entry.line + place.line})


def _placed(claim: ClaimView, at: Callable[[Any], Any]) -> ClaimView:
    """A claim with its occurrences at other places."""
    return claim.model_copy(update={"occurrences": tuple(map(at, claim.occurrences))})


def together(parts: Sequence[JudgedPart]) -> JudgedPart:
    """All parts as one."""
    findings: dict[str, list[Finding]] = {}
    for each in parts:
        for code, found in each.findings.items():
            findings.setdefault(code, []).extend(found)
    return JudgedPart.model_construct(
        findings={code: tuple(found) for code, found in findings.items()},
        claims=tuple(view for each in parts for view in each.claims),
        coverage=_joined([each.coverage for each in parts]),
        said=_joined([each.said for each in parts]),
    )


def _joined(mappings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {name: value for mapping in mappings for name, value in mapping.items()}
