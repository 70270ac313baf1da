from pathlib import Path

import pytest

from magclaims.errors import ReadError
from magclaims.files import MAX_BYTES
from magclaims.read.article.articles import parse, read
from magclaims.read.article.source import Lines

ARTICLES = Path(__file__).parent / "articles"


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


class TestFile:
    def test_absent(self, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match="no such file") as caught:
            read(tmp_path / "none.txt")
        assert caught.value.line == 1

    def test_a_directory(self, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match="not a regular file"):
            read(tmp_path)

    def test_a_name_that_no_file_can_have(self) -> None:
        with pytest.raises(ReadError):
            read("a\0b.txt")

    def test_not_utf8_names_the_byte(self, tmp_path: Path) -> None:
        path = write(tmp_path / "latin.txt", "Zink.\r\nHelpt é".encode() + b"\xe9n keer")
        with pytest.raises(ReadError, match="0xe9") as caught:
            read(path)
        assert (caught.value.line, caught.value.column) == (2, 8)

    def test_utf16_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match="not UTF-8"):
            read(write(tmp_path / "wide.txt", "Zink.".encode("utf-16")))

    def test_too_large(self, tmp_path: Path) -> None:
        path = tmp_path / "large.txt"
        with path.open("wb") as stream:
            stream.truncate(MAX_BYTES + 1)
        with pytest.raises(ReadError, match="larger than 20 MB"):
            read(path)

    def test_a_byte_order_mark_is_no_text(self, tmp_path: Path) -> None:
        article = read(write(tmp_path / "bom.txt", b"\xef\xbb\xbfZink helpt. Echt."))
        assert article.text.startswith("Zink")
        assert (article.sentences[0].offset, article.sentences[0].column) == (0, 1)

    def test_an_empty_file_has_nothing(self, tmp_path: Path) -> None:
        article = read(write(tmp_path / "empty.md", ""))
        assert (article.sentences, article.citations, article.references) == ((), (), ())
        assert article.language == "und"


class TestFormat:
    @pytest.mark.parametrize(
        ("name", "content", "expected"),
        [
            ("a.txt", "# no heading\n\nText *here*.", "# no heading"),
            ("a.md", "# heading\n\nText *here*.", "heading"),
            ("a.MARKDOWN", "# heading\n", "heading"),
            ("a", "# heading\n\nText", "heading"),
            ("a.text", "<!doctype html><p>Text", "Text"),
            ("a.txt", "<html><body><p>Text</p>", "Text"),
            ("a.htm", "<p>Text", "Text"),
            ("a", "<p>One</p><p>Two</p><p>Three</p><p>Four</p>", "One"),
            ("a", "Just text.", "Just text."),
        ],
    )
    def test_is_told_by_name_then_by_content(
        self, tmp_path: Path, name: str, content: str, expected: str
    ) -> None:
        assert read(write(tmp_path / name, content)).sentences[0].text == expected


