from pathlib import Path

import pytest

from magclaims.read.article.articles import ArticleText, parse, read

ARTICLES = Path(__file__).parent / "articles"

LIST = """

Referenties

1. Jansen A, Pieters B. Zinc, invented. J Imag. 2019;12(3):45-51. doi:10.1234/zinc.1
2. De Vries C, et al. Sleep, invented. Imag Med. 2021;4:7-9. https://pubmed.ncbi.nlm.nih.gov/99999991/
3. Stichting Verzonnen. Zink in de voeding. https://voorbeeld.example.org/zink
4. van der Meer D & Smit E (2020). Iron, invented. Void Reviews, 3(1), 1-9.
5. Ng F. Five. Void. 2001;1:1.
"""


def marks(sentence: str, format_: str = "text", listed: str = LIST) -> list[tuple[str, str]]:
    article = parse(sentence + listed, format_=format_)  # type: ignore[arg-type]
    return [(c.kind, c.text) for c in article.citations]


def resolved(article: ArticleText) -> list[tuple[str, list[int]]]:
    numbers = [reference.number for reference in article.references]
    return [(c.text, [numbers[index] for index in c.references]) for c in article.citations]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zink helpt.¹", [("superscript", "¹")]),
        ("Zink helpt¹ en ijzer².", [("superscript", "¹"), ("superscript", "²")]),
        ("Zink helpt.¹,³⁻⁵ Ja.", [("superscript", "¹,³⁻⁵")]),
        ("Zink helpt. ² Ja.", [("superscript", "²")]),
        ("In 2010.³ Ja.", [("superscript", "³")]),
        ("Vitamine C² en B12³ helpen.", [("superscript", "²"), ("superscript", "³")]),
        ("Zink helpt.1 IJzer werkt.2,3", [("superscript", "1"), ("superscript", "2,3")]),
        ("Zink helpt.[1]", [("bracket", "[1]")]),
        ("Zink helpt [1, 3–5].", [("bracket", "[1, 3–5]")]),
        ("Zink helpt [1][2].", [("bracket", "[1]"), ("bracket", "[2]")]),
        ("Zink halveert het met 50% [4].", [("bracket", "[4]")]),
        ("Pijn daalt met 60 % [1, 3].", [("bracket", "[1, 3]")]),
        ("Pijn daalt met 12,5% [3–5] per jaar.", [("bracket", "[3–5]")]),
        ("Bij 37 °C [1] of 40° [2].", [("bracket", "[1]"), ("bracket", "[2]")]),
        ("Zinkin™ [1], Magtein® [2], 5 € [3].", [("bracket", f"[{n}]") for n in (1, 2, 3)]),
        ("Het is “goed” [1] (ja) [2], 3 m² [3].", [("bracket", f"[{n}]") for n in (1, 2, 3)]),
        ("Pijn daalt 60 %², kost 5 €³.", [("superscript", "²"), ("superscript", "³")]),
        ("Zink helpt (1).", [("paren", "(1)")]),
        ("Zink helpt (1,3-5), ijzer niet.", [("paren", "(1,3-5)")]),
        ("Zink helpt.(2) Ja.", [("paren", "(2)")]),
        ("Zink helpt.[^2]", [("footnote", "[^2]")]),
        (
            "Onderzoek van Jansen en collega's (2019) toont het.",
            [("author_year", "Jansen en collega's (2019)")],
        ),
        ("Jansen en Pieters (2019) tonen het.", [("author_year", "Jansen en Pieters (2019)")]),
        ("Jansen (2019) toont het.", [("author_year", "Jansen (2019)")]),
        ("Het helpt (Jansen & Pieters, 2019).", [("author_year", "Jansen & Pieters, 2019")]),
        (
            "Het helpt (bijv. Jansen et al., 2019; De Vries et al. 2021a).",
            [("author_year", "Jansen et al., 2019"), ("author_year", "De Vries et al. 2021a")],
        ),
        (
            "Het helpt (vgl. Jansen et al. 2019, S. 12).",
            [("author_year", "Jansen et al. 2019, S. 12")],
        ),
        ("Het helpt (Onbekend et al., 2011).", [("author_year", "Onbekend et al., 2011")]),
        ("Zie doi:10.1234/zinc.1.", [("doi", "10.1234/zinc.1")]),
        ("Zie PMID: 99999991.", [("doi", "PMID: 99999991")]),
        ("Zie PMC1234567.", [("doi", "PMC1234567")]),
        ("Zie https://doi.org/10.1234/zinc.1.", [("link", "https://doi.org/10.1234/zinc.1")]),
        ("Zie ncbi.nlm.nih.gov/books/NBK507257.", [("link", "ncbi.nlm.nih.gov/books/NBK507257")]),
    ],
)
def test_what_is_a_mark(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert marks(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Zink helpt.*",
        "Versie.9 De rest is 1.5 of nr.2 van alles.",
        "Zink helpt.** En† ook‡.",
        "In 10 m² en 5 cm³ past het.",
        "Het zijn er 10⁶ of 10⁻³.",
        "De dichtheid is 2 g cm⁻³ bij 3 kg/m².",
        "De verklaarde variantie R² is 0,4 en χ² is 3.",
        "Zink (Zn²⁺) en chloride (Cl⁻) zijn ionen.",
        "Met ¹³C gemerkt.",
        "Magtein® en Zinkin™ zijn merken.",
        "De dosis (2 g) en (10 mg) is laag.",
        "Het is zo sinds (2010).",
        "Gepubliceerd in Neuron (2010) en in november (2011).",
        "Er zijn twee manieren: (1) zon en (2) pillen.",
        "Neem zon (1) of pillen (2) of niets (3) vandaag.".replace("(1)", "(1)"),
        "Het interval is 95% CI [1-3] of [0,1].",
        "Pijn daalde bij 60% [40-70] en 3 % [1, 5].",
        "Het telefoonnummer is (77).",
        "Zie https://winkel.example.org/zink of https://www.who.int/.",
        "Het is [sic] zo.",
        "De range [5-3] klopt niet.",
    ],
)
def test_what_is_none(sentence: str) -> None:
    assert marks(sentence) == []


