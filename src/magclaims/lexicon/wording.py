"""How strongly a sentence of a health article asserts an effect.

    >>> grade("Magnesium may improve sleep.", "en").strength
    <Strength.CONDITIONAL: 2>

The grade is about the wording alone, as an ordinary reader understands it, and never about the
evidence behind it. It comes from a cue grammar that editors can read and extend
(`packs/*.toml`), and every grade names the words that made it.

The kinds of cue:

- `causal`, `soft`, `correlational`: relations, worth causal, conditional and correlational;
  `fragment` is a result without a verb ("Improved recovery"), `treatment` speaks of relief.
- `modal`, `hedge`, `doubt`, `limited`: uncertainty. A modal governs its verb, a hedge its clause,
  doubt ("suggests") what follows, limited evidence the whole sentence.
- `negation`, `denial` ("not proven"): take the effect back. `open` ("not known whether"): asks.
- `mention`, `disclaimer`, `metadata`: needs, aims, advice, boilerplate: nothing is asserted; so of what an
  `agent` does, a `definition` of an illness, a study's `aim`, vague `fame`, what a `person` does and what one `asks`.
- `human`, `animal`, `in_vitro`: who the sentence says that it is about.
- `study`, `report`, `disease`, `health`: what the sentence speaks of.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, takewhile
from typing import Final

from magclaims.knowledge.characters import MAX_LENGTH, Normal, normalise, windows
from magclaims.knowledge.languages import GRADED
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.small_words import any_language
from magclaims.lexicon import cues as grammar
from magclaims.lexicon.caveats import set_aside
from magclaims.lexicon.cues import STOPS, CueHit, CuePack, Token
from magclaims.lexicon.layout import CueStatus, Layout, is_question_heading, lay_out
from magclaims.lexicon.status import status
from magclaims.lexicon.ties import tied_effect
from magclaims.model.registry import Strength, Subject
from magclaims.model.values import dataclass

_LEVEL = {
    "causal": Strength.CAUSAL,
    "soft": Strength.CONDITIONAL,
    "correlational": Strength.CORRELATIONAL,
    "fragment": Strength.CAUSAL,
}
RELATIONS: Final = frozenset(_LEVEL)
"""Kinds of cue that say what something does."""
_TOPICS = ("health", "disease", "study", "human", "animal", "in_vitro")
_HELPING: Final = 3
"""So many words stand between a helping verb and what it denies: "did not in fact lower"."""
_OBJECT: Final = 4
"""Words after a verb that its object is looked for in."""
_LABORATORY: Final = "laboratory"
"""The cue of a place that stands for cells where nobody is named."""
_BEFORE: Final = 6
"""Words before the animals or cells of a sentence, in which "not only" is looked for."""
_UNCERTAIN = ("modal", "hedge", "doubt", "limited", "open")


class NotGraded(ValueError):  # noqa: N818 - it is an answer more than an error
    """The language has no pack with labelled cases, so a sentence in it gets no grade."""

    def __init__(self, language: str) -> None:
        """Keep the language for the message."""
        self.language = language
        known = ", ".join(GRADED)
        super().__init__(
            f"not graded: there is no wording pack for {language!r} (there are: {known})"
        )


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue in a sentence; `start` and `end` are 0-based code point offsets in it."""

    kind: str
    id: str
    text: str
    start: int
    end: int
    explanation: str
    status: str = ""
    """For a relation: asserted, weakened, softened, denied, mentioned, or repeated (another cue says it
    already); empty for other kinds."""
    strength: Strength = Strength.NONE
    """What it adds to the sentence: none for other kinds, and where it is denied or only mentioned."""
    harmful: bool = False
    """Says that something does harm."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a sentence is worded."""

    strength: Strength
    negated: Strength | None = None
    """The strength that is denied ("does not improve": causal); `strength` is then none."""
    hedged: bool = False
    therapeutic: bool = False
    subjects: tuple[Subject, ...] = (Subject.UNSTATED,)
    is_claim: bool = False
    reported: bool = False
    """Reports in the past tense what a study found, or that it found nothing."""
    invokes_people: bool = False
    """Names people or clinical studies, or speaks to the reader."""
    cues: tuple[CueMatch, ...] = ()
    decided_by: tuple[CueMatch, ...] = ()
    """The cues that make the sentence as strong as it is."""


