"""W3C Web Annotations: each place with its verdict and advice, for tools that mark up pages.

See https://www.w3.org/TR/annotation-model/. A place is found by its words with what stands around them
(TextQuoteSelector), and by position (TextPositionSelector) where the file's text is at hand.
"""

from typing import Any
from urllib.parse import quote

from magclaims import HOME
from magclaims.model.report import ClaimView, OccurrenceView, Report
from magclaims.render import RenderOptions
from magclaims.render.escape import plain, safe_url
from magclaims.render.json import dumps
from magclaims.render.labels import VERDICTS
from magclaims.render.places import from_root

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_Json = dict[str, Any]


def render(report: Report, options: RenderOptions) -> str:
    """Return one AnnotationPage with an annotation for each place, in the order of the report."""
    articles = {article.id: article for article in report.articles}
    generator = {"id": HOME, "type": "Software", "name": report.tool.name}
    items = []
    for claim in report.claims:
        for number, o in enumerate(claim.occurrences, start=1):
            article = articles.get(o.article)
            language = article.language if article else None
            items.append(
                {
                    "id": f"urn:magclaims:place:{quote(plain(claim.id), safe='')}:{number}",
                    "type": "Annotation",
                    "motivation": "assessing",
                    "generated": report.checked_at,
                    "generator": generator,
                    "body": _bodies(claim, o, language),
                    "target": {
                        "source": safe_url(article.source if article else None)
                        or quote(from_root(plain(o.path), options)),
                        "selector": _selectors(o, options),
                    },
                }
            )
    return dumps({"@context": CONTEXT, "type": "AnnotationPage", "items": items})


def _bodies(claim: ClaimView, o: OccurrenceView, language: str | None) -> list[_Json]:
    why = "; ".join(plain(reason.text) for reason in o.reasons)
    verdict = VERDICTS[o.verdict]
    said = f"{verdict}: {why}" if why else verdict
    bodies = [
        _text(o.verdict.value, "tagging"),
        _text(said, "assessing", "en"),
        _text(plain(claim.statement), "describing", "en"),
    ]
    if o.suggestion:
        bodies.append(_text(plain(o.suggestion), "editing", language))
    return bodies


def _text(value: str, purpose: str, language: str | None = None) -> _Json:
    body = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return {**body, "language": language} if language else body


def _selectors(o: OccurrenceView, options: RenderOptions) -> list[_Json]:
    exact = o.words or o.quote
    quoted: _Json = {"type": "TextQuoteSelector", "exact": exact}
    before, found, after = (o.sentence or "").partition(exact)
    if found:
        quoted |= {"prefix": before, "suffix": after}
    position = _position(o, exact, options)
    return [quoted, position] if position else [quoted]


def _position(o: OccurrenceView, exact: str, options: RenderOptions) -> _Json | None:
    """Offsets in the file, 0-based code points; None where other characters stand there."""
    text = options.source(o.path) if options.source is not None and o.found else None
    if text is None:
        return None
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: o.line - 1])) + o.column - 1
    end = start + len(exact)
    if text[start:end] != exact:
        return None
    return {"type": "TextPositionSelector", "start": start, "end": end}
