"""`magclaims status`: what is open, stale, waived, due and drafted, by article and by person."""

import sys
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict, field
from typing import Any, Literal

from magclaims.clock import checked_at
from magclaims.commands.check import CheckOptions, judged
from magclaims.commands.review import review_of
from magclaims.commands.streams import write_document
from magclaims.commands.terminal import width_of
from magclaims.config import Configuration
from magclaims.errors import Exit
from magclaims.judge.case import Case
from magclaims.model.report import Report
from magclaims.model.values import dataclass
from magclaims.render.escape import json_document, log_line, picked
from magclaims.render.labels import NEEDS_CHANGE
from magclaims.render.language import DEFAULT, Phrases, phrases

SCHEMA = 1
_MOST = 8
"""Claims that a line names before it counts them."""
_LINES = ("open", "rewrites", "rewritten", "stale", "due", "never", "drafts")
"""What may wait in an article, in the order in which it is told."""


@dataclass(slots=True)
class ArticleStatus:
    """The claims of an article by what waits; a claim stands in each list once."""

    id: str
    title: str
    open: list[str] = field(default_factory=list)
    """Some place of it should change, and nobody accepted it as it is."""
    rewrites: list[str] = field(default_factory=list)
    """A wording is accepted for it that the article does not have, as far as its text is at hand."""
    rewritten: list[str] = field(default_factory=list)
    """One is that the article has."""
    stale: list[str] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    waivers: list[dict[str, Any]] = field(default_factory=list)
    comments: int = 0


@dataclass(slots=True)
class OwnerStatus:
    """What somebody answers for."""

    name: str
    waivers: list[dict[str, Any]] = field(default_factory=list)
    reviewed: list[str] = field(default_factory=list)
    """Claims whose last review is theirs."""
    stale: list[str] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    rated: int = 0
    """Places that they gave a verdict on before they saw that of the program; the last one counts."""
    agreed: int = 0
    """Of these, where the two were the same."""
    differ: list[dict[str, Any]] = field(default_factory=list)
    """The others, with both verdicts."""


def status(
    options: CheckOptions, configuration: Configuration, format_: Literal["text", "json"]
) -> Exit:
    """Print where the work stands; it fails nothing."""
    case, report = judged(options, configuration, language="en")
    articles, owners = collect(case, report)
    gone = sorted(set(case.reviews.reviews) - _ids(case))
    if format_ == "json":
        document = {
            "schema": SCHEMA,
            "checked_at": checked_at(),
            "articles": [asdict(one) for one in articles],
            "owners": [asdict(one) for one in owners],
            "rated": sum(one.rated for one in owners),
            "agreed": sum(one.agreed for one in owners),
            "gone": gone,
        }
        write_document(json_document(document))
        return Exit.OK
    width = width_of(sys.stdout)
    t = phrases(configuration.settings.language or DEFAULT)
    for line in _text(articles, owners, gone, t):
        for wrapped in _wrapped(line, width):
            # Wrapping may have brought something to the front that a CI server takes for a command.
            indent = wrapped[: len(wrapped) - len(wrapped.lstrip(" "))]
            sys.stdout.write(f"{indent}{log_line(wrapped)}\n" if wrapped else "\n")
    return Exit.OK


def _wrapped(line: str, width: int) -> list[str]:
    """A line at the width of the terminal; what does not fit stands indented below it."""
    text = line.lstrip(" ")
    indent = line[: len(line) - len(text)]
    below = " " * (6 if indent else 2)
    made = textwrap.wrap(
        log_line(text),
        width,
        initial_indent=indent,
        subsequent_indent=below,
        break_on_hyphens=False,
    )
    return made or [""]


def collect(case: Case, report: Report) -> tuple[list[ArticleStatus], list[OwnerStatus]]:
    """The state of each article and of each person, in the order of their names."""
    found = _Found({a.id: ArticleStatus(a.id, a.title) for a in report.articles})
    found.places(report)
    found.reviews(case)
    found.waivers(case)
    found.ratings(case)
    for comment in case.reviews.comments:
        if comment.article in found.articles:
            found.articles[comment.article].comments += 1
    return (
        [found.articles[name] for name in sorted(found.articles)],
        [found.owners[name] for name in sorted(found.owners)],
    )