class TestPlainText:
    def test_every_sentence_is_cut_out_by_its_place(self) -> None:
        article = read(ARTICLES / "wrapped.txt")
        for sentence in article.sentences:
            assert article.text[sentence.offset : sentence.end] == sentence.text
            line = article.text.split("\n")[sentence.line - 1]
            assert line[sentence.column - 1 :].startswith(sentence.text.split("\n")[0])

    def test_wrapped_lines_are_one_paragraph(self) -> None:
        article = read(ARTICLES / "wrapped.txt")
        kinds = [sentence.kind for sentence in article.sentences]
        assert kinds == [
            "heading",
            *["paragraph"] * 3,
            *["list_item"] * 2,
            "heading",
            "reference",
            "reference",
            "disclaimer",
        ]
        assert article.sentences[5].text == "It is cheap,\n    and easy to find."
        assert article.sentences[1].block == article.sentences[3].block

    def test_long_lines_are_paragraphs_of_their_own(self) -> None:
        first = "Een lange regel zonder punt aan het eind " * 5
        article = parse(f"Kop\n{first}\nNog een regel die op zichzelf staat.\nen die doorgaat")
        assert [s.kind for s in article.sentences] == [
            "heading",
            "paragraph",
            "paragraph",
            "heading",
        ]

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_newlines_of_any_kind(self, newline: str) -> None:
        article = parse(newline.join(["Een kop", "", "Een zin. Nog een.", "", "• Punt"]))
        assert [(s.text, s.line, s.column) for s in article.sentences] == [
            ("Een kop", 1, 1),
            ("Een zin.", 3, 1),
            ("Nog een.", 3, 10),
            ("Punt", 5, 3),
        ]

    def test_a_bullet_alone_belongs_to_the_next_line(self) -> None:
        article = parse("-\nEerste punt.\n-\n\nLos.")
        assert [(s.kind, s.text) for s in article.sentences] == [
            ("list_item", "Eerste punt."),
            ("paragraph", "Los."),
        ]

    def test_tabs_part_cells(self) -> None:
        article = parse("Vorm\tOpname in bloed\nOxide\t4%")
        assert [(s.kind, s.text, s.column) for s in article.sentences] == [
            ("table_cell", "Vorm", 1),
            ("table_cell", "Opname in bloed", 6),
            ("table_cell", "Oxide", 1),
            ("table_cell", "4%", 7),
        ]

    def test_positions_count_code_points(self) -> None:
        article = parse("🎯 Doel. e\u0301e\u0301n. 🟠 Zin.")
        assert [(s.text, s.offset, s.column) for s in article.sentences] == [
            ("🎯 Doel. één.", 0, 1),
            ("🟠 Zin.", 15, 16),
        ]


