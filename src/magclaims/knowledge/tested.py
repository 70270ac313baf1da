"""What a study gave against what a claim names, for every substance of the vocabulary.

`compare_ingredients` knows the salts of an element, and formulas; the vocabulary knows forms, strains,
sources, members of a group, and which two names are two substances. Here both are asked, for names as
people type them: with a dose, as an extract, in the diet or in the blood.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import NamedTuple

from magclaims.knowledge import find_substances, is_inert, substance, vocabulary
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.ingredients import IngredientComparison, compare_ingredients
from magclaims.knowledge.keys import fold
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.small_words import any_language
from magclaims.model.registry import Tested

_words = partial(load_data, "tested.toml")
_WORD = re.compile(r"[^\W\d_]+")
_DONE = re.compile(r"(?:(?<=[aeiou])([^aeioulsz])\1|(?<=\w{3}))ing$")
"""What is done, by the verb that names it: "napping" is a nap, "walking" to walk."""
_NEAREST = (
    Tested.SAME_SUBSTANCE,
    Tested.FORM_OF,
    Tested.MEMBER,
    Tested.STRAIN,
    Tested.SOURCE_OF,
    Tested.OTHER_FORM,
    Tested.UNKNOWN,
    Tested.OTHER_SUBSTANCE,
)
"""What carries more stands first."""
_RELATED = frozenset(_NEAREST[:6])
_OWN = frozenset({Tested.SAME_SUBSTANCE, Tested.FORM_OF, Tested.MEMBER, Tested.SOURCE_OF})


class _Name(NamedTuple):
    """A substance as typed: its bare name, and whether it was eaten or measured, not given."""

    name: str
    status: bool = False

    @property
    def known(self) -> bool:
        return _is_known(self.name)


def what_was_tested(
    ingredients: Sequence[str], claimed: Sequence[str]
) -> IngredientComparison | None:
    """What a study gave, seen from the substances of a claim; None where one of the lists is empty.

    In the comparison `tested` is never None: what nobody knows is `unknown`.
    """
    return _what_was_tested(tuple(ingredients), tuple(claimed))


def given_beyond(
    ingredients: Sequence[str], comparator: Iterable[str], claimed: Sequence[str]
) -> tuple[str, ...]:
    """What a study tests of one ingredient: of iron with vitamin C against iron it is vitamin C.

    All of the ingredients where the comparator holds anything else, or what is claimed.
    """
    joins, alone = ("|".join(_words()[name]) for name in ("joins", "alone"))
    parts = [
        part
        for text in comparator
        for part in re.split(rf"[+,&]|\b(?:{joins})\b", re.sub(rf"\b(?:{alone})\b", " ", str(text)))
    ]
    held = {part.strip(): _same_in(ingredients, part) for part in parts if part.strip()}
    held = {part: same for part, same in held.items() if same or not is_inert(part)}
    beyond = tuple(name for name in ingredients if not any(name in same for same in held.values()))
    if len(claimed) == 1 and all(held.values()) and _same_in(beyond, claimed[0]):
        return beyond
    return tuple(ingredients)


def _same_in(ingredients: Sequence[str], name: str) -> frozenset[str]:
    compared = ((each, what_was_tested((each,), (name,))) for each in ingredients)
    return frozenset(each for each, one in compared if one and one.tested is Tested.SAME_SUBSTANCE)


@remembered
def _what_was_tested(
    ingredients: tuple[str, ...], claimed: tuple[str, ...]
) -> IngredientComparison | None:
    given = [item for name in ingredients for item in _read(name) if not is_inert(item.name)]
    wanted = [item for name in claimed for item in _read(name)]
    if len(given) > 1 and len(wanted) == 1 and _spells_out(wanted[0], given):
        wanted = given
    compared = compare_ingredients([g.name for g in given], [w.name for w in wanted])
    if compared is None:
        return None
    if any(g.status and not w.status for g in given for w in wanted if _relation(w, g) in _RELATED):
        return IngredientComparison(
            Tested.DIET_OR_STATUS, extra=compared.extra, absent=compared.absent
        )
    if compared.part or compared.tested is Tested.DIET_OR_STATUS or compared.salt_for_element:
        return compared
    if compared.tested in {Tested.SAME_SUBSTANCE, Tested.COMBINED_FORMULA}:
        apart = _furthest(wanted, given)
        # Names that the verdict puts together: the wider one is carried by what belongs to it.
        return compared if apart in {*_OWN, Tested.UNKNOWN} else _as(compared, apart)
    nearest = _furthest(wanted, given)
    others = [g for g in given if all(_relation(w, g) not in _RELATED for w in wanted)]
    if nearest in _RELATED and others:
        extra = tuple(g.name for g in others)
        return IngredientComparison(Tested.COMBINED_FORMULA, extra=extra, absent=compared.absent)
    return _as(compared, nearest)


def _spells_out(wanted: _Name, given: Sequence[_Name]) -> bool:
    """Whether a name that no list has holds all that was given: "syrup with ivy and thyme"."""
    words = set(_core(wanted.name))
    cores = [set(_core(each.name)) for each in given]
    return not wanted.known and all(core and core <= words for core in cores)


def _as(compared: IngredientComparison, tested: Tested) -> IngredientComparison:
    return compared._replace(tested=tested)


def _furthest(wanted: Sequence[_Name], given: Sequence[_Name]) -> Tested:
    """The relation of what is claimed and carried worst to what was given and is nearest to it."""
    nearest = [
        min((_relation(w, g) for g in given), key=_NEAREST.index, default=Tested.UNKNOWN)
        for w in wanted
    ]
    return max(nearest, key=_NEAREST.index)


def _relation(claimed: _Name, given: _Name) -> Tested:
    told = vocabulary.substance_relation(claimed.name, given.name)
    if told == "unknown" and _core(claimed.name) == _core(given.name) != ():
        return Tested.SAME_SUBSTANCE
    if told == "unknown":
        compared = compare_ingredients([given.name], [claimed.name])
        if compared is not None and compared.tested is not None:
            return compared.tested if compared.tested in _RELATED else Tested.OTHER_FORM
        known = claimed.known and given.known
        return Tested.OTHER_SUBSTANCE if known else Tested.UNKNOWN
    if told == "same":
        return Tested.SAME_SUBSTANCE
    if told == "source_of" and not _is_within(given.name, claimed.name):
        # Fish oil for EPA: the dose of the one is not that of the other, and more is in it.
        return Tested.OTHER_FORM
    return Tested(told)


def _is_within(given: str, claimed: str) -> bool:
    """Whether what was given is a child of what is claimed in the vocabulary."""
    item, wider = substance(given), substance(claimed)
    known = vocabulary.vocabulary().substances
    while item is not None and item.parent is not None:
        if wider is not None and item.parent == wider.id:
            return True
        item = known[item.parent]
    return False


def _is_known(name: str) -> bool:
    return substance(name) is not None


def ingredients_in(name: str) -> tuple[str, ...]:
    """What a name of several lists: "Calm (hops, lemon balm and valerian)" are three; else the name itself.

    Args:
        name: As typed in a registry, in any language.
    """
    listed = _listed(name)
    return tuple(part.name for part in listed) if len(listed) > 1 else (name,)


def starts_with_join(text: str) -> bool:
    """Whether a text goes on with something that is taken along: "and D", "+ K2"."""
    return _joins().match(text) is not None


@cache
def _joins() -> re.Pattern[str]:
    joins = {
        *_words()["joins"],
        *(word for words in _words()["together"].values() for word in words),
    }
    words = f"{'|'.join(sorted(joins, key=len, reverse=True))}|{any_language('and')}"
    return re.compile(rf"\s*(?:[+,;&]\s*(?:(?:{words})\s)?|\b(?:{words})\b)\s*")


@cache
def _mixed() -> re.Pattern[str]:
    """What stands before the first of several: "a blend of"; not "B-complex and"."""
    mixtures, of = ("|".join(_words()[name]) for name in ("mixtures", "of"))
    return re.compile(rf"^(?:\w{{1,3}}\s+)?(?:{mixtures})\s+(?:{of})\s+", re.IGNORECASE)


def _is_carrier(name: str) -> bool:
    """Whether words only say in what something is taken: "a drink", "gummies"."""
    carriers = {*_words()["qualifiers"], *_words()["carriers"]}
    words = _WORD.findall(fold(name))
    return bool(words) and carriers.issuperset(words)


@remembered
def _read(name: str) -> tuple[_Name, ...]:
    """The substances that an entry names: "vitamin D3 (2000 IU) + calcium" are two."""
    return _listed(name) or (_bare(name),)


def _listed(name: str) -> tuple[_Name, ...]:
    """The substances of a list, or of a brand that is told with what it holds; none where it is no list."""
    if _is_known(name):
        return ()
    brand, _, inside = name.partition("(")
    parts = [_bare(part) for part in _joins().split(inside.rstrip(") ")) if part]
    if len(parts) > 1 and sum(part.known for part in parts) > 1 and not _bare(brand).known:
        return tuple(parts)
    parts = [_bare(part) for part in _joins().split(_mixed().sub("", name)) if part]
    if len(parts) > 2 and _is_carrier(parts[0].name):
        parts = parts[1:]  # "gummies with melatonin and hops"
    return tuple(parts) if len(parts) > 1 and all(part.known for part in parts) else ()


def _bare(name: str) -> _Name:
    """A name without dose, form of delivery and the like; as typed where more is said."""
    if _is_known(name):
        return _Name(name)
    mentions = find_substances(name)
    if len({mention.id for mention in mentions}) != 1:
        return _Name(name)
    first = mentions[0]
    rest = _outside(name, [(m.start, m.end) for m in mentions])
    beside = {*_words()["qualifiers"], *_words()["parts"]}
    words = [word for word in _WORD.findall(fold(rest)) if word not in beside]
    bare = name[first.start : first.end]
    if not words:
        return _Name(bare)
    if all(word in _words()["status"] for word in words):
        return _Name(bare, status=True)
    return _Name(name)


def _core(name: str) -> tuple[str, ...]:
    """The words of a name that no list has, without how it is prepared: "fig paste" is figs."""
    words = (word for word in _WORD.findall(fold(name)) if word not in _words()["qualifiers"])
    return tuple(_DONE.sub(r"\1", word.removesuffix("s")) for word in words)


def _outside(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in reversed(list(spans)):
        text = f"{text[:start]} {text[end:]}"
    return text
