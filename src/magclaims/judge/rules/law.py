"""LAW: what food law says of the wording of commercial articles.

Help for editors, not legal advice. The rules look only at articles that are `commercial` and name
their `jurisdictions`; they never change a verdict. Each gives one finding for an article and lists
its lines. What the knowledge files hold from memory only gives a note, and the note says so.

Where the text of an article is not at hand, its registered quotes are judged as fragments: what a
quote says in its own words counts, and nothing is said about statements that may stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.rule import Hit, Rule, one_of, rule
from magclaims.model.finding import Location, Severity

if TYPE_CHECKING:
    from magclaims.judge.law import ArticleLaw, LawFinding

_SHOWN = 12
"""Lines or claims that a message lists, at most."""


def _hits(case: Case, rule: Rule) -> Iterator[Hit]:
    """The findings of one rule of the regulation: it has the name of ours."""
    for article_id, law in case.law.items():
        for finding in law.findings:
            if finding.rule == rule.name:
                yield Hit(
                    _subject(case, article_id, law, finding),
                    finding.message + _where(law, finding),
                    finding.suggestion,
                    None if finding.severity is rule.severity else finding.severity,
                )


on_wording = partial(one_of, _hits)
"""A rule of `judge/law`, by its name."""


def _subject(case: Case, article_id: str, law: ArticleLaw, finding: LawFinding) -> FindingSubject:
    """The first line of the article that is meant; without its text, the first quote."""
    text = case.texts.get(article_id)
    if text is not None and law.whole and finding.lines:
        location = Location(path=str(text.path), line=min(finding.lines))
        return FindingSubject(location, article=article_id)
    if not law.whole and finding.sentences and not finding.titles:
        claim_id, index = law.quotes[finding.sentences[0]]
        place = case.at_occurrence(case.claims[claim_id], index)
        return FindingSubject(place.location, article=article_id)
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


@on_wording("LAW001", Severity.WARNING)
def eu_not_authorised() -> None:
    """A health claim matches no authorised claim of its substance.

    What: In the EU, a sentence credits a substance with an effect outside its own authorised claims, or says it more strongly than they do. Judged against the 268 claims of the list, by meaning; a claim for one substance never covers another one. Plain claims are found; what copy only hints at ("walk without a stick again") is often missed, so that silence is no clearance.
    Why: Regulation (EC) No 1924/2006, Article 10(1): health claims are prohibited unless authorised. The wording counts, not the evidence: what a study found is a claim, too, where a seller reports it.
    Instead: Keep to the meaning of an authorised claim of the same substance and to its condition of use; the finding names both. Help for editors, not legal advice.
    """


@on_wording("LAW002", Severity.WARNING)
def eu_medical_claim() -> None:
    """A substance or product is said to prevent, treat or cure a disease.

    What: A disease or one of its signs stands beside a word for preventing, treating or relieving, or behind "for" or "against" in a line without a verb; or a disease or pain is told to be gone, as customers tell it; or the reader is told to stop a medicine, to put the substance in its place, or that the medicine is no longer needed.
    Why: Regulation (EU) No 1169/2011, Article 7(3) (from memory, hence a note); in the Netherlands the Code Aanprijzing Gezondheidsproducten (a warning).
    Instead: Name no disease; describe a normal function of the body. Help for editors, not legal advice.
    """


@on_wording("LAW003", Severity.WARNING)
def eu_general_benefit() -> None:
    """A general benefit stands without a specific authorised claim.

    What: "Good for your brain" and the like, with no authorised claim within three sentences.
    Why: Regulation (EC) No 1924/2006, Article 10(3).
    Instead: Put a specific authorised claim beside it. Help for editors, not legal advice.
    """


@on_wording("LAW004", Severity.WARNING)
def eu_mandatory_statements() -> None:
    """An authorised claim lacks the statements that have to accompany it.

    What: The text makes an authorised claim, but says nothing of a varied diet and healthy lifestyle, or gives no amount. Judged on whole texts only.
    Why: Regulation (EC) No 1924/2006, Article 10(2).
    Instead: Add the statements near the claim. Help for editors, not legal advice.
    """


@on_wording("LAW005", Severity.NOTE)
def eu_recommendation() -> None:
    """Doctors recommend it, health suffers without it, or so many kilos a week.

    What: A recommendation of health professionals, the suggestion that health suffers without the product, or a rate of weight loss.
    Why: Regulation (EC) No 1924/2006, Article 12 (from memory, hence a note).
    Instead: Leave it out. Help for editors, not legal advice.
    """


@on_wording("LAW006", Severity.WARNING)
def eu_risk_reduction() -> None:
    """A substance or product is said to reduce the risk of a disease.

    What: A lower risk or chance of a named disease. Where such a claim is authorised for the substance, a note if the risk factor is not named beside it.
    Why: Regulation (EC) No 1924/2006, Article 10(1) with 14(1)(a): each such claim needs its own authorisation. Article 14(2) (from memory, hence a note): the disease has several risk factors, and the claim has to say so.
    Instead: Leave the risk out, or use the authorised wording; the finding gives it where there is one. Help for editors, not legal advice.
    """


@on_wording("LAW007", Severity.WARNING)
def eu_condition_of_use() -> None:
    """An authorised claim stands beside too small a daily amount.

    What: All daily amounts of the substance in the text are below the condition of use of its authorised claim, e.g. 15 % of the reference value.
    Why: Regulation (EU) No 432/2012 and the acts beside it: a claim may be used only under its condition.
    Instead: Check the amount, or leave the claim out. Help for editors, not legal advice.
    """


@on_wording("LAW008", Severity.WARNING)
def eu_novel_food() -> None:
    """Magnesium L-threonate is offered outside its conditions as a novel food.

    What: More than 3,000 mg (250 mg of magnesium) a day, or for pregnant or lactating women; a note where a dose is given without saying for whom it is not.
    Why: Commission Implementing Regulation (EU) 2024/2694.
    Instead: Stay within 3,000 mg a day; for adults, not for pregnant or lactating women. Help for editors, not legal advice.
    """


@on_wording("LAW009", Severity.WARNING)
def eu_novel_food_status() -> None:
    """The legal status of magnesium L-threonate is given wrongly.

    What: A text says that it is not authorised in the EU, or that EFSA approved an effect.
    Why: It is a novel food since 7 November 2024 (Regulation (EU) 2024/2694); EFSA assessed safety, no health claim.
    Instead: "Authorised in the EU as a novel food since November 2024." Help for editors, not legal advice.
    """


@on_wording("LAW010", Severity.WARNING)
def us_disclaimer() -> None:
    """A structure/function claim stands without the disclaimer.

    What: For the US, a text credits a substance with an effect on the body and lacks the disclaimer or half of it. Judged on whole texts only.
    Why: 21 CFR 101.93(c).
    Instead: Add the disclaimer in the words of the regulation. Help for editors, not legal advice.
    """


@on_wording("LAW011", Severity.WARNING)
def us_asterisk() -> None:
    """An asterisk points to a disclaimer that is not there.

    What: For the US, sentences end in an asterisk and the text lacks the disclaimer or half of it. Judged on whole texts only.
    Why: 21 CFR 101.93(c) and (d).
    Instead: Add the disclaimer that the asterisk stands for. Help for editors, not legal advice.
    """


@on_wording("LAW014", Severity.WARNING)
def eu_on_hold() -> None:
    """A botanical is credited with an effect while its claims are on hold.

    What: In the EU, a sentence credits a herb, a mushroom or its extract with an effect.
    Why: Claims on botanicals are on hold: neither authorised nor refused. The Court of Justice (C-386/23, 30 April 2025): they may not be used in advertising until the Commission has listed them, unless the transitional rules of Article 28(5) or (6) cover them.
    Instead: Leave the effect out, or make sure that the transitional rules cover this very claim. Help for editors, not legal advice.
    """


@on_wording("LAW015", Severity.NOTE)
def eu_not_judged() -> None:
    """Effects of a substance are claimed of which the list at hand holds nothing.

    What: In the EU, a sentence credits a substance with an effect, and neither the authorised nor the refused claims at hand name that substance. Said once an article.
    Why: Regulation (EC) No 1924/2006, Article 10(1): without an entry in the register the effect may not be claimed; whether there is one cannot be told here.
    Instead: Look the substance up in the EU register of health claims. Help for editors, not legal advice.
    """


@on_wording("LAW016", Severity.WARNING)
def eu_substance_rule() -> None:
    """An amount of a substance reaches a limit of food or medicines law.

    What: Melatonin from 0.3 mg a day (a medicine in the Netherlands and Belgium), monacolins from 3 mg, caffeine above 400 mg, and in the Netherlands vitamin B6 above 21 mg and vitamin D above 75 µg.
    Why: Each has a rule of its own; the finding names it.
    Instead: Stay below the amount. Help for editors, not legal advice.
    """


@on_wording("LAW017", Severity.NOTE)
def eu_disease_named() -> None:
    """A disease is named beside the product, and what the sentence says of it is not known.

    What: A sentence of a seller's page names a disease or complaint and what is sold, and no other LAW rule reads a promise in it. Warnings, denials, questions, advice to see a doctor and sentences on research are left out. A note, once an article.
    Why: Regulation (EU) No 1169/2011, Article 7(3) (from memory): information on food may not attribute to it the property of preventing, treating or curing a disease. Sellers word that in ways that no list knows, and a hint is a claim, too.
    Instead: Read it as a customer would. If it offers the product for the disease, name no disease; otherwise leave it as it is. Help for editors, not legal advice.
    """


@rule("LAW013", Severity.NOTE, scope="article")
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


@on_wording("LAW012", Severity.WARNING)
def us_disease_claim() -> None:
    """A dietary supplement is said to treat, prevent or cure a disease.

    What: For the US, a disease or its sign stands beside a word for treating it, or the reader is told to stop or replace a medicine; in a cited title it is a note.
    Why: 21 CFR 101.93(g)(2): criteria (i) and (ii); for cited titles (iv), from memory.
    Instead: Describe a normal structure or function of the body, with the disclaimer. Help for editors, not legal advice.
    """
