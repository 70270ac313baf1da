"""The outcomes of a claim beside those of a study: how near they are, and what was found."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.claim.direction import (
    direction_on,
    is_harm,
    is_needed,
    reversed_,
    speaks_of_lack,
    speaks_of_status,
    tells_what_faded,
)
from magclaims.judge.claim.harm import asserts_safety, harms_among, is_harms
from magclaims.judge.claim.stated import graded, language_of
from magclaims.judge.link.comparators import are_equal, says_as_well
from magclaims.judge.link.found import Agreement, found, found_as_well, found_safe
from magclaims.judge.link.says import (
    affirms,
    denies,
    denies_a_part,
    found_in_some,
    is_unsafe,
    recommends,
    refuses,
)
from magclaims.judge.link.says import said as left_by
from magclaims.judge.link.went import is_lessened, is_of_others, went_in
from magclaims.knowledge import find_outcomes, relation
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.lexicon.direction import AXIS, told, worth
from magclaims.lexicon.swapped import is_swapped
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Direction, Evidence, Kind, Level, Outcome, Strength, Study

_CLOSENESS = ("same", "broader", "narrower", "surrogate", "family", "unknown", "other")
_PART = ("same", "narrower", "broader")
_FAILED = frozenset({"no_difference", "worse"})
_NOT_BETTER = _FAILED | {"undetermined"}
_AGAINST = frozenset({"opposite", "nothing"})
_CARRYING = frozenset({"agrees", "unclear"})


class OutcomeMatch(NamedTuple):
    """One outcome of a claim beside the nearest ones of a study."""

    name: str
    closeness: str
    outcomes: tuple[Outcome, ...]
    claimed: Direction | None = None
    """Which way the claim says that it goes."""
    safe: bool = False
    """The claim is that there is none of it."""
    as_well: bool = False
    """The claim is that it goes as well as with something else."""
    relieved: bool = False
    """It is said to be relieved: less of it is better."""
    beside: tuple[Outcome, ...] = ()
    """Others of the study that are a part of what is claimed, or that it is a part of."""
    unread: bool = False
    """Nobody can tell which way the claim says that it goes, and it warns of nothing."""
    leads: bool = False
    """It says that something leads to it, or is linked with it: more of it."""

    @property
    def found(self) -> frozenset[Agreement]:
        """What the study found of it."""
        return frozenset(map(self._found, self.outcomes))

    @property
    def is_opposed_beside(self) -> bool:
        """Whether a part of what is claimed, or what it is a part of, went the other way."""
        if self.claimed in {None, Direction.NO_EFFECT, Direction.CHANGES} or self.as_well:
            return False
        return any(self._found(outcome) == "opposite" for outcome in self.beside)

    @property
    def carrying(self) -> Iterator[Outcome]:
        """The outcomes that speak for the claim."""
        return (o for o in self.outcomes if self._found(o) in _CARRYING)

    @property
    def is_refuted(self) -> bool:
        """Whether the study found nothing of it, or the opposite, and nothing for it."""
        return bool(_AGAINST & self.found) and not _CARRYING & self.found

    @property
    def is_harm(self) -> bool:
        """Whether the claim says that something got worse."""
        if self.claimed is None:  # "is linked to liver injury", and more of it was found
            return all(
                o.direction == "increased" and worth(o.direction, self.name) == -1
                for o in self.outcomes
            )
        return is_harm(self.claimed, [self.name])

    @property
    def is_gain(self) -> bool:
        """Whether the claim says that something got better."""
        return self.claimed is not None and worth(self.claimed, self.name) == 1

    def _found(self, measured: Outcome) -> Agreement:
        if self.as_well:
            return found_as_well(measured)
        if self.safe:
            return found_safe(measured)
        if self.unread and worth(measured.direction or "", measured.name) == -1:
            return "unclear"  # what got worse carries no sentence of which nobody read the way
        if self.claimed is None and self.leads and worth(measured.direction or "", self.name) == -1:
            return "agrees"  # "may lead to kidney stones"
        relieved = (
            self.relieved and self.claimed is Direction.IMPROVES and measured.direction in AXIS
        )
        return found(Direction.DECREASES if relieved else self.claimed, self.name, measured)


def match_outcomes(said: Asserted, study: Study | None) -> tuple[OutcomeMatch, ...]:
    """For each outcome of the claim, how near the study's outcomes are and which are nearest."""
    if study is None or not study.outcomes:
        return ()
    matched = []
    # "Fell as much as with a placebo" tells which way it went: neither.
    praised = said.direction is not Direction.NO_EFFECT
    as_well = praised and said.says(says_as_well)
    are_alike = praised and not as_well and are_equal(said, study)
    lacking = speaks_of_lack(said.claim) and not _is_of_lack(study)
    names = said.claim.about.outcome
    if denies_everything(said):
        return tuple(
            OutcomeMatch(outcome.name, "same", (outcome,), Direction.NO_EFFECT)
            for outcome in study.outcomes
        )
    harms = _harms(said, study) if said.safety else ()
    for claimed in (*(name for name in names if name not in harms), *harms):
        near: dict[str, list[Outcome]] = {}
        for outcome in _named_best(claimed, study.outcomes):
            near.setdefault(relation(claimed, outcome.name), []).append(outcome)
        if claimed in harms and "other" in near:
            # What it does to the liver is among the harms that were looked at as a whole.
            whole = [outcome for outcome in near["other"] if is_harms(outcome.name)]
            near |= {"broader": [*near.get("broader", ()), *whole]} if whole else {}
        closest = min(near, key=_CLOSENESS.index)
        if closest == "other" and "outcomes" in study.from_record:
            closest = "unknown"  # an abstract does not tell all that was measured
        compares = said.claim.kind is Kind.COMPARISON or as_well
        way = None if as_well else direction_on(said.claim, claimed)
        if said.claim.kind is Kind.COMPARISON and is_harm(way, [claimed]):
            way = None  # "removes more plaque than"
        way = Direction.NO_EFFECT if are_alike else way
        way = reversed_(way) if lacking else way
        if not compares and not lacking and not speaks_of_status(said.claim):
            way = _worded(said, claimed, way)
        safe = claimed in harms
        outcomes, equal = tuple(near.get(closest, ())), as_well and not safe
        beside = [o for kind in _PART if kind != closest for o in near.get(kind, ())]
        relieved = not compares and _relieves(said, claimed)
        unread = way is None and not compares and not _tells_of_harm(said)
        told_of = (claimed, closest, outcomes, way, safe, equal, relieved, tuple(beside), unread)
        matched.append(OutcomeMatch(*told_of, _leads_to(said)))
    return tuple(matched)


