"""What has changed since another state of the files, so that only findings on it count.

Entries are compared by what they say, not by their lines: an entry that moved has not changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field

from magclaims.model.finding import Finding
from magclaims.model.registry import Dossier, Reference
from magclaims.model.values import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """The files as they were, or are."""

    dossier: Dossier
    references: Mapping[str, Reference]
    """By BibTeX key."""
    texts: Mapping[str, bytes | None] = field(default_factory=dict)
    """The articles' files, by article id; None where there is none."""
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    """Registries and bibliographies, by their path in the report."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What has changed, and what rests on it."""

    claims: frozenset[str]
    references: frozenset[str]
    articles: frozenset[str]
    files: frozenset[str]
    known: frozenset[str]
    """All that could be read; of an entry that could not, only its file is known."""

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is about something that has changed."""
        subjects = (
            (finding.claim, self.claims),
            (finding.reference, self.references),
            (finding.article, self.articles),
        )
        named = [(subject, touched) for subject, touched in subjects if subject in self.known]
        if not named:
            return finding.path in self.files
        return any(subject in touched for subject, touched in named)


def touched(before: State, now: State) -> Touched:
    """Return what differs between two states.

    A reference has changed, too, where what is known of its study has, and where a claim or an article
    cites it that did not; a claim where a reference or a text that it rests on has.
    """
    then, today = before.dossier, now.dossier
    references = _differing(before.references, now.references) | _differing(
        then.studies, today.studies
    )
    articles = _differing(then.articles, today.articles) | _differing(before.texts, now.texts)
    claims = _differing({c.id: c for c in then.claims}, {c.id: c for c in today.claims})
    waived = {
        w.subject
        for w in (*then.waivers, *today.waivers)
        if (w in then.waivers) != (w in today.waivers)
    }
    for claim in today.claims:
        rests_on = {evidence.reference for evidence in claim.evidence}
        places = {occurrence.article for occurrence in claim.occurrences}
        if rests_on & references or places & articles:
            claims |= {claim.id}
    cited = {reference for _, reference in _cited(today) - _cited(then)}
    return Touched(
        claims=frozenset(claims | waived),
        references=frozenset(references | cited | waived),
        articles=frozenset(articles | waived),
        files=frozenset(_differing(before.files, now.files)),
        known=frozenset({*now.references, *today.articles, *(c.id for c in today.claims)}),
    )


def _cited(dossier: Dossier) -> set[tuple[str, str]]:
    """Which claim and which article cites which reference."""
    return {
        *((claim.id, link.reference) for claim in dossier.claims for link in claim.evidence),
        *((name, key) for name, article in dossier.articles.items() for key in article.references),
    }


def _differing(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    """The names whose value is new, gone or another one."""
    return {name for name in {**before, **now} if before.get(name) != now.get(name)}


def mark_untouched(findings: Iterable[Finding], changed: Touched) -> tuple[Finding, ...]:
    """The findings, with those on what has not changed marked as known."""
    return tuple(
        finding
        if finding.waived is not None or changed.covers(finding)
        else finding.model_copy(update={"baseline": True})
        for finding in findings
    )
