"""JSON-LD, Web Annotations and CSV: what others' tools read, held against rdflib and SHACL."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from format_samples import HOSTILE, clean, finding, occurrence, sample
from magclaims.model.finding import Severity
from magclaims.model.registry import Verdict
from magclaims.model.report import Report
from magclaims.render import FORMATS, RenderOptions
from magclaims.render.csv import COLUMNS, cell

# rdflib's own parser uses what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SHAPES = Path(__file__).parent / "shapes.ttl"
BASE = "https://example.org/report"
ANNO = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "items": {"@id": "as:items", "@container": "@list"},
    "body": {"@id": "oa:hasBody"},
    "target": {"@id": "oa:hasTarget"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"},
    "value": "rdf:value",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
}
"""The part of W3C's context that is used here, so that nobody is asked for it."""


def graph_of(text: str) -> Any:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not here: make test")
    return rdflib.Graph().parse(data=text, format="json-ld", publicID=BASE)


def jsonld(report: Report, options: RenderOptions | None = None) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(FORMATS["jsonld"].render(report, options))
    return {node["@id"]: node for node in document["@graph"]}


# --- JSON-LD


@pytest.mark.parametrize("make", [sample, clean])
def test_the_graph_keeps_what_the_shapes_ask_for(make) -> None:  # type: ignore[no-untyped-def]
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl is not here: make test")
    graph = graph_of(FORMATS["jsonld"].render(make()))
    shapes = graph_of("{}").parse(SHAPES)
    conforms, _, told = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=shapes)
    assert conforms, told


def test_the_shapes_can_fail() -> None:
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl is not here: make test")
    document = json.loads(FORMATS["jsonld"].render(clean()))
    for node in document["@graph"]:
        node.pop("schema:text", None)
    shapes = graph_of("{}").parse(SHAPES)
    assert not pyshacl.validate(graph_of(json.dumps(document)), shacl_graph=shapes)[0]


def test_all_that_is_written_is_read() -> None:
    rows = graph_of(FORMATS["jsonld"].render(sample())).query(
        """
        PREFIX schema: <https://schema.org/>
        PREFIX cito: <http://purl.org/spar/cito/>
        PREFIX magclaims: <https://github.com/magclaims/magclaims#>
        SELECT ?id ?verdict ?reference WHERE {
          ?claim a schema:Claim ; schema:identifier ?id ; magclaims:verdict ?verdict .
          OPTIONAL { ?claim cito:obtainsSupportFrom ?reference }
        }"""
    )
    found = {(str(row.id), str(row.verdict)) for row in rows}
    assert found == {(c.id, c.verdict.value) for c in sample().claims}


def test_levels_relations_and_retractions_have_their_terms() -> None:
    nodes = jsonld(sample())
    memory = nodes["urn:magclaims:claim:memory"]
    assert set(memory["cito:obtainsSupportFrom"]) <= set(memory["schema:citation"])
    animal = nodes["urn:magclaims:claim:memory:evidence:1"]
    assert "obo:ECO_0000179" in animal["schema:additionalType"]
    assert "obo:SEPIO_0000007" in animal["schema:additionalType"]
    sleep = nodes["urn:magclaims:claim:sleep"]
    assert sleep["cito:qualifies"] == ["https://doi.org/10.5555/bad"]
    mood = nodes["urn:magclaims:claim:mood"]
    assert list(mood["cito:isDisputedBy"]) == [n for n in nodes if "10.5555/ok" in n]
    bad = nodes["https://doi.org/10.5555/bad"]
    assert bad["cito:isRetractedBy"] == ["https://doi.org/10.5555/notice"]