@remembered
def grade(sentence: str, language: str) -> Wording:
    """Grade one sentence.

    Args:
        sentence: The sentence as it stands in the article; markup should be gone.
        language: ISO 639-1 code; a region ("nl-BE") is ignored.

    Returns:
        The wording; an empty sentence is no claim and asserts nothing.

    Raises:
        NotGraded: There is no pack for the language.
    """
    code = language.lower().partition("-")[0].partition("_")[0]
    pack = grammar.load(code) if code in GRADED else None
    if pack is None:
        raise NotGraded(language)
    normal = normalise(sentence)
    parts = [
        _shifted(_grade_part(pack, normal.text[start:end]), start)
        for start, end in windows(normal.text, MAX_LENGTH)
    ]
    return _at_their_places(_together(parts), normal, sentence)


def _grade_part(pack: CuePack, text: str) -> Wording:
    tokens = pack.tokens(text)
    found = _grade_tokens(pack, text, tokens)
    if found.strength or found.negated is not None:
        return found
    # "The best way (besides exercise) to calm your nerves": an aside parts what belongs together.
    plain = _without_asides(tokens)
    without = _grade_tokens(pack, text, plain) if len(plain) < len(tokens) else found
    return without if without.strength else found


def _grade_tokens(pack: CuePack, text: str, tokens: list[Token]) -> Wording:
    hits = pack.match(tokens)
    return _grade(pack, text, lay_out(pack, tokens, hits), hits)


def _without_asides(tokens: list[Token]) -> list[Token]:
    """The words of a sentence without what stands between brackets, where words stand on both sides."""
    kept: list[Token] = []
    opened: int | None = None
    for token in tokens:
        if token.text == "(" and opened is None and kept:
            opened = len(kept)
        kept.append(token)
        if token.text == ")" and opened is not None:
            del kept[opened:]
            opened = None
    return kept


def _shifted(wording: Wording, by: int) -> Wording:
    """The same with all places moved."""
    if not by:
        return wording

    def moved(cues: tuple[CueMatch, ...]) -> tuple[CueMatch, ...]:
        return tuple(replace(cue, start=cue.start + by, end=cue.end + by) for cue in cues)

    return replace(wording, cues=moved(wording.cues), decided_by=moved(wording.decided_by))


def _together(parts: Sequence[Wording]) -> Wording:
    """What the parts of one overlong sentence say together: the strongest decides."""
    if len(parts) == 1:
        return parts[0]
    strength = max(part.strength for part in parts)
    denied = [part.negated for part in parts if part.negated is not None]
    deciding = [
        part
        for part in parts
        if (part.strength if strength else part.negated) == (strength or max(denied, default=None))
    ]
    named = {subject for part in parts for subject in part.subjects} - {Subject.UNSTATED}
    return Wording(
        strength=strength,
        negated=None if strength else max(denied, default=None),
        hedged=any(part.hedged for part in parts),
        therapeutic=any(part.therapeutic for part in parts),
        subjects=tuple(s for s in Subject if s in named) or (Subject.UNSTATED,),
        is_claim=any(part.is_claim for part in parts),
        reported=any(part.reported for part in parts),
        invokes_people=any(part.invokes_people for part in parts),
        cues=tuple(cue for part in parts for cue in part.cues),
        decided_by=tuple(cue for part in deciding for cue in part.decided_by)
        if denied or strength
        else (),
    )


def _at_their_places(wording: Wording, normal: Normal, sentence: str) -> Wording:
    """The same with places in the sentence as it is written."""
    if normal.starts is None:
        return wording

    def placed(cues: tuple[CueMatch, ...]) -> tuple[CueMatch, ...]:
        found = ((cue, normal.start(cue.start), normal.end(cue.end)) for cue in cues)
        return tuple(
            replace(cue, start=start, end=end, text=sentence[start:end])
            for cue, start, end in found
        )

    return replace(wording, cues=placed(wording.cues), decided_by=placed(wording.decided_by))


