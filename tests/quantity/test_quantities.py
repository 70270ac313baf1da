"""Quantities: reading them, converting them, comparing them, and daily limits."""

import random
import string
import subprocess
import sys
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from magclaims.knowledge.data import load
from magclaims.knowledge.vocabulary import Composition, vocabulary
from magclaims.quantity.above_limits import limits
from magclaims.quantity.limits import MILLIGRAMS, known_limits
from magclaims.quantity.numbers import parse_number
from magclaims.quantity.quantities import (
    Quantity,
    above_limits,
    compare,
    conversion,
    find_quantities,
    stated_limits,
)
from magclaims.quantity.substances import compounds
from magclaims.quantity.units import family

D = Decimal


def one(text: str, language: str = "en") -> Quantity:
    (quantity,) = find_quantities(text, language)
    return quantity


def brief(text: str, language: str) -> list[tuple[str, str, str, str]]:
    return [
        (q.comparator, f"{q.low.normalize():f}", f"{q.high.normalize():f}", q.unit)
        for q in find_quantities(text, language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "1,5-2 gram Magtein", [("=", "1.5", "2", "g")]),
        ("en", "1.5–2 g of Magtein", [("=", "1.5", "2", "g")]),
        ("nl", "(108-144 mg elementair magnesium)", [("=", "108", "144", "mg")]),
        ("nl", ">600 reacties", [(">", "600", "600", "count")]),
        ("nl", "meer dan 600 enzymatische reacties", [(">", "600", "600", "count")]),
        ("nl", "ruim 300 enzymen", [(">", "300", "300", "count")]),
        ("nl", "bijna 300 enzymsystemen", [("~", "300", "300", "count")]),
        ("nl", "minstens 8 uur, tot 250 mg", [(">=", "8", "8", "hour"), ("<=", "250", "250", "mg")]),
        ("nl", "tussen de 1,5 en 2 g", [("=", "1.5", "2", "g")]),
        ("nl", "n=109, 30 dagen, 17 %", [("=", "109", "109", "n"), ("=", "30", "30", "day"), ("=", "17", "17", "%")]),
        ("nl", "1.000 mg", [("=", "1000", "1000", "mg")]),
        ("en", "1,000 mg", [("=", "1000", "1000", "mg")]),
        ("en", "3,000 mg", [("=", "3000", "3000", "mg")]),
        ("en", "1,234,567 people", [("=", "1234567", "1234567", "count")]),
        ("nl", "twee weken, twaalf deelnemers, één capsule", [("=", "2", "2", "week"), ("=", "12", "12", "count")]),
        ("en", "more than 600 reactions", [(">", "600", "600", "count")]),
        ("en", "over 12 weeks, over 300 enzyme systems", [("=", "12", "12", "week"), (">", "300", "300", "count")]),
        ("en", "at least 5 studies; about 20 mg", [(">=", "5", "5", "count"), ("~", "20", "20", "mg")]),
        ("en", "no more than 250 mg", [("<=", "250", "250", "mg")]),
        ("en", "300+ enzymes and 300 or more reactions", [(">=", "300", "300", "count")] * 2),
        ("en", "250 mg or less", [("<=", "250", "250", "mg")]),
        ("en", "500 mg - 2 g", [("=", "0.5", "2", "g")]),
        ("en", "1.5 g to 2 g", [("=", "1.5", "2", "g")]),
        ("en", "10 mg/kg, 400 IU, 100 mcg and 5 μg", [("=", "10", "10", "mg/kg"), ("=", "400", "400", "IU"), ("=", "100", "100", "µg"), ("=", "5", "5", "µg")]),
        ("en", "2.5 million people", [("=", "2500000", "2500000", "count")]),
        ("en", "2000 participants took part in 2010", [("=", "2000", "2000", "count")]),
        ("en", "120 mg + placebo, 1.5‐2 g", [("=", "120", "120", "mg"), ("=", "1.5", "2", "g")]),
        ("en", "a 30-day trial", [("=", "30", "30", "day")]),
        ("de", "über 300 Enzyme, 1,5 bis 2 g, 12 Wochen", [(">", "300", "300", "count"), ("=", "1.5", "2", "g"), ("=", "12", "12", "week")]),
        ("de", "300 Enzyme", [("=", "300", "300", "count")]),
        ("fr", "plus de 300 réactions, 3 000 mg", [(">", "300", "300", "count"), ("=", "3000", "3000", "mg")]),
        ("es", "más de 600 reacciones, 1,5 g al día", [(">", "600", "600", "count"), ("=", "1.5", "1.5", "g")]),
        ("en", "in two weeks, four hundred and twelve women", [("=", "2", "2", "week"), ("=", "412", "412", "count")]),
        ("en", "a thousand adults, fifteen hundred women", [("=", "1000", "1000", "count"), ("=", "1500", "1500", "count")]),
        ("en", "one thousand two hundred and fifty adults", [("=", "1250", "1250", "count")]),
        ("en", "several thousand adults, a hundred and twenty thousand people", []),
        ("nl", "duizend deelnemers, tweeduizend vrouwen", [("=", "1000", "1000", "count"), ("=", "2000", "2000", "count")]),
        ("nl", "enkele duizend mensen", []),
        ("de", "tausend Teilnehmer, eintausendzweihundert Patienten", [("=", "1000", "1000", "count"), ("=", "1200", "1200", "count")]),
        ("fr", "mille deux cents patients", [("=", "1200", "1200", "count")]),
        ("es", "mil doscientos participantes, dos mil pacientes", [("=", "1200", "1200", "count"), ("=", "2000", "2000", "count")]),
        ("en", "twelve hundred men, three hundred twenty-two children", [("=", "1200", "1200", "count"), ("=", "322", "322", "count")]),
        ("nl", "vierhonderdtwaalf deelnemers, honderdtwintig vrouwen", [("=", "412", "412", "count"), ("=", "120", "120", "count")]),
        ("de", "zweihundert Teilnehmer, vierhundertzwölf Frauen", [("=", "200", "200", "count"), ("=", "412", "412", "count")]),
        ("fr", "deux cents participants, deux cent douze femmes", [("=", "200", "200", "count"), ("=", "212", "212", "count")]),
        ("es", "doscientos participantes, ciento veinte mujeres", [("=", "200", "200", "count"), ("=", "120", "120", "count")]),
        ("en", "between two hundred and three hundred people took part", []),
        ("en", "one hundred and two hundred participants", [("=", "200", "200", "count")]),
        ("nl", "tussen twee honderd en drie honderd mensen", []),
        ("fr", "entre cent et deux cents participants", []),
        ("en", "≥ 250 mg, ≈5 %", [(">=", "250", "250", "mg"), ("~", "5", "5", "%")]),
    ],
)  # fmt: skip
def test_reads_numbers_with_comparator_and_unit(language: str, text: str, expected: object) -> None:
    assert brief(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "gepubliceerd in Neuron (2010), toonden dieren"),
        ("en", "In 2020 participants were younger; since 1998 people know."),
        ("en", "Neuron. 2010;65(2):165-177. doi:10.1016/j.neuron.2009.12.026"),
        ("en", "Nutrients 14(24):5235, pp. 426-439, pages 55–69"),
        ("nl", "2024;8:100121. Gepubliceerd 17 augustus 2024, 2025-11-03"),
        ("en", "https://pubmed.ncbi.nlm.nih.gov/20152124/ PMID: 20152124, PMC10934248"),
        ("en", "1. First item\n2) second item"),
        ("en", "shown before [1,3-5] and (2) and<sup>12</sup> and ¹²"),
        ("nl", "930 522 Riley Forbes"),
        ("en", "vitamin B6, omega-3, type 2 diabetes, HT22 cells, CYP2D6, phase 3"),
        ("nl", "α-amino-3-hydroxy-5-methyl-4-isoxazolpropionzuur"),
        ("en", "Regulation (EU) 432/2012, Article 13, 21st century, p < 0.05, P=0.001"),
        ("en", "Frontiers (2025 concept study), 15.1+/-3.2 and 141.8±89.1, one of these, the score rose to 15, 5 of them"),
        ("en", "1 L-threonate"),
        ("en", "in model 3 Treatment was better; Table 4 Bars of magnesium"),
        ("en", "the three hundred twenty-two, at 0800 and 007"),
    ],
)  # fmt: skip
def test_what_is_no_quantity(language: str, text: str) -> None:
    assert brief(text, language) == []


