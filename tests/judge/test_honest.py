"""Whole honest articles: how many of their sentences come out as their first reader labelled them."""

from collections import Counter

from small_registries import CLASS, cases, judged

HONEST = cases("honest.yaml")


def test_honest_articles_are_judged_no_worse_than_they_were() -> None:
    # 578 of 677 came out right when they were last counted, 1 bad called fine, 33 fine called bad.
    pairs = [(case["is"], CLASS[judged(case).verdict]) for case in HONEST]
    found = Counter(pairs)
    assert sum(wanted == got for wanted, got in pairs) >= 573
    assert found["bad", "fine"] <= 2
    assert found["fine", "bad"] <= 36


def test_they_are_honest_and_quote_their_article() -> None:
    labels = Counter(case["is"] for case in HONEST)
    assert labels["fine"] >= 0.7 * len(HONEST)
    assert all(case["quote"] in case["text"] for case in HONEST)
    assert all(len(case["quote"].split()) > 2 and None not in case.values() for case in HONEST)
