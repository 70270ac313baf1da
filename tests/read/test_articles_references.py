from textwrap import fill

import pytest

from magclaims.match.reference_items import reference_of
from magclaims.read.article import reference_fields
from magclaims.read.article.articles import Format, ReferenceItem, parse
from magclaims.read.article.reference_fields.consulted import consulted

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


WRAPPED = """\
Jansen A, Pieters B, et al. Zinc in made-up rats? A trial.
J Invented Res. 2019 Mar 3;12(3):45-51. doi:10.1234/zinc.1
Smit, E. F., & Ng, G. (2020). Iron: an invention.
Void Reviews, 3(1), 1-9."""


@pytest.mark.parametrize(
    ("listed", "items"),
    [
        (f"{A}\n{B}\n{C}", [A, B, C]),
        (f"{A}\nWHO. Made-up guideline. Geneva: WHO; 2018.\n{C}", [A, "WHO. Made-up guideline. Geneva: WHO; 2018.", C]),
        (f"[1] {A}\n[2] {B}", [A, B]),
        (WRAPPED, [A, C]),
        (C.replace("Void", "\nVoid").replace(" \n", "\n"), [C]),
        ("Smit, E. F.,\nJansen, A., & Ng, G. (2020). Iron. Void Reviews, 3(1), 1-9.", ["Smit, E. F., Jansen, A., & Ng, G. (2020). Iron. Void Reviews, 3(1), 1-9."]),
    ],
    ids=["lines", "group", "numbers", "wrapped", "one", "names"],
)  # fmt: skip
def test_a_paragraph_of_one_reference_a_line(listed: str, items: list[str]) -> None:
    assert texts(f"{TEXT}## Bronnen\n\n{listed}\n", "markdown") == items


@pytest.mark.parametrize(("width", "mark"), [(30, "{}. "), (50, "[{}] "), (72, "")])
def test_items_of_a_plain_text_are_wrapped(width: int, mark: str) -> None:
    listed = [
        fill(mark.format(n) + item, width, subsequent_indent="   " if mark else "")
        for n, item in enumerate((A, C), 1)
    ]
    found = texts(f"{TEXT}Bronnen\n\n" + "\n\n".join(listed), "text")
    assert [" ".join(item.split()) for item in found] == [A, C]


@pytest.mark.parametrize(
    "within", ["Leeblad, 3. Mai 2013.", "Cochrane Void 1997, Issue 3. Art. No.: CD0501."]
)
def test_a_number_within_an_item_begins_none(within: str) -> None:
    items = [A, f"Smit E. Iron at sea. {within}", C]
    listed = "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1))
    assert texts(f"{TEXT}## Bronnen\n\n{listed}\n", "markdown") == items


def test_people_who_are_called_as_a_month_are_numbered_on() -> None:
    items = [A, "May J, Berg K. Iron at sea. Void J. 2019;3:1-4.", C]
    listed = " ".join(f"{n}. {item}" for n, item in enumerate(items, 1))
    assert texts(f"{TEXT}## Bronnen\n\n{listed}\n", "markdown") == items


def test_a_heading_s_name_before_prose_begins_no_list() -> None:
    assert (
        texts(
            "Zink helpt.\n\nBronnen\nvan zink zijn vlees en noten, al sinds 1990 (1).", "markdown"
        )
        == []
    )


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
        ("markdown", f"Bronnen\n[1] {A}\n[2] {B}\n[3] {C}\n\n## Over ons\n\nSinds 2010."),
        ("markdown", f"**References**\n[1] {A}\n\n[2] {B}\n\n[3] {C}\n"),
        ("markdown", f"Quellen:\n{A}\n{B}\n{C}"),
        ("html", f"<p>Bronnen<br>[1] {A}<br>[2] {B}<br>[3] {C}</p><p>Wij bestaan al lang.</p>"),
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