def test_offsets_cut_out_the_expression() -> None:
    text = "Elke dag meer dan 1,5 g Magtein (108-144 mg elementair)."
    found = find_quantities(text, "nl")
    assert [text[q.start : q.end] for q in found] == ["meer dan 1,5 g", "108-144 mg"]
    assert [q.text for q in found] == ["meer dan 1,5 g", "108-144 mg"]


@pytest.mark.parametrize(
    ("language", "text", "elemental", "noun"),
    [
        ("nl", "108-144 mg elementair magnesium", True, "magnesium"),
        ("en", "144 mg of elemental magnesium", True, "magnesium"),
        ("en", "144 mg magnesium (elemental)", True, "magnesium"),
        ("nl", "elementair magnesium: 144 mg", True, ""),
        ("nl", "elementair magnesium per dag: 144 mg", True, ""),
        ("en", "elemental magnesium in 2 g of magnesium citrate", False, "magnesium citrate"),
        ("nl", "elementair zink uit 50 mg zinkgluconaat", False, "zinkgluconaat"),
        ("de", "elementares Zink aus 50 mg Zinkgluconat", False, "Zinkgluconat"),
        ("en", "elemental magnesium and 400 mg of calcium", False, "calcium"),
        ("nl", "2 gram magnesium L-threonaat per dag", False, "magnesium L-threonaat"),
    ],
)
def test_element_and_substance(language: str, text: str, elemental: bool, noun: str) -> None:
    quantity = one(text, language)
    assert (quantity.elemental, quantity.noun) == (elemental, noun)


