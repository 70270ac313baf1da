"""Public API: `grade` the wording of a sentence."""

from magclaims.lexicon.wording import Wording, grade

__all__ = ["Wording", "grade"]
