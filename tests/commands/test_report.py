"""`magclaims report` as an editor gets it."""

import json
import subprocess
from pathlib import Path

import pytest

from magclaims.render.language import languages
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
    # Advice is for who reads the page; what it proposes is for the Dutch article.
    assert "Say who was studied" in english
    assert "Zeg bij wie" not in english
    assert "Zeg bij wie het onderzocht is" in dutch
    proposed = "verbeterde magnesium-L-threonaat het geheugen"
    assert proposed in dutch
    assert proposed in english
    # On the terminal it is in the language of each article.
    assert "Zeg bij wie" in run("check", "--offline", "--articles", "articles", "-v").out


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
    assert ", ".join(languages()) in result.err


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
    assert sorted(p.name for p in folder.glob("*.html")) == ["index.html", "memory.html"]
    page = (folder / "memory.html").read_text(encoding="utf-8")
    assert 'class="m b tone-' in page
    assert "claims.yaml" not in page.split('id="findings"')[0]
    assert str(tmp_path) not in page


def test_a_file_stays_a_file(run: Run, tmp_path: Path) -> None:
    with_text(tmp_path)
    run("report", "--offline", "-o", "page.html")
    assert (tmp_path / "page.html").is_file()
    run("report", "--offline", "-f", "markdown", "-o", "report")
    assert (tmp_path / "report").read_text(encoding="utf-8").startswith("# Beweringen en bewijs")


def git(folder: Path, *call: str) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    subprocess.run(["git", "-C", str(folder), *who, *call], check=True, capture_output=True)


def test_what_changed_since_a_file(run: Run, tmp_path: Path) -> None:
    with_text(tmp_path)
    run("report", "--offline", "-f", "json", "-o", "old.json")
    changed = CLAIMS.replace("kind: quantity", "kind: opinion")
    (tmp_path / "data" / "claims.yaml").write_text(changed, encoding="utf-8")
    told = run("report", "--offline", "--since", "old.json", "-o", "page.html").out
    assert "0 worse, 0 new places, 1 better, 0 gone, 2 as they were." in told
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "0 slechter, 0 nieuwe plaatsen, 1 beter, 0 verdwenen, 2 als toen." in page
    assert 'class="band better' in page
    assert "d:better" in page
    markdown = run("report", "--offline", "--since", "old.json", "-f", "markdown").out
    assert "beter: memory, “meer dan 600 enzymatische reacties”" in markdown
    program = run("report", "--offline", "--since", str(tmp_path / "old.json"), "-f", "json")
    data = json.loads(program.out)
    assert [c["kind"] for c in data["since"]["places"]] == ["better"]
    assert data["since"]["what"] == "old.json"  # and not where it lies
    assert data["language"] == "en"


@pytest.mark.parametrize("how", ["HEAD", "HEAD:old.json"])
def test_what_changed_since_a_revision(run: Run, tmp_path: Path, how: str) -> None:
    with_text(tmp_path)
    run("report", "--offline", "--articles", "articles", "-f", "json", "-o", "old.json")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    text = TEXT.replace("Dit zout verbetert uw geheugen.", "")
    (tmp_path / "articles" / "memory.txt").write_text(text, encoding="utf-8")
    changed = CLAIMS.split("  - id: people")[0]
    (tmp_path / "data" / "claims.yaml").write_text(changed, encoding="utf-8")
    out = run("report", "--offline", "--articles", "articles", "--since", how, "-o", "p.html").out
    assert "0 worse, 0 new places, 0 better, 2 gone, 1 as it was." in out
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert "verbetert uw geheugen" in page
    assert str(tmp_path) not in page


def test_a_day_without_changes(run: Run, tmp_path: Path) -> None:
    with_text(tmp_path)
    run("report", "--offline", "-f", "json", "-o", "old.json")
    page = run("report", "--offline", "--since", "old.json").out
    assert "Geen oordeel en geen bron is veranderd." in page
    assert 'class="band' not in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("none.json", "no such file"),
        ("data/claims.yaml", "no report that can be compared"),
        ("nowhere", "is in no git repository"),
    ],
)
def test_what_cannot_be_compared_is_said(run: Run, tmp_path: Path, given: str, said: str) -> None:
    with_text(tmp_path)
    result = run("report", "--offline", "--since", given, "-o", "page.html")
    assert result.code == 2
    assert said in result.err
    assert not (tmp_path / "page.html").exists()


def test_too_many_places_for_one_page_are_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("commands.report", "render.html"):
        monkeypatch.setattr(f"magclaims.{part}.MANY", 12)
    start, claim = CLAIMS.index("  - id: people"), CLAIMS.index("  - id: enzymes")
    more = "".join(CLAIMS[start:claim].replace("id: people", f"id: people-{n}") for n in range(10))
    other = "  other:\n    title: Ander\n    language: nl\n    references: []\n\nstudies:"
    text = CLAIMS.replace("  - id: enzymes", f"{more}  - id: enzymes").replace("studies:", other, 1)
    write_project(tmp_path, text)
    result = run("report", "--offline", "-o", "page.html")
    assert result.code == 0
    assert "13 places on one page are slow" in result.err
    assert "magclaims report --output MAP" in (tmp_path / "page.html").read_text()
    assert "slow" not in run("report", "--offline", "-o", "pages").err
    assert "slow" not in run("report", "--offline", "-f", "json", "-o", "r.json").err