def test_the_last_digit_of_millions_is_as_large_as_they_say() -> None:
    assert one("2.5 million people").step == 100_000
    assert one("300-350 mg").step == 1
    assert one("1.5-2 g").step == D("0.1")


def test_per_day() -> None:
    assert one("200 mg/day", "en").per_day
    assert one("2 gram Magtein per dag", "nl").per_day
    assert not one("2 gram Magtein", "nl").per_day


@pytest.mark.parametrize(
    ("digits", "language", "expected"),
    [
        ("1.000", "nl", (D(1000), D(1), False)),
        ("1,000", "nl", (D(1000), D(1), True)),
        ("1,234", "nl", (D("1.234"), D("0.001"), True)),
        ("0,500", "nl", (D("0.500"), D("0.001"), False)),
        ("1.000,5", "nl", (D("1000.5"), D("0.1"), False)),
        ("1,000.5", "en", (D("1000.5"), D("0.1"), False)),
        ("1,000,000", "nl", (D(1000000), D(1), False)),
        ("1.25", "nl", (D("1.25"), D("0.01"), False)),
        ("3\u202f000", "fr", (D(3000), D(1), False)),
        ("1’000", "de", (D(1000), D(1), False)),
        ("2.5", "unknown", (D("2.5"), D("0.1"), False)),
        ("12", "en", (D(12), D(1), False)),
    ],
)
def test_notations(digits: str, language: str, expected: object) -> None:
    assert parse_number(digits, language) == expected


# --- compound and element --------------------------------------------------------------------------


THREONATE = Composition(
    "magnesium", D("294.495"), D("24.305"), (D("0.072"), D("0.0835")), D("0.072")
)


@pytest.mark.parametrize(
    ("compound", "element", "verdict"),
    [
        ("1.5-2 g", "108-144 mg", "consistent_with_label"),
        ("2 g", "144 mg", "consistent_with_label"),
        ("2,000 mg", "165 mg", "consistent_with_theory"),
        ("1.5-2 g", "124-165 mg", "consistent_with_theory"),
        ("3,000 mg", "250 mg", "consistent"),
        ("2 g", "155 mg", "consistent"),
        ("2 g", "14.4 mg", "factor_ten"),
        ("2 g", "1,440 mg", "factor_ten"),
        ("2 g", "200 mg", "wrong"),
        ("1.5-2 g", "108-200 mg", "wrong"),
        ("1.5-2 g", "120 mg", "consistent_with_label"),
        # Beside a range one amount may be of either end, and of none beyond.
        ("1.5-2 g", "107 mg", "wrong"),
        ("1.5-2 g", "167 mg", "consistent"),
        ("1.5-2 g", "168 mg", "wrong"),
        ("2 g", "108-144 mg", "wrong"),
        ("1 g", "0.1 g", "consistent_with_label"),
    ],
)
def test_conversion(compound: str, element: str, verdict: str) -> None:
    assert conversion(one(compound), one(element), THREONATE).verdict == verdict


