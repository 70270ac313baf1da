"""Files that hold articles in fields: JSON, XML, front matter. All texts in them are synthetic."""

import json
from pathlib import Path

import pytest

from magclaims.errors import ReadError
from magclaims.read.article import json_file, posts
from magclaims.read.article.articles import ArticleText, Format, parse, parts, read

LIST = "<h2>Bronnen</h2><ol><li>Doe A. A made-up trial of zinc. Synth Rec. 2019;3:1. doi:10.5555/printed.one</li></ol>"
RSS = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
RSS += 'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/">'


def said(article: ArticleText) -> list[tuple[int, str, str]]:
    """Line, kind and text of each sentence, each of which must stand in the source where it says."""
    for sentence in article.sentences:
        source = article.text[sentence.offset : sentence.end]
        assert sentence.text.split()[-1].strip(".]") in source or {"&", "\\"} & set(source)
    return [(s.line, s.kind, s.text) for s in article.sentences]


def test_the_rest_interface_of_wordpress() -> None:
    source = r"""{
  "id": 7, "slug": "zink-en-slaap", "date": "2025-11-03T10:00:00", "link": "https://x.example/zink",
  "title": {"rendered": "Zink &amp; slaap"},
  "excerpt": {"rendered": "<p>Wat zink doet.<\/p>\n"},
  "content": {"rendered": "<p>Zink verbetert de slaap van volwassenen \u00e9cht.<sup>[1]<\/sup><\/p>\nLIST", "protected": false}
}""".replace("LIST", LIST.replace("/", "\\/"))
    article = parse(source, format_="json", language="nl")
    assert said(article)[:3] == [
        (3, "label", "Zink & slaap"),
        (4, "label", "Wat zink doet."),
        (5, "paragraph", "Zink verbetert de slaap van volwassenen écht.[¹]"),
    ]
    assert (article.title, article.published, article.source) == (
        "Zink & slaap",
        "2025-11-03",
        "https://x.example/zink",
    )
    assert [r.title for r in article.references] == ["A made-up trial of zinc"]
    assert article.citations[0].references == (0,)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"body": "# Zinc\n\nZinc improves sleep."}, "heading"),
        ({"content": "<h1>Zinc</h1><p>Zinc improves sleep.</p><p>a</p><p>b</p>"}, "heading"),
        ({"html": "<h1>Zinc</h1>Zinc improves sleep."}, "heading"),
        ({"markdown": "# Zinc\n\nZinc improves sleep."}, "heading"),
        ({"text": "Zinc improves sleep."}, "paragraph"),
        ({"content": {"raw": "<h1>Zinc</h1>\n\nZinc improves sleep."}}, "heading"),
        ({"data": {"post": {"fields": {"body": "# Zinc\n\nZinc improves sleep."}}}}, "heading"),
        ({"items": [{"content_html": "<h1>Zinc</h1>Zinc improves sleep.", "content_text": "No."}]}, "heading"),
        ({"content": "", "text": "Zinc improves sleep."}, "paragraph"),
    ],
)  # fmt: skip
def test_shapes(fields: object, kind: str) -> None:
    article = parse(json.dumps(fields), format_="json")
    assert said(article)[0][1] == kind
    assert "Zinc improves sleep." in [text for _, _, text in said(article)]


def test_escapes_move_nothing() -> None:
    source = r'{"text": "A \"word\"\t\u00e9 \ud83d\ude34 \ud800. Zinc improves sleep."}'
    article = parse(source, format_="json")
    last = article.sentences[-1]
    assert (last.text, source[last.offset : last.end]) == ("Zinc improves sleep.",) * 2


