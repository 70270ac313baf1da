"""One occurrence of a claim as it is judged: as what kind, of what, of whom, and how strongly."""

from collections.abc import Callable
from functools import cached_property

from magclaims.judge.claim import textbook
from magclaims.judge.claim.direction import direction_of
from magclaims.judge.claim.fared import tells_how_people_fared
from magclaims.judge.claim.general import (
    brings_nothing_about,
    does_nothing,
    is_taken,
    names_no_benefit,
    offers,
    promises_nobody,
    tells_how_it_works,
)
from magclaims.judge.claim.harm import (
    asserts_safety,
    is_warning,
    never_harms,
    promises,
    safety_strength,
)
from magclaims.judge.claim.modest import (
    compares_people,
    only_asks,
    tells_how_little,
    tells_low_certainty,
    tells_no_control,
    tells_one_case,
    tells_what_became,
)
from magclaims.judge.claim.naming import named_substances
from magclaims.judge.claim.nature import tells_of_the_market
from magclaims.judge.claim.people import AboutPeople, told
from magclaims.judge.claim.stated import graded
from magclaims.judge.claim.stated import language_of as stated_in
from magclaims.knowledge import find_substances
from magclaims.knowledge.tested import ingredients_in
from magclaims.lexicon.direction import is_open, tells
from magclaims.lexicon.people import People
from magclaims.lexicon.wording import RELATIONS, NotGraded, Wording, grade
from magclaims.model.registry import Claim, Direction, Dossier, Kind, Occurrence, Strength
from magclaims.model.values import dataclass
from magclaims.quantity.stated import read
from magclaims.quantity.substances import amounts_of
from magclaims.quantity.told import Numbers

_JUDGED = frozenset(
    {Kind.EFFECT, Kind.STUDY_RESULT, Kind.MECHANISM, Kind.COMPARISON, Kind.QUANTITY}
)
"""Kinds that are judged as they are declared."""
_GENERAL = frozenset({Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION, Kind.QUANTITY})
_KNOWN = _GENERAL | {Kind.MECHANISM, Kind.PRECAUTION, Kind.LIMITATION}
"""Kinds of what may be known without a study."""
_PROMISING = frozenset({Kind.EFFECT, Kind.STUDY_RESULT, Kind.COMPARISON})
"""Kinds of which the words of the article may say that there is no harm."""


def language_of(occurrence: Occurrence, dossier: Dossier) -> str:
    """The language of the article that an occurrence stands in."""
    article = dossier.articles.get(occurrence.article)
    return article.language if article else "en"


def judged_as(claim: Claim, dossier: Dossier) -> Kind:
    """What a claim is judged as.

    General knowledge that is not on the textbook list needs a reference: as an effect where it is
    about what people want or fear, else as a mechanism. A precaution that promises something is an effect, and so is that there is no harm, whether it
    is called an opinion, advice or a limitation.
    """
    if claim.kind is Kind.PRECAUTION and promises(claim):
        return Kind.EFFECT
    if claim.kind not in _JUDGED and (
        asserts_safety(claim.statement, stated_in(claim))
        or any(asserts_safety(o.quote, language_of(o, dossier)) for o in claim.occurrences)
    ):
        return Kind.EFFECT
    if claim.kind in {Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION}:
        if textbook.applies(claim) and not any(
            textbook.refusal(claim, o) for o in claim.occurrences
        ):
            return claim.kind
        return Kind.EFFECT if _on_an_end_point(claim) else Kind.MECHANISM
    return claim.kind


def _on_an_end_point(claim: Claim) -> bool:
    """Whether a claim says that something changes which people want or fear: a disease, sleep."""
    return direction_of(claim) is not None and any(map(textbook.is_end_point, claim.about.outcome))


def _leaves_open(claim: Claim) -> bool:
    """Whether a statement says that nobody knows, and asserts nothing besides: "..., but it shrinks tumours"."""
    statement = claim.statement
    if not is_open(statement.lower()):
        return False
    stated = graded(claim)
    if stated.strength is Strength.NONE:
        return True
    # "The effect on sleep is unclear"; "it is unclear why it improves sleep" says that it does.
    weak = all(cue.status == "weakened" for cue in stated.decided_by if cue.kind in RELATIONS)
    return weak and not tells(statement)


