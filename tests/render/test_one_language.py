"""A page in Dutch, or another language, is in that: what is in another language is marked as that."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from magclaims.knowledge.data import load
from magclaims.render.language import DEFAULT, foreign, languages, phrases
from project import CLAIMS, Run, write_project

ROOT = Path(__file__).parents[2]
WORDS = """
the and with which that not from by for this are were has have it its their they says but who whose
unless where because
"""
ENGLISH = frozenset(WORDS.split())
"""Frequent English words that are none of the other languages."""
OTHERS = [code for code in languages() if code != DEFAULT]
VOID = frozenset(
    {"meta", "link", "input", "br", "hr", "img", "line", "path", "rect", "circle", "use"}
)
NAMES = frozenset({"id", "code"})
"""Classes of what is no language: ids of claims, codes of rules."""


class Unmarked(HTMLParser):
    """English words outside elements that are marked as English."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.open: list[tuple[str, str, bool]] = [("", language, False)]
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        _, language, left_out = self.open[-1]
        for name in ("aria-label", "title", "placeholder"):
            self.look(given.get(name) or "")
        for label in re.findall(r'"([^"]*)"', given.get("style") or ""):
            self.look(label)
        if tag not in VOID:
            classes = set((given.get("class") or "").split())
            # A quote of an article is in the article's words, whatever names they hold.
            out = (
                left_out
                or tag in {"script", "style", "title", "code", "q"}
                or given.get("id") == "known"  # data of the page's script
                or bool(classes & NAMES)
            )
            self.open.append((tag, given.get("lang") or language, out))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.look(data)

    def look(self, text: str) -> None:
        _, language, left_out = self.open[-1]
        if language != self.language or left_out:
            return
        if ENGLISH & set(re.findall(r"\w+", text.lower())):
            self.found.append(text.strip())


def unmarked(page: str, language: str = "nl") -> list[str]:
    parser = Unmarked(language)
    parser.feed(page)
    return parser.found


def test_the_test_finds_english() -> None:
    assert unmarked("<p>Een zin <b>with English</b></p>") == ["with English"]
    assert unmarked('<p>Een zin <b lang="en">with English</b></p>') == []


@pytest.mark.parametrize(
    ("where", "language"),
    # What the registry of `data` quotes of its sources is given in English and Dutch alone.
    [("data", "nl"), *(("examples", code) for code in OTHERS)],
)
def test_a_page_is_in_its_language(where: str, language: str, run: Run, tmp_path: Path) -> None:
    source = ROOT if where == "data" else ROOT / "examples"
    for name in ("data", "articles", "magclaims.toml"):
        if (source / name).is_dir():
            shutil.copytree(source / name, tmp_path / name)
        elif (source / name).is_file():
            shutil.copy(source / name, tmp_path)
    assert unmarked(run("report", "--offline", "--language", language).out, language) == []
    made = run("report", "--offline", "--language", language, "--dossier", "files")
    assert made.code == 0
    files = sorted((tmp_path / "files").glob("*.html"))[:12]
    texts = {f.name: f.read_text(encoding="utf-8") for f in files}
    assert {name: left for name, text in texts.items() if (left := unmarked(text, language))} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not asked: offline", "niet gevraagd: zonder netwerk"),
        ("Crossref: server error (503)", "Crossref: serverfout (503)"),
        ("Europe PMC: no answer in time", "Europe PMC: geen antwoord op tijd"),
        (
            "given up: it cannot be reached (last: no connection)",
            "opgegeven: niet te bereiken (het laatst: geen verbinding)",
        ),
        (
            "no answer for 3 references: Europe PMC: access refused (403)",
            "geen antwoord voor 3 bronnen: Europe PMC: toegang geweigerd (403)",
        ),
        ("3 questions in a row stayed unanswered", "3 vragen achter elkaar bleven onbeantwoord"),
        (
            "doi:10.5555/x is not known to Crossref and DataCite",
            "doi:10.5555/x is niet bekend bij Crossref en DataCite",
        ),
        ("something that nobody foresaw", None),
        ("Crossref: something that nobody foresaw", None),
    ],
)
def test_what_a_service_is_said_to_have_answered(text: str, expected: str | None) -> None:
    assert phrases("nl").told(text) == expected
    assert phrases("en").told(text) == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("better memory in the vegetarians alone", "en"),
        ("een beter werkgeheugen bij jonge en oude ratten", None),
        ("Magnesium in the Central Nervous System.", "en"),
        ("50 mg/kg", None),
        ("", None),
    ],
)
def test_text_in_another_language_is_marked(text: str, language: str | None) -> None:
    assert foreign(text, "nl") == language


def test_an_outage_is_told_in_dutch(
    run: Run, tmp_path: Path, online: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path)
    monkeypatch.setenv("MAGCLAIMS_CROSSREF_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("MAGCLAIMS_EUROPEPMC_URL", "http://127.0.0.1:9")
    page = run("report", "--language", "nl").out
    assert "Crossref gaf geen antwoord: opgegeven: niet te bereiken" in page
    assert unmarked(page) == []


def test_what_changed_since_a_review_is_told_in_dutch(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    run("review", "--claim", "people", "--claim", "rats", "--claim", "enzymes", "--by", "Ann")
    changed = (
        CLAIMS.replace("L-threonate improves memory", "L-threonate aids memory")
        .replace("quote: verbetert uw geheugen", "quote: helpt uw geheugen")
        .replace("species: rats", "species: mice")
        .replace("strength: conditional", "strength: causal")
        .replace(
            "reference: slutsky2010, level: animal}\n\n  - id: people",
            "reference: factsheet, level: background}\n\n  - id: people",
        )
    )
    (tmp_path / "data" / "claims.yaml").write_text(changed)
    page = run("report", "--offline", "--language", "nl").out
    for told in (
        "de bewering is geregistreerd met een andere zin",
        "“verbetert uw geheugen” is niet meer geregistreerd in `memory`",
        "“helpt uw geheugen” in `memory` is nieuw",
        "“meer dan 600 enzymatische reacties” in `memory` is anders geregistreerd",
        "`factsheet` is nieuw bewijs",
        "`slutsky2010` is geen bewijs ervoor meer",
        "de studie van `slutsky2010` is anders geregistreerd",
    ):
        assert told in page, told
    assert unmarked(page) == []
    assert unmarked(run("report", "--offline", "--claim", "people", "--language", "nl").out) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_change_since_a_review_has_english_words(language: str) -> None:
    told = load(f"reasons.{language}.toml", "magclaims.knowledge")["phrase"]
    since = {code: text for code, text in told.items() if code.startswith("since_")}
    assert len(since) >= 16
    assert {c: left for c, t in since.items() if (left := unmarked(f"<p>{t}</p>", language))} == {}
