"""How often a day an amount is taken."""

from decimal import Decimal

import pytest

from magclaims.quantity.often import of_a_day
from magclaims.quantity.quantities import above_limits, find_quantities


@pytest.mark.parametrize(
    ("language", "text", "said", "milligrams"),
    [
        ("en", "Take 300 mg twice daily.", "300 mg twice daily", 600),
        ("en", "Take 300 mg (2x/day).", "300 mg (2x/day", 600),
        ("en", "Take 300 mg, three times a day.", "300 mg, three times a day", 900),
        ("en", "Take 300 mg at night; drink water twice a day.", "300 mg", 300),
        ("en", "Take 300 mg twice a week.", "300 mg", 300),
        ("en", "Take 600 mg/day (300 mg twice daily).", "600 mg/day", 600),
        ("nl", "Neem tweemaal daags 300 mg.", "tweemaal daags 300 mg", 600),
        ("nl", "Neem 300 mg 's ochtends en 's avonds.", "300 mg 's ochtends en 's avonds", 600),
        ("de", "Nehmen Sie 300 mg dreimal täglich.", "300 mg dreimal täglich", 900),
        ("fr", "Prenez 300 mg deux fois par jour.", "300 mg deux fois par jour", 600),
        ("fr", "Prenez deux fois plus que 300 mg.", "300 mg", 300),
        ("es", "Tome 300 mg cada 12 horas.", "300 mg cada 12 horas", 600),
    ],
)
def test_an_amount_with_how_often_it_is_taken(
    language: str, text: str, said: str, milligrams: int
) -> None:
    first = next(q for q in find_quantities(text, language) if q.dimension == "mass")
    daily = of_a_day(first, text, language)
    assert (daily.text, daily.high) == (said, Decimal(milligrams))


def test_a_limit_is_held_against_all_that_is_taken_a_day() -> None:
    over = above_limits("Take a supplement of 200 mg of magnesium twice daily.", "en", ["eu"])
    assert [found.quantity.text for found in over] == ["200 mg of magnesium twice daily"]
    assert not above_limits("Take a supplement of 200 mg of magnesium daily.", "en", ["eu"])
