"""What the statement of a claim asserts by its words, in its own language.

A statement is English where it is judged by all of its words; a draft that `scan` wrote, or one that an
editor wrote in the language of the article, is read in that language.
"""

from magclaims.knowledge.language_detection import UNKNOWN, detect, told_by_one
from magclaims.knowledge.languages import READ
from magclaims.knowledge.memory import remembered
from magclaims.lexicon.direction import tells
from magclaims.lexicon.ways import says_a_relation
from magclaims.lexicon.wording import Wording, grade
from magclaims.model.registry import Claim

_ENGLISH = "en"


def language_of(claim: Claim) -> str:
    """The language of a statement, ISO 639-1: English where nothing tells another one.

    A few words tell no language by themselves ("Luteïne voorkomt staar"). Without an English verb of a
    direction they are of the language in which they have one, or of that of the article's own words.
    """
    return _language(str(claim.statement), tuple(o.quote for o in claim.occurrences))


@remembered
def _language(statement: str, quotes: tuple[str, ...]) -> str:
    found = detect(statement)
    if found == UNKNOWN:
        found = told_by_one(statement)
    if found != UNKNOWN or tells(statement):
        return found if found != UNKNOWN else _ENGLISH
    able = [code for code in READ if code != _ENGLISH and says_a_relation(statement, code)]
    if len(able) == 1:
        return able[0]
    beside = detect(" ".join((statement, *quotes)))
    asserts = grade(statement, _ENGLISH).is_claim  # in English, whatever stands beside it
    return beside if beside in able or (beside != UNKNOWN and not asserts) else _ENGLISH


def graded(claim: Claim) -> Wording:
    """The wording of a statement in its own language."""
    return grade(claim.statement, language_of(claim))
