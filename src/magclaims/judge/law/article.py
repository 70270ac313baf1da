"""One article, or all articles of a registry, judged."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from magclaims.judge.law.amounts import (
    amount_rules,
    below_conditions,
    novel_food,
    novel_food_status,
)
from magclaims.judge.law.beyond import not_authorised
from magclaims.judge.law.disease_claims import diseases_named, medical_claims, risk_claims
from magclaims.judge.law.diseases import therapeutic_words
from magclaims.judge.law.facts import (
    EU_PLACES,
    MAX_SENTENCE,
    LawFinding,
    LawSentence,
    bases,
    compile_words,
    languages,
    threonate_words,
)
from magclaims.judge.law.findings import found_in
from magclaims.judge.law.reading import Reading, read_sentences
from magclaims.judge.law.statements import general_benefits, mandatory_statements, recommendations
from magclaims.knowledge.data import load
from magclaims.model.registry import Article, Dossier, Kind, Reference, Subject
from magclaims.model.values import dataclass
from magclaims.read.article.model import ArticleText


def _titles(titles: Sequence[LawSentence], places: frozenset[str]) -> list[LawFinding]:
    """Cited titles that name a disease beside a word for treating it: a note, in the United States.

    There the citation of such a title can itself make a disease claim; in the EU a list of references
    that is given as such is no claim by itself.
    """
    if not places & set(bases()["us-cited-title"].places):
        return []
    found: list[tuple[Reading, str]] = []
    for index, title in enumerate(titles):
        text = title.text[:MAX_SENTENCE]
        for language in languages():
            treats, risk = therapeutic_words(text, language, [0])
            if treats or risk:
                read = Reading(index, title.line, text, (), False, False, True)  # noqa: FBT003
                found += ((read, words) for words in (*treats, *risk))
                break
    return [replace(finding, titles=True) for finding in found_in("us-cited-title", found)]


def assess_article(
    sentences: Sequence[LawSentence],
    *,
    language: str,
    jurisdictions: Iterable[str],
    titles: Sequence[LawSentence] = (),
    complete: bool = True,
) -> tuple[LawFinding, ...]:
    """Judge the wording of one commercial article.

    Args:
        sentences: Its sentences in order, headings and list items too, without the reference list.
        language: ISO 639-1; sentences are judged in the languages that the law's words are in (`facts.languages`).
        jurisdictions: `eu`, `nl`, `be`, `us`. EU rules hold in nl and be; without any, nothing is judged.
        titles: The titles of its references.
        complete: Whether this is the whole text. If not, nothing is said about what is missing.

    Returns:
        At most one finding for each rule and substance, one more for its titles, sorted by rule.
    """
    places = frozenset(jurisdictions)
    found: list[LawFinding] = list(_titles(titles, places))
    code = language[:2].lower()
    if code in languages() and places:
        readings = read_sentences(sentences, code)
        if places & EU_PLACES:
            found += eu_findings(readings, code, places, complete=complete)
        if "us" in places:
            found += us_findings(readings, complete=complete)
    return tuple(sorted(found, key=lambda f: (f.rule, f.titles, f.lines[:1], f.substance)))


# --- the articles of a registry --------------------------------------------------------------------

_CLAIMING = frozenset({Kind.EFFECT, Kind.MECHANISM, Kind.COMPARISON, Kind.STUDY_RESULT})
_NOT_PEOPLE = frozenset({Subject.ANIMAL, Subject.IN_VITRO, Subject.IN_SILICO})


def _whole(text: ArticleText) -> list[LawSentence]:
    """The sentences of an article's text, references left out."""
    kinds: dict[str, Literal["heading", "item"]] = {"heading": "heading", "list_item": "item"}
    return [
        LawSentence(s.text, s.line, kinds.get(s.kind, "sentence"))
        for s in text.sentences
        if s.kind != "reference"
    ]


_Fragment = tuple[LawSentence, str, int]
"""A registered quote, with claim id and index."""