class TestMarkdown:
    def test_text_without_markup(self) -> None:
        article = read(ARTICLES / "notes.md")
        assert [(s.kind, s.text) for s in article.sentences] == [
            ("heading", "IJzer en energie"),
            ("paragraph", "IJzer is nodig voor de aanmaak van bloed² en helpt o.a. tegen moeheid."),
            ("paragraph", "Een tweede regel & een *sterretje* volgen.¹"),
            ("paragraph", "Zie ook https://pubmed.ncbi.nlm.nih.gov/99999992/."),
            (
                "reference",
                "Bakker D. Iron, invented. J Imag. 2020;1(1):1-2. https://doi.org/10.1234/ijzer.1",
            ),
            ("paragraph", "Een citaat over ferro ijzer."),
            ("paragraph", "Het loopt door."),
            ("list_item", "Eerste punt."),
            ("list_item", "Tweede punt[*]."),
            ("list_item", "Nog een alinea bij het tweede punt."),
            ("table_cell", "Vorm"),
            ("table_cell", "Opname"),
            ("table_cell", "sulfaat"),
            ("table_cell", "goed | snel"),
            ("paragraph", "HTML in Markdown.³"),
            ("reference", "Iron in made-up people vervolg van de noot."),
            ("reference", "Visser F, Mulder G. Derde noot. Verz Tijdschr. 2017;3:30-33."),
        ]
        assert (article.language, article.title) == ("nl", "IJzer en energie")

    def test_sources_of_the_sentences(self) -> None:
        article = read(ARTICLES / "notes.md")
        sources = [article.text[s.offset : s.end] for s in article.sentences]
        assert sources[0] == "IJzer en *energie"
        assert sources[1].startswith("IJzer is **nodig** voor")
        assert sources[1].endswith("moeheid](https://doi.org/10.1234/ijzer.5).")
        assert sources[2] == r"Een tweede regel &amp; een \*sterretje\* volgen.[^1]"
        assert sources[6] == "Het loopt door."
        assert sources[13] == r"goed \| snel"
        assert sources[15].endswith(
            "people](https://pubmed.ncbi.nlm.nih.gov/99999994/)\n    vervolg van de noot."
        )

    def test_each_visible_character_maps_to_its_own(self) -> None:
        article = read(ARTICLES / "notes.md")
        mapped = 0
        for sentence in article.sentences:
            for index, character in enumerate(sentence.text):
                start, end = sentence.span(index, index + 1)
                if character not in "¹²³&*[]| ":
                    assert article.text[start:end] == character, (sentence.text, index)
                    mapped += 1
        assert mapped > 400

    def test_a_part_of_a_sentence_has_its_own_place(self) -> None:
        article = parse("Dit is [*heel* zout](http://a.example) en **droog**.", format_="markdown")
        sentence = article.sentences[0]
        begin = sentence.text.index("zout")
        start, end = sentence.span(begin, sentence.text.index("droog") + 5)
        assert article.text[start:end] == "zout](http://a.example) en **droog"
        assert article.position(start) == (1, 16)

    @pytest.mark.parametrize(
        ("source", "visible"),
        [
            ("a `co  de` b", "a co  de b"),
            ("a `` c`d `` b", "a c`d b"),
            ("[[a](http://x.example)", "[a"),
            ("a * b ** c _d", "a * b ** c _d"),
            ("***a** b*", "a b"),
            ("# kop #", "kop"),
            ("kop\n---", "kop"),
            ("> - a\n>   b", "a b"),
            ("1.  a\n\n    b", "a|b"),
            ("    ingesprongen tekst.", "ingesprongen tekst."),
            ("```\nin een kader\n```\nna", "in een kader|na"),
            ("~~~\nin een kader", "in een kader"),
            ("```python\nimport x\n```\nna", "na"),
            ("![een pot](x.png) na", "na|een pot"),
            ("[a](x 'b c') d", "a d|b c"),
            ("a <span hidden>weg</span> b", "a  b"),
            ("een\\\ntwee", "een twee"),
            ("{% raw %}\n\ntekst\n\n{:.do}", "tekst"),
            ("<!-- weg --> tekst <b>vet</b>", "tekst vet"),
            ("a<sup>2</sup> b<sub>2</sub><br>c", "a² b₂ c"),
            ("[a]\n\n[a]: http://x.example 'noot'", "a"),
            ("a\0b", "a\ufffdb"),
            ("| a | b |\n|---|---|\n| b |", "a|b|b"),
        ],
    )
    def test_pieces(self, source: str, visible: str) -> None:
        article = parse(source, format_="markdown")
        assert "|".join(s.text for s in article.sentences) == visible
        for sentence in article.sentences:
            first, last = sentence.text[0], sentence.text[-1]
            if first not in "²₂\ufffd":
                assert article.text[sentence.offset] == first
                assert article.text[sentence.end - 1] == last

    def test_labels_stand_where_they_are(self) -> None:
        source = (
            "---\ntitle: 'Zink geneest'\ndescription: >\n  Zink werkt\n  altijd.\n"
            "tags: [a]\n---\n\nEen ![pot *zink*](a.png \"Helpt echt\") zin. [Zie](/x 'Geen pijn').\n\n"
            "Een <img src=x alt='goed &amp; snel'> zin <abbr title=\"helpt\">h.</abbr>.\n"
        )
        article = parse(source, format_="markdown", language="nl")
        found = [(s.text, source[s.offset : s.end]) for s in article.sentences if s.kind == "label"]
        assert found == [
            ("Zink geneest", "Zink geneest"),
            ("Zink werkt altijd.", "Zink werkt\n  altijd."),
            ("pot *zink*", "pot *zink*"),
            ("Helpt echt", "Helpt echt"),
            ("Geen pijn", "Geen pijn"),
            ("goed & snel", "goed &amp; snel"),
            ("helpt", "helpt"),
        ]
        assert article.title == "Zink geneest"

    def test_a_heading_of_front_matter_is_read_once(self) -> None:
        source = "---\ntitle: Zink en slaap\n---\n\n# Zink en slaap\n\nTekst.\n"
        article = parse(source, format_="markdown")
        assert [s.text for s in article.sentences] == ["Zink en slaap", "Tekst."]

    def test_what_is_left_out_is_counted(self) -> None:
        source = (
            "{% include x %}\n\nEen <!-- of twee --> zin <b hidden>die *weg* is</b>.\n\n"
            "```r\nprint(1)\n```\n\n<div hidden>Ook weg.</div>\n"
        )
        article = parse(source, format_="markdown")
        assert [s.text for s in article.sentences] == ["Een  zin ."]
        found = [(left.what, left.words, left.line) for left in article.left_out]
        assert found == [
            ("template tags", 2, 1),
            ("comments in the markup", 2, 3),
            ("hidden text", 3, 3),
            ("code", 2, 6),
            ("hidden text", 2, 9),
        ]

    def test_bold_alone_is_a_heading(self) -> None:
        article = parse("**Kop**\n\n**Vet** en meer.", format_="markdown")
        assert [(s.kind, s.level) for s in article.sentences] == [("heading", 6), ("paragraph", 0)]

    def test_front_matter_without_end_is_text(self) -> None:
        assert parse("---\ntitle: x", format_="markdown").sentences[0].text == "title: x"

    def test_toml_front_matter(self) -> None:
        article = parse('+++\r\ntitle = "Zout"\r\n+++\r\n\r\nTekst.\r\n', format_="markdown")
        assert (article.title, [s.line for s in article.sentences]) == ("Zout", [2, 5])