def test_one_of_several_is_named(tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    posts_ = [
        {"slug": slug, "body": f"Zinc {slug} sleep."} for slug in ("helps", "helps", "../a b")
    ]
    path.write_text(json.dumps(posts_), encoding="utf-8")
    assert parts(path) == ("helps", "helps-2", "a-b")
    article = read(f"{path}#a-b")
    assert (article.path, said(article)) == (str(path), [(1, "paragraph", "Zinc ../a b sleep.")])
    with pytest.raises(ReadError, match=r"holds 3 articles: name one, as in `posts.json#helps`"):
        read(path)
    with pytest.raises(ReadError, match=r"holds no article `x`; it has helps, helps-2, a-b"):
        read(f"{path}#x")


def test_a_file_whose_name_has_the_sign_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "a#b.md"
    path.write_text("Zinc improves sleep.", encoding="utf-8")
    assert len(read(path).sentences) == 1
    with pytest.raises(ReadError, match="holds one article, and none that is called `c`"):
        read(f"{path}#c")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('{"a": ', "is no JSON: Expecting value"),
        ('{"content": "x",}', "is no JSON"),
        ("[" * 61 + "]" * 61, "nests deeper than 60 levels"),
        ("[" * 200_000, "nests deeper than 60 levels"),
        ('{"title": "Zinc"}', "holds no article"),
        ('{"content": "123"}', "holds no article"),
        ('"' + '\\"' * 100_000, "is no JSON"),
        ("9" * 10_000, "holds no article"),
        ("", "is no JSON"),
    ],
)
def test_json_that_is_refused(source: str, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        parse(source, format_="json")


def test_more_articles_than_one_file_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "MOST", 2)
    with pytest.raises(ReadError, match="holds more than 2 articles"):
        json_file.posts(json.dumps([{"body": "a"}] * 3), "a.json")


