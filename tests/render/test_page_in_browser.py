"""The editors' page as editors use it, in a real browser. All articles and studies are synthetic."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browser import AXE, Tab, tab
from format_samples import HOSTILE, claim, clean, evidence, occurrence, reason, reference, sample
from magclaims.model.decisions import Decisions
from magclaims.model.registry import Verdict
from magclaims.model.report import (
    ArticleView,
    CauseView,
    ClaimView,
    DraftView,
    MeasuredView,
    Report,
    StudyView,
    Summary,
)
from magclaims.read.article.articles import read
from magclaims.read.article.locate import locate
from magclaims.render import MANY, RenderOptions
from magclaims.render.body import SourceText
from magclaims.render.html import LISTED_FIRST, pages, render
from magclaims.render.view import anchor, arrange

__all__ = ["tab"]

TEXT = """# Zout en slaap

Zout verbetert de slaap. Het helpt ook bij stress, zegt men.

Een alinea zonder bewering.

Bij ratten verlaagt zout de bloeddruk.
"""
PLACES = (
    ("verbetert de slaap", Verdict.OVERSTATED, "sleep", "doe2020"),
    ("helpt ook bij stress", Verdict.UNSUPPORTED, "stress", None),
    ("Bij ratten verlaagt zout de bloeddruk", Verdict.SUPPORTED, "blood pressure", "roe2021"),
)


def synthetic() -> Report:
    claims = tuple(
        claim(
            f"c{n}",
            occurrence(
                verdict,
                quote,
                article="salt",
                reasons=(reason("x", f"Reden {n}."),),
                suggestion=f'Zeg bijvoorbeeld: "Zin {n}."',
                usable=(key,) if key else (),
            ),
            links=(evidence(key, "animal", carries="none"),) if key else (),
        ).model_copy(update={"substances": ("synthetic salt",), "outcomes": (outcome,)})
        for n, (quote, verdict, outcome, key) in enumerate(PLACES)
    )
    study = StudyView(
        design="laboratory_experiment",
        subjects=("animal",),
        species=("rats",),
        ingredients=("synthetic salt",),
        sample_size=60,
        outcomes=(MeasuredView(name="blood pressure", direction="decreased"),),
    )
    article = ArticleView(id="salt", title="Zout en slaap", language="nl", source=None)
    return clean().model_copy(
        update={
            "language": "nl",
            "claims": claims,
            "articles": (article,),
            "references": (
                reference("doe2020", "verified", doi="10.5555/ok"),
                reference("roe2021", "verified", doi="10.5555/roe", study=study),
            ),
            "summary": Summary(
                claims=3,
                references=2,
                articles=1,
                findings={"error": 0, "warning": 0, "note": 0},
                waived=0,
                verdicts={
                    v.value: sum(v is verdict for _, verdict, _, _ in PLACES) for v in Verdict
                },
                provisional=0,
                unverified=0,
            ),
        }
    )


def options(folder: Path, report: Report) -> RenderOptions:
    """With the text of the article at hand."""
    source = folder / "salt.md"
    source.write_text(TEXT, encoding="utf-8")
    text = read(source, "nl")
    found = {(c.id, 0): locate(c.occurrences[0].quote, text) for c in report.claims}
    return RenderOptions(texts={"salt": SourceText(text, found)})


@pytest.fixture
def page(tab: Tab, tmp_path: Path) -> Callable[..., Tab]:
    """Opens the page of an article with its text."""

    def open_page(fragment: str = "", report: Report | None = None, **how: Any) -> Tab:
        report = report or synthetic()
        file = tmp_path / "page.html"
        file.write_text(render(report, options(tmp_path, report)), encoding="utf-8")
        tab.open(file, fragment, **how)
        return tab

    return open_page


COUNT = "document.getElementById('count').textContent"


def test_nothing_is_asked_for_and_nothing_complains(page: Callable[..., Tab]) -> None:
    tab = page()
    tab.until(f"{COUNT}.includes('3')")
    assert all(url.startswith(("file:", "data:", "about:")) for url in tab.asked_for())
    assert tab.said() == []


def test_what_heads_a_place_is_text_and_is_not_searched(page: Callable[..., Tab]) -> None:
    """Headings that only a style sheet shows can be neither copied nor found."""
    tab = page()
    tab.js("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    tab.until("!document.querySelector('details[open] > noscript')")
    heads = tab.js("[...document.querySelectorAll('.card .head')].map((h) => h.textContent)")
    assert {"Waarom", "Advies"} <= set(heads)
    shown = "getComputedStyle(document.querySelector('.why'), '::before').content"
    assert tab.js(shown) in {"none", "normal"}
    assert tab.js(
        "[...document.querySelectorAll('.why')].every((w) => w.parentElement.querySelectorAll('.head').length < 6)"
    )


def test_hostile_text_runs_nothing(tab: Tab, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(render(sample(), RenderOptions()), encoding="utf-8")
    tab.open(file)
    tab.js("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    tab.until("!document.querySelector('details[open] > noscript')")
    assert tab.js("document.scripts.length") == 1
    assert tab.js("document.querySelectorAll('img, iframe, [onclick], [onerror]').length") == 0
    assert "<script>alert(1)</script>" in HOSTILE
    assert "<script>alert(1)</script>" in tab.js("document.body.textContent")
    assert all(url.startswith(("file:", "data:", "about:")) for url in tab.asked_for())
    assert tab.said() == []


def test_a_filter_shows_what_fits_counts_and_stands_in_the_address(
    page: Callable[..., Tab],
) -> None:
    tab = page()
    assert tab.shown("details.card") == 3
    tab.js(
        "(() => { const s = document.querySelector('select[name=v]'); s.value = 'overstated';"
        " s.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )
    tab.until(f"{COUNT}.startsWith('1 ')")
    assert tab.shown("details.card") == 1
    assert tab.shown("[data-plain]") == 0
    assert tab.js("location.hash") == "#v=overstated"
    # The other options of the same filter still say what they would show.
    options = tab.js(
        "[...document.querySelector('select[name=v]').options].map((o) => o.textContent)"
    )
    assert any(text.startswith("niet onderbouwd (1)") for text in options)
    tab.click("#filter button[type=reset]")
    tab.until(f"{COUNT}.startsWith('3 ')")
    assert tab.shown("details.card") == 3
    assert tab.js("location.hash") == ""


def test_an_address_brings_its_filter_back(page: Callable[..., Tab]) -> None:
    tab = page("#q=stress")
    tab.until(f"{COUNT}.startsWith('1 ')")
    assert tab.js("document.querySelector('input[name=q]').value") == "stress"
    assert "helpt ook bij stress" in tab.js(
        "document.querySelector('details.card:not([hidden])').textContent"
    )


def test_search_finds_what_is_not_drawn_yet_and_says_when_nothing_fits(
    page: Callable[..., Tab],
) -> None:
    tab = page()
    tab.press("/")
    tab.until("document.activeElement.name === 'q'")
    tab.press("Reden 2.")
    tab.until(f"{COUNT}.startsWith('1 ')")
    tab.press("xyz")
    tab.until(f"{COUNT}.startsWith('0 ')")
    assert tab.shown("#none") == 1
    tab.press("\ue00c")  # Escape
    tab.until(f"{COUNT}.startsWith('3 ')")
    assert tab.shown("#none") == 0


def test_the_code_of_a_rule_finds_its_places(page: Callable[..., Tab]) -> None:
    tab = page("#k=EVI002")
    tab.until(f"{COUNT}.startsWith('1 ')")
    tab = page("#q=EVI001")
    tab.until(f"{COUNT}.startsWith('1 ')")


def test_a_number_of_the_matrix_filters(page: Callable[..., Tab]) -> None:
    tab = page()
    tab.js(
        "document.querySelector('svg a[href=\"#v=supported&l=animal\"]').dispatchEvent("
        "new MouseEvent('click', {bubbles: true, cancelable: true}))"
    )
    tab.until(f"{COUNT}.startsWith('1 ')")
    assert tab.js("document.querySelector('select[name=v]').value") == "supported"


def test_marks_lead_to_their_cards_and_cards_draw_what_they_hold(page: Callable[..., Tab]) -> None:
    tab = page()
    assert tab.js("document.querySelectorAll('details.card .why').length") == 0
    tab.click("a.m.tone-supported")
    tab.until("document.querySelector('details.card.tone-supported').open")
    tab.until("document.querySelector('details.card.tone-supported .why')")
    assert tab.js("document.activeElement.tagName") == "SUMMARY"


def test_keys_walk_the_places_and_open_them(page: Callable[..., Tab]) -> None:
    tab = page()
    at = "document.activeElement.closest('.card')?.querySelector('q').textContent"
    for key, expected in (("j", PLACES[0][0]), ("j", PLACES[1][0]), ("k", PLACES[0][0])):
        tab.press(key)
        tab.until(f"{at} === arguments[0]", expected)
    tab.press("o")
    tab.until("document.activeElement.closest('.card').open")
    tab.until("document.querySelector('.tone-overstated.card .write > span')")
    tab.press("o")
    tab.until("!document.activeElement.closest('.card').open")


COPIED = """(() => {
  window.copied = [];
  Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (t) => { window.copied.push(t); }}});
})()"""


def test_what_can_be_copied(page: Callable[..., Tab]) -> None:
    tab = page()
    tab.js(COPIED)
    tab.js("document.querySelectorAll('details.card').forEach((d) => { d.open = true; })")
    tab.until("document.querySelector('.tone-overstated.card [data-copy=waiver]')")
    for what in ("say", "link", "waiver"):
        tab.js(
            "document.querySelector(`.tone-overstated.card [data-copy=${arguments[0]}]`).click()",
            what,
        )
    say, link, waiver = tab.until("window.copied.length === 3 && window.copied")
    assert say == "Zin 0."
    anchor = tab.js("document.querySelector('.tone-overstated.card').id")
    assert link.endswith(f"page.html#{anchor}")
    assert waiver.splitlines()[:3] == ["waivers:", "  - rule: EVI002", '    subject: "c0"']
    assert "until: 2026-07-03" in waiver
    assert tab.js(
        "document.querySelector('.tone-overstated.card [data-copy=say]').textContent"
    ) == ("Gekopieerd")


def test_a_permalink_opens_its_place_whatever_is_filtered(page: Callable[..., Tab]) -> None:
    tab = page("#q=stress")
    anchor = tab.js("document.querySelector('.tone-supported.card').id")
    tab.js("location.hash = arguments[0]", f"#{anchor}")
    tab.until("document.querySelector('.tone-supported.card').open")
    assert tab.shown(".tone-supported.card") == 1


def test_without_a_script_everything_is_there(page: Callable[..., Tab]) -> None:
    tab = page()
    tab.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        tab.driver.refresh()
        source = tab.driver.execute_cdp_cmd("DOM.getDocument", {"depth": -1, "pierce": True})
        assert "Reden 2." in str(source)
    finally:
        tab.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_print_shows_what_is_open_and_no_controls(page: Callable[..., Tab]) -> None:
    tab = page()
    tab.media(of="print")
    assert tab.shown(".sticky, .act, .acts") == 0
    assert tab.shown("details.card:not([open]) .why") == 0
    before = tab.js("document.querySelectorAll('details[open]').length")
    assert tab.driver.print_page()
    assert tab.js("document.querySelectorAll('details[open]').length") == before


def test_a_picture_too_broad_for_paper_is_printed_as_its_table(page: Callable[..., Tab]) -> None:
    tab = page()
    assert tab.js("document.querySelectorAll('.broad').length") == 0
    report = synthetic()
    many = tuple(
        c.model_copy(update={"substances": tuple(f"synthetic salt {n}" for n in range(8))})
        for c in report.claims
    )
    tab = page(report=report.model_copy(update={"claims": many}))
    assert tab.shown(".broad svg") > 0
    tab.js("window.dispatchEvent(new Event('beforeprint'))")
    tab.media(of="print")
    assert (tab.shown(".broad > .wide"), tab.shown(".broad > details[open]")) == (0, 1)
    assert tab.shown(".broad tbody tr") == 24
    tab.media()
    tab.js("window.dispatchEvent(new Event('afterprint'))")
    assert (tab.shown(".broad > .wide"), tab.shown(".broad > details[open]")) == (1, 0)


def test_signs_are_drawn_and_told_aloud(page: Callable[..., Tab]) -> None:
    tab = page()
    sign = "getComputedStyle(document.querySelector(arguments[0]), '::before').content"
    assert tab.js(sign, ".card.tone-overstated .badge") == '"▲" / ""'
    assert tab.js(sign, "a.m.tone-overstated") == '"▲" / "te stellig: "'


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window(page: Callable[..., Tab], width: int) -> None:
    tab = page(width=width)
    tab.js("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    tab.until("!document.querySelector('details[open] > noscript')")
    assert tab.js("document.documentElement.scrollWidth") <= width


def axe(tab: Tab) -> list[object]:
    """What axe-core finds on the page with all of it open."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there: `.ci/run` fetches it with npm")
    tab.js("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    tab.until("!document.querySelector('details[open] > noscript')")
    tab.driver.execute_script(AXE.read_text(encoding="utf-8"))  # type: ignore[no-untyped-call, unused-ignore]
    tab.js("(() => { axe.run().then((r) => { window.found = r; }); })()")
    found = tab.until("window.found")
    return [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in found["violations"]]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_no_fault(page: Callable[..., Tab], language: str, dark: bool) -> None:
    tab = page(report=synthetic().model_copy(update={"language": language}), dark=dark)
    assert axe(tab) == []


def test_axe_finds_no_fault_in_a_folder(tab: Tab, tmp_path: Path) -> None:
    made = pages(synthetic(), options(tmp_path, synthetic()))
    for name, text in made.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in made:
        tab.open(tmp_path / name)
        assert axe(tab) == [], name


def test_the_pages_of_a_folder_lead_to_each_other(tab: Tab, tmp_path: Path) -> None:
    for name, text in pages(synthetic(), RenderOptions()).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    tab.open(tmp_path / "index.html")
    tab.js("document.querySelectorAll('#first details').forEach((d) => { d.open = true; })")
    tab.js("document.querySelector('#cause-1 .places a').click()")
    tab.until(
        "location.pathname.endsWith('salt.html') && document.querySelector('details.card[open]')"
    )
    assert all(url.startswith(("file:", "data:", "about:")) for url in tab.asked_for())
    assert tab.said() == []


def test_four_hundred_claims_stay_small_and_quick(tab: Tab, tmp_path: Path) -> None:
    one = synthetic().claims[0]
    claims = tuple(
        one.model_copy(
            update={
                "id": f"c{n}",
                "occurrences": (
                    one.occurrences[0].model_copy(
                        update={"quote": f"verbetert de slaap nummer {n}"}
                    ),
                ),
            }
        )
        for n in range(400)
    )
    file = tmp_path / "page.html"
    file.write_text(
        render(synthetic().model_copy(update={"claims": claims}), RenderOptions()),
        encoding="utf-8",
    )
    assert file.stat().st_size < 1_000_000
    tab.open(file)
    tab.until(f"{COUNT}.startsWith('400 ')")
    assert tab.js("document.getElementsByTagName('*').length") < 25_000


def many(claims: int, articles: int = 1) -> Report:
    """Claims that each have a cause of their own: a reference that carries less than they say."""
    report = synthetic()
    one, first = report.claims[0], report.references[0]

    def made(n: int) -> ClaimView:
        place = one.occurrences[0].model_copy(
            update={
                "quote": f"verbetert de slaap nummer {n}",
                "article": f"a{n % articles}",
                "evidence": (f"made{n}",),
                "cause": CauseView(kind="beyond", reference=f"made{n}"),
            }
        )
        links = (one.evidence[0].model_copy(update={"reference": f"made{n}"}),)
        return one.model_copy(update={"id": f"c{n}", "occurrences": (place,), "evidence": links})

    return report.model_copy(
        update={
            "claims": tuple(made(n) for n in range(claims)),
            "references": tuple(
                first.model_copy(update={"key": f"made{n}"}) for n in range(claims)
            ),
            "articles": tuple(
                report.articles[0].model_copy(update={"id": f"a{n}", "title": f"Artikel {n}"})
                for n in range(articles)
            ),
        }
    )


def test_a_long_list_is_drawn_when_it_is_asked_for(page: Callable[..., Tab]) -> None:
    tab = page(report=many(LISTED_FIRST + 20))
    assert tab.shown("#first ~ * ol.first > li") == LISTED_FIRST
    assert tab.shown(".references tbody tr") == LISTED_FIRST
    tab.click("#first ~ * details.rest > summary")
    tab.until("!document.querySelector('#first ~ * details.rest > noscript')")
    assert tab.shown("#first ~ * ol.first > li") == LISTED_FIRST + 20
    assert tab.said() == []


def test_a_search_finds_what_a_long_list_has_not_drawn(page: Callable[..., Tab]) -> None:
    last = LISTED_FIRST + 19
    tab = page(f"#q=nummer+{last}", report=many(last + 1))
    tab.until(f"{COUNT}.startsWith('1 ')")
    assert tab.shown("#first ~ * ol.first > li") == 1
    assert f"nummer {last}" in tab.js("document.querySelector('.rest').textContent")


def test_the_address_of_a_reference_that_is_not_drawn_shows_it(page: Callable[..., Tab]) -> None:
    report = many(LISTED_FIRST + 20)
    key = arrange(report).references[-1].key
    tab = page(f"#{anchor('r', key)}", report=report)
    tab.until("document.getElementById(arguments[0])?.offsetParent", anchor("r", key))


def test_without_a_script_a_long_list_is_there(page: Callable[..., Tab]) -> None:
    last = LISTED_FIRST + 19
    tab = page(report=many(last + 1))
    tab.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        tab.driver.refresh()
        source = str(tab.driver.execute_cdp_cmd("DOM.getDocument", {"depth": -1, "pierce": True}))
    finally:
        tab.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    # As elements, and not as the text of a <noscript>.
    assert f"'r-{anchor('r', f'made{last}')[2:]}'" in source
    assert f"'cause-{last + 1}'" in source


def test_a_folder_stays_quick_with_thousands_of_places(tab: Tab, tmp_path: Path) -> None:
    report = many(4000, articles=200)
    made = pages(report, RenderOptions())
    assert len(made) == 201
    index = tmp_path / "index.html"
    index.write_text(made["index.html"], encoding="utf-8")
    tab.open(index)
    assert tab.js("document.getElementsByTagName('*').length") < 10_000
    # What it lists is counted, drawn or not; in the filter, too, once somebody comes near.
    assert tab.js(COUNT) == "500 van 500 getoond"
    tab.click("#filter summary")
    tab.until(
        "[...document.querySelectorAll('select[name=v] option, select[name=a] option')]"
        ".reduce((n, o) => n + Number((o.textContent.match(/\\((\\d+)\\)$/) || [])[1] || 0), 0) >= 500"
    )
    assert tab.js(COUNT) == "500 van 500 getoond"
    told = "3.500 andere oorzaken; hun plaatsen staan op de pagina's van de artikelen"
    assert told in tab.js("document.querySelector('#first + .panel').textContent")
    # Nothing is lost: each place stands with its reasons on the page of its article.
    for n in (0, 1999, 3999):
        article = made[f"a{n % 200}.html"]
        assert f"nummer {n}<" in article
    assert all(len(text.encode()) < 200_000 for name, text in made.items() if name != "index.html")


def test_a_page_with_too_many_places_says_that_a_folder_is_better(page: Callable[..., Tab]) -> None:
    tab = page(report=many(MANY + 1))
    assert "magclaims report --output MAP" in tab.js("document.querySelector('main').textContent")
    tab = page(report=many(MANY))
    assert "--output MAP" not in tab.js("document.querySelector('main').textContent")


def decidable() -> Report:
    """With states, and a draft that waits."""
    report = synthetic()
    claims = tuple(c.model_copy(update={"state": "0123456789ab-0-0"}) for c in report.claims)
    draft = DraftView(
        id="d1",
        article="salt",
        quote="</script><b>slaapt",
        statement="Synthetic salt changes sleep.",
        complete=True,
        state="0123456789ab-0-0",
        path="claims.yaml",
        line=1,
        column=1,
    )
    return report.model_copy(update={"claims": claims, "drafts": (draft,)})


def downloaded(tab: Tab) -> Decisions:
    """What the button gives."""
    tab.js(
        "(() => { URL.createObjectURL = (blob) => { window.given = blob.text(); return '#'; }; })()"
    )
    tab.click("#decisions [name=download]")
    text = tab.driver.execute_async_script("window.given.then(arguments[0])")  # type: ignore[no-untyped-call, unused-ignore]
    return Decisions.model_validate_json(text)


def test_decisions_are_kept_and_downloaded(page: Callable[..., Tab]) -> None:
    tab = page(report=decidable())
    assert tab.shown("#decisions") == 0
    tab.js("document.querySelectorAll('details.card').forEach((d) => { d.open = true; })")
    tab.until("document.querySelectorAll('.decide').length === 3")
    tab.click(".decide [name=reviewed]")
    tab.click(".decide [name=accept]")
    tab.click(".decide [name=comment]")
    tab.press("Waarom?")
    tab.click(".draft [name=approved]")
    tab.until("document.querySelector('#decisions output').textContent === 'Besloten: 2'")
    first, draft = downloaded(tab).decisions
    assert (first.claim, first.quote, first.reviewed) == ("c0", "verbetert de slaap", True)
    assert (first.accepted, first.comment) == ("Zin 0.", "Waarom?")
    assert (draft.claim, draft.quote, draft.approved) == ("d1", "</script><b>slaapt", True)
    tab.driver.refresh()
    tab.until("document.querySelector('#decisions output').textContent === 'Besloten: 2'")
    assert downloaded(tab).decisions == (first, draft)
    tab.js("(() => { window.confirm = () => true; })()")
    tab.click("#decisions [name=discard]")
    tab.until("document.querySelector('#decisions').hidden")
    assert tab.said() == []


def test_a_waiver_counts_once_it_has_a_reason(page: Callable[..., Tab]) -> None:
    report = decidable()
    first = report.claims[0]
    place = first.occurrences[0].model_copy(update={"code": "EVI002"})
    first = first.model_copy(update={"occurrences": (place,)})
    tab = page(report=report.model_copy(update={"claims": (first, *report.claims[1:])}))
    tab.js(
        "(() => { localStorage.clear(); document.querySelector('details.card').open = true; })()"
    )
    tab.until("document.querySelector('.decide')")
    tab.click(".decide [name=waive]")
    tab.until("document.querySelector('.decide [name=reason]').offsetParent")
    assert tab.shown("#decisions") == 0
    tab.click(".decide [name=reason]")
    tab.press("Volgend nummer.")
    tab.until("!document.querySelector('#decisions').hidden")
    (decision,) = downloaded(tab).decisions
    assert decision.waiver is not None
    assert (decision.waiver.rule, decision.waiver.reason) == ("EVI002", "Volgend nummer.")
    tab.js("localStorage.clear()")
