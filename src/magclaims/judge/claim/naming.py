"""What a sentence says was taken, where it is more precise than the claim: a form, or a formula.

A claim on magnesium may stand in a sentence on magnesium citrate, or on a formula that holds
magnesium; then that is what the sentence is judged on.
"""

from collections.abc import Sequence

from magclaims.knowledge import SubstanceTerm, find_substances, substance, substances
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.memory import remembered
from magclaims.lexicon import cues
from magclaims.lexicon.cues import tokenize


def named_substances(claimed: Sequence[str], text: str, language: str) -> tuple[str, ...]:
    """The substances that a text names instead of those that the claim is about.

    Args:
        claimed: What the claim is about.
        text: A sentence, or the words that locate the claim.
        language: Of the text; in one without a pack no formula is told.

    Returns:
        The form or forms that it names instead of the substance itself, or the ingredients of the
        formula; nothing where it names the claim's own substance, or none of these.
    """
    return _named(tuple(claimed), text, language)


@remembered
def _named(claimed: tuple[str, ...], text: str, language: str) -> tuple[str, ...]:
    known = [found for name in claimed if (found := substance(name)) is not None]
    if len(known) != len(claimed):
        return ()
    everything = substances()
    mentioned = [everything[id_] for id_ in dict.fromkeys(m.id for m in find_substances(text))]
    if len(mentioned) > 1 and (_is_formula(text, language) or _is_joined(text, language)):
        return tuple(s.name() for s in mentioned) if _holds(mentioned, known) else ()
    if len(known) > 1 or any(s.id == known[0].id for s in mentioned):
        return ()
    return tuple(s.name() for s in mentioned if known[0].id in {s.form_of, s.source_of})


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
