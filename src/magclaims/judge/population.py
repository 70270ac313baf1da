"""Who took part in a study against whom a sentence is about.

A sentence that names nobody is about everyone: what was found in patients, in one sex or in one stage
of life carries it in part. One that names people needs a study of them: others carry nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from magclaims.knowledge import vocabulary
from magclaims.lexicon.people import (
    HEALTHY,
    LANGUAGES,
    NOBODY,
    PATIENTS,
    Group,
    People,
    Years,
    from_registry,
    group,
    groups,
    of_outcome,
    people,
    sex_name,
    stage,
)
from magclaims.model.registry import Claim, LocalText, Occurrence, Reference, Study, Subject
from magclaims.model.work import Work
from magclaims.study.participants import joined, of_record, of_title

Fit = Literal["covered", "wider", "unknown", "other"]
"""Of the sentence: the study covers it; it says more people than took part; nobody noted whether they
took part; they did not."""
_RANK: tuple[Fit, ...] = ("covered", "wider", "unknown", "other")
_ENOUGH = 1 / 3
"""A study of other ages fits where it covers at least this share of those that are named."""
_OLD = 55
"""A study in which everyone is at least this old is one of older people."""
_YOUNG = 18
_LIFE = Years(0, 90)
_SEXES = frozenset({"men", "women"})


@dataclass(frozen=True, slots=True)
class Compared:
    """How a study's participants fit a sentence, and the people that make the difference."""

    fit: Fit
    took: tuple[LocalText, ...] = ()
    """Who took part, as far as it matters."""
    told: tuple[LocalText, ...] = ()
    """Whom the sentence names, as far as it matters."""

    @property
    def tags(self) -> frozenset[str]:
        """What it adds to the tags of a link."""
        return frozenset() if self.fit == "covered" else frozenset({f"people:{self.fit}"})


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a sentence is about."""

    people: People
    implied: frozenset[str] = frozenset()
    """Groups that its outcome, or a condition that it names, is about by itself."""
    sexes: frozenset[str] = frozenset()
    ages: tuple[Years, ...] = ()
    """The sex and the ages that its outcome is about by itself."""


def told(claim: Claim, occurrence: Occurrence, language: str, text: People | None = None) -> Told:
    """Whom an occurrence is about.

    Args:
        claim: The claim.
        occurrence: As worded.
        language: Of the article.
        text: Whom the article's own words name, where they are at hand (`in_text`); else the quote,
            the declared population and the statement tell.
    """
    stated = declared(claim, occurrence)
    named = text if text is not None else joined(people(occurrence.quote, language), stated)
    named = replace(named, mentioned=named.mentioned | stated.mentioned)
    outcomes = [people(name, "en") for name in claim.about.outcome]
    of_it = {id_ for o in outcomes for id_ in o.groups | o.at | o.mentioned}
    ids = {known.id for name in claim.about.outcome if (known := vocabulary.outcome(name))}
    of_it |= ids & set(groups())
    by_outcome = [of_outcome(id_) for id_ in sorted(ids)]
    ages = [years for _, years in by_outcome if years is not None]
    ages += [years for o in outcomes for years in o.ages]
    about = frozenset(id_ for id_ in named.at if id_ not in of_it)
    return Told(
        people=replace(named, at=about),
        implied=frozenset(of_it) | named.mentioned | set(_about_by_itself(ids)),
        sexes=frozenset(
            {sex for sex, _ in by_outcome if sex} | {s for o in outcomes for s in o.sexes}
        ),
        ages=tuple(ages),
    )


def declared(claim: Claim, occurrence: Occurrence) -> People:
    """Whom the registry says that an occurrence is about."""
    stated = people(claim.statement, "en")
    if occurrence.population is None:
        return stated
    return joined(from_registry(occurrence.population), stated)


def in_text(
    claim: Claim, occurrence: Occurrence, sentence: str, around: str, language: str
) -> People:
    """Whom the article's own words name.

    What only the registry says counts where the words around the sentence name these people, too.

    Args:
        claim: The claim.
        occurrence: As declared.
        sentence: The sentence in which the quote stands.
        around: What readers have just read: the sentence before, the headings, the title.
        language: Of the sentence.
    """
    # "In healthy people, above all in those of 66 to 76": the quote says of whom this claim is.
    quoted, whole = people(occurrence.quote, language), people(sentence, language)
    own = whole if quoted.names_none else replace(quoted, mentioned=whole.mentioned)
    stated = declared(claim, occurrence)
    if not own.names_none or stated.names_none:
        return own
    near = people(around, language)
    groups = near.groups | near.at | near.mentioned
    ages = any(_overlap(a, b) for a in near.ages for b in stated.ages)
    if ages or near.sexes & stated.sexes or groups & (stated.groups | stated.at):
        return joined(own, stated)
    return own


def _about_by_itself(outcomes: Iterable[str]) -> Iterator[str]:
    """The groups that these outcomes are about by themselves: endurance is of those who train."""
    wanted = set(outcomes)
    return (found.id for found in groups().values() if not wanted.isdisjoint(found.outcomes))


def took_part(study: Study | None, reference: Reference | None, work: Work | None) -> People:
    """Who took part in a study: by its fields, its description, then its record and its title.

    Patients in the record of a study that is described without them count: the registry may leave
    out what narrows a study, and the more cautious of the two is used.
    """
    fields = from_registry(study.participants) if study and study.participants else NOBODY
    own = joined(fields, _described(study.population if study else None))
    own = replace(own, groups=own.groups | own.at, at=frozenset())
    record = joined(of_record(work), of_title(reference.title) if reference else NOBODY)
    found, ill = joined(own, record), _ill(record)
    if ill and not _ill(own):
        found = replace(found, groups=(found.groups - {HEALTHY}) | ill)
    return found


def _ill(found: People) -> set[str]:
    """The conditions that people have."""
    return {id_ for id_ in found.groups if group(id_).kind == "condition" and id_ != PATIENTS}


def left_out(study: Study, work: Work) -> tuple[LocalText, ...]:
    """Patients by the record of a study that the registry describes without them."""
    own = took_part(study, None, None)
    ill = _ill(of_record(work))
    if study.subjects and Subject.HUMAN not in study.subjects:
        return ()
    if not own.described or _ill(own) or PATIENTS in own.groups:
        return ()
    return tuple(group(id_).name for id_ in sorted(ill))


def _described(text: LocalText | None) -> People:
    """What a description tells, in the first of its languages that tells anything.

    One that is given without a language is English by the registry's word; editors write it in their own.
    """
    if text is None:
        return NOBODY
    told = [people(words, code) for code, words in text.translations.items()]
    told += [people(text, code) for code in LANGUAGES if code not in text.translations]
    return next((found for found in told if found.described), NOBODY)


def set_apart(took: People) -> tuple[LocalText, ...]:
    """What sets participants apart, what says most of them first."""
    order = ("state", "condition", "trait", "complaint")
    known = sorted((group(id_) for id_ in took.groups), key=lambda g: (order.index(g.kind), g.id))
    told = [g for g in known if g.id != HEALTHY] or known
    sexes = {g.sex for g in told}
    ages = () if any(g.ages for g in told) else _stages(took.ages)
    sex = () if len(took.sexes) != 1 or sexes & took.sexes else _sexes(took.sexes)
    return (*(g.name for g in told), *ages, *sex)


def compare_people(said: Told, took: People) -> Compared:
    """How those who took part fit those whom a sentence is about."""
    found = [
        _by_health(said, took),
        _by_age(said, took),
        _by_sex(said, took),
    ]
    worst = max(found, key=lambda c: _RANK.index(c.fit))
    if worst.fit in {"other", "unknown"}:
        return worst
    alike = [c for c in found if c.fit == worst.fit]
    took_names = tuple(name for c in alike for name in c.took)
    return Compared(worst.fit, took_names, tuple(name for c in alike for name in c.told))


# --- health and what else sets people apart ----------------------------------------------------------


def _by_health(said: Told, took: People) -> Compared:
    named = said.people.groups | said.people.at
    fits = {id_: _fit(group(id_), took, loose=id_ in said.people.at) for id_ in sorted(named)}
    extra = _extra(said, took)
    names = tuple(group(id_).name for id_ in sorted(named))
    if not fits:
        return Compared("wider", extra) if extra else Compared("covered")
    values = set(fits.values())
    if values == {"covered"}:
        # "In patients with diabetes": that they were patients of a clinic, too, is no restriction.
        return Compared("wider", extra, names) if extra else Compared("covered", (), names)
    took_names = tuple(group(id_).name for id_ in sorted(took.groups)) or _others(took)
    if "covered" in values or "wider" in values:
        return Compared("wider", took_names, names)
    if "unknown" in values:
        return Compared("unknown", took_names, names)
    return Compared("other", took_names, names)


def _fit(named: Group, took: People, *, loose: bool) -> Fit:
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


def _excluded(named: Group, theirs: Iterable[Group], took: People) -> bool:
    if named.sex and took.sexes and named.sex not in took.sexes:
        return True
    if named.ages and took.ages and not any(_overlap(named.ages, years) for years in took.ages):
        return True
    if any(t.id in named.excludes or named.id in t.excludes for t in theirs):
        return True
    # Pregnant women are left out of trials that are not about them.
    women_alone = took.sexes == {"women"} and not took.groups
    return named.kind == "state" and took.described and not women_alone


def _extra(said: Told, took: People) -> tuple[LocalText, ...]:
    """What sets the participants apart and the sentence does not say."""
    named = {id_ for id_ in said.people.groups | said.people.at if id_ != PATIENTS}
    known = [group(id_) for id_ in named | said.implied]
    found = []
    for id_ in sorted(took.groups):
        its = group(id_)
        if its.kind == "complaint" or id_ == HEALTHY:
            continue
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


# --- age and sex ---------------------------------------------------------------------------------------


def _by_age(said: Told, took: People) -> Compared:
    theirs = took.ages or ((Years(_YOUNG, _LIFE.high),) if took.adults or _grown_up(took) else ())
    named = said.people.ages
    if not named and said.people.adults and theirs and all(a.high <= _YOUNG for a in theirs):
        return Compared("other", _stages(theirs), (stage(Years(18, 100)),))
    if not named:
        low = min((a.low for a in theirs), default=0)
        high = max((a.high for a in theirs), default=_LIFE.high)
        apart = theirs and (low >= _OLD or high <= _YOUNG)
        by_itself = any(_share(years, theirs) for years in said.ages) if theirs else False
        by_group = any(
            (g := group(id_)).ages and any(_overlap(g.ages, a) for a in theirs)
            for id_ in said.people.groups | said.implied
        )
        if apart and not by_itself and not by_group:
            return Compared("wider", _stages(theirs))
        return Compared("covered")
    if not theirs:
        # Adults take part in trials as a rule; children and the old do not.
        apart = any(years.high <= _YOUNG or years.low >= _OLD for years in named)
        return Compared("unknown" if apart else "covered", (), _stages(named))
    shares = [_share(years, theirs) for years in named]
    if not any(shares):
        return Compared("other", _stages(theirs), _stages(named))
    if all(share >= _ENOUGH for share in shares):
        return Compared("covered", (), _stages(named))
    return Compared("wider", _stages(theirs), _stages(named))


def _grown_up(took: People) -> bool:
    return any(group(id_).ages for id_ in took.groups)


def _stages(ages: Iterable[Years]) -> tuple[LocalText, ...]:
    return tuple(stage(years) for years in ages)


def _overlap(first: Years, second: Years) -> int:
    return max(0, min(first.high, second.high) - max(first.low, second.low))


def _share(named: Years, theirs: Iterable[Years]) -> float:
    """How much of a life stage the participants cover; all of it where they lie within it."""
    best = 0.0
    clipped = Years(named.low, min(named.high, _LIFE.high))
    for years in theirs:
        shared = _overlap(clipped, years)
        if shared and (years.low >= named.low and years.high <= named.high):
            return 1.0
        best = max(best, shared / max(1, clipped.high - clipped.low))
    return best


def _by_sex(said: Told, took: People) -> Compared:
    theirs = took.sexes or frozenset(s for id_ in took.groups if (s := group(id_).sex))
    named = said.people.sexes or frozenset(s for id_ in said.people.groups if (s := group(id_).sex))
    if len(named) == 1:
        if not theirs:
            return Compared("covered", (), _sexes(named))  # both take part, as a rule
        return (
            Compared("covered")
            if named <= theirs
            else Compared("other", _sexes(theirs), _sexes(named))
        )
    if len(theirs) == 1 and theirs != said.sexes:
        # A group that is named and is of one sex says so: women after the menopause are women.
        if any(group(id_).sex in theirs for id_ in said.implied):
            return Compared("covered")
        return Compared("wider", _sexes(theirs))
    return Compared("covered")


def _sexes(sexes: Iterable[str]) -> tuple[LocalText, ...]:
    return tuple(sex_name(sex) for sex in sorted(sexes))


def _others(took: People) -> tuple[LocalText, ...]:
    """Who took part, where no group is known of them."""
    return (*_stages(took.ages), *(_sexes(took.sexes) if took.sexes != _SEXES else ()))