class TestHtml:
    def test_all_that_a_reader_sees(self) -> None:
        article = read(ARTICLES / "shop.html")
        assert [(s.kind, s.text) for s in article.sentences if s.kind != "reference"] == [
            ("heading", "Zink & slaap"),
            ("paragraph", "Door de redactie, 3 mei 2024"),
            ("paragraph", "Zink draagt bij aan de slaap.¹"),
            ("paragraph", "Een tweede zin volgt op de eerste.²,³"),
            ("paragraph", "In 10 m² past CO₂; Zn²⁺ is een ion.*"),
            ("list_item", "Slaap je dieper?"),
            ("list_item", "Word je wakker [2]?"),
            ("table_cell", "Dosis"),
            ("table_cell", "15\xa0mg"),
            ("paragraph", "Deel dit op social media"),
            ("heading", "Bronnen"),
            (
                "disclaimer",
                "* Deze verklaring is niet beoordeeld door de Food and Drug Administration.",
            ),
            ("heading", "Lees ook"),
            ("paragraph", "Ander artikel over vitamine C."),
            ("paragraph", "Algemene voorwaarden."),
            ("paragraph", "KvK 123."),
        ]
        assert [(part.what, part.words, part.line) for part in article.left_out] == [
            ("cookie notice", 5, 5),
            ("navigation", 2, 6),
        ]
        assert (article.language, article.title) == ("nl", "Zink & slaap")

    def test_sources_of_the_sentences(self) -> None:
        article = read(ARTICLES / "shop.html")
        by_text = {s.text: article.text[s.offset : s.end] for s in article.sentences}
        assert by_text["Zink & slaap"] == "Zink &amp; slaap"
        assert by_text["15\xa0mg"] == "15&nbsp;mg"
        assert (
            by_text["Zink draagt bij aan de slaap.¹"]
            == 'Zink draagt bij aan de <em>slaap</em>.<sup><a href="#ref-1">1'
        )
        assert by_text["Slaap je dieper?"] == "Slaap je <b>dieper</b>?"

    def test_what_another_parser_sees(self) -> None:
        from selectolax.lexbor import LexborHTMLParser

        source = (ARTICLES / "shop.html").read_text("utf-8")
        tree = LexborHTMLParser(source)
        for selector in ("nav", "script", "style", ".footnote-backref", "#cookie-banner"):
            for node in tree.css(selector):
                node.decompose()
        article = tree.css_first("body")
        assert article is not None
        plain = source.maketrans("¹²³₂⁺", "1232+")
        ours = " ".join(s.text for s in read(ARTICLES / "shop.html").sentences).translate(plain)
        theirs = article.text(separator="")
        # Printed numbers of list items are no text in either.
        assert "".join(ours.split()) == "".join(theirs.split())

    @pytest.mark.parametrize(
        ("source", "visible"),
        [
            ("<p>een<p>twee", "een|twee"),
            ("<p>een <b>vet</p>weer</b> los", "een vet|weer los"),
            ("<ul><li>a<ul><li>b</ul><li>c</ul>", "a|b|c"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "a|b|c"),
            ("<table><tr><td>a<td>b<tr><th>c</table>", "a|b|c"),
            ("a < b, c <3 d & e &notanentity; f", "a < b, c <3 d & e ¬anentity; f"),
            ("x<!-- <p>weg</p> -->y<!weg>z<?weg?>", "xyz"),
            ("x<!-- nooit dicht", "x"),
            ("x<script>if (a </b) '</p>'</script>y", "xy"),
            ("x<script>nooit dicht", "x"),
            ("x<style>p{}</STYLE >y", "xy"),
            ("x<a href='y' title=\"nooit dicht", "x"),
            ("x</>y</ >z", "xyz"),
            ("<textarea><p>wel</p></textarea>x", "x|<p>wel</p>"),
            ("<p hidden>weg</p><p style='display: none'>weg</p>x", "x"),
            ("<p>a<br>b<br><br>c</p>", "a b|c"),
            ("<P CLASS=x>a</P>", "a"),
            ("a&#8217;s &#x2014; &lt;b&gt;", "a’s — <b>"),
            ("<a href='/x'>a</a href>b", "ab"),
            ("<sup>®</sup>a", "®a"),
            ("a<hr>b", "a|b"),
            ("<p>a<hr>b", "a|b"),
        ],
    )
    def test_pieces(self, source: str, visible: str) -> None:
        article = parse(source, format_="html")
        blocks: dict[int, list[str]] = {}
        for sentence in article.sentences:
            blocks.setdefault(sentence.block, []).append(sentence.text)
        assert "|".join(" ".join(texts) for texts in blocks.values()) == visible

    def test_the_whole_body_where_nothing_is_marked_as_the_article(self) -> None:
        page = "<body class='sidebar'><header>Winkel</header><div id=content>%s</div><footer>Voet</footer>"
        article = parse(page % ("<p>Een zin over zink.</p>" * 5), format_="html")
        assert {s.text for s in article.sentences} == {"Een zin over zink."}

    @pytest.mark.parametrize(
        "around",
        [
            "<p>Zink geneest migraine.</p><main><article>%s</article></main>",
            "<header class='hero'><p>Zink geneest migraine.</p></header><article>%s</article>",
            "<main><article>%s</article></main><aside>Zink geneest migraine.</aside>",
            "<article>%s</article><footer><div>Zink geneest migraine.</div></footer>",
            "<article>%s</article><div class='sidebar'><b>Zink geneest migraine.</b></div>",
            "<nav><p>Zink geneest migraine.</p></nav><article>%s</article>",
            "<p class='entry-meta'>Zink geneest migraine.</p><div class='entry-content'>%s</div>",
            "<div class='newsletter popup modal'>Zink geneest migraine.</div><main>%s</main>",
            "<article>%s</article><noscript>Zink geneest migraine.</noscript>",
            "<article>%s<details><summary>Meer</summary>Zink geneest migraine.</details></article>",
            "<article>%s<button>Zink geneest migraine.</button></article>",
            "<article>%s<p>Een <button>Zink geneest migraine.</button> zin.</p></article>",
            "<article>%s<figure><img src=x><figcaption>Zink geneest migraine.</figcaption></figure></article>",
            "<article>%s<dl><dt>Zink</dt><dd>Zink geneest migraine.</dd></dl></article>",
            "<article>%s<table><caption>Zink geneest migraine.</caption><tr><td>1</table></article>",
            "<article>%s<img src=x alt='Zink geneest migraine.'></article>",
            "<article>%s<p>Een <img src=x alt='Zink geneest migraine.'> zin.</p></article>",
            "<article>%s<a href=/x title='Zink geneest migraine.'>Zie</a></article>",
            "<article>%s<div aria-label='Zink geneest migraine.'></div></article>",
            "<article>%s<input placeholder='Zink geneest migraine.'></article>",
            "<article>%s<input type=submit value='Zink geneest migraine.'></article>",
            "<article>%s<svg><text>Zink geneest migraine.</text></svg></article>",
            "<article>%s<select><option>Een<option>Zink geneest migraine.</select></article>",
            "<article>%s<span class='sr-only'>Zink geneest migraine.</span></article>",
            "<article>%s<p class='hidden md:block'>Zink geneest migraine.</p></article>",
            "<article>%s<p aria-hidden=true>Zink geneest migraine.</p></article>",
            "<article>%s<dialog open>Zink geneest migraine.</dialog></article>",
            "<head><title>Zink geneest migraine. | Winkel</title></head><h1>Zink</h1>%s",
            "<head><meta name=description content='Zink geneest migraine.'></head><body>%s",
            "<head><meta property='og:description' content='Zink geneest migraine.'></head>%s",
        ],
    )
    def test_a_claim_is_read_wherever_a_reader_sees_it(self, around: str) -> None:
        page = "<html>" + around % ("<p>Een lange zin over zink, en over de slaap.</p>" * 9)
        article = parse(page, format_="html")
        (claim,) = [s for s in article.sentences if "geneest" in s.text]
        assert claim.text.startswith("Zink geneest migraine.")
        assert page[claim.offset : claim.end].startswith("Zink geneest migraine.")
        begin = claim.text.index("migraine")
        first, last = claim.span(begin, begin + 8)
        assert page[first:last] == "migraine"
        assert sum(s.text.startswith("Een lange zin") for s in article.sentences) == 9

    @pytest.mark.parametrize(
        ("part", "what", "words"),
        [
            ("<nav><ul><li><a href=/>Zink en slaap</a><li>Wagen</ul></nav>", "navigation", 4),
            ("<div class='toc'><a href=#a>Zink en slaap</a></div>", "navigation", 3),
            ("<div id=cookie-bar><p>Wij gebruiken cookies.</p></div>", "cookie notice", 3),
            (
                "<section id=comments><h3>Reacties</h3><p>Bij mij hielp het.</p></section>",
                "comments of readers",
                5,
            ),
            ("<footer><ul><li><a href=/>Over ons</a></ul></footer>", "links to other pages", 2),
            ("<p hidden>Weg hier.</p>", "hidden text", 2),
            ("<p style='display : none'>Weg hier.</p>", "hidden text", 2),
            ("<p style='opacity:0'>Weg hier.</p>", "hidden text", 2),
            ("<p class='hidden'>Weg hier.</p>", "hidden text", 2),
            ("<dialog>Weg hier.</dialog>", "hidden text", 2),
            ("<video>Weg hier.</video>", "hidden text", 2),
            ("<!-- Weg hier. -->", "comments in the markup", 2),
        ],
    )
    def test_what_is_left_out_is_counted(self, part: str, what: str, words: int) -> None:
        page = "<p>Een lange zin over zink.</p>\n" * 3 + part
        article = parse(page, format_="html")
        assert {s.text for s in article.sentences} == {"Een lange zin over zink."}
        (left,) = article.left_out
        assert (left.what, left.words, left.line) == (what, words, 4)
        assert page[left.offset : left.end] in part

    @pytest.mark.parametrize("part", ["<script>een twee</script>", "<template>een</template>", ""])
    def test_what_holds_no_text_is_not_counted(self, part: str) -> None:
        assert parse(f"<p>Een zin.</p>{part}", format_="html").left_out == ()

    def test_opacity_that_shows_is_read(self) -> None:
        page = "<p style='opacity:0.9'>Zink.</p><p style='opacity:00.5;font-size:0.8em'>IJzer.</p>"
        assert [s.text for s in parse(page, format_="html").sentences] == ["Zink.", "IJzer."]

    def test_labels_are_not_read_twice(self) -> None:
        page = (
            "<head><title>Zink en slaap | Winkel</title></head><h1>Zink en slaap</h1>"
            "<figure><img src=x alt='Een pot zink'><figcaption>Een pot zink.</figcaption></figure>"
            "<a href=/x title='Meer lezen'>Meer lezen</a><noscript><img alt='Een pot zink'></noscript>"
        )
        assert [s.text for s in parse(page, format_="html").sentences] == [
            "Zink en slaap",
            "Een pot zink.",
            "Meer lezen",
        ]

    def test_a_reference_list_in_the_footer_is_no_menu(self) -> None:
        page = (
            "<p>Een lange zin over zink.</p>" * 5
            + "<footer><h2>Bronnen</h2><ol><li><a href='https://doi.org/10.1234/a'>Een. 2019.</a></ol></footer>"
        )
        assert [r.text for r in parse(page, format_="html").references] == ["Een. 2019."]

    def test_a_small_main_is_not_the_article(self) -> None:
        page = "<body><main>Nee.</main><div>" + "<p>Een lange zin over zink.</p>" * 5 + "</div>"
        assert len(parse(page, format_="html").sentences) == 6

    def test_the_largest_of_several_articles_only_where_it_is_most_of_the_page(self) -> None:
        teaser = "<article><p>Een zin.</p></article>"
        assert len(parse(f"<main>{teaser * 4}</main>", format_="html").sentences) == 4

    def test_a_reference_list_behind_the_article_belongs_to_it(self) -> None:
        page = (
            "<body><main><article><p>Een heel erg lange zin over zink en over de slaap.</p></article>"
            "<section class='post-references'><h2>Bronnen</h2><ol><li>A B. Een. 2019.</ol></section>"
            "<section><p>Lees verder.</p></section></main></body>"
        )
        article = parse(page, format_="html")
        assert [r.text for r in article.references] == ["A B. Een. 2019."]
        assert article.sentences[-1].text == "Lees verder."

    def test_a_reference_list_ends_with_its_part_of_the_page(self) -> None:
        page = (
            "<body><article><h2>Bronnen</h2><ol><li>A B. Een. 2019.<li>C D. Twee. 2020.</ol></article>"
            "<footer><ul><li>Copyright 2024 De Winkel.</ul></footer>"
        )
        article = parse(page, format_="html")
        assert [r.text for r in article.references] == ["A B. Een. 2019.", "C D. Twee. 2020."]

    def test_a_class_of_the_layout_hides_nothing(self) -> None:
        page = (
            "<body><div class='overflow-hidden'><p>Kort.</p></div><p>Een langere zin over zink.</p>"
        )
        assert len(parse(page, format_="html").sentences) == 2

    def test_ordered_lists_are_numbered(self) -> None:
        page = "<h2>Bronnen</h2><ol start=3><li>A B. Een. 2019.<li>C D. Twee. 2020.</ol>"
        assert [r.label for r in parse(page, format_="html").references] == ["3", "4"]


