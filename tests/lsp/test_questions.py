"""What is answered at a place: hovers, ways to go, completions."""

import re
from pathlib import Path

import pytest
from lsprotocol import types

from editing import BOOK, CLAIMS, DUTCH, Desk
from magclaims.lsp import completion, hover
from magclaims.lsp.diagnostics import diagnostics
from magclaims.lsp.navigation import Navigator
from magclaims.lsp.pages import OpenText
from magclaims.render.language import DEFAULT, languages, phrases


def told(desk: Desk, name: str, words: str) -> str:
    found = hover.hover(desk.project().whole(), desk.there(name, words))
    if found is None:
        return ""
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.kind is types.MarkupKind.PlainText
    return found.contents.value


def uri(path: Path) -> str:
    return path.as_uri()


def gone_to(desk: Desk, name: str, words: str, *, back: bool = False) -> list[str]:
    """The first words of the places that one gets to."""
    where = desk.there(name, words)
    if back:
        found = Navigator(desk.project(), desk.page, uri).references(where)
    else:
        path = desk.path(name)
        found = Navigator(desk.project(), desk.page, uri).definitions(path, where)
    texts = []
    for place in found:
        path = Path(place.uri.removeprefix("file://"))
        page = OpenText(desk.unsaved.get(path) or path.read_text(encoding="utf-8"))
        texts.append(page.text[page.offset(place.range.start) : page.offset(place.range.end)])
    return texts


def test_a_mark_tells_the_work_and_what_it_can_carry(desk: Desk) -> None:
    said = told(desk, DUTCH, "ruimtelijk geheugen [|1].\n\nCreatine")
    assert said.startswith("snow2018: Snow WM, Cadonic C")
    assert "unverified: not asked: offline" in said
    assert "not as a benefit to people. (mice, creatine)" in said
    assert "Evidence for: mice-spatial-memory, spatial-memory" in said


def test_a_sentence_tells_its_strength_and_its_verdict(desk: Desk) -> None:
    said = told(desk, DUTCH, "Creatine ver|betert dus")
    assert said.startswith("causal: ")
    assert "“" not in said.splitlines()[1]
    assert "verbetert" in said.splitlines()[1]
    assert "overstated, provisional" in said
    assert "Instead: " in said


@pytest.mark.parametrize("code", [code for code in languages() if code != DEFAULT])
@pytest.mark.parametrize("by_settings", [True, False])
def test_all_is_told_in_the_language_of_the_settings_else_of_the_editor(
    desk: Desk, code: str, *, by_settings: bool
) -> None:
    if by_settings:
        settings = desk.root / "magclaims.toml"
        settings.write_text(f'language = "{code}"\n' + settings.read_text(encoding="utf-8"))
    desk.projects.spoken("en-GB" if by_settings else f"{code}-{code.upper()}")
    words = phrases(code)
    judged = desk.project().whole()
    for name in (DUTCH, CLAIMS, BOOK):
        path = desk.path(name)
        page = OpenText(desk.text(name))
        for mark in diagnostics(judged, path, page):
            assert not {"Instead:", "the", "nobody", "and"} & set(
                re.sub(r"[“”«»\"„][^“”«»\"]*[“”«»\"]|`[^`]*`", "", mark.message).split()
            ), mark.message
    claim = told(desk, CLAIMS, "id: spatial-|memory")
    assert words.word("verdict", "overstated") in claim
    work = told(desk, DUTCH, "ruimtelijk geheugen [|1].\n\nCreatine")
    assert words.word("editor", "evidence_for") in work
    assert words.word("status", "unverified") in work
    assert not {"overstated", "the", "animals", "can"} & set(f"{claim} {work}".split())


def test_a_sentence_of_an_article_that_nobody_registered(desk: Desk) -> None:
    name = "articles/new.md"
    desk.unsaved[desk.path(name)] = (
        "Zink kan de slaap van gezonde mensen verbeteren. Dat is een zin van een artikel die in het "
        "Nederlands is geschreven en die meer zegt dan de eerste.\n"
    )
    said = told(desk, name, "Zink |kan")
    assert said.startswith("conditional")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (DUTCH, "doi:10.1101/|lm.046284.117"),
        (BOOK, "snow|2018"),
        (BOOK, "10.1101/lm.0462|84.117"),
        (CLAIMS, "reference: snow|2018"),
    ],
)
def test_a_key_and_a_doi_tell_the_work_everywhere(desk: Desk, name: str, words: str) -> None:
    assert told(desk, name, words).startswith("snow2018: Snow WM")