def test_conversion_gives_theory_and_label_beside_it() -> None:
    check = conversion(one("1.5-2 g"), one("108-144 mg"), THREONATE)
    assert round(check.theory_fraction, 4) == D("0.0825")
    assert check.has_label
    assert check.explanation == (
        "108-144 mg in 1500-2000 mg agrees with the label: "
        "the label (7.2 %) gives 108-144 mg, theory (8.253 %) gives 124-165 mg"
    )


def test_conversion_accepts_half_of_the_last_digit() -> None:
    assert conversion(one("1.7 g"), one("122 mg"), THREONATE).verdict == "consistent_with_label"
    assert conversion(one("1.7 g"), one("121.9 mg"), THREONATE).verdict == "wrong"


def test_conversion_without_a_label_uses_theory() -> None:
    oxide = Composition("magnesium", D("40.304"), D("24.305"))
    assert conversion(one("500 mg"), one("302 mg"), oxide).verdict == "consistent_with_theory"
    check = conversion(one("500 mg"), one("250 mg"), oxide)
    assert (check.verdict, check.has_label) == ("wrong", False)
    assert "label" not in check.explanation


@pytest.mark.parametrize(("compound", "element"), [("2 g", "30 days"), ("0 g", "1 mg")])
def test_conversion_refuses_what_cannot_be_computed(compound: str, element: str) -> None:
    with pytest.raises(ValueError, match="a conversion needs"):
        conversion(one(compound), one(element), THREONATE)


# --- comparing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claimed", "source", "outcome", "carried"),
    [
        ("over 600 reactions", "over 600 enzymatic reactions", "same", True),
        ("600 reactions", "over 300 enzyme systems", "claimed_larger", False),
        ("more than 600 enzymes", "over 300 enzymes", "claimed_larger", False),
        ("over 300 enzymes", "over 600 enzymes", "claimed_smaller", True),
        ("over 300 enzymes", "over 300 reactions", "same", False),
        ("102 people", "109 participants", "claimed_smaller", False),
        ("n=109", "109 adults", "same", True),
        ("about 100 people", "109 adults", "same", True),
        ("2 g", "1,600 mg", "claimed_larger", False),
        ("1.6 g", "1,600 mg", "same", True),
        ("4 weeks", "28 days", "same", True),
        ("up to 3 g", "2 g", "claimed_larger", True),
        ("1 g", "at most 3 g", "claimed_smaller", False),
        ("2 g", "200 mg/kg", "incomparable", False),
        ("2 g of elemental magnesium", "2 g of Magtein", "incomparable", False),
        ("109 adults", "109 rats", "different_noun", False),
        ("5 capsules", "5 gizmos", "different_noun", False),
        ("5 gizmos", "5 new gizmos", "same", True),
        ("5 capsules", "over 5", "same", True),
    ],
)
def test_compare(claimed: str, source: str, outcome: str, carried: bool) -> None:
    result = compare(one(claimed), one(source))
    assert (result.outcome, result.carried) == (outcome, carried)


def test_reactions_are_not_enzymes() -> None:
    result = compare(
        one("meer dan 600 enzymatische reacties", "nl"), one("over 300 enzyme systems")
    )
    assert result.outcome == "claimed_larger"
    assert result.note == (
        "'over 300 enzyme systems' does not refute 'meer dan 600 enzymatische reacties', but does "
        "not support it; 'enzymatische reacties' is not the same as 'enzyme systems'"
    )


def test_families_reach_across_languages() -> None:
    assert family("enzymatische reacties") == family("réactions enzymatiques")
    assert family("gezonde volwassenen") == ("participant", "participant")
    assert family("gizmos") is None


# --- limits ----------------------------------------------------------------------------------------


def checks(text: str, places: str, substance: str, language: str = "en") -> dict[str, bool]:
    found = limits(one(text, language), substance, jurisdictions=places.split())
    return {limit.id: above for limit, above in found}


