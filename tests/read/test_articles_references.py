import pytest

from magclaims.read.article.articles import parse

A = "Jansen A, Pieters B, et al. Zinc in made-up rats? A trial. J Invented Res. 2019 Mar 3;12(3):45-51. doi:10.1234/zinc.1"
B = "De Vries C. Sleep, invented. Imag Med. 2021;4:7–9. https://pubmed.ncbi.nlm.nih.gov/99999991/"
C = "Smit, E. F., & Ng, G. (2020). Iron: an invention. Void Reviews, 3(1), 1-9."
TEXT = "Zink helpt de slaap.\n\n"


def texts(source: str, format_: str = "text") -> list[str]:
    return [r.text for r in parse(source, format_=format_).references]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "heading",
    [
        "Referenties", "Referenties:", "BRONNEN", "Bronvermelding", "7. Literatuur", "References", "Sources",
        "📚 Références scientifiques", "Quellen", "Literaturverzeichnis", "Bibliografía", "Fuentes",
        "Einzelnachweise", "Bronnen en verder lezen", "References (selection)",
    ],
)  # fmt: skip
def test_headings(heading: str) -> None:
    assert texts(f"{TEXT}## {heading}\n\n- {A}\n- {B}\n", "markdown") == [A, B]


@pytest.mark.parametrize(
    "source",
    [
        "Bronnen van zink\n\n- Vlees\n- Noten\n",
        "Bronnen\n\n- Vlees en vis\n- Noten en zaden\n",
        "Volgens bronnen\n\nZink helpt sinds 2019.\n",
    ],
)
def test_sources_of_food_are_no_references(source: str) -> None:
    assert texts(TEXT + source) == []


@pytest.mark.parametrize(
    "listed",
    [
        f"1. {A}\n2. {B}\n3. {C}",
        f"1) {A}\n2) {B}\n3) {C}",
        f"[1] {A}\n[2] {B}\n[3] {C}",
        f"¹ {A}\n² {B}\n³ {C}",
        f"• {A}\n• {B}\n• {C}",
        f"{A}\n{B}\n{C}",
        f"{A}\n\n{B}\n\n{C}",
        f"- {A} - {B} - {C}",
        f"- {A} - {B}\n-\n{C}",
        f"1. {A} 2. {B} 3. {C}",
        f"[1] {A} [2] {B} [3] {C}",
    ],
)
def test_forms_of_lists(listed: str) -> None:
    article = parse(f"{TEXT}Bronnen\n{listed}\n\nDit product is niet bedoeld om iets te genezen.")
    assert [r.text for r in article.references] == [A, B, C]
    assert [r.number for r in article.references] == [1, 2, 3]
    for reference in article.references:
        assert article.text[reference.offset : reference.end] == reference.text
        assert article.position(reference.offset) == (reference.line, reference.column)
    assert article.sentences[-1].kind == "disclaimer"
    assert all("10.1234" not in s.text for s in article.sentences if s.kind != "reference")


def test_an_address_alone_can_be_an_item() -> None:
    listed = f"[1] {A}\n[2] https://voorbeeld.example.org/zink (3 mei 2024)"
    assert len(texts(f"{TEXT}## Bronnen\n\n{listed}", "markdown")) == 2


def test_an_address_on_the_next_line_belongs_to_its_item() -> None:
    address = "https://voorbeeld.example.org/zink"
    article = parse(f"{TEXT}Bronnen\n- Stichting Verzonnen. Zink.\n{address} - {A}\n- {B}")
    assert [r.text for r in article.references] == [f"Stichting Verzonnen. Zink. {address}", A, B]
    assert article.references[0].identifier("url") == address
    assert [s.kind for s in article.sentences][2:] == ["reference"] * 4


def test_an_identifier_before_its_description_is_one_item() -> None:
    listed = "- PMID: 99999991 - What it found\n- PMID: 99999992 - What else"
    assert len(texts(f"{TEXT}Sources\n\n{listed}")) == 2


@pytest.mark.parametrize(
    ("format_", "listed"),
    [
        ("markdown", f"## Bronnen\n\n{A}  \n{B}  \n{C}\n\n## Over ons\n\nSinds 2010."),
        ("markdown", f"## Bronnen\n\n[1] {A}\n[2] {B}\n[3] {C}\n\n## Over ons"),
        ("markdown", f"**Bronnen**\n\n- {A}\n\n- {B}\n- {C}\n\nMeer lezen? Dat kan hier."),
        (
            "markdown",
            f"## Bronnen\n\n### Mensen\n\n- {A}\n\n### Dieren\n\n- {B}\n- {C}\n\n## Over ons",
        ),
        ("html", f"<h2>Bronnen</h2><p>{A}<br>{B}<br>{C}</p><h2>Over ons</h2><p>Sinds 2010.</p>"),
        ("html", f"<h3>Bronnen</h3><p>1. {A}<br>2. {B}<br>3. {C}</p><p>Wij bestaan al lang.</p>"),
        ("html", f"<p><b>Bronnen</b></p><ul><li>{A}</li><li>{B}</li><li>{C}</li></ul>"),
        ("html", f"<h2>Bronnen</h2><p>{A}</p><p>{B}</p><p>{C}</p>"),
    ],
)
def test_lists_within_markup(format_: str, listed: str) -> None:
    found = texts(f"{TEXT}{listed}", format_)
    assert [text.replace("&amp;", "&") for text in found] == [A, B, C]


