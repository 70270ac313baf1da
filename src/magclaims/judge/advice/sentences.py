"""Sentences that tell what one work found, within what it can carry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial

from magclaims.judge.advice.groups import NamedGroup, group, needs_comma, of_animals, plain_group
from magclaims.judge.advice.outcomes import OutcomePhrase, clause, may, nominal, tell
from magclaims.judge.claim.direction import speaks_of_lack
from magclaims.judge.claim.harm import asserts_safety
from magclaims.judge.link.comparators import is_against_another
from magclaims.judge.link.says import leaves_doubt, record_denies, said
from magclaims.judge.link.went import bears_out, is_lessened, is_of_others
from magclaims.judge.words import Words, sentence_case
from magclaims.knowledge import relation
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.tested import what_was_tested
from magclaims.lexicon.cues import read
from magclaims.lexicon.direction import told
from magclaims.lexicon.inflect import Inflector
from magclaims.lexicon.wording import NotGraded, grade
from magclaims.model.registry import (
    Claim,
    Design,
    Direction,
    Evidence,
    Level,
    Outcome,
    Reference,
    Study,
    Tested,
)
from magclaims.model.values import dataclass
from magclaims.model.work import Work

_plan = partial(load_data, "advice.toml")
_CLOSENESS = ("same", "narrower", "broader", "surrogate", "family")
"""How near what was measured is to what is claimed; what is not here is something else."""
_FOUND = frozenset({"better", "worse", "increased", "decreased", "changed"})


@dataclass(frozen=True)
class WorkPhrase:
    """One work as it bears on one claim, in the words of a language."""

    words: Words
    claim: Claim
    evidence: Evidence
    study: Study | None = None
    reference: Reference | None = None
    direction: str | None = None
    """Which way it went, where the study's outcomes are not known; else as the claim says."""
    record: Work | None = None
    """What a service has of it."""
    cited: bool = True
    """Whether sentences name it."""
    rows: tuple[str, ...] = ()
    """The rows of the policy that it meets."""
    nothing: bool = False
    """Whether what made no difference is told, and not what did."""

    @property
    def cite(self) -> str:
        """Author and year: "De Baaij 2015"."""
        if self.reference is None:
            return self.evidence.reference
        return sentence_case(self.reference.short_citation)

    @property
    def ref(self) -> str:
        """The same in brackets, with a blank before it; empty where it is not to be named."""
        return f" ({self.cite})" if self.cited else ""

    @property
    def given(self) -> tuple[str, ...]:
        """What was given, by name: the study's ingredients, else what the claim is about."""
        return (self.study.ingredients if self.study else ()) or self.claim.about.substance

    @property
    def is_foreign(self) -> bool:
        """Whether the study gave something that has nothing to do with the claim's substance."""
        if self.study is None or not self.study.ingredients:
            return False
        compared = what_was_tested(self.study.ingredients, self.claim.about.substance)
        return compared is not None and compared.tested is Tested.OTHER_SUBSTANCE

    def treated(self) -> str | None:
        """What was given, as a sentence has it: one substance, or a formula with several."""
        names = self.words.substances(self.given)
        if names is None or len(self.given) < 2:
            return names
        bare = self.words.listed(str(self.words.label(name)) for name in self.given)
        return self.words.fill(self.words.word("formula"), ingredients=names, bare=bare)

    def plural(self) -> bool:
        """Whether what was given takes a verb in the plural."""
        if len(self.given) > 1:
            return False
        name = self.words.substance(self.given[0]) or ""
        if self.words.code == "en":
            return name.endswith("s") and not name.endswith(_ENGLISH_SINGULARS)
        endings = tuple(self.words.data["word"]["plural_endings"])
        return self.words.is_plural(name) or name.endswith(endings)

    def group(self) -> NamedGroup | None:
        """Who or what was studied."""
        return group(self.words, self.study, self.evidence.level)

    def measured(self) -> tuple[Outcome, ...]:
        """The outcomes that are nearest to each claimed one, and of which something was found."""
        found = {"no_difference"} if self.nothing else _FOUND
        outcomes = [o for o in (self.study.outcomes if self.study else ()) if o.direction in found]
        claimed = self.claim.about.outcome
        if not claimed:
            return tuple(outcomes)
        nearest: list[Outcome] = []
        for name in claimed:
            near = [(relation(name, o.name), o) for o in outcomes]
            ranks = [_CLOSENESS.index(r) for r, _ in near if r in _CLOSENESS]
            best = _CLOSENESS[min(ranks)] if ranks else None
            nearest += [o for r, o in near if r == best]
        if not nearest and not self.nothing and "outcome_unknown" in self.rows:
            return tuple(outcomes)  # what else it measured, by the registry's own names
        return tuple(dict.fromkeys(nearest))

    def primary(self) -> tuple[Outcome, ...]:
        """What the study was made to measure."""
        return tuple(o for o in (self.study.outcomes if self.study else ()) if o.primary)

    @property
    def _is_trial(self) -> bool:
        design = self.study.design if self.study else None
        return design is Design.RANDOMIZED_CONTROLLED_TRIAL

    @property
    def unmoved(self) -> tuple[str, ...]:
        """Outcomes in which the study saw no difference; what is claimed where nobody noted any."""
        noted = self.study.outcomes if self.study else ()
        near = replace(self, nothing=True).measured() or noted
        seen = [o.name for o in near if o.direction == "no_difference"]
        return tuple(seen) if noted else self.claim.about.outcome

    def unmeasured(self) -> tuple[str, ...]:
        """Claimed outcomes that were not measured as such."""
        measured = [o.name for o in self.measured()]
        return tuple(
            name
            for name in self.claim.about.outcome
            if all(relation(name, found) != "same" for found in measured)
        )

    @cached_property
    def told(self) -> tuple[OutcomePhrase, ...]:
        """What was found, in words; empty where nothing is known or the language lacks a name."""
        way = self.direction or direction_of(self.claim.statement, "en")
        if not self.measured() if self.nothing else self._is_denied(way):
            return ()
        if self.study and self.study.outcomes:
            found = [(o.name, str(o.direction)) for o in self.measured()]
        else:
            found = [(name, way) for name in self.claim.about.outcome]
        told = [tell(self.words, name, direction) for name, direction in found]
        known = [item for item in told if item is not None]
        complete = len(known) == len(told) or len(known) > 1
        return tuple({item.object: item for item in known}.values()) if complete else ()

    def _is_denied(self, way: str | None = None) -> bool:
        """Whether the source's words deny an effect, or nobody noted any that could be told.

        What a claim says is put into the mouth of a work that is quoted only where the quoted words say
        the same: of what is claimed, the same way, and not of those who got a placebo.
        """
        says, claim = self.evidence.says, self.claim
        if self.study and self.study.outcomes:
            return said(says, claimed=claim.about.outcome) in {"nothing", "unknown"}
        claimed = told(claim.statement, claim.about.outcome)
        if Direction.NO_EFFECT in {claim.direction, claimed} or asserts_safety(claim.statement):
            return True
        if says is not None:
            of_lack = speaks_of_lack(claim)
            others = is_of_others(says, self.given, of_lack=of_lack)
            if leaves_doubt(says) or others or is_lessened(says):
                return True
            return way is not None and not bears_out(says, claim.about.outcome, way)
        title = self.reference.title if self.reference else None
        titles = {title, self.record.title if self.record else None}
        abstract = self.record.abstract if self.record else None
        names = claim.about.outcome
        return any(record_denies(title, abstract, names) for title in titles)

    def kind(self) -> str | None:
        """Which sentence of [finding] tells of such a work; None for what finds nothing itself."""
        level, design = self.evidence.level, self.study.design if self.study else None
        table: Mapping[str, str] = _plan()["finding"]
        if level is Level.SYSTEMATIC_REVIEW and of_animals(self.study):
            return "animals"
        people = level in {Level.HUMAN, Level.COMBINED_FORMULA}
        name = "human" if people else level.value
        usual = table.get(f"{name} {design}" if design and people else name, table.get(name))
        # A null result needs no "may": it is told as it was seen.
        limited = (row for row in self.rows if row in table and usual and not self.nothing)
        return table.get(next(limited, ""), usual)

    @cached_property
    def findings(self) -> tuple[tuple[str, bool], ...]:
        """Sentences that tell what was found, the fullest first, and whether they say who was studied."""
        return tuple(self._findings())

    def _findings(self) -> Iterator[tuple[str, bool]]:
        kind, treated, told = self.kind(), self.treated(), self.told
        if kind is None or treated is None or not told:
            return
        groups = (self.group(), plain_group(self.words, self.study, self.evidence.level))
        for who in dict.fromkeys(groups):
            text = self._sentence(kind, treated, told, who)
            if text:
                yield text, who is None or who.whole

    @cached_property
    def role(self) -> str | None:
        """A careful sentence on a mechanism."""
        treated, outcomes = self.treated(), self.words.outcomes(self.claim.about.outcome)
        if treated is None or outcomes is None or self._is_denied():
            return None
        plays = self.words.data["clause"]["plays"][self.plural()]
        return self._fill("role", treated=treated, plays=plays, outcomes=outcomes)

    def _sentence(
        self, kind: str, treated: str, told: Sequence[OutcomePhrase], who: NamedGroup | None
    ) -> str | None:
        went = self.words.data["clause"]["went"][self.plural()]
        other = None
        if self.nothing and is_against_another(self.study):
            # That it did as well as a medicine is no lack of an effect.
            kind, other = (
                "equal",
                self.words.substances(self.study.comparator if self.study else ()),
            )
            if other is None or not self._is_trial:
                return None
        noun = nominal(self.words, told)
        if kind in {"association", "review_association"} and noun is None:
            if not self.nothing:
                return None
            kind = "study" if kind == "association" else "review"
        name, done = who.text if who else "", None
        if kind == "may":
            kind, done = ("may" if name else "may_bare"), may(self.words, told)
            if done is None:
                return None
        comma = "," if needs_comma(self.words, name) else ""
        return self._fill(
            kind,
            who=(name or str(self.words.name("people"))) + comma,
            among=self._among(name) + comma,
            clause=clause(self.words, treated, plural=self.plural(), found=told),
            treated=treated,
            went=went,
            nominal=noun or "",
            may=self.words.data["clause"]["may"][self.plural()],
            done=done or "",
            other=other or "",
            outcomes=self.words.labels(o.name for o in self.measured()) or "",
        )

    def _among(self, who: str) -> str:
        size = self.study.sample_size if self.study else None
        if size is None:
            people = who or str(self.words.name("people"))
            return self.words.fill(self.words.word("with_people"), who=people)
        template = self.words.word("with_participants")
        who = who or self.words.word("participants")
        return self.words.fill(template, n=self.words.quantity(f"{size:,}"), who=who)

    def _fill(self, kind: str, **values: str) -> str:
        template = str(self.words.data["finding"][kind])
        return sentence_case(self.words.fill(template, ref=self.ref, **values))


_ENGLISH_SINGULARS = ("ss", "us", "is", "as", "phosphorus", "hops")


def direction_of(sentence: str, language: str) -> str:
    """Which way a sentence says that an outcome goes: better, increased or decreased."""
    try:
        wording = grade(sentence, language)
    except NotGraded:
        return "better"
    said = {word for cue in wording.decided_by for word in cue.text.lower().split()}
    return next((way for way, forms in _ways(language) if forms & said), "better")


@cache
def _ways(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Directions with all forms of the verbs that say them."""
    pack = read(language[:2])
    if pack is None:
        return ()
    inflect = Inflector(pack)
    verbs: Mapping[str, list[str]] = load_data("phrasing.toml")["verbs"].get(language[:2], {})
    return tuple(
        (way, frozenset(form for base in bases for form in inflect(base)))
        for way, bases in verbs.items()
    )