def test_daily_limits_by_jurisdiction() -> None:
    assert checks("300 mg of elemental magnesium", "eu us", "magnesium") == {
        "efsa-magnesium": True,
        "iom-magnesium": False,
    }
    assert checks("144 mg magnesium", "nl", "magnesium") == {"efsa-magnesium": False}
    assert checks("500 mg magnesium", "be", "magnesium") == {
        "efsa-magnesium": True,
        "be_law-magnesium": True,
    }
    assert checks("500 mg magnesium", "", "magnesium") == {}
    assert checks("30 days", "eu us", "magnesium") == {}


@pytest.mark.parametrize(
    ("text", "substance", "above"),
    [
        ("30 mg", "zinc", ["efsa-zinc"]),
        ("50 mg", "zinc_gluconate", []),  # 7 mg of zinc
        ("300 mg", "zinc_gluconate", ["efsa-zinc", "iom-zinc"]),  # 43 mg
        ("300 mg", "zinc_methionine", []),  # whose share nobody knows
        ("5,000 IU", "vitamin_d3", ["efsa-vitamin_d", "nl_law-vitamin_d", "iom-vitamin_d"]),
        ("3,500 IU", "vitamin_d", ["nl_law-vitamin_d"]),
        ("1 mg", "iodine", ["efsa-iodine"]),
        ("50 mg", "nicotinic_acid", ["efsa-nicotinic_acid", "iom-niacin"]),
        ("500 mg", "nicotinamide", ["iom-niacin"]),
        ("3 mg", "monacolin_k", ["eu_law-monacolin_k"]),  # less than 3 is allowed
        ("2.9 mg", "monacolin_k", []),
        ("5 g", "vitamin_c", ["iom-vitamin_c"]),
        ("5 g", "vitamin_b12", []),  # nobody set one
        ("20 g", "creatine", []),
    ],
)
def test_daily_limits_of_every_substance(text: str, substance: str, above: list[str]) -> None:
    found = checks(text, "eu nl us", substance)
    assert sorted(id_ for id_, exceeded in found.items() if exceeded) == sorted(above)


def test_limits_for_children_and_in_pregnancy() -> None:
    def above(text: str, substance: str, who: str) -> list[str]:
        found = limits(one(text), substance, jurisdictions=["eu"], who=[who])
        return [limit.id for limit, exceeded in found if exceeded]

    assert above("60 µg", "vitamin_d", "children") == ["efsa-vitamin_d-children"]
    assert above("60 µg", "vitamin_d", "adults") == []
    assert above("300 mg", "caffeine", "pregnancy") == ["efsa-caffeine-pregnancy"]
    # Nobody has a value for them: above the adults' it is surely too much.
    assert above("30 mg", "zinc", "children") == ["efsa-zinc"]


def test_novel_food_limits_by_compound_and_element() -> None:
    threonate = "magnesium_l_threonate"
    compound, element = (
        "novel_food-magnesium_l_threonate-compound",
        "novel_food-magnesium_l_threonate",
    )
    assert checks("2 g of magnesium L-threonate", "eu", threonate)[compound] is False
    assert checks("4 g of Magtein", "eu", threonate)[compound] is True
    assert checks("200 mg of elemental magnesium", "eu", threonate)[element] is False
    assert compound not in checks("2 g of magnesium citrate", "eu", "magnesium_citrate")


