"""What becomes of a cue in its sentence: asserted, weakened, denied, or only mentioned.

"Magnesium improves sleep" asserts, "may improve" weakens, "does not improve" denies, and "designed
to improve" only mentions. The words that decide are closed lists in the language pack; the rules
look at the form of the verb and at the words around it, never further than its own segment.
"""

from magclaims.lexicon import scope_en, scope_nl
from magclaims.lexicon.caveats import begins_with, in_open_question
from magclaims.lexicon.cues import Hit, Pack
from magclaims.lexicon.layout import REACH, Layout, Status

_NEAR = 4
"""Words that "lack of" or "without" reaches; "lack of sleep leads to" is no negation."""

_JOINED = 3
"""Words before a need or use that may hold what joins it to an assertion ("and might be used to")."""
_JOINS = frozenset({"and", "en"})


def status(pack: Pack, layout: Layout, hit: Hit) -> tuple[Status, bool]:
    """What the sentence does with a relation cue, and whether it denies it.

    A denied cue keeps the status that it would have ("does not appear to improve": weakened).
    """
    read = scope_en.status if pack.language == "en" else scope_nl.status
    found = read(pack, layout, hit)
    if found is Status.MENTIONED or (not hit.form and _only_names(pack, layout, hit)):
        return Status.MENTIONED, False
    denied = found is Status.DENIED or _denied(pack, layout, hit)
    if found is Status.DENIED:
        found = Status.ASSERTED
    if not denied and (_mentioned(layout, hit) or in_open_question(pack, layout, hit)):
        return Status.MENTIONED, False
    if found > Status.WEAKENED and _weakened(layout, hit):
        found = Status.WEAKENED
    return found, denied


def _only_names(pack: Pack, layout: Layout, hit: Hit) -> bool:
    """Whether a noun only names a topic, as in a heading or a title.

    "Protective effects on the liver" has no verb and yet states a result; "Effects on sleep" doesn't.
    """
    if layout.kind("citation"):
        return True
    if layout.has_verb:
        return False
    alone = hit.last == len(layout.tokens) - 1
    topic = layout.word(hit.first) in pack.words["topic_nouns"]
    return topic or (alone and hit.cue.kind == "causal")


def _mentioned(layout: Layout, hit: Hit) -> bool:
    """A need, an aim or advice in the same segment takes the assertion away."""
    here = layout.segments[hit.first]
    return any(
        layout.segments[other.first] == here
        and not _goes_on(layout, hit, other)
        and not _is_aside(layout, hit, other)
        for other in layout.kind("mention")
    )


def _is_aside(layout: Layout, hit: Hit, other: Hit) -> bool:
    """Whether a comma or the beginning opens what a later comma closes before a finite verb.

    "Stress, whether physical or emotional, raises cortisol": what "whether" holds is the aside.
    """
    if hit.form not in {"finite", "past", ""} or other.last >= hit.first:
        return False
    opened = other.first == 0 or layout.word(other.first - 1) == ","
    return opened and any(layout.word(place) == "," for place in range(other.last + 1, hit.first))


def _goes_on(layout: Layout, hit: Hit, other: Hit) -> bool:
    """Whether "and" or "which" joins a need or use to an assertion before it.

    "X reduces Y and should be used", "X reduces Y and might be used to", "X, which can be used to".
    """
    between = range(max(hit.last + 1, other.first - _JOINED), other.first)
    return any(layout.word(place) in _JOINS for place in between)


def _denied(pack: Pack, layout: Layout, hit: Hit) -> bool:
    """Whether the effect is said not to be proven, or is negated."""
    if any(_unproven(pack, layout, other, hit) for other in layout.kind("denial")):
        return True
    if hit.form in {"", "ing"} and any(
        0 < hit.first - other.last <= _NEAR for other in layout.kind("near_negation")
    ):
        return True
    return any(_negates(pack, layout, other, hit) for other in layout.kind("negation"))


def _unproven(pack: Pack, layout: Layout, denial: Hit, hit: Hit) -> bool:
    """Whether a denial of proof reaches a cue: what follows it, and its own subject.

    "It is not proven that zinc improves sleep", "an effect on sleep is not proven", "that zinc
    improves sleep is not proven"; but not "zinc improved sleep in mice, which does not prove that".
    """
    segment = layout.segments[hit.first]
    if segment not in {layout.segments[denial.first], layout.segments[denial.last]}:
        return False
    if denial.first <= hit.last or layout.clauses[denial.first] == layout.clauses[hit.first]:
        return True
    return begins_with(layout, hit.first, pack.words["complements"])


def _negates(pack: Pack, layout: Layout, negation: Hit, hit: Hit) -> bool:
    """Whether a negation reaches a cue: inside it, or in the same clause and near enough.

    In English it must stand before the cue, and a finite verb after a comma is out of its reach
    ("in women who did not smoke, zinc improved"). In Dutch it may follow ("verbetert de slaap niet").
    """
    if hit.first <= negation.first <= hit.last:
        return not hit.cue.holds_negation
    clauses = {layout.clauses[hit.verb], layout.clauses[hit.first]}
    if layout.clauses[negation.first] not in clauses:
        return False
    if not pack.governs_before_only:
        return abs(hit.verb - negation.first) <= REACH and not _begins_anew(
            pack, layout, negation, hit
        )
    if not 0 < hit.first - negation.first <= REACH:
        return False
    comma = any(layout.word(index) == "," for index in range(negation.first, hit.first))
    # "zinc, but not iron, was linked to": the second comma ends the negation.
    aside = layout.word(negation.first - 1) == "but"
    return not (comma and (aside or hit.form in {"finite", "past"}))


def _begins_anew(pack: Pack, layout: Layout, negation: Hit, hit: Hit) -> bool:
    """Whether "and" with a finite verb parts the two ("lost niets op en leidt tot X")."""
    start, end = sorted((negation.first, hit.verb))
    for place in range(start + 1, end):
        if layout.word(place) not in pack.words["joins"]:
            continue
        if hit.verb > negation.first:
            # The verb of the cue itself stands behind the joint.
            return hit.form in {"finite", "past", "base"} and hit.verb - place <= _JOINED
        rest = {layout.word(index) for index in range(place + 1, negation.first)}
        return bool(rest & pack.words["finite"]) or any(
            pack.verb_forms.get(word) == "finite" for word in rest
        )
    return False


def _weakened(layout: Layout, hit: Hit) -> bool:
    """Doubt ahead of the cue, a word of doubt in its clause, or weak evidence anywhere."""
    if layout.kind("limited"):
        return True
    if any(other.first < hit.verb or _frames(layout, other) for other in layout.kind("doubt")):
        return True
    clause = layout.clauses[hit.verb]
    segment = layout.segments[hit.verb]
    if any(layout.segments[other.first] == segment for other in layout.kind("open")):
        return True
    for other in layout.kind("hedge"):
        if layout.clauses[other.first] == clause:
            return True
        if layout.segments[other.first] == segment and other.first < hit.first and not hit.form:
            return True
    if hit.form:
        return False
    # A noun or phrase: any modal of its clause weakens it ("may have an effect on").
    return any(
        layout.clauses[other.first] == clause
        and not (hit.cue.holds_negation and hit.first <= other.first <= hit.last)
        for other in layout.kind("modal")
    )


def _frames(layout: Layout, doubt: Hit) -> bool:
    """Words of doubt after the cue, after a comma: "X lowers Y, suggests a new study"."""
    late = doubt.last >= len(layout.tokens) - 10
    return (
        late
        and layout.word(doubt.first - 1) == ","
        and not layout.word(doubt.first).endswith("ing")
    )