@dataclass(frozen=True)
class Asserted:
    """One occurrence of a claim, and what it says.

    Attributes:
        occurrence: As worded in an article, or as declared where no text is at hand.
        text: The words of which the numbers are the claim's, where more than the quote is at hand.
        named: Whom the article's own words name, where they are at hand.
        doubted: Its words state an effect, whatever kind the claim is declared as.
        settled: Its words were found to deny, ask or aim at what the claim states.
        in_question: Declared to claim nothing, it may state an effect all the same.
    """

    claim: Claim
    occurrence: Occurrence
    language: str
    kind: Kind
    text: str | None = None
    named: People | None = None
    doubted: bool = False
    settled: bool = False
    in_question: bool = False

    @property
    def words(self) -> str:
        """Its own words: the sentence, where that says nothing but the claim, or else the quote."""
        return self.text or self.occurrence.quote

    def says(self, tells: Callable[[str, str], bool]) -> bool:
        """Whether its words in the article, or the statement, say what a text and its language are asked for."""
        return tells(self.occurrence.quote, self.language) or tells(
            self.claim.statement, stated_in(self.claim)
        )

    @cached_property
    def safety(self) -> bool:
        """Whether the claim, or its words in the article, say that the substance does no harm."""
        if self.kind is Kind.PRECAUTION:
            return False
        if self.kind in _PROMISING:
            return self.says(asserts_safety)
        return asserts_safety(self.claim.statement, stated_in(self.claim))

    @cached_property
    def warns(self) -> bool:
        """Whether it warns of harm, whatever kind it is declared as."""
        words = self.occurrence.quote, self.language
        return not self.safety and is_warning(self.claim, self.occurrence.strength, *words)

    @cached_property
    def claims_nothing(self) -> bool:
        """Whether it says that nobody has shown it, how little is known, or how it was studied, and asserts nothing."""
        if self.safety:
            return False
        if only_asks(self.occurrence.quote, self.language):
            return True
        if self.occurrence.strength > Strength.NONE:
            return False
        if _leaves_open(self.claim):
            return True
        unstated = self.direction is None and graded(self.claim).strength is Strength.NONE
        if self.settled and unstated and not self._denies_something_else:
            return True  # by its own words and by the statement it only asks, aims or hopes
        statement, language = self.claim.statement, stated_in(self.claim)
        # What the registry states may be worded as an effect all the same: "hops calm".
        modest = tells_how_little(self.occurrence.quote, self.language)
        return modest and (tells_how_little(statement, language) or unstated)

    @cached_property
    def _denies_something_else(self) -> bool:
        """Whether its words deny, and no effect: "with it they never tire"; or have one in a name alone."""
        cues = self.quoted.cues if self.quoted is not None else ()
        names = [(each.start, each.end) for each in find_substances(self.occurrence.quote)]
        relations = [
            cue
            for cue in cues
            if cue.kind in RELATIONS and not any(a <= cue.start and cue.end <= b for a, b in names)
        ]
        if any(cue.status == "denied" for cue in relations):
            return False
        worded = any(cue.kind in RELATIONS for cue in cues)
        return any(cue.kind == "negation" for cue in cues) or (worded and not relations)

    @cached_property
    def tells_no_effect(self) -> bool:
        """Whether it is called general knowledge or a quantity, and nothing comes about by its words or the statement's."""
        if self.claim.kind not in _GENERAL or self.says(asserts_safety):
            return False
        quote, language = self.occurrence.quote, self.language
        asserts = self.occurrence.strength > Strength.NONE
        if tells_how_it_works(self.claim, quote, language):
            return True
        unpromised = not self.claim.about.outcome and self.may_be_general
        if unpromised and does_nothing(self.claim, quote, language, asserts=asserts):
            return True
        if self.direction is not None or graded(self.claim).strength > Strength.NONE:
            return False
        if unpromised and not asserts and promises_nobody(self.claim, quote, language):
            return True
        return brings_nothing_about(self.claim, quote, language)

    @cached_property
    def may_be_general(self) -> bool:
        """Whether it may be general knowledge: it is called so or the like, for nothing wanted, and promises nothing plainly.

        A verb that no list has may be a promise, or what anybody knows: of such sentences in articles that nobody had
        seen nine of ten were honest (tests/policy/visitors.yaml, honest.yaml, newcomers.yaml).
        """
        if self.claim.kind not in _KNOWN:
            return False
        words = self.occurrence.quote, self.language
        if self.claim.about.outcome and not names_no_benefit(self.claim):
            return tells_of_the_market(self.claim, *words)
        statement = self.claim.statement, stated_in(self.claim)
        if self.says(asserts_safety) and (
            self.claim.kind is not Kind.PRECAUTION or asserts_safety(*statement)
        ):
            return False
        if graded(self.claim).strength is Strength.CAUSAL and is_taken(self.claim):
            return False  # "feverfew brings down fevers"
        if self.claim.evidence and self.strength > Strength.NONE:
            return False
        asserts = self.occurrence.strength > Strength.NONE
        return not offers(self.claim, *words, asserts=asserts)

    @cached_property
    def direction(self) -> Direction | None:
        """Which way the claim says that its outcome goes; None where that is not clear."""
        return None if self.claim.kind is Kind.COMPARISON else direction_of(self.claim)

    @cached_property
    def strength(self) -> Strength:
        """How strongly the sentence asserts, or denies: "does not improve" asserts a thing, too."""
        declared, hedged = self.occurrence.strength, self.occurrence.hedged
        if declared > Strength.NONE:
            if compares_people(self.words, self.language):
                declared = min(declared, Strength.CORRELATIONAL)
            # "May improve sleep and is safe": what is said of harm has its own "may".
            return max(declared, self._harmless)
        if self.safety:  # "is safe" holds no word of an effect
            may = hedged and not never_harms(self.occurrence.quote, self.language)
            return Strength.CONDITIONAL if may else Strength.CAUSAL
        if self.direction is not Direction.NO_EFFECT:
            # "There was no difference between the two" says how they compare, at least.
            compares = self.kind is Kind.COMPARISON
            return max(self.as_stated, Strength.CORRELATIONAL) if compares else self.as_stated
        denied = graded(self.claim).negated or Strength.CAUSAL
        return min(denied, Strength.CONDITIONAL) if hedged else denied

    @cached_property
    def _harmless(self) -> Strength:
        """How strongly its words say that there is no harm."""
        if not self.safety:
            return Strength.NONE
        return safety_strength(self.occurrence.quote, self.language)

    @cached_property
    def is_open(self) -> bool:
        """Whether it leaves open what it speaks of, as far as its words or the statement tell."""
        return self.settled or _leaves_open(self.claim) or self._asks

    @cached_property
    def names_no_control(self) -> bool:
        """Whether its words, or the statement, say that a study compared with nobody."""
        statement = self.claim.statement, stated_in(self.claim)
        return tells_no_control(self.words, self.language) or tells_no_control(*statement)

    @property
    def says_habit(self) -> bool:
        """Whether it only tells what those had who did a thing of themselves."""
        return tells_what_became(self.words, self.language)

    @property
    def says_how_people_fared(self) -> bool:
        """Whether it reports as a fact what became of people, and names no cause."""
        reports = self.kind is Kind.STUDY_RESULT and self.occurrence.reported
        if not reports or self.strength < Strength.CAUSAL:
            return False
        before, quote, _ = (self.text or "").partition(self.occurrence.quote)
        words = before + quote if quote else self.occurrence.quote
        return tells_how_people_fared(words, self.language)

    @property
    def says_one_case(self) -> bool:
        """Whether it reports what one person had."""
        told = tells_one_case(self.words, self.language)
        return told and self.occurrence.reported and self.direction is not Direction.IMPROVES

    @cached_property
    def says_uncertain(self) -> bool:
        """Whether its own words say how little certain it is."""
        return tells_low_certainty(self.words, self.language)

    @cached_property
    def quoted(self) -> Wording | None:
        """The quote as graded by itself; None in a language that is not."""
        try:
            return grade(self.occurrence.quote, self.language)
        except NotGraded:
            return None

    @cached_property
    def _asks(self) -> bool:
        """Whether the quote has words of a relation, and asserts none: it denies, asks, or aims at it."""
        if self.quoted is None or self.quoted.strength is not Strength.NONE:
            return False
        return any(cue.kind in RELATIONS for cue in self.quoted.cues)

    @cached_property
    def as_stated(self) -> Strength:
        """How strongly the claim states what no word of its sentence tells; none where these leave it open.

        A sentence may say it with a verb that nobody has listed, or with none: "a clean liver in two weeks".
        What is declared an effect says at least that things go together.
        """
        if self.occurrence.strength > Strength.NONE or self.is_open or self.kind not in _JUDGED:
            return Strength.NONE
        stated = graded(self.claim).strength
        if self.kind is Kind.QUANTITY:
            # A number shares its sentence with an effect, as a rule; one that states it is no mere number.
            goes = self.claim.about.outcome and self.direction is not None
            return min(stated, Strength.CORRELATIONAL) if goes else Strength.NONE
        if self.kind in _PROMISING:
            stated = max(stated, Strength.CORRELATIONAL)
        return min(stated, Strength.CONDITIONAL) if self.occurrence.hedged else stated

    @cached_property
    def substances(self) -> tuple[str, ...]:
        """What is said to be taken: the claim's substances, or more precise ones."""
        if self.occurrence.substance:
            return self.occurrence.substance
        about = self.claim.about.substance
        listed = tuple(each for name in about for each in ingredients_in(name))
        return named_substances(about, self.occurrence.quote, self.language) or listed

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of the occurrence as worded there; where its words have none, as claimed."""
        about, contents = amounts_of(self.substances), self.kind is Kind.QUANTITY
        found = read(self.words, self.language, about=about, contents=contents)
        if found.stated or self.text is not None:
            return found
        return read(self.claim.statement, stated_in(self.claim), about=about, contents=contents)

    @cached_property
    def people(self) -> AboutPeople:
        """Whom it is about."""
        return told(self.claim, self.occurrence, self.language, self.named)
