"""What the claims of a text are read to be, for tests."""

from magclaims.judge.articles.coverage import graded_sentences
from magclaims.judge.proposing import Apart, ProposedClaim, Proposer, why_apart
from magclaims.judge.proposing.denied import is_denied
from magclaims.model.registry import Direction
from magclaims.read.article.articles import ArticleText, parse


def read(text: str, language: str) -> ArticleText:
    return parse(text, path="a.md", language=language, format_="markdown")


def claims(text: str, language: str) -> list[ProposedClaim]:
    article = read(text, language)
    proposer = Proposer(article)
    return [
        claim
        for index, wording in graded_sentences(article).items()
        if why_apart(article.sentences[index], wording, cites=False) is None
        and not is_denied(article.sentences, index)
        for claim in proposer.claims(index, wording)
    ]


def reasons(text: str, language: str) -> list[Apart | None]:
    article = read(text, language)
    return [
        why_apart(article.sentences[index], wording, cites=False)
        for index, wording in graded_sentences(article).items()
    ]


def about(claim: ProposedClaim) -> tuple[str | None, list[str], Direction | None]:
    topic = claim.topic
    substance = topic.substance.name if topic.substance else None
    return substance, [one.name for one in topic.outcomes], topic.direction