def explain(wording: Wording) -> list[str]:
    """Say in plain words what makes the sentence as strong as it is, one line for each cue."""
    lines = [f'"{cue.text}" {cue.explanation}' for cue in wording.decided_by]
    if wording.hedged:
        lines += [f'"{c.text}": {c.explanation}' for c in wording.cues if c.kind in _UNCERTAIN]
    return lines


@dataclass(frozen=True, slots=True)
class _Relation:
    """A relation cue with what the sentence does with it."""

    hit: CueHit
    status: CueStatus
    denied: bool
    level: Strength
    """What it is worth, or would be worth if it weren't denied."""


def _grade(pack: CuePack, text: str, layout: Layout, hits: list[CueHit]) -> Wording:
    tokens = layout.tokens
    tells = text.lstrip("¿¡ \"'“‘*-").lower().startswith(tuple(pack.words["telling_questions"]))
    asks = not tells and text.rstrip(" \"'”’)*»").endswith("?")
    silent = asks or is_question_heading(pack, text, tokens) or bool(layout.kind("metadata"))
    disclaimed = {layout.segments[hit.first] for hit in layout.kind("disclaimer")}
    # "More energy? See our range.": the part that a question mark ends asks; "Does it help? Yes." says so.
    if not tells:
        disclaimed |= {
            layout.segments[i]
            for i, token in enumerate(tokens)
            if token.text == "?" and layout.word(i + 1) not in pack.words["yes"]
        }
    relations = [
        _relation(pack, layout, hit)
        for hit in ([] if silent else hits)
        if hit.cue.kind in _LEVEL and layout.segments[hit.first] not in disclaimed
    ]
    advised = _is_advice(pack, tokens)
    if advised:
        # "Check if you wake less often": what is told to do compares nothing.
        relations = [
            relation
            for relation in relations
            if relation.hit.cue.kind != "correlational" or layout.segments[relation.hit.first]
        ]
    # A cue that tells how a group fares is weaker than a tie, and knows better.
    plain = any(
        relation.level and (not relation.hit.cue.fallback or relation.level < Strength.CAUSAL)
        for relation in relations
    )
    if not silent and not plain and not layout.kind("mention"):
        # Only the build of the sentence tells; advice compares groups where another structure tells an effect.
        some = any(relation.level for relation in relations)
        read = some or not advised
        found = tied_effect(pack, layout) if read else None
        if found is not None and layout.segments[found.first] not in disclaimed:
            hits = [*hits, found]
            relations.append(_relation(pack, layout, found))
    told = {id(relation.hit): relation for relation in relations}
    relations = _without_fallbacks(layout, relations)
    asserted = [relation for relation in relations if relation.level and not relation.denied]
    denied = [relation for relation in relations if relation.level and relation.denied]
    strength = max((relation.level for relation in asserted), default=Strength.NONE)
    negated = max((r.level for r in denied), default=None) if not strength else None
    people = _people(pack, layout, relations)
    is_claim = bool(asserted or denied)
    if not is_claim and not silent and not advised:
        is_claim = _states_a_fact(pack, layout, people)
    subjects = _subjects(pack, layout, people)
    to_reader = any(tokens[place].text in pack.words["pronouns_you"] for place in people)
    counted = {id(relation.hit) for relation in relations}
    matches = [
        _match(text, tokens, hit, told.get(id(hit)), counts=id(hit) in counted) for hit in hits
    ]
    deciding = [r for r in (asserted or denied) if r.level == (strength or negated)]
    return Wording(
        strength=strength,
        negated=negated,
        hedged=is_claim and _hedged(layout, asserted),
        therapeutic=_therapeutic(pack, layout, asserted),
        subjects=subjects,
        is_claim=is_claim,
        reported=_reported(pack, layout, asserted or denied),
        invokes_people=Subject.HUMAN in subjects or to_reader,
        cues=tuple(matches),
        decided_by=tuple(_match(text, tokens, relation.hit, relation) for relation in deciding),
    )


