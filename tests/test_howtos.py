"""What the how-tos of docs/ promise, tried on the examples. All of it runs without network."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from magclaims.config import load
from magclaims.read.claims import read
from project import Run

ROOT = Path(__file__).resolve().parents[1]
BLOCKS = """\
<!-- wp:heading -->
<h2 class="wp-block-heading">Creatine en uw geheugen</h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>Creatine verbetert het ruimtelijk geheugen.<sup>1</sup></p>
<!-- /wp:paragraph -->
[caption id="attachment_6" width="300"]<img src="x.jpg" alt="" /> Een pot[/caption]
<!-- wp:shortcode -->
[contact-form-7 id="12" title="Vragen"]
<!-- /wp:shortcode -->
<!-- wp:heading -->
<h2>Referenties</h2>
<!-- /wp:heading -->
<!-- wp:list {"ordered":true} -->
<ol><!-- wp:list-item -->
<li>Snow WM, et al. Chronic dietary creatine. Learn Mem. 2018;25(2):54-66. doi:10.1101/lm.046284.117</li>
<!-- /wp:list-item --></ol>
<!-- /wp:list -->
"""
BIBLATEX = {
    "year    = ": "date = ",
    "journal = ": "journaltitle = ",
    "@article{snow2018,": "@article{snow2018,\n  langid = {english},\n  file = {/x.pdf},\n  urldate = {2026-01-01},",
}


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page(name), re.DOTALL)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the examples."""
    shutil.copytree(ROOT / "examples", tmp_path, dirs_exist_ok=True)
    return tmp_path


def verdicts(run: Run) -> list[tuple[str, str]]:
    claims = json.loads(run("check", "--format", "json").out)["claims"]
    return [(c["id"], o["verdict"]) for c in claims for o in c["occurrences"]]


def test_zotero_an_export_in_biblatex_says_the_same(run: Run, site: Path) -> None:
    before = verdicts(run)
    book = site / "data" / "references.bib"
    text = book.read_text(encoding="utf-8")
    for old, new in BIBLATEX.items():
        assert old in text
        text = text.replace(old, new)
    book.write_text(text, encoding="utf-8")
    assert verdicts(run) == before


def test_zotero_two_collections_that_hold_a_work_twice(run: Run, site: Path) -> None:
    first, second = (json.loads(block.split("= ")[1]) for block in blocks("zotero", "toml"))
    book = (site / "data" / "references.bib").read_text(encoding="utf-8")
    assert first == ["data/references.bib"]
    for name, text in zip(
        second, (book, book.replace("{snow2018,", "{snow2018twice,")), strict=True
    ):
        (site / name).write_text(text, encoding="utf-8")
    (site / "magclaims.toml").write_text(f"bibliography = {json.dumps(second)}\n")
    assert "REF005" in run("check").out


def test_wordpress_blocks_and_short_codes_do_no_harm(run: Run, site: Path) -> None:
    (site / "articles" / "sleep.html").write_text(BLOCKS, encoding="utf-8")
    out = run("scan", "articles/sleep.html", "--language", "nl").out
    assert re.findall(r"^  \d+:\d+: .*", out, re.MULTILINE) == [
        "  5:4: causal; cites 1; not registered"
    ]
    assert "doi:10.1101/lm.046284.117; in the bibliography as snow2018" in out


def test_translations_one_claim_stands_in_two_articles(
    tmp_path: Path, run: Run, site: Path
) -> None:
    claims, studies = blocks("translations", "yaml")
    registry = yaml.safe_load((site / "data" / "claims.yaml").read_text(encoding="utf-8"))
    registry["claims"] = yaml.safe_load(claims)["claims"]
    registry["waivers"] = []
    path = site / "data" / "claims.yaml"
    path.write_text(yaml.safe_dump(registry, allow_unicode=True), encoding="utf-8")
    english = site / "articles" / "creatine-memory.md"
    english.write_text(
        english.read_text(encoding="utf-8") + "\nCreatine improves memory in healthy people [1].\n",
        encoding="utf-8",
    )
    assert read([path]).faults == ()
    found = verdicts(run)
    assert [claim for claim, _ in found] == ["memory-may-improve"] * 2
    assert yaml.safe_load(studies)["studies"]["snow2018"]["population"]["nl"]


def test_migrating_a_baseline_lets_only_what_is_new_fail(run: Run, site: Path) -> None:
    assert run("check").code == 1
    assert run("check", "--baseline", "known.json", "--write-baseline").code == 0
    assert run("check", "--baseline", "known.json").code == 0
    article = site / "articles" / "creatine-geheugen.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("voorkomt dementie", "geneest dementie"), encoding="utf-8")
    assert run("check", "--baseline", "known.json").code == 1


def test_configuration_what_is_shown_can_be_used(site: Path, run: Run) -> None:
    rules, policy, words = blocks("configuration", "toml")
    (site / "words.toml").write_text(words)
    (site / "magclaims.toml").write_text(f'vocabulary = ["words.toml"]\n{rules}\n{policy}')
    settings = load(site).settings
    assert settings.fail_level.value == "warning"
    assert settings.policy.ceilings["one_trial"] == "causal"
    assert run("check").code in {0, 1}
    assert "LAW001" not in run("check").out
