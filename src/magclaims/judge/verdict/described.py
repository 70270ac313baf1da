"""An occurrence as tags, which the policy's verdict rows ask for, with the reasons that go with them.

kind:, computed:right|wrong
number:same|slip|larger|untested|smaller|absent   each number beside the sources that are used
number:unsourced             one of an effect, but no time of a report, that stands nowhere in what is known of them
textbook, slip, absolute     the closed list carries it; not quite right; without exception
head_to_head                 a usable link supports the claim itself
wrong_subjects               no usable link is about those whom the sentence names
nothing_usable               no listed reference carries anything
in_question                  declared advice, an opinion or the like, it may state an effect
warns, claims_nothing        it warns of harm; it says that nobody has shown it
tells_no_effect              called general knowledge, and nothing comes about by its words or the statement's
may_be_general               called general knowledge or the like, for nothing wanted, and it promises nothing plainly
evidence_lost                a part of the claim's evidence could not be read (set by `assess`)
report_unread                it may report what was found, which would carry it (set by `assess`)
contents_unknown             nobody knows what the usable references say
contradicted                 the strongest listed sources find otherwise
in_doubt                     what is held to say otherwise than they find may have been misread
mixed                        the strongest listed sources do not agree
mark_unread                  nobody noted what the works that the sentence is marked with say on it
one_told_as_several          the sentence speaks of studies, and one study carries it
cure_not_shown               it promises a cure, and none of what carries it looked for one
over_ceiling, capped         the sentence says more than the links carry; they carry a part
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from magclaims.judge.claim import textbook
from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.claim.authorised import authorised, told
from magclaims.judge.claim.modest import tells_how_little
from magclaims.judge.claim.nature import tells_what_it_is
from magclaims.judge.link.assessment import LinkAssessment
from magclaims.judge.link.cited import RANK, CitedWorks
from magclaims.judge.link.links import Links
from magclaims.judge.link.numbers import FoundNumber, weigh
from magclaims.judge.link.subjects import BEYOND_PEOPLE
from magclaims.judge.link.trials import is_several
from magclaims.judge.link.unknown import may_be_healed, promises_cure, shows_cure, speaks_of_studies
from magclaims.judge.reasons import reason
from magclaims.knowledge import substance
from magclaims.model.finding import Phrase, Reason, Slot
from magclaims.model.local_text import LocalText
from magclaims.model.registry import (
    Claim,
    Direction,
    Kind,
    Level,
    Relation,
    Strength,
    Subject,
    Tested,
)
from magclaims.quantity.quantities import Quantity, conversion
from magclaims.quantity.substances import supplied_in

_ONE_STUDY = frozenset({Level.HUMAN, Level.COMBINED_FORMULA})
_OF_EFFECT = frozenset({Kind.EFFECT, Kind.STUDY_RESULT, Kind.COMPARISON})


class Described(NamedTuple):
    """What was found of an occurrence."""

    tags: frozenset[str] = frozenset()
    reasons: tuple[Reason, ...] = ()


def describe(
    said: Asserted, links: Sequence[LinkAssessment], judge: Links, *, marks: bool
) -> Described:
    """Describe an occurrence for the policy; `marks`: its article carries some, as far as the registry knows."""
    otherwise = said.doubted or said.kind is Kind.EFFECT is not said.claim.kind
    kinds = {
        "judged_as_effect": otherwise,
        "as_stated": said.as_stated > Strength.NONE,
        "claim_of_safety": said.safety,
    }
    kind = tuple(reason(code) for code, holds in kinds.items() if holds)
    parts = (
        Described(frozenset({f"kind:{said.kind.value}", *_stance(said)}), kind),
        Described(frozenset(_disagreement(said, links, judge.sources))),
        _by_textbook(said),
        _by_arithmetic(said.claim),
        _by_links(said, links, judge, marks=marks),
    )
    return Described(
        frozenset(tag for part in parts for tag in part.tags),
        tuple(given for part in parts for given in part.reasons),
    )


def _stance(said: Asserted) -> Iterator[str]:
    if said.in_question:
        yield "in_question"
    if said.warns:
        yield "warns"
    if said.claims_nothing:
        yield "claims_nothing"
    if tells_what_it_is(said.claim, said.occurrence, said.language, said.text) and not said.safety:
        yield "tells_what_it_is"
    if said.tells_no_effect:
        yield "tells_no_effect"
    if said.may_be_general:
        yield "may_be_general"


def weighed(said: Asserted, usable: Sequence[LinkAssessment]) -> tuple[FoundNumber, ...]:
    """What the usable links together say of each number of the occurrence."""
    reports = said.occurrence.reported or said.claim.kind in {Kind.STUDY_RESULT, Kind.QUANTITY}
    return weigh([link.numbers for link in usable], reports=reports, safety=said.safety)


# --- what carries it by itself ----------------------------------------------------------------------


def _by_textbook(said: Asserted) -> Described:
    """Whether the closed list carries it, and what of it is not quite right."""
    claim, occurrence = said.claim, said.occurrence
    row = authorised(claim, occurrence, said.text)
    if row is not None and not claim.slip:
        words, act = told(row)
        carried = reason("textbook_entry", says=words, source=act)
        return Described(frozenset({"textbook"}), (carried,))
    if not textbook.applies(claim):
        general = claim.kind in {Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION}
        return Described(reasons=(reason("not_textbook"),) if general else ())
    refused = textbook.refusal(claim, occurrence)
    if refused is not None:
        return Described(reasons=(reason("textbook_refused", why=refused),))
    entry = textbook.load().entries[claim.basis or ""]
    says, stands = entry.told(claim)
    source = Phrase("general_knowledge") if stands == "textbook" else stands
    found = [("textbook", reason("textbook_entry", says=says, source=source))]
    if entry.effect and occurrence.strength is Strength.CAUSAL:
        found.append(("absolute", reason("beyond_role")))
    if claim.slip:
        found.append(("slip", reason("slip", slip=claim.slip)))
    word = textbook.absolute_word(occurrence.quote, said.language)
    if word and any(substance(name) for name in claim.about.substance):
        found.append(("absolute", reason("absolute", word=word)))
    return Described(frozenset(tag for tag, _ in found), tuple(given for _, given in found))


def _by_arithmetic(claim: Claim) -> Described:
    """Whether a conversion from a compound to its element is right: arithmetic carries it."""
    check = conversion_of(claim) if claim.kind is Kind.QUANTITY else None
    if check is None:
        return Described()
    tag = "computed:right" if check.is_right else "computed:wrong"
    return Described(frozenset({tag}), check.reasons)


# --- what its links carry ---------------------------------------------------------------------------


def _disagreement(
    said: Asserted, links: Sequence[LinkAssessment], sources: CitedWorks
) -> Iterator[str]:
    """`contradicted`, where the strongest listed sources find otherwise; `mixed`, where they differ.

    `in_doubt` where a sentence that is held to say otherwise was perhaps misread.
    """

    def standing(link: LinkAssessment) -> tuple[int, int]:
        return sources[link.evidence.reference].standing(link.evidence.level)

    against = [
        link
        for link in links
        if link.listed
        and link.against
        and link.tested in {Tested.SAME_SUBSTANCE, None}
        and sources[link.evidence.reference].may_be_used
        # That a trial saw no harm refutes no warning.
        and (said.kind is not Kind.PRECAUTION or link.evidence.relation is Relation.CONTRADICTS)
    ]
    usable = [link for link in links if link.usable and not link.against]
    known = max((standing(link) for link in usable if link.known), default=(-1, 0))
    unread = max((RANK[link.evidence.level] for link in usable if not link.known), default=-1)
    strongest = max(map(standing, against), default=(-2, 0))
    if strongest > known and strongest[0] >= unread:
        yield "contradicted"
        if all(link.unsure for link in against if standing(link) == strongest):
            yield "in_doubt"
    elif not usable and any(link.unsure and link.listed for link in links if not link.against):
        yield "in_doubt"
    elif strongest[0] == known[0]:
        yield "mixed"


def _by_links(
    said: Asserted, links: Sequence[LinkAssessment], judge: Links, *, marks: bool
) -> Described:
    """What the usable links together carry, told by the one that carries most."""
    usable = [link for link in links if link.usable]
    if not usable:
        return Described(frozenset({"nothing_usable"}))
    tags = set(_evidence_tags(said, usable, judge.sources))
    reasons: list[Reason] = []
    allowed = [link for link in usable if link.allows(said.strength) and link.known]
    unread = not any(link.known for link in usable)
    may_allow = unread and any(link.assumed or link.allows(said.strength) for link in usable)
    if unread:
        tags.add("contents_unknown")
    if not allowed and not may_allow:
        tags.add("over_ceiling")
        reasons.extend(judge.apart(links) or ())
    elif all(link.capped for link in allowed):
        tags.add("capped")
    if allowed:
        tags.update(_leaning_tags(said, allowed, links, judge.sources))
    if allowed and marks and not said.occurrence.cites:
        reasons.append(reason("no_mark"))
    reasons.extend(max(allowed or usable, key=lambda link: link.weight).reasons)
    carried = {link.evidence.reference for link in links if link.ceiling is not None}
    reasons.extend(
        reason("mark_carries_nothing", reference=judge.sources[key].cite)
        for key in said.occurrence.cites
        if key not in carried and key in judge.sources.references
    )
    return Described(frozenset(tags), tuple(reasons))


def _leaning_tags(
    said: Asserted,
    allowed: Sequence[LinkAssessment],
    links: Sequence[LinkAssessment],
    sources: CitedWorks,
) -> Iterator[str]:
    """Whether what the sentence leans on, by its marks and by its words, is what carries it."""
    cites = [key for key in said.occurrence.cites if key in sources.references]
    if cites and not {link.evidence.reference for link in links} & set(cites):
        yield "mark_unread"
    keys = [link.evidence.reference for link in allowed]
    if _promises_cure(said) and not any(
        shows_cure(sources[link.evidence.reference]) or link.evidence.says for link in allowed
    ):
        yield "cure_not_shown"
    in_people = all(link.evidence.level in _ONE_STUDY for link in allowed)
    if not in_people or said.strength <= Strength.CORRELATIONAL:
        return
    if said.says(tells_how_little):
        # "The two trials disagree": the one that found nothing is one of them.
        keys += cites
    if said.says(speaks_of_studies) and not is_several(keys, sources):
        yield "one_told_as_several"


def _promises_cure(said: Asserted) -> bool:
    about = said.claim.about.outcome
    if said.direction in {Direction.NO_EFFECT, Direction.WORSENS} or may_be_healed(about):
        return False
    return promises_cure(said.occurrence.quote, said.language)


def _evidence_tags(
    said: Asserted, usable: Sequence[LinkAssessment], sources: CitedWorks
) -> Iterator[str]:
    """Whether the claim itself is supported, about those whom it names, and with its numbers."""
    if any(link.evidence.relation is Relation.SUPPORTS for link in usable):
        yield "head_to_head"
    invoked = {Subject.HUMAN, *BEYOND_PEOPLE}.intersection(said.occurrence.subjects)
    studied = [
        (x.evidence.level, sources[x.evidence.reference].subjects(x.evidence.level)) for x in usable
    ]
    # An authority speaks of people, as a rule, and notes no subjects.
    if invoked and not any(
        invoked & subjects
        or (level is Level.AUTHORITY and not subjects and Subject.HUMAN in invoked)
        for level, subjects in studied
    ):
        yield "wrong_subjects"
    reports = said.occurrence.reported or said.claim.kind is Kind.STUDY_RESULT
    for found in weighed(said, usable):
        yield f"number:{found.tag}"
        if found.tag != "absent" or found.check is None or said.claim.kind not in _OF_EFFECT:
            continue
        # How long a study took is hardly ever noted; by when something works is what a promise sells.
        if not (reports and found.check.stated.role == "duration"):
            yield "number:unsourced"


class ComputedConversion(NamedTuple):
    """A conversion, computed."""

    is_right: bool
    reasons: tuple[Reason, ...]


def conversion_of(claim: Claim) -> ComputedConversion | None:
    """Compute the conversion that a claim states; None where it states none."""
    known = filter(None, map(substance, claim.about.substance))
    compound = next((each for each in known if each.is_compound), None)
    if compound is None or compound.composition is None:
        return None
    whole, elemental = supplied_in(claim.statement, compound.id)
    if elemental is None or whole is None:
        return None
    check = conversion(whole, elemental, compound.composition)
    right = check.verdict.startswith("consistent")
    reasons = [
        reason(
            "conversion",
            explanation=check.explanation,
            element=_milligrams(elemental),
            whole=_milligrams(whole),
            verdict=Phrase(f"conversion_{check.verdict}"),
            theory=Phrase("percent", {"number": f"{check.theory_fraction * 100:.3g}"}),
        )
    ]
    if right and check.has_label:
        label = compound.composition.label_source
        told = LocalText(label) if isinstance(label, Mapping) else label
        source = told or Phrase("the_label")
        reasons.append(reason("label_not_cited", source=source))
    return ComputedConversion(right, tuple(reasons))


def _milligrams(mass: Quantity) -> Slot:
    """A mass, or the two ends of its range: "2000 mg"."""
    ends = dict.fromkeys(f"{end * mass.factor:.0f}" for end in (mass.low, mass.high))
    return Phrase("milligrams", {"number": "–".join(ends)})