def _without_fallbacks(layout: Layout, relations: list[_Relation]) -> list[_Relation]:
    """The relations without those that a plainer one in the same part of the sentence says already."""

    def spare(relation: _Relation) -> bool:
        """A fragment, too, where a verb stands after all: "less variety goes with complaints"."""
        return relation.hit.cue.fallback or relation.hit.cue.kind == "fragment"

    plain = {
        layout.segments[relation.hit.verb]
        for relation in relations
        if relation.level and not spare(relation)
    }
    return [
        relation
        for relation in relations
        if not spare(relation) or layout.segments[relation.hit.verb] not in plain
    ]


def _hedged(layout: Layout, asserted: list[_Relation]) -> bool:
    """Whether a word of doubt stands anywhere but in "without iron the body cannot"."""
    whole = [relation.hit for relation in asserted if relation.hit.cue.holds_negation]
    return any(
        not any(hit.first <= doubt.first <= hit.last for hit in whole)
        for kind in _UNCERTAIN
        for doubt in layout.kind(kind)
    )


def _relation(pack: CuePack, layout: Layout, hit: CueHit) -> _Relation:
    if hit.cue.kind == "fragment":
        found, denied = _fragment(pack, layout, hit), False
    else:
        found, denied = status(pack, layout, hit)
    return _Relation(hit, found, denied, _level(hit, found))


def _fragment(pack: CuePack, layout: Layout, hit: CueHit) -> CueStatus:
    """A fragment: "Improved recovery" is a result only where it begins the sentence and no finite verb is there.

    A colon may precede it: "Red light: improved recovery".
    """
    words = [token.text for token in layout.tokens]
    at = hit.first
    while at and (words[at - 1][0].isdigit() or words[at - 1] in pack.words["amounts"]):
        at -= 1  # "Up to 30 % less hair loss"
    marks = all(not word[0].isalnum() for word in words[:at])  # "- Better sleep"
    begins = marks or words[at - 1] == ":"
    if hit.cue.needs and not any(layout.kind(kind) for kind in hit.cue.needs):
        return CueStatus.MENTIONED
    if not begins or len(words) < 2 or not pack.words["finite"].isdisjoint(words):
        return CueStatus.MENTIONED
    # "Sneller in slaap vallen" is a heading; an English infinitive can't be told from a noun.
    verbs = {"finite"} if pack.governs_before_only else {"finite", "base"}
    # The word behind it is its noun, whatever else it can be: "more rest", "less stress".
    # "In some of the studies": what stands behind "the" is a noun, too.
    behind = range(hit.last + 2 if hit.last == hit.first else 1, len(words))
    nouns = pack.words["determiners"]
    verbal = (i for i in behind if pack.verb_forms.get(words[i]) in verbs)
    harm = pack.place("harm")
    if any(words[i - 1] not in nouns and harm.tag(words[i]) is None for i in verbal):
        return CueStatus.MENTIONED
    uncertain = layout.kind("limited") or layout.kind("hedge") or layout.kind("modal")
    return CueStatus.WEAKENED if uncertain else CueStatus.ASSERTED


def _level(hit: CueHit, found: CueStatus) -> Strength:
    """The strength that a relation adds: uncertainty makes a cause conditional, not less."""
    if found is CueStatus.MENTIONED:
        return Strength.NONE
    if found is CueStatus.ASSERTED:
        return _LEVEL[hit.cue.kind]
    most = Strength.CORRELATIONAL if found is CueStatus.OBSERVED else Strength.CONDITIONAL
    return min(_LEVEL[hit.cue.kind], most)