def _named_best(claimed: str, measured: Sequence[Outcome]) -> Iterator[Outcome]:
    """Without those whose name the claimed one contains, where one has just that name: "pain at rest", for pain."""
    words, names = set(fold(claimed).split()), [set(fold(o.name).split()) for o in measured]
    return (
        o for o, own in zip(measured, names, strict=True) if words not in names or not own < words
    )


def _harms(said: Asserted, study: Study) -> tuple[str, ...]:
    """The harms that a claim of safety denies: those it names, else what the study found more of, if that is bad.

    That a study found no more of it, or less, is no word on its harms: "saffron is safe", of depression.
    """
    names = said.claim.about.outcome
    named = harms_among(names, said.claim.statement)
    if said.direction not in {None, Direction.NO_EFFECT} or not set(named).isdisjoint(names):
        return named  # "relieves pain and is safe" is no safety from pain
    return tuple(name for name in names if _is_worse(name, study)) or named


def _is_worse(name: str, study: Study) -> bool:
    measured = (o for o in study.outcomes if relation(name, o.name) == "same")
    return any(worth(o.direction, name) == -1 for o in measured)


def denies_everything(said: Asserted) -> bool:
    """Whether a claim names no outcome, and denies that there was any: "did nothing in this trial"."""
    claim = said.claim
    if claim.about.outcome or said.safety or said.direction is not Direction.NO_EFFECT:
        return False
    return not any(find_outcomes(claim.statement))


def _worded(said: Asserted, name: str, stated: Direction | None) -> Direction | None:
    """Which way an outcome goes: as stated, but for words of the article that clearly say otherwise.

    The statement may leave it out, or say the opposite of what readers are told.
    """
    quote, substances = said.occurrence.quote, tuple(said.claim.about.substance)
    elsewhere = is_swapped(quote, said.language, substances) or said.says(tells_what_faded)
    plain = stated in {None, *AXIS} and not elsewhere
    went = went_in(quote, said.language, name) if plain else None
    return stated if went is None else went


