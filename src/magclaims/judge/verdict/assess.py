"""The verdict: what a sentence says against what its references can carry.

`link` says how strong a sentence may be on each reference. The occurrence is then described by tags
(`described`), and the first verdict row of the policy that they meet decides. Nothing here reads files
or asks a service.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from magclaims.judge.claim.asserted import Asserted, judged_as, language_of
from magclaims.judge.link.cited import CitedWorks
from magclaims.judge.link.links import Links
from magclaims.judge.policy import Policy
from magclaims.judge.reasons import reason
from magclaims.judge.verdict.assessment import ClaimAssessment, OccurrenceAssessment, strongest
from magclaims.judge.verdict.described import describe
from magclaims.judge.verdict.headline import headline
from magclaims.lexicon.people import People
from magclaims.match.identity import Identity
from magclaims.model.registry import (
    Article,
    Claim,
    Dossier,
    Kind,
    Occurrence,
    Reference,
    Subject,
    Verdict,
)
from magclaims.study.matter import is_on

__all__ = ["ClaimAssessment", "OccurrenceAssessment", "assess", "marked_articles"]

_RESTING = frozenset({Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED, Verdict.OVERSTATED})
"""Verdicts that rest on the references that are used."""


def assess(
    claim: Claim,
    dossier: Dossier,
    references: Mapping[str, Reference],
    identities: Mapping[str, Identity],
    policy: Policy,
    *,
    graded: Mapping[int, Occurrence] | None = None,
    overruled: Mapping[str, str] | None = None,
    told: Mapping[int, str] | None = None,
    named: Mapping[int, People] | None = None,
    effects: Collection[int] = (),
    in_question: Collection[int] = (),
    settled: Collection[int] = (),
    unread: Mapping[int, tuple[Subject, ...]] | None = None,
    marked: Collection[str] | None = None,
    evidence_lost: bool = False,
) -> ClaimAssessment:
    """Judge every occurrence of a claim.

    Args:
        claim: The claim.
        dossier: For the articles' own reference lists and the studies.
        references: The bibliography, by BibTeX key.
        identities: What the registries say of each reference, by BibTeX key.
        policy: The tables.
        graded: Occurrences as their text was graded, by index, where it was.
        overruled: Why a study is not judged as declared, by BibTeX key.
        told: Sentences that say nothing but the claim, by index of the occurrence: their numbers count.
        named: Whom the articles' own words name, by index, where they are at hand.
        effects: Indexes of occurrences whose words state an effect, whatever the claim's kind.
        in_question: Indexes of occurrences whose words may state one.
        settled: Indexes of occurrences whose own words deny, ask or aim at what the claim states.
        unread: Whom occurrences are about that may report what was found, by index; their words do not tell.
        marked: What `marked_articles` says of the dossier, where the caller has it.
        evidence_lost: A part of the claim's evidence could not be read: what is left is not all of it.
    """
    graded, told, named, unread = graded or {}, told or {}, named or {}, unread or {}
    marks = marked_articles(dossier) if marked is None else marked
    sources = CitedWorks(dossier.studies, references, identities, overruled or {})
    links = Links(sources, policy)
    otherwise = effects or in_question
    as_effect = claim.model_copy(update={"kind": Kind.EFFECT}) if otherwise else claim
    kinds = {False: judged_as(claim, dossier), True: judged_as(as_effect, dossier)}

    def said(index: int, occurrence: Occurrence, *, is_effect: bool) -> Asserted:
        return Asserted(
            as_effect if is_effect else claim,
            occurrence,
            language_of(occurrence, dossier),
            kinds[is_effect],
            told.get(index),
            named.get(index),
            is_effect,
            index in settled,
            index in in_question and kinds[is_effect] is claim.kind,
        )

    def judged(
        index: int, occurrence: Occurrence, *, is_effect: bool, doubts: Collection[str] = ()
    ) -> OccurrenceAssessment:
        return _judged(
            index,
            said(index, occurrence, is_effect=is_effect),
            links,
            dossier.articles.get(occurrence.article),
            graded=index in graded,
            marks=occurrence.article in marks,
            doubts={*doubts, "evidence_lost"} if evidence_lost else doubts,
        )

    found = []
    for index, declared in enumerate(claim.occurrences):
        occurrence = graded.get(index, declared)
        as_it_is = judged(index, occurrence, is_effect=index in effects)
        if as_it_is.said.in_question:  # no question where it is carried, whatever it is
            carried = judged(index, occurrence, is_effect=True)
            as_it_is = carried if carried.verdict is Verdict.SUPPORTED else as_it_is
        # What may be a report, in words that nobody listed, is no error where a report would be carried.
        if as_it_is.verdict is Verdict.OVERSTATED and index in unread:
            told_so = {"reported": True, "subjects": unread[index]}
            report = judged(index, occurrence.model_copy(update=told_so), is_effect=False)
            if report.verdict in {Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED}:
                as_it_is = judged(index, occurrence, is_effect=False, doubts={"report_unread"})
        found.append(as_it_is)
    return ClaimAssessment(claim, tuple(found))


def marked_articles(dossier: Dossier) -> frozenset[str]:
    """The articles of which any sentence carries a mark, as far as the registry knows, by id."""
    return frozenset(o.article for claim in dossier.claims for o in claim.occurrences if o.cites)


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
