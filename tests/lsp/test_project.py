"""What is judged is what the editor holds, with what `check` finds, and no fault of a file ends it."""

import os
from pathlib import Path

import pytest
from lsprotocol import types

from editing import BOOK, CLAIMS, DUTCH, ENGLISH, Desk
from magclaims.api import check
from magclaims.files import real
from magclaims.lsp.diagnostics import diagnostics
from magclaims.lsp.judged import Judged
from magclaims.lsp.pages import OpenText
from magclaims.model.finding import Finding
from project import Run


def marked(desk: Desk, judged: Judged, name: str) -> dict[str, list[str]]:
    """The texts that are marked in a file, by code."""
    path = desk.path(name)
    page = OpenText(desk.text(name))
    found: dict[str, list[str]] = {}
    for mark in diagnostics(judged, path, page):
        start, end = page.offset(mark.range.start), page.offset(mark.range.end)
        found.setdefault(str(mark.code), []).append(page.text[start:end])
    return found


def shown(finding: Finding) -> tuple[str, ...]:
    place = (finding.code, str(real(Path(finding.path))), str(finding.line), str(finding.column))
    return (*place, finding.message, finding.suggestion or "")


def test_the_whole_is_what_check_finds(desk: Desk) -> None:
    expected = check(config=desk.root / "magclaims.toml", settings={"offline": True})
    found = desk.project().whole().findings
    assert [shown(f) for f in found] == [shown(f) for f in expected.findings]


@pytest.mark.parametrize("name", [DUTCH, ENGLISH])
def test_an_article_alone_is_judged_as_in_the_whole(desk: Desk, name: str) -> None:
    alone, whole = desk.project().article(desk.path(name)), desk.project().whole()
    assert alone is not None
    here = desk.path(name)
    assert [shown(f) for f in alone.by_path[here]] == [shown(f) for f in whole.by_path[here]]


def test_what_is_not_saved_is_what_counts(desk: Desk) -> None:
    before = desk.project().article(desk.path(DUTCH))
    assert before is not None
    assert marked(desk, before, DUTCH)["EVI007"] == ["verbetert dus ook uw ruimtelijk geheugen"]
    desk.type(DUTCH, "Creatine verbetert dus ook uw", "😀 Bij muizen verbeterde creatine ook het")
    after = desk.project().article(desk.path(DUTCH))
    assert after is not None
    assert "EVI007" not in marked(desk, after, DUTCH)
    assert "EVI007" in marked(desk, before, DUTCH)  # and the disk was left alone


def test_a_mark_covers_its_words_behind_a_wide_character(desk: Desk) -> None:
    desk.type(DUTCH, "Creatine voorkomt dementie.", "😀 Creatine voorkomt dementie.")
    judged = desk.project().article(desk.path(DUTCH))
    assert judged is not None
    assert marked(desk, judged, DUTCH)["EVI001"] == ["Creatine voorkomt dementie"]
    page = OpenText(desk.text(DUTCH))
    (mark,) = (d for d in diagnostics(judged, desk.path(DUTCH), page) if d.code == "EVI001")
    assert mark.range.start.character == 3
    assert mark.severity == types.DiagnosticSeverity.Error
    assert mark.code_description is not None
    assert mark.code_description.href == "https://magclaims.github.io/magclaims/rules/EVI001/"
    assert "Instead: " in mark.message


def test_an_unsaved_registry_counts_for_the_article(desk: Desk) -> None:
    desk.type(CLAIMS, "level: animal", "level: human")
    codes = {f.code for f in desk.project().whole().findings}
    desk.unsaved.clear()
    assert codes - {f.code for f in desk.project().whole().findings}


def test_a_registry_that_is_no_yaml_is_marked_and_the_last_one_stays(desk: Desk) -> None:
    desk.project().whole()
    desk.type(CLAIMS, "claims:\n", "claims: [\n")
    judged = desk.project().whole()
    assert any(f.message.startswith("is not YAML") for f in judged.by_path[desk.path(CLAIMS)])
    assert marked(desk, judged, DUTCH)["EVI001"]


def test_a_registry_that_never_was_yaml(desk: Desk) -> None:
    desk.unsaved[desk.path(CLAIMS)] = "a: [\x00"
    judged = desk.project().whole()
    assert judged.by_path[desk.path(CLAIMS)]


