"""Who took part in a study against whom a sentence is about.

A sentence that names nobody is about everyone: what was found in patients, in one sex or in one stage
of life carries it in part. One that names people needs a study of them: others carry nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.claim.direction import speaks_of_status
from magclaims.judge.claim.people import AboutPeople, outcome_key
from magclaims.judge.link.cited import CitedWork
from magclaims.knowledge import find_substances, outcome
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.data import word_set
from magclaims.knowledge.keys import fold
from magclaims.lexicon.people import (
    HEALTHY,
    PATIENTS,
    People,
    PeopleGroup,
    group,
    not_yet,
    prevented,
    sex_names,
    stage,
    stage_names,
)
from magclaims.lexicon.severity import severities, severities_said, severity
from magclaims.lexicon.word_list import words_of
from magclaims.lexicon.years import Years
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Level, Study
from magclaims.model.values import dataclass
from magclaims.study.participants import called, took_part

PeopleFit = Literal["covered", "wider", "unknown", "other"]
"""Of the sentence: the study covers it; it says more people than took part; nobody noted whether they
took part; they did not."""
_RANK: tuple[PeopleFit, ...] = ("covered", "wider", "unknown", "other")
_ENOUGH = 1 / 3
"""A study of other ages fits where it covers at least this share of those that are named."""
_OLD = 55
"""A study in which everyone is at least this old is one of older people."""
_YOUNG = 18
_LIFE = Years(0, 90)
_ADULTS = stage(Years(18, 100))
_OF_PEOPLE = frozenset({Level.HUMAN, Level.COMBINED_FORMULA, Level.SYSTEMATIC_REVIEW})
_SEXES = frozenset({"men", "women"})
_LACK = "deficient"
"""The group of those who have too little of something."""
_MOTHERS = "pregnant"
"""The group of those of whom a study may look at the children."""


@dataclass(frozen=True, slots=True)
class PeopleMatch:
    """How a study's participants fit a sentence, and the people that make the difference."""

    fit: PeopleFit
    took: tuple[LocalText, ...] = ()
    """Who took part, as far as it matters."""
    told: tuple[LocalText, ...] = ()
    """Whom the sentence names, as far as it matters."""

    @property
    def tags(self) -> frozenset[str]:
        """What it adds to the tags of a link."""
        return frozenset() if self.fit == "covered" else frozenset({f"people:{self.fit}"})


def match_people(
    said: Asserted, source: CitedWork, level: Level, tags: Collection[str]
) -> PeopleMatch:
    """How those who took part fit those whom a sentence is about; of animals (`reviews_animals`) that is no question."""
    if level not in _OF_PEOPLE or "reviews_animals" in tags:
        return PeopleMatch("covered")
    took = took_part(source.study, source.reference, source.work)
    had = prevented(said.claim.statement, said.people.implied, took.groups)
    if had:
        names = tuple(group(id_).name for id_ in sorted(had))
        return PeopleMatch("other", names, (not_yet(),))
    if other := _other_severity(said, source.study):
        return other
    measured = source.study.outcomes if source.study is not None else ()
    about = said.people
    if speaks_of_status(said.claim):
        # "People with little vitamin D": what they have of it was measured, and is no condition for the rest.
        kept = frozenset(id_ for id_ in about.people.groups if _LACK not in group(id_).within)
        about = replace(about, people=replace(about.people, groups=kept))
    took = _beside(took, said)
    if said.occurrence.reported:
        # What one study found is told of its people; by which of their names, no list can tell.
        took = replace(took, groups=frozenset(g for g in took.groups if not g.startswith("?")))
    found = compare_people(about, took, measured=[outcome.name for outcome in measured])
    noted = {group(id_).name: called(id_, source.study) for id_ in took.groups}
    return replace(found, took=tuple(noted.get(name, name) for name in found.took))


def _other_severity(said: Asserted, study: Study | None) -> PeopleMatch | None:
    """Where a sentence speaks of a severe illness, and people with a mild one took part; or the reverse."""
    noted = " ".join(study.participants.health) if study and study.participants else ""
    # "Moderate to severe" is both, and fits either.
    named = severities_said(said.occurrence.quote, said.language)
    had = severities(noted)
    if not named or not had or named & had:
        return None
    return PeopleMatch(
        "other", tuple(map(severity, sorted(had))), tuple(map(severity, sorted(named)))
    )


def _beside(took: People, said: Asserted) -> People:
    """Who took part, without a condition that no list has and of which the claim names all that matters."""
    text = " ".join(
        map(str, (said.claim.statement, said.occurrence.quote, *said.claim.about.outcome))
    )
    words = {*words_of(fold(text)), *word_set("people.toml", "of_any")}
    taken = {id_ for found in find_substances(text) for id_ in found.ids}

    def is_named(noted: str) -> bool:
        drugs = find_substances(noted)  # "statin users"
        return words.issuperset(words_of(fold(noted))) or any(
            not taken.isdisjoint(found.ids) for found in drugs
        )

    named = {id_ for id_ in took.groups if id_.startswith("?") and is_named(id_.removeprefix("?"))}
    return replace(took, groups=took.groups - named) if named else took