def _fragments(dossier: Dossier) -> dict[str, list[_Fragment]]:
    """The registered quotes that claim something, by article id.

    Left out are limitations, advice and opinions, and what the registry says is about animals or
    cells: a quote of twelve words does not show the clause that exempts it. A study's result counts
    where the registry says that it is about people.
    """
    found: dict[str, list[_Fragment]] = {}
    for claim in dossier.claims:
        if claim.kind not in _CLAIMING:
            continue
        for index, occurrence in enumerate(claim.occurrences):
            subjects = set(occurrence.subjects)
            reported = occurrence.reported or claim.kind is Kind.STUDY_RESULT
            told = Subject.HUMAN in subjects if reported else True
            if told and not _NOT_PEOPLE & subjects:
                sentence = LawSentence(
                    occurrence.quote,
                    kind="fragment",
                    substances=claim.about.substance,
                    therapeutic=occurrence.therapeutic,
                )
                fragment = (sentence, claim.id, index)
                found.setdefault(occurrence.article, []).append(fragment)
    return found


@dataclass(frozen=True, slots=True)
class ArticleLaw:
    """The findings on one article.

    `whole` says whether its text was at hand. If not, `quotes` holds claim id and occurrence index of
    each sentence that was judged, and `keys` the BibTeX key of each title; both are empty otherwise.
    """

    findings: tuple[LawFinding, ...]
    whole: bool
    quotes: tuple[tuple[str, int], ...] = ()
    keys: tuple[str, ...] = ()


def judge_articles(
    dossier: Dossier, texts: Mapping[str, ArticleText], references: Mapping[str, Reference]
) -> dict[str, ArticleLaw]:
    """Judge all commercial articles that name their jurisdictions; by id, those without findings, too.

    Where the text of an article is not at hand its registered quotes are judged as fragments.
    """
    judged, quoted = {}, _fragments(dossier)
    for article_id, article in dossier.articles.items():
        if not article.commercial or not article.jurisdictions:
            continue
        text = texts.get(article_id)
        quotes: tuple[tuple[str, int], ...] = ()
        keys: tuple[str, ...] = ()
        if text is not None:
            sentences = _whole(text)
            titles = [LawSentence(r.title or r.text, r.line) for r in text.references]
        else:
            fragments = quoted.get(article_id, [])
            sentences = [sentence for sentence, _, _ in fragments]
            quotes = tuple((claim, index) for _, claim, index in fragments)
            keys = tuple(key for key in article.references if key in references)
            titles = [LawSentence(references[key].title) for key in keys]
        findings = assess_article(
            sentences,
            language=article.language,
            jurisdictions=article.jurisdictions,
            titles=titles,
            complete=text is not None,
        )
        judged[article_id] = ArticleLaw(findings, text is not None, quotes, keys)
    return judged


_CLAIMS = frozenset(
    {"eu-not-authorised", "eu-medical-claim", "eu-on-hold", "eu-risk-reduction", "us-disease-claim"}
)


def is_forbidden(text: str, article: Article, substances: Sequence[str]) -> bool:
    """Whether a sentence about these substances may not stand in a commercial article, however good its evidence."""
    if not article.commercial or not article.jurisdictions:
        return False
    sentence = LawSentence(text, substances=tuple(substances))
    found = assess_article(
        [sentence], language=article.language, jurisdictions=article.jurisdictions, complete=False
    )
    return any(finding.rule in _CLAIMS for finding in found)


def _disclaimer(texts: Iterable[str]) -> tuple[bool, bool]:
    """Whether both halves of the disclaimer are there: not evaluated, not intended."""
    halves = load("regulation/us.toml")["halves"]
    whole = "\n".join(text[:MAX_SENTENCE] for text in texts)
    agency = compile_words(halves["agency"]).search(whole) is not None
    evaluated = compile_words(halves["evaluated"]).search(whole) is not None and agency
    return evaluated, compile_words(halves["intended"]).search(whole) is not None


_ASTERISK = re.compile(r"[\w).!”\"]\s?\*(?![\w*])")


def us_findings(readings: Sequence[Reading], *, complete: bool) -> list[LawFinding]:
    """The findings under 21 CFR 101.93; what is missing counts in a complete text only."""
    ill = [(r, words) for r in readings for words in (*r.treats, *r.reduces_risk)]
    found = found_in("us-disease-claim", ill)
    if not complete:
        return found
    evaluated, intended = _disclaimer(reading.text for reading in readings)
    if evaluated and intended:
        return found
    half = "half of " if evaluated or intended else ""
    said = {
        "lacks": f"{half}the disclaimer is missing",
        "disclaimer": load("regulation/us.toml")["one"],
    }
    credited = [(r, credit.words) for r in readings for credit in r.credits]
    found += found_in("us-disclaimer", credited, said)
    starred = [(r, "*") for r in readings if _ASTERISK.search(r.text)]
    return found + found_in("us-asterisk", starred, said)


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