@dataclass(slots=True)
class _Found:
    """What is collected."""

    articles: dict[str, ArticleStatus]
    owners: dict[str, OwnerStatus] = field(default_factory=dict)

    def owner(self, name: str) -> OwnerStatus:
        return self.owners.setdefault(name, OwnerStatus(name))

    def places(self, report: Report) -> None:
        """Open places, accepted rewrites and drafts."""
        accepted = {(f.claim, f.article, f.code) for f in report.findings if f.waived is not None}
        for view in report.claims:
            for place in view.occurrences:
                waived = (view.id, place.article, place.code) in accepted
                if place.verdict in NEEDS_CHANGE and not waived:
                    _add(self.articles, place.article, "open", view.id)
                if place.accepted is not None:
                    done = "rewritten" if place.accepted_stands else "rewrites"
                    _add(self.articles, place.article, done, view.id)
        for draft in report.drafts:
            _add(self.articles, draft.article, "drafts", draft.id)

    def reviews(self, case: Case) -> None:
        """Reviews by what they wait for, and whose they are."""
        for claim in case.dossier.claims:
            made, kind = case.reviews.reviews.get(claim.id), review_of(case, claim)
            if kind is not None:
                for name in sorted({o.article for o in claim.occurrences}):
                    _add(self.articles, name, kind, claim.id)
            if made is not None:
                self.owner(made.by).reviewed.append(claim.id)
            if made is not None and kind is not None:
                getattr(self.owner(made.by), kind).append(claim.id)

    def waivers(self, case: Case) -> None:
        """Waivers by article and owner."""
        for waiver, names in _waivers(case):
            self.owner(waiver["owner"]).waivers.append(waiver)
            for name in names:
                if name in self.articles:
                    self.articles[name].waivers.append(waiver)

    def ratings(self, case: Case) -> None:
        """Verdicts that were given blind, against those of the program."""
        last = {(r.by, r.claim, r.article, r.quote): r for r in case.reviews.ratings}
        for rating in last.values():
            owner = self.owner(rating.by)
            owner.rated += 1
            if rating.own is rating.judged:
                owner.agreed += 1
            else:
                told = {"own": rating.own.value, "judged": rating.judged.value}
                owner.differ.append(picked(rating, "claim article quote") | told)


def _add(articles: Mapping[str, ArticleStatus], name: str, kind: str, claim: str) -> None:
    listed = getattr(articles[name], kind) if name in articles else [claim]
    if claim not in listed:
        listed.append(claim)


def _waivers(case: Case) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """The waivers, and the articles that each is about."""
    claims = {claim.id: claim for claim in case.dossier.claims}
    for waiver in case.dossier.waivers:
        claim = claims.get(waiver.subject)
        names = sorted({o.article for o in claim.occurrences}) if claim else [waiver.subject]
        when = {"until": str(waiver.until), "expired": waiver.until < case.today}
        yield picked(waiver, "rule subject owner") | when, names


def _ids(case: Case) -> set[str]:
    return {claim.id for claim in (*case.dossier.claims, *case.drafts)}


def _text(
    articles: list[ArticleStatus], owners: list[OwnerStatus], gone: list[str], t: Phrases
) -> Iterator[str]:
    for article in articles:
        yield from _of_article(article, t)
    for one in owners:
        yield from _of_owner(one, t)
    rated, agreed = sum(one.rated for one in owners), sum(one.agreed for one in owners)
    if rated:
        yield t.of("waiting", "rated_all", rated=rated, agreed=_agreed(rated, agreed, t))
    if gone:
        yield f"{t.of('waiting', 'gone')}{t('colon')} {_named(gone, t)}"


def _counted(t: Phrases, what: str, ids: list[str]) -> Iterator[str]:
    if ids:
        yield f"  {len(ids):>3} {t.of('waiting', what)}{t('colon')} {_named(ids, t)}"


def _of_article(article: ArticleStatus, t: Phrases) -> Iterator[str]:
    yield f"{article.id}{t('colon')} {article.title}"
    for name in _LINES:
        yield from _counted(t, name, getattr(article, name))
    yield from _waiver_lines(article.waivers, t)
    if article.comments:
        yield f"  {article.comments:>3} {t.of('waiting', 'comments')}"
    if not any(getattr(article, name) for name in _LINES) and not article.waivers:
        yield f"      {t.of('waiting', 'nothing')}"
    yield ""


def _of_owner(one: OwnerStatus, t: Phrases) -> Iterator[str]:
    yield one.name
    if one.reviewed:
        yield f"  {len(one.reviewed):>3} {t.of('waiting', 'reviewed')}"
    yield from _counted(t, "stale_of_theirs", one.stale)
    yield from _counted(t, "due_again", one.due)
    yield from _waiver_lines(one.waivers, t)
    if one.rated:
        agreed = _agreed(one.rated, one.agreed, t)
        yield f"  {one.rated:>3} {t.of('waiting', 'rated')}{t('colon')} {agreed}"
    for row in one.differ:
        own, judged = (t.word("verdict", row[name]) for name in ("own", "judged"))
        yield f"      {row['claim']}{t('colon')} {t.of('waiting', 'differs', own=own, judged=judged)}"
    yield ""


def _agreed(rated: int, agreed: int, t: Phrases) -> str:
    return t.of("waiting", "agreed", number=agreed, share=f"{agreed / rated:.0%}")


def _waiver_lines(waivers: list[dict[str, Any]], t: Phrases) -> Iterator[str]:
    for waiver in sorted(waivers, key=lambda w: (w["until"], w["rule"], w["subject"])):
        state = "expired" if waiver["expired"] else "waived"
        yield f"      {t.of('waiting', state, **waiver)}"


def _named(ids: list[str], t: Phrases) -> str:
    more = f" {t.of('waiting', 'more', number=len(ids) - _MOST)}" if len(ids) > _MOST else ""
    return ", ".join(ids[:_MOST]) + more
