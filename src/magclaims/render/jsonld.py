"""JSON-LD: the claims, what they rest on and where they stand, in vocabularies that others use.

schema.org's Claim with its citations, CiTO for why a reference is cited, ECO, OBI and SEVCO for what it
is, SEPIO for lines of evidence, PROV for where this comes from. `vocabularies.toml` has the terms.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import quote

from magclaims import HOME
from magclaims.knowledge.data import load as load_data
from magclaims.model.report import ClaimView, EvidenceView, ReferenceView, Report
from magclaims.render import RenderOptions
from magclaims.render.escape import doi_url, plain, safe_url
from magclaims.render.json import dumps
from magclaims.render.places import from_root

_vocabularies = partial(load_data, "vocabularies.toml", "magclaims.render")
OWN = f"{HOME}#"
NOTHING = "nothing"
"""The ceiling of evidence that may not be used for its claim."""
SEVCO = "https://fevir.net/sevco"
_Json = dict[str, Any]


def render(report: Report, options: RenderOptions) -> str:
    """Return one document: articles, claims with their lines of evidence, references."""
    names = {r.key: _reference_id(r) for r in report.references}
    articles = {a.id: safe_url(a.source) or _own("article", a.id) for a in report.articles}
    graph: list[_Json] = [_document(report)]
    graph += [
        {
            "@id": articles[article.id],
            "@type": "schema:Article",
            "schema:identifier": article.id,
            "schema:name": plain(article.title),
            "schema:inLanguage": article.language,
        }
        for article in report.articles
    ]
    for claim in report.claims:
        graph += _claim(claim, names, articles, options)
    graph += [_reference(reference) for reference in report.references]
    return dumps({"@context": _context(), "@graph": graph})


def _context() -> _Json:
    links = {
        *_vocabularies()["relations"].values(),
        *_vocabularies()["relations_by_level"].values(),
    }
    links |= {"schema:citation", "schema:appearance", "schema:about", "schema:isPartOf"}
    links |= {"schema:additionalType", "cito:isRetractedBy", "prov:wasAttributedTo"}
    return {
        **_vocabularies()["prefixes"],
        "magclaims": OWN,
        **{link: {"@type": "@id"} for link in sorted(links)},
        "prov:generatedAtTime": {"@type": "xsd:dateTime"},
    }


def _document(report: Report) -> _Json:
    return {
        "@id": "",
        "@type": "prov:Entity",
        "prov:generatedAtTime": report.checked_at,
        "prov:wasAttributedTo": HOME,
        "schema:softwareVersion": report.tool.version,
    }


def _own(kind: str, *parts: str) -> str:
    """An IRI for something that has none of its own."""
    return ":".join(["urn:magclaims", kind, *(quote(plain(part), safe="") for part in parts)])


def _reference_id(reference: ReferenceView) -> str:
    return doi_url(reference.doi) or safe_url(reference.url) or _own("reference", reference.key)


def _claim(
    claim: ClaimView, names: dict[str, str], articles: dict[str, str], options: RenderOptions
) -> Iterator[_Json]:
    claim_id = _own("claim", claim.id)
    where = [articles.get(o.article, _own("article", o.article)) for o in claim.occurrences]
    node: _Json = {
        "@id": claim_id,
        "@type": ["schema:Claim", _vocabularies()["classes"]["assertion"]],
        "schema:identifier": claim.id,
        "schema:text": plain(claim.statement),
        "schema:appearance": list(dict.fromkeys(where)),
        "magclaims:kind": claim.kind,
        "magclaims:verdict": claim.verdict.value,
        "magclaims:provisional": claim.provisional,
        "schema:additionalType": _vocabularies()["levels"].get(claim.evidence_level, []),
    }
    known = [e for e in claim.evidence if e.reference in names]
    if known:
        node["schema:citation"] = list(dict.fromkeys(names[e.reference] for e in known))
    for evidence in known:
        link = _link(evidence)
        node[link] = [*node.get(link, []), names[evidence.reference]]
    yield node
    for number, evidence in enumerate(known, start=1):
        yield _line(claim_id, number, evidence, names[evidence.reference])
    for number, (o, article) in enumerate(zip(claim.occurrences, where, strict=True), start=1):
        yield {
            "@id": f"{claim_id}:place:{number}",
            "@type": "schema:Quotation",
            "schema:text": plain(o.words or o.quote),
            "schema:isPartOf": article,
            "schema:about": claim_id,
            "magclaims:path": from_root(plain(o.path), options),
            "magclaims:line": o.line,
            "magclaims:verdict": o.verdict.value,
            "magclaims:strength": o.strength,
        }


def _link(evidence: EvidenceView) -> str:
    """Why the reference is cited; what carries nothing, e.g. a retracted work, supports nothing."""
    terms = _vocabularies()
    if evidence.relation == "supports" and evidence.carries == NOTHING:
        return str(terms["relations"]["mentions"])
    if evidence.relation == "supports" and evidence.level in terms["relations_by_level"]:
        return str(terms["relations_by_level"][evidence.level])
    return str(terms["relations"][evidence.relation])


def _line(claim_id: str, number: int, evidence: EvidenceView, reference: str) -> _Json:
    terms = _vocabularies()
    direction = None if evidence.carries == NOTHING else terms["directions"].get(evidence.relation)
    line: _Json = {
        "@id": f"{claim_id}:evidence:{number}",
        "@type": terms["classes"]["evidence_line"],
        "schema:about": claim_id,
        "schema:citation": reference,
        "schema:additionalType": [
            *terms["levels"].get(evidence.level, []),
            *filter(None, [direction]),
        ],
        "magclaims:level": evidence.level,
        "magclaims:relation": evidence.relation,
        "magclaims:carries": evidence.carries,
    }
    if evidence.tested:
        line["magclaims:tested"] = evidence.tested
    if evidence.says:
        line["schema:text"] = plain(evidence.says)
    return line


def _reference(reference: ReferenceView) -> _Json:
    design = reference.study.design if reference.study else None
    known = _vocabularies()["designs"].get(design, {"terms": [], "codes": []})
    node: _Json = {
        "@id": _reference_id(reference),
        "@type": "schema:CreativeWork" if reference.doi is None else "schema:ScholarlyArticle",
        "schema:identifier": [reference.key, *filter(None, (reference.doi, reference.pmid))],
        "schema:name": plain(reference.title) or reference.key,
        "magclaims:status": reference.status,
    }
    if reference.year is not None:
        node["schema:datePublished"] = str(reference.year)
    if known["terms"]:
        node["schema:additionalType"] = known["terms"]
    if known["codes"]:
        node["schema:keywords"] = [
            {
                "@type": "schema:DefinedTerm",
                "schema:termCode": code,
                "schema:inDefinedTermSet": {"@id": SEVCO},
            }
            for code in known["codes"]
        ]
    retractions = [doi_url(n.doi) for n in reference.notices if n.type.startswith("retraction")]
    if reference.status in {"retracted", "replaced"} and any(retractions):
        node["cito:isRetractedBy"] = [url for url in retractions if url]
    return node