def test_a_claim_tells_its_verdict_in_the_registry(desk: Desk) -> None:
    said = told(desk, CLAIMS, "id: spatial-|memory")
    assert said.startswith("spatial-memory: Creatine improves spatial memory.")
    assert "creatine-geheugen: overstated" in said


def test_an_unknown_doi_is_said_to_be_none_of_ours(desk: Desk) -> None:
    desk.type(DUTCH, "Sporters", "Zie doi:10.1234/synthetic.1 hierover. Sporters")
    assert "not in the bibliography" in told(desk, DUTCH, "10.1234/syn|thetic.1")


def test_what_titles_hold_is_not_run(desk: Desk) -> None:
    desk.type(BOOK, "Chronic dietary", "\x1b[31mChronic\u202e [x](command:evil) dietary")
    said = told(desk, DUTCH, "ruimtelijk geheugen [|1].\n\nCreatine")
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_to_the_claim_and_back(desk: Desk) -> None:
    assert gone_to(desk, DUTCH, "Creatine ver|betert dus") == ["id: spatial-memory"]
    assert gone_to(desk, CLAIMS, "id: spatial-|memory") == [
        "verbetert dus ook uw ruimtelijk geheugen"
    ]


def test_from_a_mark_to_the_entry_and_back(desk: Desk) -> None:
    assert gone_to(desk, DUTCH, "ruimtelijk geheugen [|1].\n\nCreatine") == ["snow2018"]
    assert gone_to(desk, CLAIMS, "reference: snow|2018") == ["snow2018"]
    back = gone_to(desk, BOOK, "snow|2018", back=True)
    assert back.count("[1]") == 2
    assert any("snow2018" in line for line in back if line != "[1]")


def test_nowhere_to_go(desk: Desk) -> None:
    assert gone_to(desk, DUTCH, "## |Voor wie?") == []
    assert told(desk, BOOK, "|@article{snow") != ""


def offered(desk: Desk, text: str) -> list[str]:
    """What is offered at the sign | in a claims file of this text."""
    before, _, behind = text.partition("|")
    page = OpenText(before + behind)
    return [item.label for item in completion.completions(desk.project(), page, len(before))]


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("claims:\n  - evidence:\n      - reference: |", "snow2018"),
        ("claims:\n  - evidence:\n      - {reference: snow2018, level: |}", "combined_formula"),
        ("articles:\n  a:\n    references: [snow2018, |]", "snow2018"),
        ("articles:\n  a:\n    references:\n      - |", "snow2018"),
        ("articles:\n  a:\n    references:\n    - snow2018\n    - |", "snow2018"),
        ("claims:\n  - about: {substance: creatine, outcome: mem|}", "memory"),
        ("claims:\n  - kind: |", "study_result"),
        ("claims:\n  - occurrences:\n      - article: |", "creatine-geheugen"),
        ("claims:\n  - occurrences:\n      - strength: cau|", "causal"),
        ("waivers:\n  - rule: |", "EVI007"),
        ("waivers:\n  - subject: |", "spatial-memory"),
        ("studies:\n  sno|", "snow2018"),
        ("studies:\n  a:\n    outcomes:\n      - {name: memory, direction: |}", "no_difference"),
    ],
)
def test_what_is_offered(desk: Desk, text: str, some: str) -> None:
    assert some in offered(desk, text)


@pytest.mark.parametrize(
    "text", ["|", "claims:\n  - id: |", "claims:\n  - statement: level: x # |", "a: b\n|"]
)
def test_where_nothing_is_offered(desk: Desk, text: str) -> None:
    assert offered(desk, text) == []


def test_a_completion_replaces_what_is_begun(desk: Desk) -> None:
    text = "claims:\n  - evidence:\n      - {reference: sno"
    items = completion.completions(desk.project(), OpenText(text + "}"), len(text))
    edit = items[0].text_edit
    assert isinstance(edit, types.TextEdit)
    assert edit.range.end.character - edit.range.start.character == len("sno")