def test_an_export_of_wordpress(tmp_path: Path) -> None:
    path = tmp_path / "site.wordpress.xml"
    path.write_text(
        f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
{RSS}<channel><title>Winkel</title><language>nl-NL</language>
<item><title>Zink &amp; slaap</title><link>https://x.example/zink</link>
<content:encoded><![CDATA[Zink verbetert de slaap van volwassenen. &Eacute;cht.

[caption id="a" align="left"]<img src="x" alt="Een pot"/> Een foto van zink[/caption]

IJzer vermindert de vermoeidheid van vrouwen.[1]
[gallery ids="1,2"]]]></content:encoded>
<excerpt:encoded><![CDATA[Over zink.]]></excerpt:encoded><wp:post_name>zink</wp:post_name>
<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date>2025-11-03 10:00:00</wp:post_date></item>
<item><title>foto</title><wp:post_type>attachment</wp:post_type><content:encoded>x</content:encoded></item>
<item><title>weg</title><wp:status>trash</wp:status><wp:post_type>post</wp:post_type><content:encoded>x</content:encoded></item>
<item><title>Twee</title><content:encoded>&lt;p&gt;Magnesium helpt.&lt;/p&gt;</content:encoded><wp:post_type>page</wp:post_type></item>
</channel></rss>""",
        encoding="utf-8",
    )
    assert parts(path) == ("zink", "Twee")
    article = read(f"{path}#zink")
    assert said(article) == [
        (4, "label", "Zink & slaap"),
        (11, "label", "Over zink."),
        (5, "paragraph", "Zink verbetert de slaap van volwassenen."),
        (5, "paragraph", "Écht."),
        (7, "paragraph", "Een foto van zink"),
        (7, "label", "Een pot"),
        (9, "paragraph", "IJzer vermindert de vermoeidheid van vrouwen.[1]"),
    ]
    assert (article.language, article.published, article.source) == (
        "nl",
        "2025-11-03",
        "https://x.example/zink",
    )
    assert said(read(f"{path}#Twee")) == [
        (15, "label", "Twee"),
        (15, "paragraph", "Magnesium helpt."),
    ]


def test_lines_that_end_as_on_windows() -> None:
    body = "Zink helpt.\r\n\r\nIJzer &amp; koper helpen."
    source = f"{RSS}<item><content:encoded>{body}</content:encoded><wp:post_type>post</wp:post_type></item></rss>"
    article = parse(source, format_="xml", language="nl")
    assert [source[s.offset : s.end] for s in article.sentences] == [
        "Zink helpt.",
        "IJzer &amp; koper helpen.",
    ]
    assert [s.line for s in article.sentences] == [1, 3]


@pytest.mark.parametrize(
    "source",
    [
        ('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl"><entry><title>Zink</title><content type="xhtml">'
        '<div xmlns="http://www.w3.org/1999/xhtml"><p>Zink &amp; ijzer helpen.</p><p>Echt.</p></div></content></entry></feed>'),
        ('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl"><entry><content type="html">'
        "&lt;p&gt;Zink &amp;amp; ijzer helpen.&lt;/p&gt;&lt;p&gt;Echt.</content></entry></feed>"),
        f"{RSS}<channel><language>nl</language><item><description>Zink &amp; ijzer helpen. Echt.</description></item></channel></rss>",
        ('<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="nl"><page><title>Z</title><ns>0</ns><revision>'
        "<id>1</id><text>Oud.</text></revision><revision><id>2</id><text>Zink &amp; ''ijzer'' helpen. Echt.</text></revision>"
        "</page><page><ns>1</ns><revision><text>Overleg.</text></revision></page></mediawiki>"),
    ],
)  # fmt: skip
def test_other_feeds(source: str) -> None:
    article = parse(source, format_="xml")
    assert [text for _, kind, text in said(article) if kind == "paragraph"] == [
        "Zink & ijzer helpen.",
        "Echt.",
    ]
    assert article.language == "nl"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (f"{BOMB}<rss><item><title>&b;</title></item></rss>", "declares a document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><rss/>', "declares a document type"),
        ('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]><rss/>', "declares a document type"),
        ("<rss><item><title>&b;</title></item></rss>", "is no XML: undefined entity"),
        ("<rss><item>", "is no XML: no element found"),
        ("<rss>\x00</rss>", "is no XML"),
        ("<a>" * 61 + "</a>" * 61, "nests deeper than 60 levels"),
        ("<rss><item><title>Zinc</title></item></rss>", "holds no article"),
        ("<rss/>", "holds no article"),
    ],
)  # fmt: skip
def test_xml_that_is_refused(source: str, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        parse(source, format_="xml")


def test_the_place_of_a_fault() -> None:
    with pytest.raises(ReadError) as told:
        parse("<rss>\n<item>\n  <b></c>", format_="xml", path="a.xml")
    assert str(told.value).startswith("a.xml:3:")


@pytest.mark.parametrize(
    ("beginning", "format_"),
    [("<?xml version='1.0'?>\n<!-- a -->\n<rss>", "xml"), ("<feed xmlns='x'>", "xml"), ("<?xml version='1.0'?><html>", "html")],
)  # fmt: skip
def test_told_by_its_beginning(beginning: str, format_: Format) -> None:
    from magclaims.read.article.formats import told

    assert told(beginning, "") == format_


FRONT = """---
title: Zink
sections:
  - kind: text
    body: |
      ## Werking

      Zink verbetert de *slaap* van volwassenen.
  - html: >-
      <p>IJzer helpt <b>vrouwen</b>.</p>
---
Magnesium helpt.
"""


def test_texts_in_front_matter() -> None:
    assert said(parse(FRONT, format_="markdown", language="nl")) == [
        (6, "heading", "Werking"),
        (8, "paragraph", "Zink verbetert de slaap van volwassenen."),
        (10, "paragraph", "IJzer helpt vrouwen."),
        (12, "paragraph", "Magnesium helpt."),
    ]
    toml = '+++\nbody = """\nZink helpt de slaap.\n"""\n+++\nMeer.\n'
    assert said(parse(toml, format_="markdown")) == [
        (3, "paragraph", "Zink helpt de slaap."),
        (6, "paragraph", "Meer."),
    ]


def test_names_are_fit_for_a_path() -> None:
    names = ["../..", "a/b", "", "Zink & co", "x" * 200, "ééN"]
    made = posts.named([posts.Post(name, ()) for name in names])
    assert [post.name for post in made] == ["1", "a-b", "3", "Zink-co", "x" * 80, "ééN"]
