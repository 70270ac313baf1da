"""Article 10(1): what is claimed beyond the list, on hold, or not judged."""

from collections.abc import Sequence

from magclaims.judge.law.authorised import beyond_the_list
from magclaims.judge.law.credits import Credit
from magclaims.judge.law.facts import LawFinding
from magclaims.judge.law.findings import by_place, make_finding
from magclaims.judge.law.reading import Reading
from magclaims.judge.law.wordings import PLAIN, instead_or_plain, known_refusal, name
from magclaims.knowledge.regulation import carriers, register
from magclaims.knowledge.vocabulary import vocabulary

_THE_PRODUCT = ""
"""Stands for a product of which no substance is known."""


def _by_substance(
    readings: Sequence[Reading], *, diseases: bool
) -> dict[str, list[tuple[Reading, tuple[str, ...], tuple[Credit, ...]]]]:
    """What is claimed beyond the list, by substance: the reading, the words, the credits."""
    found: dict[str, list[tuple[Reading, tuple[str, ...], tuple[Credit, ...]]]] = {}
    for reading in readings:
        beyond = beyond_the_list(reading)
        treats = reading.treats if diseases else ()
        if not diseases:
            beyond = tuple(c for c in beyond if not _is_treated(c, reading))
        substances = [s for credit in beyond for s in credit.substances or (_THE_PRODUCT,)]
        if treats:
            substances += reading.substances
        for substance in dict.fromkeys(map(_listed_as, substances)):
            own = tuple(
                c for c in beyond if substance in map(_listed_as, c.substances or (_THE_PRODUCT,))
            )
            words = (*(credit.words for credit in own), *treats)
            found.setdefault(substance, []).append((reading, words, own))
    return found


def _is_treated(credit: Credit, reading: Reading) -> bool:
    """Whether an effect is a disease that another finding names ("relieves insomnia")."""
    effect = credit.effect.text.casefold()
    return any(effect in words.casefold() for words in (*reading.treats, *reading.reduces_risk))


def _listed_as(substance: str) -> str:
    """What the list calls a substance: a form goes by the name of what carries its claims."""
    claims = register().claims_for(substance) or register().claims_for(substance, revoked=True)
    listed = {id_ for claim in claims for id_ in claim.substances}
    listed = listed or set(register().on_hold.substances)
    return next((id_ for id_ in carriers(substance) if id_ in listed), substance)


def not_authorised(
    readings: Sequence[Reading], language: str, places: frozenset[str]
) -> list[LawFinding]:
    """LAW001, LAW014 and LAW015: beyond the list, on hold, not judged.

    In the Netherlands a disease is a finding of its own with a basis that was read; elsewhere that
    basis is from memory, and the words count here too.
    """
    claimed = _by_substance(readings, diseases="nl" not in places)
    found = []
    not_judged: dict[str, list[Reading]] = {}
    for substance, rows in claimed.items():
        hits = [reading for reading, _, _ in rows]
        words = [word for _, quoted, _ in rows for word in quoted]
        beyond = [credit for _, _, said in rows for credit in said]
        if substance == _THE_PRODUCT:
            found.append(make_finding("eu-not-authorised-product", hits, words, {"plain": PLAIN}))
        elif register().is_on_hold(substance):
            found.append(_on_hold(substance, hits, words, beyond))
        elif register().knows(substance):
            found.append(_listed_substance(substance, hits, words, beyond, language))
        elif substance in vocabulary().substances:
            # What a sentence names further on may be what the substance acts on ("GABA").
            first = [r for r in hits if r.substances[0] == substance]
            if first:
                not_judged[name(substance)] = first
    if not_judged:
        found.append(_unknown(not_judged))
    return found


def _listed_substance(
    substance: str,
    hits: Sequence[Reading],
    words: Sequence[str],
    beyond: Sequence[Credit],
    language: str,
) -> LawFinding:
    effects = [id_ for credit in beyond for id_ in credit.effect.ids]
    families = {family for credit in beyond for family in credit.effect.families}
    claims = register().claims_for(substance)
    fact = known_refusal(substance, register().refusals_for(substance, effects))
    count = f"none of its {len(claims)} authorised claims" if claims else "no authorised claim"
    own = instead_or_plain([substance], families, language)
    said = {
        "name": name(substance),
        "count": count,
        "fact": f"; {fact}" if fact else "",
        "own": own if own.startswith("keep") else f"leave the effect out; {own}",
    }
    return make_finding("eu-not-authorised", hits, words, said, substance=substance)


def _on_hold(
    substance: str, hits: Sequence[Reading], words: Sequence[str], beyond: Sequence[Credit]
) -> LawFinding:
    hold = register().on_hold
    said = {
        "name": name(substance),
        "what": hold.what,
        "meaning": hold.meaning,
        "mind": f"; {hold.psychological}" if any(c.effect.mind for c in beyond) else "",
        "plain": PLAIN,
    }
    return make_finding("eu-on-hold", hits, words, said, substance=substance)


def _unknown(not_judged: dict[str, list[Reading]]) -> LawFinding:
    """One finding for all substances of which the list at hand holds nothing."""
    hits = sorted({r.index: r for rs in not_judged.values() for r in rs}.values(), key=by_place)
    return make_finding("eu-not-judged", hits, not_judged, {"names": ", ".join(not_judged)})
