"""`magclaims status`: where the work stands. All of it is synthetic."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from magclaims.render.language import DEFAULT, languages, phrases
from project import CLAIMS, Run, write_project

MORE = """
  - id: waiting
    draft: true
    statement: Magnesium L-threonate changes sleep.
    kind: effect
    about: {substance: magnesium L-threonate, outcome: sleep}
    occurrences:
      - {article: memory, quote: slaapt u anders, strength: causal}
waivers:
  - {rule: NUM002, subject: enzymes, reason: Soon., owner: Bob, until: 2026-12-31}
  - {rule: EVI007, subject: people, reason: Once., owner: "Eve \\e[31m::error::", until: 2026-01-31}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    claims = CLAIMS.replace(
        "quote: verbetert uw geheugen\n",
        "quote: verbetert uw geheugen\n        accepted: Mogelijk helpt het.\n",
    )
    write_project(tmp_path, claims + MORE)
    (tmp_path / "magclaims.toml").write_text("offline = true\nreview-every = 30\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")  # 2026-05-28
    return tmp_path


def told(run: Run) -> dict[str, Any]:
    result = run("status", "--format", "json")
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_what_waits_is_told_by_article_and_person(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("review", "--claim", "rats", "--claim", "people", "--by", "Ann")
    (article,) = told(run)["articles"]
    assert (article["open"], article["rewrites"]) == (["people"], ["people"])
    assert (article["stale"], article["due"], article["never"]) == ([], [], ["enzymes"])
    assert article["drafts"] == ["waiting"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")  # 2026-09-21
    registry = project / "data" / "claims.yaml"
    registry.write_text(registry.read_text().replace("L-threonate improves", "improves"))
    (article,) = told(run)["articles"]
    assert (article["stale"], article["due"]) == (["people"], ["rats"])
    ann, bob, _eve = told(run)["owners"]
    assert (ann["name"], ann["stale"], ann["due"]) == ("Ann", ["people"], ["rats"])
    assert bob["waivers"][0] == {
        "rule": "NUM002",
        "subject": "enzymes",
        "owner": "Bob",
        "until": "2026-12-31",
        "expired": False,
    }


def test_as_text(run: Run) -> None:
    run("review", "--claim", "rats", "--by", "Ann")
    out = run("status").out
    assert "  1 to change: people" in out
    assert "waived until 2026-12-31: NUM002 of enzymes" in out
    assert "expired on 2026-01-31: EVI007 of people" in out
    assert "\x1b" not in out
    assert not any(line.startswith("::") for line in out.splitlines())


def test_a_review_of_a_claim_that_is_gone_is_told(run: Run, project: Path) -> None:
    run("review", "--claim", "rats", "--by", "Ann")
    registry = project / "data" / "claims.yaml"
    registry.write_text(registry.read_text().replace("- id: rats", "- id: mice"))
    assert told(run)["gone"] == ["rats"]
    assert "does not have: rats" in run("status").out


@pytest.mark.parametrize("code", languages())
def test_it_speaks_the_language_of_the_settings(run: Run, tmp_path: Path, code: str) -> None:
    write_project(tmp_path)
    english = run("status", "--offline").out
    (tmp_path / "magclaims.toml").write_text(f'language = "{code}"\n')
    told = run("status", "--offline").out
    assert phrases(code).word("waiting", "open") in told
    assert phrases(code).word("waiting", "never") in told
    assert (told == english) is (code == DEFAULT)
    assert run("status", "--offline", "--format", "json").out.startswith("{")


@pytest.mark.parametrize("code", languages())
def test_every_line_can_be_told_in_every_language(code: str) -> None:
    waiting = phrases(code).data["waiting"]
    assert set(waiting) == set(phrases(DEFAULT).data["waiting"])
    for name, template in phrases(DEFAULT).data["waiting"].items():
        slots = set(re.findall(r"\{(\w+)\}", template))
        assert set(re.findall(r"\{(\w+)\}", waiting[name])) == slots, name
