"""The articles that the project was developed on; they stand beside the repository, not in it."""

from collections import Counter
from pathlib import Path

import pytest

from magclaims.read.article.articles import ArticleText, read

SHARED = Path(__file__).parents[3] / "shared" / "articles"
pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the shared articles are not at hand"
)

# Counted by hand: language, printed references, marks by kind, marks that have a reference.
COUNTS: dict[str, tuple[str, int, dict[str, int], int]] = {
    "de_brainandbodyhacks_magnesium-calm.md": ("de", 3, {"footnote": 3, "link": 1}, 3),
    "de_buchmann_migraene.md": ("de", 7, {"author_year": 1}, 1),
    "en_bloggy_creatineworks.md": ("en", 17, {}, 0),
    "en_examine_green-tea-catechins.md": ("en", 0, {"bracket": 358}, 0),
    "en_garden_pqq.md": ("en", 5, {"doi": 5}, 5),
    "en_jimbocore_magnesium.md": ("en", 1, {"footnote": 1, "link": 1}, 1),
    "en_nootropicswiki_bromantane.md": ("en", 0, {"link": 13}, 0),
    "es_vitayuda_magnesio.md": ("es", 35, {"footnote": 45}, 45),
    "fr_fideta_magnesium.html": ("fr", 5, {}, 0),
    "fr_nyx_magnesium.md": ("fr", 6, {}, 0),
    "nl_flattenthecurve_vitamine-d.md": ("nl", 0, {"link": 7}, 0),
    "pl_kumiasto_kreatyna-cz2.md": ("und", 1, {"link": 1}, 0),
    "sk_zvpfront_nocne-krce.md": ("und", 3, {}, 0),
}


@pytest.mark.parametrize("name", COUNTS)
def test_references_and_marks_are_those_counted_by_hand(name: str) -> None:
    article = read(SHARED / "more" / name)
    kinds = Counter(citation.kind for citation in article.citations)
    resolved = sum(bool(citation.references) for citation in article.citations)
    assert (article.language, len(article.references), kinds, resolved) == COUNTS[name]


def seeds() -> list[ArticleText]:
    return [read(path) for path in sorted((SHARED / "seeds").glob("*.txt"))]


def test_the_references_of_the_seeds() -> None:
    first, second = seeds()
    assert [r.label for r in first.references] == ["1", "2", "3", "4"]
    assert [str(r.identifiers[0]) for r in first.references] == [
        "doi:10.1016/j.neuron.2009.12.026",
        "doi:10.1007/s12264-020-00563-x",
        "doi:10.1016/j.sleepx.2024.100121",
        "https://ods.od.nih.gov/factsheets/Magnesium-HealthProfessional/",
    ]
    assert [r.number for r in second.references] == [1, 2, 3, 4, 5, 6, 7]
    assert [str(r.identifiers[0]) for r in second.references] == [
        "https://en.wikipedia.org/wiki/Magnesium_L-threonate",
        "pmid:20152124",
        "pmid:27178134",
        "https://www.wjgnet.com/2220-3206/full/v12/i3/410.htm",
        "pmid:36558392",
        "doi:10.3389/fnut.2025.1729164",
        "bookshelf:NBK507257",
    ]
    assert [(r.journal, r.year, r.volume, r.pages) for r in second.references if r.volume] == [
        ("Neuron", 2010, "65", "165–177"),
        ("Neuropharmacology", 2016, "108", "426–435"),
        ("Nutrients", 2022, "14", "5235"),
    ]


def test_the_superscripts_of_the_second_seed() -> None:
    _, second = seeds()
    found = [c for c in second.citations if c.kind == "superscript"]
    assert [c.numbers for c in found] == [(n,) for n in range(1, 8)]
    assert [c.references for c in found] == [(n,) for n in range(7)]
    for citation in found:
        sentence = second.sentences[citation.sentence]
        assert sentence.end == citation.end
        assert sentence.text.endswith(citation.text)


def test_the_asterisks_of_the_first_seed_are_no_marks() -> None:
    first, _ = seeds()
    assert sum(s.text.count("*") for s in first.sentences) == 12
    assert all(s.text.endswith("*") for s in first.sentences if "*" in s.text)
    assert first.citations == ()
    assert first.sentences[-1].kind == "disclaimer"


def test_every_sentence_is_cut_out_by_its_place() -> None:
    for article in seeds():
        assert len(article.sentences) > 20
        for sentence in article.sentences:
            assert article.text[sentence.offset : sentence.end] == sentence.text
            assert article.position(sentence.offset) == (sentence.line, sentence.column)


def test_visible_characters_map_to_the_same_ones_in_markup() -> None:
    for path in sorted((SHARED / "more").glob("*.*")):
        if path.suffix == ".csv":
            continue
        article = read(path)
        wrong = 0
        for sentence in article.sentences:
            for index, character in enumerate(sentence.text):
                start, end = sentence.span(index, index + 1)
                wrong += character.isalpha() and article.text[start:end] != character
        assert wrong == 0, path.name