def test_a_list_without_heading_by_its_form() -> None:
    source = f"Some papers:\n\n- {C}\n- {C.replace('Smit', 'Ali')}\n\nThe text goes on."
    article = parse(source, format_="markdown")
    assert len(article.references) == 2
    assert article.sentences[-1].kind == "paragraph"


def test_a_list_without_heading_needs_more_than_years() -> None:
    assert texts("Milestones:\n\n- Smith, A. began in 2019.\n- Brown, B. ended in 2020.\n") == []


def test_footnotes_are_numbered_by_their_labels() -> None:
    source = f"Zink[^2].\n\n[^2]: {A}\n\nIJzer[^7] en zink[^7].\n\n[^7]: {B}\n"
    article = parse(source, format_="markdown")
    assert [(r.number, r.label, r.text) for r in article.references] == [(2, "2", A), (7, "7", B)]
    assert [c.references for c in article.citations] == [(0,), (1,), (1,)]


class TestFields:
    def fields(self, item: str) -> tuple[object, ...]:
        r = parse(f"{TEXT}Bronnen\n- {item}\n- {B}").references[0]
        return r.authors, r.title, r.journal, r.year, r.volume, r.issue, r.pages

    def test_vancouver(self) -> None:
        assert self.fields(A) == (
            ("Jansen A", "Pieters B"),
            "Zinc in made-up rats? A trial",
            "J Invented Res",
            2019,
            "12",
            "3",
            "45-51",
        )

    def test_apa(self) -> None:
        assert self.fields(C) == (
            ("Smit, E. F.", "Ng, G."),
            "Iron: an invention",
            "Void Reviews",
            2020,
            "3",
            "1",
            "1-9",
        )

    def test_a_title_and_no_more(self) -> None:
        item = "Smit E, et al. Iron, a concept. Void Reviews (2020). https://x.example.org/1"
        authors, title, *_ = self.fields(item)
        assert (authors, title) == (("Smit E",), "Iron, a concept")

    def test_what_cannot_be_read_stays_empty(self) -> None:
        assert self.fields("Iets over zink, geraadpleegd op 3 mei 2021 en 4 mei 2022") == (
            (), "", "", None, "", "", "",
        )  # fmt: skip

    def test_identifiers_of_text_and_links(self) -> None:
        source = (
            "## Bronnen\n\n- [Zinc](https://pmc.ncbi.nlm.nih.gov/articles/PMC9999999/). doi:10.1234/ZINC.1). "
            "https://www.frontiersin.org/articles/10.3389/made.2025.1/full PMID: 99999991, NBK999 "
            "[weer](https://doi.org/10.1234/zinc.1)"
        )
        (reference,) = parse(source, format_="markdown").references
        assert [str(found) for found in reference.identifiers] == [
            "doi:10.1234/zinc.1",
            "doi:10.3389/made.2025.1",
            "pmid:99999991",
            "bookshelf:NBK999",
            "pmcid:PMC9999999",
        ]
        assert reference.identifier("pmid") == "99999991"
        assert reference.identifier("arxiv") is None

    @pytest.mark.parametrize(
        ("printed", "identifier"),
        [
            ("info:doi/10.1234/zinc.1", "doi:10.1234/zinc.1"),
            ("https:/doi.org/10.1234/zinc.1.", "doi:10.1234/zinc.1"),
            ("urn:doi:10.1234/zinc.1", "doi:10.1234/zinc.1"),
            ("DOI 10.1234/zinc.1;", "doi:10.1234/zinc.1"),
            ("\\doi{10.1234/zinc.1}", "doi:10.1234/zinc.1"),
            ("https://doi.org/doi:10.1234/zinc.1", "doi:10.1234/zinc.1"),
            ("https://doi.org/abc12", "doi:10/abc12"),
            ("doi:10/abc12", "doi:10/abc12"),
        ],
    )
    def test_dois_in_odd_forms(self, printed: str, identifier: str) -> None:
        source = (
            f"{TEXT}Bronnen\n\n1. Jansen A. Zinc in made-up rats. J Invented Res. 2019. {printed}\n"
        )
        (reference,) = parse(source).references
        assert [str(found) for found in reference.identifiers] == [identifier]

    def test_an_address_within_that_of_a_mirror(self) -> None:
        source = (
            "Zink [studie](https://mirror.example.org/https://pubmed.ncbi.nlm.nih.gov/99999991/)."
        )
        citation = parse(source, format_="markdown").citations[0]
        assert str(citation.identifiers[0]) == "pmid:99999991"