def test_without_printed_references_a_number_in_parentheses_is_none() -> None:
    assert marks("Zink helpt (1).", listed="") == []
    assert marks("Zink helpt [1].", listed="") == [("bracket", "[1]")]


def test_marks_resolve_to_the_printed_references() -> None:
    article = parse(
        "Zink.¹,³⁻⁴ IJzer [9]. Jansen et al. (2019), Van der Meer en Smit (2020). "
        "Zie https://doi.org/10.1234/ZINC.1 en PMID 99999991." + LIST
    )
    assert resolved(article) == [
        ("¹,³⁻⁴", [1, 3, 4]),
        ("[9]", []),
        ("Jansen et al. (2019)", [1]),
        ("Van der Meer en Smit (2020)", [4]),
        ("https://doi.org/10.1234/ZINC.1", [1]),
        ("PMID 99999991", [2]),
    ]
    assert article.citations[0].numbers == (1, 3, 4)
    assert (article.citations[2].authors, article.citations[2].year) == ("Jansen", 2019)


def test_works_in_brackets_that_a_comma_or_and_joins() -> None:
    listed = "\n\n## Bronnen\n\n1. Doe A. Void. J Void. 1999;1:2-3.\n2. Roe B, Poe C. Void. J Void. 1975;1:2-3."
    for between in (", en ", " and ", ", ", "; "):
        article = parse(f"Thee remt het (Doe et al., 1999{between}Roe & Poe, 1975)." + listed)
        assert [refs for _, refs in resolved(article)] == [[1], [2]], between


def test_each_mark_belongs_to_its_sentence_and_has_its_place() -> None:
    article = read(ARTICLES / "wrapped.txt")
    found = [
        (c.text, article.sentences[c.sentence].text.split()[0], c.line) for c in article.citations
    ]
    assert found == [
        ("Brown et al. (2018)", "Vitamin", 4),
        ("[1]", "Vitamin", 4),
        ("(2)", "A", 5),
    ]
    for citation in article.citations:
        assert article.text[citation.offset : citation.end] == citation.text


