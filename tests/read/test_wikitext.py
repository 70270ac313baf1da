"""Wikitext as an article. All of it is synthetic."""

import pytest

from magclaims.read.article.articles import parse

PAGE = """{{Infobox stof|naam=Zink|x={{a|b}}}}
[[Bestand:zink.jpg|thumb|200px|alt=x|Een '''pot''' met [[zink]] erin.]]
'''Zink''' is een [[metaal]].<ref name="a">{{Citeer journal |last1=Doe |first1=Jane B. |last2=Roe|first2=K
|title=A made-up trial of ''zinc'' |doi=10.5555/x.one |year=2019 |journal=Synth Rec |volume=3 |issue=1|pages=1–9}}</ref> Het
verbetert de [[slaap|nachtrust]].<ref name=a /><ref>Roe K. Een verzonnen stuk. [https://doi.org/10.5555/two Link]. 2020</ref>

== Werking ==
IJzer vermindert de vermoeidheid van vrouwen.{{sfn|Doe|2019|p=3}}
* een ''lijst'' met [https://x.example tekst]
** twee
# drie
{| class="wikitable"
|+ Titel van de tabel
|-
! style="x" | A !! B
|-
| class=x | Zink helpt || d
|}
<math>x^2</math> Na {{convert|5|mg}} zink.<!-- niets --> <nowiki>[[a]]</nowiki> __TOC__

== Referenties ==
{{References}}
[[Categorie:Zink]]
[[en:Zinc]]
"""


def test_what_a_reader_sees() -> None:
    article = parse(PAGE, format_="wikitext")
    assert [(s.line, s.kind, s.text) for s in article.sentences] == [
        (2, "paragraph", "Een pot met zink erin."),
        (3, "paragraph", "Zink is een metaal.[¹]"),
        (4, "paragraph", "Het verbetert de nachtrust.[¹][²]"),
        (7, "heading", "Werking"),
        (8, "paragraph", "IJzer vermindert de vermoeidheid van vrouwen."),
        (8, "paragraph", "(Doe, 2019)"),
        (9, "list_item", "een lijst met tekst"),
        (10, "list_item", "twee"),
        (11, "list_item", "drie"),
        (13, "paragraph", "Titel van de tabel"),
        (15, "table_cell", "A"),
        (15, "table_cell", "B"),
        (17, "table_cell", "Zink helpt"),
        (17, "table_cell", "d"),
        (19, "paragraph", "Na 5 mg zink. [[a]]"),
        (21, "heading", "Referenties"),
        (3, "reference", "Doe JB, Roe K. “A made-up trial of zinc”. Synth Rec. 2019;3(1):1–9. doi:10.5555/x.one"),
        (5, "reference", "Roe K. Een verzonnen stuk. Link. 2020"),
    ]  # fmt: skip
    assert article.title == "Zink"


def test_notes_are_references() -> None:
    article = parse(PAGE, format_="wikitext")
    first, second = article.references
    assert (first.title, first.authors, first.year) == (
        "A made-up trial of zinc",
        ("Doe JB", "Roe K"),
        2019,
    )
    assert (first.journal, first.volume, first.issue, first.pages) == ("Synth Rec", "3", "1", "1–9")
    assert (first.identifier("doi"), second.identifier("doi")) == ("10.5555/x.one", "10.5555/two")
    assert [(c.line, c.references) for c in article.citations] == [
        (3, (0,)),
        (5, (0,)),
        (5, (1,)),
        (8, (0,)),
    ]


def test_what_is_not_read_is_counted() -> None:
    left = [(part.what, part.line) for part in parse(PAGE, format_="wikitext").left_out]
    assert left == [
        ("template tags", 1),
        ("code", 19),
        ("comments in the markup", 19),
        ("links to other pages", 23),
    ]


@pytest.mark.parametrize(
    ("source", "references"),
    [
        ("Zinc helps.<ref>Doe A. A made-up trial. Synth. 2019;1:2.</ref>\n", ["A made-up trial"]),
        (
            (
                "Zinc helps.<ref name='b'/>\n== References ==\n<references>\n<ref name=b>Doe A. A made-up trial. Synth. 2019;1:2."
                "</ref>\n</references>\n"
            ),
            ["A made-up trial"],
        ),
        (
            (
                "Zinc helps.<ref>{{cite web|title=A made-up page|url=https://x.example/a|date=3 May 2019|author=Doe A}}</ref>\n"
                "== References ==\n{{reflist}}\n"
            ),
            ["A made-up page"],
        ),
        (
            (
                "Le zinc aide.<ref>{{Article|nom1=Doe|prénom1=Anne|titre=Un essai inventé|périodique=Synth Rec|année=2019}}</ref>\n"
                "== Références ==\n{{Références}}\n"
            ),
            ["Un essai inventé"],
        ),
        ("Zinc helps.<ref name=nobody />\n", []),
        ("Zinc helps.<ref>not closed\n", []),
    ],
)
def test_where_notes_are_printed(source: str, references: list[str]) -> None:
    article = parse(source, format_="wikitext")
    assert [r.title for r in article.references] == references
    assert [c.references for c in article.citations] == [(i,) for i in range(len(references))]


def test_names_written_out_and_templates_that_are_no_source() -> None:
    article = parse(
        "Kreatin hilft.<ref>{{Literatur |Autor=Hans Muster, Eva Roth, Ida Kern |Titel=Eine erfundene Studie |Sammelwerk=Erf. Z. "
        "|Band=3 |Nummer=2 |Jahr=2018 |Seiten=5-9}}</ref>{{citation needed|date=May 2020}} Mehr.\n",
        format_="wikitext",
    )
    (reference,) = article.references
    assert (reference.authors, reference.title) == (
        ("Hans Muster", "Eva Roth", "Ida Kern"),
        "Eine erfundene Studie",
    )
    assert (reference.journal, reference.volume, reference.year) == ("Erf. Z", "3", 2018)
    assert [s.text for s in article.sentences[:2]] == ["Kreatin hilft.[¹]", "Mehr."]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("Zinc {{helps", ["Zinc {{helps"]),
        ("Zinc [[helps", ["Zinc [[helps"]),
        ("Zinc ''helps\nIron", ["Zinc helps Iron"]),
        ("[[:Category:Zinc]] helps", ["Category:Zinc helps"]),
        ("A || b", ["A || b"]),
        ("[//x.example Zinc] helps [https://y.example]", ["Zinc helps https://y.example"]),
        ("; Zinc\n: helps", ["Zinc", "helps"]),
        ("=== Zinc ==\nhelps", ["= Zinc", "helps"]),
        ("<b>Zinc</b> &amp; iron", ["Zinc & iron"]),
        ("< 5 mg of <b title='x>zinc</b>", ["< 5 mg of <b title='x>zinc"]),
        ("Zinc helps.<ref>a --> b</ref> <!-- iron", ["Zinc helps.[¹]", "References", "a --> b"]),
        (
            "Zinc.<ref>{{reflist}} a</ref><ref><references/>b</ref>",
            ["Zinc.[¹][²]", "References", "a", "b"],
        ),
        ("{{nowrap|5 mg}} of {{lang|la|zincum}}", ["5 mg of zincum"]),
    ],
)
def test_forms(source: str, texts: list[str]) -> None:
    assert [s.text for s in parse(source, format_="wikitext").sentences] == texts
