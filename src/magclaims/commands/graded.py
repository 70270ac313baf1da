"""One sentence beside the policy: how strong it is, what carries it, and what to write instead."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from magclaims.judge.claim.harm import never_harms, safety_strength
from magclaims.judge.policy import Policy, PolicyRow
from magclaims.knowledge import find_substances, substances
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.language_detection import UNKNOWN, detect, told_by_one
from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.graded import pack_language
from magclaims.lexicon.wording import Wording
from magclaims.lexicon.wording import grade as grade_sentence
from magclaims.model.registry import Kind, Strength, Subject
from magclaims.model.values import dataclass

_NAMED = {Subject.ANIMAL: "level:animal", Subject.IN_VITRO: "level:in_vitro"}
_PEOPLE = frozenset({"level:human", "level:combined_formula"})
_OTHERS = frozenset({f"kind:{Kind.STUDY_RESULT.value}", "wrong_subjects"})
"""The tags of a sentence on a study of others than those whom it names."""


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of evidence that a writer can have at hand."""

    id: str
    says: Mapping[str, str]
    """How a list names it, by language; English is always there."""
    tags: frozenset[str]

    def named(self, language: str) -> str:
        """Its name in a language, else in English."""
        return self.says.get(language.partition("-")[0], self.says["en"])