def _people(pack: CuePack, layout: Layout, relations: list[_Relation]) -> frozenset[int]:
    """The tokens that name people or speak to the reader, and that no caveat sets aside."""
    unproven = {layout.segments[hit.first] for hit in layout.kind("denial")}
    live = [
        relation.hit
        for relation in relations
        if relation.level
        and not (relation.denied and layout.segments[relation.hit.first] in unproven)
    ]
    readers = pack.words["pronouns_you"]
    places = {hit.first for hit in layout.kind(Subject.HUMAN.value)}
    places.update(index for index, token in enumerate(layout.tokens) if token.text in readers)
    return frozenset(place for place in places if not set_aside(pack, layout, live, place))


def _subjects(pack: CuePack, layout: Layout, people: frozenset[int]) -> tuple[Subject, ...]:
    others = (Subject.ANIMAL, Subject.IN_VITRO)
    beyond = [hit for subject in others for hit in layout.kind(subject.value)]
    human = any(hit.first in people for hit in layout.kind(Subject.HUMAN.value)) or (
        # "Not only in mice but also in rats" speaks of these alone.
        len(beyond) == 1 and _not_alone(pack, layout, beyond[0])
    )
    if human or layout.kind(Subject.ANIMAL.value):
        # "In the laboratory, mice ...": where it was done, no cells.
        beyond = [hit for hit in beyond if hit.cue.id != _LABORATORY]
    studied = {hit.cue.kind for hit in beyond}
    named = (
        *((Subject.HUMAN,) if human else ()),
        *(subject for subject in others if subject.value in studied),
    )
    return named or (Subject.UNSTATED,)


def _not_alone(pack: CuePack, layout: Layout, hit: CueHit) -> bool:
    """Whether it is said of more than those: "not only in mice", which leaves people."""
    words = [token.text for token in layout.tokens[max(0, hit.first - _BEFORE) : hit.first]]
    found = _not_only().search(" ".join(words))
    if found is None:
        return False
    between = words[len(found.string[: found.end()].split()) :]
    small = pack.words["prepositions"] | pack.words["determiners"]
    return not between or between[0] in small


@cache
def _not_only() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_language('not_only')})(?!\w)")


def _is_advice(pack: CuePack, tokens: list[Token]) -> bool:
    first, behind, *_ = *(token.text for token in tokens if token.text not in STOPS), "", ""
    # "Use of cannabis is linked to ...", "Sleep is linked to ...": a noun.
    noun = any(behind in pack.words[name] for name in ("prepositions", "be"))
    noun = noun or pack.verb_forms.get(behind) == "finite"
    return first in pack.words["advice_starts"] and not noun


def _states_a_fact(pack: CuePack, layout: Layout, people: frozenset[int]) -> bool:
    """No relation, but a statement with a finite verb about health, the body or a study.

    A caveat by itself ("whether this holds for people is not known") states none.
    """
    words = [token.text for token in layout.tokens]
    topics = [hit for kind in _TOPICS for hit in layout.kind(kind)]
    only_people = bool(topics) and all(hit.cue.kind == "human" for hit in topics)
    if layout.kind("open") and only_people and not people:
        return False
    if (layout.kind("limited") or layout.kind("open")) and layout.has_verb:
        return True
    if len(words) < 4 or layout.kind("mention") or words[0] in pack.words["question_starts"]:
        return False
    return layout.has_verb and bool(topics)


def _therapeutic(pack: CuePack, layout: Layout, asserted: list[_Relation]) -> bool:
    """A disease, and an effect on it that is asserted, however weakly."""
    helpful = [
        relation.hit
        for relation in asserted
        if relation.level >= Strength.CONDITIONAL
        and not relation.hit.cue.harmful
        and not _raises_risk(pack, layout, relation.hit)
    ]
    speaks = [*layout.kind("treatment"), *(hit for hit in helpful if _relieves(pack, layout, hit))]
    return bool(helpful) and any(
        layout.segments[hit.first] == layout.segments[disease.first]
        for hit in speaks
        for disease in layout.kind("disease")
    )