RIGHT, SLIP, FORMER, DIFFERS, NONE = "right", "slip", "former", "differs", "none_set"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "De bovengrens van de EFSA voor magnesium is 2.500 mg per dag.", [("efsa-magnesium", SLIP)]),
        ("nl", "EFSA hanteert voor magnesium een veilige bovengrens van 250 mg.", [("efsa-magnesium", RIGHT)]),
        ("en", "EFSA set an upper limit of 300 mg of magnesium.", [("efsa-magnesium", DIFFERS)]),
        ("en", "The NIH upper limit is 350 mg for magnesium supplements.", [("iom-magnesium", RIGHT)]),
        ("en", "EFSA and NIH set upper limits of 250 mg and 350 mg for magnesium over 5 days.", [("efsa-magnesium", RIGHT)]),
        ("en", "EFSA looked at 2,500 mg of magnesium.", []),
        ("en", "EFSA's upper limit for magnesium is 250 mg and a tablet holds 10 mg of zinc.", [("efsa-magnesium", RIGHT)]),
        ("en", "EFSA's upper limit for magnesium is 250 mg; a tablet holds 25 mg.", [("efsa-magnesium", RIGHT)]),
        ("en", "The upper limit is 2,500 mg.", []),
        ("en", "The maximum of Magtein as a novel food is 3,000 mg.", [("novel_food-magnesium_l_threonate-compound", RIGHT)]),
        # The body that is named counts.
        ("en", "The NIH puts the upper limit for vitamin B6 at 100 mg.", [("iom-vitamin_b6", RIGHT)]),
        ("en", "The NIH puts the upper limit for vitamin B6 at 12 mg.", [("iom-vitamin_b6", DIFFERS)]),
        ("nl", "De EFSA hanteert voor vitamine B6 een bovengrens van 25 mg per dag.", [("efsa-vitamin_b6", FORMER)]),
        ("nl", "De EFSA verlaagde de bovengrens voor vitamine B6 van 25 naar 12 mg.", [("efsa-vitamin_b6", RIGHT)]),
        ("nl", "Tot 2023 was de bovengrens van de EFSA voor vitamine B6 25 mg.", []),
        ("nl", "De NVWA staat maximaal 75 µg vitamine D per dag toe.", [("nl_law-vitamin_d", RIGHT)]),
        ("nl", "De NVWA staat maximaal 100 µg vitamine D per dag toe.", [("nl_law-vitamin_d", DIFFERS)]),
        ("de", "Die EFSA nennt für Selen eine Höchstmenge von 300 µg.", [("efsa-selenium", FORMER)]),
        ("fr", "La limite supérieure fixée par l'EFSA pour le zinc est de 40 mg par jour.", [("efsa-zinc", DIFFERS)]),
        ("es", "La EFSA fija el límite superior de la vitamina D en 100 µg al día.", [("efsa-vitamin_d", RIGHT)]),
        ("en", "EFSA's upper level for folic acid is 1 mg.", [("efsa-folate", RIGHT)]),
        # Units.
        ("en", "EFSA's upper level for vitamin D is 4,000 IU a day.", [("efsa-vitamin_d", RIGHT)]),
        ("en", "EFSA's upper level for vitamin D is 10,000 IU a day.", [("efsa-vitamin_d", DIFFERS)]),
        ("en", "The upper limit for selenium is 255 mg per day.", [("efsa-selenium", SLIP)]),
        # No body is named: all of them are looked at.
        ("nl", "De bovengrens voor zink is 25 mg.", [("efsa-zinc", RIGHT)]),
        ("nl", "De bovengrens voor zink is 40 mg.", [("iom-zinc", RIGHT)]),
        ("nl", "De bovengrens voor zink is 60 mg.", [("iom-zinc", DIFFERS)]),
        ("nl", "De bovengrens voor zink is volgens het BfR 6,5 mg.", []),
        ("en", "The upper limit for creatine is 5 g.", []),
        ("en", "Take at most 15 mg of zinc.", []),
        # A number beside a limit is not the limit.
        ("en", "With 400 mg of magnesium this is well above EFSA's upper limit.", []),
        ("nl", "Met 15 mg zink blijf je onder de bovengrens van de EFSA.", []),
        ("en", "EFSA considers 10 mg of zinc a day safe.", []),
        ("en", "EFSA considers up to 600 mg of caffeine a day safe.", [("efsa-caffeine", DIFFERS)]),
        # So many units of vitamin E are 268 or 400 mg, and 336 or 500: only the second is above 300 by both.
        ("en", "EFSA considers up to 400 IU of vitamin E a day safe.", []),
        ("en", "EFSA considers up to 500 IU of vitamin E a day safe.", [("efsa-vitamin_e", DIFFERS)]),
        ("en", "The upper limit of EFSA is known; people take 40 mg of zinc.", []),
        ("en", "The upper limit of EFSA is known. People take 40 mg of zinc.", []),
        ("en", "For zinc 40 mg is the upper limit of EFSA.", [("efsa-zinc", DIFFERS)]),
        ("en", "Of zinc, 40 mg a day (the upper limit of EFSA) is enough.", [("efsa-zinc", DIFFERS)]),
        ("en", "Taking 40 mg of zinc is well over what EFSA's upper limit allows.", []),
        ("en", "EFSA's upper limit is far below the 40 mg of zinc in a tablet.", []),
        ("en", "Twice EFSA's upper limit, 50 mg of zinc, was taken.", []),
        ("en", "EFSA's upper limit for zinc, 40 mg, was compared with others.", [("efsa-zinc", DIFFERS)]),
        # No upper level is set.
        ("en", "EFSA set the upper level for vitamin C at 1,000 mg.", [("efsa-vitamin_c", NONE)]),
        ("en", "EFSA has no upper level for vitamin B12.", []),
        # Of two bodies the one that set one.
        ("en", "The upper limit for vitamin C is 3,000 mg.", [("iom-vitamin_c", DIFFERS)]),
        # Whom it is for.
        ("nl", "Voor kinderen geldt volgens de EFSA een bovengrens van 50 µg vitamine D.", [("efsa-vitamin_d-children", RIGHT)]),
        ("nl", "Voor kinderen geldt volgens de EFSA een bovengrens van 100 µg vitamine D.", [("efsa-vitamin_d-children", DIFFERS)]),
        ("nl", "Voor kinderen geldt volgens de EFSA een bovengrens van 7 mg zink.", []),
        ("en", "In pregnancy EFSA considers up to 200 mg of caffeine a day safe.", [("efsa-caffeine-pregnancy", RIGHT)]),
        # Reference intakes for labels.
        ("nl", "De referentie-inname voor vitamine C is 80 mg.", [("nrv-vitamin_c", RIGHT)]),
        ("nl", "De referentie-inname voor vitamine C is 60 mg.", [("nrv-vitamin_c", DIFFERS)]),
        ("en", "The RDA for magnesium is 400 mg for men.", []),
        ("en", "The RDA for iodine is 150 mg.", [("nrv-iodine", SLIP)]),
        ("en", "375 mg of magnesium (100 % NRV) a day.", [("nrv-magnesium", RIGHT)]),
        ("en", "200 mg of magnesium (100 % NRV) a day.", [("nrv-magnesium", "share")]),
        ("en", "188 mg of magnesium (50 % NRV) a day.", [("nrv-magnesium", RIGHT)]),
        ("en", "195 mg of magnesium (50 % NRV) a day.", [("nrv-magnesium", "share")]),  # 52 %
        ("en", "600 mg of magnesium oxide (96 % NRV) a day.", [("nrv-magnesium", RIGHT)]),
        ("en", "600 mg of magnesium oxide (160 % NRV) a day.", [("nrv-magnesium", "share")]),
        ("en", "300 mg of ginseng (100 % NRV) a day.", []),
        ("en", "300 mg of ginseng (100 % NRV) and 10 mg of zinc (50 % NRV).", [("nrv-zinc", "share")]),
        ("en", "5 % more energy: 10 mg of zinc (50 % NRV).", [("nrv-zinc", "share")]),
        ("en", "100 % NRV of magnesium.", []),
        ("nl", "10 mg zink (100% RI), 55 µg selenium (100% RI), 40 mg vitamine C (50% RI).", [("nrv-zinc", RIGHT), ("nrv-selenium", RIGHT), ("nrv-vitamin_c", RIGHT)]),
    ],
)  # fmt: skip
def test_limits_that_a_text_states(language: str, text: str, expected: object) -> None:
    assert [(s.limit.id, s.verdict) for s in stated_limits(text, language)] == expected