@pytest.mark.parametrize("head", ["", "<tr><th>Nr</th><th>Bron</th></tr>"])
def test_a_row_of_a_table_is_an_item(head: str) -> None:
    rows = "".join(
        f"<tr><td>{n}.</td><td>{text}</td><td>mens</td></tr>" for n, text in ((1, A), (2, B))
    )
    article = parse(f"<p>Zin.</p><h2>Bronnen</h2><table>{head}{rows}</table>", format_="html")
    found = [(r.label, r.text) for r in article.references]
    assert found == [("1", f"{A} mens"), ("2", f"{B} mens")]
    source = f"Zin.\n\n## Bronnen\n\n| # | Bron |\n|--|--|\n| 1 | {A} |\n| 2 | {B} |\n"
    article = parse(source, format_="markdown")
    assert [(r.label, r.text) for r in article.references] == [("1", A), ("2", B)]


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

    @pytest.mark.parametrize(
        ("item", "authors", "title", "journal", "year", "place"),
        [
            (
                'Vos et al. (2010). "Zinc, sleep, and more: a trial." *Void* [Link](https://x.example.org/1) 🧠',
                ["Vos"], "Zinc, sleep, and more: a trial", "Void", 2010, "",
            ),
            (
                "Vos A, et al. Zinc, sleep and more. *Void Rev*. 2010; 65 (2): 165 – 177 (diermodel)",
                ["Vos A"], "Zinc, sleep and more", "Void Rev", 2010, "65 2 165 – 177",
            ),
            (
                "Vos A e.a. Zink en slaap. Ongelezen Tijdschr Gen. 2010;9(9):CD009402.",
                ["Vos A"], "Zink en slaap", "Ongelezen Tijdschr Gen", 2010, "9 9 CD009402",
            ),
            ("EFSA (2012). Opinion on zinc. *EFSA Journal*, 10(5), 2714.", ["EFSA"], "Opinion on zinc", "EFSA Journal", 2012, "10 5 2714"),
            ("WHO (2012). Guideline: zinc, adults. Geneva: World Health Organization.", ["WHO"], "Guideline: zinc, adults", "", 2012, ""),
            (
                "EFSA Panel on Food, Drink and Air (FDA). Zinc. EFSA J. 2015;13(7):4186.",
                ["EFSA Panel on Food, Drink and Air (FDA)"], "Zinc", "EFSA J", 2015, "13 7 4186",
            ),
            ("Gezondheidsraad. Normen voor zink. Den Haag: Gezondheidsraad, 2018.", ["Gezondheidsraad"], "Normen voor zink", "", 2018, ""),
            (
                "Voedingscentrum (z.d.). Zink. Geraadpleegd op 3 mei 2024, van https://x.example.org/z",
                ["Voedingscentrum"], "Zink", "", None, "",
            ),
            ("Office of Made-Up Supplements, NIH – Zinc Fact Sheet", ["Office of Made-Up Supplements, NIH"], "Zinc Fact Sheet", "", None, ""),
            ("Vos AB et al. (2017) – The Effects of Zinc on Sleep, Journal of Void.", ["Vos AB"], "The Effects of Zinc on Sleep", "Journal of Void", 2017, ""),
            ("[Zinc and Sleep in Void People](https://x.example.org/1)", [], "Zinc and Sleep in Void People", "", None, ""),
            ("[Zinc and sleep: a trial](https://x.example.org/1). *Void*, 2019", [], "Zinc and sleep: a trial", "Void", 2019, ""),
            ("Vos, I. M. et al. Zinc and sleep. *Void* **65**, 165–177 (2010).", ["Vos, I. M."], "Zinc and sleep", "Void", 2010, "65  165–177"),
            (
                'Vos, Inna, and Anna Berg. "Zinc and sleep?" *Void* 65, no. 2 (2010): 165–77.',
                ["Vos, Inna", "Anna Berg"], "Zinc and sleep?", "Void", 2010, "65 2 165–77",
            ),
            (
                "I. Vos, A. Berg en C. de Wit, “Zinc and sleep,” *Void*, vol. 65, no. 2, pp. 165-177, 2010.",
                ["I. Vos", "A. Berg", "C. de Wit"], "Zinc and sleep", "Void", 2010, "65 2 165-177",
            ),
            (
                "Vos, I. et al. (2010) 'Alzheimer's disease and zinc', *Void*, 65(2), pp. 165–177.",
                ["Vos, I."], "Alzheimer's disease and zinc", "Void", 2010, "65 2 165–177",
            ),
            (
                "Vos, I., & Berg, A. (2000). Zinc: physiological, clinical aspects. Void acta, 294(1-2), 1-26.",
                ["Vos, I.", "Berg, A."], "Zinc: physiological, clinical aspects", "Void acta", 2000, "294 1-2 1-26",
            ),
            ("Zinc and sleep, a review. Vos J, Berg A. J Void Res. 2019;28(2):e12.", ["Vos J", "Berg A"], "Zinc and sleep, a review", "J Void Res", 2019, "28 2 e12"),
            ("Vos G.K., Berg S.J. The Importance of Zinc. Void Journal, 2017, 4179326.", ["Vos G.K.", "Berg S.J."], "The Importance of Zinc", "Void Journal", 2017, "2017  4179326"),
            ("Vos P. A book on zinc. Utrecht: Uitgeverij Leeg; 2015.", ["Vos P"], "A book on zinc", "", 2015, ""),
            ("Vos P. A trial of zinc. J. Int. Soc. Void. 2015;3:1-9. Epub 2014 Dec 1. Available from: x", ["Vos P"], "A trial of zinc", "J. Int. Soc. Void", 2015, "3  1-9"),
            (
                "Vos, M. R., Berg, E. G., & Wit, M. a. C. (2021). Zinc salts: A review. Void, 89, 111294.",
                ["Vos, M. R.", "Berg, E. G.", "Wit, M. a. C."], "Zinc salts: A review", "Void", 2021, "89  111294",
            ),
            (
                "Vos A, et al. The effects of zinc on sleep. Letters in Void (2025 concept study). https://x.example.org/1",
                ["Vos A"], "The effects of zinc on sleep", "Letters in Void", 2025, "",
            ),
            ("ANSES (2021) – *Valeurs inventées du zinc*, avis scientifique.", ["ANSES"], "Valeurs inventées du zinc", "", 2021, ""),
            (
                "Zin-Tab SR (zinc supplement) dosing, uses, and more. (n.d.). https://x.example.org/1",
                [], "Zin-Tab SR (zinc supplement) dosing, uses, and more", "", None, "",
            ),
            ("Inna Vos, Eva Berg, Ida Kern. “Zinc and sleep”. Void, 2010", ["Inna Vos", "Eva Berg", "Ida Kern"], "Zinc and sleep", "Void", 2010, ""),
            ("Van Dam, Jan Piet, and Eva Berg. “Zinc and sleep”. Void, 2010", ["Van Dam, Jan Piet", "Eva Berg"], "Zinc and sleep", "Void", 2010, ""),
            ("Vos, J., & Berg, A. (n.d.). https://x.example.org/1", ["Vos, J.", "Berg, A."], "", "", None, ""),
            ("Letters in Void 2025: Zinc intake and depression", [], "Zinc intake and depression", "Letters in Void", 2025, ""),
            ("PMC 2024: Systematic review of zinc", [], "Systematic review of zinc", "", 2024, ""),
            (
                "Vos, A.L.; Berg, S.J. Zinc and sleep in adults: A randomized, placebo-controlled trial. *J. Clin. Void Med.* **2020**, *16*, 937–947.",
                ["Vos, A.L.", "Berg, S.J."], "Zinc and sleep in adults: A randomized, placebo-controlled trial", "J. Clin. Void Med", 2020, "16  937–947",
            ),
            ("Vos A, Berg S. Zinc and sleep. J Void Med, 2009 Feb, 15(2): 129-32. [Lien]", ["Vos A", "Berg S"], "Zinc and sleep", "J Void Med", 2009, "15 2 129-32"),
            ("Vos A. u. a.: Zink und Schlaf: eine Studie. VOID. 2008;115(4):515-9", ["Vos A"], "Zink und Schlaf: eine Studie", "VOID", 2008, "115 4 515-9"),
            (
                'Vos, Inna, and Anna Berg. "Zinc and sleep." *Human Void: Clinical and Imaginary* 29.6 (2014): 517-527.',
                ["Vos, Inna", "Anna Berg"], "Zinc and sleep", "Human Void: Clinical and Imaginary", 2014, "29 6 517-527",
            ),
            ("Vos R. e.a. (2010) The influence of zinc on sleep. Voids 23: 411 – 417 [Link](https://doi.org/10.1234/z)", ["Vos R"], "The influence of zinc on sleep", "Voids", 2010, "23  411 – 417"),
            ("Gezondheidsraad. Normen voor zink. Den Haag: Gezondheidsraad, 2018; publicatienr. 2018/99.", ["Gezondheidsraad"], "Normen voor zink", "", 2018, ""),
            ("Vos P. Le sommeil et le zinc. Paris, Vide, 2011, 220 p.", ["Vos P"], "Le sommeil et le zinc", "", 2011, ""),
            ("Vitamin D. Fact sheet. 2021.", [], "", "", 2021, ""),
            ("Dit onderzoek bij ouderen toonde aan dat het werkt, zie ook eerder.", [], "", "", None, ""),
        ],
    )  # fmt: skip
    def test_styles_of_people(
        self, item: str, authors: list[str], title: str, journal: str, year: int | None, place: str
    ) -> None:
        source = f"{TEXT}## Bronnen\n\n- {A}\n- {item}\n- {B}\n"
        r = parse(source, format_="markdown").references[1]
        assert (list(r.authors), r.title, r.journal, r.year) == (authors, title, journal, year)
        assert f"{r.volume} {r.issue} {r.pages}".strip() == place

    def test_a_group_has_a_name_and_no_initials(self) -> None:
        source = f"{TEXT}## Bronnen\n\n1. World Health Organization. Zinc. 2019. https://x.example.org/1\n2. {A}\n"
        read = reference_of(parse(source, format_="markdown").references[0])
        assert [(p.family, p.name) for p in read.authors] == [("", "World Health Organization")]

    @pytest.mark.parametrize(
        "unit",
        [
            "Aa ",
            "A. ",
            "Aa, ",
            "A",
            "a-A",
            '"a ',
            "'a b' ",
            "1(1),1 ",
            "(2010) ",
            "Aa B, ",
            "Aa, B., ",
        ],
    )
    def test_hostile_items(self, unit: str) -> None:
        for tail in ("", "!", " (2010). X", ' "A b c". D'):
            reference_fields.parse(unit * (3000 // len(unit)) + tail)

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


class TestFieldsAsPeoplePrintThem:
    """Items that no style describes; all works are made up."""

    @pytest.mark.parametrize(
        ("printed", "fields"),
        [
            (
                "[Sleepy herbs: a made-up overview](https://doi.org/10.1234/herb.1). Jansen A, Smit B. *J Invented Res*. 2021;5:77-90.",
                (("Jansen A", "Smit B"), "Sleepy herbs: a made-up overview", 2021, "J Invented Res", "5", "", "77-90"),
            ),
            (
                "[Sleepy herbs in healthy adults](https://pubmed.ncbi.nlm.nih.gov/99999991/) – Jansen et al., 2022",
                (("Jansen",), "Sleepy herbs in healthy adults", 2022, "", "", "", ""),
            ),
            (
                "De Vries, P. (2020). *Handboek slaap* (3e druk). Amsterdam: Verzonnen Pers.",
                (("De Vries, P.",), "Handboek slaap", 2020, "", "", "", ""),
            ),
            (
                "Zie: Smit, J. (2013). *Slapen zonder pillen*. Utrecht: Verzonnen Pers.",
                (("Smit, J.",), "Slapen zonder pillen", 2013, "", "", "", ""),
            ),
            (
                "Invented Institute. Zinc: fact sheet. Updated March 29, 2021. https://made.example/zinc",
                (("Invented Institute",), "Zinc: fact sheet", 2021, "", "", "", ""),
            ),
            (
                "Invented Institute. Reference values of zinc. 2. Auflage, Bonn 2021.",
                (("Invented Institute",), "Reference values of zinc", 2021, "", "", "", ""),
            ),
            (
                "Invented Institute. Survey of sleep. ABC/DEF/15084/2015. London, 2016.",
                (("Invented Institute",), "Survey of sleep", 2016, "", "", "", ""),
            ),
            (
                "ABCD, Kruiden voor de slaap, 2024",
                (("ABCD",), "Kruiden voor de slaap", 2024, "", "", "", ""),
            ),
            (
                "Jansen, T., Smit, L. and Bos, H., 2019. Zinc and made-up pain. *Void Reviews*, 11(7), pp.455-463.",
                (("Jansen, T.", "Smit, L.", "Bos, H."), "Zinc and made-up pain", 2019, "Void Reviews", "11", "7", "455-463"),
            ),
            (
                "Jansen G, Smit S. Zinc lozenges: a trial. Invented Database Syst Rev. 2013;(6):CD009999.",
                (("Jansen G", "Smit S"), "Zinc lozenges: a trial", 2013, "Invented Database Syst Rev", "", "6", "CD009999"),
            ),
            (
                "Smit, X. (2009). Zinc for invented noises. In R. Lang (Ed.), Made-up Ears (pp. 45-60). New York: Leaf Press.",
                (("Smit, X.",), "Zinc for invented noises", 2009, "", "", "", "45-60"),
            ),
            (
                "Jansen W. et al.: Zinc in made-up diabetes; Void Metab; 2017; 66(2): 100-106.",
                (("Jansen W",), "Zinc in made-up diabetes", 2017, "Void Metab", "66", "2", "100-106"),
            ),
            (
                "Smit, S., ‘Zalf bij wonden’, in: Wond en Niets, jrg. 3 (2014), nr. 1, pp. 8-13.",
                (("Smit, S.",), "Zalf bij wonden", 2014, "Wond en Niets", "3", "1", "8-13"),
            ),
            (
                "Made T.H. Up School of Public Health. The Food Source: Zinc. https://made.example/zinc",
                (("Made T.H. Up School of Public Health",), "The Food Source: Zinc", None, "", "", "", ""),
            ),
            (
                "Smit, J. (2019), *Zink: van mythe tot medicijn*, Uitgeverij Verzonnen, Utrecht.",
                (("Smit, J.",), "Zink: van mythe tot medicijn", 2019, "", "", "", ""),
            ),
            (
                "Dr. H. Smit, Zink en het oor, Oorbulletin 45(3), 2014, blz. 78-80",
                (("H. Smit",), "Zink en het oor", 2014, "Oorbulletin", "45", "3", "78-80"),
            ),
            (
                "Jansen K., De Smit J. & Bos P., Zalf bij wonden, Vlaams Wond Tijdschrift, 2021, 8, 2, p. 11-19.",
                (("Jansen K.", "De Smit J.", "Bos P."), "Zalf bij wonden", 2021, "Vlaams Wond Tijdschrift", "8", "2", "11-19"),
            ),
            (
                "O'Smit M, Jansen N, on behalf of the ZINC Study Group. Zinc and made-up stiffness. Void Zinc. 2012;3:1-8.",
                (("O'Smit M", "Jansen N"), "Zinc and made-up stiffness", 2012, "Void Zinc", "3", "", "1-8"),
            ),
            (
                "Smit MH. The effects of zinc on noise. Thesis, Void University, 2003.",
                (("Smit MH",), "The effects of zinc on noise", 2003, "", "", "", ""),
            ),
            (
                "Invented Institute (II). Sleep: management. Clinical guideline CG999. London: II, 2020.",
                (("Invented Institute (II)",), "Sleep: management", 2020, "", "", "", ""),
            ),
            (
                "Smit, *Kruiden en zink*, 2017, p. 45-47.",
                (("Smit",), "Kruiden en zink", 2017, "", "", "", "45-47"),
            ),
            (
                "Jansen, Claire; Smit, Jean. « Zinc et poids : une étude ». Revue du Vide, vol. 9, n° 1, 2016, p. 5-12.",
                (("Jansen, Claire", "Smit, Jean"), "Zinc et poids : une étude", 2016, "Revue du Vide", "9", "1", "5-12"),
            ),
            (
                "Jansen AC, Smit K. What became of the ‘big ones’. eVoid. 2014;2:e638.",
                (("Jansen AC", "Smit K"), "What became of the ‘big ones’", 2014, "eVoid", "2", "", "e638"),
            ),
        ],
    )  # fmt: skip
    def test_fields(self, printed: str, fields: tuple[object, ...]) -> None:
        (item,) = parse(f"{TEXT}## Bronnen\n\n- {printed}\n", format_="markdown").references
        assert (
            item.authors, item.title, item.year, item.journal, item.volume, item.issue, item.pages,
        ) == fields  # fmt: skip


def test_an_item_without_a_number_among_numbered_ones_is_its_own() -> None:
    items = read_items(
        "Doe J, Roe R. Zinc in made-up rats. J Void 2010;3:4-5.\n\n"
        "[2] Poe E. Iron in made-up cats. J Void 2011;4:5-6.\n\n"
        "Made-up Society. (2012, May 3). *Iron and you*. https://made.example/iron\n\n"
        "[4] Noe A. Selenium in made-up dogs. J Void 2013;5:6-7.\n\n"
        "Accessed on 3 May 2014 by the writer.\n"
    )
    assert [item.year for item in items] == [2010, 2011, 2012, 2013]


def read_items(listed: str) -> tuple[ReferenceItem, ...]:
    return tuple(parse(f"Zinc.\n\n## References\n\n{listed}", format_="markdown").references)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Made-up page. https://e.org/x (geraadpleegd op 3 mei 2026).", "2026-05-03"),
        ("Made-up page. Accessed May 3, 2026. https://e.org/x", "2026-05-03"),
        ("Made-up page [cited 3 May 2026].", "2026-05-03"),
        ("Erfundene Seite, abgerufen am 3. März 2026.", "2026-03-03"),
        ("Page inventée. Consulté le 1er août 2025.", "2025-08-01"),
        ("Página inventada. Consultado el 5 de enero de 2024.", "2024-01-05"),
        ("Made-up page. Accessed 2026-05-03.", "2026-05-03"),
        ("Made-up page. Accessed 3/5/2026.", ""),  # of May, or the fifth of March
        ("Made-up page. Accessed 31 February 2026.", ""),
        ("Made-up page. 3 May 2026.", ""),
    ],
)
def test_the_day_on_which_a_page_was_read(printed: str, day: str) -> None:
    assert consulted(printed) == day


