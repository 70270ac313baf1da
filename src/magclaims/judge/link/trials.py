"""Whether randomised trials of one claim carry each other: two papers may be one trial."""

from collections.abc import Iterator, Sequence

from magclaims.judge.link.assessment import LinkAssessment
from magclaims.judge.link.cited import CitedWorks
from magclaims.judge.policy import Policy
from magclaims.judge.reasons import reason
from magclaims.model.finding import Reason
from magclaims.model.registry import Design, Relation, Strength, unique
from magclaims.study.published import Paper, one_trial, paid_by_others

_RATED_LOW = frozenset({"certainty_low", "certainty_very_low"})


def apart(
    links: Sequence[LinkAssessment], sources: CitedWorks, policy: Policy
) -> tuple[Reason, ...] | None:
    """Why the listed randomised trials do not carry each other.

    Returns:
        None where two of them do, known not to be all paid for by the maker; else reasons, none where
        there are not two papers. Where a listed review rates the evidence as of low certainty, trials
        that it may hold do not raise it.
    """
    papers = unique(_carrying(links, sources, policy))
    if len(papers) < 2:
        return ()
    rated = next(
        (link for link in links if link.usable and not _RATED_LOW.isdisjoint(link.rows)), None
    )
    if rated is not None and rated.evidence.reference not in papers:
        return (reason("rated_low", reference=sources[rated.evidence.reference].cite),)
    trials, twice = _by_trial(papers, sources)
    if len(trials) < 2:
        code, why = "one_trial_twice", {"why": twice}
    elif not any(paid_by_others([sources.studies[key] for key in t]) for t in trials):
        code, why = "independence_unknown", {}
    else:
        return None
    named = " and ".join(sources[key].cite for key in papers)
    return (reason(code, references=named, **why),)


def is_several(keys: Sequence[str], sources: CitedWorks) -> bool:
    """Whether works that studied people are at least two studies, as far as anything tells them apart."""
    known = [key for key in unique(keys) if key in sources.studies]
    return len(set(keys) - set(known)) + len(_by_trial(known, sources)[0]) > 1


def _carrying(
    links: Sequence[LinkAssessment], sources: CitedWorks, policy: Policy
) -> Iterator[str]:
    """The trials that carry the claim, each by itself; that they are of some people counts for nothing."""
    rows = (*policy.ceilings, *policy.limits)
    # Two trials in patients agree about patients.
    caps = {row.id for row in rows if row.cap is not None and not row.some_people}
    for link in links:
        study = sources.studies.get(link.evidence.reference)
        if (
            study is not None
            and study.design is Design.RANDOMIZED_CONTROLLED_TRIAL
            and link.usable
            and caps.isdisjoint(link.rows)
            and link.evidence.relation is Relation.SUPPORTS
            and link.allows(Strength.CONDITIONAL)
        ):
            yield link.evidence.reference


def _by_trial(papers: Sequence[str], sources: CitedWorks) -> tuple[list[list[str]], str]:
    """The papers by the trial that they report, and why two of them report one."""
    trials: list[list[str]] = []
    twice = ""
    for paper in papers:
        found = {
            index: why
            for index, trial in enumerate(trials)
            if (why := next(filter(None, (_as_one(paper, o, sources) for o in trial)), None))
        }
        twice = next(iter(found.values()), twice)
        joined = [paper, *(other for index in found for other in trials[index])]
        trials = [trial for index, trial in enumerate(trials) if index not in found]
        trials.append(joined)
    return trials, twice


def _as_one(first: str, second: str, sources: CitedWorks) -> str | None:
    """Why two papers report one trial, or may."""
    papers = (
        Paper.of(sources.studies[key], sources[key].reference, sources[key].work)
        for key in (first, second)
    )
    return one_trial(*papers)