def test_a_limit_of_what_the_sentence_before_was_about() -> None:
    said = "De bovengrens van de EFSA is 250 mg."
    assert stated_limits(said, "nl") == ()
    (found,) = stated_limits(said, "nl", about=("magnesium",))
    assert found.verdict == "right"
    # Two substances: nobody can tell which is meant.
    assert stated_limits(said, "nl", about=("magnesium", "zinc")) == ()


@pytest.mark.parametrize(
    ("language", "text", "places", "expected"),
    [
        ("nl", "Neem een supplement met 400 mg elementair magnesium per dag.", "eu us", ["efsa-magnesium", "iom-magnesium"]),
        ("en", "The capsules give 300 mg of elemental magnesium per day.", "us eu", ["efsa-magnesium"]),
        ("en", "The capsules give 300 mg of elemental magnesium per day.", "", []),
        ("en", "A supplement with 144 mg of elemental magnesium per day.", "eu", []),
        ("en", "A supplement with 400 mg of elemental magnesium.", "eu", []),
        ("en", "Eat 400 mg of magnesium per day.", "eu", []),
        ("en", "The NRV is 375 mg of magnesium per day, with or without supplements.", "eu", []),
        ("en", "For supplements the upper limit is 350 mg of magnesium per day.", "eu", []),
        ("en", "Take up to 400 mg of magnesium per day as a supplement.", "eu", []),
        ("en", "A supplement with 2 g of Magtein per day.", "eu", []),
        ("en", "A supplement with 4 g of magnesium citrate per day.", "eu", ["efsa-magnesium"]),
        ("nl", "Neem 50 mg zink per dag.", "eu", ["efsa-zinc"]),
        ("de", "Nimm 400 µg Selen pro Tag.", "eu", ["efsa-selenium"]),
        ("fr", "Prenez 50 mg de vitamine B6 par jour.", "eu", ["efsa-vitamin_b6"]),
        ("es", "Toma 5.000 UI de vitamina D al día.", "eu", ["efsa-vitamin_d"]),
        ("en", "Take 2,000 IU of vitamin D a day.", "eu us nl", []),
        ("en", "Take 5 g of creatine a day.", "eu us nl", []),
        ("en", "In 40 women, 8 weeks of 50 mg of zinc a day was safe.", "eu", ["efsa-zinc"]),
    ],
)  # fmt: skip
def test_daily_amounts_above_limits(
    language: str, text: str, places: str, expected: list[str]
) -> None:
    found = above_limits(text, language, places.split())
    assert [limit.id for above in found for limit in above.limits] == expected


