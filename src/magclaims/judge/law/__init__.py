"""What food law says of the wording of one article: pure functions over its sentences.

`assess_article` looks at the sentences of one article in the jurisdictions that it names and gives
one `LawFinding` for each rule and substance, listing the lines. The claims, acts and words are data in
`knowledge/regulation/` and `knowledge/diseases.toml`; each rule names its act and article, and how
sure that is: what stands there from memory only ever gives a note that says so.

`reading` says what each sentence credits its substances with, `article` what the law of the EU and of
the United States says of that. Wording is judged in Dutch, English, German, French and Spanish. Exempt are negations,
disclaimers, questions, warnings, links, advice to see a doctor, and studies of animals or cells; what
a study found in people is a claim where a seller reports it. Where only fragments of an article are
at hand, what is missing from it cannot be known: the rules about missing statements then stay silent.
What copy only hints at is often missed (benchmarks/law.py): silence is no clearance.

This is help for editors, not legal advice.
"""

from magclaims.judge.law.article import ArticleLaw, assess_article, is_forbidden, judge_articles
from magclaims.judge.law.facts import LawFinding, LawSentence, bases

__all__ = [
    "ArticleLaw",
    "LawFinding",
    "LawSentence",
    "assess_article",
    "bases",
    "is_forbidden",
    "judge_articles",
]
