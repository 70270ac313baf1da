"""Models keep no list of the fields that were given, but where somebody asks for it."""

from magclaims.model.finding import Location
from magclaims.model.registry import About, Occurrence, Strength


def test_the_list_of_given_fields_is_one_for_all() -> None:
    places = [Location(path="a", line=2), Location.model_validate_json('{"path": "b"}')]
    moved = places[0].model_copy(update={"line": 3})
    abouts = [About(substance=("zinc",)), About.model_construct(substance=())]
    assert len({id(each.model_fields_set) for each in (*places, *abouts)}) == 1
    assert places[1].model_fields_set == set()
    assert places == [Location(path="a", line=2, column=1), Location(path="b")]
    assert moved == Location(path="a", line=3)


def test_what_was_declared_of_an_occurrence_is_known() -> None:
    given = {"article": "a", "quote": "Zinc helps", "strength": Strength.CAUSAL, "hedged": False}
    assert Occurrence.model_validate(given).model_fields_set == set(given)
