"""Citation marks are taken out of words that are looked for, and nothing else is."""

import pytest

from magclaims.judge.marks import without_marks, without_marks_behind


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Zinc shortens colds [1, 3].", "Zinc shortens colds"),
        ("Zinc shortens colds.¹²", "Zinc shortens colds."),
        ("Zinc shortens colds (4)", "Zinc shortens colds"),
        ("Zinc shortens colds[^note].", "Zinc shortens colds"),
        ("Zinc shortens colds [12", "Zinc shortens colds"),
        ("Zinc [the lozenge] helps", "Zinc [the lozenge] helps"),
        ("Zinc shortens colds (a third)", "Zinc shortens colds (a third)"),
        ("10 mg (2 capsules)", "10 mg (2 capsules)"),
    ],
)
def test_behind(text: str, left: str) -> None:
    assert without_marks_behind(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Zinc [1] shortens colds² in adults", "Zinc shortens colds in adults"),
        ("Zinc (Doe et al., 2010) shortens colds", "Zinc shortens colds"),
        ("Zinc (75 mg) shortens colds", "Zinc (75 mg) shortens colds"),
        ("Zinc (2010) shortens colds", "Zinc (2010) shortens colds"),
    ],
)
def test_anywhere(text: str, left: str) -> None:
    assert without_marks(text) == left