def compare_people(said: AboutPeople, took: People, *, measured: Sequence[str] = ()) -> PeopleMatch:
    """How those who took part fit those whom a sentence is about.

    Where the complaint that is helped was `measured`, whoever took part had it, unless they were healthy.
    """
    found = [_by_health(said, took, measured=measured), _by_age(said, took), _by_sex(said, took)]
    worst = max(found, key=lambda c: _RANK.index(c.fit))
    if worst.fit in {"other", "unknown"}:
        return worst
    alike = [c for c in found if c.fit == worst.fit]
    took_names = tuple(name for c in alike for name in c.took)
    told_names = tuple(name for c in alike for name in c.told)
    return PeopleMatch(worst.fit, took_names, told_names)


def _by_health(said: AboutPeople, took: People, *, measured: Sequence[str]) -> PeopleMatch:
    named = said.people.groups | said.people.at
    both = {
        wider
        for id_ in took.groups
        if len(within := group(id_).within) > 1 and within <= named | said.implied
        for wider in within
    }  # neuropathy, in people with diabetes: diabetic neuropathy
    helped = {id_ for id_ in said.people.at | said.implied if _is_measured(id_, measured)}
    if named - helped and HEALTHY not in took.groups:
        named -= helped
    fits = {
        id_: "covered" if id_ in both else _fit(group(id_), took, loose=id_ in said.people.at)
        for id_ in sorted(named)
    }
    extra = _extra(said, took)
    names = tuple(group(id_).name for id_ in sorted(named))
    had = took.groups - said.implied
    if lacked := sorted(id_ for id_ in had if {id_, *group(id_).within} & said.people.without):
        return PeopleMatch("other", tuple(group(id_).name for id_ in lacked), _without(lacked))
    if not fits:
        return PeopleMatch("wider", extra) if extra else PeopleMatch("covered")
    values = set(fits.values())
    if values == {"covered"}:
        # "In patients with diabetes": that they were patients of a clinic, too, is no restriction.
        return PeopleMatch("wider" if extra else "covered", extra, names)
    took_names = tuple(group(id_).name for id_ in sorted(took.groups)) or _others(took)
    if lacked := sorted({each for id_ in named for each in _lacked(group(id_), took)}):
        took_names = _without(lacked)
    if "covered" in values or "wider" in values:
        return PeopleMatch("wider", took_names, names)
    if "unknown" in values:
        return PeopleMatch("unknown", took_names, names)
    return PeopleMatch("other", took_names, names)


def _without(ids: Iterable[str]) -> tuple[LocalText, ...]:
    """People who do not have these."""
    form = load_data("people.toml")["without"]
    names = [group(id_).name.translations for id_ in ids]
    return tuple(
        LocalText({code: form[code].format(said) for code, said in each.items() if code in form})
        for each in names
    )


def _is_measured(id_: str, measured: Sequence[str]) -> bool:
    """Whether a complaint that a sentence names is what a study measured."""
    own = group(id_)
    names = {fold(str(own.name)).removeprefix("people with "), fold(id_.replace("_", " "))}
    return any(fold(name) in names or _id_of(name) in {id_, *own.outcomes} for name in measured)


def _id_of(name: str) -> str | None:
    known = outcome(name)
    return known.id if known is not None else None


def _fit(named: PeopleGroup, took: People, *, loose: bool) -> PeopleFit:
    """How the participants fit one group that a sentence names."""
    theirs = [group(id_) for id_ in took.groups]
    if any(t.id == named.id or t.id in named.within for t in theirs):
        return "covered"
    if named.id in took.mentioned:
        return "covered"
    if any(named.id in t.within for t in theirs):
        return "covered" if named.any else "wider"
    conditions = [t for t in theirs if t.kind == "condition"]
    if named.id == HEALTHY:
        return "other" if conditions else "covered" if took.described else "unknown"
    if named.id == PATIENTS:
        return "covered" if conditions else "other" if HEALTHY in took.groups else "covered"
    if _excluded(named, theirs, took):
        return "other"
    if named.kind == "complaint":
        return "covered"
    if named.kind == "condition":
        if HEALTHY in took.groups:
            return "other"
        if any(t.family and t.family == named.family for t in theirs):
            return "wider"
        if conditions and not any(t.id.startswith("?") or t.id == PATIENTS for t in conditions):
            return "other" if not named.id.startswith("?") else "unknown"
    # "Helpt bij migraine": nobody is asked to note that those with migraine took part.
    return "covered" if loose and not took.described else "unknown"


def _excluded(named: PeopleGroup, theirs: Iterable[PeopleGroup], took: People) -> bool:
    if named.sex and took.sexes and named.sex not in took.sexes:
        return True
    if named.ages and took.ages and not any(named.ages.overlap(years) for years in took.ages):
        return True
    if any(t.id in named.excludes or named.id in t.excludes for t in theirs):
        return True
    if _lacked(named, took):
        return True
    # Pregnant women are left out of trials that are not about them.
    women_alone = took.sexes == {"women"} and not took.groups
    return named.kind == "state" and took.described and not women_alone