def _tells_of_harm(said: Asserted) -> bool:
    """Whether it may tell of harm that was seen, in words whose way nobody read: "one in ten got a rash"."""
    reports = said.claim.kind is Kind.STUDY_RESULT and said.occurrence.reported
    if reports or said.warns or said.strength <= Strength.CORRELATIONAL:
        return True
    return _leads_to(said)


def _leads_to(said: Asserted) -> bool:
    """Whether a claim says that something leads to what it names, or is linked with it."""
    leads = load_data("directions.toml")["leads"].get(language_of(said.claim), "(?!)")
    return re.search(leads, said.claim.statement.lower()) is not None


def _relieves(said: Asserted, name: str) -> bool:
    """Whether an outcome that no list has is said to be relieved: "eases heavy legs" is less of them."""
    if worth(Direction.INCREASES, name) is not None:
        return False
    patterns = load_data("directions.toml")["relief"]
    said_so = patterns.get(language_of(said.claim), "(?!)")
    return re.search(said_so, said.claim.statement.lower()) is not None


def _is_of_lack(study: Study) -> bool:
    """Whether what became of the outcomes is told of those who had too little, as the study notes it."""
    too_little = load_data("directions.toml")["lack"]["noted"]
    noted = (*study.ingredients, *filter(None, (study.dose,)))
    return any(re.search(too_little, fold(text)) is not None for text in noted)


def outcome_tags(
    said: Asserted, study: Study, evidence: Evidence, matched: Sequence[OutcomeMatch]
) -> Iterator[str]:
    """`outcome:`, and what the study found of the outcomes that are claimed."""
    if said.safety and _harms_missing(study, evidence):
        yield "harms_not_noted"
        matched = [m for m in matched if not m.safe]
    if not matched:
        return
    # A claim with several outcomes is as well carried as the worst carried one of them.
    closeness = max((m.closeness for m in matched), key=_CLOSENESS.index)
    yield f"outcome:{closeness}"
    if closeness == "other":
        return
    carrying = [outcome for match in matched for outcome in match.carrying]
    if not carrying:
        against = _against_tag(matched)
        # Of a measure that may be another one nobody can tell that more of it is the opposite.
        moved = {o.direction for match in matched for o in match.outcomes}
        if against == "outcome_not_better" and _may_tell_of_nothing(said, moved):
            if moved != {"undetermined"}:
                yield "way_unread"
            elif any(match.claimed is not None for match in matched):
                yield "direction_unclear"
            return
        if closeness == "unknown" and against == "found_opposite" and moved <= set(AXIS):
            return
        yield against
    else:
        yield from _partial_tags(matched)
        if all(o.primary is False for o in carrying):
            yield "secondary_outcome"
    says_so = said.safety or any(m.claimed is Direction.NO_EFFECT or m.is_harm for m in matched)
    if not says_so and any(o.primary and o.direction in _FAILED for o in study.outcomes):
        yield "primary_not_significant"


def _may_tell_of_nothing(said: Asserted, found: Collection[str | None]) -> bool:
    """Whether nothing was found, and a sentence may tell just that of the study: no word of it asserts more.

    Of what it reports nobody read which way it went ("they had as many colds"): that is no word against it.
    """
    if said.claims_nothing or said.claim.kind not in {Kind.STUDY_RESULT, Kind.QUANTITY}:
        return False
    told, most = said.occurrence.strength, Strength.CORRELATIONAL
    if set(found) == {"undetermined"}:
        # "A quarter of them were injured"; not "it helped, too".
        return (told <= most or said.settled) and graded(said.claim).strength <= most
    if said.claim.kind is not Kind.STUDY_RESULT or not set(found) <= _NOT_BETTER:
        return False
    # "More slowly than" goes together with what got worse, and not with no difference.
    least = Strength.NONE if "no_difference" in found else most
    read = said.quoted.strength if said.quoted is not None and said.occurrence.reported else told
    return min(told, read) <= least


def _against_tag(matched: Sequence[OutcomeMatch]) -> str:
    """What a study that carries nothing of the claim found instead."""
    everything = {result for match in matched for result in match.found}
    unclear = all(match.claimed is None and not match.safe for match in matched)
    if unclear or everything == {"undetermined"}:
        return "outcome_not_better"
    return "found_opposite" if "opposite" in everything else "found_nothing"