def _raises_risk(pack: CuePack, layout: Layout, hit: CueHit) -> bool:
    """Whether a relation does harm because its object is a risk: "increases the risk of stroke"."""
    if layout.word(hit.verb) not in pack.raising:
        return False
    objects = {layout.word(index) for index in range(hit.verb + 1, hit.verb + 1 + _OBJECT)}
    return not pack.words["risks"].isdisjoint(objects)


def _relieves(pack: CuePack, layout: Layout, hit: CueHit) -> bool:
    """Whether a relation means treatment by itself or with a disease as its object."""
    return hit.cue.treats or layout.word(hit.verb) in pack.relieving


def _reported(pack: CuePack, layout: Layout, told: list[_Relation]) -> bool:
    """Whether an effect, or that there was none, is told in the past tense beside a study or its subjects."""
    words = [word for relation in told for word in _told_when(pack, layout, relation)]
    past = any(
        pack.verb_forms.get(layout.word(index)) in {"past", "part"}
        or layout.word(index) in pack.words["past_be"]
        or _is_perfect(pack, layout, index)
        or _is_past_of_one(pack, layout, index)
        for index in words
    )
    # "In the study they coughed less often than on placebo", with a verb that no list has.
    past = past or (
        bool(layout.kind("study")) and not any(_is_verb(pack, layout, w) for w in words)
    )
    named = [layout.kind(kind) for kind in ("study", "human", "animal", "in_vitro")]
    return bool(told) and (bool(layout.kind("report")) or (past and any(named)))


def _is_past_of_one(pack: CuePack, layout: Layout, index: int) -> bool:
    """Whether a verb whose past is as its base ("cut") stands beside one who would now do it with an "s"."""
    if index == 0 or layout.word(index) not in pack.words.get("same_past", ()):
        return False
    one = layout.word(index - 1)
    return not one.endswith("s") and one not in pack.words["many"]


def _told_when(pack: CuePack, layout: Layout, relation: _Relation) -> Iterator[int]:
    """The words that may tell when it was: its own, and the verb that it has beside them.

    "Did not lower" holds no past form but of its helping verb, and "was lower than with a placebo" no verb.
    """
    first, last = relation.hit.first, relation.hit.last
    own = range(first, last + 1)
    yield from own
    if relation.denied:
        yield from range(max(0, first - _HELPING), first)
    elif not any(_is_verb(pack, layout, index) for index in own):
        segment = layout.segments[relation.hit.verb]
        before = takewhile(lambda at: layout.segments[at] == segment, range(first - 1, -1, -1))
        yield from islice((at for at in before if _is_finite(pack, layout.word(at))), 1)


def _is_verb(pack: CuePack, layout: Layout, index: int) -> bool:
    word = layout.word(index)
    return word in pack.verb_forms or word in pack.words["be"]


def _is_finite(pack: CuePack, word: str) -> bool:
    return pack.verb_forms.get(word) in {"past", "finite"} or word in pack.words["be"]


def _is_perfect(pack: CuePack, layout: Layout, index: int) -> bool:
    """Whether a form that may be a present is a participle: "le zinc a réduit"."""
    if not index or layout.word(index) not in pack.words["participles_too"]:
        return False
    return layout.word(index - 1) in pack.words["have"]


def _match(
    text: str, tokens: list[Token], hit: CueHit, relation: _Relation | None, *, counts: bool = True
) -> CueMatch:
    start, end = tokens[hit.first].start, tokens[hit.last].end
    told = CueStatus.MENTIONED.name.lower() if hit.cue.kind in _LEVEL else ""
    strength = Strength.NONE
    if relation is not None:
        told = "denied" if relation.denied else relation.status.name.lower()
        if not counts:
            told = "repeated"
        elif not relation.denied:
            strength = relation.level
    return CueMatch(
        kind=hit.cue.kind,
        id=hit.cue.id,
        text=text[start:end],
        start=start,
        end=end,
        explanation=hit.cue.explanation,
        status=told,
        strength=strength,
        harmful=hit.cue.harmful,
    )


__all__ = ["MAX_LENGTH", "CueMatch", "NotGraded", "Wording", "explain", "grade"]
