"""What to write instead: advice in the article's language, within the evidence at hand.

`knowledge/advice.toml` says which advice a verdict gets, as lists of codes; the first code of a list
that can be said is said (`codes`). `words` are those of a language, `groups` and `outcomes` put what the
registry knows into words, `sentences` make a sentence of them, `own` puts the article's own sentence
right, and `proof` judges either with the program itself: one that does not pass is not shown.
"""

from magclaims.judge.advice.advice import Advisor
from magclaims.judge.advice.general import for_sentence
from magclaims.judge.verdict.bench import Bench

__all__ = ["Advisor", "Bench", "for_sentence"]