@lru_cache(maxsize=1)
def evidence_kinds() -> tuple[EvidenceKind, ...]:
    """The kinds of `knowledge/evidence_kinds.toml`, from weak to strong."""
    return tuple(
        EvidenceKind(
            entry["id"],
            {"en": entry["says"], **{c: entry[c] for c in GRADED if c in entry}},
            frozenset(entry["tags"]),
        )
        for entry in load_data("evidence_kinds.toml")["kind"]
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """What a kind of evidence lets the sentence say."""

    kind: EvidenceKind
    ceiling: Strength | None
    """The most that it may say; None where it may say nothing."""
    row: PolicyRow
    """The row of the policy that decides."""

    @property
    def as_said(self) -> bool:
        """Whether the ceiling is what the source itself says."""
        return self.row.ceiling == "as_said"

    def allows(self, strength: Strength) -> bool:
        """Whether a sentence of this strength stays within it."""
        return self.ceiling is not None and strength <= self.ceiling


@dataclass(frozen=True, slots=True)
class Graded:
    """Everything that `grade` shows of one sentence."""

    text: str
    language: str
    wording: Wording | None
    """None where the sentence is not graded."""
    needs: tuple[EvidenceKind, ...] = ()
    """Kinds of evidence that carry it, from weak to strong; empty where it needs none."""
    at_hand: Carried | None = None
    suggestion: str | None = None
    place: "SentencePlace | None" = None

    harmless: Strength = Strength.NONE
    """How strongly it says that something does no harm, which holds no word of an effect."""

    @property
    def safety(self) -> bool:
        """Whether it says that something does no harm."""
        return self.harmless > Strength.NONE

    @property
    def strength(self) -> Strength:
        """How strongly it says what evidence has to carry: an effect, or that there is no harm."""
        return max(self.wording.strength, self.harmless) if self.wording else Strength.NONE

    @property
    def asserts(self) -> bool:
        """Whether it says something that evidence has to carry."""
        return self.strength > Strength.NONE


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """Where a sentence stands: line and column from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def examine(
    text: str, language: str | None, evidence: EvidenceKind | None, policy: Policy
) -> Graded:
    """Grade one sentence, in the language that its words tell where None is given, and put it beside the policy."""
    code = language or _language_of(text)
    pack = pack_language(code)
    if pack is None:
        return Graded(text, code, None)
    wording = grade_sentence(text, pack)
    harmless = safety_strength(text, pack)
    safety = harmless > Strength.NONE
    if safety and wording.strength is Strength.NONE and never_harms(text, pack):
        wording = replace(wording, hedged=False)  # "cannot be overdosed" leaves no room
    strength = max(wording.strength, harmless)
    carried = [_carried(kind, text, wording, policy, safety=safety) for kind in evidence_kinds()]
    at_hand = next((c for c in carried if c.kind == evidence), None)
    suggestion = None
    if at_hand is not None and not at_hand.allows(strength):
        suggestion = _advice(text, pack, wording, at_hand, policy, safety=safety)
    needs = (c.kind for c in carried if strength > Strength.NONE and c.allows(strength))
    return Graded(text, code, wording, tuple(needs), at_hand, suggestion, harmless=harmless)


def _advice(
    text: str, pack: str, wording: Wording, at_hand: Carried, policy: Policy, *, safety: bool
) -> str | None:
    """What to write instead: of the effect and of the safety, as far as the evidence carries neither."""
    # Most sentences need no advice, and it takes half of the program.
    from magclaims.judge.advice import for_sentence
    from magclaims.judge.advice.general import on_safety
    from magclaims.judge.words import words

    kind = at_hand.kind
    effect = _carried(kind, text, wording, policy) if safety else at_hand
    said = []
    if wording.strength > Strength.NONE and not effect.allows(wording.strength):
        advice = for_sentence(
            text,
            pack,
            effect.row,
            kind.tags,
            subjects=wording.subjects,
            # Advice is in English where there are no words of advice in the language.
            passes=lambda proposed: _passes(proposed, words(pack).code, kind, policy),
        )
        said += [advice] if advice else []
    if safety:
        said.append(on_safety(pack))
    return " ".join(dict.fromkeys(said)) or None


def _passes(text: str, pack: str, kind: EvidenceKind, policy: Policy) -> bool:
    """Whether a sentence stays within a kind of evidence."""
    wording, harmless = grade_sentence(text, pack), safety_strength(text, pack)
    carried = _carried(kind, text, wording, policy, safety=harmless > Strength.NONE)
    return carried.allows(max(wording.strength, harmless))


def _language_of(text: str) -> str:
    """The language of the text; of a few words, the one whose pack knows more of them."""
    code = detect(text)
    if code != UNKNOWN:
        return code
    # Three packs are a fifth of the run, and most sentences need one.
    one = told_by_one(text)
    if one in GRADED and grade_sentence(text, one).cues:
        return one
    known = {pack: len(grade_sentence(text, pack).cues) for pack in GRADED}
    best, *others = sorted(known, key=lambda pack: -known[pack])
    return best if known[best] > max(known[pack] for pack in others) else UNKNOWN


def _carried(
    kind: EvidenceKind, text: str, wording: Wording, policy: Policy, *, safety: bool = False
) -> Carried:
    """What a kind of evidence lets a sentence with these subjects say, by the policy."""
    tags = {*kind.tags, "relation:supports", f"kind:{Kind.EFFECT.value}"}
    if not _is_of_one(text):
        tags.add("formula_subject")
    if safety:
        tags.add("safety")
    if wording.invokes_people:
        tags.add("invokes_people")
    if wording.reported:
        tags.add("reported")
    named = {level for subject, level in _NAMED.items() if subject in wording.subjects}
    if named & tags:
        tags.add("names_subjects")
    elif named and not wording.invokes_people and tags & _PEOPLE:
        return Carried(kind, None, policy.verdict(_OTHERS))
    # The limits of the policy are about a study, and here is none: but for what was given.
    hidden = (row for row in policy.limits_on(tags) if row.id == "formula_hidden")
    row = next(hidden, None) or policy.ceiling(tags)
    return Carried(kind, _ceiling(row), row)


def _is_of_one(text: str) -> bool:
    """Whether a sentence is about one substance that is no formula, and stands for no several."""
    named = [substances()[id_] for id_ in {mention.id for mention in find_substances(text)}]
    return len(named) == 1 and not named[0].is_formula and named[0].kind != "group"


def _ceiling(row: PolicyRow) -> Strength | None:
    if row.ceiling in {None, "nothing"}:
        return None
    # An authority carries what it says; whether that is as much, the writer has to see.
    return Strength.CAUSAL if row.ceiling == "as_said" else Strength[str(row.ceiling).upper()]
