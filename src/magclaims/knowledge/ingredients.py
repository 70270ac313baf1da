"""What a study gave, against the substance that a claim names.

The rule, in the order in which it is asked (first match wins):

1. The study's list is empty: nothing is known, `None`.
2. The study gave all that the claim names and nothing else: same_substance.
3. It gave all that the claim names and more: combined_formula.
4. It gave a formula whose contents are not all known, which holds what is claimed: combined_formula.
5. It gave another form: another salt, the element where a salt is claimed, a salt where the element
   is claimed (`salt_for_element`), only a part of the compound or of the combination (`part`):
   other_form.
6. It looked at intake, or at the amount in the blood: diet_or_status.
7. Nothing that it gave has to do with the claim: `tested` is None and `related` is False.

A formula stands for its ingredients, so a claim on the formula and a study that lists what is in it
agree. Names that the knowledge files do not hold are compared as written.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from magclaims.knowledge import SubstanceTerm, is_inert, substance, substances
from magclaims.knowledge.keys import key
from magclaims.model.registry import Tested


class IngredientComparison(NamedTuple):
    """How the ingredients of a study relate to those of a claim; ids where known, else names."""

    tested: Tested | None
    """None where nothing that was given is related to the claim."""
    salt_for_element: bool = False
    """The claim names the element, the study gave one of its salts. The policy lets this count in
    full for a mechanism, and as `other_form` for an effect; `tested` says `other_form`, or
    `combined_formula` where more was given."""
    part: bool = False
    """The study gave only a part of what is claimed: an anion, or one of several ingredients."""
    extra: tuple[str, ...] = ()
    """Given in the study, not named by the claim."""
    absent: tuple[str, ...] = ()
    """Named by the claim, not given in the study."""

    @property
    def related(self) -> bool:
        """Whether anything that was given has to do with the claim."""
        return self.tested is not None


class _Given(NamedTuple):
    ids: dict[str, str]
    """id, or key of an unknown name -> how to name it."""
    optional: frozenset[str]
    open: bool
    """Whether a formula holds more than is known."""


def _expand(names: Iterable[str]) -> _Given:
    """Resolve names to ids, formulas to their ingredients; fillers and placebos are left out."""
    ids: dict[str, str] = {}
    optional: set[str] = set()
    incomplete = False
    for name in names:
        known = substance(name)
        if known is None:
            if not is_inert(name):
                ids.setdefault(f"?{key(name)}", name.strip())
        elif known.is_formula:
            incomplete = incomplete or not known.complete
            optional.update(known.may_contain)
            ids.update({i: substances()[i].name() for i in known.ingredients})
        elif not is_inert(name):
            ids[known.id] = known.name()
    return _Given(ids, frozenset(optional), incomplete)


def _usual(ids: dict[str, str], others: Iterable[str]) -> dict[str, str]:
    """The names, what is usually given for one of the others as that one."""
    known, there = substances(), set(others)
    found = {}
    for id_, name in ids.items():
        parent = known[id_].usual_of if id_ in known else None
        taken = parent if parent in there and id_ not in there else None
        found[taken or id_] = known[taken].name() if taken else name
    return found


def _relatives(one: SubstanceTerm | None, other: SubstanceTerm | None) -> bool:
    """Whether one is a form of the other, or both are forms of one thing."""
    if one is None or other is None or one.id == other.id:
        return False
    roots = {one.form_of or one.id, other.form_of or other.id}
    return len(roots) == 1


def _is_anion(one: SubstanceTerm | None, other: SubstanceTerm | None) -> bool:
    """Whether `one` is the acid part of the salt `other` (L-threonate of magnesium L-threonate)."""
    return (
        one is not None
        and other is not None
        and one.kind == "anion"
        and other.is_compound
        and any(f"{key(other.parent or '')}{key(n)}" == key(other.name()) for n in one.all_names())
    )


def compare_ingredients(
    study_ingredients: Sequence[str], claim_substances: Sequence[str]
) -> IngredientComparison | None:
    """Compare the declared ingredients of a study, under any name, with the substances that a claim names.

    Returns:
        The comparison (see the module's description), or None where one of the lists is empty.
    """
    if {key(n) for n in study_ingredients} == {key(n) for n in claim_substances} != set():
        return IngredientComparison(Tested.SAME_SUBSTANCE)
    study, claim = _expand(study_ingredients), _expand(claim_substances)
    if not study_ingredients or not claim.ids:
        return None
    wanted = _usual(claim.ids, study.ids)
    study = study._replace(ids=_usual(study.ids, claim.ids))
    given = {i: n for i, n in study.ids.items() if i in wanted or i not in claim.optional}
    exact = {i for i in wanted if i in given}
    salts = _salts(wanted, given)
    covered = exact | {i for i, _ in salts}
    used = exact | {g for _, g in salts}
    extra = tuple(n for i, n in given.items() if i not in used)
    absent = tuple(n for i, n in wanted.items() if i not in covered)
    if not absent:
        if extra or study.open:
            return IngredientComparison(Tested.COMBINED_FORMULA, bool(salts), extra=extra)
        tested = Tested.OTHER_FORM if salts else Tested.SAME_SUBSTANCE
        return IngredientComparison(tested, salt_for_element=bool(salts))
    return _partial(wanted, given, covered, extra, absent)


def _salts(wanted: Iterable[str], given: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs (element that is claimed, salt of it that was given), where the element was not given."""
    known = substances()
    return {
        (w, g)
        for w in wanted
        for g in given
        if w in known
        and g in known
        and known[w].is_element
        and known[g].is_compound
        and known[g].form_of == w
        and w not in given
    }


def _partial(
    wanted: dict[str, str],
    given: dict[str, str],
    covered: set[str],
    extra: tuple[str, ...],
    absent: tuple[str, ...],
) -> IngredientComparison:
    """The comparison where the study lacks something that the claim names."""
    known = substances()
    pairs = [(known.get(w), known.get(g)) for w in wanted for g in given]
    kin = [g for w, g in pairs if _relatives(w, g)]
    if covered or any(_is_anion(g, w) or _is_anion(w, g) for w, g in pairs):
        return IngredientComparison(Tested.OTHER_FORM, part=True, extra=extra, absent=absent)
    if any(g is not None and not g.is_status for g in kin):
        return IngredientComparison(Tested.OTHER_FORM, extra=extra, absent=absent)
    tested = Tested.DIET_OR_STATUS if kin else None
    return IngredientComparison(tested, extra=extra, absent=absent)
