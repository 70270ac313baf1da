"""LAW: what food law says of the wording of commercial articles.

Help for editors, not legal advice. The rules look only at articles that are `commercial` and name
their `jurisdictions`; they never change a verdict. Each gives one finding for an article and lists
its lines. What the knowledge files hold from memory only gives a note, and the note says so.

Where the text of an article is not at hand, its registered quotes are judged as fragments: what a
quote says in its own words counts, and nothing is said about statements that may stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.rule import Hit, Rule, rule, rules_of
from magclaims.model.finding import Location, Severity

if TYPE_CHECKING:
    from magclaims.judge.law import ArticleLaw, LawFinding

_SHOWN = 12
"""Lines or claims that a message lists, at most."""


def _hits(case: Case, rule: Rule) -> Iterator[Hit]:
    """The findings of one rule of the regulation: it has the name of ours."""
    for article_id, law in case.law.items():
        for finding in law.findings:
            if finding.rule == rule.name:
                yield Hit(
                    _subject(case, article_id, law, finding),
                    finding.message + _where(law, finding),
                    finding.suggestion,
                    None if finding.severity is rule.severity else finding.severity,
                )


rules_of("wording", _hits)


def _subject(case: Case, article_id: str, law: ArticleLaw, finding: LawFinding) -> FindingSubject:
    """The first line of the article that is meant; without its text, the first quote."""
    text = case.texts.get(article_id)
    if text is not None and law.whole and finding.lines:
        location = Location(path=str(text.path), line=min(finding.lines))
        return FindingSubject(location, article=article_id)
    if not law.whole and finding.sentences and not finding.titles:
        claim_id, index = law.quotes[finding.sentences[0]]
        place = case.at_occurrence(case.claims[claim_id], index)
        return FindingSubject(place.location, article=article_id)
    return case.at_article(article_id)


def _where(law: ArticleLaw, finding: LawFinding) -> str:
    """The lines of a finding; without the text, the claims or references that it is about."""
    if law.whole:
        what, places = "line", [str(line) for line in sorted(finding.lines)]
    elif finding.titles:
        what, places = "reference", [law.keys[index] for index in finding.sentences]
    else:
        what, places = "claim", [law.quotes[index][0] for index in finding.sentences]
    places = list(dict.fromkeys(places))
    if not places:
        return ""
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    plural = "s" if len(places) > 1 else ""
    return f"; {what}{plural} {', '.join(places[:_SHOWN])}{more}"


@rule("LAW013", Severity.NOTE, scope="article")
def commercial_unknown(case: Case) -> Iterator[Hit]:
    """An article does not say whether its publisher sells the product.

    What: `commercial` is left out; the LAW rules are not judged for it.
    Why: Food law speaks to those who sell; whether it applies cannot be told from a text.
    Instead: `commercial: true` or `commercial: false`. Help for editors, not legal advice.
    """
    for article_id, article in case.dossier.articles.items():
        if article.commercial is None:
            yield Hit(
                case.at_article(article_id),
                f"whether `{article_id}` is published by a seller is not known: "
                "its wording is not judged by food law",
                "add `commercial: true` or `commercial: false`",
            )
