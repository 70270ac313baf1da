"""Every format of every report is read by a strict parser, whatever stands in the texts of the report.

The texts of a made-up report are replaced, each by another one, so that what names something still
names it; a parser of the format then reads what is printed.
"""

import csv
import json
import re
from collections.abc import Callable
from functools import cache
from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from test_exports import graph_of
from test_formats_pages import Page

from format_samples import HOSTILE, sample
from magclaims.model.report import Report
from magclaims.render import FORMATS

quick = settings(
    max_examples=15, phases=[Phase.generate], deadline=None, derandomize=True, database=None
)
PIECES = (
    *HOSTILE.split(" "),
    "]]>",
    "<![CDATA[",
    "<!--",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "\"' onmouseover=alert(1) x='",
    "::error::owned",
    "%0A::error::owned",
    "\r\n",
    "|",
    "```\n",
    "=1+1",
    "\ud800",
    "\uffff",
    "{% x %}",
    "https://x.org]/",
    "javascript:alert(1)",
    "\\",
)


FREE = frozenset(
    {
        "article", "citation", "claim", "doi", "evidence", "id", "ingredients", "key", "locator", "message", "missing", "owner",
        "path", "quote", "reason", "reference", "says", "statement", "suggestion", "text", "title", "url", "what", "why",
    }
)  # fmt: skip
"""Fields whose values come from outside: registry, bibliography, articles, services, file names."""


@cache
def document() -> dict[str, Any]:
    """The sample as it is printed."""
    made: dict[str, Any] = sample().model_dump(mode="json", by_alias=True)
    return made


@cache
def free_texts() -> tuple[str, ...]:
    """The texts of the sample that may be any text."""
    found: set[str] = set()

    def note(text: str) -> str:
        found.add(text)
        return text

    through(document(), note)
    return tuple(sorted(found))


def through(value: Any, change: Callable[[str], str], name: str = "") -> Any:
    """The same with each free text changed."""
    if isinstance(value, dict):
        return {name: through(one, change, name) for name, one in value.items()}
    if isinstance(value, list):
        return [through(one, change, name) for one in value]
    return change(value) if isinstance(value, str) and value and name in FREE else value


texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=5).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """The sample with other texts, no two the same."""
    chosen = draw(st.lists(st.sampled_from(free_texts()), min_size=5, unique=True))
    by = {text: f"{draw(texts)}{number}" for number, text in enumerate(chosen)}
    return Report.model_validate(through(document(), lambda text: by.get(text, text)))


def out(name: str, report: Report) -> str:
    printed = FORMATS[name].render(report)
    assert printed.encode().decode() == printed
    assert not re.search(
        r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed
    )
    return printed


def lines_are_no_commands(report: Report, name: str) -> None:
    for line in out(name, report).splitlines():
        assert not line.lstrip().startswith("::"), line
        assert "##[" not in line
        assert "##vso[" not in line


def reads_as_json(report: Report, name: str) -> None:
    assert json.loads(out(name, report))


def reads_as_the_model(report: Report, name: str) -> None:
    assert Report.model_validate_json(out(name, report)).summary == report.summary  # Rust's parser


def reads_as_sarif(report: Report, name: str) -> None:
    (run,) = json.loads(out(name, report))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(report.findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        place = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"(?:file://)?[\w./%~-]+", place["artifactLocation"]["uri"])


def reads_as_xml(report: Report, name: str) -> None:
    root = ET.fromstring(out(name, report))
    assert {element.tag for element in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "skipped", "error", "system-out", "properties", "property",
    }  # fmt: skip
    assert int(root.attrib["tests"]) == len(list(root.iter("testcase")))


def reads_as_csv(report: Report, name: str) -> None:
    head, *rows = csv.reader(StringIO(out(name, report)), strict=True)
    assert len(rows) == len(report.findings)
    assert {len(row) for row in rows} <= {len(head)}
    assert not [
        cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    ]


def reads_as_commands(report: Report, name: str) -> None:
    for line in out(name, report).splitlines():
        if line.startswith("::"):
            command, _, message = line[2:].partition("::")
            assert re.fullmatch(r"(?:error|warning|notice) (?:\w+=[^,:\n]*,?)+", command), line
            assert message
        else:
            assert not re.search(r"(?<!\S)::|##\[", line), line


def reads_as_markdown(report: Report, name: str) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(out(name, report))
    every = [one for token in tokens for one in (token, *(token.children or ()))]
    allowed = re.compile(r"</?(?:details|summary|br|sub)[ />]?|<!-- ")
    for token in every:
        if token.type in {"html_block", "html_inline"}:
            assert allowed.match(token.content), token.content
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(("https://", "http://", "#"))
        assert token.type not in {"image", "fence", "code_block"}


def reads_as_html(report: Report, name: str) -> None:
    page = Page(out(name, report))
    assert len(page.all("script")) == 1
    assert not page.all("img")
    for tag, attributes in page.elements:
        assert not [attribute for attribute in attributes if attribute.startswith("on")], tag
        address = attributes.get("href") or ""
        assert address.startswith(("#", "https://", "http://", "data:,")) or not address


def reads_as_graph(report: Report, name: str) -> None:
    assert len(graph_of(out(name, report))) > 0


READERS = {
    "text": lines_are_no_commands,
    "full": lines_are_no_commands,
    "concise": lines_are_no_commands,
    "json": reads_as_the_model,
    "github": reads_as_commands,
    "sarif": reads_as_sarif,
    "junit": reads_as_xml,
    "gitlab": reads_as_json,
    "csv": reads_as_csv,
    "jsonld": reads_as_graph,
    "annotations": reads_as_json,
    "markdown": reads_as_markdown,
    "html": reads_as_html,
}


def test_every_format_has_its_reader() -> None:
    assert set(READERS) == set(FORMATS)
    assert len(free_texts()) > 60


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", READERS)
def test_it_is_read_whatever_the_texts_are(name: str) -> None:
    @settings(quick, max_examples=4 if name == "html" else 15)  # a page takes its time
    @given(reports())
    def tried(report: Report) -> None:
        READERS[name](report, name)

    tried()
