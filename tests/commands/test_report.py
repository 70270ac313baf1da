"""`magclaims report` as an editor gets it."""

from pathlib import Path

from project import CLAIMS, Run, write_project

TEXT = "In dit onderzoek bij ratten verbeterde het geheugen. Dit zout verbetert uw geheugen.\n"


def with_text(folder: Path, claims: str = CLAIMS) -> None:
    write_project(folder, claims)
    (folder / "articles").mkdir()
    (folder / "articles" / "memory.txt").write_text(TEXT, encoding="utf-8")


def test_the_page_is_in_the_language_of_most_articles(run: Run, tmp_path: Path) -> None:
    with_text(tmp_path)
    dutch = run("report", "--offline", "--articles", "articles").out
    assert '<html lang="nl">' in dutch
    assert "de zin leest alsof het over mensen gaat" in dutch
    assert "bij ratten is gezien" in dutch
    english = run("report", "--offline", "--articles", "articles", "--language", "en").out
    assert '<html lang="en">' in english
    assert "the sentence reads as if it were about people" in english


def test_what_was_not_checked_is_told_in_the_language(run: Run, tmp_path: Path) -> None:
    with_text(tmp_path)
    page = run("report", "--offline").out
    assert "de regels over de tekst van memory: er is geen map met artikelen opgegeven" in page
    assert "rules about the text" not in page
    assert "rules about the text of memory" in run("check", "--offline", "-f", "json").out


def test_an_unknown_language_is_said(run: Run, tmp_path: Path) -> None:
    with_text(tmp_path)
    result = run("report", "--language", "tlh")
    assert result.code == 2
    assert "en, nl" in result.err


def test_check_and_json_stay_english(run: Run, tmp_path: Path) -> None:
    with_text(tmp_path)
    assert "as if it were about people" in run("check", "--offline", "--exit-zero").out
    assert '"language": "en"' in run("check", "--offline", "--exit-zero", "-f", "json").out


def test_a_folder_gets_an_index_and_a_page_for_each_article(run: Run, tmp_path: Path) -> None:
    with_text(tmp_path)
    result = run("report", "--offline", "--articles", "articles", "-o", "out/pages")
    assert (result.code, result.err) == (0, "")
    assert "out/pages/index.html" in result.out
    folder = tmp_path / "out" / "pages"
    assert sorted(p.name for p in folder.iterdir()) == ["index.html", "memory.html"]
    page = (folder / "memory.html").read_text(encoding="utf-8")
    assert 'class="m tone-' in page
    assert "claims.yaml" not in page.split('id="findings"')[0]
    assert str(tmp_path) not in page


def test_a_file_stays_a_file(run: Run, tmp_path: Path) -> None:
    with_text(tmp_path)
    run("report", "--offline", "-o", "page.html")
    assert (tmp_path / "page.html").is_file()
    run("report", "--offline", "-f", "markdown", "-o", "report")
    assert (tmp_path / "report").read_text(encoding="utf-8").startswith("# Beweringen en bewijs")