class TestLanguage:
    DUTCH = "Het helpt de meeste mensen niet om dit te doen, maar het is ook geen probleem voor de rest."
    FRENCH = (
        "Le magnésium est un minéral qui aide les muscles et que les gens ne prennent pas assez."
    )

    def test_the_given_one_wins(self) -> None:
        assert parse(self.DUTCH, language="fr").language == "fr"

    def test_the_text_wins_over_what_the_page_declares(self) -> None:
        page = f"<html lang=en><body><p>{self.FRENCH}</p>"
        assert parse(page, format_="html").language == "fr"

    def test_the_declared_one_where_the_text_does_not_tell(self) -> None:
        assert parse("<html lang=nl-NL><p>Zink 5 mg", format_="html").language == "nl"

    def test_not_known(self) -> None:
        text = (
            "Nočné kŕče v nohách sú pomerne častým problémom, ktorý postihuje ľudí všetkých vekov."
        )
        assert parse(text).language == "und"

    def test_a_sentence_in_another_language(self) -> None:
        article = parse(f"{self.DUTCH} {self.DUTCH} {self.FRENCH} Klaar nu.")
        assert [s.language for s in article.sentences] == ["nl", "nl", "fr", "nl"]


def test_lines_beyond_the_text() -> None:
    lines = Lines("een\ntwee")
    assert (len(lines), lines.position(4), lines.position(8)) == (2, (2, 1), (2, 5))
    assert lines.start(1) == 4
