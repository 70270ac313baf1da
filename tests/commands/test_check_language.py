"""`check --language` and the setting `language`: what people read is in their language. All of it is synthetic."""

import json
from pathlib import Path

import pytest

from magclaims.render.language import DEFAULT, languages, phrases
from project import Run, write_site

OTHERS = [code for code in languages() if code != DEFAULT]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path)


def labels(code: str) -> set[str]:
    """What stands before a colon in the lines of a place."""
    data = phrases(code).data["terminal"]
    colon = phrases(code)("colon")
    return {f"    {data[key]}{colon} " for key in ("why", "write", "instead")}


@pytest.mark.parametrize("code", OTHERS)
def test_a_terminal_speaks_the_language(run: Run, site: Path, code: str) -> None:
    t = phrases(code)
    result = run("check", "--language", code)
    assert result.code == 1
    lines = result.out.splitlines()
    assert any(line.startswith(label) for line in lines for label in labels(code))
    english = labels(DEFAULT) - labels(code)
    assert not [line for line in lines if line.startswith(tuple(english))]
    assert t("first") in result.err
    assert t.word("verdict", "overstated") in result.out
    assert "overstated" not in result.out


def test_the_setting_is_for_people_and_programs_get_english(run: Run, site: Path) -> None:
    plain = json.loads(run("check", "-f", "json").out)
    settings = site / "magclaims.toml"
    settings.write_text(
        f'{settings.read_text(encoding="utf-8")}language = "nl"\n', encoding="utf-8"
    )
    spoken = run("check").out
    assert "    waarom: " in spoken
    assert run("check", "--language", "en").out != spoken
    assert "# Beweringen en bewijs" in run("check", "-f", "markdown").out
    assert run("report", "-f", "markdown", "-o", "-").out.startswith("# Beweringen en bewijs")
    again = json.loads(run("check", "-f", "json").out)
    assert (again["language"], again["claims"]) == (DEFAULT, plain["claims"])
    asked = json.loads(run("check", "-f", "json", "--language", "nl").out)
    assert asked["language"] == "nl"


def test_drafts_are_shown_in_the_language(run: Run, site: Path) -> None:
    claims = site / "data" / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(
        text.replace("    statement:", "    draft: true\n    statement:", 1), encoding="utf-8"
    )
    out = run("check", "--drafts", "--language", "fr").out
    assert out.startswith("Les brouillons, tels qu'ils seraient jugés.")
    assert "Drafts" not in out
    assert "Schrijf" not in out  # the advice of the Dutch article is told in it, too


@pytest.mark.parametrize("command", ["check", "report"])
def test_a_language_without_words_is_refused(run: Run, site: Path, command: str) -> None:
    given = run(command, "--language", "xx\x1b[31m")
    assert (given.code, "--language xx" in given.err, "\x1b" in given.err) == (2, True, False)
    settings = site / "magclaims.toml"
    settings.write_text(
        f'{settings.read_text(encoding="utf-8")}language = "xx"\n', encoding="utf-8"
    )
    result = run(command)
    assert (result.code, "`language` xx: there are words in en, " in result.err) == (2, True)
