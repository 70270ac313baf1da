"""When and where a file says that it was published. All files are synthetic."""

import pytest

from magclaims.read.article.articles import Format, parse

PAGE = """<!doctype html><html><head><title>Zink</title>
<link rel="canonical" href="https://example.org/zink">
<meta property="article:published_time" content="2024-03-05T10:00:00+01:00">
<meta name="date" content="2020-01-01"></head><body><p>Zink verbetert de slaap.</p></body></html>"""


@pytest.mark.parametrize(
    ("text", "format_", "published", "source"),
    [
        ("---\ndate: 2024.08.31\nurl: /zinc\n---\nZinc.\n", "markdown", "2024-08-31", ""),
        (
            "---\ndate: 2024-8\ncanonical: https://a.example/b\n---\nZinc.\n",
            "markdown",
            "2024-08",
            "https://a.example/b",
        ),
        (
            '---\npublished: true\ndate: "2023-02-01 10:00"\n---\nZinc.\n',
            "markdown",
            "2023-02-01",
            "",
        ),
        ("---\ndate: next week\n---\nZinc.\n", "markdown", "", ""),
        ("---\ndate: 31/08/2024\n---\nZinc.\n", "markdown", "", ""),
        ("Zinc. date: 2024-01-01\n", "text", "", ""),
        (PAGE, "html", "2024-03-05", "https://example.org/zink"),
        ("<p>Zinc</p>", "html", "", ""),
    ],
)
def test_what_a_file_declares(text: str, format_: Format, published: str, source: str) -> None:
    article = parse(text, format_=format_)
    assert (article.published, article.source) == (published, source)


@pytest.mark.parametrize(
    ("text", "format_", "title"),
    [
        ("# November 2025\n\n## Zinc and sleep\n\nZinc helps.\n", "markdown", "Zinc and sleep"),
        ("---\ntitle: 12 november 2025\n---\n# Zink\n\nZink helpt.\n", "markdown", "Zink"),
        ("---\ntitle: Zinc in 2025\n---\n# Other\n\nZinc helps.\n", "markdown", "Zinc in 2025"),
        ("# Maandag 3 november 2025\n\n# Zink\n\nZink helpt.\n", "markdown", "Zink"),
        ("# 2025-11-03\n\nZinc helps.\n", "markdown", "2025-11-03"),
        ("Zinc helps.\n", "markdown", ""),
    ],
)
def test_a_date_is_a_title_only_where_nothing_else_is(
    text: str, format_: Format, title: str
) -> None:
    assert parse(text, format_=format_).title == title
