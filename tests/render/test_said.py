"""What findings say, in the language of a page. Articles and works are synthetic."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_one_language import ENGLISH

from magclaims.judge.law.wordings import condition
from magclaims.judge.rule import RULES
from magclaims.knowledge.data import load
from magclaims.knowledge.regulation.register import register
from magclaims.render.language import languages
from magclaims.render.said import said
from rule_cases import Case, cases_of
from rule_cases import run as run_case

ROOT = Path(__file__).parents[2]
BY_REASONS = frozenset(
    {f"EVI00{n}" for n in range(1, 9)} | {"EVI020", "NUM001", "NUM002", "NUM006", "NUM007"}
)
"""Rules that verdicts report: the page tells the reasons of the place, which are in its language."""
TOLD = sorted(set(RULES) - BY_REASONS)
QUOTED = re.compile(r"“[^”]*”|„[^“]*“|«[^»]*»|\"[^\"]*\"|`[^`]*`|(?<!\w)'[^']*'")
CASES = [
    pytest.param(code, case, id=f"{code}-{number}")
    for code in TOLD
    for number, case in enumerate(cases_of(code), 1)
    if case.found and not case.xfail
]


OTHERS = tuple(code for code in languages() if code != "en")
"""Languages of a page besides that in which rules speak."""


def english(text: str) -> frozenset[str]:
    """Frequent English words of a sentence in another language, outside of what it quotes."""
    return ENGLISH & set(re.findall(r"\w+", QUOTED.sub("", text).lower()))


def quotes(text: str) -> frozenset[str]:
    """What a text quotes, without the marks, which each language has of its own."""
    return frozenset(q[1:-1].strip("\u202f") for q in QUOTED.findall(text) if q[0] in '“„«"`')


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("code", "case"), CASES)
def test_all_that_a_rule_says_is_told_in_each_language_of_a_page(
    code: str, case: Case, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [f for f in run_case(case, tmp_path / "case", monkeypatch) if f.code == code]
    assert found
    for finding in found:
        for text in filter(None, (finding.message, finding.suggestion)):
            told = said(text, language)
            wanted = f'a row of render/said_rules.{language}.toml that tells "{text}"'
            assert told is not None, wanted
            assert told.whole, f"{wanted} wholly; so far: {told.text}"
            assert not english(told.text) - GERMAN_TOO, told.text
        told = said(finding.message, language)
        assert told is not None
        assert quotes(finding.message) <= quotes(told.text)


GERMAN_TOO = frozenset({"was"})


def test_each_language_has_the_rows_of_food_law_that_another_has() -> None:
    assert len(OTHERS) > 3
    rows = {
        code: {english for english, _ in load(f"said.{code}.toml", "magclaims.render")["said"]}
        for code in OTHERS
    }
    law = set.union(*rows.values())
    law = {row for row in law if sum(row in own for own in rows.values()) > 1}
    assert len(law) > 100
    assert {code: law - own for code, own in rows.items()} == {code: set() for code in rows}


def _described(schema: Any) -> Iterator[tuple[str, str]]:
    if isinstance(schema, dict):
        for name, field in (schema.get("properties") or {}).items():
            if isinstance(field, dict) and "description" in field:
                yield name, " ".join(field["description"].split())
        for value in schema.values():
            yield from _described(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _described(value)


@pytest.mark.parametrize("language", OTHERS)
def test_what_each_field_of_the_registry_is_for_is_told(language: str) -> None:
    schema = json.loads((ROOT / "schema" / "claims.schema.json").read_text(encoding="utf-8"))
    fields = set(_described(schema))
    assert len(fields) > 50
    untold = [
        text
        for name, text in fields
        if not ((told := said(f"`{name}`: {text}", language)) and told.whole)
        or english(told.text) - GERMAN_TOO
    ]
    assert untold == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_known_of_refused_claims_is_told(language: str) -> None:
    rows = load("regulation/refused.toml", "magclaims.knowledge")
    facts = [row for table in rows.values() if isinstance(table, list) for row in table]
    assert len(facts) > 30
    for row in facts:
        by = f", {row['reference']}" if row.get("reference") else ""
        told = said(
            f"health claims for zinc that match no authorised claim: “x”; {row['fact']}{by}",
            language,
        )
        assert told is not None
        assert told.whole, told.text


def test_conditions_are_dutch_or_quoted_as_the_registers_own_english() -> None:
    """A legal text is shown as it is: nobody here may translate what a lawyer would hold us to."""
    own = "Information to the consumer (as it is)"
    assert said(f"use “x”; condition: {own}", "nl") == (
        f"gebruik “x”; voorwaarde, in het Engels van het EU-register: “{own}”",
        True,
    )
    conditions = {condition(claim) for claim in register().claims.values()}
    assert len(conditions) > 50
    for text in conditions:
        for language in OTHERS:
            told = said(f"use “x”; condition: {text}", language)
            assert told is not None
            assert told.whole, text
            near = said(f"add the statements near the claim (zinc: {text}; iron: {text})", language)
            assert near is not None
            assert near.whole, text


@pytest.mark.parametrize(
    ("english", "dutch", "whole"),
    [
        (
            (
                "health claims for zinc that match none of its 18 authorised claims: “beter zien”"
                " (Regulation (EC) No 1924/2006, Article 10(1)); lines 3, 9 and 2 more"
            ),
            (
                "gezondheidsclaims voor zink die bij geen van de 18 toegelaten claims van die stof passen: “beter zien”"
                " (Verordening (EG) nr. 1924/2006, artikel 10, lid 1); regels 3, 9 en nog 2"
            ),
            True,
        ),
        (
            (
                "health claims for caffeine that match no authorised claim: “sneller”; a fact that nobody put"
                " into Dutch (of 2016); and another (Regulation (EC) No 1924/2006, Article 10(1)); line 3"
            ),
            (
                "gezondheidsclaims voor cafeïne, waarvoor geen claim is toegelaten: “sneller”"
                " (Verordening (EG) nr. 1924/2006, artikel 10, lid 1); regel 3"
            ),
            False,
        ),
        (
            (
                "keep to what is authorised for iodine, e.g. “; line 3 leave it out”; condition: at least 22.5 µg in"
                " 100 g or in the daily portion of a supplement"
            ),
            (
                "houd u aan wat is toegelaten voor jodium, bijvoorbeeld “; line 3 leave it out”; voorwaarde: ten minste"
                " 22,5 µg in 100 g of in de dagportie van een supplement"
            ),
            True,
        ),
        ("stay within 1,500 mg a day", "blijf binnen 1.500 mg per dag", True),
        (
            (
                '`doe`: the identifier belongs to another work. Crossref has "Remove it: the and of" (Doe (Sr.),'
                ' 2020); the entry says "By the book"'
            ),
            (
                '`doe`: het nummer hoort bij een ander werk. Crossref kent het als "Remove it: the and of" (Doe'
                ' (Sr.), 2020); de bibliografie zegt "By the book"'
            ),
            True,
        ),
        ('write "The "good" book"', 'schrijf "The "good" book"', True),
        (
            (
                "`doe` was retracted: retraction of 2023-02, doi:10.1016/s0140-6736(20)31180-6 (source:"
                " crossref:publisher); it touches pain (a, a.md:3), sleep (b, b c.md:12)"
            ),
            (
                "`doe` is teruggetrokken: terugtrekking, februari 2023, doi:10.1016/s0140-6736(20)31180-6 (bron:"
                " de uitgever, via Crossref); dit raakt pain (a, a.md:3), sleep (b, b c.md:12)"
            ),
            True,
        ),
    ],
)
def test_quotes_stay_and_what_is_not_known_is_left_out(
    english: str, dutch: str, whole: bool
) -> None:
    assert said(english, "nl") == (dutch, whole)


@pytest.mark.parametrize("text", ["", "nobody wrote these words", "“only a quote”", "((("])
def test_other_words_are_not_told(text: str) -> None:
    assert said(text, "nl") is None
    assert said("leave it out", "xx") is None
