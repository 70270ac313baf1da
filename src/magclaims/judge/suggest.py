"""What to write instead: a sentence in the article's language, within the evidence at hand."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from magclaims.judge.assess import OccurrenceAssessment
from magclaims.judge.evidence_link import LinkAssessment, short_citation
from magclaims.judge.reasons import phrase, phrase_with_dots
from magclaims.knowledge import outcome, relation, substance
from magclaims.knowledge.data import load as load_data
from magclaims.model.registry import (
    Claim,
    Dossier,
    Kind,
    Level,
    Reference,
    Strength,
    Study,
    Verdict,
)

FINE = frozenset({Verdict.SUPPORTED, Verdict.NOT_APPLICABLE})
_BY_VERDICT_ROW = {
    "number_larger",
    "number_not_given",
    "comparison",
    "no_study_in_subjects",
    "contradicted",
    "computation_fails",
    "contents_unknown",
}
"""Verdict rows whose own suggestion says more than that of the evidence."""


@cache
def _words(language: str) -> Mapping[str, str]:
    """Words that suggestions need in a language; empty where there is no such list."""
    table = load_data("words.toml")
    return {str(k).lower(): str(v) for k, v in table.get(language[:2], {}).items()}


def suggest(
    claim: Claim,
    assessed: OccurrenceAssessment,
    dossier: Dossier,
    references: Mapping[str, Reference],
) -> str | None:
    """What to write instead of this occurrence; None where it is fine as it is."""
    article = dossier.articles.get(assessed.occurrence.article)
    language = article.language if article else "en"
    if assessed.verdict in FINE and assessed.row != "computed":
        return None
    return " ".join(_sentences(claim, assessed, dossier, references, language)) or None


def lift(
    claim: Claim,
    assessed: OccurrenceAssessment,
    dossier: Dossier,
    references: Mapping[str, Reference],
) -> str | None:
    """What evidence would carry the sentence as it stands; None where it is carried."""
    if assessed.verdict not in _LIFTABLE:
        return None
    article = dossier.articles.get(assessed.occurrence.article)
    language = article.language if article else "en"
    link = assessed.best
    slots = _slots(claim, assessed, link, dossier=dossier, references=references, language=language)
    slots["substance"] = _substances(claim.about.substance, language)
    if not claim.about.outcome:
        slots["outcome"] = _local("this", language)
    code = _LIFTS.get(claim.kind, "lift_mechanism")
    if len(claim.about.substance) > 1 and claim.kind is Kind.EFFECT:
        code = "lift_study"
    elif claim.kind is Kind.EFFECT and assessed.occurrence.strength is Strength.CAUSAL:
        code = "lift_fact"
    sentence = phrase(code, language, **slots)
    offers = ", ".join(_offer(offer, references, language) for offer in assessed.offers)
    example = phrase("lift_offers", language, offers=offers) if offers else None
    return " ".join(part for part in (sentence, example) if part)


def in_general(row: str, language: str, who: str = "animals") -> str | None:
    """The suggestion of a policy row where no study is at hand, with dots for what it would name.

    Args:
        row: The id of the row.
        language: Of the suggestion.
        who: Who or what was studied, in English: animals, cells or people.

    Returns:
        The suggestion; None where the row has none.
    """
    named = _local(who, language)
    change = _local("a change in", language)
    return phrase_with_dots(row, language, species=named, subjects=named, change=change)


_LIFTABLE = frozenset(
    {Verdict.UNSUPPORTED, Verdict.OVERSTATED, Verdict.PARTLY_SUPPORTED, Verdict.UNVERIFIED}
)
_LIFTS = {
    Kind.EFFECT: "lift_effect",
    Kind.STUDY_RESULT: "lift_study",
    Kind.COMPARISON: "lift_comparison",
    Kind.QUANTITY: "lift_quantity",
}


def _sentences(
    claim: Claim,
    assessed: OccurrenceAssessment,
    dossier: Dossier,
    references: Mapping[str, Reference],
    language: str,
) -> Iterable[str]:
    code, link = _what(assessed, claim.kind)
    slots = _slots(claim, assessed, link, dossier=dossier, references=references, language=language)
    if code == "textbook_slip" and claim.slip:
        code = "slip"
    first = phrase(code, language, **slots)
    if first:
        yield first
    if assessed.row in {"textbook_slip", "computed"}:
        return
    offers = assessed.offers
    careful = all(offer.capped for offer in offers)
    if not offers and assessed.best is None:
        offers, careful = assessed.weaker_offers, True
    if offers:
        names = ", ".join(_offer(offer, references, language) for offer in offers)
        yield phrase("cite_careful" if careful else "cite", language, offers=names) or ""


def _what(assessed: OccurrenceAssessment, kind: Kind) -> tuple[str, LinkAssessment | None]:
    """The code of the suggestion, and the link that it is about."""
    link = assessed.best or next((x for x in assessed.links if x.listed), None)
    if assessed.row in {"textbook_slip", "computed"}:
        return assessed.row, None
    if assessed.row in _BY_VERDICT_ROW:
        if assessed.row == "number_larger":
            link = next((x for x in assessed.links if x.usable and x.numbers == "larger"), link)
        if assessed.row == "contradicted":
            return _otherwise(assessed)
        return assessed.row, link
    if assessed.row == "mixed":
        return "mixed", next((x for x in assessed.links if x.listed and x.against), link)
    nothing = {"found_nothing", "outcome_not_better"}
    if link is not None and assessed.best is None and nothing & set(link.rows):
        return "outcome_not_better", link  # a null result is worth telling
    if assessed.verdict is Verdict.UNSUPPORTED or link is None:
        return "not_carried_mechanism" if kind is Kind.MECHANISM else "not_carried", link
    biting = _LOWERING if assessed.verdict is Verdict.OVERSTATED else _CAPPING
    return next((row for row in biting if row in link.rows), "not_carried"), link


def _otherwise(assessed: OccurrenceAssessment) -> tuple[str, LinkAssessment | None]:
    """What to write where a listed source finds otherwise."""
    link = next((x for x in assessed.links if x.listed and x.against), None)
    if link is None or link.evidence.says:
        return "contradicted", link
    if "found_nothing" in link.rows:
        return "outcome_not_better", link
    return "found_opposite", link


_LOWERING = (
    "preclinical",
    "review_of_animals",
    "formula_hidden",
    "diet_or_status",
    "background",
    "other_form",
    "one_salt",
    "case_report",
    "uncontrolled",
    "human_design_unknown",
    "review_outcome",
    "review_mechanism",
    "one_trial",
    "authority",
)
"""Policy rows that lower a ceiling; the first one that holds gets the suggestion."""
_CAPPING = (
    "formula_incomplete",
    "substance_unknown",
    "one_form",
    "one_member",
    "source_of",
    "cells_reported",
    "partial",
    "mixed_outcomes",
    "direction_unclear",
    "primary_not_significant",
    "secondary_outcome",
    "outcome_unknown",
    "surrogate",
    "related_outcome",
    "authority_unquoted",
)
"""Policy rows that cap a verdict, likewise."""
_FEW = 4


def _slots(
    claim: Claim,
    assessed: OccurrenceAssessment,
    link: LinkAssessment | None,
    *,
    dossier: Dossier,
    references: Mapping[str, Reference],
    language: str,
) -> dict[str, str]:
    study = dossier.studies.get(link.evidence.reference) if link else None
    reference = references.get(link.evidence.reference) if link else None
    cite = short_citation(reference) if reference else (link.evidence.reference if link else "")
    species = [_local(name, language) for name in (study.species if study else ())]
    if not species and link is not None:
        species = [_local(_GROUPS.get(link.evidence.level, "people"), language)]
    conversion = next((r.text for r in assessed.reasons if r.code == "conversion"), "")
    says = (link.evidence.says if link else None) or ""
    return {
        "cite": cite,
        "species": _list(species, language),
        "change": _local(_change(claim, study), language),
        "substance": _substances((study and study.ingredients) or claim.about.substance, language),
        "outcome": _list([_outcome(name, language) for name in claim.about.outcome], language)
        or _outcome("what was measured", language),
        "claimed": _substances(claim.about.substance, language),
        "ingredients": _substances(study.ingredients, language) if study else "",
        "measured": _list([_outcome(o.name, language) for o in study.outcomes][:_FEW], language)
        if study
        else "",
        "missing": "; ".join(link.evidence.missing) if link else "",
        "says": says,
        "n": str(study.sample_size or "...") if study else "...",
        "subjects": _list(
            [_local(s.value, language) for s in assessed.occurrence.subjects], language
        ),
        "explanation": conversion,
        "slip": claim.slip or "",
    }


_CHANGES = {"better": "an improvement in", "increased": "a rise in", "decreased": "a fall in"}


def _change(claim: Claim, study: Study | None) -> str:
    """How what the claim is about went in the study, where all of it went one way."""
    near = {
        measured.direction
        for measured in (study.outcomes if study else ())
        for name in claim.about.outcome
        if relation(name, measured.name) in {"same", "narrower", "broader"}
    }
    return _CHANGES.get(near.pop(), "a change in") if len(near) == 1 else "a change in"


_GROUPS = {Level.ANIMAL: "animals", Level.IN_VITRO: "cells"}


def _offer(offer: LinkAssessment, references: Mapping[str, Reference], language: str) -> str:
    key = offer.evidence.reference
    reference = references.get(key)
    label = f"{short_citation(reference)} [{key}]" if reference else key
    missing = "; ".join(offer.evidence.missing)
    notes = [
        offer.evidence.says,
        phrase("not_shown", language, missing=missing) if missing else None,
    ]
    told = "; ".join(note for note in notes if note)
    return f"{label} ({told})" if told else label


def _local(word: str, language: str) -> str:
    return _words(language).get(word.lower(), word)


def _substances(names: Sequence[str], language: str) -> str:
    known = [(substance(name), name) for name in names]
    shown = [_local(found.name if found else name, language) for found, name in known]
    return " + ".join(dict.fromkeys(shown))


def _outcome(name: str, language: str) -> str:
    known = outcome(name)
    if known is None:
        return _local(name, language)
    names = known.synonyms.get(language[:2], ())
    return names[0] if names and language[:2] != "en" else known.name


def _list(words: Sequence[str], language: str) -> str:
    several = list(dict.fromkeys(words))
    if len(several) < 2:
        return "".join(several)
    return f"{', '.join(several[:-1])} {_local('and', language)} {several[-1]}"
