"""`magclaims serve` as somebody uses it, in a real browser. All of it is synthetic."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import AXE, Tab, tab
from project import write_site
from serving import Site, serving

__all__ = ["tab"]

FILE = Path("data/reviews/ann.json")
CARD = "details.card.tone-overstated"
TOLD = "document.querySelector('#told p')?.textContent"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as started:
        yield started


@pytest.fixture
def blind() -> Iterator[Site]:
    with serving(blind=True) as started:
        yield started


def of_this_site(tab: Tab, site: Site) -> bool:
    """Whether the page asked for nothing from elsewhere, and nothing in the console complains."""
    own = (site.origin, "data:", "about:", "blob:")
    return tab.said() == [] and all(url.startswith(own) for url in tab.asked_for())


def faults(tab: Tab) -> list[object]:
    """What axe-core finds with all of the page open."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there: `.ci/run` fetches it with npm")
    tab.js("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    tab.until("!document.querySelector('details[open] > noscript')")
    tab.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    tab.driver.execute_script(AXE.read_text(encoding="utf-8"))  # type: ignore[no-untyped-call, unused-ignore]
    tab.js("(() => { axe.run().then((r) => { window.found = r; }); })()")
    found = tab.until("window.found")
    return [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in found["violations"]]


def test_a_decision_is_saved_and_the_page_shows_it(tab: Tab, site: Site) -> None:
    tab.open(site.address)
    assert tab.shown("#decisions, #told") == 0
    tab.js("(() => { document.querySelector(arguments[0]).open = true; })()", CARD)
    tab.until("document.querySelector('.decide')")
    tab.click(f"{CARD} .decide [name=reviewed]")
    tab.click(f"{CARD} .decide [name=comment]")
    tab.press("Klopt <b>dit</b>?")
    tab.click("#decisions [name=save]")
    assert tab.until(TOLD) == "Opgeslagen als Ann."
    kept = json.loads(FILE.read_text())
    assert (list(kept["reviews"]), kept["comments"][0]["text"]) == (["people"], "Klopt <b>dit</b>?")
    tab.until("document.querySelector(arguments[0]).open", CARD)
    tab.until("document.querySelector('.decide')")
    assert "Beoordeeld door Ann" in tab.js(f"document.querySelector('{CARD}').textContent")
    assert tab.js("document.querySelector('.decide [name=reviewed]').checked") is False
    assert tab.shown("#decisions") == 0, "nothing waits any more"
    tab.click("#told button")
    assert tab.shown("#told") == 0
    assert of_this_site(tab, site)


def test_what_is_refused_stays_and_is_told(tab: Tab, site: Site) -> None:
    tab.open(site.address)
    tab.js("(() => { document.querySelector(arguments[0]).open = true; })()", CARD)
    tab.until("document.querySelector('.decide')")
    tab.click(f"{CARD} .decide [name=reviewed]")
    registry = Path("data/claims.yaml")
    registry.write_text(registry.read_text().replace("L-threonate improves", "L-threonate aids"))
    tab.click("#decisions [name=save]")
    tab.until("document.querySelector('#told')?.textContent.includes('gewijzigd sinds')")
    tab.until("document.querySelector('#decisions output').textContent === 'Besloten: 1'")
    assert not FILE.exists()
    # Deciding again is about what the page shows now.
    tab.until("document.querySelector('.decide')")
    tab.click(f"{CARD} .decide [name=reviewed]")
    tab.click(f"{CARD} .decide [name=reviewed]")
    tab.click("#decisions [name=save]")
    tab.until("document.querySelector('#told')?.textContent.includes('”: beoordeeld')")
    assert list(json.loads(FILE.read_text())["reviews"]) == ["people"]


def test_without_the_program_decisions_stay_in_the_browser(tab: Tab) -> None:
    command = [sys.executable, "-m", "magclaims", "serve", "--by", "Ann", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        tab.open(process.stdout.readline().strip())
        tab.js("(() => { document.querySelector(arguments[0]).open = true; })()", CARD)
        tab.until("document.querySelector('.decide')")
        tab.click(f"{CARD} .decide [name=reviewed]")
        process.kill()
    tab.click("#decisions [name=save]")
    assert tab.until(TOLD) == "Opslaan is niet gelukt; uw besluiten staan hier nog."
    assert "Draait het nog?" in tab.js("document.querySelector('#told').textContent")
    assert tab.js("document.querySelector('#decisions output').textContent") == "Besloten: 1"


def test_the_own_verdict_comes_first_by_keyboard_alone(tab: Tab, blind: Site) -> None:
    tab.open(blind.address)
    assert tab.shown(".card .badge[class*='tone-'], #first, #evidence") == 0
    tab.press("j")
    tab.until("document.activeElement.closest('.unrated')")
    place = tab.js("document.activeElement.closest('.card').id")
    tab.press("o")
    tab.until("document.querySelector('.unrated[open] form.rate')")
    # From the summary over the links of the evidence to the choices.
    for _ in range(12):
        tab.press("\ue004")
        if tab.js("document.activeElement.name === 'own'"):
            break
    tab.press(" ")
    tab.until("document.activeElement.checked")
    tab.press("\ue007")  # Enter
    tab.until("document.getElementById(arguments[0]).matches('.card:not(.unrated)')", place)
    tab.until("document.getElementById(arguments[0]).open", place)
    told = tab.until("document.querySelector('.card[open] .rated')?.textContent")
    assert "Ann op" in told
    assert "tegengesproken" in told
    assert "te stellig" in told
    (rating,) = json.loads(FILE.read_text())["ratings"]
    assert (rating["own"], rating["judged"]) == ("contradicted", "overstated")
    assert tab.shown(".unrated") == 2
    assert of_this_site(tab, blind)


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_fault_before_and_after(tab: Tab, blind: Site, width: int) -> None:
    tab.open(blind.address, width=width)
    assert faults(tab) == []
    assert tab.js("document.documentElement.scrollWidth") <= width
    with serving(by="Bob") as site:
        tab.open(site.address, width=width)
        tab.js("document.querySelectorAll('details.card').forEach((d) => { d.open = true; })")
        tab.until("document.querySelector('.decide')")
        tab.click(".decide [name=reviewed]")
        assert faults(tab) == []
        assert tab.js("document.documentElement.scrollWidth") <= width
    tab.js("localStorage.clear()")