def test_faults_of_entries_are_marked_at_their_value(desk: Desk) -> None:
    desk.type(CLAIMS, "level: animal", "level: mouse")
    judged = desk.project().whole()
    (text,) = marked(desk, judged, CLAIMS)["SCH001"]
    assert text.startswith("mouse")


def test_a_bibliography_with_a_fault_is_marked(desk: Desk) -> None:
    desk.unsaved[desk.path(BOOK)] = desk.text(BOOK) + "\n@article{open, title = {no end\n"
    assert any(desk.project().whole().by_path[desk.path(BOOK)])


def test_a_text_that_is_gone_is_said_in_the_registry(desk: Desk) -> None:
    desk.path(DUTCH).unlink()
    judged = desk.project().whole()
    assert any(f.message.startswith("there is no ") for f in judged.by_path[desk.path(CLAIMS)])
    assert marked(desk, judged, ENGLISH)


def test_a_file_that_is_no_text_is_said(desk: Desk) -> None:
    desk.path(DUTCH).write_bytes(b"\xff\xfe\x00a")
    judged = desk.project().whole()
    assert judged.by_path[desk.path(DUTCH)]


def test_what_is_read_again_is_what_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    project = desk.project()
    first = project.article(desk.path(DUTCH))
    monkeypatch.setattr("magclaims.lsp.project.judge", lambda *_, **__: pytest.fail("judged"))
    again = desk.project().article(desk.path(DUTCH))
    assert first is not None
    assert again is not None
    assert again.case is first.case


def test_a_review_that_went_stale_is_told_while_one_types(
    desk: Desk, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TRC007, as `check` tells it; and a fault of the file of reviews ends nothing."""
    monkeypatch.chdir(desk.root)
    assert run("review", "--claim", "dementia", "--by", "Ann", "--offline").code == 0
    assert "TRC007" not in marked(desk, desk.project().whole(), CLAIMS)
    desk.type(DUTCH, "Creatine voorkomt dementie.", "Creatine voorkomt elke vorm van dementie.")
    desk.type(CLAIMS, "quote: Creatine voorkomt dementie", "quote: Creatine voorkomt elke vorm")
    (stale,) = [f for f in desk.project().whole().findings if f.code == "TRC007"]
    assert "`dementia` is not what Ann reviewed" in stale.message
    alone = desk.project().article(desk.path(DUTCH))
    assert alone is not None
    assert "TRC007" in {f.code for f in alone.findings}
    reviews = desk.root / "data" / "reviews.json"
    desk.unsaved[real(reviews)] = "{"
    found = {(f.code, Path(f.path).name) for f in desk.project().whole().findings}
    assert ("SCH001", "reviews.json") in found
    assert ("TRC007", "claims.yaml") in found  # as it was when it could last be read


def test_a_saved_file_is_read_again(desk: Desk) -> None:
    desk.project().whole()
    path = desk.path(DUTCH)
    path.write_text("# Niets\n\nTekst.\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert "EVI001" not in marked(desk, desk.project().whole(), DUTCH)


def test_a_folder_without_a_project(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "a.md"
    desk.unsaved[real(path)] = "Creatine verbetert het geheugen.\n"
    project = desk.projects.of(real(path), desk.unsaved)
    assert project.article(real(path)) is None
    assert project.whole().findings == ()


def test_before_there_is_a_bibliography_the_registry_counts(desk: Desk) -> None:
    desk.path(BOOK).unlink()
    judged = desk.project().article(desk.path(DUTCH))
    assert judged is not None
    assert marked(desk, judged, DUTCH)["EVI001"]


def test_a_bibliography_that_was_never_saved_counts(desk: Desk) -> None:
    text = desk.text(BOOK)
    desk.path(BOOK).unlink()
    desk.unsaved[desk.path(BOOK)] = text
    assert "snow2018" in desk.project().whole().case.references


def test_reviews_that_are_missing_are_told_as_check_tells_them(desk: Desk) -> None:
    settings = desk.root / "magclaims.toml"
    settings.write_text(f"review-every = 30\n{settings.read_text(encoding='utf-8')}")
    assert "TRC008" in {f.code for f in desk.project().whole().findings}
    told = check(config=settings, settings={"offline": True}).findings
    assert "TRC008" in {f.code for f in told}
