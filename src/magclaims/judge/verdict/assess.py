"""The verdict: what a sentence says against what its references can carry.

`link` says how strong a sentence may be on each reference. The occurrence is then described by tags
(`described`), and the first verdict row of the policy that they meet decides. Nothing here reads files
or asks a service.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, repeat

from magclaims.judge.claim.asserted import Asserted, judged_as, language_of
from magclaims.judge.link.cited import CitedWorks
from magclaims.judge.link.links import Links
from magclaims.judge.reasons import reason
from magclaims.judge.verdict.assessment import ClaimAssessment, OccurrenceAssessment, strongest
from magclaims.judge.verdict.bench import Bench, OwnWords, marked_articles
from magclaims.judge.verdict.described import describe
from magclaims.judge.verdict.headline import headline
from magclaims.model.registry import Article, Claim, Kind, Occurrence, Verdict
from magclaims.study.matter import is_on

__all__ = ["ClaimAssessment", "OccurrenceAssessment", "assess"]

_RESTING = frozenset({Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED, Verdict.OVERSTATED})
"""Verdicts that rest on the references that are used."""


def assess(
    claim: Claim, bench: Bench, own: Iterable[OwnWords] = (), *, evidence_lost: bool = False
) -> ClaimAssessment:
    """Judge every occurrence of a claim.

    Args:
        claim: The claim.
        bench: What its occurrences are judged on.
        own: What the articles say by their own words, one for each occurrence, where they are at hand.
        evidence_lost: A part of the claim's evidence could not be read: what is left is not all of it.
    """
    dossier = bench.dossier
    marks = marked_articles(dossier) if bench.marked is None else bench.marked
    sources = CitedWorks(dossier.studies, bench.references, bench.identities, bench.overruled)
    links = Links(sources, bench.policy)

    @cache
    def stated(*, is_effect: bool) -> tuple[Claim, Kind]:
        told = claim.model_copy(update={"kind": Kind.EFFECT}) if is_effect else claim
        return told, judged_as(told, dossier)

    def judged(
        index: int, occurrence: Occurrence, words: OwnWords, *doubts: str
    ) -> OccurrenceAssessment:
        told, kind = stated(is_effect=words.is_effect)
        said = Asserted(
            told,
            occurrence,
            language_of(occurrence, dossier),
            kind,
            words.told,
            words.named,
            words.is_effect,
            words.settled,
            words.in_question and kind is claim.kind,
        )
        return _judged(
            index,
            said,
            links,
            dossier.articles.get(occurrence.article),
            graded=words.graded is not None,
            marks=occurrence.article in marks,
            doubts={*doubts, "evidence_lost"} if evidence_lost else doubts,
        )

    found = []
    read = zip(claim.occurrences, chain(own, repeat(OwnWords())), strict=False)
    for index, (declared, words) in enumerate(read):
        occurrence = words.graded or declared
        as_it_is = judged(index, occurrence, words)
        if as_it_is.said.in_question:  # no question where it is carried, whatever it is
            carried = judged(index, occurrence, replace(words, is_effect=True))
            as_it_is = carried if carried.verdict is Verdict.SUPPORTED else as_it_is
        # What may be a report, in words that nobody listed, is no error where a report would be carried.
        if as_it_is.verdict is Verdict.OVERSTATED and words.unread is not None:
            as_declared = replace(words, is_effect=False)
            told_so = {"reported": True, "subjects": words.unread}
            report = judged(index, occurrence.model_copy(update=told_so), as_declared)
            if report.verdict in {Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED}:
                as_it_is = judged(index, occurrence, as_declared, "report_unread")
        found.append(as_it_is)
    return ClaimAssessment(claim, tuple(found))


def _judged(
    index: int,
    said: Asserted,
    judge: Links,
    article: Article | None,
    *,
    graded: bool,
    marks: bool,
    doubts: Collection[str],
) -> OccurrenceAssessment:
    links = judge.judge(said, article.references if article else ())
    described = describe(said, links, judge, marks=marks and article is not None)
    row = judge.policy.verdict(described.tags.union(doubts))
    verdict = row.verdict or Verdict.UNVERIFIED
    rests = verdict in _RESTING and not row.alone
    best = strongest(links)
    keys = dict.fromkeys(link.evidence.reference for link in links if link.usable)
    unconfirmed = [key for key in keys if rests and not judge.sources[key].confirmed]
    # What needs nothing is not told that it needs a reference.
    moot = {"not_textbook"} if verdict is Verdict.NOT_APPLICABLE else set()
    beside = (found for found in described.reasons if found.code not in moot)
    listed = article.references if article is not None and row.tells == "why_nothing" else ()
    unlinked = () if said.claim.evidence else tuple(_unlinked(said, listed, judge.sources))
    reasons = [*headline(row, said, links, judge, unlinked), *beside]
    if unconfirmed:
        reasons.append(reason("identity_unverified", references=", ".join(unconfirmed)))
    return OccurrenceAssessment(
        index=index,
        said=said,
        strength_source="graded" if graded else "declared",
        verdict=verdict,
        decided=row,
        code=judge.policy.rule_for(row, best.rows if best else ()),
        provisional=bool(unconfirmed),
        reasons=tuple(dict.fromkeys(reasons)),
        links=links,
        unlinked=unlinked,
    )


def _unlinked(said: Asserted, listed: Sequence[str], sources: CitedWorks) -> Iterator[str]:
    """What a sentence cites; of one that cites nothing, what its article lists on the same."""
    claim, cites = said.claim, said.occurrence.cites
    for key in cites or listed:
        source = sources[key]
        named = claim.about.substance, claim.about.outcome
        if source.reference is not None and (
            cites or (source.may_be_used and is_on(*named, source.titles, source.study))
        ):
            yield key
