"""Which substance an amount is of, and how much of what it holds. All sentences are made up."""

from decimal import Decimal

import pytest

from magclaims.quantity.numbers import find_quantities
from magclaims.quantity.substances import (
    amounts_of,
    milligrams,
    named_in,
    substance_id,
    substance_of,
    supplied,
    supplied_in,
    weighed_as,
    with_parents,
)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("zinc", "zinc"),
        ("Zinc gluconate", "zinc_gluconate"),
        ("an extract of ashwagandha", "ashwagandha"),  # named within
        ("zinc and magnesium", None),
        ("zyxus", None),
    ],
)
def test_a_name_is_known_whole_or_by_the_one_within(name: str, id_: str | None) -> None:
    assert substance_id(name) == id_


def test_a_formula_is_all_of_it_together() -> None:
    assert amounts_of(["zinc"]) == ("zinc",)
    assert amounts_of(["zinc", "Zyxus", "zinc"]) == ("zinc+zyxus",)
    assert amounts_of([]) == ()


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("400 mg magnesium", "magnesium"),
        ("400 mg per day of elemental zinc", "zinc"),
        ("400 mg taken as some mineral zinc", None),  # four words between
        ("zinc (400 mg)", "zinc"),
        ("zinc: 400 mg", "zinc"),
        ("zinc dosed at 400 mg", "zinc"),
        ("zinc, taken at 400 mg", None),
        ("400 mg, and zinc", None),
        ("400 mg and zinc", None),
        ("Zinc helps at 400 mg of magnesium", "magnesium"),
        ("400 mg", None),
    ],
)
def test_an_amount_is_of_what_stands_beside_it(text: str, id_: str | None) -> None:
    (quantity,) = find_quantities(text, "en")
    assert substance_of(quantity, text, named_in(text)) == id_


def test_forms_lead_to_what_they_are_forms_of() -> None:
    assert list(with_parents("zinc_gluconate"))[:2] == ["zinc_gluconate", "zinc"]
    assert list(with_parents("zyxus")) == ["zyxus"]
    assert weighed_as("vitamin_d3") == "vitamin_d"
    assert weighed_as("zinc") == "zinc"


@pytest.mark.parametrize(
    ("text", "id_", "expected"),
    [
        ("2 g of zinc", "zinc", [(2000, 2000)]),
        ("2 g", None, [(2000, 2000)]),
        ("4,000 IU of vitamin D", "vitamin_d3", [(Decimal("0.1"), Decimal("0.1"))]),
        ("4,000 IU", None, []),
        ("4,000 IU of zinc", "zinc", []),
        ("4 weeks", "vitamin_d", []),
    ],
)
def test_milligrams(text: str, id_: str | None, expected: list[tuple[Decimal, Decimal]]) -> None:
    (quantity,) = find_quantities(text, "en")
    assert list(milligrams(quantity, id_)) == expected


def test_international_units_of_vitamin_e_have_two_readings() -> None:
    (quantity,) = find_quantities("100 IU", "en")
    assert len(milligrams(quantity, "vitamin_e")) == 2


@pytest.mark.parametrize(
    ("text", "id_", "whole", "low", "high"),
    [
        ("100-200 mg", "zinc", "zinc", 100, 200),
        ("100-200 mg", "magnesium_oxide", "magnesium", "60.3", "120.6"),
        ("100 mg elemental magnesium", "magnesium_oxide", "magnesium", 100, 100),
    ],
)
def test_what_an_amount_of_a_form_supplies(
    text: str, id_: str, whole: str, low: object, high: object
) -> None:
    (quantity,) = find_quantities(text, "en")
    ((least, most),) = supplied(quantity, id_, whole)
    assert [round(least, 1), round(most, 1)] == [Decimal(str(low)), Decimal(str(high))]


@pytest.mark.parametrize(("id_", "whole"), [("magnesium_oxide", "zinc"), ("ginseng", "zinc")])
def test_of_another_substance_it_supplies_nothing_that_is_known(id_: str, whole: str) -> None:
    (quantity,) = find_quantities("100 mg", "en")
    assert supplied(quantity, id_, whole) == ()


@pytest.mark.parametrize(
    ("statement", "compound", "expected"),
    [
        ("2 g of magnesium citrate supplies 320 mg of elemental magnesium", "magnesium_citrate", ("2 g", "320 mg")),
        ("2 g of magnesium citrate supplies 320 mg of magnesium", "magnesium_citrate", ("2 g", "320 mg")),
        ("320 mg of elemental magnesium in 2 g of magnesium citrate", "magnesium_citrate", ("2 g", "320 mg")),
        # Nothing says that the one holds the other.
        ("2 g of magnesium citrate and 320 mg of magnesium", "magnesium_citrate", ("2 g", None)),
        ("2 g of magnesium citrate and 10 mg of elemental zinc", "magnesium_citrate", ("2 g", None)),
        ("2 g of magnesium citrate for 4 weeks", "magnesium_citrate", ("2 g", None)),
        ("4 weeks", "magnesium_citrate", (None, None)),
        ("0 mg of magnesium citrate", "magnesium_citrate", (None, None)),
        ("2 g of zyxus supplies 3 mg of elemental zinc", "zyxus", ("2 g", "3 mg")),
        ("2 g of zyxus supplies 3 mg of zinc", "zyxus", ("2 g", None)),
    ],
)  # fmt: skip
def test_an_amount_and_what_it_is_said_to_supply(
    statement: str, compound: str, expected: tuple[str | None, str | None]
) -> None:
    assert tuple(q and q.text for q in supplied_in(statement, compound)) == expected
