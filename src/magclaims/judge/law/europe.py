"""The rules of the EU, and of the Netherlands, over the sentences of one article."""

from collections.abc import Sequence

from magclaims.judge.law.amounts import amount_rules, below_conditions
from magclaims.judge.law.beyond import not_authorised
from magclaims.judge.law.disease_claims import diseases_named, medical_claims, risk_claims
from magclaims.judge.law.facts import LawFinding, threonate_words
from magclaims.judge.law.novel_food import novel_food, novel_food_status
from magclaims.judge.law.reading import Reading
from magclaims.judge.law.recommendations import recommendations
from magclaims.judge.law.statements import general_benefits, mandatory_statements


def eu_findings(
    readings: Sequence[Reading], language: str, places: frozenset[str], *, complete: bool
) -> list[LawFinding]:
    """The findings under the law of the EU; of the Netherlands, where it is among the places."""
    threonate = threonate_words()
    found = [
        *not_authorised(readings, language, places),
        *medical_claims(readings, language, places),
        *risk_claims(readings, language),
        *diseases_named(readings),
        *general_benefits(readings, language),
        *recommendations(readings, language),
        *below_conditions(readings, language),
        *amount_rules(readings, language, places),
        *(mandatory_statements(readings, language) if complete else ()),
    ]
    if any(threonate.search(reading.text) for reading in readings):
        found += novel_food(readings, language, complete=complete)
        found += novel_food_status(readings, language)
    return found
