"""Whole honest articles: how many of their sentences come out as their first reader labelled them."""

from collections import Counter

from small_registries import CLASS, cases, judged

HONEST = cases("honest.yaml")
RIGHT: dict[str, tuple[int, int, int]] = {
    "first-b": (18, 0, 10),
    "second-b": (20, 0, 2),
    "third-b": (24, 0, 6),
    "fourth-b": (24, 0, 4),
    "fifth-b": (23, 0, 6),
    "sixth-b": (22, 0, 4),
    "seventh-b": (24, 0, 4),
    "eighth-b": (24, 0, 3),
    "ninth-b": (16, 0, 6),
    "tenth-b": (20, 0, 4),
    "eleventh-b": (24, 0, 5),
    "twelfth-b": (24, 1, 4),
    "thirteenth-b": (25, 0, 1),
    "fourteenth-b": (24, 0, 6),
    "fifteenth-b": (22, 0, 6),
    "sixteenth-b": (21, 0, 3),
    "seventeenth-b": (19, 0, 6),
    "eighteenth-b": (25, 0, 3),
    "twentieth-b": (25, 4, 1),
    "twenty-first-b": (30, 18, 12),
}
"""By set, as it came out at first sight: right, bad called fine, fine called bad."""


def test_honest_articles_are_judged_no_worse_than_at_first_sight() -> None:
    pairs = [(case["is"], CLASS[judged(case).verdict]) for case in HONEST if case["set"] in RIGHT]
    found = Counter(pairs)
    right, missed, alarms = (sum(column) for column in zip(*RIGHT.values(), strict=True))
    assert sum(wanted == got for wanted, got in pairs) >= right
    assert found["bad", "fine"] <= missed
    assert found["fine", "bad"] <= alarms


def test_they_are_honest_and_quote_their_article() -> None:
    labels = Counter(case["is"] for case in HONEST)
    assert labels["fine"] >= 0.7 * len(HONEST)
    assert all(case["quote"] in case["text"] for case in HONEST)
    assert all(len(case["quote"].split()) > 2 and None not in case.values() for case in HONEST)
