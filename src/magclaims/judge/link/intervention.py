"""What a study gave, beside what a sentence says was taken."""

from collections.abc import Iterable, Iterator

from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.claim.direction import speaks_of_status
from magclaims.judge.link.cited import CitedWork
from magclaims.knowledge import find_outcomes, find_substances, relation, substance, vocabulary
from magclaims.knowledge.ingredients import IngredientComparison
from magclaims.knowledge.keys import fold
from magclaims.knowledge.tested import given_beyond, what_was_tested
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Kind, Level, Study, Tested

_GAVE = frozenset(
    {Level.HUMAN, Level.COMBINED_FORMULA, Level.ANIMAL, Level.IN_VITRO, Level.SYSTEMATIC_REVIEW}
)
"""Levels of works that gave something, or review works that did."""
_TAKEN = frozenset({Kind.EFFECT, Kind.STUDY_RESULT})
"""Kinds that say what something does that is taken."""
_MIXED = frozenset({"food", "combination"})
"""Categories of what is made of several substances."""
_PLANTS = frozenset({"botanical", "mushroom"})


def match_intervention(
    said: Asserted, study: Study | None, level: Level | None = None
) -> IngredientComparison | None:
    """What the study gave beside what is said to be taken; None where that is no question.

    What an authority speaks of is a list, and nothing that was given together.
    """
    compared = what_was_tested(_given(study, said), said.substances) if study else None
    if study and level is Level.AUTHORITY and len(said.substances) == 1:
        each = (what_was_tested((name,), said.substances) for name in study.ingredients)
        same = (one for one in each if one and one.tested is Tested.SAME_SUBSTANCE)
        compared = next(same, compared)
    if study is None or compared is None:
        return compared
    if compared.tested is Tested.DIET_OR_STATUS and speaks_of_status(said.claim):
        # Both are on what people eat or have.
        return compared._replace(tested=Tested.SAME_SUBSTANCE)
    if compared.tested is not Tested.UNKNOWN:
        return compared
    # "Raising magnesium in the brain improves ...": the study measured what the claim starts from.
    measured = [outcome.name for outcome in study.outcomes]
    about = said.claim.about.outcome
    is_measured = (any(_is_of(o, name, about) for o in measured) for name in said.substances)
    return None if all(is_measured) else compared


def _given(study: Study, said: Asserted) -> tuple[str, ...]:
    """What a study tests: where the others took the rest of it, what they did not take."""
    return given_beyond(study.ingredients, map(str, study.comparator), said.substances)


def _is_of(measured: str, name: str, about: Iterable[str]) -> bool:
    """Whether what was measured is a substance itself, or how much of it there was in people.

    What the claim is about is none by its words alone: influenza, of the influenza vaccine.
    """
    known = substance(name)
    named = {mention.id for mention in find_substances(measured)}
    if known is not None and named == {known.id}:
        return True
    return relation(name, measured) == "same" and all(
        relation(a, measured) != "same" for a in about
    )


def intervention_tags(
    said: Asserted,
    source: CitedWork,
    level: Level,
    compared: IngredientComparison | None,
    says: LocalText | None = None,
) -> Iterator[str]:
    """`tested:`, `salt_for_element`, `formula_subject`, `formula_complete`, `ingredients_unknown`.

    Where nobody noted what was given, the source's own words may name another substance.
    """
    study = source.study
    if not (study and study.ingredients) and (others := others_said(said, says)):
        yield f"tested:{_beside(said.substances, others).value}"
        return
    if study is None:
        return
    if not study.ingredients and level in _GAVE and not _is_named(said, source, says):
        yield "ingredients_unknown"
    if compared is None:
        return
    if compared.tested is not None:
        yield f"tested:{compared.tested.value}"
    if compared.salt_for_element:
        yield "salt_for_element"
    several = len(said.substances) > 1
    if (several and not compared.absent) or (
        compared.tested is Tested.SAME_SUBSTANCE and len(study.ingredients) > 1
    ):
        yield "formula_subject"
        if not compared.extra:
            yield "formula_complete"


def others_said(said: Asserted, says: LocalText | None) -> tuple[str, ...]:
    """The substances that a source's words name, where each is another one than is said to be taken.

    Not where they hold its own name: xylitol in a chewing gum.
    """
    if says is None or said.kind not in _TAKEN:
        return ()
    plain = fold(str(says))
    if any(fold(name) in plain for name in said.substances):
        return ()
    outcomes = [(m.start, m.end) for m in find_outcomes(str(says))]
    named = [
        mention
        for mention in find_substances(str(says))
        if not any(start < mention.end and mention.start < end for start, end in outcomes)
    ]
    # "Transport of calcium ions" names no other thing that is taken: what follows must be an outcome.
    first = min((m.start for m in named), default=None)
    if first is None or not any(first < start for start, _ in outcomes):
        return ()
    apart = all(
        vocabulary.substance_relation(own, other.id) == "other_substance"
        for own in said.substances
        for other in named
    )
    return tuple(str(says)[m.start : m.end] for m in named) if apart else ()


def _beside(substances: Iterable[str], others: Iterable[str]) -> Tested:
    """What other substances that a source names are beside those that are said to be taken.

    The vocabulary does not know all that a group stands for, nor what foods and formulas hold: lutein for
    carotenoids, alpha-linolenic acid for flaxseed, vitamin C for a multivitamin.
    """
    theirs = {known.category for name in others if (known := substance(name))}
    ours = [known for name in substances if (known := substance(name))]
    if any(own.kind == "group" and theirs == {own.category} for own in ours):
        return Tested.MEMBER
    if any(own.category in _MIXED for own in ours) and theirs.isdisjoint(_MIXED | _PLANTS):
        return Tested.UNKNOWN
    return Tested.OTHER_SUBSTANCE


def _is_named(said: Asserted, source: CitedWork, says: LocalText | None) -> bool:
    """Whether the title or abstract of a work names what is said to be taken; of a number, its own words."""
    texts = [*source.titles, (source.work.abstract or "") if source.work else ""]
    if says is not None and said.kind is Kind.QUANTITY:
        texts.append(str(says))
    plain = " ".join(fold(text) for text in texts)
    found = {mention.id for text in texts for mention in find_substances(text)}
    return any(
        fold(name) in plain or ((item := substance(name)) and item.id in found)
        for name in said.substances
    )
