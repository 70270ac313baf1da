"""Input that is meant to break a reader: it must come through, without recursion, whatever it gives."""

import pytest

from magclaims.read.article.articles import Format, parse
from magclaims.read.article.locate import locate

LENGTH = 8_000
UNITS = [
    "a", "a ", ". ", "A. ", "A.", "(1) ", "[1]", "[", "](", "![", "¹", "x¹,", "(2010", "(Aa et al., 2010; ",
    "**a", "_a", "`", "``a `", "<", "<a ", '<a "', "<a href=x>", "<div>", "</i>", "<b>", "<!--", "<p>", "<li>", "<script>",
    "<sup>1</sup>", "<table><tr><td>", "&", "&amp;", "&#0;", ">", "\n> ", "- ", "\n- ", "\n# a", "\n\n", "[^1]", "[^a b] ",
    "\n[^1]: a", "\n[1]: a\n", "10.1000/a ", "https://", "http://a.b/c - A ", "|", "\n|a|b|\n|-|-|", "\0", "\u202e\x1b[31m",
    "\u2028", "\t", "1. A ", "Van De ", "Aa, Aa, ", "Aa B, Cc D. Ee ff. Jj. 2010;1(2):3-4. ", "{% ", "\ud7ff\U0010ffff",
    "\r", "\x85", "\u0301", "^[a]", "~~a", "<a href='#1'>1</a> ",
    "<p title='a b'>", "<img alt='a b'>", "<svg>", "<button>lange tekst", "<select><option>", "<!--a b-->", "![a](b 'c') ",
    "{{", "}}", "{{a|", "{{cite journal|title=a}} ", "[[", "]]", "[[a|", "[[File:a|b]] ", "<ref>", "<ref>a</ref>", "<ref name=a />",
    "<references>", "{|\n", "\n|-\n| a || b", "\n* a", "\n*#:;", "''", "\n== a ==", "[http://a b", "<nowiki>", "<math>", "{{sfn|A|2010}}",
    "<div class=toc>", "<footer><h2>Bronnen</h2>", "<nav><a>", "<b hidden>", "```\n", "---\na: >\n b\n", "\u200b", "a\u0301", "е",
]  # fmt: skip
HEADS: dict[Format, str] = {
    "text": "Referenties\n\n1. ",
    "markdown": "## Referenties\n\n1. ",
    "html": "<h2>Referenties</h2><p>",
    "wikitext": "== Referenties ==\n# ",
}


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "wikitext"])
@pytest.mark.parametrize("listed", [False, True])
def test_repeated(format_: Format, listed: bool) -> None:
    for unit in UNITS:
        source = (HEADS[format_] if listed else "") + unit * (LENGTH // len(unit) // 4)
        article = parse(source, format_=format_)
        assert article.text == source
        for sentence in article.sentences:
            assert 0 <= sentence.offset < sentence.end <= len(source)
        for citation in article.citations:
            assert 0 <= citation.offset < citation.end <= len(source)
            assert 0 <= citation.sentence < len(article.sentences)
        locate(unit * 30, article)


def test_one_very_long_line() -> None:
    source = "Zink helpt o.a. de slaap van mensen.¹ " * 5_000
    assert len(parse(source).sentences) == 5_000


@pytest.mark.parametrize("tag", ["div", "b", "ul", "li", "blockquote", "table"])
def test_deep_nesting(tag: str) -> None:
    article = parse(f"<{tag}>" * 10_000 + "Zink helpt." + f"</{tag}>" * 10_000, format_="html")
    assert [s.text for s in article.sentences] == ["Zink helpt."]


def test_control_and_bidi_characters_are_not_read_and_move_nothing() -> None:
    source = "Zink\0 helpt\u202e echt.\x1b[2J Ja\u200b."
    article = parse(source)
    assert [s.text for s in article.sentences] == ["Zink helpt echt.[2J Ja."]
    assert [source[s.offset : s.end] for s in article.sentences] == [source]
