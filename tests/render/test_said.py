"""What findings say, in the language of a page. Articles and works are synthetic."""

import re
from pathlib import Path

import pytest
from test_one_language import ENGLISH

from magclaims.judge.rule import RULES
from magclaims.render.said import said
from rule_cases import Case, cases_of, run

TOLD = (*sorted(code for code in RULES if code.startswith("LAW")), "TXT004", "REF006")
"""Rules whose findings are about no place: what they say in words has to be read in one language."""
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|`[^`]*`")
CASES = [
    pytest.param(code, case, id=f"{code}-{number}")
    for code in TOLD
    for number, case in enumerate(cases_of(code), 1)
    if case.found and not case.xfail
]


@pytest.mark.parametrize(("code", "case"), CASES)
def test_what_a_rule_says_is_told_in_dutch(
    code: str, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [f for f in run(case, tmp_path / "case", monkeypatch) if f.code == code]
    assert found
    for finding in found:
        told = said(finding.message, "nl")
        assert told is not None, finding.message
        assert QUOTED.findall(told.text) == QUOTED.findall(finding.message)
        plain = QUOTED.sub("", told.text)
        assert not ENGLISH & set(re.findall(r"[a-z]+", plain.lower())), plain
        advice = said(finding.suggestion or "", "nl")
        assert finding.suggestion is None or advice is not None, finding.suggestion


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
