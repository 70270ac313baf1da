"""LAW: what food law says of the wording of commercial articles.

Help for editors, not legal advice. The rules look only at articles that are `commercial` and name
their `jurisdictions`; they never change a verdict. Each gives one finding for an article and lists
its lines. What the knowledge files hold from memory only gives a note, and the note says so.

Where the text of an article is not at hand, its registered quotes are judged as fragments: what a
quote says in its own words counts, and nothing is said about statements that may stand elsewhere.
"""

from collections.abc import Iterator

from magclaims.judge.case import Case, Subject
from magclaims.judge.law import ArticleLaw, LawFinding
from magclaims.judge.rule import Hit, rule
from magclaims.model.finding import Location, Severity

_SHOWN = 12
"""Lines or claims that a message lists, at most."""


def _hits(case: Case, name: str, usual: Severity = Severity.WARNING) -> Iterator[Hit]:
    """The findings of one rule of the regulation, as hits; `usual` is the severity of the rule."""
    for article_id, law in case.law.items():
        for finding in law.findings:
            if finding.rule == name:
                yield Hit(
                    _subject(case, article_id, law, finding),
                    finding.message + _where(law, finding),
                    finding.suggestion,
                    None if finding.severity is usual else finding.severity,
                )


def _subject(case: Case, article_id: str, law: ArticleLaw, finding: LawFinding) -> Subject:
    """The first line of the article that is meant; without its text, the first quote."""
    text = case.texts.get(article_id)
    if text is not None and law.whole and finding.lines:
        location = Location(path=str(text.path), line=min(finding.lines))
        return Subject(location, article=article_id)
    if not law.whole and finding.sentences and not finding.titles:
        claim_id, index = law.quotes[finding.sentences[0]]
        claim = next(claim for claim in case.dossier.claims if claim.id == claim_id)
        return Subject(case.at_occurrence(claim, index).location, article=article_id)
    return case.at_article(article_id)


def _where(law: ArticleLaw, finding: LawFinding) -> str:
    """The lines of a finding; without the text, the claims or references that it is about."""
    if law.whole:
        what, places = "line", [str(line) for line in sorted(finding.lines)]
    elif finding.titles:
        what, places = "reference", [law.keys[index] for index in finding.sentences]
    else:
        what, places = "claim", [law.quotes[index][0] for index in finding.sentences]
    places = list(dict.fromkeys(places))
    if not places:
        return ""
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    plural = "s" if len(places) > 1 else ""
    return f"; {what}{plural} {', '.join(places[:_SHOWN])}{more}"


@rule("LAW001", Severity.WARNING)
def eu_not_authorised(case: Case) -> Iterator[Hit]:
    """A health claim for magnesium matches no authorised claim.

    What: In the EU, a sentence credits magnesium with an effect outside its ten authorised claims. Other substances are not judged: their lists are not in the tool.
    Why: Regulation (EC) No 1924/2006, Article 10(1): health claims are prohibited unless authorised. The wording counts, not the evidence.
    Instead: Keep to the meaning of an authorised claim, e.g. normal psychological function. Help for editors, not legal advice.
    """
    yield from _hits(case, "eu-not-authorised")


@rule("LAW002", Severity.WARNING)
def eu_medical_claim(case: Case) -> Iterator[Hit]:
    """A substance or product is said to prevent, treat or cure a disease.

    What: A disease stands beside a word for preventing, treating or curing; in a cited title it is a note.
    Why: Regulation (EU) No 1169/2011, Article 7(3) (from memory, hence a note); in the Netherlands the Code Aanprijzing Gezondheidsproducten (a warning).
    Instead: Name no disease; describe a normal function of the body. Help for editors, not legal advice.
    """
    yield from _hits(case, "eu-medical-claim")


@rule("LAW003", Severity.WARNING)
def eu_general_benefit(case: Case) -> Iterator[Hit]:
    """A general benefit stands without a specific authorised claim.

    What: "Good for your brain" and the like, with no authorised claim within three sentences.
    Why: Regulation (EC) No 1924/2006, Article 10(3).
    Instead: Put a specific authorised claim beside it. Help for editors, not legal advice.
    """
    yield from _hits(case, "eu-general-benefit")


@rule("LAW004", Severity.WARNING)
def eu_mandatory_statements(case: Case) -> Iterator[Hit]:
    """An authorised claim lacks the statements that have to accompany it.

    What: The text makes an authorised claim, but says nothing of a varied diet and healthy lifestyle, or gives no amount. Judged on whole texts only.
    Why: Regulation (EC) No 1924/2006, Article 10(2).
    Instead: Add the statements near the claim. Help for editors, not legal advice.
    """
    yield from _hits(case, "eu-mandatory-statements")


