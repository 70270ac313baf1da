"""TXT: what the articles really say, against what is registered of them.

These rules run for articles whose text is at hand; for the others, the report lists them as
skipped. Here: sentences that the registry lacks, and drafts; the others stand in `txt_quotes`,
`txt_lists` and `txt_twice`. The disclaimer that an asterisk stands for (United States) is a matter
of LAW010 and LAW011.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.option import Option
from magclaims.judge.rule import Hit, rule
from magclaims.judge.rules.txt_located import place_in_text, short
from magclaims.model.finding import Severity
from magclaims.model.registry import Claim


@rule("TXT004", Severity.NOTE, scope="article")
def unregistered_sentence(case: Case) -> Iterator[Hit]:
    """A sentence makes a claim that nobody registered.

    What: By its words the sentence says something about health, the body, a substance or a study,
        and no quote of a claim or a draft stands in it. Or one does, and another clause of it
        asserts an effect on something that none of its claims is about.
    Why: What is not registered is not checked.
    Instead: Register it; `magclaims scan --write` proposes the entry.
    """
    for article_id, covered in case.coverage.items():
        text = case.texts[article_id]
        for found in covered.uncovered:
            if found.index in case.drafted[article_id]:
                continue
            yield Hit(
                place_in_text(text, article_id, found.sentence),
                f"no claim covers this sentence ({found.wording.strength.label}): "
                f'"{short(found.sentence.text)}"',
                "register it in the claims file",
            )
    for article_id, clauses in case.beside.items():
        for clause in clauses:
            yield Hit(
                place_in_text(case.texts[article_id], article_id, clause.sentence),
                f"no claim covers a part of this sentence ({clause.strength.label}): "
                f'"{short(clause.words)}"',
                "register it in the claims file",
            )


COVERAGE: Option[float | None] = Option(
    "coverage",
    Annotated[float, Field(ge=0, le=100)] | None,
    None,
    "The share of claim-like sentences, in per cent, that the registry must cover in each article.",
    of_texts=True,
)


@rule("TXT005", Severity.ERROR, options=[COVERAGE])
def coverage_fell(case: Case) -> Iterator[Hit]:
    """Less of an article is registered than the configuration asks for.

    What: The share of claim-like sentences with a registered quote is below `coverage`. A note where
        every article has more: then the setting can be raised, so that it holds what was reached.
    Why: A registry that is not kept up covers less with every new sentence.
    Instead: Register the sentences that TXT004 lists.
    """
    least = case.option(COVERAGE)
    if least is None:
        return
    for article_id, covered in case.coverage.items():
        if covered.sentences and covered.percent < least:
            done = len(covered.sentences) - len(covered.uncovered)
            yield Hit(
                case.at_article(article_id),
                f"{done} of {len(covered.sentences)} claim-like sentences of `{article_id}` are "
                f"registered: {covered.percent:.1f} %, below {least:g} %",
                "register the sentences that TXT004 lists"
                + (", and fill in the drafts" if case.drafted[article_id] else ""),
            )
    shares = {name: c.percent for name, c in case.coverage.items() if c.sentences}
    lowest = min(shares, key=lambda name: (shares[name], name), default=None)
    if lowest is not None and int(shares[lowest]) > least:
        reached = int(shares[lowest])
        yield Hit(
            case.at_article(lowest),
            f"every article has at least {reached} % of its claim-like sentences registered",
            f"set `coverage = {reached}`, so that it cannot fall again",
            Severity.NOTE,
        )


@rule("TXT013", Severity.NOTE)
def proposal_not_filled_in(case: Case) -> Iterator[Hit]:
    """Proposed claims of an article wait to be filled in.

    What: `magclaims scan --write` proposed them (`draft: true`), or something in them still says
        TODO. They are counted, and judged by nothing; one finding an article.
    Why: Their kind and substance were told from the wording alone: a verdict would rest on a guess.
    Instead: Check statement, kind, substance, outcome and evidence, and take `draft: true` out. The
        article's own words will do as a statement; English ones serve articles in several languages.
    """
    waiting: dict[str, list[Claim]] = {}
    for draft in case.drafts:
        for article_id in dict.fromkeys(o.article for o in draft.occurrences):
            waiting.setdefault(article_id, []).append(draft)
    for article_id, drafts in waiting.items():
        article = case.dossier.articles.get(article_id)
        name = article.file if article is not None and article.file else article_id
        one = len(drafts) == 1
        yield Hit(
            FindingSubject(case.at_claim(drafts[0]).location, article=article_id),
            f"1 draft in {name} waits to be filled in"
            if one
            else f"{len(drafts)} drafts in {name} wait to be filled in",
            f"check {'its' if one else 'each'} statement, kind, substance, outcome and evidence; then "
            "take `draft: true` out",
        )