class TestMarkdown:
    def test_footnotes_notes_and_links(self) -> None:
        article = read(ARTICLES / "notes.md")
        found = [
            (c.kind, article.text[c.offset : c.end], c.label, [str(i) for i in c.identifiers])
            for c in article.citations
        ]
        assert found == [
            ("footnote", "[^2]", "2", []),
            ("link", "o.a. tegen moeheid", None, ["doi:10.1234/ijzer.5"]),
            ("footnote", "[^1]", "1", []),
            ("link", "https://pubmed.ncbi.nlm.nih.gov/99999992/", None, ["pmid:99999992"]),
            ("footnote", "^[Smit E. Losse noot. 2018. PMID: 99999993]", "", ["pmid:99999993"]),
            ("superscript", "3", None, []),
        ]
        assert resolved(article) == [
            ("²", [2]),
            ("o.a. tegen moeheid", []),
            ("¹", [1]),
            ("https://pubmed.ncbi.nlm.nih.gov/99999992/", []),
            ("[*]", [2]),
            ("³", [3]),
        ]

    def test_the_odd_note(self) -> None:
        source = "Zink helpt[^# A made-up trial. https://pubmed.ncbi.nlm.nih.gov/99999991/], soms."
        article = parse(source, format_="markdown")
        assert [r.identifier("pmid") for r in article.references] == ["99999991"]
        assert article.references[0].text.startswith("A made-up trial.")
        assert article.citations[0].references == (0,)

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("Zie [[1]](https://doi.org/10.1234/a).", [("bracket", "[1]", ("doi:10.1234/a",))]),
            (
                "Zie<sup>[1](https://doi.org/10.1234/a)</sup>.",
                [("superscript", "¹", ("doi:10.1234/a",))],
            ),
            (
                "Zie<sup><a href='https://doi.org/10.1234/a'>1</a></sup>.",
                [("superscript", "¹", ("doi:10.1234/a",))],
            ),
            (
                "Zie [hier] (https://doi.org/10.1234/a. b).",
                [("link", "hier", ("doi:10.1234/a.b",))],
            ),
            ("Zie [de winkel](https://winkel.example.org/).", []),
            (
                "Zie [Bron](https://krant.example.org/x).",
                [("link", "Bron", ("https://krant.example.org/x",))],
            ),
            (
                "Zie [Jansen et al., 2019](https://doi.org/10.1234/a).",
                [("author_year", "Jansen et al., 2019", ("doi:10.1234/a",))],
            ),
            ("Zie [x](/bron) en [bron](#kop).", []),
        ],
    )
    def test_links(self, source: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
        article = parse(source, format_="markdown", language="nl")
        found = [(c.kind, c.text, tuple(map(str, c.identifiers))) for c in article.citations]
        assert found == expected

    def test_a_link_alone_belongs_to_the_heading_above(self) -> None:
        source = "#### Helpt bij slaap\n- [Source](https://doi.org/10.1234/a)\n- [Source](https://doi.org/10.1234/b)"
        article = parse(source, format_="markdown")
        assert [article.sentences[c.sentence].text for c in article.citations] == [
            "Helpt bij slaap"
        ] * 2


class TestHtml:
    def test_marks_of_a_page(self) -> None:
        article = read(ARTICLES / "shop.html")
        assert resolved(article) == [("¹", [1]), ("²,³", [2, 3]), ("[2]", [2])]

    def test_a_number_that_links_to_the_list(self) -> None:
        page = "<p>Zink helpt <a href='#r2'>2</a> soms.</p><h2>Bronnen</h2><p>1. A B. Een. 2019.</p><p>2. C D. Twee. 2020.</p>"
        article = parse(page, format_="html")
        assert [(c.kind, c.numbers, c.references) for c in article.citations] == [
            ("link", (2,), (1,))
        ]


def test_footnotes_and_a_numbered_list_are_counted_each_on_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "Zink helpt bij de slaap [1]. IJzer helpt tegen moeheid.[^1] Koper doet niets.[^2]\n\n"
        "## Referenties\n\n1. Doe A. A made-up trial. Synth Rec. 2019;3:1-2.\n\n"
        "[^1]: Roe B. Another made-up trial. Synth Rec. 2020;4:2-9.\n"
        "[^2]: Dat is althans wat de maker van het middel erover zegt.\n",
        encoding="utf-8",
    )
    article = read(path, "nl")
    cited = [[article.references[i].year for i in mark.references] for mark in article.citations]
    assert cited == [[2019], [2020]]
    assert article.sentences[-1].text.startswith("Dat is althans")