@rule("LAW005", Severity.NOTE)
def eu_recommendation(case: Case) -> Iterator[Hit]:
    """Doctors recommend it, health suffers without it, or so many kilos a week.

    What: A recommendation of health professionals, the suggestion that health suffers without the product, or a rate of weight loss.
    Why: Regulation (EC) No 1924/2006, Article 12 (from memory, hence a note).
    Instead: Leave it out. Help for editors, not legal advice.
    """
    yield from _hits(case, "eu-recommendation", Severity.NOTE)


@rule("LAW006", Severity.NOTE)
def eu_risk_reduction(case: Case) -> Iterator[Hit]:
    """A substance or product is said to reduce the risk of a disease.

    What: A lower risk or chance of a named disease.
    Why: Regulation (EC) No 1924/2006, Article 14 (from memory, hence a note): each such claim needs its own authorisation; magnesium has none.
    Instead: Leave the risk out. Help for editors, not legal advice.
    """
    yield from _hits(case, "eu-risk-reduction", Severity.NOTE)


@rule("LAW007", Severity.WARNING)
def eu_condition_of_use(case: Case) -> Iterator[Hit]:
    """An authorised claim stands beside too small a daily amount.

    What: All daily amounts of magnesium in the text are below 56.25 mg, 15 % of the reference value.
    Why: Regulation (EU) No 432/2012: the food has to be at least a source of magnesium.
    Instead: Check the amount, or leave the claim out. Help for editors, not legal advice.
    """
    yield from _hits(case, "eu-condition-of-use")


@rule("LAW008", Severity.WARNING)
def eu_novel_food(case: Case) -> Iterator[Hit]:
    """Magnesium L-threonate is offered outside its conditions as a novel food.

    What: More than 3,000 mg (250 mg of magnesium) a day, or for pregnant or lactating women; a note where a dose is given without saying for whom it is not.
    Why: Commission Implementing Regulation (EU) 2024/2694.
    Instead: Stay within 3,000 mg a day; for adults, not for pregnant or lactating women. Help for editors, not legal advice.
    """
    yield from _hits(case, "eu-novel-food")


@rule("LAW009", Severity.WARNING)
def eu_novel_food_status(case: Case) -> Iterator[Hit]:
    """The legal status of magnesium L-threonate is given wrongly.

    What: A text says that it is not authorised in the EU, or that EFSA approved an effect.
    Why: It is a novel food since 7 November 2024 (Regulation (EU) 2024/2694); EFSA assessed safety, no health claim.
    Instead: "Authorised in the EU as a novel food since November 2024." Help for editors, not legal advice.
    """
    yield from _hits(case, "eu-novel-food-status")


@rule("LAW010", Severity.WARNING)
def us_disclaimer(case: Case) -> Iterator[Hit]:
    """A structure/function claim stands without the disclaimer.

    What: For the US, a text credits a substance with an effect on the body and lacks the disclaimer or half of it. Judged on whole texts only.
    Why: 21 CFR 101.93(c).
    Instead: Add the disclaimer in the words of the regulation. Help for editors, not legal advice.
    """
    yield from _hits(case, "us-disclaimer")


@rule("LAW011", Severity.WARNING)
def us_asterisk(case: Case) -> Iterator[Hit]:
    """An asterisk points to a disclaimer that is not there.

    What: For the US, sentences end in an asterisk and the text lacks the disclaimer or half of it. Judged on whole texts only.
    Why: 21 CFR 101.93(c) and (d).
    Instead: Add the disclaimer that the asterisk stands for. Help for editors, not legal advice.
    """
    yield from _hits(case, "us-asterisk")


@rule("LAW013", Severity.NOTE)
def commercial_unknown(case: Case) -> Iterator[Hit]:
    """An article does not say whether its publisher sells the product.

    What: `commercial` is left out; the LAW rules are not judged for it.
    Why: Food law speaks to those who sell; whether it applies cannot be told from a text.
    Instead: `commercial: true` or `commercial: false`. Help for editors, not legal advice.
    """
    for article_id, article in case.dossier.articles.items():
        if article.commercial is None:
            yield Hit(
                case.at_article(article_id),
                f"whether `{article_id}` is published by a seller is not known: "
                "its wording is not judged by food law",
                "add `commercial: true` or `commercial: false`",
            )


@rule("LAW012", Severity.WARNING)
def us_disease_claim(case: Case) -> Iterator[Hit]:
    """A dietary supplement is said to treat, prevent or cure a disease.

    What: For the US, a disease or its sign stands beside a word for treating it; in a cited title it is a note.
    Why: 21 CFR 101.93(g)(2): criteria (i) and (ii); for cited titles (iv), from memory.
    Instead: Describe a normal structure or function of the body, with the disclaimer. Help for editors, not legal advice.
    """
    yield from _hits(case, "us-disease-claim")
