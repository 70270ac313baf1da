"""The thesaurus of lay words: what each list means holds, and every grader knows its words."""

from itertools import chain

import pytest

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.cues import load

DOMAINS = load_data("thesaurus.toml")
KINDS = ("complaints", "functions", "well", "unwell")


def words(language: str, kind: str) -> list[str]:
    return list(chain.from_iterable(d.get(language, {}).get(kind, ()) for d in DOMAINS.values()))


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_domain_is_told_in_every_language_that_is_graded(domain: str) -> None:
    untold = set(GRADED) ^ set(DOMAINS[domain])
    assert not untold, (
        f"[{domain}.XX] in knowledge/thesaurus.toml for {sorted(untold)}, and no other"
    )
    assert {kind for rows in DOMAINS[domain].values() for kind in rows} <= set(KINDS)


@pytest.mark.parametrize("language", GRADED)
@pytest.mark.parametrize(("good", "bad"), [("functions", "complaints"), ("well", "unwell")])
def test_no_word_is_good_to_have_and_bad(language: str, good: str, bad: str) -> None:
    assert set(words(language, good)).isdisjoint(words(language, bad))


@pytest.mark.parametrize("language", GRADED)
@pytest.mark.parametrize(
    ("kind", "classes"),
    [("complaints", ("harm", "body", "matter")), ("functions", ("body", "matter"))]
    + [(kind, ("state",)) for kind in ("well", "unwell")],
)
def test_the_grader_knows_the_words(language: str, kind: str, classes: tuple[str, ...]) -> None:
    pack = load(language)
    assert pack is not None
    listed = [word for word in words(language, kind) if not word.endswith("*")]
    assert listed
    for name in classes:
        assert [word for word in listed if pack.place(name).tag(word) is None] == []


@pytest.mark.parametrize(
    ("language", "name"), [("fr", "ashwagandha"), ("es", "colina"), ("de", "zimt")]
)
def test_a_substance_is_known_by_its_name_in_the_language_or_its_english_one(
    language: str, name: str
) -> None:
    pack = load(language)
    assert pack is not None
    assert pack.place("taken").tag(name) is not None
