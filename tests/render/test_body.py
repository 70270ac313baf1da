"""The article with its claims, from a text and the places of a report. All texts are synthetic."""

import json
from pathlib import Path

from format_samples import HOSTILE, claim, clean, occurrence, reason
from magclaims.model.registry import Verdict
from magclaims.model.report import ArticleView, Report
from magclaims.read.article.articles import read
from magclaims.read.article.locate import locate
from magclaims.render import RenderOptions
from magclaims.render.body import Body, SourceText, body
from magclaims.render.html import pages, render
from magclaims.render.view import arrange

TEXT = """# Zout en slaap

Zout verbetert de slaap. Het helpt ook bij stress, en dat is bekend.

Een alinea zonder bewering.

- Zout verlaagt de bloeddruk.
"""


def report_of(*quotes: tuple[str, Verdict]) -> Report:
    claims = tuple(
        claim(f"c{n}", occurrence(verdict, quote, article="salt"))
        for n, (quote, verdict) in enumerate(quotes)
    )
    article = ArticleView(id="salt", title="Zout en slaap", language="nl", source=None)
    return clean().model_copy(update={"claims": claims, "articles": (article,)})


def source_of(tmp_path: Path, report: Report, text: str = TEXT) -> SourceText:
    path = tmp_path / "salt.md"
    path.write_text(text, encoding="utf-8")
    article = read(path, "nl")
    found = {(c.id, 0): locate(c.occurrences[0].quote, article) for c in report.claims}
    return SourceText(article, found)


def body_of(tmp_path: Path, *quotes: tuple[str, Verdict]) -> Body:
    report = report_of(*quotes)
    return body(source_of(tmp_path, report), arrange(report).places)


def test_the_words_of_a_claim_are_set_off_in_the_whole_text(tmp_path: Path) -> None:
    found = body_of(
        tmp_path,
        ("verbetert de slaap", Verdict.OVERSTATED),
        ("verlaagt de bloeddruk", Verdict.SUPPORTED),
    )
    text = "\n".join(
        "".join(piece.text for piece in block.pieces) for row in found.rows for block in row.blocks
    )
    assert text == (
        "Zout en slaap\nZout verbetert de slaap. Het helpt ook bij stress, en dat is bekend.\n"
        "Een alinea zonder bewering.\nZout verlaagt de bloeddruk."
    )
    marked = [p for row in found.rows for b in row.blocks for p in b.pieces if p.places]
    assert [p.text for p in marked] == ["verbetert de slaap", "verlaagt de bloeddruk"]
    assert [len(row.places) for row in found.rows] == [0, 1, 0, 1]
    assert found.elsewhere == ()


def test_claims_that_overlap_are_cut_and_the_worst_leads(tmp_path: Path) -> None:
    found = body_of(
        tmp_path,
        ("helpt ook bij stress", Verdict.SUPPORTED),
        ("bij stress, en dat", Verdict.CONTRADICTED),
    )
    pieces = [p for row in found.rows for b in row.blocks for p in b.pieces if p.places]
    assert [(p.text, [x.claim.id for x in p.places]) for p in pieces] == [
        ("helpt ook ", ["c0"]),
        ("bij stress", ["c1", "c0"]),
        (", en dat", ["c1"]),
    ]
    assert [[x.claim.id for x in p.ends] for p in pieces] == [[], ["c0"], ["c1"]]
    assert [p.begins for p in pieces] == [True, True, False]


def test_a_quote_that_runs_over_two_sentences_is_set_off_in_both(tmp_path: Path) -> None:
    found = body_of(tmp_path, ("de slaap. Het helpt", Verdict.OVERSTATED))
    pieces = [p.text for row in found.rows for b in row.blocks for p in b.pieces if p.places]
    assert pieces == ["de slaap.", "Het helpt"]


def test_what_the_text_lacks_is_shown_beside_it(tmp_path: Path) -> None:
    found = body_of(tmp_path, ("iets heel anders dan er staat", Verdict.OVERSTATED))
    assert [p.claim.id for p in found.elsewhere] == ["c0"]


def test_the_page_shows_the_text_with_its_claims(tmp_path: Path) -> None:
    report = report_of(("verbetert de slaap", Verdict.OVERSTATED))
    options = RenderOptions(texts={"salt": source_of(tmp_path, report)})
    for text in (render(report, options), pages(report, options)["salt.html"]):
        assert '<a class="m b tone-overstated" href="#p-' in text
        assert "Een alinea zonder bewering." in text
        assert "not at hand" not in text
    assert "Een alinea zonder bewering." not in pages(report, options)["index.html"]


def reasoned(quote: str, *, number: int = 0, article: str = "salt") -> Report:
    """One claim with two reasons, a rewrite and what would carry it."""
    said = (reason("x", f"First of all, {quote}."), reason("y", f"Then {quote}."))
    place = occurrence(
        Verdict.OVERSTATED, quote, article=article, reasons=said, suggestion=f"Leave {quote} out."
    )
    return report_of().model_copy(update={"claims": (claim(f"c{number}", place),)})


def test_each_reason_of_a_place_is_told_once(tmp_path: Path) -> None:
    report = reasoned("verbetert de slaap")
    beside = pages(report, RenderOptions(texts={"salt": source_of(tmp_path, report)}))["salt.html"]
    without_text = pages(report, RenderOptions())["salt.html"]
    for made in (beside, without_text):
        assert made.count("First of all, verbetert de slaap.") == 1
        assert made.count("Then verbetert de slaap.") == 1
    assert "<small>First of all" in beside  # before anything is opened


def test_decisions_repeat_nothing_that_the_page_shows(tmp_path: Path) -> None:
    report = reasoned("verbetert de slaap")
    text = render(report, RenderOptions(texts={"salt": source_of(tmp_path, report)}))
    known = json.loads(text.split('<template id="known"')[1].split(">", 1)[1].split("<")[0])
    (row,) = known["places"].values()
    assert (known["articles"], row[0], row[2:]) == (["salt"], 0, [])
    odd = reasoned("verbetert\u202e de slaap")  # shown without what turns the text around
    text = render(odd, RenderOptions())
    known = json.loads(text.split('<template id="known"')[1].split(">", 1)[1].split("<")[0])
    (row,) = known["places"].values()
    assert row[2:] == ["c0", "verbetert\u202e de slaap"]


def test_a_place_of_a_page_takes_little_room(tmp_path: Path) -> None:
    """400 claims are to fit in a megabyte: words apart, a place may take 1,300 bytes of markup."""
    quotes = [f"zout nummer {n} verbetert de slaap" for n in range(40)]
    text = "\n\n".join(f"Proef: {quote}." for quote in quotes)

    def size(many: int) -> int:
        one = [reasoned(quote, number=n).claims[0] for n, quote in enumerate(quotes[:many])]
        report = report_of().model_copy(update={"claims": tuple(one)})
        made = RenderOptions(texts={"salt": source_of(tmp_path, report, text)})
        return len(render(report, made).encode())

    assert (size(40) - size(20)) / 20 < 1300


def test_a_hostile_article_stays_text(tmp_path: Path) -> None:
    text = f"Zout {HOSTILE} slaap.\n\n<script>alert(1)</script><img src=x onerror=alert(1)>\n"
    report = report_of(("Zout", Verdict.OVERSTATED))
    made = render(report, RenderOptions(texts={"salt": source_of(tmp_path, report, text)}))
    assert made.count("<script") == 1
    assert "<img" not in made
    assert "\x1b" not in made
    assert "\u202e" not in made