def test_what_carries_nothing_supports_nothing() -> None:
    report = sample()
    memory = report.claims[0]
    lost = memory.evidence[0].model_copy(update={"carries": "nothing"})
    claims = (
        memory.model_copy(update={"evidence": (lost, *memory.evidence[1:])}),
        *report.claims[1:],
    )
    nodes = jsonld(report.model_copy(update={"claims": claims}))
    claim = nodes["urn:magclaims:claim:memory"]
    assert claim["cito:citesForInformation"] == [claim["schema:citation"][0]]
    assert claim["schema:citation"][0] not in claim["cito:obtainsSupportFrom"]
    line = nodes["urn:magclaims:claim:memory:evidence:1"]
    assert "obo:SEPIO_0000007" not in line["schema:additionalType"]


def test_addresses_that_are_none_become_names_of_our_own() -> None:
    nodes = jsonld(sample())
    assert not [name for name in nodes if name.startswith("javascript")]
    assert "urn:magclaims:article:synthetic-nl" in nodes
    assert "https://x.invalid/a" in nodes
    assert "urn:magclaims:reference:moe2016" in nodes


# --- Web Annotations


def test_annotations_are_those_of_the_model() -> None:
    document = json.loads(FORMATS["annotations"].render(sample()))
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    places = [o for c in sample().claims for o in c.occurrences]
    assert len(document["items"]) == len(places)
    rows = graph_of(json.dumps({**document, "@context": ANNO})).query(
        """
        PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?annotation ?exact WHERE {
          ?annotation a oa:Annotation ; oa:hasTarget ?target .
          ?target oa:hasSource ?source ; oa:hasSelector ?selector .
          ?selector a oa:TextQuoteSelector ; oa:exact ?exact .
          FILTER EXISTS { ?annotation oa:hasBody ?body }
        }"""
    )
    assert {str(row.exact) for row in rows} == {o.words or o.quote for o in places}


def test_a_place_is_found_by_its_words_and_by_its_position() -> None:
    o = occurrence(Verdict.OVERSTATED, "improves sleep", line=2, column=6).model_copy(
        update={"words": "improves sleep", "sentence": "Zinc improves sleep in adults."}
    )
    (claim,) = clean().claims
    report = clean().model_copy(
        update={"claims": (claim.model_copy(update={"occurrences": (o,)}),)}
    )
    text = "A title\r\nZinc improves sleep in adults.\n"
    options = RenderOptions(source={o.path: text}.get)
    (item,) = json.loads(FORMATS["annotations"].render(report, options))["items"]
    quoted, position = item["target"]["selector"]
    assert quoted == {
        "type": "TextQuoteSelector",
        "exact": "improves sleep",
        "prefix": "Zinc ",
        "suffix": " in adults.",
    }
    assert text[position["start"] : position["end"]] == "improves sleep"
    moved = RenderOptions(source={o.path: "Another text.\n"}.get)
    (item,) = json.loads(FORMATS["annotations"].render(report, moved))["items"]
    assert [s["type"] for s in item["target"]["selector"]] == ["TextQuoteSelector"]


# --- CSV


def test_csv_has_a_row_for_each_finding() -> None:
    head, *rows = csv.reader(StringIO(FORMATS["csv"].render(sample())))
    assert tuple(head) == COLUMNS
    assert len(rows) == len(sample().findings)
    first = dict(zip(head, rows[0], strict=True))
    assert first["verdict"] == "overstated"
    assert first["words"] == "improves your memory within weeks"
    assert first["path"] == "articles/synthetic-en.txt"
    assert {row[head.index("known_before")] for row in rows} == {"", "yes"}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "  =1",
        "\r\n=1",
        "\u200b=1",
        "＝1",
        "'=1",
        HOSTILE[88:],
    ],
)
def test_no_cell_is_a_formula(text: str) -> None:
    one = finding(text, text, Severity.ERROR, text, suggestion=text, path=text, about=(text,) * 3)
    report = clean().model_copy(update={"findings": (one,)})
    _, row = csv.reader(StringIO(FORMATS["csv"].render(report)))
    for value in row:
        assert not value.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
        assert "\n" not in value
    assert cell("plain text") == "plain text"
    assert cell("") == ""
