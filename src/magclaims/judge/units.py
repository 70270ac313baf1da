"""A case in parts that can be judged apart: articles, each with its claims and what they lean on.

Articles that a claim ties together are one part, as are those of one text. What a part says does not
hang on the others: only rules that look at the registry as a whole are left to be run on all of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from magclaims.judge.case import Case
from magclaims.model.registry import Claim, Dossier
from magclaims.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """Articles that are judged together, in the registry's order.

    Attributes:
        drafts: Drafts that quote them.
        references: BibTeX keys that they list or lean on, or leaned on when somebody reviewed them.
    """

    articles: tuple[str, ...]
    claims: tuple[str, ...]
    drafts: tuple[Claim, ...] = ()
    references: tuple[str, ...] = ()


def units(case: Case) -> tuple[Unit, ...]:
    """The parts of a case, each claim, article and study in one at least; in the registry's order."""
    ties = _Ties()
    named: dict[str, str] = {}
    for name, article in case.dossier.articles.items():
        ties.add(name)
        if article.file is not None:
            ties.join(name, named.setdefault(article.file, name))
    for claim in case.dossier.claims:
        where = [o.article for o in claim.occurrences]
        for name in where:
            ties.join(where[0], name)
    claims: dict[str, list[Claim]] = {}
    for claim in case.dossier.claims:
        first = claim.occurrences[0].article if claim.occurrences else ""
        claims.setdefault(ties.of(first), []).append(claim)
    articles: dict[str, list[str]] = {}
    for name in case.dossier.articles:
        articles.setdefault(ties.of(name), []).append(name)
    drafts: dict[str, list[Claim]] = {}
    for draft in case.drafts:
        for root in dict.fromkeys(ties.of(o.article) for o in draft.occurrences):
            drafts.setdefault(root, []).append(draft)
    found = [
        Unit(
            tuple(articles.get(root, ())),
            tuple(claim.id for claim in claims.get(root, ())),
            tuple(drafts.get(root, ())),
            tuple(dict.fromkeys(_keys(case, articles.get(root, ()), claims.get(root, ())))),
        )
        for root in dict.fromkeys([*articles, *claims])
    ]
    used = {key for unit in found for key in unit.references}
    rest = tuple(key for key in case.dossier.studies if key not in used)
    return (*found, Unit((), (), (), rest)) if rest else tuple(found)


def part(case: Case, unit: Unit, *, advised_in: str | None = None) -> Case:
    """The case of one part: with its articles and claims alone, and all that is known of the works."""
    dossier = case.dossier
    own = Dossier.model_construct(
        articles={name: dossier.articles[name] for name in unit.articles},
        studies={key: dossier.studies[key] for key in unit.references if key in dossier.studies},
        claims=tuple(case.claims[id_] for id_ in unit.claims),
        waivers=(),
    )
    texts = {name: case.texts[name] for name in unit.articles if name in case.texts}
    made = replace(
        case, dossier=own, texts=texts, drafts=unit.drafts, faults=(), advised_in=advised_in
    )
    # What is known of works and of faults is known once for all parts.
    for name in (
        "references",
        "identities",
        "studies",
        "judged",
        "shelf",
        "bench",
        "comments",
        "ratings",
        "_evidence_lost",
    ):
        made.__dict__[name] = getattr(case, name)
    return made


def _keys(case: Case, articles: Iterable[str], claims: Iterable[Claim]) -> Iterator[str]:
    for name in articles:
        yield from case.dossier.articles[name].references
    for claim in claims:
        yield from (link.reference for link in claim.evidence)
        for occurrence in claim.occurrences:
            yield from occurrence.cites
        reviewed = case.reviews.reviews.get(claim.id)
        yield from reviewed.references if reviewed is not None else ()


class _Ties:
    """What belongs together, by the name of one of it."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def add(self, name: str) -> None:
        self._up.setdefault(name, name)

    def of(self, name: str) -> str:
        self.add(name)
        while (up := self._up[name]) != name:
            self._up[name] = name = self._up[up]
        return name

    def join(self, one: str, other: str) -> None:
        self._up[self.of(other)] = self.of(one)