def _partial_tags(matched: Sequence[OutcomeMatch]) -> Iterator[str]:
    """What is to be said of a study that carries a part of the claim, or all of it."""
    if any(m.safe and "opposite" in m.found and not _CARRYING & m.found for m in matched):
        yield "found_opposite"  # harm was found where the claim says that there is none
    if any(
        m.is_refuted
        or m.is_opposed_beside
        # That one measure of a harm was as before does not undo another one that was not.
        or ((m.claimed is not None or m.safe) and "opposite" in m.found)
        for m in matched
    ):
        yield "mixed_outcomes"
    if any("agrees" not in m.found and "unclear" in m.found for m in matched):
        yield "direction_unclear"
    elif all(m.claimed is Direction.NO_EFFECT for m in matched):
        yield "null_found"
    elif any(m.is_harm for m in matched) and not any(m.is_gain for m in matched):
        yield "harm_found"


def says_tags(said: Asserted, evidence: Evidence, matched: Sequence[OutcomeMatch]) -> Iterator[str]:
    """What the source's own words leave of the claim.

    `says_unknown`, `says_nothing_found`, `says_opposite` and `says_in_part`, for a claim of an effect;
    `null_found` where the claim is that there was none, and no outcome of the study says it.
    """
    says, names = evidence.says, said.claim.about.outcome
    needed = is_needed(said.claim.statement) or is_needed(said.occurrence.quote)
    if says is not None and (
        (said.safety and is_unsafe(says) and not asserts_safety(says))
        or (refuses(str(says), says.language) and said.says(recommends))
        or (needed and denies(str(says), says.language))  # "no athlete can do without it"
    ):
        yield "says_opposite"
        return
    denied = [name for name in names if direction_on(said.claim, name) is Direction.NO_EFFECT]
    # "Rose equally in both groups": that neither did better is what is claimed.
    equal = any(match.as_well for match in matched)
    null = said.direction is Direction.NO_EFFECT or equal or (denied and len(denied) == len(names))
    null = null or said.says(refuses)
    asserted = names if null else [name for name in names if name not in denied]
    of_harm = left_by(says, of_harm=True) if said.safety else ""
    only_harm = said.safety and all(map(is_harms, names))
    left = of_harm or ("" if only_harm else left_by(says, claimed=asserted))
    noted = any(match.closeness not in {"other", "unknown"} for match in matched)
    match left:
        case "unknown":
            yield "says_unknown"
        case "nothing" if not null:
            yield "says_nothing_found"
        case "nothing" if not noted and not said.safety:
            yield "null_found"
        case "mixed" if not noted and not null and denies_a_part(says, asserted):
            yield "says_in_part"
        case "" if not noted and not said.safety and _goes_otherwise(said, says):
            yield "says_opposite"
        case "" if not noted and said.people.people.names_none and found_in_some(says, asserted):
            yield "says_in_part"


def _goes_otherwise(said: Asserted, says: LocalText | None) -> bool:
    """Whether a source says that it went the other way, or that there was something where none is claimed."""
    claimed, names = said.direction, said.claim.about.outcome
    if says is None or claimed is None or not affirms(says, names):
        return False
    of_lack, substances = speaks_of_lack(said.claim), said.claim.about.substance
    if is_lessened(says) or is_of_others(says, substances, of_lack=of_lack):
        return False
    if claimed is Direction.NO_EFFECT:
        return True
    went = told(str(says), names) if says.language == "en" else None
    if went is None:
        return False
    worths = ({worth(way, name) for name in names} for way in (claimed, went))
    return sorted(worths, key=str) == [{-1}, {1}]


def _harms_missing(study: Study, evidence: Evidence) -> bool:
    """Whether harms may have been looked at, and nobody noted what was found.

    Who notes what a study found does not always note that nobody fell ill.
    """
    if any(is_harms(outcome.name) for outcome in study.outcomes):
        return False
    if evidence.level is Level.AUTHORITY and evidence.says and asserts_safety(evidence.says):
        return False
    return not study.outcomes or _speaks_of_harm(evidence)


def _speaks_of_harm(evidence: Evidence) -> bool:
    return evidence.says is not None and (
        asserts_safety(evidence.says) or left_by(evidence.says, of_harm=True) == "unknown"
    )
