"""What the statement of a claim asserts by its words, in its own language.

A statement is English where it is judged by all of its words; a draft that `scan` wrote has those of its
article, and what it denies or leaves open is read in that language.
"""

from magclaims.knowledge.language_detection import UNKNOWN, detect
from magclaims.lexicon.wording import Wording, grade


def language_of(statement: str) -> str:
    """The language of a statement, ISO 639-1: English where its words do not tell."""
    language = detect(statement)
    return "en" if language == UNKNOWN else language


def graded(statement: str) -> Wording:
    """The wording of a statement in its own language."""
    return grade(statement, language_of(statement))