def _lacked(named: PeopleGroup, took: People) -> list[str]:
    """What participants are said not to have, of which a sentence names those who do."""
    return sorted(
        id_
        for id_ in took.without
        if id_ == named.id
        or id_ in named.within
        or (named.id == _LACK and _LACK in group(id_).within)
    )


def _extra(said: AboutPeople, took: People) -> tuple[LocalText, ...]:
    """What sets the participants apart and the sentence does not say."""
    named = {id_ for id_ in said.people.groups | said.people.at if id_ != PATIENTS}
    known = [group(id_) for id_ in named | said.implied]
    found = []
    for id_ in sorted(took.groups):
        its = group(id_)
        if its.kind == "complaint" or id_ == HEALTHY:
            continue
        if id_.startswith("?") and outcome_key(id_.removeprefix("?")) in said.outcomes:
            continue  # eases anxiety, in people with anxiety
        if id_ == PATIENTS and said.people.groups | said.implied:
            continue
        if PATIENTS in said.people.groups and id_ == PATIENTS:
            continue
        related = any(
            its.id == k.id
            or its.id in k.within
            or (k.id in its.within and k.id in said.implied)
            or (k.id in named and its.family and its.family == k.family)
            for k in known
        )
        if not related:
            found.append(its.name)
    return tuple(found)


def _by_age(said: AboutPeople, took: People) -> PeopleMatch:
    theirs = took.ages or ((Years(_YOUNG, _LIFE.high),) if took.adults or _grown_up(took) else ())
    their_names = stage_names(took.ages) or ((_ADULTS,) if theirs else ())
    named = said.people.ages
    young = bool(named) and all(years.high <= _YOUNG for years in named)
    if young and _MOTHERS in took.groups and not took.ages:
        # What mothers took before birth is seen in their children.
        of_theirs = _MOTHERS in said.people.groups | said.implied or "women" in said.people.sexes
        names = tuple(group(id_).name for id_ in sorted(took.groups))
        fit: PeopleFit = "covered" if of_theirs else "other"
        return PeopleMatch(fit, () if of_theirs else names, stage_names(named))
    if not named and said.people.adults and theirs and all(a.high <= _YOUNG for a in theirs):
        return PeopleMatch("other", their_names, (_ADULTS,))
    if not named:
        low = min((a.low for a in theirs), default=0)
        high = max((a.high for a in theirs), default=_LIFE.high)
        apart = theirs and (low >= _OLD or high <= _YOUNG)
        by_itself = any(_share(years, theirs) for years in said.ages) if theirs else False
        by_group = any(
            (g := group(id_)).ages and any(g.ages.overlap(a) for a in theirs)
            for id_ in said.people.groups | said.implied
        )
        if apart and not by_itself and not by_group:
            return PeopleMatch("wider", their_names)
        return PeopleMatch("covered")
    if not theirs:
        # Adults take part in trials as a rule; children and the old do not.
        apart = any(years.high <= _YOUNG or years.low >= _OLD for years in named)
        return PeopleMatch("unknown" if apart else "covered", (), stage_names(named))
    shares = [_share(years, theirs) for years in named]
    if not any(shares):
        return PeopleMatch("other", their_names, stage_names(named))
    if all(share >= _ENOUGH for share in shares):
        return PeopleMatch("covered", (), stage_names(named))
    return PeopleMatch("wider", their_names, stage_names(named))


def _grown_up(took: People) -> bool:
    return any(group(id_).ages for id_ in took.groups)


def _share(named: Years, theirs: Iterable[Years]) -> float:
    """How much of a life stage the participants cover; all of it where they lie within it."""
    best = 0.0
    clipped = Years(named.low, min(named.high, _LIFE.high))
    for years in theirs:
        shared = clipped.overlap(years)
        if shared and (years.low >= named.low and years.high <= named.high):
            return 1.0
        best = max(best, shared / max(1, clipped.high - clipped.low))
    return best


def _by_sex(said: AboutPeople, took: People) -> PeopleMatch:
    theirs = took.sexes or frozenset(s for id_ in took.groups if (s := group(id_).sex))
    named = said.people.sexes or frozenset(s for id_ in said.people.groups if (s := group(id_).sex))
    if len(named) == 1:
        if not theirs:
            return PeopleMatch("covered", (), sex_names(named))  # both take part, as a rule
        return (
            PeopleMatch("covered")
            if named <= theirs
            else PeopleMatch("other", sex_names(theirs), sex_names(named))
        )
    if len(theirs) == 1 and theirs != said.sexes:
        # A group that is named and is of one sex says so: women after the menopause are women.
        if any(group(id_).sex in theirs for id_ in said.implied):
            return PeopleMatch("covered")
        return PeopleMatch("wider", sex_names(theirs))
    return PeopleMatch("covered")


def _others(took: People) -> tuple[LocalText, ...]:
    """Who took part, where no group is known of them."""
    return (*stage_names(took.ages), *(sex_names(took.sexes) if took.sexes != _SEXES else ()))
