"""Whether a work is on what a claim is about, by its title and by what is known of its study."""

from collections.abc import Iterable, Sequence

from magclaims.knowledge import find_outcomes, find_substances, outcome, substance, substances
from magclaims.model.registry import Study


def is_on(
    named: Sequence[str], about: Sequence[str], titles: Iterable[str], study: Study | None
) -> bool:
    """Whether a work names a substance of a claim, or a form of it, and one of its outcomes.

    Args:
        named: The claim's substances.
        about: Its outcomes.
        titles: The work's titles.
        study: What is known of it; None for nothing.
    """
    wanted = {item.id for item in map(outcome, about) if item is not None}
    kin = _with_forms(item.id for item in map(substance, named) if item is not None)
    if not wanted or not kin:
        return False
    listed = tuple(titles)
    given = {mention.id for title in listed for mention in find_substances(title)}
    measured = {mention.id for title in listed for mention in find_outcomes(title)}
    if study is not None:
        taken = map(substance, study.ingredients)
        found = (outcome(str(one.name)) for one in study.outcomes)
        given |= {item.id for item in taken if item is not None}
        measured |= {item.id for item in found if item is not None}
    return bool(wanted & measured) and bool(kin & _with_forms(given))


def _with_forms(ids: Iterable[str]) -> set[str]:
    """The substances, and those that they are forms of."""
    known = substances()
    return {one for id_ in ids for one in (id_, known[id_].form_of) if one is not None}