@pytest.mark.parametrize(
    ("text", "about", "expected"),
    [
        ("Take 50 mg per day.", ["zinc"], ["efsa-zinc"]),
        ("Take 50 mg per day.", ["zinc", "magnesium"], []),  # nobody can tell which
        ("Take 50 mg per day.", [], []),
        ("Take 50 mg of ginseng per day.", ["zinc"], []),
        ("Zinc is a mineral: take tablets of 50 mg per day.", ["ginseng"], ["efsa-zinc"]),
        ("Zinc and iron help: take tablets of 50 mg per day.", ["zinc"], []),
    ],
)
def test_a_daily_amount_of_what_the_sentence_is_about(
    text: str, about: list[str], expected: list[str]
) -> None:
    found = above_limits(text, "en", ["eu"], about=about)
    assert [limit.id for above in found for limit in above.limits] == expected


def test_every_limit_says_whose_it_is_and_where_it_was_read() -> None:
    known = known_limits()
    assert len([x for x in known if x.kind == "reference intake"]) == 27
    assert all(x.source and x.what and x.body_name and x.jurisdictions for x in known)
    assert len({x.substance for x in known}) >= 38
    assert len({(x.id, x.value) for x in known}) == len(known)
    assert len(compounds()) == 38


def test_values_of_limits_and_shares_are_of_those_that_there_are() -> None:
    substances = vocabulary().substances
    rows: list[Any] = list(known_limits())
    for row in rows:  # a slip in this file would call right articles wrong
        TypeAdapter(type(row)).validate_python(asdict(row))
        assert row.substance in substances
        assert row.unit in MILLIGRAMS
        assert row.value is None or row.value > 0
    for id_, share in load("shares.toml")["share"].items():
        assert id_ in substances
        assert 0 < float(share["percent"]) < 100
        assert float(share["molar_mass"]) > 0


# --- hostile input, start-up -----------------------------------------------------------------------


def test_any_text_is_read_without_an_error_and_offsets_hold() -> None:
    chance = random.Random(5)
    alphabet = string.digits * 3 + " .,-–/()[]%:;\n\u00a0½²٣" + "mgkndag>~±éx" + "tot "
    for _ in range(300):
        text = "".join(chance.choices(alphabet, k=80))
        for language in ("nl", "en", "fr", "xx"):
            spans = [(q.start, q.end) for q in find_quantities(text, language)]
            assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "1 000 " * 10_000, "1-" * 20_000, "(1," * 20_000, "elementair " * 9_000]
)
def test_long_hostile_text_comes_to_an_end(text: str) -> None:
    assert len(find_quantities(text, "nl")) <= len(text)


def test_importing_is_light() -> None:
    code = "import sys, magclaims.quantity.quantities; print(*(m for m in ('pydantic', 'yaml', 'rapidfuzz') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