class TestListsAsPeopleWriteThem:
    """Lists of four made-up items: what leads in, is nested or stands between is no item."""

    MADE = (
        "Jansen A, Pieters B. Zinc in made-up rats. J Invented Res. 2019;12(3):45-51.",
        "Bakker, T. (2022). Werkt melatonine echt? Tijdschrift voor Slaapfictie, 3(1), 5-9.",
        "De Boer, P. Het boek. Utrecht: Leeg, 2010.",
        "Voedingscentrum. IJzer. https://made.example/ijzer",
    )

    @pytest.mark.parametrize(
        ("source", "format_"),
        [
            ("Artikelen en reviews:\n\n- {}\n- {}\n\nBoeken en websites:\n\n- {}\n- {}\n", "markdown"),
            ("1. {}\n2. {}\n\nBoeken\n\n3. {}\n4. {}\n", "markdown"),
            ("- **Artikelen:**\n  - {}\n  - {}\n- Boeken\n  - {}\n  - {}\n", "markdown"),
            ("Dit artikel is gebaseerd op de volgende bronnen:\n\n- {}\n- {}\n- {}\n- {}\n", "markdown"),
            ("1. {}\n   - kleine studie bij ratten\n2. {}\n   - betaald door de maker\n3. {}\n4. {}\n", "markdown"),
            ("{}\n{}\n{}\n{}\n", "markdown"),
            ("📖 {}\n📖 {}\n📖 {}\n📖 {}\n", "markdown"),
            ("- {}\n- {}\n- {}\n- {}\n\nOver de auteur\n\n- Sinds 2009 in een made-up praktijk\n", "markdown"),
            ("<ul><li>Artikelen<ul><li>{}</li><li>{}</li></ul></li><li>Boeken<ul><li>{}</li><li>{}</li></ul></li></ul>", "html"),
            ("<p><strong>Artikelen</strong></p><ol><li>{}</li><li>{}</li></ol><p><strong>Boeken</strong></p><ol><li>{}</li><li>{}</li></ol>", "html"),
        ],
    )  # fmt: skip
    def test_four_items(self, source: str, format_: Format) -> None:
        head = "<p>Zink.</p><h2>Bronnen</h2>" if format_ == "html" else "Zink.\n\n## Bronnen\n\n"
        read = parse(head + source.format(*self.MADE), format_=format_).references
        assert [item.year for item in read] == [2019, 2022, 2010, None]
        assert [item.title for item in read] == [
            "Zinc in made-up rats", "Werkt melatonine echt?", "Het boek", "IJzer"
        ]  # fmt: skip

    def test_the_columns_of_a_table_are_fields(self) -> None:
        rows = "| Vos B, Berg C | 2018 | Iron in made-up mice | J Void |\n| Vos B | 2019 | Zinc in made-up mice | Void Med |\n"
        head = "Zink.\n\n## Bronnen\n\n| Auteur | Jaar | Titel | Tijdschrift |\n|---|---|---|---|\n"
        first, second = parse(head + rows, format_="markdown").references
        assert (first.authors, first.year, first.title, first.journal) == (
            ("Vos B", "Berg C"), 2018, "Iron in made-up mice", "J Void"
        )  # fmt: skip
        assert (second.year, second.journal) == (2019, "Void Med")
