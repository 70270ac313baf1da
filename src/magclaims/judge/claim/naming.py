"""What a sentence says was taken, where it is more precise than the claim: a form, or a formula.

A claim on magnesium may stand in a sentence on magnesium citrate, or on a formula that holds
magnesium; then that is what the sentence is judged on.
"""

from collections.abc import Sequence

from magclaims.knowledge import SubstanceTerm, find_substances, substance, substances
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.tested import ingredients_in, starts_with_join
from magclaims.lexicon import cues
from magclaims.lexicon.cues import tokenize
from magclaims.lexicon.word_list import words_of

_BEFORE = 1
"""Words before the substance of which something is said: "the zinc lowers"."""


def named_substances(claimed: Sequence[str], text: str, language: str) -> tuple[str, ...]:
    """The substances that a text names instead of those that the claim is about.

    The forms that it names instead of the substance itself, the ingredients of the formula, or those to which
    alone it gives what the formula did; nothing where it names the claim's own substance, or none of these. In
    a language without a pack no formula is told.
    """
    return _named(tuple(claimed), text, language)


@remembered
def _named(claimed: tuple[str, ...], text: str, language: str) -> tuple[str, ...]:
    listed = tuple(each for name in claimed for each in ingredients_in(name))
    if len(listed) > 1 and (alone := _credited_alone(claimed, listed, text, language)):
        return alone
    known = [found for name in listed if (found := substance(name)) is not None]
    if len(known) != len(listed):
        return ()
    everything = substances()
    mentioned = [everything[id_] for id_ in dict.fromkeys(m.id for m in find_substances(text))]
    if len(mentioned) > 1 and (_is_formula(text, language) or _is_joined(text, language)):
        return tuple(s.name() for s in mentioned) if _holds(mentioned, known) else ()
    if len(known) > 1 or any(s.id == known[0].id for s in mentioned):
        return ()
    return tuple(s.name() for s in mentioned if known[0].id in {s.form_of, s.source_of})


def _credited_alone(
    claimed: Sequence[str], listed: Sequence[str], text: str, language: str
) -> tuple[str, ...]:
    """Those of a formula's ingredients that a text begins with, where it names neither the others nor the formula.

    "Ashwagandha lowered stress", of a trial of ashwagandha with theanine; not "these gummies", nor by its brand.
    """
    brands = [fold(name.partition("(")[0]).split() for name in claimed if "(" in name]
    words = set(words_of(text))
    if _is_formula(text, language) or any(not words.isdisjoint(brand) for brand in brands):
        return ()
    mentioned = list(find_substances(text))
    if not mentioned or len(words_of(text[: mentioned[0].start])) > _BEFORE:
        return ()
    if starts_with_join(text[mentioned[0].end :]):
        return ()  # "calcium and D"
    own = {name: found.id for name in listed if (found := substance(name)) is not None}
    ids = {id_ for mention in mentioned for id_ in mention.ids}
    named = tuple(name for name, id_ in own.items() if id_ in ids)
    return named if len(own) == len(listed) and 0 < len(named) < len(listed) else ()


def _holds(mentioned: Sequence[SubstanceTerm], known: Sequence[SubstanceTerm]) -> bool:
    """Whether each claimed substance is named, itself or as one of its forms."""
    return all(
        any(item.id in {s.id, s.form_of} or s.id == item.form_of for s in mentioned)
        for item in known
    )


def _is_joined(text: str, language: str) -> bool:
    """Whether a text takes its first substances together: "diosmin with hesperidin"."""
    first, *others = find_substances(text)
    joins = {*load_data("tested.toml")["together"].get(language.lower()[:2], ()), "+"}
    return bool(others) and text[first.end : others[0].start].strip(" ,").casefold() in joins


def _is_formula(text: str, language: str) -> bool:
    pack = cues.load(language.lower()[:2])
    words = pack.words["formulas"] if pack else frozenset[str]()
    return any(token.text in words for token in tokenize(text))
